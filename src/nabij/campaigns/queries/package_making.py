"""Making packages up: labels for the bags, how many of each kind, and what is swapped. No names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count

from nabij.campaigns.models import Campaign, Package
from nabij.campaigns.types import TargetState


@dataclass(frozen=True, slots=True)
class Label:
    """What stands on the bag of a door: its number and the letters of its packages. No name, no street.

    `stop`: which door of its round it is; 0 on labels of a whole campaign.
    """

    door: str
    packages: tuple[str, ...]
    swaps: int
    stop: int = 0


def labels_of(campaign: Campaign, *, stops: Mapping[int, int] | None = None) -> list[Label]:
    """A label for each door that still gets something, in the order of the list.

    With `stops` (target to number) for the doors of a round only, in the order in which they are walked.
    """
    found = Package.objects.filter(campaign=campaign, target__state=TargetState.OPEN)
    if stops is not None:
        found = found.filter(target__in=list(stops))
    doors: dict[tuple[int, int], list[str]] = {}
    swaps: Counter[int] = Counter()
    packages = found.order_by("target__rank", "variant__from_half", "pk").annotate(swapped=Count("without"))
    for target, rank, letter, swapped in packages.values_list(
        "target_id", "target__rank", "variant__letter", "swapped"
    ):
        doors.setdefault((target, rank), []).append(letter or "?")
        swaps[target] += bool(swapped)
    labels = [
        Label(f"{rank:04d}", tuple(letters), swaps[target], (stops or {}).get(target, 0))
        for (target, rank), letters in doors.items()
    ]
    return sorted(labels, key=lambda one: one.stop)


def assembly_of(campaign: Campaign, *, rows: Sequence[int] | None = None) -> list[tuple[str, int]]:
    """How many of each kind are still to be made up for delivery; `?` is for ages that are asked."""
    found = Package.objects.filter(campaign=campaign, target__state=TargetState.OPEN).order_by()
    if rows is not None:
        found = found.filter(target__in=rows)
    counted = found.values_list("variant__letter", "variant__name").annotate(number=Count("pk"))
    lines = {(letter or "?", name or ""): number for letter, name, number in counted}
    return [(f"{letter} {name}".strip(), lines[letter, name]) for letter, name in sorted(lines)]


def swaps_of(campaign: Campaign, *, rows: Sequence[int] | None = None) -> list[tuple[str, str, str, str]]:
    """For whoever makes up the bags: at which door and in which package, what stays out, what comes in."""
    open_doors = Package.objects.filter(campaign=campaign, target__state=TargetState.OPEN)
    if rows is not None:
        open_doors = open_doors.filter(target__in=rows)
    swapped = open_doors.filter(without__isnull=False).order_by("target__rank", "pk")
    found = swapped.values_list("target__rank", "variant__letter", "without__name", "without__instead")
    return [(f"{rank:04d}", letter or "?", name, instead) for rank, letter, name, instead in found]
