"""Where the doors of households are, and who of them is still welcome to a visit: names nobody.

For planning rounds: a point on the map for each household, and whether that point is the door itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Avg

from nabij.kernel.days import day_of
from nabij.registry.models import Address, Stay
from nabij.registry.queries.outreach import LIVED_IN, still_welcome_at
from nabij.registry.queries.protection import households_of_protected
from nabij.registry.types import WishKind
from nabij.registry.types.outlines import outlines

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class DoorPoint:
    """A point on the map, in degrees (WGS84). Not exact: the middle of the street or the neighbourhood."""

    latitude: float
    longitude: float
    is_exact: bool


@dataclass(frozen=True, slots=True)
class VisitDoor:
    """The door of a household: where it is as far as that is known, and who is welcome to a visit there."""

    point: DoorPoint | None
    neighbourhood: str
    welcome: frozenset[int]
    is_listed: bool = False
    """A door of a frozen list: its family is not in the register, so nothing there speaks against a visit."""

    @property
    def is_welcome(self) -> bool:
        """Whether somebody may go there."""
        return self.is_listed or bool(self.welcome)


@dataclass(frozen=True, slots=True)
class Spot:
    """What is known of where a door is: longitude and latitude, else its street or its neighbourhood."""

    coordinates: tuple[float, float] | None
    street_id: int | None
    neighbourhood: str


def doors_to_visit(
    persons: Mapping[int, Collection[int]], *, against: Collection[WishKind], now: datetime
) -> dict[int, VisitDoor]:
    """For each household (with the persons who are meant) its door and who may be visited at this moment.

    Nobody who died, left, is protected or asks not to be contacted in this way (`against`). A place that is
    kept hidden gives no point. In a fixed number of questions for every 500 households.
    """
    found: dict[int, VisitDoor] = {}
    for some in _parts(sorted(persons)):
        found |= _some({home: persons[home] for home in some}, against, now)
    return found


def _parts(numbers: list[int]) -> Iterator[list[int]]:
    return (numbers[at : at + _AT_ONCE] for at in range(0, len(numbers), _AT_ONCE))


def _some(
    persons: Mapping[int, Collection[int]], against: Collection[WishKind], now: datetime
) -> dict[int, VisitDoor]:
    on = day_of(now)
    shut = set(households_of_protected(on=on).filter(household__in=list(persons)))
    addresses = _addresses(set(persons) - shut, on)
    points = points_of({home: _spot(address) for home, address in addresses.items()})
    welcome = still_welcome_at(persons, against=against, now=now)
    return {
        home: VisitDoor(
            points.get(home),
            (addresses[home].neighbourhood_id or "") if home in addresses else "",
            welcome[home],
        )
        for home in persons
    }


def _addresses(homes: Collection[int], on: date) -> dict[int, Address]:
    stays = Stay.objects.on(on).not_hidden().filter(household__in=homes, kind__in=LIVED_IN)
    rows = stays.exclude(address=None).select_related("address").order_by("pk")
    return {stay.household_id: stay.address for stay in rows if stay.address is not None}


def _spot(address: Address) -> Spot:
    return Spot(address.coordinates, address.street_id, address.neighbourhood_id or "")


def points_of(spots: Mapping[int, Spot]) -> dict[int, DoorPoint]:
    """By the same key: the door itself, else the middle of the doors known in its street or neighbourhood."""
    found: dict[int, DoorPoint] = {}
    vague: dict[int, Spot] = {}
    for key, one in spots.items():
        if one.coordinates is not None:
            found[key] = DoorPoint(one.coordinates[1], one.coordinates[0], is_exact=True)
        else:
            vague[key] = one
    streets = _middles("street", {one.street_id for one in vague.values() if one.street_id})
    parts = _middles("neighbourhood", {one.neighbourhood for one in vague.values() if one.neighbourhood})
    outlined = _outlined() if vague else {}
    for key, one in vague.items():
        middle = outlined.get(one.neighbourhood) or parts.get(one.neighbourhood)
        if point := streets.get(one.street_id) or middle:
            found[key] = point
    return found


def _middles(column: str, keys: Collection[object]) -> dict[object, DoorPoint]:
    if not keys:
        return {}
    known = Address.objects.filter(**{f"{column}__in": list(keys)}, latitude__isnull=False).order_by()
    rows = known.values_list(column).annotate(north=Avg("latitude"), east=Avg("longitude"))
    return {key: DoorPoint(float(north), float(east), is_exact=False) for key, north, east in rows}


def _outlined() -> dict[str, DoorPoint]:
    """The middle of the box around each neighbourhood of which the outline is known."""
    return {
        one.code: DoorPoint((one.box[1] + one.box[3]) / 2, (one.box[0] + one.box[2]) / 2, is_exact=False)
        for one in outlines()
    }
