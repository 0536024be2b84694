"""Programmes of the town or a partner: who takes part, the series of sessions, and who came."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from nabij.casework.models.reach import Setting
from nabij.casework.types import ConsentOf, ProgrammeOutcome
from nabij.registry.types import Topic


class Programme(models.Model):
    """Something with a beginning and an end that people take part in, such as two weeks of Cool Down.

    Ages are whole years on the day of the intake, both included. Without schools everybody may take part.
    Under `topic` lies that somebody takes part.
    """

    town = models.CharField(max_length=40)
    name = models.CharField(max_length=100)
    partner = models.CharField(max_length=100, blank=True)
    topic = models.CharField(max_length=20, choices=Topic.choices)
    min_age = models.PositiveSmallIntegerField(null=True, blank=True)
    max_age = models.PositiveSmallIntegerField(null=True, blank=True)
    length_days = models.PositiveSmallIntegerField(null=True, blank=True)
    schools = models.ManyToManyField(Setting, related_name="programmes", blank=True)

    class Meta:
        ordering = ("name", "pk")
        constraints = (
            models.UniqueConstraint(fields=("town", "name"), name="a_programme_once_in_a_town"),
            models.CheckConstraint(condition=~Q(name=""), name="a_programme_has_a_name"),
            models.CheckConstraint(condition=Q(topic__in=Topic.values), name="a_programme_topic_we_know"),
            models.CheckConstraint(
                condition=Q(min_age=None) | Q(max_age=None) | Q(max_age__gte=F("min_age")),
                name="ages_of_a_programme_in_order",
            ),
            models.CheckConstraint(
                condition=Q(length_days=None) | Q(length_days__gte=1), name="a_programme_lasts_a_day"
            ),
        )

    def __str__(self) -> str:
        return self.name


class ProgrammeSession(models.Model):
    """One time of a series: planned, held, or cancelled with a reason."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="sessions")
    on_day = models.DateField()
    held_at = models.DateTimeField(null=True, blank=True)
    cancelled_because = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("on_day", "pk")
        constraints = (
            models.UniqueConstraint(fields=("programme", "on_day"), name="a_session_once_a_day"),
            models.CheckConstraint(
                condition=Q(held_at=None) | Q(cancelled_because=""), name="held_or_cancelled"
            ),
        )

    def __str__(self) -> str:
        return f"session {self.pk}"


class Participation(models.Model):
    """Somebody of a household takes part in a programme, with consent. There is no text in it: only facts."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="participations")
    household = models.ForeignKey("registry.Household", on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey("registry.Person", on_delete=models.CASCADE, related_name="+")
    school = models.ForeignKey(Setting, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    registered_on = models.DateField()
    registered_by = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")
    consent_of = models.CharField(max_length=10, choices=ConsentOf.choices)
    first_talk_on = models.DateField(null=True, blank=True)
    start_on = models.DateField(null=True, blank=True)
    end_on = models.DateField(null=True, blank=True)
    """The first day after it, when the programme has a length."""
    paused_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=12, blank=True, choices=ProgrammeOutcome.choices)
    outcome_on = models.DateField(null=True, blank=True)
    is_back_at_school = models.BooleanField(null=True, blank=True)
    young_says = models.PositiveSmallIntegerField(null=True, blank=True)
    parents_say = models.PositiveSmallIntegerField(null=True, blank=True)
    """How satisfied, from 1 (not) to 5 (very)."""
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("registered_on", "pk")
        indexes = (models.Index(fields=("household", "registered_on"), name="programmes_of_a_household"),)
        constraints = (
            models.UniqueConstraint(
                fields=("programme", "person"),
                condition=Q(outcome=""),
                name="once_at_a_time_in_a_programme",
            ),
            models.CheckConstraint(
                condition=Q(consent_of__in=ConsentOf.values), name="taking_part_needs_consent"
            ),
            models.CheckConstraint(
                condition=Q(first_talk_on=None) | Q(first_talk_on__gte=F("registered_on")),
                name="first_talk_after_registration",
            ),
            models.CheckConstraint(
                condition=Q(end_on=None) | Q(start_on__isnull=False, end_on__gt=F("start_on")),
                name="programme_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", outcome_on=None, is_back_at_school=None)
                | Q(outcome__in=ProgrammeOutcome.values, outcome_on__isnull=False, paused_on=None),
                name="an_ended_programme_says_how",
            ),
            models.CheckConstraint(
                condition=(Q(young_says=None) | Q(young_says__gte=1, young_says__lte=5))
                & (Q(parents_say=None) | Q(parents_say__gte=1, parents_say__lte=5)),
                name="satisfaction_is_1_to_5",
            ),
        )

    def __str__(self) -> str:
        return f"participation {self.pk}"


class Attendance(models.Model):
    """Whether somebody came to a session."""

    session = models.ForeignKey(ProgrammeSession, on_delete=models.CASCADE, related_name="attendances")
    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="attendances")
    has_come = models.BooleanField()

    class Meta:
        ordering = ("session", "participation")
        constraints = (
            models.UniqueConstraint(fields=("session", "participation"), name="attendance_once_a_session"),
        )

    def __str__(self) -> str:
        return f"attendance {self.pk}"
