"""Where the targets of a campaign live, who is welcome there, and what goes along. Names nobody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime

from nabij.campaigns.models import Campaign, Package, Target, TargetPerson
from nabij.campaigns.types import AGAINST, Channel
from nabij.registry.queries.doors import VisitDoor, doors_to_visit
from nabij.registry.queries.listed_places import listed_doors


def doors_of_targets(campaign: Campaign, targets: Iterable[int], *, now: datetime) -> Mapping[int, VisitDoor]:
    """The doors of these targets, by target: of households of the register, and of a frozen list."""
    rows = Target.objects.filter(pk__in=set(targets)).order_by()
    homes: dict[int, int] = {}
    listed: dict[int, int] = {}
    for pk, home, door in rows.values_list("pk", "household_id", "door_id"):
        if home is not None:
            homes[pk] = home
        elif door is not None:
            listed[pk] = door
    persons: dict[int, list[int]] = {home: [] for home in homes.values()}
    meant = TargetPerson.objects.filter(target__in=homes).order_by("pk")
    for target, person in meant.values_list("target_id", "person_id"):
        persons[homes[target]].append(person)
    by_home = doors_to_visit(persons, against=AGAINST[Channel(campaign.channel)], now=now)
    by_door = listed_doors(campaign.town, listed.values()) if listed else {}
    return {pk: by_home[home] for pk, home in homes.items()} | {
        pk: by_door[door] for pk, door in listed.items()
    }


def packages_to(campaign: Campaign) -> Mapping[int, int]:
    """How many packages go to each target: as its page of packages says, else one for everybody meant."""
    made = Counter(Package.objects.filter(campaign=campaign).order_by().values_list("target_id", flat=True))
    if made:
        return made
    return Counter(
        TargetPerson.objects.filter(campaign=campaign).order_by().values_list("target_id", flat=True)
    )
