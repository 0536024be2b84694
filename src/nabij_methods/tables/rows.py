"""From lines and a layout to what the list says, row by row, with every problem by row and column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum
from typing import Any

from nabij_methods.linkage.normal import folded
from nabij_methods.tables import damage
from nabij_methods.tables.cells import NOTHING, Cell, Kind, Table
from nabij_methods.tables.columns import Layout, headers_of, says_surname_first
from nabij_methods.tables.damage import PhoneTrouble, looks_double_encoded, mended_letters, phones_in
from nabij_methods.tables.dates import DateTrouble, Order, read_date
from nabij_methods.tables.fields import OF_A_CHILD, Field


class Problem(StrEnum):
    """Something in a cell that a person should know. Those of dates and telephones carry their own names."""

    NO_CHILD = "no_child"
    NO_CONTACT = "no_contact"
    CHILD_WITHOUT_NAME = "child_without_name"
    POSTCODE_SHORT = "postcode_short"
    POSTCODE_WRONG = "postcode_wrong"
    NUMBER_BECAME_DAY = "number_became_day"
    LETTERS_DAMAGED = "letters_damaged"
    LETTERS_MENDED = "letters_mended"
    CELL_ERROR = "cell_error"
    CHILDREN_UNCLEAR = "children_unclear"
    FORMULA_AS_TEXT = "formula_as_text"


MENDED = frozenset(
    {
        DateTrouble.WAS_A_NUMBER.value,
        DateTrouble.SHORT_YEAR.value,
        DateTrouble.PARTS_UNKNOWN.value,
        PhoneTrouble.ZERO_LOST.value,
        PhoneTrouble.PLUS_LOST.value,
        Problem.LETTERS_MENDED.value,
        Problem.FORMULA_AS_TEXT.value,
    }
)
"""Nothing to do: told, so that nobody is surprised."""

_FORMULA_SIGNS = tuple("=+-@\uff1d\uff0b\uff0d\uff20")
_SKIPPED_IN_FRONT = " '\"\u00a0"
_ERRORS = frozenset(
    {"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#WAARDE!", "#VERW!", "#N/B"}
)
_BETWEEN_CHILDREN = re.compile(r"[;\n|]|\s\+\s|,(?![^()]*\))|\ben\b(?![^()]*\))", re.IGNORECASE)
_CHILD_IN_CELL = re.compile(r"(?P<name>[^\d()°*]+?)[\s,:°*(]*(?P<birth>\d[\d./\- ]*\d|\d{4})?\s*\)?\s*")


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is odd at this place: the row and the header of the file, what was read there, what is kept."""

    row: int
    column: str
    problem: str
    read: str = ""
    kept: str = ""

    @property
    def is_mended(self) -> bool:
        """Whether there is nothing left to do."""
        return self.problem in MENDED


@dataclass(frozen=True, slots=True)
class ReadChild:
    """A child on a row: names as typed, birth as 2019-03-12, 2019-03, 2019 or empty."""

    first: str
    last: str
    birth: str


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row of a list, tidied but not judged. `row` is the number a spreadsheet shows beside it."""

    row: int
    children: tuple[ReadChild, ...] = ()
    guardian_first: str = ""
    guardian_last: str = ""
    phones: tuple[str, ...] = ()
    street: str = ""
    number: str = ""
    box: str = ""
    postcode: str = ""
    town: str = ""
    language: str = ""
    reference: str = ""
    seen_on: str = ""
    problems: tuple[RowProblem, ...] = ()

    def plain(self) -> dict[str, Any]:
        """What the row says as plain values, to keep and to compare; what was odd stays out."""
        kept: dict[str, Any] = {name: getattr(self, name) for name in _SAID}
        kept["children"] = [
            {"first": child.first, "last": child.last, "birth": child.birth} for child in self.children
        ]
        kept["phones"] = list(self.phones)
        return kept


_SAID = tuple(part.name for part in fields(ReadRow) if part.name != "problems")


@dataclass
class _Reading:
    """One row while it is read."""

    row: int
    order: Order
    on: date
    headers: list[str]
    texts: dict[Field, str] = field(default_factory=dict)
    phones: list[str] = field(default_factory=list)
    children: list[dict[Field, str]] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)

    def tell(self, column: int, problem: str, cell: Cell, kept: str = "") -> None:
        header = self.headers[column] or str(column + 1)
        self.problems.append(RowProblem(self.row, header, problem, cell.text.strip()[:80], kept))


def read_rows(table: Table, layout: Layout, *, order: Order, on: date) -> Iterator[ReadRow]:
    """Read every row below the headers that holds anything. `on` is the day the file came."""
    headers = headers_of(table, layout.header_row)
    wide_postcodes = _postcodes_have_five_digits(table, layout)
    for index in range(layout.header_row, len(table.lines)):
        line = table.lines[index]
        if all(cell.is_empty for cell in line):
            continue
        reading = _Reading(index + 1, order, on, headers)
        for column in sorted(layout.columns):
            cell = _tidied(reading, column, line[column] if column < len(line) else NOTHING)
            _READERS.get(layout.columns[column], _take_text)(reading, column, cell, layout.columns[column])
        _check_postcode(reading, layout, wide_postcodes)
        yield _row(reading)


def _tidied(reading: _Reading, column: int, cell: Cell) -> Cell:
    """The cell without odd spaces; errors of a spreadsheet and damaged letters told."""
    if not cell.text:
        return cell
    text = " ".join(cell.text.replace("\u00a0", " ").replace("\u200b", "").split(" ")).strip()
    if text.startswith("'") and text.lstrip(_SKIPPED_IN_FRONT).startswith(_FORMULA_SIGNS):
        text = text[1:]  # our own exports put it there, and so does a spreadsheet
    if text in _ERRORS:
        reading.tell(column, Problem.CELL_ERROR, cell)
        return NOTHING
    if looks_double_encoded(text):
        mended = mended_letters(text)
        problem = Problem.LETTERS_MENDED if mended else Problem.LETTERS_DAMAGED
        reading.tell(column, problem, Cell(text), mended or text)
        text = mended or text
    if text.startswith(("=", "@")) and cell.kind is Kind.TEXT:
        reading.tell(column, Problem.FORMULA_AS_TEXT, Cell(text), text)
    return Cell(text, cell.kind)


def _take_text(reading: _Reading, column: int, cell: Cell, what: Field) -> None:
    if cell.text:
        reading.texts[what] = cell.text


def _take_house_number(reading: _Reading, column: int, cell: Cell, what: Field) -> None:
    if cell.text and damage.is_a_day_by_mistake(cell):
        reading.tell(column, Problem.NUMBER_BECAME_DAY, cell)
    else:
        _take_text(reading, column, cell, what)


def _take_phone(reading: _Reading, column: int, cell: Cell, what: Field) -> None:
    for phone in phones_in(cell):
        if phone.trouble is not None:
            reading.tell(column, phone.trouble.value, cell, phone.text)
        if phone.text and phone.text not in reading.phones:
            reading.phones.append(phone.text)


def _date_of(reading: _Reading, column: int, cell: Cell) -> str:
    found = read_date(cell, order=reading.order, on=reading.on)
    if found.trouble is not None:
        reading.tell(column, found.trouble.value, cell, found.text)
    return found.text


def _take_seen_on(reading: _Reading, column: int, cell: Cell, what: Field) -> None:
    reading.texts[what] = _date_of(reading, column, cell)


def _take_of_a_child(reading: _Reading, column: int, cell: Cell, what: Field) -> None:
    """Give the cell to the first child of the row that has no such column yet."""
    child = next((one for one in reading.children if what not in one), None)
    if child is None:
        child = {}
        reading.children.append(child)
    if what is Field.CHILD_BIRTH:
        child[what] = _date_of(reading, column, cell)
    else:
        child[what] = _with_comma(reading, column, cell.text) if what is Field.CHILD_NAME else cell.text


def _take_whole_name(reading: _Reading, column: int, cell: Cell, what: Field) -> None:
    if cell.text:
        reading.texts[what] = _with_comma(reading, column, cell.text)


def _with_comma(reading: _Reading, column: int, whole: str) -> str:
    """A whole name, with a comma behind the surname where the header says that it stands in front."""
    if "," in whole or not says_surname_first(reading.headers[column]):
        return whole
    last, _, first = whole.strip().rpartition(" ")
    return f"{last}, {first}" if last else first


def _take_children(reading: _Reading, column: int, cell: Cell, what: Field) -> None:
    """Several children in one cell: "Emre (12/03/2019), Lina 2022"."""
    for part in _BETWEEN_CHILDREN.split(cell.text):
        if not part.strip(" .-"):
            continue
        found = _CHILD_IN_CELL.fullmatch(part.strip())
        if found is None:
            reading.tell(column, Problem.CHILDREN_UNCLEAR, Cell(part))
            continue
        birth = _date_of(reading, column, Cell(found["birth"])) if found["birth"] else ""
        reading.children.append({Field.CHILDREN: found["name"].strip(), Field.CHILD_BIRTH: birth})


_READERS = {
    Field.PHONE: _take_phone,
    Field.NUMBER: _take_house_number,
    Field.BOX: _take_house_number,
    Field.SEEN_ON: _take_seen_on,
    Field.CHILDREN: _take_children,
    Field.GUARDIAN_NAME: _take_whole_name,
    **dict.fromkeys(OF_A_CHILD, _take_of_a_child),
}


def _postcodes_have_five_digits(table: Table, layout: Layout) -> bool:
    """Whether most postcodes of the file have five digits, so that one of four lost its zero."""
    columns = [column for column, what in layout.columns.items() if what is Field.POSTCODE]
    texts = [
        table.cell(row, column).text.strip()
        for column in columns
        for row in range(layout.header_row, len(table.lines))
    ]
    filled = [text for text in texts if text.isdigit()]
    return bool(filled) and sum(len(text) == 5 for text in filled) > 0.6 * len(filled)


def _check_postcode(reading: _Reading, layout: Layout, wide: bool) -> None:
    code = reading.texts.get(Field.POSTCODE, "").removeprefix("B-").removeprefix("BE-")
    if not code:
        return
    column = next(column for column, what in layout.columns.items() if what is Field.POSTCODE)
    if code.isdigit() and len(code) == (4 if wide else 3):
        reading.tell(column, Problem.POSTCODE_SHORT, Cell(code), code)
    elif not re.fullmatch(r"\d{4,5}|\d{4} ?[A-Za-z]{2}|L-\d{4}", code):
        reading.tell(column, Problem.POSTCODE_WRONG, Cell(code), code)
    reading.texts[Field.POSTCODE] = code


def _split_name(whole: str, family: str = "") -> tuple[str, str]:
    """First name and surname of a whole name: "Yildiz, Emre" or "Emre Yildiz".

    A surname of the `family` is recognised on either side: "De Smet Jef" of An De Smet is Jef.
    """
    words, known = whole.split(), folded(family).split()
    if known and len(words) > len(known):
        if folded(" ".join(words[-len(known) :])).split() == known:
            return " ".join(words[: -len(known)]), " ".join(words[-len(known) :])
        if folded(" ".join(words[: len(known)])).split() == known:
            return " ".join(words[len(known) :]), " ".join(words[: len(known)])
    if "," in whole:
        last, _, first = whole.partition(",")
        return first.strip(), last.strip()
    first, _, last = whole.partition(" ")
    return first.strip(), last.strip()


def _of_a_list(name: str, family: str) -> tuple[str, str]:
    """First name and surname of one of several children in a cell: mostly first names only."""
    first, last = _split_name(name, family)
    return (first, last) if not family or folded(last) == folded(family) else (name, family)


def _children(reading: _Reading) -> Iterator[ReadChild]:
    family = reading.texts.get(Field.GUARDIAN_LAST, "")
    if not family and Field.GUARDIAN_NAME in reading.texts:
        family = _split_name(reading.texts[Field.GUARDIAN_NAME])[1]
    listed = any(Field.CHILD_LAST in child for child in reading.children)
    for child in reading.children:
        first, last = child.get(Field.CHILD_FIRST, ""), child.get(Field.CHILD_LAST, "")
        if child.get(Field.CHILD_NAME):
            first, last = _split_name(child[Field.CHILD_NAME], family)
        if child.get(Field.CHILDREN):
            first, last = _of_a_list(child[Field.CHILDREN], family)
        birth = child.get(Field.CHILD_BIRTH, "")
        if not first and not birth and (not last or len(reading.children) > 1):
            continue
        if not first:
            problem = RowProblem(reading.row, "", Problem.CHILD_WITHOUT_NAME, birth or last, birth)
            reading.problems.append(problem)
        yield ReadChild(first, last or ("" if listed else family), birth)


def _row(reading: _Reading) -> ReadRow:
    texts = reading.texts
    first, last = texts.get(Field.GUARDIAN_FIRST, ""), texts.get(Field.GUARDIAN_LAST, "")
    if Field.GUARDIAN_NAME in texts and not (first or last):
        first, last = _split_name(texts[Field.GUARDIAN_NAME])
    children = tuple(_children(reading))
    street = texts.get(Field.STREET) or texts.get(Field.ADDRESS, "")
    if not children:
        reading.problems.append(RowProblem(reading.row, "", Problem.NO_CHILD))
    elif not street and not reading.phones:
        reading.problems.append(RowProblem(reading.row, "", Problem.NO_CONTACT))
    return ReadRow(
        row=reading.row,
        children=children,
        guardian_first=first,
        guardian_last=last,
        phones=tuple(reading.phones),
        street=street,
        number=texts.get(Field.NUMBER, ""),
        box=texts.get(Field.BOX, ""),
        postcode=texts.get(Field.POSTCODE, ""),
        town=texts.get(Field.TOWN, ""),
        language=texts.get(Field.LANGUAGE, ""),
        reference=texts.get(Field.REFERENCE, ""),
        seen_on=texts.get(Field.SEEN_ON, ""),
        problems=tuple(reading.problems),
    )
