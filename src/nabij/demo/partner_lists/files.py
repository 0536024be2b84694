"""The made-up lists as the files that partners send: other columns, separators, encodings and orders of a
date."""

# ruff: noqa: E501  (headers of a list stand in one line)

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from nabij.demo.partner_lists.making import PartnerLists
from nabij.demo.partner_lists.noise import ListedChild, ListedFamily
from nabij_methods.linkage.normal import folded
from nabij_methods.linkage.rows import PartialDate

Cell = str | date
Table = tuple[list[str], list[list[Cell]]]
_COLUMNS = 6  # children in one row of a family


@dataclass(frozen=True, slots=True)
class Layout:
    """How one partner keeps a list: file name, separator and encoding (none of the two: XLSX), and order
    of dates."""

    name: str
    family_headers: tuple[str, ...]
    child_headers: tuple[str, ...]
    dates: str
    separator: str = ""
    encoding: str = ""


LAYOUTS = {
    "brugfiguren": Layout(
        "brugfiguren.csv",
        ("Nr", "Naam ouder", "Voornaam ouder", "GSM", "Straat", "Huisnr", "Bus", "Postcode"),
        ("Naam kind {}", "Voornaam kind {}", "Geboortedatum kind {}"),
        "d/m/Y",
        ";",
        "utf-8-sig",
    ),
    "welzijnsdienst": Layout(
        "welzijnsdienst.xlsx",
        ("Dossiernummer", "Contactpersoon naam", "Contactpersoon voornaam", "Telefoon", "Adres", "Nummer", "Busnr", "PC"),
        ("Kind {} familienaam", "Kind {} voornaam", "Kind {} geboren op"),
        "cell",
    ),
    "sociale-dienst": Layout(
        "sociale_dienst.csv",
        ("ID", "NAAM", "VOORNAAM", "TEL", "STRAAT", "NR", "BUS", "POSTNR"),
        ("KIND{}_NAAM", "KIND{}_VOORNAAM", "KIND{}_GEBDAT"),
        "Y-m-d",
        ",",
        "cp1252",
    ),
    "ajko": Layout(
        "ajko.tsv",
        ("nummer", "familienaam", "voornaam", "tel.", "straat", "huisnummer", "bus", "postcode"),
        ("achternaam kind {}", "voornaam kind {}", "verjaardag kind {}"),
        "d-m-Y",
        "\t",
        "utf-16",
    ),
    "pleegzorg": Layout(
        "pleegzorg.xlsx",
        ("Plaatsing", "Pleegouder naam", "Pleegouder voornaam", "Telefoonnummer", "Straatnaam", "Huisnr.", "Bus", "Postcode"),
        ("Naam pleegkind {}", "Voornaam pleegkind {}", "Geb. datum {}"),
        "d.m.Y",
    ),
}  # fmt: skip


def write_files(lists: PartnerLists, folder: Path) -> list[Path]:
    """Write one file per partner, a row per family with columns per child; return the paths.

    A half-known birth date stands as its year. What an encoding cannot hold loses its accents, as in an
    old program.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for list_id, layout in LAYOUTS.items():
        table = _table([family for family in lists.families if family.list_id == list_id], layout)
        path = folder / layout.name
        if layout.separator:
            path.write_bytes(_as_text(table, layout))
        else:
            _write_workbook(table, path)
        written.append(path)
    return written


def _table(families: Sequence[ListedFamily], layout: Layout) -> Table:
    headers = [
        *layout.family_headers,
        *(header.format(number) for number in range(1, _COLUMNS + 2) for header in layout.child_headers),
    ]
    return headers, [list(_row(family, layout)) for family in families]


def _row(family: ListedFamily, layout: Layout) -> Iterator[Cell]:
    home = family.home
    yield from (family.row_id, family.guardian_last, family.guardian_first, family.phone)
    yield from (home.street, home.number, home.box, home.postcode)
    for place in range(_COLUMNS + 1):
        child = family.children[place] if place < len(family.children) else None
        yield from ("", "", "") if child is None else _child(child, layout)


def _child(child: ListedChild, layout: Layout) -> Iterator[Cell]:
    yield from (child.last, child.first, _date(child.birth, layout.dates))


_ORDERS: dict[str, Callable[[date], Cell]] = {
    "cell": lambda day: day,
    "Y-m-d": lambda day: day.isoformat(),
    "d/m/Y": lambda day: f"{day:%d/%m/%Y}",
    "d-m-Y": lambda day: f"{day.day}-{day.month}-{day.year}",
    "d.m.Y": lambda day: f"{day.day}.{day.month:02d}.{day.year}",
}


def _date(birth: PartialDate, order: str) -> Cell:
    if birth.year is None or birth.month is None or birth.day is None:
        return str(birth)
    return _ORDERS[order](date(birth.year, birth.month, birth.day))


def _as_text(table: Table, layout: Layout) -> bytes:
    headers, rows = table
    text = io.StringIO()
    writer = csv.writer(text, delimiter=layout.separator, lineterminator="\r\n")
    writer.writerow(headers)
    writer.writerows(rows)
    plain = "".join(_writable(sign, layout.encoding) for sign in text.getvalue())
    return plain.encode(layout.encoding)


def _writable(sign: str, encoding: str) -> str:
    try:
        sign.encode(encoding)
    except UnicodeEncodeError:
        plain = folded(sign)
        return plain.upper() if sign.isupper() else plain
    return sign


def _write_workbook(table: Table, path: Path) -> None:
    from xlsxwriter import Workbook  # part of the extras `lists` and `web`

    headers, rows = table
    with Workbook(path, {"strings_to_formulas": False, "strings_to_numbers": False}) as book:
        sheet, day = book.add_worksheet("Lijst"), book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, headers)
        for place, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(place, column, cell, day)
                elif cell:
                    sheet.write_string(place, column, cell)
