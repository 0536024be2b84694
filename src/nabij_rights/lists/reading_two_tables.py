"""A list in two tables: one line per household, and one line per member that names its household.

Members stand in the order of the households, so that a list of any length can be read line by line. All
cells are text; what they mean is read later, as everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from nabij_rights.facts.reading import shown
from nabij_rights.lists.columns import KEY, MEMBERS, heading
from nabij_rights.lists.reading_batch import RowProblem
from nabij_rights.lists.source import PART, LineProblem, Part, UnusableList

FURTHEST = 50_000
"""So many lines further we look for the members of a household before we say that it has none."""

Cells = list[str | None]


@dataclass(frozen=True)
class Line:
    """One line of a table. ``problem`` says why its cells cannot be used."""

    number: int
    cells: Cells
    problem: str = ""


@dataclass(frozen=True)
class Table:
    """One of the two tables: its name, its columns, and its lines every time they are asked for."""

    name: str
    columns: list[str]
    lines: Callable[[], Iterator[Line]]

    def place(self, column: str) -> int:
        """Where a column stands. Raises UnusableList."""
        try:
            return self.columns.index(column)
        except ValueError:
            raise UnusableList(f"{self.name}: there is no column {column}.") from None


class TwoTables:
    """Households and their members, put together."""

    def __init__(
        self,
        paths: tuple[Path, ...],
        households: Table,
        persons: Table,
        *,
        about_so_many: int | None,
        separator: str = ";",
    ) -> None:
        self.paths, self.about_so_many, self.separator = paths, about_so_many, separator
        self._households, self._persons = households, persons
        self._key, self._owner = households.place(KEY), persons.place(KEY)
        self.columns = [*households.columns, *(name for name in persons.columns if name != KEY)]
        _check_places(households, persons)

    def parts(self) -> Iterator[Part]:
        """The parts in order."""
        members = _Members(self._persons, self._owner)
        lines = self._households.lines()
        number = 0
        while (rows := list(islice(lines, PART))) or number == 0:
            part = self._part(number, rows, members)
            if len(rows) < PART:
                part.loose.extend(members.left_over())
            yield part
            number += 1
            if len(rows) < PART:
                return

    def _part(self, number: int, lines: list[Line], members: _Members) -> Part:
        problems: list[RowProblem] = []
        keys = [line.cells[self._key] if len(line.cells) > self._key else None for line in lines]
        of_each: list[list[Line]] = []
        for row, (line, key) in enumerate(zip(lines, keys, strict=True)):
            found = members.of(key) if key is not None else []
            of_each.append(found)
            if line.problem:
                problems.append(RowProblem(row, "", 0, line.problem))
            elif key is not None and not found:
                sentence = (
                    f"no member of this household stands in {self._persons.name}, or not in this order."
                )
                problems.append(RowProblem(row, MEMBERS, 0, sentence))
            problems += [
                RowProblem(row, "", place, one.problem) for place, one in enumerate(found, 1) if one.problem
            ]
        return Part(
            number,
            self._batch(lines, keys, of_each),
            self._households.name,
            [line.number for line in lines],
            self._persons.name,
            [[one.number for one in found] for found in of_each],
            problems,
            members.loose(),
        )

    def _batch(self, lines: list[Line], keys: Cells, of_each: list[list[Line]]) -> pa.RecordBatch:
        columns: dict[str, pa.Array] = {}
        for place, name in enumerate(self._households.columns):
            cells = [None if line.problem else line.cells[place] for line in lines]
            columns[name] = pa.array(keys if place == self._key else cells, pa.string())
        offsets = [0]
        for found in of_each:
            offsets.append(offsets[-1] + len(found))
        starts = pa.array(offsets, pa.int32())
        for place, name in enumerate(self._persons.columns):
            if name != KEY:
                cells = [None if one.problem else one.cells[place] for found in of_each for one in found]
                columns[name] = pa.ListArray.from_arrays(starts, pa.array(cells, pa.string()))
        # a household without members is refused by itself; its empty lists are no further problem
        if MEMBERS not in columns:
            columns[MEMBERS] = pa.array([max(len(found), 1) for found in of_each], pa.int64())
        return pa.RecordBatch.from_pydict(_without_empty_lists(columns, of_each))


def _without_empty_lists(columns: dict[str, pa.Array], of_each: list[list[Line]]) -> dict[str, pa.Array]:
    if all(of_each):
        return columns
    is_none = pa.array([not found for found in of_each])
    return {
        name: pc.if_else(is_none, pa.scalar(None, column.type), column)
        if pa.types.is_list(column.type)
        else column
        for name, column in columns.items()
    }


class _Members:
    """The lines of the members, handed out household by household."""

    def __init__(self, table: Table, owner: int) -> None:
        self._table, self._owner = table, owner
        self._lines = table.lines()
        self._ahead: list[tuple[str | None, list[Line]]] = []
        self._next: Line | None = next(self._lines, None)
        self._loose: list[LineProblem] = []

    def of(self, key: str) -> list[Line]:
        """The members of a household: the next lines, or lines further on after some of nobody here."""
        if not self._ahead and not self._read_run():
            return []
        if self._ahead[0][0] == key:
            return self._ahead.pop(0)[1]
        if (place := self._further(key)) is None:
            return []
        for _owner, lines in self._ahead[:place]:
            self._note(lines)
        del self._ahead[:place]
        return self._ahead.pop(0)[1]

    def loose(self) -> list[LineProblem]:
        """Lines of which the household was not found, since the last time this was asked."""
        found, self._loose = self._loose, []
        return found

    def left_over(self) -> Iterator[LineProblem]:
        """Lines after those of the last household."""
        while self._ahead or self._read_run():
            self._note(self._ahead.pop(0)[1])
            yield from self.loose()

    def _read_run(self) -> bool:
        """Reads the lines of one more household; False when there are none."""
        if self._next is None:
            return False
        owner, run = self._owner_of(self._next), [self._next]
        self._next = next(self._lines, None)
        while self._next is not None and self._owner_of(self._next) == owner:
            run.append(self._next)
            self._next = next(self._lines, None)
        self._ahead.append((owner, run))
        return True

    def _further(self, key: str) -> int | None:
        place, seen = 0, 0
        while seen < FURTHEST and (place < len(self._ahead) or self._read_run()):
            if self._ahead[place][0] == key:
                return place
            seen += len(self._ahead[place][1])
            place += 1
        return None

    def _owner_of(self, line: Line) -> str | None:
        return None if line.problem else line.cells[self._owner]

    def _note(self, lines: list[Line]) -> None:
        for line in lines:
            owner = self._owner_of(line) or ""
            sentence = line.problem or (
                f"household {shown(owner)} does not stand in the list of households, or not in this order."
            )
            self._loose.append(LineProblem(self._table.name, line.number, owner, 0, KEY, sentence))


def _check_places(households: Table, persons: Table) -> None:
    """A fact of the home stands with the households, a fact of a person with the members."""
    problems = []
    for table, is_personal in ((households, False), (persons, True)):
        for name in table.columns:
            if name in (KEY, MEMBERS):
                continue
            try:
                about = heading(name)
            except ValueError:  # said of the columns of both tables together
                continue
            if about.is_personal != is_personal:
                other = persons.name if about.is_personal else households.name
                problems.append(f"{table.name}: column {shown(name)} belongs in {other}.")
    if problems:
        raise UnusableList("\n".join(problems))
