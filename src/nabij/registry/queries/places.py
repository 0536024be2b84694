"""In which street, statistical sector and neighbourhood a door lies."""

from __future__ import annotations

import re

from nabij.registry.models import Street, StreetPart
from nabij.registry.models.addresses import Side
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
