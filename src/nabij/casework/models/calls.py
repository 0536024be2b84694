"""Calls and visits that somebody plans, so that two services do not both call one household."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from nabij.casework.types import CallKind, CallState

RHYTHM_DAYS = (2, 92)
"""The least and the most days of a rhythm: from every other day to once in three months."""


class PlannedCallQuerySet(models.QuerySet["PlannedCall"]):
    """The words in which planned calls are asked for."""

    def planned(self) -> PlannedCallQuerySet:
        """Still to do."""
        return self.filter(state=CallState.PLANNED)

    def standing(self) -> PlannedCallQuerySet:
        """Planned or done: what the household notices."""
        return self.exclude(state=CallState.CANCELLED)


class PlannedCall(models.Model):
    """Who plans to call or visit a household on a day, for which service. What it is about stands nowhere.

    A second one on the same day says why: without, the database refuses it.
    """

    household = models.ForeignKey(
        "registry.Household", on_delete=models.CASCADE, related_name="planned_calls"
    )
    kind = models.CharField(max_length=10, choices=CallKind.choices)
    on = models.DateField()
    team = models.ForeignKey("staff.Team", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    """The team for which it is planned; colleagues read its organisation, or its name."""
    because = models.CharField(max_length=300, blank=True)
    """Why it is needed close to another one; for the planner and the contact person."""
    state = models.CharField(max_length=10, choices=CallState.choices, default=CallState.PLANNED)
    planned_at = models.DateTimeField()
    planned_by = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        "staff.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    cancelled_because = models.CharField(max_length=300, blank=True)

    objects = PlannedCallQuerySet.as_manager()

    class Meta:
        ordering = ("on", "pk")
        indexes = (models.Index(fields=("planned_by", "state", "on"), name="planned_calls_of_somebody"),)
        constraints = (
            models.UniqueConstraint(
                fields=("household", "on"),
                condition=Q(state__in=("planned", "done"), because=""),
                name="one_call_a_day_unless_it_says_why",
            ),
            models.CheckConstraint(condition=Q(kind__in=CallKind.values), name="a_call_kind_we_know"),
            models.CheckConstraint(
                condition=Q(state="planned", ended_at=None, ended_by=None)
                | Q(state__in=("done", "cancelled"), ended_at__isnull=False, ended_by__isnull=False),
                name="an_ended_call_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(state="cancelled") & ~Q(cancelled_because="")
                | ~Q(state="cancelled") & Q(cancelled_because=""),
                name="a_cancelled_call_says_why",
            ),
        )

    def __str__(self) -> str:
        return f"planned call {self.pk}"


class CallRhythm(models.Model):
    """How often at most a family wants to be called or visited, as they said: once in so many days."""

    household = models.OneToOneField(
        "registry.Household", on_delete=models.CASCADE, related_name="call_rhythm"
    )
    days = models.PositiveSmallIntegerField()
    agreed_on = models.DateField()
    set_at = models.DateTimeField()
    set_by = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(days__range=RHYTHM_DAYS), name="a_rhythm_that_can_be_kept"),
        )

    def __str__(self) -> str:
        return f"rhythm of household {self.household_id}"
