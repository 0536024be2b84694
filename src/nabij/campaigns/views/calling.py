"""The page of a caller: one person, how it went, and the next one. No address holds a number of anybody."""

from __future__ import annotations

from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from nabij.campaigns import actions, policies, queries
from nabij.campaigns.forms.calling import OutcomeForm, WorryForm
from nabij.campaigns.forms.common import SentOnce
from nabij.campaigns.views.common import actor_of
from nabij.kernel import clock
from nabij.kernel.guards import guarded_by
from nabij.registry.types import NotPossible


@guarded_by(policies.may_call)
@require_safe
def call(request: HttpRequest) -> HttpResponse:
    """Whom to call now, or the button for the next person."""
    return _page(request)


def _page(
    request: HttpRequest,
    *,
    form: OutcomeForm | None = None,
    worry: WorryForm | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    day = queries.caller_day(actor_of(request), now=clock.now())
    context = {"day": day, "problem": problem, "next_hold": uuid4()}
    if day.now is not None:
        hold = {"hold": day.now.hold}
        context |= {
            "call": day.now,
            "form": form or OutcomeForm(needs=day.now.needs, today=clock.today(), initial=hold),
            "worry": worry or WorryForm(initial=hold),
        }
    return render(request, "campaigns/call.html", context, status=status)


@guarded_by(policies.may_call)
@require_POST
def take_next(request: HttpRequest) -> HttpResponse:
    """Reserve the next person."""
    form = SentOnce(request.POST)
    if not form.is_valid():
        return redirect("campaigns:call")
    actions.take_next(actor=actor_of(request), hold=form.cleaned_data["client_id"], now=clock.now())
    return redirect("campaigns:call")


@guarded_by(policies.may_call)
@require_POST
def outcome(request: HttpRequest) -> HttpResponse:
    """Say how it went, and go on to the next person unless the caller stops."""
    actor, now = actor_of(request), clock.now()
    day = queries.caller_day(actor, now=now)
    form = OutcomeForm(request.POST, needs=day.now.needs if day.now else (), today=clock.today())
    if not form.is_valid():
        if day.now is None:
            return redirect("campaigns:call")
        return _page(request, form=form, status=422)
    given = form.cleaned_data
    try:
        actions.tell_outcome(
            actor=actor, hold=given["hold"], told=form.told(), client_id=given["client_id"], now=now
        )
    except NotPossible as problem:
        if day.now is not None and day.now.hold == given["hold"]:
            form.take(problem)
            return _page(request, form=form, status=422)
        return _page(request, problem=str(problem), status=409)
    if "stop" not in request.POST:
        actions.take_next(actor=actor, hold=given["next_hold"], now=now)
    return redirect("campaigns:call")


@guarded_by(policies.may_call)
@require_POST
def give_back(request: HttpRequest) -> HttpResponse:
    """Not called: a colleague gets this person."""
    form = SentOnce(request.POST)
    if form.is_valid():
        actions.give_back(actor=actor_of(request), hold=form.cleaned_data["client_id"], now=clock.now())
    return redirect("campaigns:call")


@guarded_by(policies.may_call)
@require_POST
def worry(request: HttpRequest) -> HttpResponse:
    """“I am worried”: the duty team is called at once."""
    form = WorryForm(request.POST)
    if not form.is_valid():
        return _page(request, worry=form, status=422)
    given = form.cleaned_data
    try:
        actions.raise_worry(
            actor=actor_of(request),
            hold=given["hold"],
            words=given["words"],
            client_id=given["client_id"],
            now=clock.now(),
        )
    except NotPossible as problem:
        return _page(request, problem=str(problem), status=409)
    return redirect("campaigns:call")
