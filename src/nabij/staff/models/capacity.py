"""How much somebody works, from which day on, and in which languages: to share work out, nothing else."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from nabij.staff.models.accounts import User
from nabij.staff.types import FULL_TIME


class WorkTime(models.Model):
    """The share of a full-time job that somebody works from a day on, until the day of the next row.

    Each row begins where the one before ends, so no two hold on one day. Rows of the past stay as history.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="work_times")
    from_on = models.DateField()
    fte_hundredths = models.PositiveSmallIntegerField()
    """Hundredths of a full-time job: 50 is half-time, 0 is a break without work."""

    class Meta:
        ordering = ["user", "from_on"]
        constraints = [
            models.UniqueConstraint(fields=["user", "from_on"], name="one_work_time_from_a_day"),
            models.CheckConstraint(
                condition=Q(fte_hundredths__gte=0, fte_hundredths__lte=FULL_TIME),
                name="work_time_is_at_most_full_time",
            ),
        ]

    def __str__(self) -> str:
        return f"work time {self.pk}"


class StaffLanguage(models.Model):
    """A language in which somebody can help people; `code` as in ISO 639."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="languages")
    code = models.CharField(max_length=10)

    class Meta:
        ordering = ["user", "code"]
        constraints = [
            models.UniqueConstraint(fields=["user", "code"], name="a_staff_language_once"),
            models.CheckConstraint(condition=~Q(code=""), name="a_staff_language_has_a_code"),
        ]

    def __str__(self) -> str:
        return self.code
