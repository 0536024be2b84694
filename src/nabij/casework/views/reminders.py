"""Reminders of a worker: the daily message, and the own calendar under a secret address."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid5

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from icalendar import Calendar, Event

from nabij.casework import actions, policies, queries
from nabij.casework.queries.reminders import Moment
from nabij.casework.views.common import actor_of
from nabij.kernel import clock
from nabij.kernel.guards import guarded_by, public

_NAMESPACE = UUID("0b0b1f52-9f44-5d0e-8c39-7a2f7a3d51aa")


@never_cache
@guarded_by(policies.may_visit)
@require_http_methods(["GET", "HEAD", "POST"])
def reminders(request: HttpRequest) -> HttpResponse:
    """Choose the daily message, and make, renew or end the address of the calendar; it is shown once."""
    actor, now = actor_of(request), clock.now()
    assert actor.staff_id is not None
    address = ""
    if request.method == "POST":
        if "feed" in request.POST:
            token = actions.make_feed(actor=actor, now=now)
            address = request.build_absolute_uri(reverse("casework:feed", args=[token]))
        else:
            if "end" in request.POST:
                actions.end_feed(actor=actor, now=now)
            elif "digest" in request.POST:
                actions.choose_digest(actor=actor, wants=request.POST["digest"] == "yes", now=now)
            return redirect("casework:reminders")
    wishes = queries.wishes_of(actor.staff_id)
    return render(request, "casework/reminders.html", {"wishes": wishes, "address": address})


@public
@never_cache
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar behind a secret address. One that ended and one that never was give the same answer."""
    now = clock.now()
    reader = queries.reader_of_feed(token, on=clock.today())
    if reader is None:
        raise Http404
    made = ics(queries.moments_of(reader, now=now), request.build_absolute_uri, now=now)
    response = HttpResponse(made, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="nabij.ics"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def ics(moments: list[Moment], absolute: object, *, now: datetime) -> bytes:
    """Moments as a calendar (RFC 5545). Titles say what kind of thing it is, and nothing about whom."""
    assert callable(absolute)
    titles = {
        "visit": _("Nabij: visit"),
        "step": _("Nabij: step"),
        "review": _("Nabij: look at a plan again"),
    }
    pages = {"visit": "casework:visit", "step": "casework:guidance", "review": "casework:plan"}
    calendar = Calendar()
    calendar.add("prodid", "-//Nabij//nabij//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Nabij")
    calendar.add("x-published-ttl", "PT1H")
    for one in moments:
        event = Event()
        event.add("uid", f"{uuid5(_NAMESPACE, one.key)}@nabij")
        event.add("dtstamp", now)
        event.add("summary", titles[one.kind])
        event.add("dtstart", one.begin)
        event.add("dtend", one.end)
        event.add("url", absolute(reverse(pages[one.kind], args=[one.number])))
        event.add("class", "PRIVATE")
        event.add("transp", "OPAQUE" if one.kind == "visit" else "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
