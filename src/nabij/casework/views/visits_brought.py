"""What came back from visits and was not written down: why, the words, and a way to file them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from nabij.casework import actions, policies, queries
from nabij.casework.models import VisitLetter
from nabij.casework.queries.held_visits import StandingStep, sights_of, standing_steps
from nabij.casework.types.taken import LetterHeld
from nabij.casework.views.common import actor_of
from nabij.kernel import clock
from nabij.kernel.actors import Actor
from nabij.kernel.guards import guarded_by
from nabij.registry.types import NotPossible, Sight


@dataclass(frozen=True, slots=True)
class HeldLine:
    """One held letter as somebody sees it. `item` is None where its words are not for this reader."""

    letter: VisitLetter
    item: actions.ToldOnVisit | None
    why: str
    is_mine: bool
    standing: StandingStep | None
    """The next step as it stands, beside a held one."""
    may_open: bool
    """Whether the reader sees the household."""


@guarded_by(policies.may_bring)
@require_safe
def brought(request: HttpRequest) -> HttpResponse:
    """What is held for whoever asks."""
    return _page(request)


def _page(request: HttpRequest, problem: str = "", status: int = 200) -> HttpResponse:
    actor, now = actor_of(request), clock.now()
    letters = queries.held_letters(actor, now=now)
    homes = {one.household_id for one in letters if one.household_id is not None}
    sights = sights_of(actor, homes, now=now)
    steps = standing_steps(sights)
    context = {"lines": [_line(actor, one, sights, steps) for one in letters], "problem": problem}
    return render(request, "casework/visits_brought.html", context, status=status)


def _line(
    actor: Actor, one: VisitLetter, sights: Mapping[int, Sight], steps: Mapping[int, StandingStep]
) -> HeldLine:
    is_mine, sight = one.staff_id == actor.staff_id, sights.get(one.household_id or 0)
    item = actions.words_of(one)
    if item is not None and not is_mine:
        topic = actions.topic_of(item)
        is_open = sight is not None and policies.sees_words(sight, topic, written_by=one.staff_id)
        item = item if is_open else None
    return HeldLine(
        letter=one,
        item=item,
        why=one.said or str(LetterHeld(one.because).label),
        is_mine=is_mine,
        standing=steps.get(one.household_id or 0) if one.kind == "step" else None,
        may_open=sight is not None,
    )


@guarded_by(policies.may_bring)
@require_POST
def held(request: HttpRequest, brought_id: int) -> HttpResponse:
    """File what is held after all, or put it aside."""
    actor, now = actor_of(request), clock.now()
    try:
        if "aside" in request.POST:
            actions.put_aside(actor=actor, letter_id=brought_id, now=now)
        else:
            version = request.POST.get("base_version", "")
            actions.file_held(
                actor=actor,
                letter_id=brought_id,
                base_version=int(version) if version.isdecimal() and len(version) < 10 else None,
                now=now,
            )
    except NotPossible as problem:
        return _page(request, str(problem), 409)
    return redirect("casework:visits-brought")
