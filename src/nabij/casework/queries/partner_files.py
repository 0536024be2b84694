"""Reading a list of partners: any order of columns, nothing believed, a sentence for each doubt."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from nabij.casework.types.partners import MOST_ROWS, PartnerList, PartnerRow, RowRemark
from nabij.directory.types import OrganisationKind
from nabij.directory.types.reaching import is_web_address
from nabij.directory.types.words import folded
from nabij.registry.types import NotPossible
from nabij_methods.tables.cells import Table

MOST_LINES_ABOVE = 10
LONGEST_NAME = 100
LONGEST_PERSON = 150
LONGEST_EMAIL = 254

_COLUMNS = {
    "organisation": (
        "organisatie", "naam organisatie", "naam van de organisatie", "partner", "vereniging", "dienst",
        "organisation", "organization", "association", "nom de l organisation",
    ),
    "kind": ("soort", "soort organisatie", "type", "kind", "genre"),
    "phone": ("telefoon", "tel", "telefoonnummer", "phone", "telephone", "gsm"),
    "website": ("website", "site", "web", "webadres", "site web"),
    "person": (
        "naam", "contactpersoon", "persoon", "medewerker", "naam medewerker", "naam contactpersoon",
        "voornaam en naam", "name", "contact", "person", "nom", "personne",
    ),
    "email": (
        "e mail", "email", "mail", "e mailadres", "emailadres", "mailadres", "adres e mail", "courriel",
    ),
}  # fmt: skip
"""How columns are called in the lists of towns, folded."""


def read_partners(table: Table) -> PartnerList:
    """The rows of a list. Raises NotPossible when no column holds the organisation, or there are too many."""
    top, columns = _header(table)
    lines = len(table.lines) - top - 1
    if lines > MOST_ROWS:
        raise NotPossible(
            _(
                "There are %(rows)d rows in this list, and at most %(most)d can be taken in at once. "
                "Nothing was taken in. Make two lists of it."
            )
            % {"rows": lines, "most": MOST_ROWS},
            field="file",
        )
    rows, left_out, remarks = [], [], []
    seen: dict[str, PartnerRow] = {}
    for number in range(top + 1, len(table.lines)):
        cells = {name: " ".join(table.cell(number, at).text.split()) for name, at in columns.items()}
        if not any(cells.values()):
            continue
        row, remark = _row(number + 1, cells)
        if why := _why_not(row, seen):
            left_out.append(RowRemark(row.row, why))
            continue
        if remark:
            remarks.append(RowRemark(row.row, remark))
        if row.email:
            seen[row.email.lower()] = row
        rows.append(row)
    return PartnerList(tuple(rows), tuple(left_out), tuple(remarks))


def _header(table: Table) -> tuple[int, dict[str, int]]:
    """The line that names the columns, and which column holds what."""
    for number, line in enumerate(table.lines[:MOST_LINES_ABOVE]):
        found: dict[str, int] = {}
        for at, cell in enumerate(line):
            called = folded(cell.text)
            for name, words in _COLUMNS.items():
                if called in words and name not in found:
                    found[name] = at
        if "organisation" in found:
            return number, found
    raise NotPossible(
        _(
            "No column of this list is called “organisatie”. Nothing was taken in. Write on the first row: "
            "organisatie, soort, telefoon, website, naam, e-mail; and send the list again."
        ),
        field="file",
    )


def _row(number: int, cells: Mapping[str, str]) -> tuple[PartnerRow, str]:
    """The row, and what could not be kept of it."""
    kind, site, phone = cells.get("kind", ""), cells.get("website", ""), cells.get("phone", "")
    lost = []
    code = _kind(kind)
    if kind and not code:
        lost.append(
            _("“%(typed)s” is no kind of organisation that we know; it becomes “Other”.")
            % {"typed": kind[:60]}
        )
    if site and "://" not in site:
        site = f"https://{site}"
    if len(site) > 500 or (site and not is_web_address(site)):
        lost.append(_("The website cannot be used as it is; it is left out."))
        site = ""
    if len(phone) > 40:
        lost.append(_("The telephone number is too long; it is left out."))
        phone = ""
    person, email = cells.get("person", ""), cells.get("email", "")
    return PartnerRow(number, cells["organisation"], code, phone, site, person, email), " ".join(lost)


def _kind(typed: str) -> str:
    called = folded(typed)
    for one in OrganisationKind:
        if called and called in (folded(one.value), folded(str(one.label))):
            return one.value
    return ""


def _why_not(row: PartnerRow, seen: Mapping[str, PartnerRow]) -> str:
    """Why a row is left out, with what to do now; empty for one that can be taken in."""
    if not folded(row.organisation):
        return _("The name of the organisation is missing. Fill it in and send the list again.")
    if len(row.organisation) > LONGEST_NAME:
        return _("The name of the organisation has more than 100 signs. Shorten it.")
    if row.person and not row.email:
        return _("The e-mail address of this person is missing. Without it nobody can be invited.")
    if row.email and not row.person:
        return _("The name of the person with this e-mail address is missing. Everybody has an own account.")
    if len(row.person) > LONGEST_PERSON:
        return _("The name of the person has more than 150 signs. Shorten it.")
    if row.email and not _is_address(row.email):
        return _("“%(typed)s” is no e-mail address. Write it as onthaal@voorbeeld.be.") % {
            "typed": row.email[:100]
        }
    if (before := seen.get(row.email.lower())) is not None and row.email:
        return _(
            "This e-mail address stands on row %(row)d already. An account is of one person in one "
            "organisation: give everybody an own address."
        ) % {"row": before.row}
    return ""


def _is_address(typed: str) -> bool:
    try:
        validate_email(typed)
    except ValidationError:
        return False
    return len(typed) <= LONGEST_EMAIL
