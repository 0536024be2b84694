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
from nabij_rights.engine.machine.fitting import Shape, fitted, shape_of
from nabij_rights.engine.machine.grouping import groups_of
from nabij_rights.engine.machine.kernel import kernel_text, stored_as
from nabij_rights.engine.machine.plan import Tables, is_of_day, numbers_of_day, plan_of
from nabij_rights.engine.machine.slices import Slices
from nabij_rights.engine.program import Program, Setting

LANES = 8
"""Households side by side."""

SHAPES_KEPT = 4
"""Compiled shapes kept per program; the oldest goes first."""

_TYPES = {"i64": np.int64, "i32": np.int32, "i8": np.int8}


class Kernels:
    """A program compiled for one shape of columns. Another population or setting needs no compilation."""

    def __init__(
        self, roots: Sequence[Node], shape: Shape, *, lanes: int = LANES, narrow: bool = False
    ) -> None:
        self.roots = fitted(roots, shape)
        self.tables = Tables.empty(lanes)
        self.lanes, self.narrow = lanes, narrow
        self._of_day = [root for root in self.roots if is_of_day(root)]
        groups = groups_of([(at, root) for at, root in enumerate(self.roots) if not is_of_day(root)])
        texts = [
            kernel_text(f"group{number}", plan_of(group), self.tables, lanes=lanes, narrow=narrow)
            for number, group in enumerate(groups)
        ]
        self._compiled = Compiled(texts)
        self._last_day: tuple[Setting, Column | None] | None = None
        prototype = ctypes.CFUNCTYPE(None, *[ctypes.c_void_p] * 6, *[ctypes.c_int64] * 3)
        self.functions = [
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
        slices = Slices(population, self.tables, self.lanes, sizes)

        def work(worker: int) -> bool:
            return slices.run(range(worker, slices.number, threads), self.functions, numbers, results)

        if threads == 1:
            return results if work(0) else None
        with ThreadPoolExecutor(threads) as pool:
            return results if all(list(pool.map(work, range(threads)))) else None

    def _numbers(self, setting: Setting) -> Column | None:
        """The numbers of the day, or None when one lies outside its range. Kept while the setting is."""
        last_day = self._last_day  # another thread may put another day there meanwhile
        if last_day is None or last_day[0] is not setting:
            nodes = self.tables.parameter_nodes
            numbers = numbers_of_day(nodes, setting)
            fits = all(node.lowest <= n <= node.highest for node, n in zip(nodes, numbers, strict=True))
            self._last_day = last_day = (setting, np.array([*numbers, 0], dtype=np.int64) if fits else None)
        return last_day[1]

    def _empty(self, number: int, setting: Setting) -> list[NDArray[Any]]:
        of_day = iter(numbers_of_day(self._of_day, setting))
        return [
            np.full(number, next(of_day), dtype=np.int64)
            if is_of_day(root)
            else np.empty(number, dtype=_TYPES[stored_as(root, narrow=self.narrow)])
            for root in self.roots
        ]


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

    Raises ValueError when a column has another number of rows than there are persons or households.

    The kernels rest on the ranges that facts and amounts are declared with. When a number of this population
    or setting lies outside, NumPy works all of it out, so the answer is the same whatever comes in.
    """
    kernels = compiled_for(program, population)
    columns = kernels.run(population, setting, threads=threads or os.cpu_count() or 1)
    return ArrayEvaluation(program, population, setting).results if columns is None else columns
