"""What came back from visits and was not written down: for whoever wrote it, and for the lead after them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from nabij.audit.actions import record_read
from nabij.casework import policies
from nabij.casework.models import Guidance, VisitLetter
from nabij.casework.types.taken import LetterHeld
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.decisions import NotFoundHere
from nabij.kernel.purposes import Purpose
from nabij.registry import queries as registry
from nabij.registry.types import Sight
from nabij.staff import queries as staff

MOST = 50


def held_letter(actor: Actor, letter_id: int, *, now: datetime) -> VisitLetter:
    """One held letter, for whoever may settle it. Raises NotFoundHere."""
    found = VisitLetter.objects.held().select_related("taken", "visit").filter(pk=letter_id).first()
    if found is None or not (found.staff_id == actor.staff_id or _left_to(actor, [found], now)):
        raise NotFoundHere
    return found


@transaction.atomic
def held_letters(actor: Actor, *, now: datetime) -> list[VisitLetter]:
    """What is held for this actor: the own letters, and as lead those of whoever left; each is on record."""
    rows = VisitLetter.objects.held().select_related("visit", "taken", "staff").order_by("arrived_at", "pk")
    found = list(rows.filter(staff=actor.staff_id)[:MOST])
    if led := staff.led_teams(actor, on=day_of(now)):
        homes = registry.visible_households(actor, at=now, team_ids=led, with_ended=True)
        others = rows.filter(household__in=homes).exclude(staff=actor.staff_id)
        found += _left_to(actor, others[:MOST], now)
    about = registry.numbers_of_households({one.household_id for one in found if one.household_id})
    if about:
        record_read("casework.held_letters_read", actor=actor, about=about, purpose=Purpose.HELP, at=now)
    return found


def count_held(actor: Actor, *, now: datetime) -> int:
    """How many wait for this actor; names nobody."""
    own = VisitLetter.objects.held().filter(staff=actor.staff_id).count()
    led = staff.led_teams(actor, on=day_of(now))
    if not led:
        return own
    homes = registry.visible_households(actor, at=now, team_ids=led, with_ended=True)
    others = VisitLetter.objects.held().filter(household__in=homes).exclude(staff=actor.staff_id)
    return own + len(_left_to(actor, others[:MOST], now))


def _left_to(actor: Actor, letters: Iterable[VisitLetter], now: datetime) -> list[VisitLetter]:
    """Those of these letters that a lead takes up: the writer left, or does not see the household now."""
    letters = [one for one in letters if one.household_id is not None]
    led = staff.led_teams(actor, on=day_of(now))
    if not led or not letters:
        return []
    teams = registry.team_of({one.household_id for one in letters if one.household_id is not None})
    here = {one.staff_id for one in staff.members_of_teams(led, on=day_of(now))}
    return [
        one
        for one in letters
        if teams.get(one.household_id or 0) in led
        and (one.staff_id not in here or one.because == LetterHeld.NOT_ALLOWED)
    ]


@dataclass(frozen=True, slots=True)
class StandingStep:
    """The next step as it stands; `what` is empty where its words are not for this reader."""

    what: str
    due_on: date
    version: int


def sights_of(actor: Actor, household_ids: Collection[int], *, now: datetime) -> dict[int, Sight]:
    """The sight into those of these households that the actor sees."""
    seen = registry.households_in_sight(actor, household_ids, at=now) if household_ids else {}
    return {number: sight for number, (_home, sight) in seen.items()}


def standing_steps(sights: Mapping[int, Sight]) -> dict[int, StandingStep]:
    """The next steps of these households, to lay beside a held one."""
    found = {}
    for one in Guidance.objects.guided().filter(household__in=list(sights)):
        assert one.step_due_on is not None  # the database refuses guidance without
        sees = policies.sees_words(sights[one.household_id], one.step_topic, written_by=one.step_set_by_id)
        found[one.household_id] = StandingStep(one.step if sees else "", one.step_due_on, one.version)
    return found
