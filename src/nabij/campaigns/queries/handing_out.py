"""Packages at partners: how many they have and gave. No family is known here."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from nabij.campaigns import policies
from nabij.campaigns.models import HandOut, PartnerQuota, QuotaLine
from nabij.campaigns.queries.packages import led_packages
from nabij.campaigns.types import CampaignState, band_in_words
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere, require
from nabij.registry.queries.list_partners import partners_of_member, partners_of_town


@dataclass(frozen=True, slots=True)
class BandLine:
    """One kind of package at a partner."""

    variant_id: int
    letter: str
    name: str
    ages: str
    number: int
    handed: int

    @property
    def left(self) -> int:
        """How many it still has."""
        return self.number - self.handed


@dataclass(frozen=True, slots=True)
class QuotaPage:
    """What a partner has of a campaign, and what it gave: so many families, so many children by age."""

    quota: PartnerQuota
    partner: str
    lines: tuple[BandLine, ...]
    families: int
    last: tuple[tuple[datetime, int, int], ...]
    """When, to how many families, how many packages; the last first."""

    @property
    def children(self) -> int:
        """Packages that were given: one for a child."""
        return sum(one.handed for one in self.lines)

    @property
    def is_open(self) -> bool:
        """Whether packages can be given now."""
        return self.quota.campaign.state in (CampaignState.FROZEN, CampaignState.RUNNING)


def seen_quota(actor: Actor, quota_id: int) -> PartnerQuota:
    """A quota of a partner of this account, or of a campaign that it leads. Raises NotFoundHere."""
    found = PartnerQuota.objects.select_related("campaign").filter(pk=quota_id).first()
    if found is None or found.campaign.town not in actor.towns:
        raise NotFoundHere
    leads = policies.may_lead_packages(actor).allowed
    if not leads and found.partner_id not in dict(partners_of_member(actor)):
        raise NotFoundHere
    return found


def own_quotas(actor: Actor) -> list[QuotaPage]:
    """What the partners of this account have, of campaigns that did not end long ago. Raises Refused."""
    require(policies.may_hand_out(actor))
    partners = dict(partners_of_member(actor))
    rows = PartnerQuota.objects.filter(partner__in=partners, campaign__town__in=actor.towns)
    return _pages(rows.filter(campaign__cleaned_at=None), partners)


def quota_page(actor: Actor, quota_id: int) -> QuotaPage:
    """One of them, for the partner or for whoever leads the campaign. Raises NotFoundHere."""
    quota = seen_quota(actor, quota_id)
    names = dict(partners_of_town(quota.campaign.town))
    return _pages(PartnerQuota.objects.filter(pk=quota_id), names)[0]


def quotas_of(actor: Actor, campaign_id: int) -> list[QuotaPage]:
    """All partners of a campaign. Raises Refused, NotFoundHere."""
    campaign = led_packages(actor, campaign_id)
    names = dict(partners_of_town(campaign.town))
    return _pages(PartnerQuota.objects.filter(campaign=campaign), names)


def _pages(rows: QuerySet[PartnerQuota], names: dict[int, str]) -> list[QuotaPage]:
    found = list(rows.select_related("campaign"))
    lines: defaultdict[int, list[BandLine]] = defaultdict(list)
    for one in QuotaLine.objects.filter(quota__in=found).select_related("variant"):
        kind = one.variant
        ages = band_in_words(kind.from_half, kind.under_half)
        lines[one.quota_id].append(BandLine(kind.pk, kind.letter, kind.name, ages, one.number, one.handed))
    given: defaultdict[int, list[HandOut]] = defaultdict(list)
    for row in HandOut.objects.filter(quota__in=found).order_by("-at", "-pk"):
        given[row.quota_id].append(row)
    return [
        QuotaPage(
            quota=one,
            partner=names.get(one.partner_id, ""),
            lines=tuple(lines[one.pk]),
            families=sum(row.families for row in given[one.pk]),
            last=tuple((row.at, row.families, sum(row.counts.values())) for row in given[one.pk][:20]),
        )
        for one in found
    ]
