"""In which street, statistical sector and neighbourhood a door lies."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nabij.registry.models import Neighbourhood, StatisticalSector, Street, StreetPart
from nabij.registry.models.addresses import Side
from nabij.registry.types.outlines import outline_at
from nabij_methods.linkage.normal import house


def street_named(town: str, name: str, postcode: str) -> Street | None:
    """The street of a town with this name in any spelling; None when unknown, or when two have that name."""
    found = Street.objects.filter(town=town, folded=house(name).street)
    if postcode:
        found = found.filter(postcode=postcode)
    streets = list(found[:2])
    return streets[0] if len(streets) == 1 else None


def part_of(street: Street, number: str) -> StreetPart | None:
    """The part of a street in which a house number lies; None when it is not told or not known."""
    parts = list(street.parts.select_related("sector__neighbourhood", "neighbourhood"))
    if (read := re.match(r"\d+", number.strip())) is None:
        return parts[0] if len(parts) == 1 else None
    digits = int(read.group())
    side = Side.EVEN if digits % 2 == 0 else Side.ODD
    return next(
        (
            part
            for part in parts
            if part.from_number <= digits <= part.until_number and part.side in (Side.ALL, side)
        ),
        None,
    )


@dataclass(frozen=True, slots=True)
class Where:
    """In which street, sector and neighbourhood a door lies, as far as it is known."""

    street: Street | None
    sector: StatisticalSector | None
    neighbourhood: Neighbourhood | None


def lies_in(
    town: str, street_name: str, number: str, postcode: str, coordinates: tuple[float, float] | None
) -> Where:
    """The place of a door: by its street and number, else the neighbourhood by its coordinates.

    `coordinates` are longitude and latitude in degrees. What is not known stays empty; nothing is guessed.
    """
    street = street_named(town, street_name, postcode)
    part = part_of(street, number) if street else None
    sector = part.sector if part else None
    neighbourhood = (part.neighbourhood or (sector.neighbourhood if sector else None)) if part else None
    if neighbourhood is None and coordinates and (outline := outline_at(*coordinates)):
        neighbourhood = Neighbourhood.objects.filter(code=outline.code, town=town).first()
    return Where(street, sector, neighbourhood)


def neighbourhoods_of(town: str) -> list[tuple[str, str]]:
    """The neighbourhoods of a town by name, each with its code: to choose from."""
    return list(Neighbourhood.objects.filter(town=town).order_by("name", "code").values_list("code", "name"))
