"""The sheet of an XLSX that holds the list."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from nabij_methods.tables import limits
from nabij_methods.tables.cells import NOTHING, Cell, Kind, Line, Table
from nabij_methods.tables.container import check_workbook
from nabij_methods.tables.refusals import NotReadable, Refusal


def _number(value: float) -> str:
    """A number as people type it: 32470123456, never 3.2470123456E+10 and never 8500.0."""
    if value != value or value in (float("inf"), float("-inf")):
        return ""
    if value == int(value):
        return str(int(value))
    return format(Decimal(repr(value)), "f")


def _cell(value: object) -> Cell:
    if isinstance(value, bool):
        return Cell("ja" if value else "nee")
    if isinstance(value, int | float):
        return Cell(_number(float(value)), Kind.NUMBER)
    if isinstance(value, datetime):
        return Cell(value.date().isoformat(), Kind.DAY)
    if isinstance(value, date):
        return Cell(value.isoformat(), Kind.DAY)
    if isinstance(value, time | timedelta):
        return Cell(str(value))
    text = str(value)
    return Cell(text) if text else NOTHING


def _line(values: list[object], row: int) -> Line:
    if len(values) > limits.COLUMNS and any(value != "" for value in values[limits.COLUMNS :]):
        raise NotReadable(Refusal.TOO_MANY_COLUMNS, row=row)
    line = tuple(_cell(value) for value in values[: limits.COLUMNS])
    if any(len(cell.text) > limits.CELL_CHARACTERS for cell in line):
        raise NotReadable(Refusal.CELL_TOO_LONG, row=row)
    return line


def _lines(book: CalamineWorkbook, name: str) -> list[Line]:
    """The lines of one sheet from its first row. Empty lines at the end are left away."""
    sheet = book.get_sheet_by_name(name)
    values = sheet.to_python(skip_empty_area=False, nrows=limits.ROWS + 1)
    lines = [_line(list(line), row) for row, line in enumerate(values, start=1)]
    while lines and all(cell.is_empty for cell in lines[-1]):
        lines.pop()
    if len(lines) > limits.ROWS:
        raise NotReadable(Refusal.TOO_MANY_ROWS, row=limits.ROWS)
    return lines


def read_workbook(content: bytes) -> Table:
    """Read the visible sheet with most rows. A formula gives the outcome that the file keeps; none is run.

    Raises NotReadable.
    """
    check_workbook(content)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            visible = [one.name for one in book.sheets_metadata if one.visible == SheetVisibleEnum.Visible]
            sheets = {name: _lines(book, name) for name in visible}
    except CalamineError as error:
        raise NotReadable(Refusal.DAMAGED) from error
    filled = {name: lines for name, lines in sheets.items() if lines}
    if not filled:
        raise NotReadable(Refusal.NO_ROWS)
    chosen = max(filled, key=lambda name: len(filled[name]))
    return Table(
        lines=tuple(filled[chosen]), sheet=chosen, left_out=tuple(name for name in filled if name != chosen)
    )
