"""Who sees a household and why: its contact person, tasks, and access for once, with reason and review."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from nabij.registry.types import ExceptionCategory, ReviewOutcome, Topic
from nabij.staff.types import Role

SHORTEST_REASON = 20
"""Characters in the reason of exceptional access."""

MOST_A_DAY = 3
"""Exceptional accesses of one member of staff on one day."""


class ContactAssignmentQuerySet(models.QuerySet["ContactAssignment"]):
    """The words in which contact persons are asked for."""

    def at(self, moment: datetime) -> ContactAssignmentQuerySet:
        """Who is contact person at a moment."""
        return self.filter(Q(until_at=None) | Q(until_at__gt=moment), from_at__lte=moment)

    def of(self, staff_id: int, moment: datetime) -> ContactAssignmentQuerySet:
        """Households of somebody as contact person or as stand-in, at a moment."""
        return self.at(moment).filter(Q(staff=staff_id) | Q(stand_in=staff_id))


class ContactAssignment(models.Model):
    """The one contact person of a household, with a stand-in; those of before stay as history."""

    household = models.ForeignKey(
        "registry.Household", on_delete=models.PROTECT, related_name="contact_assignments"
    )
    staff = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="contact_assignments")
    stand_in = models.ForeignKey(
        "staff.User", null=True, blank=True, on_delete=models.PROTECT, related_name="stand_in_assignments"
    )
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)
    assigned_by = models.ForeignKey("staff.User", null=True, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=500, blank=True)
    """What whoever had the household told whoever comes after, written when this one ended."""
    version = models.PositiveIntegerField(default=1)

    objects = ContactAssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["household", "-from_at", "-pk"]
        indexes = [models.Index(fields=["staff", "until_at"], name="households_of_a_contact")]
        constraints = [
            models.UniqueConstraint(
                fields=["household"], condition=Q(until_at=None), name="one_contact_person_now"
            ),
            models.CheckConstraint(
                condition=Q(until_at=None) | Q(until_at__gte=F("from_at")), name="assignment_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(stand_in=None) | ~Q(stand_in=F("staff")), name="a_stand_in_is_somebody_else"
            ),
        ]

    def __str__(self) -> str:
        return f"contact person {self.pk}"


class AccessQuerySet(models.QuerySet["TaskAccess"]):
    """The words in which tasks are asked for."""

    def in_force(self, staff_id: int, moment: datetime) -> AccessQuerySet:
        """What is open to somebody at a moment."""
        return self.filter(Q(until_at=None) | Q(until_at__gt=moment), staff=staff_id, from_at__lte=moment)


class TaskAccess(models.Model):
    """A task of a member of staff in a household: opens the summary and one topic, until it is done."""

    household = models.ForeignKey("registry.Household", on_delete=models.PROTECT, related_name="tasks")
    staff = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="household_tasks")
    topic = models.CharField(max_length=20, choices=Topic.choices)
    reason = models.CharField(max_length=200)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)
    given_by = models.ForeignKey("staff.User", null=True, on_delete=models.PROTECT, related_name="+")

    objects = AccessQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "task accesses"
        ordering = ["-from_at", "-pk"]
        indexes = [models.Index(fields=["staff", "until_at"], name="tasks_of_somebody")]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="a_task_has_a_reason"),
            models.CheckConstraint(condition=Q(topic__in=Topic.values), name="a_topic_we_know"),
            models.CheckConstraint(
                condition=Q(until_at=None) | Q(until_at__gte=F("from_at")), name="task_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"task {self.pk}"


class ExceptionalAccessQuerySet(models.QuerySet["ExceptionalAccess"]):
    """The words in which exceptional access is asked for."""

    def in_force(self, staff_id: int, moment: datetime) -> ExceptionalAccessQuerySet:
        """What is open to somebody at a moment."""
        return self.filter(staff=staff_id, from_at__lte=moment, until_at__gt=moment)

    def to_review(self) -> ExceptionalAccessQuerySet:
        """What nobody reviewed yet, the one that is due first in front."""
        return self.filter(reviewed_at=None).order_by("review_by_on", "pk")


class ExceptionalAccess(models.Model):
    """Somebody opened a household that was not theirs to see: why, until when, and what the review came to.

    Two hours, three times a day at most, never the hidden layer; the household can read that it happened.
    """

    household = models.ForeignKey(
        "registry.Household", on_delete=models.PROTECT, related_name="exceptional_accesses"
    )
    staff = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="exceptional_accesses")
    category = models.CharField(max_length=20, choices=ExceptionCategory.choices)
    reason = models.TextField(max_length=1000)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField()
    day_on = models.DateField()
    time_of_day = models.PositiveSmallIntegerField()
    """The first, second or third of this member of staff on that day."""
    review_by_on = models.DateField()
    escalated_at = models.DateTimeField(null=True, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(
        "staff.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    outcome = models.CharField(max_length=20, choices=ReviewOutcome.choices, blank=True)
    review_note = models.TextField(max_length=1000, blank=True)

    objects = ExceptionalAccessQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "exceptional accesses"
        ordering = ["-from_at", "-pk"]
        indexes = [models.Index(fields=["staff", "until_at"], name="exceptions_of_somebody")]
        constraints = [
            models.UniqueConstraint(fields=["staff", "day_on", "time_of_day"], name="counted_per_day"),
            models.CheckConstraint(
                condition=Q(time_of_day__gte=1, time_of_day__lte=MOST_A_DAY), name="at_most_three_a_day"
            ),
            models.CheckConstraint(condition=Q(until_at__gt=F("from_at")), name="exception_ends_after_start"),
            models.CheckConstraint(
                condition=Q(category__in=ExceptionCategory.values), name="a_category_we_know"
            ),
            models.CheckConstraint(
                condition=Q(reviewed_at=None, reviewed_by=None, outcome="")
                | Q(reviewed_at__isnull=False, reviewed_by__isnull=False, outcome__in=ReviewOutcome.values),
                name="a_review_has_an_outcome",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by=None) | ~Q(reviewed_by=F("staff")), name="a_colleague_reviews"
            ),
        ]

    def __str__(self) -> str:
        return f"exceptional access {self.pk}"


class Notice(models.Model):
    """Something to look at for whoever holds a role: in a team, or in the town. It stays until seen."""

    town = models.CharField(max_length=40)
    role = models.CharField(max_length=30, choices=Role.choices)
    team = models.ForeignKey(
        "staff.Team", null=True, blank=True, on_delete=models.PROTECT, related_name="notices"
    )
    access = models.ForeignKey(ExceptionalAccess, on_delete=models.CASCADE, related_name="notices")
    is_overdue = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)
    seen_by = models.ForeignKey(
        "staff.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["role", "seen_at"], name="notices_of_a_role")]
        constraints = [
            models.UniqueConstraint(
                fields=["access", "role", "is_overdue"], name="one_notice_of_a_kind_per_role"
            ),
        ]

    def __str__(self) -> str:
        return f"notice {self.pk}"
