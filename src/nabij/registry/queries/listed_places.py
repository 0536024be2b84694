"""Where the doors of a frozen list are, read from the address that the list gives. Names nobody."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from nabij.registry.models import Address, FrozenDoor, Street
from nabij.registry.queries.doors import Spot, VisitDoor, points_of
from nabij.registry.queries.frozen_doors import AT_ONCE, first_said
from nabij.registry.queries.places import part_of, street_named
from nabij_methods.linkage.normal import House, house

_POSTCODE = re.compile(r"\b\d{4}\b")


def listed_doors(town: str, door_ids: Collection[int]) -> dict[int, VisitDoor]:
    """The doors of frozen lists of a town: a point as far as the address gives one, and the neighbourhood.

    The number of questions grows with the streets, not with the doors.
    """
    read = dict(_read(door_ids))
    streets = _Streets(town)
    known = _coordinates(town, {_key(one.at) for one in read.values()})
    spots = {door: streets.spot(one, known.get(_key(one.at))) for door, one in read.items()}
    points = points_of(spots)
    return {
        door: VisitDoor(points.get(door), one.neighbourhood, frozenset(), is_listed=True)
        for door, one in spots.items()
    }


@dataclass(frozen=True, slots=True)
class _Read:
    """An address of a list: the line as it was given, and what was read in it."""

    line: str
    at: House


def _read(door_ids: Collection[int]) -> Iterator[tuple[int, _Read]]:
    wanted = sorted(door_ids)
    for first in range(0, len(wanted), AT_ONCE):
        rows = FrozenDoor.objects.filter(pk__in=wanted[first : first + AT_ONCE])
        for door, said in rows.values_list("pk", "said"):
            line, _comma, municipality = first_said(said, "addresses").partition(", ")
            found = _POSTCODE.search(municipality)
            yield door, _Read(line, house(line, postcode=found.group() if found else ""))


def _key(at: House) -> str:
    """How a door of the register is found again: as `keep_door` writes it."""
    return f"{at.street} {at.number} {at.box} {at.postcode}"


def _coordinates(town: str, keys: set[str]) -> Mapping[str, tuple[float, float]]:
    """Of the doors that the register knows by the same address: longitude and latitude."""
    found: dict[str, tuple[float, float]] = {}
    wanted = sorted(keys)
    for first in range(0, len(wanted), AT_ONCE):
        rows = Address.objects.filter(
            town=town, folded__in=wanted[first : first + AT_ONCE], latitude__isnull=False
        )
        found |= {one.folded: one.coordinates for one in rows if one.coordinates is not None}
    return found


class _Streets:
    """The streets of a town, each asked once."""

    def __init__(self, town: str) -> None:
        self._town = town
        self._known: dict[tuple[str, str], Street | None] = {}

    def spot(self, one: _Read, coordinates: tuple[float, float] | None) -> Spot:
        """What is known of where an address is."""
        street = self._named(one)
        part = part_of(street, one.at.number) if street else None
        sector = part.sector if part else None
        place = (part.neighbourhood or (sector.neighbourhood if sector else None)) if part else None
        return Spot(coordinates, street.pk if street else None, place.code if place else "")

    def _named(self, one: _Read) -> Street | None:
        key = (one.at.street, one.at.postcode)
        if key not in self._known:
            self._known[key] = street_named(self._town, one.line, one.at.postcode)
        return self._known[key]
