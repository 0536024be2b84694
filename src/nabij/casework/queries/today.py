"""The list of the day: what is late, what is for today and this week, what came in, who is quiet."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max, Q, QuerySet

from nabij.casework import policies
from nabij.casework.models import (
    ContactMoment,
    Guidance,
    Handover,
    Need,
    PlannedCall,
    Signal,
    TaskReport,
    Visit,
)
from nabij.casework.queries.calls import own_calls
from nabij.casework.queries.given_tasks import ended_tasks
from nabij.casework.queries.guidance import days_late
from nabij.casework.queries.handovers import HandoverLine, lines_of, waiting_for
from nabij.casework.queries.register_due import DueRight, due_rights
from nabij.casework.queries.signals import unread_signals
from nabij.casework.queries.visits import VisitLine, visit_lines, visits_to_mind
from nabij.casework.types import QUIET_DAYS, CallKind, ContactOutcome, GuidanceState
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
class CallLine:
    """A call or visit that somebody planned, on the list of their day."""

    call_id: int
    kind: CallKind
    line: Line


@dataclass(frozen=True, slots=True)
class TaskLine:
    """How a task of somebody else ended; the words of the task are left out where its topic is not seen."""

    is_done: bool
    by: str
    task: str
    line: Line


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
    rights: tuple[Line, ...]
    """Terms of rights that are late or come within a week."""
    in_guidance: int
    calls: tuple[CallLine, ...]
    """Calls and visits that the actor planned, until a week from now."""
    added: tuple[Line, ...]
    """Households in guidance with a signal that waits to be read."""
    visits: tuple[VisitLine, ...]
    """Own visits of the day and whatever is under way."""
    handovers: tuple[HandoverLine, ...]
    """To accept, or to answer; the oldest first."""
    tasks: tuple[TaskLine, ...]
    """Tasks of others in the own households that ended in the last days."""


@transaction.atomic
def today_of(actor: Actor, *, on: date, now: datetime) -> Today:
    """What the actor has to do as contact person or stand-in; a step is late from the day after its day.

    Each household shown is a line in the log. Raises Refused.
    """
    require(policies.may_open_today(actor))
    assert actor.staff_id is not None
    mine = registry.households_of_contact([actor.staff_id], at=now, as_stand_in=True)
    contacts = dict(mine.values_list("household_id", "staff_id"))
    own = frozenset(contacts)
    work = _work_of(actor, own, on, now)
    named = registry.households_named(actor, work.homes(on), purpose=Purpose.WORK_LIST, on=on, now=now)
    lines = _Lines(named, actor.staff_id, on, own, topics_of(actor.roles))
    return Today(
        late=lines.of_steps(work.late(on)),
        due=lines.of_steps(work.due(on)),
        week=lines.of_steps(work.week(on)),
        later=sum(1 for one in work.guided if _due(one) > on + WEEK),
        needs=lines.of_needs(work.needs),
        signalled=lines.of_signalled(work.signalled),
        quiet=tuple(lines.line(number, "") for number in work.quiet[:MOST] if number in named),
        rights=lines.of_rights(work.rights),
        calls=lines.of_calls(work.calls),
        added=lines.of_signals(work.added),
        visits=visit_lines(work.visits, named, staff_id=actor.staff_id),
        in_guidance=sum(1 for one in work.guided if contacts.get(one.household_id) == actor.staff_id),
        handovers=lines_of(work.handovers, named, actor),
        tasks=lines.of_tasks(work.tasks),
    )


@dataclass(frozen=True, slots=True)
class _Work:
    """What there is to do for somebody on a day, before the households are called by name."""

    guided: list[Guidance]
    signalled: list[Guidance]
    needs: list[Need]
    quiet: list[int]
    rights: list[DueRight]
    calls: list[PlannedCall]
    added: list[Signal]
    visits: list[Visit]
    handovers: list[Handover]
    tasks: list[TaskReport]

    def late(self, on: date) -> list[Guidance]:
        return [one for one in self.guided if _due(one) < on]

    def due(self, on: date) -> list[Guidance]:
        return [one for one in self.guided if _due(one) == on]

    def week(self, on: date) -> list[Guidance]:
        return [one for one in self.guided if on < _due(one) <= on + WEEK]

    def homes(self, on: date) -> set[int]:
        """Every household that is shown on this day."""
        lanes = (self.late(on), self.due(on), self.week(on), self.signalled)
        steps = [one for lane in lanes for one in lane[:MOST]]
        found = {one.household_id for one in steps} | {one.household_id for one in self.needs}
        found |= set(self.quiet[:MOST])
        found |= {one.household_id for one in self.rights} | {one.household_id for one in self.calls}
        found |= {one.household_id for one in self.visits} | {one.household_id for one in self.handovers}
        found |= {one.task.household_id for one in self.tasks}
        return found | {one.household_id for one in self.added if one.household_id is not None}


def _work_of(actor: Actor, own: frozenset[int], on: date, now: datetime) -> _Work:
    assert actor.staff_id is not None
    others = registry.households_of_contact(list(staff.stood_in_for(actor.staff_id, on=on)), at=now)
    mine, seen = {*own, *others}, registry.visible_households(actor, at=now)
    guidances = Guidance.objects.filter(household__in=mine).filter(household__in=seen)
    guided = list(guidances.guided().order_by("step_due_on", "pk"))
    return _Work(
        guided=guided,
        signalled=list(guidances.filter(state=GuidanceState.SIGNALLED).order_by("signalled_at", "pk")),
        needs=list(_open_needs(actor, mine, seen)[:MOST]),
        quiet=quiet_ones({one.household_id: _since(one) for one in guided}, now=now),
        rights=due_rights(mine, seen, on=on, ahead=WEEK)[:MOST],
        calls=list(own_calls(actor, seen, until_on=on + WEEK)[:MOST]),
        added=list(unread_signals(mine, seen)[:MOST]),
        visits=visits_to_mind(actor.staff_id, on=on),
        handovers=waiting_for(actor)[:MOST],
        tasks=list(ended_tasks(mine, seen, now=now)[:MOST]),
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

    def of_signalled(self, guidances: list[Guidance]) -> tuple[Line, ...]:
        return tuple(
            self.line(one.household_id, self.words(one.household_id, one.signal, one.signal_topic))
            for one in guidances[:MOST]
            if one.household_id in self.named
        )

    def of_needs(self, needs: list[Need]) -> tuple[Line, ...]:
        return tuple(
            self.line(need.household_id, self.words(need.household_id, need.what, need.topic))
            for need in needs
            if need.household_id in self.named
        )

    def of_rights(self, rights: list[DueRight]) -> tuple[Line, ...]:
        """Which right it is tells of every topic: whoever does not see them all reads the day only."""
        return tuple(
            self.line(
                one.household_id,
                one.words if one.household_id in self.own or self.topics >= set(Topic) else "",
                one.due_on,
                one.days_late,
            )
            for one in rights
            if one.household_id in self.named
        )

    def of_calls(self, calls: list[PlannedCall]) -> tuple[CallLine, ...]:
        return tuple(
            CallLine(
                one.pk,
                CallKind(one.kind),
                self.line(one.household_id, "", one.on, max(0, (self.on - one.on).days)),
            )
            for one in calls
            if one.household_id in self.named
        )

    def of_signals(self, signals: list[Signal]) -> tuple[Line, ...]:
        return tuple(
            self.line(number, self.words(number, one.seen, one.topic))
            for one in signals
            if (number := one.household_id or 0) in self.named
        )

    def of_tasks(self, reports: list[TaskReport]) -> tuple[TaskLine, ...]:
        return tuple(
            TaskLine(
                one.is_done,
                one.told_by.name,
                self.words(home, one.task.reason, one.task.topic),
                self.line(home, self.words(home, one.words, one.task.topic)),
            )
            for one in reports
            if (home := one.task.household_id) in self.named
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
