"""Which row holds the headers, and what each column holds: a proposal from headers and contents."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from nabij_methods.tables.cells import Cell, Kind, Table
from nabij_methods.tables.damage import phones_in
from nabij_methods.tables.dates import Order, read_date
from nabij_methods.tables.fields import SEVERAL, Field

LOOKED_AT = 30
"""Rows in which headers are looked for."""

_CHILD = r"(?:(?:pleeg)?kind(?:eren)?|enfant|child|pupil|leerling|zoon|dochter|kid)"
_PARENT = (
    r"(?:ouder|mama|papa|moeder|vader|parent|mere|pere|gezinshoofd|contact(?:persoon)?|voogd|guardian"
    r"|referentiepersoon|pleegouder|pleegmoeder|pleegvader|aanspreekpunt|verantwoordelijke|gezin|aangevraagd door)"  # noqa: E501
)
_FIRST = r"(?:voornaam|vnaam|voorn|prenom|first ?name|roepnaam|given ?name)"
_LAST = r"(?:achternaam|familienaam|famnaam|fam naam|surname|last ?name|nom(?: de famille)?|naam)"
_WHOLE = r"(?:naam|name|nom|volledige naam|naam en voornaam|voornaam en naam|naam voornaam|voornaam naam)"
_BIRTH = r"(?:geboortedatum|geb ?datum|gebdat|verjaardag|geb|geboren(?: op)?|geboorte|birth ?date|born|dob|date de naissance|naissance)"  # noqa: E501
# In this order: the first that fits a header is what it says.
_HEADERS: tuple[tuple[Field, str], ...] = (
    (Field.REFERENCE, r"(?:ref(?:erentie)?|dossier(?: ?n(?:umme)?r)?|client ?n(?:umme)?r|id|code|volgnummer)(?: .*)?"),  # noqa: E501
    (Field.SEEN_ON, r"(?:datum|laatst (?:gezien|gewijzigd|aangepast|contact).*|bijgewerkt.*|aangepast.*|last ?(?:seen|update).*)"),  # noqa: E501
    (Field.CHILDREN, r"(?:(?:naam|namen|voornamen)?(?: van)?(?: de)? ?(?:kinderen|leerlingen|enfants|children)|kinderen .*(?:geb|datum).*)"),  # noqa: E501
    (Field.CHILD_BIRTH, rf"(?:.*\b{_CHILD}.*\b{_BIRTH}|{_BIRTH}.*|.*\b{_BIRTH}\b.*)"),
    (Field.CHILD_FIRST, rf"(?:{_FIRST}.*\b{_CHILD}.*|{_CHILD}\b.*{_FIRST}.*)"),
    (Field.GUARDIAN_FIRST, rf"(?:{_FIRST}.*\b{_PARENT}.*|{_PARENT}.*\b{_FIRST}.*)"),
    (Field.CHILD_NAME, rf"(?:naam en voornaam .*{_CHILD}.*|{_CHILD}\b ?\d* ?{_WHOLE}|{_WHOLE} .*{_CHILD}.*|{_CHILD} ?\d*)"),  # noqa: E501
    (Field.CHILD_LAST, rf"(?:(?:achternaam|familienaam|surname|last ?name).*\b{_CHILD}.*|{_CHILD}.*\b(?:achternaam|familienaam).*)"),  # noqa: E501
    (Field.GUARDIAN_LAST, rf"(?:(?:achternaam|familienaam|surname).*\b{_PARENT}.*|{_PARENT}.*\b(?:achternaam|familienaam|surname).*)"),  # noqa: E501
    (Field.GUARDIAN_NAME, rf"(?:{_WHOLE} .*{_PARENT}.*|{_PARENT}(?:s|\(s\))?(?: ?\d)?(?:.*\b{_WHOLE})?)"),
    (Field.CHILD_FIRST, _FIRST),
    (Field.CHILD_LAST, _LAST),
    (Field.CHILD_NAME, rf"(?:{_WHOLE}|naam,? ?voornaam)"),
    (Field.PHONE, r"(?:.*(?:telefoon|\btel\b|gsm|phone|mobiel|mobile|contactnummer|\bgsm ?nr).*)"),
    (Field.POSTCODE, r"(?:post ?code|postnr|postnummer|post ?nr|zip.*|code postal|cp|pc)"),
    (Field.TOWN, r"(?:gemeente|stad|woonplaats|plaats|deelgemeente|commune|ville|town|city)"),
    (Field.BOX, r"(?:bus(?: ?n(?:umme)?r)?|bte|boite|box)"),
    (Field.NUMBER, r"(?:huis ?n(?:umme)?r.*|nr|nummer|numero|no|house ?number|n)"),
    (Field.ADDRESS, r"(?:.*\badres\b.*|adresse.*|address.*|straat (?:en|\+|&) ?n.*|straat ?/ ?nr|waar wonen.*)"),  # noqa: E501
    (Field.STREET, r"(?:straat(?:naam)?|rue|street)"),
    (Field.LANGUAGE, r"(?:taal.*|thuistaal|langue|language|spreekt)"),
)  # fmt: skip
_SURNAME_FIRST = re.compile(
    r"(?:familie|achter)?naam\b.*\bvoornaam\b.*|nom\b.*\bprenom\b.*|surname\b.*\bfirst ?name\b.*"
)
_LETTER_THEN_DIGIT = re.compile(r"(?<=[a-z])(?=\d)")
_NAMES_A_CHILD = re.compile(rf"\b{_CHILD}\b")
_HOUSE_NUMBER = re.compile(r"huis ?n.*|house ?n.*")
_COMPILED = tuple((field, re.compile(pattern)) for field, pattern in _HEADERS)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file is laid out: the row of its headers counted from 1 (0: it has none), and column -> field."""

    header_row: int
    columns: Mapping[int, Field]


def folded_header(text: str) -> str:
    """A header without accents, capitals, signs and double spaces."""
    plain = unicodedata.normalize("NFKD", text.lower())
    letters = "".join(
        sign if sign.isalnum() or sign in "/+&," else " " for sign in plain if not unicodedata.combining(sign)
    )
    return " ".join(_LETTER_THEN_DIGIT.sub(" ", letters).split())


def field_of_header(text: str) -> Field | None:
    """What a header says that its column holds, or None."""
    header = folded_header(text)
    if not header or len(header) > 60:
        return None
    return next((field for field, pattern in _COMPILED if pattern.fullmatch(header)), None)


def says_surname_first(text: str) -> bool:
    """Whether a header of whole names says that the surname stands in front: "Naam en voornaam"."""
    return _SURNAME_FIRST.fullmatch(folded_header(text)) is not None


def header_row_of(table: Table) -> int:
    """The row, from 1, of which most cells read as headers; 0 when no row has two of them."""
    best, best_row = 1, 0
    for row, line in enumerate(table.lines[:LOOKED_AT], start=1):
        count = sum(1 for cell in line if cell.kind is Kind.TEXT and field_of_header(cell.text))
        if count > best:
            best, best_row = count, row
    return best_row


def headers_of(table: Table, header_row: int) -> list[str]:
    """The headers, one for each column; empty where there is none."""
    if header_row == 0:
        return [""] * table.width
    return [table.cell(header_row - 1, column).text.strip() for column in range(table.width)]


def signature(headers: Sequence[str]) -> str:
    """What makes the next file of the same layout recognisable: a hash of its headers."""
    text = "\n".join(folded_header(header) for header in headers).rstrip("\n")
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def guess(table: Table, *, on: date) -> Layout:
    """Propose what each column holds. A person confirms it once for each layout."""
    row = header_row_of(table)
    headers = headers_of(table, row)
    found: dict[int, Field] = {}
    for column, header in enumerate(headers):
        field = field_of_header(header) or _field_of_contents(table, row, column, on)
        if field is not None:
            found[column] = field
    settled: dict[int, Field] = {}
    for column, field in sorted(_untangled(found, [folded_header(header) for header in headers]).items()):
        if field in SEVERAL or field not in settled.values():
            settled[column] = field
    return Layout(row, settled)


def _untangled(found: dict[int, Field], headers: Sequence[str]) -> dict[int, Field]:
    """Settle what one header cannot tell by itself."""
    found = _adults_beside_children(found, headers)
    fields = set(found.values())
    if Field.CHILD_NAME in fields and Field.CHILD_FIRST in fields and Field.CHILD_LAST not in fields:
        found = _renamed(found, {Field.CHILD_NAME: Field.CHILD_LAST})
    elif Field.CHILD_LAST in fields and Field.CHILD_FIRST not in fields:
        known = {Field.CHILD_NAME, Field.CHILDREN} & fields
        found = _renamed(found, {Field.CHILD_LAST: Field.GUARDIAN_NAME if known else Field.CHILD_NAME})
    if Field.GUARDIAN_FIRST in fields and Field.GUARDIAN_LAST not in fields:
        found = _renamed(found, {Field.GUARDIAN_NAME: Field.GUARDIAN_LAST})
    numbers = [column for column, field in found.items() if field is Field.NUMBER]
    of_houses = [column for column in numbers if _HOUSE_NUMBER.fullmatch(headers[column])]
    if of_houses:  # beside "Huisnr", "Nr" counts the rows or the families
        taken = Field.REFERENCE in found.values()
        for column in set(numbers) - set(of_houses):
            del found[column]
            if not taken:
                found[column], taken = Field.REFERENCE, True
    return found


_ADULT = {
    Field.CHILD_FIRST: Field.GUARDIAN_FIRST,
    Field.CHILD_LAST: Field.GUARDIAN_LAST,
    Field.CHILD_NAME: Field.GUARDIAN_NAME,
}


def _adults_beside_children(found: dict[int, Field], headers: Sequence[str]) -> dict[int, Field]:
    """Names without a word about whose they are belong to the adult, when other columns name the children."""
    of_children = {column for column in found if _NAMES_A_CHILD.search(headers[column])}
    named = {found[column] for column in of_children} & {*_ADULT, Field.CHILDREN}
    if not named or {Field.GUARDIAN_FIRST, Field.GUARDIAN_LAST, Field.GUARDIAN_NAME} & set(found.values()):
        return dict(found)
    return {
        column: field if column in of_children else _ADULT.get(field, field)
        for column, field in found.items()
    }


def _renamed(found: dict[int, Field], new: Mapping[Field, Field]) -> dict[int, Field]:
    return {column: new.get(field, field) for column, field in found.items()}


def _field_of_contents(table: Table, header_row: int, column: int, on: date) -> Field | None:
    """What the cells themselves look like, where the header tells nothing."""
    cells = [table.cell(row, column) for row in range(header_row, min(len(table.lines), header_row + 200))]
    filled = [cell for cell in cells if not cell.is_empty]
    if len(filled) < 3:
        return None
    tests: tuple[tuple[Field, Callable[[Cell], bool]], ...] = (
        (Field.CHILD_BIRTH, lambda cell: _is_birth(cell, on)),
        (Field.POSTCODE, lambda cell: re.fullmatch(r"[1-9]\d{3}", cell.text.strip()) is not None),
        (Field.PHONE, lambda cell: any(phone.text for phone in phones_in(cell))),
        (Field.ADDRESS, lambda cell: re.fullmatch(r"[^\d,]{4,}\s\d{1,4}\b.*", cell.text.strip()) is not None),
    )
    for field, fits in tests:
        if sum(1 for cell in filled if fits(cell)) >= 0.8 * len(filled):
            return field
    return None


def _is_birth(cell: Cell, on: date) -> bool:
    return len(cell.text.strip()) >= 6 and len(read_date(cell, order=Order.DAY_FIRST, on=on).text) == 10
