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
from nabij_rights.engine.machine.kernel import kernel_text
from nabij_rights.engine.machine.of_day import OfDay
from nabij_rights.engine.machine.plan import Tables, is_of_day, plan_of
from nabij_rights.engine.machine.slices import Slices
from nabij_rights.engine.program import Program, Setting

LANES = 8
"""Households side by side."""

SHAPES_KEPT = 4
"""Compiled shapes kept per program; the oldest goes first."""


def kernel_type() -> Any:
    """How a kernel is called: see ``ARGUMENTS``."""
    return ctypes.CFUNCTYPE(None, *[ctypes.c_void_p] * 6, *[ctypes.c_int64] * 3)


class Kernels:
    """A program compiled for one shape of columns. Another population or setting needs no compilation."""

    def __init__(
        self, roots: Sequence[Node], shape: Shape, *, lanes: int = LANES, narrow: bool = False
    ) -> None:
        self.roots = fitted(roots, shape)
        self.tables = Tables.empty(lanes)
        self.lanes, self.narrow = lanes, narrow
        self._of_day = OfDay(self.roots, self.tables, narrow=narrow)
        groups = groups_of([(at, root) for at, root in enumerate(self.roots) if not is_of_day(root)])
        texts = [
            kernel_text(f"group{number}", plan_of(group), self.tables, lanes=lanes, narrow=narrow)
            for number, group in enumerate(groups)
        ]
        self._compiled = Compiled(texts)
        self.functions = [
            kernel_type()(self._compiled.address(f"group{number}")) for number in range(len(groups))
        ]

    def run(self, population: Population, setting: Setting, *, threads: int) -> list[NDArray[Any]] | None:
        """One column per root, or None when a number lies outside the range for which this was compiled."""
        numbers = self._of_day.numbers(setting)
        if numbers is None:
            return None
        sizes = np.diff(population.offsets)
        if len(sizes) == 0 or sizes.min() < 1 or sizes.max() > MOST_PERSONS:
            return None
        results = self._of_day.columns(len(sizes), setting)
        slices = Slices(population, self.tables, self.lanes, sizes)

        def work(worker: int) -> bool:
            return slices.run(range(worker, slices.number, threads), self.functions, numbers, results)

        if threads == 1:
            return results if work(0) else None
        with ThreadPoolExecutor(threads) as pool:
            return results if all(list(pool.map(work, range(threads)))) else None


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
