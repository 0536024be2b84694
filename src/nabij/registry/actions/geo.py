"""Loading the neighbourhoods, statistical sectors and streets of a town."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from nabij.registry.models import Address, Neighbourhood, StatisticalSector, Street, StreetPart
from nabij.registry.models.addresses import Side
from nabij.registry.queries.places import lies_in
from nabij.registry.types import NotPossible, clean_text
from nabij.registry.types.outlines import GEO
from nabij_methods.linkage.normal import house

COLUMNS = (
    "street",
    "postcode",
    "municipality",
    "from_number",
    "until_number",
    "side",
    "sector",
    "neighbourhood",
)
"""The columns of a list of streets; sector and neighbourhood are codes, one of the two is enough.

With a further column `neighbourhood_name` a neighbourhood that is new is kept under that name.
"""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was loaded, and how many addresses found their place by it."""

    streets: int
    parts: int
    addresses: int


@transaction.atomic
def load_sectors(town: str) -> int:
    """Load the neighbourhoods and sectors of a town that come with Nabij; returns how many sectors."""
    with (GEO / "sectors.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["gemeente"].lower() == town]
    for row in rows:
        neighbourhood, _is_new = Neighbourhood.objects.update_or_create(
            code=row["wijk"], defaults={"name": row["wijk_naam"], "town": town}
        )
        StatisticalSector.objects.update_or_create(
            code=row["statsec"],
            defaults={"name": row["sector_naam"], "neighbourhood": neighbourhood, "town": town},
        )
    return len(rows)


@transaction.atomic
def load_streets(town: str, rows: Iterable[Mapping[str, str]]) -> Loaded:
    """Put a list of streets in the place of the one that a town had, and find addresses their place again.

    All or nothing: a row that cannot be read stops it. Raises NotPossible with the number of the row.
    """
    StreetPart.objects.filter(street__town=town).delete()
    streets: set[int] = set()
    parts = 0
    for number, row in enumerate(rows, start=2):
        _keep_neighbourhood(town, row)
        street = _street(town, row, number)
        StreetPart.objects.create(street=street, **_part(row, number))
        streets.add(street.pk)
        parts += 1
    return Loaded(len(streets), parts, _place_addresses(town))


def read_streets(path: Path) -> list[dict[str, str]]:
    """Read a CSV with the columns of COLUMNS. Raises NotPossible when columns are missing."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
        if missing:
            raise NotPossible(_("These columns are missing: %(names)s.") % {"names": ", ".join(missing)})
        return list(reader)


def _keep_neighbourhood(town: str, row: Mapping[str, str]) -> None:
    code, name = row["neighbourhood"].strip(), clean_text(row.get("neighbourhood_name") or "", longest=100)
    if code and name:
        Neighbourhood.objects.update_or_create(code=code, defaults={"name": name, "town": town})


def _street(town: str, row: Mapping[str, str], number: int) -> Street:
    name = clean_text(row["street"])
    key = house(name).street
    if not key:
        raise NotPossible(_("Row %(number)d names no street. Nothing was loaded.") % {"number": number})
    street, _is_new = Street.objects.update_or_create(
        town=town,
        folded=key,
        postcode=row["postcode"].strip(),
        defaults={"name": name, "municipality": clean_text(row["municipality"], longest=80)},
    )
    return street


def _part(row: Mapping[str, str], number: int) -> dict[str, object]:
    first, last = row["from_number"].strip() or "1", row["until_number"].strip() or "99999"
    side, sector, neighbourhood = (
        row["side"].strip() or "all",
        row["sector"].strip(),
        row["neighbourhood"].strip(),
    )
    if not (first.isdecimal() and last.isdecimal() and int(first) <= int(last)) or side not in Side.values:
        raise NotPossible(
            _("Row %(number)d: numbers run upwards; the side is all, odd or even. Nothing was loaded.")
            % {"number": number}
        )
    is_known = (sector or neighbourhood) and (
        not sector or StatisticalSector.objects.filter(pk=sector).exists()
    )
    if not is_known or (neighbourhood and not Neighbourhood.objects.filter(pk=neighbourhood).exists()):
        raise NotPossible(
            _("Row %(number)d: this sector or neighbourhood is not known. Nothing was loaded.")
            % {"number": number}
        )
    return {
        "from_number": int(first),
        "until_number": int(last),
        "side": side,
        "sector_id": sector or None,
        "neighbourhood_id": neighbourhood or None,
    }


def _place_addresses(town: str) -> int:
    """Look the place of each address up again; returns how many lie somewhere now."""
    placed = 0
    for address in Address.objects.filter(town=town).iterator(chunk_size=1000):
        place = lies_in(town, address.street_name, address.number, address.postcode, address.coordinates)
        address.street, address.sector, address.neighbourhood = (
            place.street,
            place.sector,
            place.neighbourhood,
        )
        address.save(update_fields=["street", "sector", "neighbourhood"])
        placed += place.neighbourhood is not None
    return placed
