"""Visits: plan one, begin and end it with one tap, who is out now, and the calls on top of every page."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nabij.casework import actions, policies, queries
from nabij.casework.actions import telling
from nabij.casework.actions.alarms import calls_in_words
from nabij.casework.forms.visits import VisitForm, first_values
from nabij.casework.types import Channel
from nabij.casework.views.common import actor_of
from nabij.kernel import clock
from nabij.kernel.guards import guarded_by
from nabij.registry.types import NotPossible

TAPS: dict[str, Callable[..., int]] = {
    "begin": actions.begin_visit,
    "longer": actions.stay_longer,
    "help": actions.ask_for_somebody,
    "take": actions.take_on,
    "end": actions.end_visit,
    "off": actions.call_off_visit,
}


@guarded_by(policies.may_visit)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, household_id: int) -> HttpResponse:
    """Plan a visit; with “begin now” it is under way at once."""
    actor, now = actor_of(request), clock.now()
    colleagues = queries.colleagues_for_visit(actor, household_id, now=now)
    form = VisitForm(request.POST or None, initial=first_values(now), colleagues=colleagues)
    if request.method == "POST" and form.is_valid():
        try:
            number = actions.plan_visit(
                actor=actor,
                household_id=household_id,
                visit=form.new_visit(),
                client_id=form.cleaned_data["client_id"],
                now=now,
            )
            if "now" in request.POST:
                actions.begin_visit(actor=actor, visit_id=number, now=now)
        except NotPossible as problem:
            form.take(problem)
        else:
            return redirect("casework:visit", number)
    context = {"form": form, "household_id": household_id}
    return render(request, "casework/visit_new.html", context, status=422 if form.errors else 200)


@guarded_by(policies.may_visit)
@require_safe
def visit(request: HttpRequest, visit_id: int) -> HttpResponse:
    """One visit with its place, and the one tap that comes next."""
    return _page(request, visit_id)


def _page(request: HttpRequest, visit_id: int, problem: str = "", status: int = 200) -> HttpResponse:
    page = queries.visit_of(actor_of(request), visit_id, now=clock.now())
    context = {"page": page, "visit": page.visit, "problem": problem}
    return render(request, "casework/visit.html", context, status=status)


@guarded_by(policies.may_visit)
@require_POST
def tap(request: HttpRequest, visit_id: int) -> HttpResponse:
    """One tap: begin, longer, somebody, I see to it, end, or call off. Ending leads to the note of it."""
    word = next((name for name in TAPS if name in request.POST), None)
    if word is None:
        return _page(request, visit_id)
    actor, now = actor_of(request), clock.now()
    try:
        household_id = TAPS[word](actor=actor, visit_id=visit_id, now=now)
    except NotPossible as problem:
        return _page(request, visit_id, str(problem), 409)
    if word == "help":
        telling.send(calls_in_words(now=now))
    if word == "end" and queries.goes_on(actor, visit_id):
        address = reverse("casework:contact-new", args=[household_id])
        return redirect(f"{address}?hoe={Channel.HOME_VISIT.value}")
    return redirect("casework:visit", visit_id)


@guarded_by(policies.may_open_board)
@require_safe
def out(request: HttpRequest) -> HttpResponse:
    """Who of the own teams is on a visit now."""
    found = queries.who_is_out(actor_of(request), on=clock.today(), now=clock.now())
    return render(request, "casework/visits_out.html", {"found": found})


@guarded_by(policies.may_visit)
@require_safe
def calls(request: HttpRequest) -> HttpResponse:
    """The visits that call whoever looks: a part of every page of work, asked again each minute."""
    return render(
        request, "casework/visit_calls.html", {"calls": queries.calling(actor_of(request), now=clock.now())}
    )
