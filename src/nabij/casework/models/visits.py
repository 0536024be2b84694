"""Visits to a household: planned, begun with an expected end, ended; and who was told when it did not."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from nabij.casework.types import (
    ESCALATED_AFTER,
    EVERYBODY_AFTER,
    REMINDED_AFTER,
    Alarm,
    VisitState,
)
from nabij.registry.types import Topic


class VisitQuerySet(models.QuerySet["Visit"]):
    """The words in which visits are asked for."""

    def under_way(self) -> VisitQuerySet:
        """Begun, and not ended yet."""
        return self.filter(state=VisitState.BEGUN)

    def of(self, staff_id: int) -> VisitQuerySet:
        """Visits on which somebody goes, alone or along."""
        return self.filter(Q(staff=staff_id) | Q(companion=staff_id))

    def late(self, now: datetime) -> VisitQuerySet:
        """Under way so long past the expected end that the worker is reminded."""
        return self.under_way().filter(expected_end_at__lte=now - REMINDED_AFTER)

    def calling(self, now: datetime) -> VisitQuerySet:
        """Under way, and somebody else has to look: help was asked, or the end passed long ago."""
        return self.under_way().filter(
            Q(help_asked_at__isnull=False) | Q(expected_end_at__lte=now - ESCALATED_AFTER)
        )


class Visit(models.Model):
    """One visit. ``safety_topic`` says under which topic the note lies, empty when it tells nothing.

    ``reminded_at`` and ``escalated_at`` say when a message went out; whether a visit calls follows from the
    clock (see `alarm`), so nothing is missed while the timer stands still.
    """

    household = models.ForeignKey("registry.Household", on_delete=models.CASCADE, related_name="visits")
    client_id = models.UUIDField(unique=True)
    staff = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")
    companion = models.ForeignKey(
        "staff.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    backup = models.ForeignKey(
        "staff.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    planned_from = models.DateTimeField()
    planned_until = models.DateTimeField()
    safety_note = models.CharField(max_length=300, blank=True)
    safety_topic = models.CharField(max_length=20, blank=True, choices=Topic.choices)
    planned_at = models.DateTimeField()
    planned_by = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=VisitState.choices, default=VisitState.PLANNED)
    begun_at = models.DateTimeField(null=True, blank=True)
    expected_end_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    escalated_at = models.DateTimeField(null=True, blank=True)
    help_asked_at = models.DateTimeField(null=True, blank=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    taken_by = models.ForeignKey(
        "staff.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        "staff.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = VisitQuerySet.as_manager()

    class Meta:
        ordering = ("planned_from", "pk")
        indexes = (
            models.Index(fields=("household", "-planned_from"), name="visits_of_a_household"),
            models.Index(fields=("staff", "planned_from"), name="visits_of_a_worker"),
            models.Index(
                fields=("expected_end_at",), condition=Q(state="begun"), name="visits_under_way_by_end"
            ),
        )
        constraints = (
            models.CheckConstraint(condition=Q(state__in=VisitState.values), name="a_visit_state_we_know"),
            models.CheckConstraint(
                condition=Q(planned_until__gt=F("planned_from")), name="a_visit_ends_after_it_begins"
            ),
            models.UniqueConstraint(
                fields=("staff",), condition=Q(state="begun"), name="one_visit_under_way_for_a_worker"
            ),
            models.CheckConstraint(
                condition=Q(state__in=("planned", "called_off"), begun_at=None, expected_end_at=None)
                | Q(state__in=("begun", "ended"), begun_at__isnull=False, expected_end_at__isnull=False),
                name="a_begun_visit_has_an_expected_end",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("planned", "begun"), ended_at=None, ended_by=None)
                | Q(state__in=("ended", "called_off"), ended_at__isnull=False, ended_by__isnull=False),
                name="an_ended_visit_says_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(taken_at=None, taken_by=None) | Q(taken_at__isnull=False, taken_by__isnull=False),
                name="a_visit_taken_on_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(companion=None) | ~Q(companion=F("staff")), name="nobody_goes_along_with_oneself"
            ),
            models.CheckConstraint(
                condition=Q(backup=None) | ~Q(backup=F("staff")), name="nobody_is_backup_of_oneself"
            ),
        )

    def __str__(self) -> str:
        return f"visit {self.pk}"

    def alarm(self, now: datetime) -> Alarm:
        """How loud this visit calls at a moment."""
        if self.state != VisitState.BEGUN or self.expected_end_at is None:
            return Alarm.NONE
        calls_since = self.calls_since
        if calls_since <= now:
            if self.taken_at is not None:
                return Alarm.TAKEN
            return Alarm.EVERYBODY if calls_since + EVERYBODY_AFTER <= now else Alarm.BACKUP
        return Alarm.WORKER if self.expected_end_at + REMINDED_AFTER <= now else Alarm.NONE

    @property
    def calls_since(self) -> datetime:
        """From when on others have to look: at once when help was asked. Only for a visit that was begun."""
        assert self.expected_end_at is not None
        by_clock = self.expected_end_at + ESCALATED_AFTER
        return min(self.help_asked_at, by_clock) if self.help_asked_at else by_clock
