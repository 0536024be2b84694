"""A list of households in a file, part by part, with the line on which everything stands.

The parts of a file are always the same ones, so that work can stop after any of them and go on later.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Protocol

import pyarrow as pa

from nabij_rights.given.file import UnreadableFile
from nabij_rights.lists.reading_batch import RowProblem

PART = 10_000
"""Households in one part: what a process works out before it writes and looks up again."""


class UnusableList(UnreadableFile):
    """A file that cannot be used as a list of households; one sentence per line."""


class LineProblem(NamedTuple):
    """What is wrong on one line of a file. ``line`` is counted from 1; a row when the file has no lines."""

    file: str
    line: int
    household: str
    member: int
    column: str
    sentence: str

    def __str__(self) -> str:
        where = [f"{self.file}, line {self.line}"]
        where += [f"household {self.household}"] if self.household else []
        where += [f"member {self.member}"] if self.member else []
        where += [self.column] if self.column else []
        return f"{', '.join(where)}: {self.sentence}"


@dataclass(frozen=True)
class Part:
    """Some rows of a list: their line, and that of each member when those stand on lines of their own.

    ``known_problems`` are about a row, ``loose`` about lines that belong to no row.
    """

    number: int
    batch: pa.RecordBatch
    file: str
    lines: range | list[int]
    persons_file: str = ""
    member_lines: list[list[int]] | None = None
    known_problems: list[RowProblem] = field(default_factory=list)
    loose: list[LineProblem] = field(default_factory=list)

    def line_of(self, problem: RowProblem, key: str | None) -> LineProblem:
        """The problem with the file and the line on which it stands."""
        place = (key or "", problem.member, problem.column, problem.sentence)
        if self.member_lines is not None and problem.member:
            lines = self.member_lines[problem.row]
            if problem.member <= len(lines):
                return LineProblem(self.persons_file, lines[problem.member - 1], *place)
        return LineProblem(self.file, self.lines[problem.row], *place)


class Source(Protocol):
    """A list in a file, or in two."""

    paths: tuple[Path, ...]

    @property
    def columns(self) -> list[str]:
        """The names of all columns."""

    @property
    def about_so_many(self) -> int | None:
        """The number of households as far as it can be told before reading."""

    def parts(self) -> Iterator[Part]:
        """The parts in order. Raises UnusableList when the file breaks off."""


def open_source(path: Path, *, persons: Path | None = None) -> Source:
    """The list in this file, by the ending of its name. Raises UnusableList."""
    ending = path.suffix.lower()
    if ending not in (".parquet", ".csv", ".xlsx"):
        raise UnusableList(f"{path}: a list is a .parquet, .csv or .xlsx file.")
    if persons is not None and ending != ".csv":
        raise UnusableList(f"--persons: only a CSV list has a second file; {path} holds the members itself.")
    try:
        return _opened(path, ending, persons)
    except FileNotFoundError as error:
        raise UnusableList(f"{error.filename or path}: there is no such file.") from None
    except IsADirectoryError:
        raise UnusableList(f"{path}: this is a folder. Name a file in it.") from None
    except PermissionError as error:
        raise UnusableList(f"{error.filename or path}: you may not read this file.") from None
    except OSError as error:
        raise UnusableList(f"{path}: cannot be read ({error.strerror or error}).") from None


def _opened(path: Path, ending: str, persons: Path | None) -> Source:
    if ending == ".parquet":
        from nabij_rights.lists.reading_parquet import ParquetList

        return ParquetList(path)
    if ending == ".csv":
        from nabij_rights.lists.reading_csv import csv_list

        return csv_list(path, persons or path.with_suffix(".persons.csv"))
    from nabij_rights.lists.reading_xlsx import xlsx_list

    return xlsx_list(path)
