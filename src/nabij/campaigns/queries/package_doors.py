"""Pages of a package campaign that name families: what is not delivered yet, and which child gets what."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Exists, OuterRef

from nabij.campaigns.models import Attempt, Campaign, Package, PackagePart, PackageVariant, Target
from nabij.campaigns.queries.packages import named_packages
from nabij.campaigns.queries.plates import plates_of
from nabij.campaigns.types import LABELS_AT_DOOR, Outcome
from nabij.kernel.actors import Actor
from nabij.registry.queries.frozen_doors import first_names_of_children, first_names_of_persons
from nabij.registry.queries.outreach_names import Doorplate

ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class DoorLine:
    """A door that is still open: who opens and where, its packages, how often somebody went, and when."""

    target_id: int
    code: str
    plate: Doorplate
    packages: str
    tries: int
    last_at: datetime | None
    last_outcome: str


@dataclass(frozen=True, slots=True)
class DoorsPage:
    """One page of open doors; `number` counts all."""

    campaign: Campaign
    lines: tuple[DoorLine, ...]
    number: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.number // ON_A_PAGE))


@transaction.atomic
def undelivered(actor: Actor, campaign_id: int, *, page: int, now: datetime) -> DoorsPage:
    """What is not delivered at this moment, in the order of the list. Everybody on the page is in the log.

    Raises Refused, NotFoundHere.
    """
    campaign = named_packages(actor, campaign_id)
    found = Target.objects.open().filter(campaign=campaign)
    rows = list(found.order_by("rank", "pk")[(page - 1) * ON_A_PAGE : page * ON_A_PAGE])
    plates = plates_of(actor, rows, event="campaigns.undelivered_read", now=now)
    letters: defaultdict[int, list[str]] = defaultdict(list)
    packages = Package.objects.filter(target__in=rows).order_by("variant__from_half", "pk")
    for target, letter in packages.values_list("target_id", "variant__letter"):
        letters[target].append(letter or "?")
    tries: defaultdict[int, list[Attempt]] = defaultdict(list)
    gone = Attempt.objects.filter(target__in=rows).exclude(outcome=Outcome.LET_GO).order_by("number")
    for one in gone:
        tries[one.target_id].append(one)
    lines = (
        DoorLine(
            target_id=one.pk,
            code=f"{one.rank:04d}",
            plate=plates[one.pk],
            packages=" ".join(letters[one.pk]),
            tries=len(tries[one.pk]),
            last_at=tries[one.pk][-1].at if tries[one.pk] else None,
            last_outcome=str(LABELS_AT_DOOR[Outcome(tries[one.pk][-1].outcome)]) if tries[one.pk] else "",
        )
        for one in rows
    )
    return DoorsPage(campaign, tuple(lines), found.count(), page)


@dataclass(frozen=True, slots=True)
class ChildLine:
    """A child with its package; `is_asked` while the age is to be asked."""

    package_id: int
    name: str
    variant_id: int | None
    without: frozenset[int]


@dataclass(frozen=True, slots=True)
class ChildrenLine:
    """A door with its children."""

    code: str
    plate: Doorplate
    children: tuple[ChildLine, ...]


@dataclass(frozen=True, slots=True)
class ChildrenPage:
    """One page of doors with the package of each child: those whose age is asked first."""

    campaign: Campaign
    lines: tuple[ChildrenLine, ...]
    variants: tuple[PackageVariant, ...]
    parts: tuple[PackagePart, ...]
    asked: int
    number: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.number // ON_A_PAGE))


@transaction.atomic
def children_page(actor: Actor, campaign_id: int, *, page: int, now: datetime) -> ChildrenPage:
    """Which child gets what, and of whom the age is to be asked. Everybody on the page is in the log.

    Raises Refused, NotFoundHere.
    """
    campaign = named_packages(actor, campaign_id)
    asked = Package.objects.filter(target=OuterRef("pk"), variant=None)
    found = Target.objects.filter(campaign=campaign)
    ordered = found.annotate(is_asked=Exists(asked)).order_by("-is_asked", "rank", "pk")
    rows = list(ordered[(page - 1) * ON_A_PAGE : page * ON_A_PAGE])
    plates = plates_of(actor, rows, event="campaigns.packages_read", now=now)
    packages = list(
        Package.objects.filter(target__in=rows).select_related("person").prefetch_related("without")
    )
    listed = first_names_of_children([one.child_id for one in packages if one.child_id is not None])
    meant = [one.person.person_id for one in packages if one.person is not None]
    known = first_names_of_persons(meant)
    children: defaultdict[int, list[ChildLine]] = defaultdict(list)
    for one in packages:
        name = known.get(one.person.person_id, "") if one.person else listed.get(one.child_id or 0, "")
        without = frozenset(part.pk for part in one.without.all())
        children[one.target_id].append(ChildLine(one.pk, name, one.variant_id, without))
    lines = (ChildrenLine(f"{one.rank:04d}", plates[one.pk], tuple(children[one.pk])) for one in rows)
    return ChildrenPage(
        campaign=campaign,
        lines=tuple(lines),
        variants=tuple(PackageVariant.objects.filter(campaign=campaign)),
        parts=tuple(PackagePart.objects.filter(campaign=campaign).exclude(instead="")),
        asked=Package.objects.filter(campaign=campaign, variant=None).aggregate(n=Count("pk"))["n"],
        number=found.count(),
        page=page,
    )
