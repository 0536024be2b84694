"""A cell as it stood in the file, and a table of them."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What the file says that a cell is. In a text file every cell is text."""

    TEXT = "t"
    NUMBER = "n"
    DAY = "d"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its kind, and its text. A number is written without exponent, a day as 2019-03-12."""

    text: str = ""
    kind: Kind = Kind.TEXT

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it."""
        return not self.text.strip()


NOTHING = Cell()
Line = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet: its lines from the first row of the file, and how it was read.

    `letters` is the encoding of a text file, `separator` what stands between its cells; both empty for XLSX.
    `left_out` names the other sheets that hold something.
    """

    lines: tuple[Line, ...]
    letters: str = ""
    separator: str = ""
    sheet: str = ""
    left_out: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        """The number of columns of the widest line."""
        return max((len(line) for line in self.lines), default=0)

    def cell(self, row: int, column: int) -> Cell:
        """The cell at this place, counted from 0; an empty one beyond the end of a line."""
        line = self.lines[row]
        return line[column] if column < len(line) else NOTHING

    def as_json(self) -> dict[str, Any]:
        """Plain values, to send to another process or to keep."""
        return {
            "lines": [[_plain(cell) for cell in line] for line in self.lines],
            "letters": self.letters,
            "separator": self.separator,
            "sheet": self.sheet,
            "left_out": list(self.left_out),
        }

    def packed(self) -> bytes:
        """The same, small enough to keep."""
        return zlib.compress(json.dumps(self.as_json(), ensure_ascii=False).encode("utf-8", "strict"), 6)


def _plain(cell: Cell) -> str | list[str]:
    return cell.text if cell.kind is Kind.TEXT else [cell.kind.value, cell.text]


def _cell(plain: str | list[str]) -> Cell:
    return Cell(plain) if isinstance(plain, str) else Cell(plain[1], Kind(plain[0]))


def table_of(plain: dict[str, Any]) -> Table:
    """The table that `as_json` wrote."""
    return Table(
        lines=tuple(tuple(_cell(cell) for cell in line) for line in plain["lines"]),
        letters=plain["letters"],
        separator=plain["separator"],
        sheet=plain["sheet"],
        left_out=tuple(plain["left_out"]),
    )


def unpacked(packed: bytes) -> Table:
    """The table that `packed` wrote."""
    return table_of(json.loads(zlib.decompress(packed)))


def line_of(texts: Iterable[str]) -> Line:
    """A line of plain text."""
    return tuple(Cell(text) for text in texts)
