"""What goes along with one round: packages by kind, cards, leaflets, and the bag of each door. No names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nabij.campaigns.models import Campaign, Package, Round, Stop, TargetPerson
from nabij.campaigns.queries.package_making import Label, assembly_of, labels_of, swaps_of
from nabij.campaigns.types import Channel
from nabij.kernel.decisions import NotFoundHere
from nabij.kernel.languages import language_name


@dataclass(frozen=True, slots=True)
class Bag:
    """What goes to one door: the number on the label of the bag, and how many packages are in it."""

    label: str
    packages: int

    @property
    def said(self) -> str:
        """The same in words."""
        said = ngettext(
            "bag %(label)s, %(number)d package", "bag %(label)s, %(number)d packages", self.packages
        )
        return said % {"label": self.label, "number": self.packages}


@dataclass(frozen=True, slots=True)
class ToBring:
    """What goes along for the doors of which nothing was told yet.

    `cards`: one for each door, to leave where nobody is at home. `leaflets`: how many in each language.
    """

    packages: int
    kinds: tuple[tuple[str, int], ...]
    cards: int
    leaflets: tuple[tuple[str, int], ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """The same in words, a line for each thing; none when no door is left."""
        said = []
        if self.packages:
            number = ngettext("%(number)d package", "%(number)d packages", self.packages)
            kinds = ", ".join(f"{count} × {kind}" for kind, count in self.kinds)
            said.append(number % {"number": self.packages} + (f": {kinds}" if kinds else ""))
        if self.cards:
            cards = ngettext(
                "%(number)d card to leave where nobody is at home",
                "%(number)d cards to leave where nobody is at home",
                self.cards,
            )
            said.append(cards % {"number": self.cards})
        if self.leaflets:
            each = ", ".join(f"{count} × {language}" for language, count in self.leaflets)
            said.append(_("Leaflets: %(each)s") % {"each": each})
        return tuple(said)


NOTHING = ToBring(0, (), 0, ())


def to_bring(campaign: Campaign, stops: Sequence[Stop]) -> ToBring:
    """What goes along to these stops (each with its target), as far as nothing was told there."""
    left = [one for one in stops if one.done_at is None and one.taken_off_at is None]
    if not left:
        return NOTHING
    targets = [one.target_id for one in left]
    if campaign.channel == Channel.PACKAGE:
        kinds = tuple(assembly_of(campaign, rows=targets))
        packages = sum(number for _kind, number in kinds) or sum(_meant(targets).values())
        return ToBring(packages, kinds, len(left), ())
    spoken = Counter(one.target.language or settings.LANGUAGE_CODE for one in left)
    leaflets = tuple((language_name(code), spoken[code]) for code in sorted(spoken))
    return ToBring(0, (), len(left), leaflets)


def bags_of(campaign: Campaign, stops: Sequence[Stop]) -> Mapping[int, Bag]:
    """The bag of each of these stops, by target; none where no packages are brought."""
    if campaign.channel != Channel.PACKAGE:
        return {}
    targets = [one.target_id for one in stops]
    made = Package.objects.filter(target__in=targets).order_by().values_list("target_id", flat=True)
    counts = Counter(made) or _meant(targets)
    return {
        one.target_id: Bag(f"{one.target.rank:04d}", counts[one.target_id])
        for one in stops
        if counts[one.target_id]
    }


def _meant(targets: Sequence[int]) -> Counter[int]:
    """Without a page of packages everybody who is meant gets one."""
    meant = TargetPerson.objects.filter(target__in=targets).order_by()
    return Counter(meant.values_list("target_id", flat=True))


@dataclass(frozen=True, slots=True)
class RoundLabels:
    """The labels of one round in the order of its stops, what to make up for it, and what is swapped."""

    labels: tuple[Label, ...]
    assembly: tuple[tuple[str, int], ...]
    swaps: tuple[tuple[str, str, str, str], ...]


def labels_of_round(found: Round, campaign: Campaign) -> RoundLabels:
    """For the doors of a round of which nothing was told. Raises NotFoundHere without packages."""
    stops = dict(found.stops.open().order_by("number").values_list("target_id", "number"))
    targets = list(stops)
    if not Package.objects.filter(campaign=campaign).exists():
        raise NotFoundHere
    return RoundLabels(
        tuple(labels_of(campaign, stops=stops)),
        tuple(assembly_of(campaign, rows=targets)),
        tuple(swaps_of(campaign, rows=targets)),
    )
