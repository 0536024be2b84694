"""The list of the day: what is late, what is for today and this week, what came in, who is quiet."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max, Q, QuerySet

from nabij.casework import policies
from nabij.casework.models import ContactMoment, Guidance, Need
from nabij.casework.queries.guidance import days_late
from nabij.casework.queries.visits import VisitLine, visit_lines, visits_to_mind
from nabij.casework.types import QUIET_DAYS, ContactOutcome, GuidanceState
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import require
from nabij.kernel.purposes import Purpose
from nabij.registry import queries as registry
from nabij.registry.types import Layer, Topic, topics_of
from nabij.staff import queries as staff

WEEK = timedelta(days=7)
MOST = 60
"""Lines of one part of the list; how many there are in all stands beside it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One household on a list, with what there is to do."""

    household_id: int
    name: str
    contact_person: str
    what: str
    due_on: date | None
    days_late: int
    is_stand_in: bool


@dataclass(frozen=True, slots=True)
class Today:
    """The work of one worker on a day. `in_guidance` counts the own households only."""

    late: tuple[Line, ...]
    due: tuple[Line, ...]
    week: tuple[Line, ...]
    later: int
    needs: tuple[Line, ...]
    signalled: tuple[Line, ...]
    quiet: tuple[Line, ...]
    in_guidance: int
    visits: tuple[VisitLine, ...]
    """Own visits of the day and whatever is under way."""


@transaction.atomic
def today_of(actor: Actor, *, on: date, now: datetime) -> Today:
    """What the actor has to do as contact person or stand-in; a step is late from the day after its day.

    Each household shown is a line in the log. Raises Refused.
    """
    require(policies.may_open_today(actor))
    assert actor.staff_id is not None
    own = registry.households_of_contact([actor.staff_id], at=now, as_stand_in=True)
    others = registry.households_of_contact(list(staff.stood_in_for(actor.staff_id, on=on)), at=now)
    mine = {*own, *others}
    seen = registry.visible_households(actor, at=now)
    guidances = Guidance.objects.filter(household__in=mine).filter(household__in=seen)
    guided = list(guidances.guided().order_by("step_due_on", "pk"))
    signalled = list(guidances.filter(state=GuidanceState.SIGNALLED).order_by("signalled_at", "pk"))
    needs = list(_open_needs(actor, mine, seen)[:MOST])
    quiet = quiet_ones({one.household_id: _since(one) for one in guided}, now=now)
    late = [one for one in guided if _due(one) < on]
    due = [one for one in guided if _due(one) == on]
    week = [one for one in guided if on < _due(one) <= on + WEEK]
    shown = {one.household_id for lane in (late, due, week, signalled) for one in lane[:MOST]}
    visits = visits_to_mind(actor.staff_id, on=on)
    shown |= {one.household_id for one in needs} | {one.household_id for one in visits} | set(quiet[:MOST])
    named = registry.households_named(actor, shown, purpose=Purpose.WORK_LIST, on=on, now=now)
    lines = _Lines(named, actor.staff_id, on, frozenset(own), topics_of(actor.roles))
    return Today(
        late=lines.of_steps(late),
        due=lines.of_steps(due),
        week=lines.of_steps(week),
        later=sum(1 for one in guided if _due(one) > on + WEEK),
        needs=tuple(
            lines.line(need.household_id, lines.words(need.household_id, need.what, need.topic))
            for need in needs
            if need.household_id in named
        ),
        signalled=tuple(
            lines.line(one.household_id, lines.words(one.household_id, one.signal, one.signal_topic))
            for one in signalled[:MOST]
            if one.household_id in named
        ),
        quiet=tuple(lines.line(number, "") for number in quiet[:MOST] if number in named),
        in_guidance=Guidance.objects.guided()
        .filter(household__in=registry.households_of_contact([actor.staff_id], at=now))
        .count(),
        visits=visit_lines(visits, named, staff_id=actor.staff_id),
    )


@dataclass(frozen=True, slots=True)
class _Lines:
    """Makes lines of a list from what households are called."""

    named: dict[int, registry.Named]
    staff_id: int
    on: date
    own: frozenset[int]
    topics: frozenset[Topic]

    def words(self, household_id: int, words: str, topic: str) -> str:
        """The words, or nothing when somebody who stands in for a colleague does not see their topic."""
        return words if not topic or household_id in self.own or topic in self.topics else ""

    def of_steps(self, guidances: list[Guidance]) -> tuple[Line, ...]:
        return tuple(
            self.line(
                one.household_id,
                self.words(one.household_id, one.step, one.step_topic),
                one.step_due_on,
                days_late(one, self.on),
            )
            for one in guidances[:MOST]
            if one.household_id in self.named
        )

    def line(self, household_id: int, what: str, due_on: date | None = None, late: int = 0) -> Line:
        named = self.named[household_id]
        is_other = named.contact_person_id not in (None, self.staff_id)
        return Line(household_id, named.name, named.contact_person, what, due_on, late, is_other)


def _due(guidance: Guidance) -> date:
    assert guidance.step_due_on is not None  # the database refuses guidance without
    return guidance.step_due_on


def _since(guidance: Guidance) -> datetime:
    return guidance.started_at or guidance.signalled_at


def _open_needs(actor: Actor, mine: Collection[int], seen: registry.Ids) -> QuerySet[Need]:
    """Needs that lead to nothing yet; what is hidden only for its owner."""
    allowed = ~Q(layer=Layer.HIDDEN) | Q(owner=actor.staff_id)
    found = Need.objects.open().filter(allowed, household__in=mine).filter(household__in=seen)
    return found.order_by("noted_at", "pk")


def quiet_ones(since: dict[int, datetime], *, now: datetime) -> list[int]:
    """Households without a talk for a month, the longest first; `since` is when each came into guidance."""
    talked = (
        ContactMoment.objects.filter(household__in=list(since))
        .exclude(outcome=ContactOutcome.NOT_REACHED)
        .values("household")
        .annotate(last=Max("happened_at"))
        .order_by("household")
        .values_list("household", "last")
    )
    latest = {**since, **{number: max(last, since[number]) for number, last in talked}}
    limit = now - timedelta(days=QUIET_DAYS)
    return [number for number, at in _by_moment(latest.items()) if at < limit]


def _by_moment(pairs: Iterable[tuple[int, datetime]]) -> list[tuple[int, datetime]]:
    return sorted(pairs, key=lambda pair: (pair[1], pair[0]))
