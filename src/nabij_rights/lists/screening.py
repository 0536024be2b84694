"""All rights for a population: of each right whether it is certain, whether it is possible, and the amount.

The answers are those that :func:`nabij_rights.answers.answer` gives for one household. How the expressions
are worked out is left to an evaluator: NumPy, which is always there, or a compiled kernel.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nabij_rights.catalogue import RuleSet, catalogue
from nabij_rights.engine.arrays import ArrayEvaluation, Column, Population
from nabij_rights.engine.program import Program, Setting
from nabij_rights.rights import Kind, Right

Evaluate = Callable[[Program, Population, Setting], Sequence[Column]]
"""Works out the roots of a program for a population: one column per root, one number per household."""


def with_numpy(program: Program, population: Population, setting: Setting) -> Sequence[Column]:
    """The evaluator that is always there."""
    return ArrayEvaluation(program, population, setting).results


@dataclass(frozen=True)
class Screened:
    """One right for every household, as seen by the first person. Amounts are in cents per ``right.period``.

    ``certain`` is a yes, ``possible`` without ``certain`` is unknown, neither is a no. Where a person decides
    nothing is certain. ``lowest`` and ``highest`` are None when the right has no amount.
    """

    right: Right
    certain: NDArray[np.bool_]
    possible: NDArray[np.bool_]
    lowest: Column | None
    highest: Column | None


def screen(
    population: Population, rule_set: RuleSet, evaluate: Evaluate = with_numpy
) -> Mapping[str, Screened]:
    """Every right of the rule set that is valid on its day, by id."""
    columns = iter(evaluate(rule_set.bounds_program, population, rule_set.setting))
    found = {}
    for right_id, version in rule_set.versions.items():
        certain, possible = next(columns) != 0, next(columns) != 0
        amount = (None, None) if version.amount is None else (next(columns), next(columns))
        right = catalogue()[right_id]
        if right.kind is Kind.MAY_ASK:
            certain = np.zeros_like(certain)
        found[right_id] = Screened(right, certain, possible, *amount)
    return found
