"""Planned calls as colleagues of other services see them: who, for which service, on which day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from nabij.audit.actions import record_read
from nabij.casework import policies
from nabij.casework.models import CallRhythm, PlannedCall
from nabij.casework.types import CallKind, CallState
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere, require
from nabij.kernel.purposes import Purpose
from nabij.registry import queries as registry
from nabij.registry.types import Sight
from nabij.staff import queries as staff

LATELY = timedelta(days=14)
"""How long a call that took place or was cancelled stays in sight."""
MOST = 20


@dataclass(frozen=True, slots=True)
class Planned:
    """A planned call or visit. `why` is for the planner and the contact person; empty for everybody else."""

    call_id: int
    kind: CallKind
    state: CallState
    on: date
    is_late: bool
    by: str
    service: str
    why: str
    may_end: bool


@dataclass(frozen=True, slots=True)
class Calls:
    """What is planned with a household, what was lately, and how often at most the family wants it."""

    planned: tuple[Planned, ...]
    ended: tuple[Planned, ...]
    rhythm_days: int | None
    rhythm_since: date | None
    rhythm_version: int
    may_plan: bool


@transaction.atomic
def calls_of(actor: Actor, household_id: int, *, purpose: Purpose, on: date, now: datetime) -> Calls:
    """The calls and visits with a household, the next one first. Raises NotFoundHere."""
    household, sight = registry.household_in_sight(actor, household_id, at=now)
    about = [household.subject.number]
    record_read("casework.calls_read", actor=actor, about=about, purpose=purpose, at=now)
    planned, lately = Q(state=CallState.PLANNED), Q(on__gte=on - LATELY)
    found = list(PlannedCall.objects.filter(planned | lately, household=household_id)[:MOST])
    rhythm = CallRhythm.objects.filter(household=household_id).first()
    lines = _lines(found, actor, sight, on)
    return Calls(
        planned=tuple(one for one in lines if one.state == CallState.PLANNED),
        ended=tuple(one for one in lines if one.state != CallState.PLANNED),
        rhythm_days=rhythm.days if rhythm else None,
        rhythm_since=rhythm.agreed_on if rhythm else None,
        rhythm_version=rhythm.version if rhythm else 0,
        may_plan=policies.may_plan_call(actor, sight).allowed,
    )


def _lines(found: Iterable[PlannedCall], actor: Actor, sight: Sight, on: date) -> list[Planned]:
    found = list(found)
    names = staff.names_of({one.planned_by_id for one in found})
    services = staff.services_named({one.team_id for one in found if one.team_id is not None})
    lines = []
    for one in found:
        may_end = policies.may_end_call(actor, sight, planned_by=one.planned_by_id).allowed
        lines.append(
            Planned(
                call_id=one.pk,
                kind=CallKind(one.kind),
                state=CallState(one.state),
                on=one.on,
                is_late=one.state == CallState.PLANNED and one.on < on,
                by=names.get(one.planned_by_id, ""),
                service=services.get(one.team_id or 0, ""),
                why=(one.cancelled_because or one.because) if _sees_why(one, sight) else "",
                may_end=may_end and one.state == CallState.PLANNED,
            )
        )
    return lines


def _sees_why(call: PlannedCall, sight: Sight) -> bool:
    return call.planned_by_id == sight.staff_id or bool(sight.relations & {"contact_person", "stand_in"})


@transaction.atomic
def call_to_end(actor: Actor, call_id: int, *, on: date, now: datetime) -> tuple[int, Planned]:
    """A planned call that this actor may end, with its household. Raises NotFoundHere, Refused."""
    call = PlannedCall.objects.planned().filter(pk=call_id).first()
    if call is None:
        raise NotFoundHere
    _household, sight = registry.household_in_sight(actor, call.household_id, at=now)
    require(policies.may_end_call(actor, sight, planned_by=call.planned_by_id))
    about = [registry.number_of_household(call.household_id)]
    record_read("casework.calls_read", actor=actor, about=about, purpose=Purpose.HELP, at=now)
    (line,) = _lines([call], actor, sight, on)
    return call.household_id, line


def own_calls(actor: Actor, seen: registry.Ids, *, until_on: date) -> QuerySet[PlannedCall]:
    """What this actor planned until a day (included), the late ones too; for the list of the day."""
    planned = PlannedCall.objects.planned().filter(planned_by=actor.staff_id, on__lte=until_on)
    return planned.filter(household__in=seen).order_by("on", "pk")
