"""Reading a list out of the public register of enterprises: a reason for each row that is left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from nabij.campaigns.types.enterprises import MOST_ENTERPRISES, RowRefused, enterprise_number
from nabij.directory.types.words import folded
from nabij.registry.types import NotPossible
from nabij_methods.tables.cells import Table

MOST_LINES_ABOVE = 10
_COLUMNS = {
    "number": (
        "ondernemingsnummer",
        "kbo nummer",
        "kbo",
        "nummer",
        "enterprisenumber",
        "numero d entreprise",
    ),
    "name": ("naam", "maatschappelijke naam", "benaming", "denomination", "name", "nom"),
    "status": ("status", "toestand", "state", "statut"),
    "street": ("adres", "straat", "straat en nummer", "address", "street", "adresse", "rue"),
    "postcode": ("postcode", "zipcode", "code postal"),
    "municipality": ("gemeente", "municipality", "commune", "localite"),
    "email": ("e mail", "email", "mail", "e mailadres", "courriel"),
    "phone": ("telefoon", "tel", "phone", "telephone", "gsm"),
}
"""How columns are called in extracts of the register, folded."""

_ACTIVE = frozenset({"ac", "actief", "active", "actif"})
_LONGEST = {"name": 200, "street": 150, "postcode": 10, "municipality": 80, "phone": 40}


@dataclass(frozen=True, slots=True)
class EnterpriseRow:
    """An enterprise as it stood in the list."""

    number: str
    name: str
    street: str
    postcode: str
    municipality: str
    email: str
    phone: str


@dataclass(frozen=True, slots=True)
class RegisterList:
    """What a list holds: enterprises, and the rows that are refused, with the number of the row."""

    rows: tuple[EnterpriseRow, ...]
    refused: tuple[tuple[int, RowRefused], ...]


def read_enterprises(table: Table) -> RegisterList:
    """The rows of a list. Raises NotPossible when a column lacks, or there are too many rows."""
    top, columns = _header(table)
    if len(table.lines) - top - 1 > MOST_ENTERPRISES:
        raise NotPossible(
            _("At most %(most)d rows can be taken in. Nothing was taken in. Make two lists of it.")
            % {"most": MOST_ENTERPRISES},
            field="file",
        )
    rows: dict[str, EnterpriseRow] = {}
    refused: list[tuple[int, RowRefused]] = []
    for number in range(top + 1, len(table.lines)):
        cells = {name: " ".join(table.cell(number, at).text.split()) for name, at in columns.items()}
        if not any(cells.values()):
            continue
        figures = enterprise_number(cells["number"])
        if why := _why_not(cells, figures, rows):
            refused.append((number + 1, why))
        else:
            rows[figures] = _row(cells, figures)
    return RegisterList(tuple(rows.values()), tuple(refused))


def _header(table: Table) -> tuple[int, dict[str, int]]:
    """The line that names the columns, and which column holds what."""
    for number, line in enumerate(table.lines[:MOST_LINES_ABOVE]):
        found: dict[str, int] = {}
        for at, cell in enumerate(line):
            called = folded(cell.text)
            for name, words in _COLUMNS.items():
                if called in words and name not in found:
                    found[name] = at
        if {"number", "name", "status"} <= set(found):
            return number, found
    raise NotPossible(
        _(
            "This list has no columns “ondernemingsnummer”, “naam” and “status”. Nothing was taken in. Write "
            "them on the first row, and send the list again."
        ),
        field="file",
    )


def _why_not(cells: Mapping[str, str], figures: str, seen: Mapping[str, object]) -> RowRefused | None:
    reasons = (
        (RowRefused.NO_NUMBER, not cells["number"]),
        (RowRefused.WRONG_NUMBER, not figures),
        (RowRefused.NOT_ACTIVE, folded(cells["status"]) not in _ACTIVE),
        (RowRefused.NO_NAME, not cells["name"]),
        (RowRefused.DOUBLE, figures in seen),
    )
    return next((reason for reason, holds in reasons if holds), None)


def _row(cells: Mapping[str, str], figures: str) -> EnterpriseRow:
    kept = {name: cells.get(name, "")[:longest] for name, longest in _LONGEST.items()}
    return EnterpriseRow(number=figures, email=_email(cells.get("email", "")), **kept)


def _email(typed: str) -> str:
    """An address that mail can go to, else nothing."""
    if len(typed) > 254:
        return ""
    try:
        validate_email(typed)
    except ValidationError:
        return ""
    return typed
