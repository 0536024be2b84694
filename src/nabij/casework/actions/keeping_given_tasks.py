"""What is kept of tasks that were given: own notes and how each ended; own copy, erasing, for how long."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from nabij.audit.types import Due, Outcome, Part
from nabij.casework.actions.keeping import as_day, homes_of_subject, months_before, part_of_copy
from nabij.casework.models import TaskNote, TaskReport
from nabij.kernel.days import day_of
from nabij.registry import queries as registry

TERM_MONTHS = 24
"""How long papers about a task stay after it was written down, in months."""

NOTE_MODELS = ("casework.TaskNote",)
REPORT_MODELS = ("casework.TaskReport",)
ABOUT_PEOPLE = NOTE_MODELS + REPORT_MODELS


def own_copy(subject: UUID, *, now: datetime) -> Iterable[Part]:
    """What was written about tasks in a household, or in those that a person belongs to now."""
    homes = homes_of_subject(subject, on=day_of(now))
    parts = [_notes(homes), _reports(homes)] if homes else []
    return [part for part in parts if part.records]


def _notes(homes: list[int]) -> Part:
    labels = {"on": _("Day"), "task": _("Task"), "note": _("Note")}
    found = TaskNote.objects.filter(task__household__in=homes).select_related("task")
    rows = (
        {"on": as_day(one.written_at), "task": one.task.reason, "note": one.words}
        for one in found.order_by("written_at", "pk")
    )
    return part_of_copy("task_notes", _("Notes of colleagues with a task"), labels, rows)


def _reports(homes: list[int]) -> Part:
    labels = {"on": _("Day"), "task": _("Task"), "is_done": _("Done"), "note": _("In words")}
    found = TaskReport.objects.filter(task__household__in=homes).select_related("task")
    rows = (
        {"on": as_day(one.told_at), "task": one.task.reason, "is_done": one.is_done, "note": one.words}
        for one in found.order_by("told_at", "pk")
    )
    return part_of_copy("task_reports", _("How tasks of colleagues ended"), labels, rows)


def erase(subject: UUID, *, now: datetime, only_look: bool) -> Iterable[Outcome]:
    """Erase them of a household; of a person those of homes where nobody else ever was."""
    homes = homes_of_subject(subject, on=None, alone=True)
    for model, (label,) in ((TaskNote, NOTE_MODELS), (TaskReport, REPORT_MODELS)):
        found = model.objects.filter(task__household__in=homes)
        number = found.count()
        if not only_look:
            found.delete()
        yield Outcome(label, number)


def notes_past_term(on: date, *, limit: int, after: str = "") -> Iterable[Due]:
    """Own notes that were written longer ago than the term, in order."""
    last = months_before(on, TERM_MONTHS)
    found = TaskNote.objects.filter(written_at__date__lt=last, pk__gt=int(after or 0)).select_related("task")
    for one in found.order_by("pk")[:limit]:
        yield Due(str(one.pk), (registry.number_of_household(one.task.household_id),), day_of(one.written_at))


def reports_past_term(on: date, *, limit: int, after: str = "") -> Iterable[Due]:
    """How tasks ended longer ago than the term, in order."""
    last = months_before(on, TERM_MONTHS)
    found = TaskReport.objects.filter(told_at__date__lt=last, pk__gt=int(after or 0)).select_related("task")
    for one in found.order_by("pk")[:limit]:
        yield Due(str(one.pk), (registry.number_of_household(one.task.household_id),), day_of(one.told_at))


def remove_notes(keys: Iterable[str], *, now: datetime) -> int:
    """Remove these notes; returns how many went."""
    return TaskNote.objects.filter(pk__in=[int(key) for key in keys]).delete()[0]


def remove_reports(keys: Iterable[str], *, now: datetime) -> int:
    """Remove these reports; returns how many went."""
    return TaskReport.objects.filter(pk__in=[int(key) for key in keys]).delete()[0]
