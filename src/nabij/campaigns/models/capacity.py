"""How long follow-up takes, why a campaign started although its teams lack hours, and what it cost."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from nabij.campaigns.models.campaigns import Campaign
from nabij.campaigns.types import NeedCode
from nabij.campaigns.types.capacity import MOST_CENTS, MOST_MINUTES, CostKind


class FollowUpTime(models.Model):
    """How many minutes one question of a kind takes its team, as the lead of this campaign sees it."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="follow_up_times")
    code = models.CharField(max_length=12, choices=NeedCode.choices)
    minutes = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("campaign", "pk")
        constraints = (
            models.UniqueConstraint(fields=("campaign", "code"), name="one_time_for_a_kind_of_need"),
            models.CheckConstraint(condition=Q(code__in=NeedCode.values), name="a_timed_need_we_know"),
            models.CheckConstraint(
                condition=Q(minutes__range=(1, MOST_MINUTES)), name="follow_up_takes_a_sensible_time"
            ),
        )

    def __str__(self) -> str:
        return f"{self.minutes} minutes for {self.code} in campaign {self.campaign_id}"


class ShortLaunch(models.Model):
    """A campaign started although a team lacks hours for what may be asked: by whom, and why."""

    campaign = models.OneToOneField(Campaign, on_delete=models.CASCADE, related_name="short_launch")
    at = models.DateTimeField()
    by = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")
    because = models.CharField(max_length=300)
    minutes_short = models.PositiveIntegerField()
    """How many minutes the teams lacked together, as it was worked out then."""

    class Meta:
        ordering = ("-at", "pk")
        constraints = (
            models.CheckConstraint(condition=~Q(because=""), name="a_short_launch_says_why"),
            models.CheckConstraint(condition=Q(minutes_short__gt=0), name="a_short_launch_lacks_time"),
        )

    def __str__(self) -> str:
        return f"short launch of campaign {self.campaign_id}"


class CampaignCost(models.Model):
    """One cost of a campaign. Work is hours times an hourly rate; the cents are those of that sum."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="costs")
    kind = models.CharField(max_length=10, choices=CostKind.choices)
    what = models.CharField(max_length=100)
    hour_hundredths = models.PositiveIntegerField(null=True, blank=True)
    """Hundredths of an hour."""
    rate_cents = models.PositiveIntegerField(null=True, blank=True)
    """Cents for an hour."""
    cents = models.PositiveIntegerField()
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("campaign", "pk")
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=CostKind.values), name="a_kind_of_cost_we_know"),
            models.CheckConstraint(condition=~Q(what=""), name="a_cost_says_for_what"),
            models.CheckConstraint(
                condition=Q(kind="work", hour_hundredths__gt=0, rate_cents__gt=0)
                | ~Q(kind="work") & Q(hour_hundredths=None, rate_cents=None),
                name="work_costs_hours_times_a_rate",
            ),
            models.CheckConstraint(condition=Q(cents__range=(1, MOST_CENTS)), name="a_cost_is_some_money"),
        )

    def __str__(self) -> str:
        return f"{self.cents} cents in campaign {self.campaign_id}"
