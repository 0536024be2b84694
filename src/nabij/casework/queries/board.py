"""The board of a team lead: what waits, what is stuck, who is away, how many households each follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Count, Value

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
    guided, signalled = _open_of(homes)
    late = [one for one in guided if days_late(one, on) >= LEAD_SEES_AFTER_DAYS]
    followed = set(registry.households_with_contact(at=now))
    alone = [one for one in guided if one.household_id not in followed]
    quiet_numbers = quiet_ones({one.household_id: one.started_at or now for one in guided}, now=now)
    by_home = {one.household_id: one for one in guided}
    quiet = [by_home[number] for number in quiet_numbers]
    rights = stuck_rights(homes, on=on)
    shown = {one.household_id for lane in (signalled, alone, late, quiet) for one in lane[:MOST]}
    handovers = open_handovers(homes)
    shown |= {one.household_id for one in rights[:MOST]}
    shown |= {one.household_id for one in handovers[:MOST]}
    named = registry.households_named(actor, shown, purpose=Purpose.SUPERVISION, on=on, now=now)
    topics = topics_of(actor.roles)
    with_ended = registry.visible_households(actor, at=now, team_ids=led, with_ended=True)
    open_needs, closings = _needs_and_closings(homes, with_ended, on)
    return Board(
        signalled=_lane(signalled, named, topics, on),
        alone=_lane(alone, named, topics, on),
        late=_lane(late, named, topics, on),
        quiet=_lane(quiet, named, topics, on),
        rights=_lane_of_rights(rights, named, topics),
        in_guidance=len(guided),
        late_in_all=sum(1 for one in guided if days_late(one, on)),
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


def _open_of(homes: registry.Ids) -> tuple[list[Guidance], list[Guidance]]:
    """Guidance that runs, by the day of its step, and what was signalled, the oldest first."""
    found = list(Guidance.objects.open().filter(household__in=homes).order_by("signalled_at", "pk"))
    signalled = [one for one in found if one.state == GuidanceState.SIGNALLED]
    guided = [one for one in found if one.state == GuidanceState.GUIDED]
    return sorted(guided, key=lambda one: (one.step_due_on or date.max, one.pk)), signalled


def _lane(
    guidances: list[Guidance], named: dict[int, registry.Named], topics: frozenset[Topic], on: date
) -> Lane:
    lines = []
    for one in guidances[:MOST]:
        if (called := named.get(one.household_id)) is None:
            continue
        is_signal = one.state == GuidanceState.SIGNALLED
        words, topic = (one.signal, one.signal_topic) if is_signal else (one.step, one.step_topic)
        lines.append(
            Line(
                household_id=one.household_id,
                name=called.name,
                contact_person=called.contact_person,
                what=words if not topic or topic in topics else "",
                due_on=day_of(one.signalled_at) if is_signal else one.step_due_on,
                days_late=days_late(one, on),
                is_stand_in=False,
            )
        )
    return Lane(len(guidances), tuple(lines))


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
