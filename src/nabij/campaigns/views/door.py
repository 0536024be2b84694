"""The round of a visitor on pages that work without script. A number in an address is a door."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nabij.campaigns import actions, policies, queries
from nabij.campaigns.forms.door import DoorForm, DoorWorryForm, TickForm
from nabij.campaigns.types import NotThisDoor, NotTicked
from nabij.campaigns.views.common import actor_of
from nabij.kernel import clock
from nabij.kernel.decisions import NotFoundHere
from nabij.kernel.guards import guarded_by
from nabij.registry.types import NotPossible


@guarded_by(policies.may_go)
@require_safe
def my_round(request: HttpRequest) -> HttpResponse:
    """The doors of today in order, or the instruction that comes before them."""
    return _day(request)


def _day(request: HttpRequest, *, problem: str = "", status: int = 200) -> HttpResponse:
    day = queries.visitor_day(actor_of(request), now=clock.now())
    return render(request, "campaigns/round_today.html", {"day": day, "problem": problem}, status=status)


@guarded_by(policies.may_go)
@require_POST
def tick(request: HttpRequest) -> HttpResponse:
    """The instruction was read."""
    form = TickForm(request.POST)
    if not form.is_valid():
        return redirect("campaigns:my-round")
    try:
        actions.tick_instruction(
            actor=actor_of(request), instruction_id=form.cleaned_data["instruction"], now=clock.now()
        )
    except NotPossible as problem:
        return _day(request, problem=str(problem), status=409)
    return redirect("campaigns:my-round")


@guarded_by(policies.may_go)
def door(request: HttpRequest, stop_id: int) -> HttpResponse:
    """One door: what to say, and what happened there."""
    if request.method != "POST":
        return _door(request, stop_id)
    walked, _one, _has_worry = _own_door(request, stop_id)
    form = DoorForm(request.POST, outcomes=walked.outcomes, needs=walked.needs, today=clock.today())
    if not form.is_valid():
        return _door(request, stop_id, form=form, status=422)
    now = clock.now()
    try:
        answer = actions.tell_at_door(
            actor=actor_of(request),
            stop_id=stop_id,
            told=form.told(),
            client_id=form.cleaned_data["client_id"],
            at_device=actions.told_here(now, card_left=form.cleaned_data["card_left"]),
            now=now,
        )
    except NotPossible as problem:
        form.take(problem)
        return _door(request, stop_id, form=form, status=422)
    if answer.words:
        return _day(request, problem=answer.words)
    return redirect("campaigns:my-round")


@guarded_by(policies.may_go)
@require_POST
def worry(request: HttpRequest, stop_id: int) -> HttpResponse:
    """“I am worried”: the duty team is called at once."""
    _own_door(request, stop_id)
    form = DoorWorryForm(request.POST)
    if not form.is_valid():
        return _door(request, stop_id, worried=form, status=422)
    given = form.cleaned_data
    try:
        actions.raise_worry_at_door(
            actor=actor_of(request),
            stop_id=stop_id,
            words=given["words"],
            client_id=given["client_id"],
            now=clock.now(),
        )
    except NotPossible as problem:
        form.take(problem)
        return _door(request, stop_id, worried=form, status=422)
    return redirect("campaigns:my-door", stop_id)


def _own_door(request: HttpRequest, stop_id: int) -> tuple[queries.WalkedRound, queries.Door, bool]:
    """A door of a round of this visitor; whatever is not is not here."""
    try:
        return queries.visitor_door(actor_of(request), stop_id, now=clock.now())
    except (NotThisDoor, NotTicked) as problem:
        raise NotFoundHere from problem


def _door(
    request: HttpRequest,
    stop_id: int,
    *,
    form: DoorForm | None = None,
    worried: DoorWorryForm | None = None,
    status: int = 200,
) -> HttpResponse:
    walked, one, has_worry = _own_door(request, stop_id)
    language, lines = walked.script(one.language)
    context = {
        "walked": walked,
        "door": one,
        "has_worry": has_worry,
        "script": lines,
        "script_language": language,
        "form": form or DoorForm(outcomes=walked.outcomes, needs=walked.needs, today=clock.today()),
        "worried": worried or DoorWorryForm(),
        "title": _("Door %(number)d") % {"number": one.number},
    }
    return render(request, "campaigns/round_door.html", context, status=status)
