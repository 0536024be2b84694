"""A population slice by slice: sorted by size, laid side by side, and given to every kernel in turn.

A slice never splits a household, and no household needs another, so slices may run in any order and on any
core: the results are the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from nabij_rights.engine.arrays import Column, Population
from nabij_rights.engine.machine.fitting import ends_of
from nabij_rights.engine.machine.laying import layer
from nabij_rights.engine.machine.lines import LONG, SHORT
from nabij_rights.engine.machine.plan import CACHE_LINE, SIZES, Rows, Tables

SLICE_BYTES = 2**20
"""A laid-out slice of about this size stays in the cache of one core."""

_FEWEST, _MOST = 128, 4096


@dataclass(frozen=True)
class Slice:
    """A slice that kernels went through: addresses, as :mod:`nabij_rights.engine.machine.kernel` names them.

    ``laid`` are the rows of households, each of ``laid_size`` bytes; ``first`` is the first household.
    """

    starts: int
    order: int
    laid: int
    laid_size: int
    first: int
    households: int


class Beside(Protocol):
    """Rows beside the columns of results, in which kernels leave something of every slice."""

    home_size: int
    """Bytes of the row of a tile."""
    person_size: int
    """Bytes of a row of persons."""

    def begin(self, tiles: int, rows: int) -> list[int]:
        """Makes room for so many tiles and rows of persons; their addresses stand after those of results."""

    def clear(self, rows: int) -> None:
        """Is called before every slice, with the rows of persons that it has."""

    def gather(self, slice_: Slice) -> None:
        """Is called after every slice."""


class Slices:
    """The slices of one population, for one program."""

    def __init__(
        self,
        population: Population,
        tables: Tables,
        lanes: int,
        sizes: Column,
        *,
        beside: Beside | None = None,
    ) -> None:
        self._lanes, self._beside = lanes, beside
        self._home_size, self._person_size = tables.home.size, tables.persons.size
        self._households = _per_slice(tables, lanes, sizes, beside)
        self._order = order_by_size(sizes, self._households, lanes)
        self._offsets = np.ascontiguousarray(population.offsets, dtype=np.int64)
        self._columns: list[NDArray[Any]] = []
        self._home = self._tables_of(tables.home, population)
        self._persons = self._tables_of(tables.persons, population)
        most = sizes[self._order].reshape(-1, lanes).max(axis=1)
        starts = np.arange(0, len(most), self._households // lanes)
        self._most_rows = int(np.add.reduceat(most, starts).max())
        self.number = len(starts)
        """How many slices there are."""

    def _tables_of(self, rows: Rows, population: Population) -> list[tuple[tuple[str, str], Column]]:
        """For each pair of widths the columns to lay: address, place, lowest value and span of each."""
        found: dict[tuple[str, str], list[int]] = {}
        for column, place in rows.places.items():
            if column is SIZES:
                continue
            ends = ends_of(population, column.source) or ()
            given = _contiguous(ends[column.is_upper])
            _check_length(given, column.source, population)
            self._columns.append(given)
            span = (column.highest - column.lowest + 2**63) % 2**64 - 2**63
            widths = (SHORT if given.dtype == np.int32 else LONG, column.width)
            found.setdefault(widths, []).extend((address(given), place, column.lowest, span))
        # One address more: while a column is laid the next one is fetched.
        return [
            (widths, np.array([*numbers, numbers[0]], dtype=np.int64)) for widths, numbers in found.items()
        ]

    def run(
        self,
        numbers: Iterable[int],
        functions: Sequence[Callable[..., None]],
        parameters: Column,
        results: Sequence[NDArray[Any]],
    ) -> bool:
        """Works out these slices. False when a number lies outside its range: then they mean nothing."""
        tiles = self._households // self._lanes
        home, persons = room(tiles * self._home_size), room(self._most_rows * self._person_size)
        who, starts = np.empty(self._most_rows * self._lanes, dtype=np.int64), np.empty(tiles, dtype=np.int64)
        misfit = np.zeros(1, dtype=np.int64)
        beside = self._beside.begin(tiles, self._most_rows) if self._beside else []
        written = np.array([*map(address, results), *beside] or [0], dtype=np.int64)
        places = [address(array) for array in (home, persons, starts, who, misfit, parameters, written)]
        for number in numbers:
            self._run_one(number * tiles, places, functions)
        return not misfit[0]

    def _run_one(self, first: int, places: list[int], functions: Sequence[Callable[..., None]]) -> None:
        home, persons, starts, who, misfit, parameters, written = places
        tiles = min(self._households, len(self._order) - first * self._lanes) // self._lanes
        order, laid = address(self._order) + 8 * first * self._lanes, layer(self._lanes)
        households = first * self._lanes, min(first * self._lanes + self._households, len(self._offsets) - 1)
        people = int(self._offsets[households[0]]), int(self._offsets[households[1]])
        rows = laid.rows(address(self._offsets), order, who, starts, home, self._home_size, tiles)
        for widths, columns in self._home:
            lay = laid.columns[widths]
            lay(address(columns), order, home, misfit, len(columns) // 4, tiles, self._home_size, *households)
        for widths, columns in self._persons:
            lay = laid.columns[widths]
            lay(address(columns), who, persons, misfit, len(columns) // 4, rows, self._person_size, *people)
        if self._beside:
            self._beside.clear(rows)
        for function in functions:
            function(
                home, persons, starts, order, parameters, written, self._home_size, self._person_size, tiles
            )
        if self._beside:
            first, after = households
            self._beside.gather(Slice(starts, order, home, self._home_size, first, after - first))


def _per_slice(tables: Tables, lanes: int, sizes: Column, beside: Beside | None) -> int:
    """Households of a slice: a power of two, so that it has whole tiles."""
    home, persons = tables.home.size, tables.persons.size
    if beside is not None:
        home, persons = home + beside.home_size, persons + beside.person_size
    bytes_of_one = (home + persons * float(sizes.mean())) / lanes
    wanted = max(_FEWEST, min(_MOST, SLICE_BYTES / bytes_of_one))
    return int(2 ** np.floor(np.log2(wanted)))


def order_by_size(sizes: Column, households: int, lanes: int) -> Column:
    """Which household each lane takes: by size within each slice; the last one fills up."""
    number = len(sizes)
    padded = np.full(-(-number // households) * households, 127, dtype=np.int8)
    padded[:number] = sizes
    within = np.argsort(padded.reshape(-1, households), axis=1, kind="stable")
    order = (within + np.arange(0, len(padded), households)[:, None]).ravel()
    filled: Column = np.minimum(order[: -(-number // lanes) * lanes], number - 1)
    return filled


def _check_length(column: NDArray[Any], source: tuple[str, str], of: Population) -> None:
    """A kernel reads memory as it is told: a column that is too short must never reach it."""
    rows = int(of.offsets[-1]) if source[0] == "persons" else of.number_of_households
    if len(column) != rows or of.offsets[0] != 0:
        raise ValueError(
            f"{source[1]}: the column has {len(column)} rows, and the households have {rows}. "
            "Nothing was worked out. Give every column one row per person or per household, in order."
        )


def _contiguous(column: NDArray[Any]) -> NDArray[Any]:
    wanted = np.int32 if column.dtype == np.int32 else np.int64
    return np.ascontiguousarray(column, dtype=wanted)


def room(size: int) -> NDArray[np.uint8]:
    """So many bytes that begin at a cache line."""
    room = np.empty(size + CACHE_LINE, dtype=np.uint8)
    begin = -address(room) % CACHE_LINE
    return room[begin : begin + size]


def address(array: NDArray[Any]) -> int:
    """Where an array stands in memory."""
    return int(array.__array_interface__["data"][0])
