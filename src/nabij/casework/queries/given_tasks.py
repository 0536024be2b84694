"""The tasks that somebody was given, with what they wrote about each; and how tasks ended."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from nabij.casework import policies
from nabij.casework.models import Need, TaskNote, TaskReport
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere, require
from nabij.registry import queries as registry

TOLD_FOR = timedelta(days=7)
"""So long how a task ended stands on Today of whoever follows the household."""


@dataclass(frozen=True, slots=True)
class TaskPage:
    """One open task with the own notes, the last first, and the needs that were passed on from it."""

    task: registry.GivenTask
    notes: tuple[TaskNote, ...]
    passed: tuple[Need, ...]


def own_given_tasks(actor: Actor, *, now: datetime) -> tuple[registry.GivenTask, ...]:
    """The open tasks of the actor. Raises Refused."""
    require(policies.may_open_given_tasks(actor))
    return registry.given_tasks(actor, now=now)


def task_page(actor: Actor, number: int, *, now: datetime) -> TaskPage:
    """One open task of the actor; of the dossier only their own words. Raises Refused, NotFoundHere."""
    require(policies.may_open_given_tasks(actor))
    found = registry.given_tasks(actor, now=now, number=number)
    if not found:
        raise NotFoundHere
    task = found[0]
    own = Need.objects.filter(household=task.household_id, noted_by=actor.staff_id, contact=None)
    return TaskPage(
        task=task,
        notes=tuple(TaskNote.objects.filter(task=number, written_by=actor.staff_id)),
        passed=tuple(own.filter(noted_at__gte=task.from_at).order_by("-noted_at", "-pk")),
    )


def ended_tasks(mine: Collection[int], seen: registry.Ids, *, now: datetime) -> QuerySet[TaskReport]:
    """How tasks in these households ended in the last days, of those in sight; the last first."""
    found = TaskReport.objects.filter(task__household__in=mine, told_at__gt=now - TOLD_FOR)
    return found.filter(task__household__in=seen).select_related("task", "told_by")
