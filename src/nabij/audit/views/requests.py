"""Requests of people: register, gather, erase, answer."""

from __future__ import annotations

from contextlib import suppress

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nabij.audit import actions, policies, queries
from nabij.audit.forms import AnswerForm, EraseForm, LongerForm, NewRequestForm
from nabij.audit.models import SubjectRequest
from nabij.audit.types import registered
from nabij.audit.types.oversight import (
    AlreadyHandled,
    ErasureReport,
    RequestKind,
    RequestState,
    SubjectOnHold,
    urgency_of,
)
from nabij.audit.views import printed
from nabij.audit.views.actor import actor_of
from nabij.kernel import clock
from nabij.kernel.guards import guarded_by, recently_proven
from nabij.kernel.own_place import erased_file

_NEWS = {
    "registered": _("The request is registered. The clock runs from the day it came in."),
    "answered": _("The answer is saved, and the clock stands still."),
    "longer": _("The request now has two months more. Tell the person so, and why."),
    "already": _("A colleague handled this meanwhile. What you see is how it stands now."),
}


@guarded_by(policies.may_handle_requests)
@require_safe
def request_list(request: HttpRequest) -> HttpResponse:
    """Open requests by the end of their term, and the last that were answered."""
    actor, now = actor_of(request), clock.now()
    context = {
        "waiting": queries.requests_to_handle(actor, on=clock.today(), now=now),
        "handled": queries.handled_requests(actor, now=now),
    }
    return render(request, "audit/request_list.html", context)


@guarded_by(policies.may_handle_requests)
@require_http_methods(["GET", "HEAD", "POST"])
def request_new(request: HttpRequest) -> HttpResponse:
    """Register a request that came in."""
    today = clock.today()
    form = NewRequestForm(
        request.POST if request.method == "POST" else None, today=today, initial={"received_on": today}
    )
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        made = actions.register_request(
            actor=actor_of(request),
            sent_id=asked["sent_id"],
            kind=RequestKind(asked["kind"]),
            subject=asked["subject"],
            received_on=asked["received_on"],
            identity_checked=asked["identity_checked"],
            asked=asked["asked"],
            now=clock.now(),
        )
        return _to(made.pk, "registered")
    return render(request, "audit/request_new.html", {"form": form}, status=422 if form.errors else 200)


@guarded_by(policies.may_handle_requests)
@require_http_methods(["GET", "HEAD", "POST"])
def request_page(request: HttpRequest, number: int) -> HttpResponse:
    """One request: its clock, the copy, where to put right, erasing, and the answer."""
    actor, now = actor_of(request), clock.now()
    found = queries.one_request(actor, number, now=now)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        state = RequestState(form.cleaned_data["state"])
        try:
            actions.answer_request(
                actor=actor, number=number, state=state, answer=form.cleaned_data["answer"], now=now
            )
        except AlreadyHandled:
            return _to(number, "already")
        return _to(number, "answered")
    return _page(request, found, form, LongerForm())


@guarded_by(policies.may_handle_requests)
@require_POST
def request_longer(request: HttpRequest, number: int) -> HttpResponse:
    """Take two months more, with the reason."""
    actor, now = actor_of(request), clock.now()
    form = LongerForm(request.POST)
    if not form.is_valid():
        return _page(request, queries.one_request(actor, number, now=now), AnswerForm(), form)
    try:
        actions.take_longer(actor=actor, number=number, because=form.cleaned_data["because"], now=now)
    except AlreadyHandled:
        return _to(number, "already")
    return _to(number, "longer")


@guarded_by(policies.may_handle_requests)
@recently_proven
@require_safe
def own_copy_json(request: HttpRequest, number: int) -> HttpResponse:
    """All that is kept about the person, for machines."""
    found = queries.one_request(actor_of(request), number, now=clock.now())
    copy = queries.own_copy(
        actor_of(request), found.subject, language=printed.language_from(request), now=clock.now()
    )
    return printed.as_file(printed.own_copy_json(copy), f"kopie-{number}.json", "application/json")


@guarded_by(policies.may_handle_requests)
@recently_proven
@require_safe
def own_copy_pdf(request: HttpRequest, number: int) -> HttpResponse:
    """All that is kept about the person, on paper."""
    language = printed.language_from(request)
    found = queries.one_request(actor_of(request), number, now=clock.now())
    copy = queries.own_copy(actor_of(request), found.subject, language=language, now=clock.now())
    return printed.as_file(printed.own_copy_pdf(copy, language=language), f"kopie-{number}.pdf")


@guarded_by(policies.may_handle_requests)
@recently_proven
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, number: int) -> HttpResponse:
    """Show what would go and what stays and why; erase after the number was given once more."""
    actor, now, today = actor_of(request), clock.now(), clock.today()
    found = queries.one_request(actor, number, now=now)
    form = EraseForm(request.POST if request.method == "POST" else None, subject=found.subject)
    done: ErasureReport | None = None
    if request.method == "POST" and form.is_valid():
        with suppress(SubjectOnHold):  # the page says why, with the hold as it stands
            done = actions.erase_subject(
                actor=actor, subject=found.subject, remembered_in=erased_file(), on=today, now=now
            )
    context = {
        "found": found,
        "form": form,
        "hold": queries.standing_hold(actor, found.subject, on=today),
        "report": done or queries.erasure_preview(actor, found.subject, now=now),
        "is_done": done is not None,
    }
    return render(request, "audit/erase.html", context, status=422 if form.errors else 200)


def _page(request: HttpRequest, found: SubjectRequest, form: AnswerForm, longer: LongerForm) -> HttpResponse:
    places = [
        (place.title, address)
        for place in registered.rectifications.values()
        if (address := place.address_for(found.subject)) is not None
    ]
    context = {
        "found": found,
        "form": form,
        "longer": longer,
        "urgency": urgency_of(found.received_on, found.due_on, on=clock.today()),
        "hold": queries.standing_hold(actor_of(request), found.subject, on=clock.today()),
        "places": places,
        "news": _NEWS.get(request.GET.get("nieuws", ""), ""),
    }
    has_errors = bool(form.errors or longer.errors)
    return render(request, "audit/request.html", context, status=422 if has_errors else 200)


def _to(number: int, news: str) -> HttpResponse:
    return redirect(f"{reverse('audit:request', args=[number])}?nieuws={news}")
