"""A list in an Excel workbook: the sheet "households" and the sheet "persons", or else the first two.

A cell that is empty is unknown. Members may stand in any order of the households.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from nabij_rights.lists.columns import KEY
from nabij_rights.lists.reading_two_tables import Line, Table, TwoTables
from nabij_rights.lists.source import UnusableList

SHEETS = ("households", "persons")


def xlsx_list(path: Path) -> TwoTables:
    """The list in this workbook. Raises UnusableList, FileNotFoundError."""
    path.open("rb").close()  # a sentence of our own when it is not there
    try:
        book = CalamineWorkbook.from_path(str(path))
        sheets = [_sheet(path, book, place, name) for place, name in enumerate(SHEETS)]
    except CalamineError:
        raise UnusableList(f"{path}: this is not an Excel workbook (.xlsx).") from None
    households, persons = (_table(path, name, sheet) for name, sheet in zip(SHEETS, sheets, strict=True))
    number = max(sheets[0].total_height - 1, 0)
    return TwoTables((path,), households, _in_order(households, persons), about_so_many=number)


def _sheet(path: Path, book: CalamineWorkbook, place: int, name: str) -> CalamineSheet:
    names = book.sheet_names
    found = next((one for one in names if one.strip().lower() == name), None)
    if found is None and place >= len(names):
        raise UnusableList(f'{path}: has no sheet "{name}". `nabij-rights template` makes one as an example.')
    return book.get_sheet_by_name(found if found is not None else names[place])


def _table(path: Path, name: str, sheet: CalamineSheet) -> Table:
    rows = sheet.to_python(skip_empty_area=False)
    if not rows:
        raise UnusableList(
            f'{path}: the sheet "{name}" is empty. Its first row holds the names of the columns.'
        )
    columns = [str(cell).strip() for cell in rows[0]]
    while columns and not columns[-1]:
        columns.pop()

    def lines() -> Iterator[Line]:
        for number, row in enumerate(rows[1:], 2):
            cells = [_text(cell) for cell in row[: len(columns)]]
            if any(cell is not None for cell in cells):
                yield Line(number, cells)

    return Table(f"{path}, sheet {name}", columns, lines)


def _in_order(households: Table, persons: Table) -> Table:
    """The members in the order of the households; those of no household at the end."""
    key, owner = households.place(KEY), persons.place(KEY)
    rank: dict[str | None, int] = {}
    for line in households.lines():
        rank.setdefault(line.cells[key], len(rank))

    def lines() -> Iterator[Line]:
        return iter(sorted(persons.lines(), key=lambda line: rank.get(line.cells[owner], len(rank))))

    return Table(persons.name, persons.columns, lines)


def _text(cell: Any) -> str | None:
    """A cell as text; a number that a formula left a trifle off is that number."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float):
        near = round(cell, 2)
        cell = near if abs(cell - near) < 1e-6 else cell
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime) and (cell.hour, cell.minute, cell.second) == (0, 0, 0):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell).strip() or None
