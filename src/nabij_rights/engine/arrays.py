"""Many households at once with NumPy: the second opinion on every answer, and the evaluator for lists.

A population is stored by column. Persons stand one after the other, household by household;
``offsets`` says where each household begins. Every column has a lowest and a highest value.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nabij_rights.engine.bounds import Side
from nabij_rights.engine.expression import Entity, Node, Op
from nabij_rights.engine.program import Program, Setting, Situation
from nabij_rights.engine.spans import Span

Column = NDArray[np.int64]
Ends = tuple[Column, Column]


@dataclass(frozen=True)
class Population:
    """Households by column: of each fact the lowest and highest value; an absent column is all unknown."""

    offsets: Column
    household: Mapping[str, Ends] = field(default_factory=dict)
    persons: Mapping[str, Ends] = field(default_factory=dict)
    decisions: Mapping[str, Ends] = field(default_factory=dict)

    @property
    def number_of_households(self) -> int:
        return len(self.offsets) - 1


def population_of(situations: Sequence[Situation], program: Program) -> Population:
    """The columns that a program needs, from single situations."""
    sizes = [len(situation.persons) for situation in situations]
    offsets = np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)
    household: dict[str, Ends] = {}
    persons: dict[str, Ends] = {}
    for name, leaf in program.inputs.items():
        if leaf.is_personal:
            rows = [
                facts.get(name) or leaf.unknown for situation in situations for facts in situation.persons
            ]
            persons[name] = _ends(rows)
        else:
            household[name] = _ends(
                [situation.household.get(name) or leaf.unknown for situation in situations]
            )
    decisions = {
        name: _ends([situation.decisions.get(name, (0, 1)) for situation in situations])
        for name in program.decisions
    }
    return Population(offsets, household, persons, decisions)


def _ends(rows: Sequence[Span]) -> Ends:
    pairs = np.array(rows, dtype=np.int64).reshape(-1, 2)
    return np.ascontiguousarray(pairs[:, 0]), np.ascontiguousarray(pairs[:, 1])


class ArrayEvaluation:
    """Evaluates a program (plain, or rewritten to bounds) for a whole population."""

    def __init__(self, program: Program, population: Population, setting: Setting) -> None:
        self._program = program
        self._population = population
        self._setting = setting
        self._sizes = np.diff(population.offsets)
        self._households = np.repeat(np.arange(len(self._sizes)), self._sizes)
        self._values: list[Any] = []
        self._spread: dict[int, Any] = {}
        for index, node in enumerate(program.nodes):
            args = [
                self._argument(arg, node, child)
                for arg, child in zip(program.arguments[index], node.args, strict=True)
            ]
            self._values.append(self._value(node, args))

    @cached_property
    def results(self) -> list[Column]:
        """One column per root, one row per household."""
        return [self._households_of(self.value(root)) for root in self._program.roots]

    def value(self, node: Node) -> Any:
        """One node: a number per person or per household, or one number when it is the same for all."""
        return self._values[self._program.index(node)]

    def _households_of(self, value: Any) -> Column:
        return np.broadcast_to(np.asarray(value), self._sizes.shape).astype(np.int64)

    def _argument(self, index: int, node: Node, child: Node) -> Any:
        value = self._values[index]
        if node.entity is Entity.PERSON and child.entity is Entity.HOUSEHOLD:
            if index not in self._spread:
                self._spread[index] = value[self._households]
            return self._spread[index]
        return value

    def _value(self, node: Node, args: list[Any]) -> Any:
        if (compute := _COMPUTE.get(node.op)) is not None:
            return compute(*args)
        if node.op in _REDUCE:
            return _REDUCE[node.op](args[0], self._population.offsets[:-1])
        return self._leaf(node)

    def _leaf(self, node: Node) -> Any:
        meta: Any
        meta, end = (node.meta.of, int(node.meta.is_upper)) if isinstance(node.meta, Side) else (node.meta, 0)
        if node.op is Op.CONST:
            return bool(meta) if node.is_yes_no else meta
        if node.op is Op.AMOUNT:
            return self._setting.amounts[meta][end]
        if node.op is Op.DAY:
            return self._setting.days[meta]
        if node.op is Op.SIZE:
            return self._sizes
        return self._fact(node, meta, end)

    def _fact(self, node: Node, meta: Any, end: int) -> Any:
        source = self._population.persons if node.entity is Entity.PERSON else self._population.household
        length = self._population.offsets[-1] if node.entity is Entity.PERSON else len(self._sizes)
        if node.op is Op.DECISION:
            ends = self._population.decisions.get(meta)
            return ends[end] > 0 if ends else np.full(length, bool(end))
        if node.op is Op.FACT_IS:
            return self._has_value(source.get(meta[0]), meta[1], bool(end), length)
        ends = source.get(meta)
        column = ends[end] if ends else np.full(length, (node.lowest, node.highest)[end], dtype=np.int64)
        return column > 0 if node.is_yes_no else column

    @staticmethod
    def _has_value(ends: Ends | None, position: int, is_upper: bool, length: int) -> Any:
        if ends is None:
            return np.full(length, is_upper)
        bit = 1 << position
        return (ends[0] & bit) != 0 if is_upper else ends[0] == bit


def _rounded(number: Any, divisor: Any) -> Any:
    return (2 * number + divisor) // (2 * divisor)


_COMPUTE: dict[Op, Callable[..., Any]] = {
    Op.ADD: np.add,
    Op.SUB: np.subtract,
    Op.MUL: np.multiply,
    Op.DIV: _rounded,
    Op.MIN: np.minimum,
    Op.MAX: np.maximum,
    Op.LT: np.less,
    Op.LE: np.less_equal,
    Op.EQ: np.equal,
    Op.AND: np.logical_and,
    Op.OR: np.logical_or,
    Op.NOT: np.logical_not,
    Op.WHEN: np.where,
    Op.SAME: lambda told, _worked_out: told,
}


_REDUCE: dict[Op, Callable[[Any, Column], Any]] = {
    Op.TOTAL: lambda column, starts: np.add.reduceat(column.astype(np.int64), starts),
    Op.ANY: np.logical_or.reduceat,
    Op.LARGEST: np.maximum.reduceat,
    Op.REFERENCE: lambda column, starts: column[starts],
}
