"""Guidance of a household: signalled, in guidance with a next step, closed with an outcome."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from nabij.casework.types import ClosingOutcome, GuidanceState, StepEnd
from nabij.registry.types import Topic


class GuidanceQuerySet(models.QuerySet["Guidance"]):
    """The words in which guidance is asked for."""

    def open(self) -> GuidanceQuerySet:
        """Signalled or in guidance."""
        return self.exclude(state=GuidanceState.CLOSED)

    def guided(self) -> GuidanceQuerySet:
        """In guidance now."""
        return self.filter(state=GuidanceState.GUIDED)

    def late(self, on: date) -> GuidanceQuerySet:
        """In guidance with a step whose day has passed: from the day after it on."""
        return self.guided().filter(step_due_on__lt=on)

    def closed_since(self, day: date) -> GuidanceQuerySet:
        """Closed on this day or later."""
        return self.filter(state=GuidanceState.CLOSED, closed_at__date__gte=day)


class Guidance(models.Model):
    """One period of guidance of a household. Reopening begins a new one that follows the old.

    The next step stands in the row itself: so the database refuses guidance without one. ``step_topic`` says
    under which topic its words lie, empty when they tell nothing; who does not see the topic sees the day.
    """

    household = models.ForeignKey("registry.Household", on_delete=models.CASCADE, related_name="guidances")
    state = models.CharField(max_length=10, choices=GuidanceState.choices)
    follows = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="followed_by"
    )
    signal = models.CharField(max_length=500)
    """What was seen or asked: facts, no judgement."""
    signal_topic = models.CharField(max_length=20, blank=True, choices=Topic.choices)
    signalled_at = models.DateTimeField()
    signalled_by = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField(null=True, blank=True)
    is_intensive = models.BooleanField(default=False)
    step = models.CharField(max_length=200, blank=True)
    step_topic = models.CharField(max_length=20, blank=True, choices=Topic.choices)
    step_due_on = models.DateField(null=True, blank=True)
    step_set_at = models.DateTimeField(null=True, blank=True)
    step_set_by = models.ForeignKey(
        "staff.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        "staff.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    outcome = models.CharField(max_length=12, blank=True, choices=ClosingOutcome.choices)
    outcome_note = models.TextField(max_length=1000, blank=True)
    family_view = models.TextField(max_length=1000, blank=True)
    not_asked_because = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = GuidanceQuerySet.as_manager()

    class Meta:
        ordering = ("-signalled_at", "-pk")
        indexes = (
            models.Index(fields=("household", "-signalled_at"), name="guidance_of_a_household"),
            models.Index(fields=("state", "step_due_on"), name="guidance_by_day_of_step"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("household",),
                condition=Q(state__in=("signalled", "guided")),
                name="one_guidance_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=GuidanceState.values), name="a_guidance_state_we_know"
            ),
            models.CheckConstraint(condition=~Q(signal=""), name="a_signal_says_what_was_seen"),
            models.CheckConstraint(
                condition=~Q(state="guided")
                | Q(started_at__isnull=False, step_due_on__isnull=False, step_set_by__isnull=False)
                & ~Q(step=""),
                name="guidance_has_a_next_step",
            ),
            models.CheckConstraint(
                condition=Q(
                    state="closed",
                    closed_at__isnull=False,
                    closed_by__isnull=False,
                    step="",
                    step_due_on=None,
                )
                & Q(outcome__in=ClosingOutcome.values)
                & (
                    Q(not_asked_because="") & ~Q(family_view="")
                    | Q(family_view="") & ~Q(not_asked_because="")
                )
                | ~Q(state="closed")
                & Q(closed_at=None, closed_by=None, outcome="", family_view="", not_asked_because=""),
                name="closed_guidance_says_how",
            ),
            models.CheckConstraint(
                condition=Q(started_at=None) | Q(started_at__gte=F("signalled_at")),
                name="guidance_starts_after_the_signal",
            ),
        )

    def __str__(self) -> str:
        return f"guidance {self.pk}"


class EndedStep(models.Model):
    """A step that was the next one and no longer is: done, put off, no longer needed. Never changed."""

    guidance = models.ForeignKey(Guidance, on_delete=models.CASCADE, related_name="ended_steps")
    step = models.CharField(max_length=200)
    step_topic = models.CharField(max_length=20, blank=True)
    due_on = models.DateField()
    end = models.CharField(max_length=10, choices=StepEnd.choices)
    note = models.CharField(max_length=300, blank=True)
    ended_at = models.DateTimeField()
    ended_by = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-ended_at", "-pk")
        indexes = (models.Index(fields=("guidance", "-ended_at"), name="ended_steps_of_guidance"),)
        constraints = (
            models.CheckConstraint(condition=Q(end__in=StepEnd.values), name="a_step_end_we_know"),
            models.CheckConstraint(
                condition=Q(end__in=("done", "closed")) | ~Q(note=""), name="putting_off_has_a_reason"
            ),
        )

    def __str__(self) -> str:
        return f"ended step {self.pk}"
