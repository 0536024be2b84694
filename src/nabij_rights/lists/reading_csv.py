"""A list in two CSV files: IN.csv with the households, and by default IN.persons.csv with the members.

The separator (``;``, ``,`` or tab) is the one of the first line. The text is UTF-8, or else Windows-1252,
as an older Excel writes it. A cell that is empty is unknown.
"""

from __future__ import annotations

import csv
from codecs import BOM_UTF16_BE, BOM_UTF16_LE, getincrementaldecoder
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nabij_rights.lists.reading_two_tables import Line, Table, TwoTables
from nabij_rights.lists.source import UnusableList

SEPARATORS = ";,\t"
LONGEST_CELL = 10_000
"""Nothing that we read is longer; a quotation mark that is never closed would swallow the file."""

_BLOCK = 1 << 20


@dataclass(frozen=True)
class CsvShape:
    """How a CSV file is written: its encoding, separator, first line, and about how many lines follow."""

    encoding: str
    separator: str
    columns: list[str]
    lines: int


def csv_list(households: Path, persons: Path) -> TwoTables:
    """The list in these two files. Raises UnusableList, FileNotFoundError."""
    first, second = csv_shape(households), csv_shape(persons)
    return TwoTables(
        (households, persons),
        _table(households, first),
        _table(persons, second),
        about_so_many=first.lines,
        separator=first.separator,
    )


def csv_shape(path: Path) -> CsvShape:
    """How this file is written. Raises UnusableList."""
    encoding, lines = _encoding(path)
    with path.open(encoding=encoding, newline="") as file:
        first = file.readline(LONGEST_CELL)
    if not first.strip():
        raise UnusableList(f"{path}: is empty. The first line holds the names of the columns.")
    separator = max(SEPARATORS, key=first.count)
    columns = [name.strip() for name in next(csv.reader([first], delimiter=separator))]
    return CsvShape(encoding, separator, columns, lines)


def _encoding(path: Path) -> tuple[str, int]:
    decoder, lines, is_utf8 = getincrementaldecoder("utf-8")(), -1, True
    with path.open("rb") as file:
        start = file.read(2)
        if start in (BOM_UTF16_LE, BOM_UTF16_BE):
            raise UnusableList(f'{path}: is "Unicode text" (UTF-16). Save it as CSV UTF-8.')
        file.seek(0)
        while block := file.read(_BLOCK):
            if b"\0" in block:
                raise UnusableList(f"{path}: holds signs that are no text. Save it as CSV.")
            lines += block.count(b"\n")
            if is_utf8:
                try:
                    decoder.decode(block)
                except UnicodeDecodeError:
                    is_utf8 = False
    return ("utf-8-sig" if is_utf8 else "cp1252"), max(lines, 0)


def _table(path: Path, shape: CsvShape) -> Table:
    return Table(str(path), shape.columns, lambda: _lines(path, shape))


def _lines(path: Path, shape: CsvShape) -> Iterator[Line]:
    """Every line below the first, empty ones left out."""
    width = len(shape.columns)
    csv.field_size_limit(LONGEST_CELL)
    with path.open(encoding=shape.encoding, errors="replace", newline="") as file:
        rows = csv.reader(file, delimiter=shape.separator)
        try:
            next(rows)
            number = rows.line_num
            for row in rows:
                begins, number = number + 1, rows.line_num
                if not any(row):
                    continue
                cells = [cell.strip() or None for cell in row]
                if len(row) == width:
                    yield Line(begins, cells)
                else:
                    yield Line(begins, cells, f"the line has {len(row)} cells; the first line has {width}.")
        except csv.Error as error:
            sentence = (
                f"{path}, line {rows.line_num}: cannot be read ({error}). Is a quotation mark not closed?"
            )
            raise UnusableList(sentence) from None
