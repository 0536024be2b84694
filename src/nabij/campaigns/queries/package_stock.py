"""What goes into the packages of a campaign: how many are needed, and what lacks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Sum

from nabij.campaigns.models import Campaign, Package, PackagePart, PackageVariant, QuotaLine
from nabij.campaigns.types import band_in_words


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
