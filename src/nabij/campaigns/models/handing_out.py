"""Partners hand packages out to families that they know: how many they have, and how many they gave."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from nabij.campaigns.models.campaigns import Campaign
from nabij.campaigns.models.packages import PackageVariant


class PartnerQuota(models.Model):
    """A partner that hands out packages of a campaign. No names of families come in here."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="quotas")
    partner = models.ForeignKey("registry.ListPartner", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("campaign", "pk")
        constraints = (
            models.UniqueConstraint(fields=("campaign", "partner"), name="a_partner_has_one_quota"),
        )

    def __str__(self) -> str:
        return f"quota {self.pk}"


class QuotaLine(models.Model):
    """How many packages of one kind a partner has, and how many of those it gave."""

    quota = models.ForeignKey(PartnerQuota, on_delete=models.CASCADE, related_name="lines")
    variant = models.ForeignKey(PackageVariant, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    handed = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("quota", "variant__from_half", "pk")
        constraints = (
            models.UniqueConstraint(fields=("quota", "variant"), name="a_kind_once_in_a_quota"),
            models.CheckConstraint(
                condition=Q(handed__lte=F("number")), name="a_partner_gives_no_more_than_it_has"
            ),
        )

    def __str__(self) -> str:
        return f"line {self.pk}"


class HandOut(models.Model):
    """A partner gave packages, to so many families. `counts` is variant -> number.

    `mark` is a keyed hash of the partner's own sign for a family, when it gives one: it tells that the same
    family was there before and nothing else, and goes with the campaign.
    """

    quota = models.ForeignKey(PartnerQuota, on_delete=models.CASCADE, related_name="handouts")
    families = models.PositiveIntegerField()
    counts = models.JSONField()
    mark = models.CharField(max_length=64, blank=True)
    is_again = models.BooleanField(default=False)
    """The same family again, and the partner said that this is right."""
    at = models.DateTimeField()
    by = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("quota", "at", "pk")
        constraints = (
            models.CheckConstraint(condition=Q(families__gte=1), name="packages_go_to_a_family"),
            models.UniqueConstraint(
                fields=("quota", "mark"),
                condition=~Q(mark="") & Q(is_again=False),
                name="a_family_is_given_once_unless_said",
            ),
        )

    def __str__(self) -> str:
        return f"hand-out {self.pk}"
