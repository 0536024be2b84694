"""Campaigns: why, for whom, by which way, in which words, and who goes."""

from __future__ import annotations

from collections.abc import Collection

from django.db import models
from django.db.models import F, Q

from nabij.campaigns.types import MOST_ATTEMPTS, CampaignState, Channel, NeedCode, NextWay
from nabij.registry.types import Topic


class CampaignQuerySet(models.QuerySet["Campaign"]):
    """The words in which campaigns are asked for."""

    def of_towns(self, towns: Collection[str]) -> CampaignQuerySet:
        """Campaigns of these towns."""
        return self.filter(town__in=list(towns))

    def running(self) -> CampaignQuerySet:
        """People go now."""
        return self.filter(state=CampaignState.RUNNING)

    def ended(self) -> CampaignQuerySet:
        """Stopped or closed."""
        return self.filter(state__in=(CampaignState.STOPPED, CampaignState.CLOSED))


class Campaign(models.Model):
    """One campaign of a town. Its list is fixed on one day (`frozen_at`) and is the denominator from then on.

    `group` holds the conditions as they were filled in, `tree` the expression that was worked out; `left_out`
    how many people who belong to the group are not on the list, by reason; `figures` the counts of the
    report, kept when the people themselves are erased.
    """

    town = models.CharField(max_length=40)
    name = models.CharField(max_length=100)
    purpose = models.CharField(max_length=300)
    legal_basis = models.CharField(max_length=300)
    channel = models.CharField(max_length=10, choices=Channel.choices, default=Channel.PHONE)
    sender_name = models.CharField(max_length=80)
    """In whose name people are called: neutral, so that nobody who listens learns anything."""
    from_on = models.DateField()
    until_on = models.DateField()
    """The last day, included."""
    reference_on = models.DateField()
    """The day on which ages count."""
    group = models.JSONField()
    max_attempts = models.PositiveSmallIntegerField()
    is_oldest_first = models.BooleanField(default=True)
    has_fixed_caller = models.BooleanField(default=False)
    """Whoever had the talk calls the same person again."""
    again_after_days = models.PositiveSmallIntegerField(null=True, blank=True)
    """Whoever was reached is called again after so many days; None for once."""
    next_way = models.CharField(max_length=10, choices=NextWay.choices, default=NextWay.LETTER)
    duty_team = models.ForeignKey("staff.Team", on_delete=models.PROTECT, related_name="+")
    """The team that a worry calls."""
    state = models.CharField(max_length=10, choices=CampaignState.choices, default=CampaignState.PREPARED)
    tree = models.JSONField(null=True, blank=True)
    left_out = models.JSONField(default=dict)
    figures = models.JSONField(null=True, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField(null=True, blank=True)
    frozen_by = models.ForeignKey(
        "staff.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        "staff.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_because = models.CharField(max_length=300, blank=True)
    cleaned_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        ordering = ("-from_on", "name", "pk")
        indexes = (models.Index(fields=("town", "state"), name="campaigns_of_a_town"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=CampaignState.values), name="a_campaign_state_we_know"
            ),
            models.CheckConstraint(
                condition=Q(channel__in=Channel.values), name="a_campaign_channel_we_know"
            ),
            models.CheckConstraint(
                condition=~Q(town="")
                & ~Q(name="")
                & ~Q(purpose="")
                & ~Q(legal_basis="")
                & ~Q(sender_name=""),
                name="a_campaign_says_why_and_in_whose_name",
            ),
            models.CheckConstraint(
                condition=Q(until_on__gte=F("from_on")), name="a_campaign_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(max_attempts__range=(1, MOST_ATTEMPTS)), name="a_campaign_tries_once_at_least"
            ),
            models.CheckConstraint(
                condition=Q(again_after_days=None) | Q(again_after_days__range=(1, 92)),
                name="a_campaign_calls_again_within_reason",
            ),
            models.CheckConstraint(
                condition=Q(state="prepared", frozen_at=None, frozen_by=None, tree=None)
                | ~Q(state="prepared") & Q(frozen_at__isnull=False, frozen_by__isnull=False),
                name="a_fixed_list_says_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("prepared", "frozen", "running"), ended_at=None, ended_because="")
                | Q(state="stopped", ended_at__isnull=False) & ~Q(ended_because="")
                | Q(state="closed", ended_at__isnull=False),
                name="a_stopped_campaign_says_why",
            ),
            models.CheckConstraint(
                condition=Q(cleaned_at=None) | Q(figures__isnull=False, ended_at__isnull=False),
                name="a_cleaned_campaign_keeps_its_counts",
            ),
        )

    def __str__(self) -> str:
        return self.name


class CampaignText(models.Model):
    """What is said or written, in one language. Dutch is always there once the list is fixed."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=10)
    words = models.TextField(max_length=3000)

    class Meta:
        ordering = ("campaign", "language")
        constraints = (
            models.UniqueConstraint(fields=("campaign", "language"), name="a_campaign_text_once_a_language"),
            models.CheckConstraint(condition=~Q(words=""), name="a_campaign_text_has_words"),
        )

    def __str__(self) -> str:
        return f"{self.campaign_id} in {self.language}"


class AskedNeed(models.Model):
    """Something that people may ask in a campaign, with the team that takes it."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="needs")
    code = models.CharField(max_length=12, choices=NeedCode.choices)
    topic = models.CharField(max_length=20, choices=Topic.choices)
    team = models.ForeignKey("staff.Team", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("campaign", "pk")
        constraints = (
            models.UniqueConstraint(fields=("campaign", "code"), name="a_need_once_in_a_campaign"),
            models.CheckConstraint(condition=Q(code__in=NeedCode.values), name="an_asked_need_we_know"),
            models.CheckConstraint(condition=Q(topic__in=Topic.values), name="an_asked_topic_we_know"),
        )

    def __str__(self) -> str:
        return f"{self.code} in campaign {self.campaign_id}"


class CampaignCaller(models.Model):
    """Somebody who goes for a campaign, until it ends or somebody takes them off."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="callers")
    staff = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("campaign", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("campaign", "staff"), condition=Q(ended_at=None), name="a_caller_once_in_a_campaign"
            ),
        )

    def __str__(self) -> str:
        return f"{self.staff_id} in campaign {self.campaign_id}"
