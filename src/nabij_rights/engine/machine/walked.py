"""Working out a population with kernels that also walk down: answers, what is open, what they rest on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nabij_rights.engine.arrays import Column, Population
from nabij_rights.engine.bounds import Pair
from nabij_rights.engine.expression import MOST_PERSONS, Node, in_order
from nabij_rights.engine.machine.compiling import Compiled
from nabij_rights.engine.machine.descents import Course, Descent, Slot, course_of
from nabij_rights.engine.machine.fitting import Shape, fitted
from nabij_rights.engine.machine.gathering import MEMBERS, gatherer
from nabij_rights.engine.machine.grouping import NODES
from nabij_rights.engine.machine.lines import BYTES, LONG
from nabij_rights.engine.machine.of_day import OfDay
from nabij_rights.engine.machine.plan import CACHE_LINE, Plan, Tables, is_of_day, plan_of
from nabij_rights.engine.machine.running import LANES, kernel_type
from nabij_rights.engine.machine.slices import Slice, Slices, address, room
from nabij_rights.engine.machine.walking import Sinks, ends_asked, walking_text
from nabij_rights.engine.program import Setting

WORD = 64
"""Most rights of a kernel that walks: one bit each."""


@dataclass(frozen=True)
class Lists:
    """Of each household what is open: those of household n stand from ``offsets[n]`` to ``offsets[n + 1]``.

    A number is ``MEMBERS`` times that of the fact, plus 0 for the home or the member, counted from 1.
    """

    offsets: NDArray[np.int32]
    numbers: NDArray[np.int32]


@dataclass
class Walked:
    """What the kernels found. ``columns`` are those of the roots; ``lists`` has one entry per right."""

    columns: list[Column]
    lists: list[Lists]
    _columns_of: Mapping[tuple[str, int], tuple[Column, int]] = field(default_factory=dict)

    def rests_on(self, name: str, right: int) -> NDArray[np.bool_] | None:
        """In which households a right may rest on the amounts of this name; None when it never does."""
        if (found := self._columns_of.get((name, right))) is None:
            return None
        column, bit = found
        told: NDArray[np.bool_] = (column >> bit & 1) != 0
        return told


@dataclass
class _Group:
    """Rights that share a kernel."""

    rights: range
    courses: list[Course]
    roots: list[tuple[int, Node]]

    def slots(self) -> list[Slot]:
        """Where bits may arrive, of facts and of amounts."""
        found = (
            slot
            for course in self.courses
            for node in course.nodes
            if course.reaches(node)
            for slot in course.descent.slots.get(node.key, ())
        )
        return list(dict.fromkeys(found))

    def plan(self) -> Plan:
        """The roots to be stored, and every reduction that the courses ask for too."""
        asked = [(0, end) for end in ends_asked(self.courses)]
        return Plan(self.roots, plan_of([*self.roots, *asked]).reductions)


class WalkingKernels:
    """The rights of a rule set compiled with their ways down, for one shape of columns.

    ``roots`` are the plain expressions of each right of which the ends are wanted, and ``ends`` the ends of
    all that is asked, by key. A slot that is called as one of the ``facts`` is gathered; another is a column.
    """

    def __init__(
        self,
        roots: Sequence[Sequence[Node]],
        descents: Sequence[Descent],
        ends: Mapping[int, Pair],
        shape: Shape,
        facts: Sequence[str],
        *,
        lanes: int = LANES,
    ) -> None:
        fitting = iter(fitted([end for pair in ends.values() for end in pair], shape))
        own = {key: (next(fitting), next(fitting)) for key in ends}
        self._lanes, self._tables, self._number = lanes, Tables.empty(lanes), len(roots)
        groups = _groups(roots, descents, own)
        self._roots = [end for of_right in roots for root in of_right for end in own[root.key]]
        self._of_day = OfDay(self._roots, self._tables)
        self._amounts: dict[tuple[str, int], tuple[int, int]] = {}
        self._rows = self._placed(groups, {name: number for number, name in enumerate(facts)})
        texts = [
            walking_text(f"walk{n}", group.plan(), self._tables, group.courses, sinks, lanes=lanes)
            for n, (group, sinks) in enumerate(zip(groups, self._rows.sinks, strict=True))
        ]
        self._compiled = Compiled(texts)
        self._functions = [kernel_type()(self._compiled.address(f"walk{n}")) for n in range(len(groups))]

    def _placed(self, groups: Sequence[_Group], facts: Mapping[str, int]) -> _Rows:
        """Gives every slot of every group a place of its own."""
        size, ends, slots, sinks = self._lanes * BYTES[LONG], [0, 0], [], []
        column = len(self._roots)
        for group in groups:
            found = Sinks({}, {})
            for slot in group.slots():
                if slot.name in facts:
                    found.places[slot] = ends[slot.is_personal]
                    ends[slot.is_personal] += size
                    number = MEMBERS * facts[slot.name] + slot.is_personal
                    slots.append((group.rights[0], number, found.places[slot], int(slot.is_personal)))
                    continue
                found.columns[slot] = column
                for bit, right in enumerate(group.rights):
                    self._amounts[slot.name, right] = (column, bit)
                column += 1
            sinks.append(found)
        home_size, person_size = (max(end, CACHE_LINE) for end in ends)
        for found in sinks:
            found.rows_at, found.home_size, found.person_size = column, home_size, person_size
        table = [(place, kind, number, right) for right, number, place, kind in sorted(slots)]
        numbers = np.array(table, dtype=np.int64).reshape(-1, 4)
        return _Rows(sinks, numbers, column - len(self._roots), home_size, person_size)

    def run(self, population: Population, setting: Setting) -> Walked | None:
        """What the kernels find, or None when a number lies outside the range that they were made for."""
        numbers, sizes = self._of_day.numbers(setting), np.diff(population.offsets)
        if numbers is None or len(sizes) == 0 or sizes.min() < 1 or sizes.max() > MOST_PERSONS:
            return None
        columns = self._of_day.columns(len(sizes), setting)
        amounts = [np.zeros(len(sizes), dtype=np.int64) for _ in range(self._rows.columns)]
        gathered = _Gathered(self._rows, self._number, self._lanes)
        slices = Slices(population, self._tables, self._lanes, sizes, beside=gathered)
        if not slices.run(range(slices.number), self._functions, numbers, [*columns, *amounts]):
            return None
        found = {key: (amounts[column - len(columns)], bit) for key, (column, bit) in self._amounts.items()}
        return Walked(columns, gathered.lists(), found)


def _groups(
    roots: Sequence[Sequence[Node]], descents: Sequence[Descent], ends: Mapping[int, Pair]
) -> list[_Group]:
    """Neighbouring rights, as many as fit a word and a kernel."""
    found, first, known, place = [], 0, set[int](), 0
    for right in range(len(roots)):
        courses = [course_of(descent, range(right, right + 1), ends) for descent in descents]
        own = [end for root in roots[right] for end in ends[root.key]]
        nodes = {node.key for node in in_order([*own, *ends_asked(courses)])}
        if right > first and (len(known | nodes) > NODES or right - first == WORD):
            found.append(range(first, right))
            first, known = right, set()
        known |= nodes
    found.append(range(first, len(roots)))
    groups = []
    for rights in found:
        own = [end for right in rights for root in roots[right] for end in ends[root.key]]
        of_group = [(place + n, end) for n, end in enumerate(own) if not is_of_day(end)]
        place += len(own)
        groups.append(_Group(rights, [course_of(one, rights, ends) for one in descents], of_group))
    return groups


@dataclass
class _Rows:
    """Where the kernels leave bits: the sinks of each, and every slot that is gathered, four numbers each."""

    sinks: list[Sinks]
    slots: NDArray[np.int64]
    columns: int
    """How many columns of amounts there are."""
    home_size: int
    person_size: int


class _Gathered:
    """The rows of one slice after the other, and the lists that come out of them."""

    def __init__(self, rows: _Rows, rights: int, lanes: int) -> None:
        self._rows, self._rights, self._lanes = rows, rights, lanes
        self.home_size, self.person_size = rows.home_size, rows.person_size
        self._counts: list[NDArray[np.int32]] = []
        self._found: list[NDArray[np.int32]] = []

    def begin(self, tiles: int, rows: int) -> list[int]:
        """Room for so many tiles and rows of persons; their addresses."""
        self._home, self._persons = room(tiles * self.home_size), room(rows * self.person_size)
        return [address(self._home), address(self._persons)]

    def clear(self, rows: int) -> None:
        """Before a slice: nobody waits for anything. Rows of households are written over."""
        self._persons[: rows * self.person_size] = 0

    def gather(self, slice_: Slice) -> None:
        """After a slice: what is open in it."""
        if not len(self._rows.slots):
            return
        counts = np.zeros((slice_.households, self._rights), dtype=np.int32)
        self._each(gatherer().count, slice_, counts, counts)
        by_right = np.ascontiguousarray(counts.T)
        after = np.cumsum(by_right.ravel(), dtype=np.int32)
        places = np.ascontiguousarray((after - by_right.ravel()).reshape(by_right.shape).T)
        found = np.empty(int(after[-1]), dtype=np.int32)
        self._each(gatherer().write, slice_, places, found)
        self._counts.append(by_right)
        self._found.append(found)

    def _each(self, function: Any, of: Slice, places: NDArray[np.int32], found: NDArray[np.int32]) -> None:
        slots = self._rows.slots
        function(
            address(slots), len(slots), address(self._home), address(self._persons), self.home_size,
            self.person_size, of.starts, of.order, of.laid, of.laid_size, self._lanes, of.households,
            of.first, self._rights, address(places), address(found),
        )  # fmt: skip

    def lists(self) -> list[Lists]:
        """What is open, right by right."""
        if not self._counts:
            return []
        counts = np.concatenate(self._counts, axis=1)
        offsets = np.zeros((self._rights, counts.shape[1] + 1), dtype=np.int32)
        np.cumsum(counts, axis=1, out=offsets[:, 1:])
        ends = [np.cumsum(one.sum(axis=1)) for one in self._counts]
        found = []
        for right in range(self._rights):
            parts = [
                one[end[right - 1] if right else 0 : end[right]]
                for one, end in zip(self._found, ends, strict=True)
            ]
            found.append(Lists(offsets[right], np.concatenate(parts)))
        return found
