"""The numbers that follow from the calculation date alone, as kernels take them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nabij_rights.engine.arrays import Column
from nabij_rights.engine.expression import Node
from nabij_rights.engine.machine.kernel import stored_as
from nabij_rights.engine.machine.plan import Tables, is_of_day, numbers_of_day
from nabij_rights.engine.program import Setting

_TYPES = {"i64": np.int64, "i32": np.int32, "i8": np.int8}


class OfDay:
    """The parameters of kernels, and the roots that are one number for everybody."""

    def __init__(self, roots: Sequence[Node], tables: Tables, *, narrow: bool = False) -> None:
        self._roots, self._tables, self._narrow = roots, tables, narrow
        self._last: tuple[Setting, Column | None] | None = None

    def numbers(self, setting: Setting) -> Column | None:
        """The numbers of the day, or None when one lies outside its range. Kept while the setting is."""
        last = self._last  # another thread may put another day there meanwhile
        if last is None or last[0] is not setting:
            nodes = self._tables.parameter_nodes
            numbers = numbers_of_day(nodes, setting)
            fits = all(node.lowest <= n <= node.highest for node, n in zip(nodes, numbers, strict=True))
            self._last = last = (setting, np.array([*numbers, 0], dtype=np.int64) if fits else None)
        return last[1]

    def columns(self, number: int, setting: Setting) -> list[NDArray[Any]]:
        """Room for the result of each root; what is one number for everybody stands in it already."""
        of_day = iter(numbers_of_day([root for root in self._roots if is_of_day(root)], setting))
        return [
            np.full(number, next(of_day), dtype=np.int64)
            if is_of_day(root)
            else np.empty(number, dtype=_TYPES[stored_as(root, narrow=self._narrow)])
            for root in self._roots
        ]
