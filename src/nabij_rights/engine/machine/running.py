"""Working out a program for a population with compiled kernels: the same numbers as NumPy gives."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from nabij_rights.engine.arrays import ArrayEvaluation, Column, Population
from nabij_rights.engine.expression import MOST_PERSONS, Node
from nabij_rights.engine.machine.compiling import Compiled
from nabij_rights.engine.machine.fitting import Shape, ends_of, fitted, shape_of
from nabij_rights.engine.machine.grouping import groups_of
from nabij_rights.engine.machine.kernel import kernel_text, stored_as
from nabij_rights.engine.machine.plan import Tables, is_of_day, numbers_of_day, plan_of
from nabij_rights.engine.program import Program, Setting

LANES = 8
"""Households side by side."""

SORTED = 256
"""Households are sorted by size among so many, so that their columns stay in the cache."""

SHAPES_KEPT = 4
"""Compiled shapes kept per program; the oldest goes first."""

_TYPES = {"i64": np.int64, "i32": np.int32, "i8": np.int8}


class Kernels:
    """A program compiled for one shape of columns. Another population or setting needs no compilation."""

    def __init__(self, roots: Sequence[Node], shape: Shape, *, lanes: int = LANES, narrow: bool = False) -> None:
        self._roots = fitted(roots, shape)
        self._tables = Tables()
        self._lanes, self._narrow = lanes, narrow
        short = frozenset(
            (source, is_upper) for source, _, is_short in shape if is_short for is_upper in (False, True)
        )
        own = [(at, root) for at, root in enumerate(self._roots) if not is_of_day(root)]
        groups = groups_of(own)
        self._of_day = [root for root in self._roots if is_of_day(root)]
        texts = [
            kernel_text(
                f"group{number}", plan_of(group), self._tables, lanes=lanes, short_columns=short, narrow=narrow
            )
            for number, group in enumerate(groups)
        ]
        self._compiled = Compiled(texts)
        self._last_day: tuple[Setting, Column | None] | None = None
        prototype = ctypes.CFUNCTYPE(None, *[ctypes.c_void_p] * 6, *[ctypes.c_int64] * 2)
        self._functions = [
            prototype(self._compiled.address(f"group{number}")) for number in range(len(groups))
        ]

    def run(self, population: Population, setting: Setting, *, threads: int) -> list[NDArray[Any]] | None:
        """One column per root, or None when a number lies outside the range for which this was compiled."""
        numbers = self._numbers(setting)
        if numbers is None:
            return None
        sizes = np.diff(population.offsets)
        if len(sizes) == 0 or sizes.min() < 1 or sizes.max() > MOST_PERSONS:
            return None
        results = self._empty(len(sizes), setting)
        call = _Call(self, population, numbers, results, sizes)
        return results if call.run(threads) else None

    def _numbers(self, setting: Setting) -> Column | None:
        """The numbers of the day, or None when one lies outside its range. Kept while the setting is."""
        if self._last_day is None or self._last_day[0] is not setting:
            nodes = self._tables.parameter_nodes
            numbers = numbers_of_day(nodes, setting)
            fits = all(node.lowest <= n <= node.highest for node, n in zip(nodes, numbers, strict=True))
            self._last_day = (setting, np.array([*numbers, 0], dtype=np.int64) if fits else None)
        return self._last_day[1]

    def _empty(self, number: int, setting: Setting) -> list[NDArray[Any]]:
        of_day = iter(numbers_of_day(self._of_day, setting))
        return [
            np.full(number, next(of_day), dtype=np.int64)
            if is_of_day(root)
            else np.empty(number, dtype=_TYPES[stored_as(root, narrow=self._narrow)])
            for root in self._roots
        ]


class _Call:
    """One run: everything the kernels point at."""

    def __init__(
        self,
        kernels: Kernels,
        population: Population,
        numbers: Column,
        results: list[NDArray[Any]],
        sizes: Column,
    ) -> None:
        self._functions = kernels._functions
        self._lanes = kernels._lanes
        self._order = order_by_size(sizes, self._lanes)
        self._offsets = np.ascontiguousarray(population.offsets, dtype=np.int64)
        self._columns = [
            _contiguous((ends_of(population, source) or ())[is_upper])
            for source, is_upper in kernels._tables.columns
        ]
        self._numbers, self._results = numbers, results

    def run(self, threads: int) -> bool:
        """Fills in the results; False when a number lies outside its range."""
        tiles = len(self._order) // self._lanes
        step = SORTED // self._lanes * (1 if len(self._functions) > 1 else 16)
        slices = [(first, min(first + step, tiles)) for first in range(0, tiles, step)]
        tables = [_addresses(self._columns), _addresses(self._results)]
        misfits = np.zeros(len(slices), dtype=np.int64)

        def work(number: int) -> None:
            for function in self._functions:
                function(
                    self._offsets.ctypes.data, self._order.ctypes.data, tables[0], self._numbers.ctypes.data,
                    tables[1], misfits[number:].ctypes.data, *slices[number],
                )

        if threads == 1 or len(slices) == 1:
            for number in range(len(slices)):
                work(number)
        else:
            with ThreadPoolExecutor(threads) as pool:
                list(pool.map(work, range(len(slices))))
        return not misfits.any()


def order_by_size(sizes: Column, lanes: int) -> Column:
    """Which household each lane takes: by size among ``SORTED`` neighbours; the last one fills up."""
    number = len(sizes)
    padded = np.full(-(-number // SORTED) * SORTED, 127, dtype=np.int8)
    padded[:number] = sizes
    within = np.argsort(padded.reshape(-1, SORTED), axis=1, kind="stable")
    order = (within + np.arange(0, len(padded), SORTED)[:, None]).ravel()
    return np.ascontiguousarray(np.minimum(order[: -(-number // lanes) * lanes], number - 1), dtype=np.int64)


def _contiguous(column: NDArray[Any]) -> NDArray[Any]:
    wanted = np.int32 if column.dtype == np.int32 else np.int64
    return np.ascontiguousarray(column, dtype=wanted)


def _addresses(columns: Sequence[NDArray[Any]]) -> Any:
    return (ctypes.c_void_p * max(1, len(columns)))(*[column.ctypes.data for column in columns])


_kept: WeakKeyDictionary[Program, dict[tuple[Any, ...], Kernels]] = WeakKeyDictionary()
_lock = Lock()


def compiled_for(program: Program, population: Population, *, narrow: bool = False) -> Kernels:
    """The kernels of this program for columns like these; compiled when they are first asked for.

    Raises NoCompiler.
    """
    key = (shape_of(program, population), narrow)
    with _lock:
        kept = _kept.setdefault(program, {})
        if key not in kept:
            while len(kept) >= SHAPES_KEPT:
                del kept[next(iter(kept))]
            kept[key] = Kernels(program.roots, key[0], narrow=narrow)
        return kept[key]


def with_kernel(
    program: Program, population: Population, setting: Setting, *, threads: int | None = None
) -> Sequence[Column]:
    """The same columns as ``with_numpy``, from compiled kernels on all cores. Raises NoCompiler.

    The kernels rest on the ranges that facts and amounts are declared with. When a number of this population
    or setting lies outside, NumPy works all of it out, so the answer is the same whatever comes in.
    """
    kernels = compiled_for(program, population)
    columns = kernels.run(population, setting, threads=threads or os.cpu_count() or 1)
    return ArrayEvaluation(program, population, setting).results if columns is None else columns
