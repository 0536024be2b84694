"""More of the report: the chain of ways, what it cost, and campaigns that ended before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, Sum

from nabij.campaigns.models import Attempt, Campaign, CampaignCost, Target
from nabij.campaigns.queries.campaigns import campaign_of
from nabij.campaigns.queries.chain import chain_ends, chain_of, first_of
from nabij.campaigns.queries.report import Lines, figures_of
from nabij.campaigns.types import CampaignState, Outcome, shown, shown_alone
from nabij.campaigns.types.capacity import CostKind
from nabij.campaigns.types.chain import ChainEnd
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of

MOST_EARLIER = 5


@dataclass(frozen=True, slots=True)
class CostLine:
    """One cost as it was noted."""

    number: int
    kind: CostKind
    what: str
    cents: int


@dataclass(frozen=True, slots=True)
class Costs:
    """All costs of a campaign, in whole cents, and what one household came to; None where that is hidden."""

    lines: tuple[CostLine, ...]
    cents: int
    cents_a_household: int | None
    cents_a_talk: int | None


@dataclass(frozen=True, slots=True)
class Earlier:
    """A campaign of the same town and way that ended before, to compare with; numbers may be hidden."""

    name: str
    number: int
    from_on: date
    targets: int | None
    share_reached: int | None
    cents_a_household: int | None


@dataclass(frozen=True, slots=True)
class ChainReport:
    """Where each household of the first list ended, each once; `campaigns` the whole chain."""

    campaigns: tuple[Campaign, ...]
    fixed_on: date | None
    households: int | None
    ends: Lines


def chain_report(actor: Actor, campaign_id: int) -> ChainReport | None:
    """The report over a chain; None for a campaign that goes on in no other and had no letters.

    Raises Refused, NotFoundHere.
    """
    first = first_of(campaign_of(actor, campaign_id))
    campaigns = chain_of(first)
    if len(campaigns) == 1 and not first.letter_batches.exists() and "chain" not in (first.figures or {}):
        return None
    ends = counted_ends(first)
    kept = shown({str(end): ends.get(str(end), 0) for end in ChainEnd if ends.get(str(end))})
    return ChainReport(
        campaigns=tuple(campaigns),
        fixed_on=day_of(first.frozen_at) if first.frozen_at else None,
        households=shown_alone(sum(ends.values())),
        ends=tuple((str(end.label), kept[str(end)]) for end in ChainEnd if str(end) in kept),
    )


def counted_ends(first: Campaign) -> dict[str, int]:
    """Where each household ended; after the list was erased, as it was kept."""
    if first.cleaned_at is not None and first.figures is not None:
        return dict(first.figures.get("chain", {}))
    return {str(end): number for end, number in chain_ends(first).items()}


def costs_of(actor: Actor, campaign_id: int) -> Costs:
    """What a campaign cost, in all and for a household. Raises Refused, NotFoundHere."""
    campaign = campaign_of(actor, campaign_id)
    rows = list(CampaignCost.objects.filter(campaign=campaign, withdrawn_at=None).order_by("pk"))
    figures = figures_of(campaign)
    cents = sum(one.cents for one in rows)
    return Costs(
        lines=tuple(CostLine(one.pk, CostKind(one.kind), one.what, one.cents) for one in rows),
        cents=cents,
        cents_a_household=_each(cents, shown_alone(figures["targets"])),
        cents_a_talk=_each(cents, _reached(figures)),
    )


def _reached(figures: dict[str, int]) -> int | None:
    """Households that were spoken with; None where that number, or that of the others, is small."""
    parts = shown({"reached": figures["reached"], "others": figures["targets"] - figures["reached"]})
    return parts["reached"]


def _each(cents: int, number: int | None) -> int | None:
    """Cents for each, half a cent upwards; None when there is no cost, or the number is hidden or nought."""
    if not cents or not number:
        return None
    return (2 * cents + number) // (2 * number)


def earlier_campaigns(actor: Actor, campaign_id: int) -> tuple[Earlier, ...]:
    """Campaigns of this town by the same way that ended before, the latest first.

    Raises Refused, NotFoundHere.
    """
    campaign = campaign_of(actor, campaign_id)
    before = Campaign.objects.filter(
        town=campaign.town, channel=campaign.channel, state=CampaignState.CLOSED
    ).exclude(pk=campaign.pk)
    rows = list(before.order_by("-ended_at", "-pk")[:MOST_EARLIER])
    counts = _counts(rows)
    costs = CampaignCost.objects.filter(campaign__in=[one.pk for one in rows], withdrawn_at=None).order_by()
    sums = dict(costs.values_list("campaign").annotate(Sum("cents")))
    return tuple(_earlier(one, *counts[one.pk], sums.get(one.pk, 0)) for one in rows)


def _counts(rows: list[Campaign]) -> dict[int, tuple[int, int]]:
    """Households on the list and reached, by campaign: as they were kept, or as they stand."""
    kept = {one.pk: one.figures for one in rows if one.cleaned_at is not None and one.figures is not None}
    talked = Attempt.objects.filter(target=OuterRef("pk"), outcome=Outcome.TALKED)
    standing = Target.objects.filter(campaign__in=[one.pk for one in rows if one.pk not in kept])
    counted = (
        standing.order_by()
        .values("campaign")
        .annotate(number=Count("pk"), reached=Count("pk", filter=Q(Exists(talked))))
    )
    found = {row["campaign"]: (row["number"], row["reached"]) for row in counted}
    found |= {number: (figures["targets"], figures["reached"]) for number, figures in kept.items()}
    return {one.pk: found.get(one.pk, (0, 0)) for one in rows}


def _earlier(one: Campaign, targets: int, reached: int, cents: int) -> Earlier:
    told, on_the_list = (
        shown({"reached": reached, "others": targets - reached})["reached"],
        shown_alone(targets),
    )
    return Earlier(
        name=one.name,
        number=one.pk,
        from_on=one.from_on,
        targets=on_the_list,
        share_reached=round(100 * told / on_the_list) if told is not None and on_the_list else None,
        cents_a_household=_each(cents, on_the_list),
    )
