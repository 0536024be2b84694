"""Package campaigns for whoever leads them: how they stand, in numbers; nobody is named here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
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
    PackagePart,
    PackagePlan,
    PackageVariant,
    QuotaLine,
    Target,
)
from nabij.campaigns.queries.campaigns import left_out_in_words
from nabij.campaigns.types import (
    CampaignState,
    PassedBecause,
    TargetState,
    band_in_words,
    mean,
    per_piece,
    percent,
)
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere, require
from nabij.registry.queries.frozen_doors import frozen_lists, name_of_list

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


def may_see_names(actor: Actor, campaign: Campaign) -> bool:
    """Whether this actor may see the families of each list in the campaign: the role alone is not enough."""
    later = Addition.objects.filter(campaign=campaign).values_list("collection_id", flat=True)
    used = {campaign.plan.collection_id, *later} - {None}
    return not used or used <= {one.collection_id for one in frozen_lists(actor, campaign.town)}


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


def has_packages(actor: Actor, campaign_id: int) -> bool:
    """Whether a campaign of these towns is one of packages, with pages of its own."""
    rows = Campaign.objects.of_towns(actor.towns).filter(plan__isnull=False)
    return rows.filter(pk=campaign_id).exists()


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
class PartLine:
    """Something that goes into packages: how many are needed and lack; of what comes instead too."""

    part: PackagePart
    needed: int
    instead_needed: int

    @property
    def short(self) -> int:
        """How many lack."""
        return max(0, self.needed - self.part.received)

    @property
    def instead_short(self) -> int:
        """How many lack of what comes in its place."""
        return max(0, self.instead_needed - self.part.instead_received)


@dataclass(frozen=True, slots=True)
class VariantLine:
    """A kind of package: for which ages, how many children on the list, how many at partners, what lacks."""

    variant: PackageVariant
    ages: str
    listed: int
    at_partners: int
    parts: tuple[PartLine, ...]

    @property
    def total(self) -> int:
        """How many are made."""
        return self.listed + self.at_partners

    @property
    def short(self) -> int:
        """How many packages cannot be made with the parts of this kind."""
        lacking = (-(-line.short // line.part.number) for line in self.parts)
        instead = (-(-line.instead_short // line.part.number) for line in self.parts)
        return min(self.total, max([*lacking, *instead], default=0))


@dataclass(frozen=True, slots=True)
class Stock:
    """All that goes into the packages of a campaign. `asked`: children whose age is still to be asked."""

    variants: tuple[VariantLine, ...]
    base: tuple[PartLine, ...]
    asked: int

    @property
    def listed(self) -> int:
        """Packages on the list: every child, also those whose age is asked."""
        return sum(one.listed for one in self.variants) + self.asked

    @property
    def at_partners(self) -> int:
        """Packages that partners hand out."""
        return sum(one.at_partners for one in self.variants)

    @property
    def total(self) -> int:
        """All packages together."""
        return self.listed + self.at_partners

    @property
    def is_short(self) -> bool:
        """Whether anything lacks."""
        lines = (*self.base, *(line for one in self.variants for line in one.parts))
        return any(line.short or line.instead_short for line in lines)


def stock_of(campaign: Campaign) -> Stock:
    """What is in the packages of a campaign, with what is needed and what is there."""
    rows = Package.objects.filter(campaign=campaign).order_by()
    listed = dict(rows.values_list("variant").annotate(number=Count("pk")))
    quotas = QuotaLine.objects.filter(quota__campaign=campaign).order_by()
    partners = dict(quotas.values_list("variant").annotate(number=Sum("number")))
    swaps: Counter[tuple[int, int | None]] = Counter()
    swapped = rows.filter(without__isnull=False).values_list("without", "variant")
    for part, variant in swapped:
        swaps[part, variant] += 1
    parts = list(PackagePart.objects.filter(campaign=campaign))
    variants = list(PackageVariant.objects.filter(campaign=campaign))
    total = sum(listed.values()) + sum(partners.values())
    of_kind = {one.pk: listed.get(one.pk, 0) + partners.get(one.pk, 0) for one in variants}
    return Stock(
        variants=tuple(
            VariantLine(
                one,
                band_in_words(one.from_half, one.under_half),
                listed.get(one.pk, 0),
                partners.get(one.pk, 0),
                tuple(
                    _part_line(part, of_kind[one.pk], swaps[part.pk, one.pk])
                    for part in parts
                    if part.variant_id == one.pk
                ),
            )
            for one in variants
        ),
        base=tuple(
            _part_line(part, total, sum(number for (pk, _kind), number in swaps.items() if pk == part.pk))
            for part in parts
            if part.variant_id is None
        ),
        asked=listed.get(None, 0),
    )


def _part_line(part: PackagePart, packages: int, swapped: int) -> PartLine:
    instead = part.number * swapped if part.instead else 0
    return PartLine(part, part.number * (packages - swapped), instead)


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
        closed=tuple((str(PassedBecause(code).label), number) for code, number in figures.closed.items()),
        left_out=left_out_in_words(campaign.left_out),
        may_see_names=may_see_names(actor, campaign),
    )


@dataclass(frozen=True, slots=True)
class Label:
    """What stands on the bag of a door: its number and the letters of its packages. No name, no street."""

    door: str
    packages: tuple[str, ...]
    swaps: int


def labels_of(campaign: Campaign, *, rows: Sequence[int] | None = None) -> list[Label]:
    """A label for each door that still gets something, in the order of the list; or for these only."""
    found = Package.objects.filter(campaign=campaign, target__state=TargetState.OPEN)
    if rows is not None:
        found = found.filter(target__in=rows)
    doors: dict[int, list[str]] = {}
    swaps: Counter[int] = Counter()
    packages = found.order_by("target__rank", "variant__from_half", "pk").annotate(swapped=Count("without"))
    for rank, letter, swapped in packages.values_list("target__rank", "variant__letter", "swapped"):
        doors.setdefault(rank, []).append(letter or "?")
        swaps[rank] += bool(swapped)
    return [Label(f"{rank:04d}", tuple(letters), swaps[rank]) for rank, letters in doors.items()]


def assembly_of(campaign: Campaign, *, rows: Sequence[int] | None = None) -> list[tuple[str, int]]:
    """How many of each kind are still to be made up for delivery; `?` is for ages that are asked."""
    found = Package.objects.filter(campaign=campaign, target__state=TargetState.OPEN).order_by()
    if rows is not None:
        found = found.filter(target__in=rows)
    counted = found.values_list("variant__letter", "variant__name").annotate(number=Count("pk"))
    lines = {(letter or "?", name or ""): number for letter, name, number in counted}
    return [(f"{letter} {name}".strip(), lines[letter, name]) for letter, name in sorted(lines)]


def swaps_of(campaign: Campaign) -> list[tuple[str, str, str, str]]:
    """For whoever makes up the bags: at which door and in which package, what stays out, what comes in."""
    open_doors = Package.objects.filter(campaign=campaign, target__state=TargetState.OPEN)
    rows = open_doors.filter(without__isnull=False).order_by("target__rank", "pk")
    found = rows.values_list("target__rank", "variant__letter", "without__name", "without__instead")
    return [(f"{rank:04d}", letter or "?", name, instead) for rank, letter, name, instead in found]
