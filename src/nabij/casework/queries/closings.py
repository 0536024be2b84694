"""Guidance that closed lately in the teams of a team lead, to look through together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from nabij.casework import policies
from nabij.casework.models import Guidance
from nabij.casework.types import ClosingOutcome
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.decisions import require
from nabij.kernel.purposes import Purpose
from nabij.registry import queries as registry
from nabij.registry.types import Topic, topics_of
from nabij.staff import queries as staff

CLOSINGS_DAYS = 30
MOST_CLOSINGS = 100


@dataclass(frozen=True, slots=True)
class ClosingLine:
    """One period of guidance that closed. The words are empty for whoever does not see every topic."""

    household_id: int
    name: str
    contact_person: str
    closed_on: date
    closed_by: str
    had_begun: bool
    """False where a signal led to no guidance."""
    outcome: ClosingOutcome
    note: str
    family_view: str
    not_asked_because: str
    was_asked: bool


@dataclass(frozen=True, slots=True)
class Closings:
    """What closed since a day, the newest first; `number` and `not_asked` also count what is not shown."""

    since_on: date
    number: int
    not_asked: int
    lines: tuple[ClosingLine, ...]


@transaction.atomic
def closings_of(actor: Actor, *, on: date, now: datetime) -> Closings:
    """What closed in the last thirty days in the teams that this actor leads. Raises Refused."""
    require(policies.may_open_board(actor))
    since = on - timedelta(days=CLOSINGS_DAYS)
    homes = registry.visible_households(
        actor, at=now, team_ids=staff.led_teams(actor, on=on), with_ended=True
    )
    found = closed_lately(on).filter(household__in=homes)
    shown = list(found.order_by("-closed_at", "-pk")[:MOST_CLOSINGS])
    homes_shown = {one.household_id for one in shown}
    named = registry.households_named(actor, homes_shown, purpose=Purpose.SUPERVISION, on=on, now=now)
    closers = staff.names_of({one.closed_by_id for one in shown if one.closed_by_id is not None})
    sees_words = topics_of(actor.roles) >= set(Topic)
    return Closings(
        since_on=since,
        number=found.count(),
        not_asked=found.filter(family_view="").count(),
        lines=tuple(
            _line(one, named[one.household_id], closers, sees_words=sees_words)
            for one in shown
            if one.household_id in named
        ),
    )


def closed_lately(on: date) -> QuerySet[Guidance]:
    """The periods that closed in the last thirty days, of all households."""
    return Guidance.objects.closed_since(on - timedelta(days=CLOSINGS_DAYS))


def _line(
    guidance: Guidance, named: registry.Named, closers: dict[int, str], *, sees_words: bool
) -> ClosingLine:
    assert guidance.closed_at is not None  # asked for by that moment
    return ClosingLine(
        household_id=guidance.household_id,
        name=named.name,
        contact_person=named.contact_person,
        closed_on=day_of(guidance.closed_at),
        closed_by=closers.get(guidance.closed_by_id or 0, ""),
        had_begun=guidance.started_at is not None,
        outcome=ClosingOutcome(guidance.outcome),
        note=guidance.outcome_note if sees_words else "",
        family_view=guidance.family_view if sees_words else "",
        not_asked_because=guidance.not_asked_because if sees_words else "",
        was_asked=bool(guidance.family_view),
    )
