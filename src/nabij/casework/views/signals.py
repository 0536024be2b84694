"""Signals: telling what was seen, hearing what became of it, and the inbox of a team lead."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nabij.casework import actions, policies, queries
from nabij.casework.forms.signals import (
    DecisionForm,
    NewHouseholdForm,
    PassOnForm,
    RejectForm,
    SearchForm,
    SignalForm,
    TakeUpForm,
)
from nabij.casework.types import SignalDecided
from nabij.casework.views.common import actor_of
from nabij.kernel import clock
from nabij.kernel.actors import Actor
from nabij.kernel.guards import guarded_by
from nabij.registry import queries as registry
from nabij.registry.types import NotPossible
from nabij.staff import queries as staff

Form = TypeVar("Form", bound=DecisionForm)


@guarded_by(policies.may_send_signal)
@require_safe
def signals(request: HttpRequest) -> HttpResponse:
    """What became of the signals that somebody sent."""
    actor = actor_of(request)
    context = {
        "sent": queries.sent_signals(actor),
        "on": clock.today(),
        "may_triage": policies.may_triage(actor).allowed,
        "is_sent": "verstuurd" in request.GET,
    }
    return render(request, "casework/signals.html", context)


@guarded_by(policies.may_send_signal)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Tell what was seen of a household that is not known yet."""
    return tell(request, None)


@guarded_by(policies.may_send_signal)
@require_http_methods(["GET", "HEAD", "POST"])
def known(request: HttpRequest, household_id: int) -> HttpResponse:
    """Tell what was seen of a household that one sees, also while guidance runs."""
    registry.household_in_sight(actor_of(request), household_id, at=clock.now())
    return tell(request, household_id)


def tell(request: HttpRequest, household_id: int | None, *, typed: str | None = None) -> HttpResponse:
    """The form of a signal. `typed`: words from the short form of a household where guidance began meanwhile,
    which are not lost; they are sent from the page of this form.
    """
    actor, on = actor_of(request), clock.today()
    choices = [(one.team_id, one.name) for one in queries.teams_for_signals(actor, on=on)]
    team = registry.team_of([household_id]).get(household_id) if household_id is not None else None
    first = {"team": team, "seen": typed or ""}
    given = request.POST if request.method == "POST" and typed is None else None
    form = SignalForm(given, teams=choices, is_known=household_id is not None, on=on, initial=first)
    if form.is_valid():
        try:
            actions.send_signal(
                actor=actor,
                team_id=form.cleaned_data["team"],
                household_id=household_id,
                told=form.whereabouts() if household_id is None else None,
                seen=form.what_was_seen(),
                client_id=form.cleaned_data["client_id"],
                now=clock.now(),
            )
        except NotPossible as problem:
            form.take(problem)
        else:
            return redirect(f"{reverse('casework:signals')}?verstuurd=1")
    context = {
        "form": form,
        "household_id": household_id,
        "has_team": bool(choices),
        "is_moved": typed is not None,
    }
    return render(request, "casework/signal_new.html", context, status=422 if form.errors else 200)


@guarded_by(policies.may_triage)
@require_safe
def triage(request: HttpRequest) -> HttpResponse:
    """The inbox of a team lead, the oldest first."""
    return _inbox(request)


def _inbox(request: HttpRequest, problem: str = "", status: int = 200) -> HttpResponse:
    triage = queries.triage_list(actor_of(request), on=clock.today(), now=clock.now())
    context = {"triage": triage, "problem": problem}
    return render(request, "casework/signal_triage.html", context, status=status)


@guarded_by(policies.may_triage)
@require_http_methods(["GET", "HEAD", "POST"])
def signal(request: HttpRequest, signal_id: int) -> HttpResponse:
    """One signal with what can be decided; what is typed to find the household stands in no address."""
    actor, now = actor_of(request), clock.now()
    with registry.one_page():
        found = queries.signal_in_triage(actor, signal_id, on=clock.today(), now=now)
        search = SearchForm(request.POST or None)
        hits: list[registry.Hit] | None = None
        if request.method == "POST" and search.is_valid():
            try:
                hits = registry.search(actor, search.cleaned_data["typed"], now=now)
            except NotPossible as problem:
                search.add_error("typed", str(problem))
    context = {"search": search, "hits": _takers(actor, found, hits or []), "is_searched": hits is not None}
    return _page(request, found, status=422 if search.errors else 200, **context)


def _takers(
    actor: Actor, found: queries.SignalView, hits: list[registry.Hit]
) -> list[tuple[registry.Hit, TakeUpForm]]:
    """Each household once, with the form that takes the signal up for it."""
    homes = {hit.household_id: hit for hit in reversed(hits)}
    ordered = [hit for hit in hits if homes.get(hit.household_id) is hit]
    return [
        (hit, _take_up_form(actor, None, found, hit.household_id, f"hit_{hit.household_id}_%s"))
        for hit in ordered
    ]


def _take_up_form(
    actor: Actor, data: Any, found: queries.SignalView, household_id: int | None, auto_id: str = "id_%s"
) -> TakeUpForm:
    first = {"base_version": found.version, "household": household_id}
    return TakeUpForm(data, workers=_workers(actor), initial=first, auto_id=auto_id)


def _workers(actor: Actor) -> list[tuple[int, str]]:
    on = clock.today()
    members = staff.members_of_teams(staff.led_teams(actor, on=on), on=on)
    return [(one.staff_id, one.name) for one in members]


def _page(request: HttpRequest, found: queries.SignalView, *, status: int = 200, **more: Any) -> HttpResponse:
    context: dict[str, Any] = {"signal": found, "search": SearchForm(), **more}
    if found.is_waiting and found.is_in_sight and "take_up" not in context:
        context["take_up"] = _take_up_form(actor_of(request), None, found, found.household_id)
    return render(request, "casework/signal.html", context, status=status)


@guarded_by(policies.may_triage)
@require_POST
def take_up(request: HttpRequest, signal_id: int) -> HttpResponse:
    """Take a signal up for a household that is known."""
    actor = actor_of(request)
    form = TakeUpForm(request.POST, workers=_workers(actor))
    if form.is_valid():
        given = form.cleaned_data
        try:
            home = actions.take_up_signal(
                **_common(request, signal_id, form),
                household=given["household"],
                next_worker=given["next_worker"],
            )
        except SignalDecided as problem:
            return _inbox(request, str(problem), 409)
        except NotPossible as problem:
            form.take(problem)
        else:
            return redirect("registry:household", home)
    found = queries.signal_in_triage(actor, signal_id, on=clock.today(), now=clock.now())
    return _page(request, found, status=422, take_up=form)


Found = queries.SignalView | None
"""The signal as it is shown; None while a decision that was sent is taken."""


@guarded_by(policies.may_triage)
@require_http_methods(["GET", "HEAD", "POST"])
def new_household(request: HttpRequest, signal_id: int) -> HttpResponse:
    """Register the household of a signal, and take the signal up."""
    workers = _workers(actor_of(request))

    def make(found: Found) -> NewHouseholdForm:
        first = {"base_version": found.version, "phone": found.told_phone} if found else {}
        return NewHouseholdForm(request.POST or None, workers=workers, initial=first)

    def decide(form: NewHouseholdForm, common: dict[str, Any]) -> HttpResponse:
        home = actions.take_up_signal(
            **common, household=form.household(), next_worker=form.cleaned_data["next_worker"]
        )
        return redirect("registry:household", home)

    return _decision(request, signal_id, make, decide, "casework/signal_household.html")


@guarded_by(policies.may_triage)
@require_http_methods(["GET", "HEAD", "POST"])
def pass_on(request: HttpRequest, signal_id: int) -> HttpResponse:
    """Give a signal to another team of the town."""
    teams = queries.teams_for_signals(actor_of(request), on=clock.today())

    def make(found: Found) -> PassOnForm:
        others = [(one.team_id, one.name) for one in teams if found is None or one.team_id != found.team_id]
        first = {"base_version": found.version} if found else {}
        return PassOnForm(request.POST or None, teams=others, initial=first)

    def decide(form: PassOnForm, common: dict[str, Any]) -> HttpResponse:
        given = form.cleaned_data
        actions.pass_signal_on(**common, team_id=given["team"], because=given["because"])
        return redirect("casework:signal-triage")

    return _decision(request, signal_id, make, decide, "casework/signal_pass_on.html")


@guarded_by(policies.may_triage)
@require_http_methods(["GET", "HEAD", "POST"])
def reject(request: HttpRequest, signal_id: int) -> HttpResponse:
    """Reject a signal."""

    def make(found: Found) -> RejectForm:
        return RejectForm(request.POST or None, initial={"base_version": found.version} if found else {})

    def decide(form: RejectForm, common: dict[str, Any]) -> HttpResponse:
        actions.reject_signal(**common, because=form.cleaned_data["because"])
        return redirect("casework:signal-triage")

    return _decision(request, signal_id, make, decide, "casework/signal_reject.html")


def _decision(
    request: HttpRequest,
    signal_id: int,
    make: Callable[[Found], Form],
    decide: Callable[[Form, dict[str, Any]], HttpResponse],
    template: str,
) -> HttpResponse:
    """Show the form of a decision, or take it; what was typed stays on a refusal."""
    actor, now = actor_of(request), clock.now()
    is_sent = request.method == "POST"
    found = None if is_sent else queries.signal_in_triage(actor, signal_id, on=clock.today(), now=now)
    form = make(found)
    if is_sent and form.is_valid():
        try:
            return decide(form, _common(request, signal_id, form))
        except SignalDecided as problem:
            return _inbox(request, str(problem), 409)
        except NotPossible as problem:
            form.take(problem)
    if found is None:
        found = queries.signal_in_triage(actor, signal_id, on=clock.today(), now=now)
    context = {"form": form, "signal": found}
    return render(request, template, context, status=422 if form.errors else 200)


def _common(request: HttpRequest, signal_id: int, form: DecisionForm) -> dict[str, Any]:
    """What every decision hands over."""
    return {
        "actor": actor_of(request),
        "signal_id": signal_id,
        "base_version": form.cleaned_data["base_version"],
        "client_id": form.cleaned_data["client_id"],
        "now": clock.now(),
    }


@guarded_by(policies.may_write_contacts)
@require_POST
def read(request: HttpRequest, signal_id: int) -> HttpResponse:
    """The contact person read a signal that was added to guidance."""
    home = actions.read_signal(actor=actor_of(request), signal_id=signal_id, now=clock.now())
    return redirect("casework:guidance", home)
