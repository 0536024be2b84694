"""Watching over visits: whom to tell that one did not end. The clock decides; each message goes out once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from nabij.audit.actions import record
from nabij.casework.models import Visit
from nabij.kernel.actors import SYSTEM
from nabij.kernel.days import day_of
from nabij.registry import queries as registry
from nabij.staff import queries as staff


@dataclass(frozen=True, slots=True)
class Call:
    """Somebody is told about a visit: the worker (`to_worker`), or those who are asked to look."""

    visit_id: int
    to: frozenset[int]
    to_worker: bool
    help_asked: bool


def due_calls(*, now: datetime) -> list[Call]:
    """What has to be told now, and was not told before. The message is sent by the caller, afterwards.

    Each visit in a short transaction of its own: what fails for one does not keep the others from being told.
    """
    calls = []
    late = Visit.objects.late(now).filter(reminded_at=None, escalated_at=None, help_asked_at=None)
    for visit in late.order_by("expected_end_at", "pk"):
        if _won(visit, "reminded_at", now):
            going = {visit.staff_id, visit.companion_id} - {None}
            calls.append(Call(visit.pk, frozenset(n for n in going if n), to_worker=True, help_asked=False))
    for visit in Visit.objects.calling(now).filter(escalated_at=None).order_by("expected_end_at", "pk"):
        if _won(visit, "escalated_at", now):
            asked = visit.help_asked_at is not None
            calls.append(Call(visit.pk, _who_looks(visit, now), to_worker=False, help_asked=asked))
    return calls


@transaction.atomic
def _won(visit: Visit, field: str, now: datetime) -> bool:
    """Whether this run is the one that tells: two runs at the same time send one message."""
    standing = Visit.objects.under_way().filter(pk=visit.pk, expected_end_at=visit.expected_end_at)
    if not standing.filter(**{field: None}).update(**{field: now}):
        return False
    about = [registry.number_of_household(visit.household_id)]
    record(f"casework.visit_{field.removesuffix('_at')}", actor=SYSTEM, about=about, at=now)
    return True


def _who_looks(visit: Visit, now: datetime) -> frozenset[int]:
    """The backup and the leads of the team; in the place of who is away, whoever stands in."""
    on = day_of(now)
    team = registry.team_of([visit.household_id]).get(visit.household_id)
    asked = set(staff.leads_of_teams([team], on=on).get(team, ())) if team else set()
    if visit.backup_id:
        asked.add(visit.backup_id)
    asked.discard(visit.staff_id)
    away = staff.away_on(asked, on=on)
    stand_ins = staff.stand_ins_of(away, on=on)
    present = (asked - away) | {one for others in stand_ins.values() for one in others}
    return frozenset(present or asked)
