"""A batch of rows, one per household, to the population that the evaluators take.

Nothing here knows of files: the same function reads a batch of a Parquet file, of a process pool and of a
cluster. A row with a problem is left out and said why; the others go on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from nabij_rights.engine.arrays import Column, Ends, Population
from nabij_rights.engine.expression import MOST_PERSONS
from nabij_rights.facts.reading import OLDEST, birth_span, shown
from nabij_rights.facts.vocabulary import vocabulary
from nabij_rights.lists.columns import AGE, KEY, MEMBERS, End, Heading, headings
from nabij_rights.lists.reading_cells import Bits, Cells, read_cells, unknown_span

RELATION = "relation_to_reference"


class RowProblem(NamedTuple):
    """What is wrong in a cell: the row in the batch (from 0), the member (from 1; 0 is the home), and why."""

    row: int
    column: str
    member: int
    sentence: str


class Read(NamedTuple):
    """The households that could be read, how each is called, and what is wrong with the others.

    ``rows`` says in which row of the batch each household of the population stands.
    """

    population: Population
    keys: pa.StringArray
    problems: list[RowProblem]
    rows: Column


def population_from(
    batch: pa.RecordBatch,
    *,
    on: date,
    ignored: Iterable[str] = (),
    known_problems: Iterable[RowProblem] = (),
) -> Read:
    """The households of a batch on a calculation date.

    Columns in ``ignored`` are not read; rows with one of the ``known_problems`` are left out too.
    Raises UnusableColumns when a column cannot be used at all; what is wrong in a row stands in ``problems``.
    """
    return _Reader(batch, headings(batch.schema.names, ignored=ignored), on, [*known_problems]).read()


def keys_of(batch: pa.RecordBatch) -> pa.StringArray:
    """How each household is called, as text; null where the cell holds no name and no number."""
    given = batch.column(KEY)
    try:
        return given.cast(pa.string())
    except pa.ArrowException:
        return pa.nulls(len(given), pa.string())


@dataclass
class _Reader:
    batch: pa.RecordBatch
    headings: Sequence[Heading]
    on: date
    problems: list[RowProblem] = field(default_factory=list)
    sizes: Column = field(init=False)
    offsets: Column = field(init=False)

    def read(self) -> Read:
        keys = self._keys()
        self._measure()
        home = {key: self._fact(key, of) for key, of in self._by_key(is_personal=False).items()}
        decisions = {heading.key: self._decision(heading) for heading in self.headings if heading.is_decision}
        persons = self._persons()
        population = Population(self.offsets, home, persons, decisions)
        self.problems.sort()
        return _without(sorted({problem.row for problem in self.problems}), population, keys, self.problems)

    # ------------------------------------------------------------------ who, and how many

    def _keys(self) -> pa.StringArray:
        keys, known = keys_of(self.batch), {problem.row for problem in self.problems}
        is_empty = pc.fill_null(pc.equal(pc.utf8_trim_whitespace(keys), ""), True)
        for row in set(np.flatnonzero(_bits(is_empty)).tolist()) - known:
            self._say(row, KEY, "the household has no name or number. Give each row its own.")
        return keys

    def _measure(self) -> None:
        """How many persons live in each home: what ``members`` says, else how long the lists are."""
        number = self.batch.num_rows
        sizes = np.full(number, -1, dtype=np.int64)
        if MEMBERS in self.batch.schema.names:
            sizes = self._members()
        for heading in self.headings:
            column = self.batch.column(heading.column)
            if heading.is_personal and _is_list(column.type):
                lengths = _numbers_or(pc.list_value_length(column), -1)
                sizes = np.where(sizes < 0, lengths, sizes)
        sizes[sizes < 0] = 1
        for row in np.flatnonzero((sizes < 1) | (sizes > MOST_PERSONS)):
            self._say(int(row), MEMBERS, f"expected 1 to {MOST_PERSONS} members.")
        self.sizes = np.where((sizes < 1) | (sizes > MOST_PERSONS), 1, sizes)
        self.offsets = np.concatenate(([0], np.cumsum(self.sizes))).astype(np.int64)

    def _members(self) -> Column:
        given = self.batch.column(MEMBERS)
        try:
            return _numbers_or(given.cast(pa.int64()), -1)
        except pa.ArrowException:
            pass  # some cell is no number: below they are read one by one, and each that is none is named
        sizes = np.full(len(given), -1, dtype=np.int64)
        for row, value in enumerate(given.to_pylist()):
            try:
                sizes[row] = -1 if value is None else int(value)
            except (TypeError, ValueError, OverflowError):
                self._say(row, MEMBERS, f"{shown(value)} is not a number of members.")
        return sizes

    # ------------------------------------------------------------------ facts

    def _by_key(self, *, is_personal: bool) -> Mapping[str, dict[End, Heading]]:
        found: dict[str, dict[End, Heading]] = {}
        for heading in self.headings:
            if heading.is_personal == is_personal and not heading.is_decision:
                found.setdefault(heading.key, {})[heading.end] = heading
        return found

    def _fact(self, key: str, of: Mapping[End, Heading]) -> Ends:
        """The ends of one fact, from the column with its value and those with the ends of a range."""
        parts = {end: self._cells(heading, key) for end, heading in of.items()}
        if set(parts) == {End.VALUE}:
            cells = parts[End.VALUE]
            return cells.low, cells.high
        lowest, highest = unknown_span(key)
        return self._ranges(of, parts, np.int64(lowest), np.int64(highest))

    def _ranges(
        self, of: Mapping[End, Heading], parts: Mapping[End, Cells], lowest: np.int64, highest: np.int64
    ) -> Ends:
        length = len(next(iter(parts.values())).low)
        low, high = np.full(length, lowest), np.full(length, highest)
        is_range = np.zeros(length, np.bool_)
        for end, ends in ((End.LOWEST, low), (End.HIGHEST, high)):
            if (cells := parts.get(end)) is not None:
                self._refuse_no_as_end(of[end], cells)
                source = cells.low if end is End.LOWEST else cells.high
                ends[cells.is_told] = source[cells.is_told]
                is_range |= cells.is_told
        some = next(iter(of.values()))
        if (exact := parts.get(End.VALUE)) is not None:
            self._say_at(exact.is_told & is_range, some, "give a value or a range, not both.")
            use = exact.is_told & ~is_range
            low[use], high[use] = exact.low[use], exact.high[use]
        sentence = "the lowest value is above the highest. Change one of the two."
        self._say_at(low > high, some, sentence)
        return low, high

    def _refuse_no_as_end(self, heading: Heading, cells: Cells) -> None:
        """No is an answer of its own, never the end of a range of days; "yes, but when?" is no end either."""
        fact = vocabulary().get(heading.key.partition("@")[0])
        if fact is not None and fact.type == "since":
            sentence = 'expected a date such as 2024-05-01; "no" is no end of a range.'
            self._say_at(
                cells.is_told & ((cells.low != cells.high) | (cells.low == fact.highest)), heading, sentence
            )

    def _decision(self, heading: Heading) -> Ends:
        column = self.batch.column(heading.column)
        if not pa.types.is_boolean(column.type) and column.null_count < len(column):
            for row in np.flatnonzero(_bits(column.is_valid())):
                self._say(
                    int(row), heading.column, f"{shown(column[int(row)].as_py())} is not true or false."
                )
            column = pa.nulls(len(column), pa.bool_())
        low = _numbers_or(column.cast(pa.int64()), 0)
        high = _numbers_or(column.cast(pa.int64()), 1)
        return low, high

    # ------------------------------------------------------------------ members

    def _persons(self) -> dict[str, Ends]:
        by_key = dict(self._by_key(is_personal=True))
        ages = by_key.pop(AGE, None)
        found = {key: self._fact(key, of) for key, of in by_key.items()}
        if ages is not None:
            found["birth_on"] = self._ages(ages, found.get("birth_on"), by_key.get("birth_on", {}))
        found[RELATION] = self._relations(found.get(RELATION))
        return found

    def _ages(self, of: Mapping[End, Heading], born: Ends | None, of_birth: Mapping[End, Heading]) -> Ends:
        """Ages, or ranges of ages, as the span of birth dates they leave possible."""
        cells = {end: self._age_cells(heading) for end, heading in of.items()}
        young, old = self._ranges(of, cells, np.int64(0), np.int64(OLDEST))
        is_told = np.zeros(len(young), np.bool_)
        for one in cells.values():
            is_told |= one.is_told
        lows, highs = np.array([birth_span(age, age, on=self.on) for age in range(OLDEST + 1)]).T
        low, high = lows[np.clip(old, 0, OLDEST)], highs[np.clip(young, 0, OLDEST)]
        lowest, highest = unknown_span("birth_on")
        if born is None:
            return np.where(is_told, low, lowest), np.where(is_told, high, highest)
        is_born = (born[0] != lowest) | (born[1] != highest)
        if of_birth:
            self._say_at(is_told & is_born, next(iter(of.values())), "give an age or birth_on, not both.")
        return np.where(is_told, low, born[0]), np.where(is_told, high, born[1])

    def _age_cells(self, heading: Heading) -> Cells:
        values = self._elements(heading)
        told = _bits(values.is_valid())
        ages = np.zeros(len(values), np.int64)
        if pa.types.is_integer(values.type):
            ages = _numbers_or(values.cast(pa.int64(), safe=False), 0)
            wrong = told & ((ages < 0) | (ages > OLDEST))
        else:
            wrong = np.zeros(len(values), np.bool_)
            for place in np.flatnonzero(told):
                age = _whole(values[int(place)].as_py())
                wrong[place] = not 0 <= age <= OLDEST
                ages[place] = age
        self._say_at(wrong, heading, f"expected a whole number from 0 to {OLDEST}, such as 34.")
        ages[wrong] = 0
        return Cells(ages, ages, told)

    def _relations(self, given: Ends | None) -> Ends:
        """The first member is the one whom the question is about; nobody else is."""
        relation = vocabulary()[RELATION]
        itself = np.int64(1 << relation.position("self"))
        others = np.int64(relation.any_value) & ~itself
        first = self.offsets[:-1]
        any_value = unknown_span(RELATION)[0]
        mask = np.full(int(self.offsets[-1]), any_value) if given is None else given[0].copy()
        heading = Heading(RELATION, RELATION, End.VALUE, is_personal=True)
        is_first = np.zeros(len(mask), np.bool_)
        is_first[first] = True
        is_known = mask != any_value
        sentence = 'is the one whom the question is about: write relation_to_reference = "self".'
        self._say_at(is_first & is_known & (mask != itself), heading, sentence)
        self._say_at(~is_first & (mask == itself), heading, 'cannot be "self" too; only the first person is.')
        mask = np.where(is_first, itself, mask & others)
        return mask, mask

    # ------------------------------------------------------------------ cells

    def _cells(self, heading: Heading, key: str) -> Cells:
        values = self._elements(heading) if heading.is_personal else self.batch.column(heading.column)
        cells = read_cells(key, values, on=self.on)
        for place, sentence in cells.problems.items():
            self._say_of(place, heading, sentence)
        return cells

    def _elements(self, heading: Heading) -> pa.Array:
        """One value per person; where there is no list nothing is known of anybody."""
        column = self.batch.column(heading.column)
        persons = int(self.offsets[-1])
        if not _is_list(column.type):
            for row in np.flatnonzero(_bits(column.is_valid())):
                self._say(int(row), heading.column, "expected a list with one element per member.")
            return pa.nulls(persons)
        flat = column.flatten()
        lengths = _numbers_or(pc.list_value_length(column), -1)
        if np.array_equal(lengths, self.sizes):
            return flat
        for row in np.flatnonzero((lengths >= 0) & (lengths != self.sizes)):
            sentence = f"holds {lengths[row]} elements for {self.sizes[row]} members. Give one per member."
            self._say(int(row), heading.column, sentence)
        starts = np.concatenate(([0], np.cumsum(np.maximum(lengths, 0))))[:-1]
        within = np.arange(persons) - np.repeat(self.offsets[:-1], self.sizes)
        fits = np.repeat(lengths == self.sizes, self.sizes)
        return flat.take(pa.array(np.repeat(starts, self.sizes) + within, mask=~fits))

    # ------------------------------------------------------------------ problems

    def _say(self, row: int, column: str, sentence: str, member: int = 0) -> None:
        self.problems.append(RowProblem(row, column, member, sentence))

    def _say_of(self, place: int, heading: Heading, sentence: str) -> None:
        """Of the household at this place, or of the person at this place among all persons."""
        if not heading.is_personal:
            self._say(place, heading.column, sentence)
            return
        row = int(np.searchsorted(self.offsets, place, side="right")) - 1
        self._say(row, heading.column, sentence, place - int(self.offsets[row]) + 1)

    def _say_at(self, where: Bits, heading: Heading, sentence: str) -> None:
        for place in np.flatnonzero(where):
            self._say_of(int(place), heading, sentence)


def _without(
    bad: Sequence[int], population: Population, keys: pa.StringArray, problems: list[RowProblem]
) -> Read:
    """The population without the rows that have a problem."""
    rows = np.setdiff1d(np.arange(population.number_of_households), np.array(bad, dtype=np.int64))
    if not bad:
        return Read(population, keys, problems, rows)
    return Read(part_of(population, rows), keys.take(pa.array(rows)), problems, rows)


def part_of(population: Population, rows: Column) -> Population:
    """These households of a population, in this order."""
    sizes = np.diff(population.offsets)[rows]
    offsets = np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)
    starts = population.offsets[:-1][rows]
    persons = np.repeat(starts - offsets[:-1], sizes) + np.arange(offsets[-1])
    return Population(
        offsets,
        {key: ends_at(ends, rows) for key, ends in population.household.items()},
        {key: ends_at(ends, persons) for key, ends in population.persons.items()},
        {key: ends_at(ends, rows) for key, ends in population.decisions.items()},
    )


def ends_at(ends: Ends, places: Column) -> Ends:
    """The ends in these places, in this order."""
    low, high = ends
    taken = low[places]
    return taken, taken if high is low else high[places]


def _is_list(kind: pa.DataType) -> bool:
    return bool(pa.types.is_list(kind) or pa.types.is_large_list(kind) or pa.types.is_fixed_size_list(kind))


def _bits(values: pa.Array) -> Bits:
    bits: Bits = np.asarray(values.to_numpy(zero_copy_only=False), dtype=np.bool_)
    return bits


def _numbers_or(values: pa.Array, otherwise: int) -> Column:
    numbers: Column = values.fill_null(otherwise).to_numpy(zero_copy_only=False).astype(np.int64)
    return numbers


def _whole(value: object) -> int:
    """A whole number in a cell of another type; -1, which is no age, for anything else."""
    if isinstance(value, float) and value.is_integer() and abs(value) < OLDEST + 1:
        return int(value)
    if isinstance(value, str) and value.strip().isdecimal() and len(value) < len("1000000"):
        return int(value)
    return -1
