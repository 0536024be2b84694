"""Visits from plan to end, and what happens when one does not end: a reminder, then colleagues.

Each change is a guarded update: of two taps at the same time one wins, and the other changes nothing.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from nabij.audit.actions import record
from nabij.casework import policies
from nabij.casework.models import Visit
from nabij.casework.queries.visits import is_asked_to_look, visit_in_sight, who_can_come
from nabij.casework.types import LONGER, Alarm, AlreadyOut, VisitMovedOn, VisitState, worker
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.decisions import refuse, require
from nabij.registry import queries as registry
from nabij.registry.actions import once
from nabij.registry.types import NotPossible, Topic, clean_text

LONGEST = timedelta(hours=12)
FURTHEST = timedelta(days=183)
LATE_ENTRY = timedelta(hours=12)
"""So long ago a visit may have been planned to begin: somebody writes it down on the doorstep."""


@dataclass(frozen=True, slots=True)
class NewVisit:
    """A visit as it is planned; `topic` of the words of the note, None when they tell nothing."""

    from_at: datetime
    until_at: datetime
    companion_id: int | None = None
    backup_id: int | None = None
    safety_note: str = ""
    topic: Topic | None = None

    def checked(self, now: datetime) -> NewVisit:
        """The same with a clean note. Raises NotPossible for hours that cannot be."""
        note = clean_text(self.safety_note, longest=300, field="safety_note")
        if self.until_at <= self.from_at:
            raise NotPossible(
                _("The visit ends before it begins. Give a later hour for the end."), field="until"
            )
        if self.until_at - self.from_at > LONGEST:
            raise NotPossible(
                _("A visit takes at most 12 hours here. Give an earlier hour for the end."), field="until"
            )
        if self.from_at < now - LATE_ENTRY:
            raise NotPossible(
                _("This moment has passed. Plan from now on, or note a contact for what has been."),
                field="day",
            )
        if self.from_at > now + FURTHEST:
            raise NotPossible(_("This lies more than half a year away. Choose an earlier day."), field="day")
        return NewVisit(
            self.from_at, self.until_at, self.companion_id, self.backup_id, note, self.topic if note else None
        )


@transaction.atomic
def plan_visit(*, actor: Actor, household_id: int, visit: NewVisit, client_id: UUID, now: datetime) -> int:
    """Plan a visit on which the actor goes; returns its number. A repeat of `client_id` makes no second one.

    Who goes along and who is told when it does not end come from the team. Raises NotFoundHere, Refused,
    NotPossible, ClientIdReused.
    """
    household, sight = registry.household_in_sight(actor, household_id, at=now)
    require(policies.may_plan_visit(actor, sight))
    visit = visit.checked(now)
    colleagues = dict(who_can_come(actor, household.team_id, on=day_of(now)))
    for field, number in (("companion", visit.companion_id), ("backup", visit.backup_id)):
        if number is not None and number not in colleagues:
            raise NotPossible(_("This colleague is not in the team. Choose another one."), field=field)

    def work() -> int:
        made = Visit.objects.create(
            household_id=household_id,
            client_id=client_id,
            staff_id=worker(actor),
            companion_id=visit.companion_id,
            backup_id=visit.backup_id,
            planned_from=visit.from_at,
            planned_until=visit.until_at,
            safety_note=visit.safety_note,
            safety_topic=visit.topic or "",
            planned_at=now,
            planned_by_id=worker(actor),
        )
        _tell("casework.visit_planned", made, actor, now)
        return made.pk

    content = {"household": household_id, **asdict(visit)}
    return once("casework.visit", actor=actor, client_id=client_id, content=content, now=now, work=work)


@transaction.atomic
def begin_visit(*, actor: Actor, visit_id: int, now: datetime) -> int:
    """Begin a planned visit: its end is expected after the minutes that were planned; returns the household.

    A second tap changes nothing. Raises NotFoundHere, Refused, AlreadyOut, VisitMovedOn.
    """
    visit = _own(actor, visit_id, now)
    if visit.state == VisitState.BEGUN:
        return visit.household_id
    end = now + (visit.planned_until - visit.planned_from)
    try:
        with transaction.atomic():
            _move(visit, VisitState.PLANNED, state=VisitState.BEGUN, begun_at=now, expected_end_at=end)
    except IntegrityError as problem:
        raise AlreadyOut from problem
    _tell("casework.visit_begun", visit, actor, now)
    return visit.household_id


@transaction.atomic
def end_visit(*, actor: Actor, visit_id: int, now: datetime) -> int:
    """Everybody is safe and the visit is over; returns the household. A second tap changes nothing.

    Whoever was asked to look may end it too, after a talk with the worker. Raises NotFoundHere, Refused,
    VisitMovedOn.
    """
    visit, _sight = visit_in_sight(actor, visit_id, now=now)
    if visit.state == VisitState.ENDED:
        return visit.household_id
    if actor.staff_id not in (visit.staff_id, visit.companion_id):
        _require_asked(actor, visit, now)
    _move(visit, VisitState.BEGUN, state=VisitState.ENDED, ended_at=now, ended_by_id=worker(actor))
    _tell("casework.visit_ended", visit, actor, now)
    return visit.household_id


@transaction.atomic
def call_off_visit(*, actor: Actor, visit_id: int, now: datetime) -> int:
    """The visit does not take place; returns the household. Raises NotFoundHere, Refused, VisitMovedOn."""
    visit = _own(actor, visit_id, now)
    if visit.state == VisitState.CALLED_OFF:
        return visit.household_id
    _move(visit, VisitState.PLANNED, state=VisitState.CALLED_OFF, ended_at=now, ended_by_id=worker(actor))
    _tell("casework.visit_called_off", visit, actor, now)
    return visit.household_id


@transaction.atomic
def stay_longer(*, actor: Actor, visit_id: int, now: datetime) -> int:
    """“I am safe, longer”: half an hour from now, and every call of before is over; returns the household.

    Raises NotFoundHere, Refused, VisitMovedOn.
    """
    visit = _own(actor, visit_id, now, along=True)
    assert visit.state != VisitState.BEGUN or visit.expected_end_at is not None
    end = max(now + LONGER, visit.expected_end_at or now)
    _move(
        visit,
        VisitState.BEGUN,
        expected_end_at=end,
        reminded_at=None,
        escalated_at=None,
        help_asked_at=None,
        taken_at=None,
        taken_by_id=None,
    )
    _tell("casework.visit_longer", visit, actor, now)
    return visit.household_id


@transaction.atomic
def ask_for_somebody(*, actor: Actor, visit_id: int, now: datetime) -> int:
    """“I need somebody”: colleagues are called at once; returns the household.

    A second tap keeps the hour of the first. Raises NotFoundHere, Refused, VisitMovedOn.
    """
    visit = _own(actor, visit_id, now, along=True)
    if visit.help_asked_at is not None and visit.state == VisitState.BEGUN:
        return visit.household_id
    _move(visit, VisitState.BEGUN, help_asked_at=now, escalated_at=None, taken_at=None, taken_by_id=None)
    _tell("casework.visit_help_asked", visit, actor, now)
    return visit.household_id


@transaction.atomic
def take_on(*, actor: Actor, visit_id: int, now: datetime) -> int:
    """“I see to it”: one of all who are asked to look says so, the others see who; returns the household.

    Raises NotFoundHere, Refused, VisitMovedOn when a colleague was first.
    """
    visit, _sight = visit_in_sight(actor, visit_id, now=now)
    if visit.taken_by_id == actor.staff_id:
        return visit.household_id
    _require_asked(actor, visit, now)
    free = Visit.objects.under_way().filter(pk=visit.pk, taken_by=None)
    if not free.update(taken_at=now, taken_by_id=worker(actor)):
        raise VisitMovedOn
    _tell("casework.visit_taken_on", visit, actor, now)
    return visit.household_id


def _own(actor: Actor, visit_id: int, now: datetime, *, along: bool = False) -> Visit:
    """The visit, for whoever goes on it, with `along` also a companion. Raises NotFoundHere, Refused."""
    visit, _sight = visit_in_sight(actor, visit_id, now=now)
    going = {visit.staff_id, visit.companion_id} if along else {visit.staff_id}
    if actor.staff_id not in going:
        require(refuse(_("Only whoever goes on this visit says how it stands.")))
    return visit


def _require_asked(actor: Actor, visit: Visit, now: datetime) -> None:
    calls = visit.alarm(now) in (Alarm.BACKUP, Alarm.EVERYBODY, Alarm.TAKEN)
    if not calls or not is_asked_to_look(actor, visit, now=now):
        require(refuse(_("This visit does not call you. Whoever goes on it says how it stands.")))


def _move(visit: Visit, stands: VisitState, /, **fields: Any) -> None:
    """Change a visit that still stands as it did. Raises VisitMovedOn."""
    if not Visit.objects.filter(pk=visit.pk, state=stands).update(**fields):
        raise VisitMovedOn


def _tell(event: str, visit: Visit, actor: Actor, now: datetime) -> None:
    about = [registry.number_of_household(visit.household_id)]
    record(event, actor=actor, about=about, at=now, detail={"visit": visit.pk})
