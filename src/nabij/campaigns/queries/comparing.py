"""Two package campaigns beside each other: how many children, new, again, not any more. Counts only."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from nabij.campaigns.models import Campaign, Package
from nabij.campaigns.queries.packages import led_packages, package_figures
from nabij.campaigns.types import percent, shown
from nabij.kernel.actors import Actor
from nabij.registry.queries.frozen_doors import ChildKey, keys_of_listed, keys_of_persons


@dataclass(frozen=True, slots=True)
class Compared:
    """Children of an earlier and a later campaign; None is a number that is hidden because it is small.

    `is_whole` is False when people of one of the two were erased already: then only totals are compared.
    `unsure` children have no full name or birth date on one of the lists, and are in no other line.
    """

    earlier: Campaign
    later: Campaign
    before: int
    after: int
    is_whole: bool
    again: int | None = None
    new: int | None = None
    gone: int | None = None
    unsure_before: int | None = None
    unsure_after: int | None = None

    @property
    def growth(self) -> Decimal | None:
        """By how many per cent it grew; below 0 when it shrank."""
        return percent(self.after - self.before, self.before)


def compared(actor: Actor, campaign_id: int, other_id: int) -> Compared:
    """A campaign with another of the same towns, the earlier first. Raises Refused, NotFoundHere."""
    both = (led_packages(actor, campaign_id), led_packages(actor, other_id))
    earlier, later = sorted(both, key=lambda one: (one.from_on, one.pk))
    before, after = package_figures(earlier).children, package_figures(later).children
    if earlier.cleaned_at is not None or later.cleaned_at is not None:
        return Compared(earlier, later, before, after, is_whole=False)
    first, second = _keys(earlier), _keys(later)
    again = len(first & second)
    left = shown({"again": again, "gone": len(first) - again, "unsure": before - len(first)})
    right = shown({"again": again, "new": len(second) - again, "unsure": after - len(second)})
    # A number that is hidden on one side would follow from the other: then it is hidden on both.
    hidden = left["again"] is None or right["again"] is None
    return Compared(
        earlier,
        later,
        before,
        after,
        is_whole=True,
        again=None if hidden else again,
        new=None if hidden else right["new"],
        gone=None if hidden else left["gone"],
        unsure_before=None if hidden else left["unsure"],
        unsure_after=None if hidden else right["unsure"],
    )


def _keys(campaign: Campaign) -> set[ChildKey]:
    """What the children of a campaign are recognised by, worked out now and kept nowhere."""
    rows = Package.objects.filter(campaign=campaign)
    listed = list(rows.filter(child__isnull=False).values_list("child_id", flat=True))
    persons = list(rows.filter(person__isnull=False).values_list("person__person_id", flat=True))
    keys = keys_of_listed([one for one in listed if one is not None])
    return set(keys.values()) | set(keys_of_persons([one for one in persons if one is not None]).values())
