"""The board of a team lead: what waits, what is stuck, who is away, how many households each follows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import Count, Q, Value
from django.db.models.functions import Coalesce

from nabij.casework import policies
from nabij.casework.models import Guidance, Need
from nabij.casework.queries.caseload import Load, loads_of
from nabij.casework.queries.closings import closed_lately
from nabij.casework.queries.guidance import days_late
from nabij.casework.queries.handovers import HandoverLine, lines_of, open_handovers
from nabij.casework.queries.register_due import DueRight, stuck_rights
from nabij.casework.queries.today import WEEK, Line, quiet_ones
from nabij.casework.types import LEAD_SEES_AFTER_DAYS, GuidanceState
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.decisions import require
from nabij.kernel.purposes import Purpose
from nabij.registry import queries as registry
from nabij.registry.types import Layer, Topic, topics_of
from nabij.staff import queries as staff

MOST = 30
"""Cards of one lane; how many there are in all stands above it."""


@dataclass(frozen=True, slots=True)
class Lane:
    """Households with one thing to do, the longest waiting first; `number` also counts those not shown."""

    number: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class HandoverLane:
    """Hand-overs that nobody accepted yet, the oldest first; `number` also counts those not shown."""

    number: int
    lines: tuple[HandoverLine, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """How the teams that somebody leads stand on a day."""

    signalled: Lane
    alone: Lane
    """In guidance without a contact person with an open account. Always empty; looked at each night."""
    late: Lane
    """Steps that are late for a week or more."""
    quiet: Lane
    rights: Lane
    """Terms of rights that are late for a week or more."""
    in_guidance: int
    late_in_all: int
    open_needs: int
    loads: tuple[Load, ...]
    """By name."""
    handovers: HandoverLane
    away: tuple[staff.AwayLine, ...]
    """Who is away this week, by name."""
    exceptions: int
    """Exceptional accesses to look back on."""

    @property
    def with_households(self) -> tuple[Load, ...]:
        return tuple(load for load in self.loads if load.in_guidance or load.is_away)

    @property
    def without_households(self) -> tuple[Load, ...]:
        return tuple(load for load in self.loads if not (load.in_guidance or load.is_away))

    closings: int
    """Periods of guidance that closed in the last thirty days."""


@transaction.atomic
def board_of(actor: Actor, *, on: date, now: datetime) -> Board:
    """The board of the teams that this actor leads; each household shown is a line in the log.

    Raises Refused.
    """
    require(policies.may_open_board(actor))
    led = staff.led_teams(actor, on=on)
    homes = registry.visible_households(actor, at=now, team_ids=led)
    guided, signalled = _open_of(homes, now)
    late_before = on - timedelta(days=LEAD_SEES_AFTER_DAYS - 1)
    late = [one for one in guided if one.due_on < late_before]
    alone = [one for one in guided if not one.is_followed]
    quiet = _quiet(guided, now)
    topics = topics_of(actor.roles)
    cards = _Cards((signalled, alone, late, quiet), topics, on)
    rights, handovers = stuck_rights(homes, on=on), open_handovers(homes)
    shown = cards.households | {one.household_id for one in rights[:MOST]}
    shown |= {one.household_id for one in handovers[:MOST]}
    named = registry.households_named(actor, shown, purpose=Purpose.SUPERVISION, on=on, now=now)
    with_ended = registry.visible_households(actor, at=now, team_ids=led, with_ended=True)
    open_needs, closings = _needs_and_closings(homes, with_ended, on)
    return Board(
        signalled=cards.lane(signalled, named),
        alone=cards.lane(alone, named),
        late=cards.lane(late, named),
        quiet=cards.lane(quiet, named),
        rights=_lane_of_rights(rights, named, topics),
        in_guidance=len(guided),
        late_in_all=sum(1 for one in guided if one.due_on < on),
        open_needs=open_needs,
        loads=loads_of(led, on=on, now=now, only_figures=True),
        handovers=HandoverLane(len(handovers), lines_of(handovers[:MOST], named, actor)),
        away=tuple(staff.away_between(led, on, on + WEEK)),
        exceptions=registry.count_exceptions_to_review(actor),
        closings=closings,
    )


def _needs_and_closings(homes: registry.Ids, with_ended: registry.Ids, on: date) -> tuple[int, int]:
    """How many needs have no answer, and how much guidance closed lately; in one question."""
    needs = Need.objects.open().exclude(layer=Layer.HIDDEN).filter(household__in=homes)
    closed = closed_lately(on).filter(household__in=with_ended)
    counted = (
        rows.order_by().values(kind=Value(kind)).annotate(number=Count("pk")).values_list("kind", "number")
        for kind, rows in (("need", needs), ("closing", closed))
    )
    found = dict(next(counted).union(next(counted), all=True))
    return found.get("need", 0), found.get("closing", 0)


class _Open(NamedTuple):
    """What sorts and counts open guidance; words are read of those on the board only."""

    pk: int
    household_id: int
    state: str
    step_due_on: date | None
    since: datetime
    is_followed: bool

    @property
    def due_on(self) -> date:
        assert self.step_due_on is not None  # the database refuses guidance without
        return self.step_due_on


def _open_of(homes: registry.Ids, now: datetime) -> tuple[list[_Open], list[_Open]]:
    """Guidance that runs, by the day of its step, and what was signalled, the oldest first."""
    followed = Q(household__in=registry.households_with_contact(at=now))
    rows = Guidance.objects.open().filter(household__in=homes).annotate(is_followed=followed)
    since = Coalesce("started_at", "signalled_at")
    found = rows.order_by("signalled_at", "pk").values_list(
        "pk", "household", "state", "step_due_on", since, "is_followed"
    )
    every = [_Open(*row) for row in found]
    guided = [one for one in every if one.state == GuidanceState.GUIDED]
    signalled = [one for one in every if one.state == GuidanceState.SIGNALLED]
    return sorted(guided, key=lambda one: (one.due_on, one.pk)), signalled


def _quiet(guided: list[_Open], now: datetime) -> list[_Open]:
    """Those with whom nobody talked for a month, the longest first."""
    by_home = {one.household_id: one for one in guided}
    return [
        by_home[number] for number in quiet_ones({one.household_id: one.since for one in guided}, now=now)
    ]


class _Cards:
    """Reads the words of the guidance that the board shows, once for all its lanes."""

    def __init__(self, lanes: Iterable[list[_Open]], topics: frozenset[Topic], on: date) -> None:
        self._guidances = Guidance.objects.in_bulk({one.pk for lane in lanes for one in lane[:MOST]})
        self._topics = topics
        self._on = on

    @property
    def households(self) -> set[int]:
        """Of which the board shows a card."""
        return {one.household_id for one in self._guidances.values()}

    def lane(self, found: list[_Open], named: dict[int, registry.Named]) -> Lane:
        """The first of these as cards, of whom the actor may read a name."""
        cards = [self._guidances[one.pk] for one in found[:MOST] if one.household_id in named]
        return Lane(len(found), tuple(self._line(one, named[one.household_id]) for one in cards))

    def _line(self, one: Guidance, called: registry.Named) -> Line:
        is_signal = one.state == GuidanceState.SIGNALLED
        words, topic = (one.signal, one.signal_topic) if is_signal else (one.step, one.step_topic)
        return Line(
            household_id=one.household_id,
            name=called.name,
            contact_person=called.contact_person,
            what=words if not topic or topic in self._topics else "",
            due_on=day_of(one.signalled_at) if is_signal else one.step_due_on,
            days_late=days_late(one, self._on),
            is_stand_in=False,
        )


def _lane_of_rights(
    rights: list[DueRight], named: dict[int, registry.Named], topics: frozenset[Topic]
) -> Lane:
    lines = [
        Line(
            household_id=one.household_id,
            name=named[one.household_id].name,
            contact_person=named[one.household_id].contact_person,
            what=one.words if topics >= set(Topic) else "",
            due_on=one.due_on,
            days_late=one.days_late,
            is_stand_in=False,
        )
        for one in rights[:MOST]
        if one.household_id in named
    ]
    return Lane(len(rights), tuple(lines))
