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

FEW_COMPARED = 30_000
"""The same for the rules before and after a change."""

FEW_FOLLOWED = 100_000
"""The same where every version of a rule, or every question, is a program of its own."""


def evaluator_for(households: int | None, *, few: int | None = None, jobs: int = 1) -> Evaluate:
    """The one that costs least for so many households (None when nobody knows), divided over processes."""
    least = (FEW if few is None else few) * jobs
    return with_numpy if households is not None and households < least else best_evaluator()
