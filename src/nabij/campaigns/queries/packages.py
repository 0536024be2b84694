"""Package campaigns for whoever leads them: how they stand, in numbers; nobody is named here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, Sum

from nabij.campaigns import policies
from nabij.campaigns.models import (
    Addition,
    Campaign,
    HandOut,
    Package,
    PackageOrder,
    PackagePlan,
    QuotaLine,
    Target,
)
from nabij.campaigns.queries.campaigns import left_out_in_words
from nabij.campaigns.queries.list_names import may_see_names
from nabij.campaigns.queries.package_stock import Stock, stock_of
from nabij.campaigns.types import (
    CampaignState,
    TargetState,
    mean,
    per_piece,
    percent,
)
from nabij.campaigns.types.channel_words import passed_in_words
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere, require
from nabij.registry.queries.frozen_doors import name_of_list

MOST = 100


def packages_of(actor: Actor) -> list[Campaign]:
    """The package campaigns of the towns of this actor, the newest first. Raises Refused."""
    require(policies.may_see_orders(actor))
    rows = Campaign.objects.of_towns(actor.towns).filter(plan__isnull=False)
    return list(rows.select_related("plan")[:MOST])


def led_packages(actor: Actor, campaign_id: int) -> Campaign:
    """A package campaign of a town of this actor, with its plan. Raises Refused, NotFoundHere."""
    require(policies.may_lead_packages(actor))
    return _in_town(actor, campaign_id)


def named_packages(actor: Actor, campaign_id: int) -> Campaign:
    """The same, for a page with names: of a list only for whoever leads that list or was named for it.

    Raises Refused, NotFoundHere.
    """
    campaign = led_packages(actor, campaign_id)
    if not may_see_names(actor, campaign):
        raise NotFoundHere
    return campaign


def _in_town(actor: Actor, campaign_id: int) -> Campaign:
    rows = Campaign.objects.of_towns(actor.towns).select_related("plan")
    found = rows.filter(pk=campaign_id, plan__isnull=False).first()
    if found is None:
        raise NotFoundHere
    return found


def seen_order(actor: Actor, order_id: int) -> PackageOrder:
    """An order of a campaign of a town of this actor. Raises Refused, NotFoundHere."""
    require(policies.may_see_orders(actor))
    rows = PackageOrder.objects.select_related("campaign").filter(campaign__town__in=actor.towns)
    found = rows.filter(pk=order_id).first()
    if found is None:
        raise NotFoundHere
    return found


def has_packages(campaign: Campaign) -> bool:
    """Whether a campaign is one of packages: its list, start and end are on pages of their own."""
    return PackagePlan.objects.filter(campaign=campaign).exists()


def card_of(code: str) -> PackagePlan:
    """What stands on a card with this code, for whoever has it. Raises NotFoundHere."""
    found = PackagePlan.objects.select_related("campaign").filter(card_code=code.upper()).first()
    if found is None:
        raise NotFoundHere
    return found


def campaign_of_door(actor: Actor, target_id: int) -> int:
    """The package campaign of a target in the towns of this actor. Raises Refused, NotFoundHere."""
    return _campaign_of(actor, Target.objects.filter(pk=target_id).values_list("campaign_id", flat=True))


def campaign_of_package(actor: Actor, package_id: int) -> int:
    """The campaign of a package in the towns of this actor. Raises Refused, NotFoundHere."""
    return _campaign_of(actor, Package.objects.filter(pk=package_id).values_list("campaign_id", flat=True))


def _campaign_of(actor: Actor, numbers: Iterable[int]) -> int:
    return led_packages(actor, next(iter(numbers), 0)).pk


@dataclass(frozen=True, slots=True)
class Money:
    """The budget in whole cents: what was ordered, what is left, for each package, and how much is local."""

    plan: PackagePlan
    orders: tuple[PackageOrder, ...]
    packages: int

    @property
    def left_cents(self) -> int:
        """What can still be ordered without release."""
        return max(0, self.plan.budget_cents + self.plan.released_cents - self.plan.committed_cents)

    @property
    def budget_each(self) -> int | None:
        """Cents of the budget for each package."""
        return per_piece(self.plan.budget_cents, self.packages)

    @property
    def spent_each(self) -> int | None:
        """Cents that were ordered for each package."""
        return per_piece(self.plan.committed_cents, self.packages)

    @property
    def local_share(self) -> Decimal | None:
        """Per cent of the ordered amount that goes to local suppliers."""
        local = sum(one.counts_cents for one in self.orders if one.supplier.is_local)
        return percent(local, sum(one.counts_cents for one in self.orders))

    @property
    def waits(self) -> int:
        """How many orders wait for release."""
        return sum(one.state == "waits" for one in self.orders)


def money_of(actor: Actor, campaign_id: int) -> tuple[Campaign, Money]:
    """The orders of a package campaign, with what they come to. Raises Refused, NotFoundHere."""
    require(policies.may_see_orders(actor))
    campaign = _in_town(actor, campaign_id)
    return campaign, _money(campaign, _number_of_packages(campaign))


def _money(campaign: Campaign, packages: int) -> Money:
    rows = PackageOrder.objects.filter(campaign=campaign).select_related("supplier")
    return Money(campaign.plan, tuple(rows), packages)


def _number_of_packages(campaign: Campaign) -> int:
    if campaign.cleaned_at is not None and campaign.figures:
        return int(campaign.figures.get("packages", 0))
    partners = QuotaLine.objects.filter(quota__campaign=campaign).aggregate(all=Sum("number"))["all"] or 0
    return Package.objects.filter(campaign=campaign).count() + int(partners)


@dataclass(frozen=True, slots=True)
class PackageFigures:
    """Counts of a package campaign. What partners gave is told apart: there are no names there."""

    doors: int
    children: int
    delivered_doors: int
    delivered_children: int
    open_doors: int
    closed: Mapping[str, int]
    partner_families: int
    partner_children: int

    def kept(self) -> dict[str, object]:
        """The same, to keep when the people are erased."""
        return {
            "package_doors": self.doors,
            "package_children": self.children,
            "delivered_doors": self.delivered_doors,
            "delivered_children": self.delivered_children,
            "open_doors": self.open_doors,
            "closed_doors": dict(self.closed),
            "partner_families": self.partner_families,
            "partner_children": self.partner_children,
        }


def package_figures(campaign: Campaign) -> PackageFigures:
    """The counts as they are now, or as they were kept when the people were erased."""
    if campaign.cleaned_at is not None and campaign.figures is not None:
        kept = campaign.figures
        return PackageFigures(
            kept["package_doors"],
            kept["package_children"],
            kept["delivered_doors"],
            kept["delivered_children"],
            kept["open_doors"],
            kept["closed_doors"],
            kept["partner_families"],
            kept["partner_children"],
        )
    targets = Target.objects.filter(campaign=campaign).order_by()
    by_state = dict(targets.values_list("state").annotate(number=Count("pk")))
    closed = targets.exclude(passed_because="").values_list("passed_because")
    packages = Package.objects.filter(campaign=campaign).aggregate(
        all=Count("pk"), delivered=Count("pk", filter=Q(target__state=TargetState.REACHED))
    )
    given = HandOut.objects.filter(quota__campaign=campaign).aggregate(families=Sum("families"))
    handed = QuotaLine.objects.filter(quota__campaign=campaign).aggregate(children=Sum("handed"))
    return PackageFigures(
        doors=sum(by_state.values()),
        children=packages["all"],
        delivered_doors=by_state.get(TargetState.REACHED, 0),
        delivered_children=packages["delivered"],
        open_doors=by_state.get(TargetState.OPEN, 0),
        closed=dict(closed.annotate(number=Count("pk"))),
        partner_families=given["families"] or 0,
        partner_children=handed["children"] or 0,
    )


@dataclass(frozen=True, slots=True)
class PackagesPage:
    """A package campaign as its lead sees it."""

    campaign: Campaign
    plan: PackagePlan
    list_name: str
    figures: PackageFigures
    stock: Stock
    money: Money
    additions: tuple[Addition, ...]
    closed: tuple[tuple[str, int], ...]
    left_out: tuple[tuple[str, int | None], ...]
    may_see_names: bool

    @property
    def mean_children(self) -> Decimal | None:
        """Children for a door, on average."""
        return mean(self.figures.children, self.figures.doors)

    @property
    def coverage(self) -> Decimal | None:
        """Per cent of the children of the town who are on the list."""
        return percent(self.figures.children, self.plan.children_in_town or 0)

    @property
    def fixed_doors(self) -> int:
        """Doors on the day when the list was fixed."""
        return self.figures.doors - sum(one.doors for one in self.additions)

    @property
    def fixed_children(self) -> int:
        """Children on the day when the list was fixed."""
        return self.figures.children - sum(one.children for one in self.additions)

    @property
    def may_compose(self) -> bool:
        """Whether packages can be filled in otherwise."""
        return self.campaign.state == CampaignState.PREPARED


def packages_page(actor: Actor, campaign_id: int) -> PackagesPage:
    """A package campaign with how it stands. Raises Refused, NotFoundHere."""
    campaign = led_packages(actor, campaign_id)
    figures, stock, plan = package_figures(campaign), stock_of(campaign), campaign.plan
    return PackagesPage(
        campaign=campaign,
        plan=plan,
        list_name=name_of_list(plan.collection_id) if plan.collection_id is not None else "",
        figures=figures,
        stock=stock,
        money=_money(campaign, _number_of_packages(campaign)),
        additions=tuple(campaign.additions.all()),
        closed=tuple(
            (passed_in_words(code, campaign.channel), number) for code, number in figures.closed.items()
        ),
        left_out=left_out_in_words(campaign.left_out),
        may_see_names=may_see_names(actor, campaign),
    )
