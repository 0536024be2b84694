"""What somebody with a task in a household writes about it: own notes, and in the end whether it was done."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class TaskNote(models.Model):
    """A note that somebody made for their own work on a task. No colleague reads it; the family may ask."""

    task = models.ForeignKey("registry.TaskAccess", on_delete=models.CASCADE, related_name="own_notes")
    words = models.TextField(max_length=2000)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-written_at", "-pk")
        constraints = (models.CheckConstraint(condition=~Q(words=""), name="a_task_note_has_words"),)

    def __str__(self) -> str:
        return f"task note {self.pk}"


class TaskReport(models.Model):
    """How a task ended, in the words of whoever had it, for whoever follows the household. At most one."""

    task = models.OneToOneField(
        "registry.TaskAccess", primary_key=True, on_delete=models.CASCADE, related_name="report"
    )
    is_done = models.BooleanField()
    words = models.CharField(max_length=300, blank=True)
    told_at = models.DateTimeField()
    told_by = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-told_at", "-pk")
        constraints = (
            models.CheckConstraint(condition=Q(is_done=True) | ~Q(words=""), name="a_task_not_done_says_why"),
        )

    def __str__(self) -> str:
        return f"report of task {self.task_id}"
