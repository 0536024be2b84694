"""Needs and what they lead to; the one plan of a household with goals and steps; how it goes."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from nabij.casework.types import StepOwner, Way
from nabij.registry.types import Layer, Sight, Topic


class NeedQuerySet(models.QuerySet["Need"]):
    """The words in which needs are asked for."""

    def open(self) -> NeedQuerySet:
        """Needs that lead to nothing yet."""
        return self.filter(way="")

    def seen_with(self, sight: Sight) -> NeedQuerySet:
        """Needs that somebody with this sight sees, by the rule of contacts."""
        if not sight.sees_summary:
            return self.none()
        mine = Q(layer=Layer.TOPIC, noted_by=sight.staff_id) | Q(layer=Layer.HIDDEN, owner=sight.staff_id)
        return self.filter(
            Q(layer=Layer.SUMMARY) | Q(layer=Layer.TOPIC, topic__in=sorted(sight.topics)) | mine
        )


class Plan(models.Model):
    """The one open plan of a household; those of before stay."""

    household = models.ForeignKey("registry.Household", on_delete=models.CASCADE, related_name="plans")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")
    review_on = models.DateField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-opened_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("household",), condition=Q(closed_at=None), name="one_open_plan_of_a_household"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(closed_at__gte=F("opened_at")), name="plan_closes_after_start"
            ),
        )

    def __str__(self) -> str:
        return f"plan {self.pk}"


class Goal(models.Model):
    """Where a household wants to get to, in its own words."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="goals")
    topic = models.CharField(max_length=20, choices=Topic.choices)
    words = models.CharField(max_length=200)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")
    reached_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("set_at", "pk")
        constraints = (
            models.CheckConstraint(condition=~Q(words=""), name="a_goal_has_words"),
            models.CheckConstraint(condition=Q(topic__in=Topic.values), name="a_goal_topic_we_know"),
        )

    def __str__(self) -> str:
        return f"goal {self.pk}"


class PlanStep(models.Model):
    """A step towards a goal, with who takes it and before which day."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="steps")
    what = models.CharField(max_length=200)
    owner = models.CharField(max_length=10, choices=StepOwner.choices)
    owner_name = models.CharField(max_length=100, blank=True)
    """Who of the family, or which partner; empty for a worker, who is `staff`."""
    staff = models.ForeignKey("staff.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")
    done_on = models.DateField(null=True, blank=True)
    dropped_because = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("due_on", "pk")
        indexes = (models.Index(fields=("staff", "due_on"), name="plan_steps_of_somebody"),)
        constraints = (
            models.CheckConstraint(condition=~Q(what=""), name="a_plan_step_says_what"),
            models.CheckConstraint(
                condition=Q(owner="worker", staff__isnull=False)
                | Q(owner="family", staff=None)
                | Q(owner="partner", staff=None) & ~Q(owner_name=""),
                name="a_plan_step_has_an_owner",
            ),
            models.CheckConstraint(
                condition=Q(done_on=None) | Q(dropped_because=""), name="a_plan_step_ends_in_one_way"
            ),
        )

    def __str__(self) -> str:
        return f"plan step {self.pk}"


class Need(models.Model):
    """Something that a household needs. It leads to a step, a referral, or a "not now" with the reason."""

    household = models.ForeignKey("registry.Household", on_delete=models.CASCADE, related_name="needs")
    contact = models.ForeignKey(
        "casework.ContactMoment", null=True, blank=True, on_delete=models.CASCADE, related_name="needs"
    )
    topic = models.CharField(max_length=20, choices=Topic.choices)
    layer = models.CharField(max_length=10, choices=Layer.choices)
    owner = models.ForeignKey("staff.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=200)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=10, blank=True, choices=Way.choices)
    step = models.ForeignKey(PlanStep, null=True, blank=True, on_delete=models.RESTRICT, related_name="needs")
    referred_to = models.CharField(max_length=150, blank=True)
    not_now_because = models.CharField(max_length=300, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        "staff.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = NeedQuerySet.as_manager()

    class Meta:
        ordering = ("-noted_at", "-pk")
        indexes = (
            models.Index(fields=("household", "-noted_at"), name="needs_of_a_household"),
            models.Index(fields=("household",), condition=Q(way=""), name="open_needs_of_a_household"),
        )
        constraints = (
            models.CheckConstraint(condition=~Q(what=""), name="a_need_says_what"),
            models.CheckConstraint(condition=Q(topic__in=Topic.values), name="a_need_topic_we_know"),
            models.CheckConstraint(
                condition=Q(layer__in=("summary", "topic"), owner=None)
                | Q(layer="hidden", owner__isnull=False),
                name="a_hidden_need_has_an_owner",
            ),
            models.CheckConstraint(
                condition=Q(way="", step=None, referred_to="", not_now_because="", settled_at=None)
                | Q(way="step", step__isnull=False, settled_at__isnull=False, settled_by__isnull=False)
                & Q(referred_to="", not_now_because="")
                | Q(way="referral", step=None, not_now_because="", settled_at__isnull=False)
                & Q(settled_by__isnull=False)
                & ~Q(referred_to="")
                | Q(way="not_now", step=None, referred_to="", settled_at__isnull=False)
                & Q(settled_by__isnull=False)
                & ~Q(not_now_because=""),
                name="a_settled_need_leads_somewhere",
            ),
        )

    def __str__(self) -> str:
        return f"need {self.pk}"


class SelfReport(models.Model):
    """How it goes in one domain of life, from 0 (badly) to 10 (well): the family and the worker side by side.

    Unknown is empty, never zero; where the two differ, both stay. It is nobody's score: no list sorts by it.
    """

    household = models.ForeignKey("registry.Household", on_delete=models.CASCADE, related_name="self_reports")
    topic = models.CharField(max_length=20, choices=Topic.choices)
    family_says = models.PositiveSmallIntegerField(null=True, blank=True)
    worker_says = models.PositiveSmallIntegerField(null=True, blank=True)
    told_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-told_on", "-pk")
        indexes = (models.Index(fields=("household", "topic", "-told_on"), name="reports_of_a_household"),)
        constraints = (
            models.CheckConstraint(condition=Q(topic__in=Topic.values), name="a_report_topic_we_know"),
            models.CheckConstraint(
                condition=(Q(family_says=None) | Q(family_says__lte=10))
                & (Q(worker_says=None) | Q(worker_says__lte=10)),
                name="a_report_goes_from_0_to_10",
            ),
            models.CheckConstraint(
                condition=Q(family_says__isnull=False) | Q(worker_says__isnull=False),
                name="a_report_says_something",
            ),
        )

    def __str__(self) -> str:
        return f"report {self.pk}"
