"""Which evaluator works out a list: compiled kernels where there is a compiler, NumPy everywhere else."""

from __future__ import annotations

from nabij_rights.engine.machine import compiling
from nabij_rights.engine.machine.running import with_kernel
from nabij_rights.lists.screening import Evaluate, with_numpy


def best_evaluator() -> Evaluate:
    """The fastest evaluator that is installed; all of them give the same numbers."""
    return with_kernel if compiling.is_there() else with_numpy


FEW = 15_000
"""Households per process below which compiling all rights costs more than it saves."""


def evaluator_for(households: int | None, *, jobs: int = 1) -> Evaluate:
    """The one that takes least for so many households (None when nobody knows), divided over processes."""
    return with_numpy if households is not None and households < FEW * jobs else best_evaluator()
