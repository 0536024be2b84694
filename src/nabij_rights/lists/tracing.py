"""Which open facts can still change each right, and which amounts of the law it rests on, for many at once.

:mod:`nabij_rights.engine.tracing` gathers upwards for one household: of every expression the facts below it.
For a population it is cheaper the other way round. Every right is one bit; the bits start at the expressions
of the answer and go down, along the branches that are or may be taken, to the facts and the amounts. What
arrives at a fact are the rights that wait for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nabij_rights.engine.arrays import ArrayEvaluation, Column, Population
from nabij_rights.engine.bounds import to_bounds
from nabij_rights.engine.expression import Entity, Node, Op
from nabij_rights.engine.program import Program, Setting

Bits = NDArray[np.uint64]
"""Per household or person 64 rights, one bit each."""

Live = dict[int, Bits]
"""The rights that come to an expression: words of 64, by number."""

WORD = 64
_NONE = np.uint64(0)


@dataclass(frozen=True)
class Ends:
    """The lowest and highest values of one expression; they may be one number for all."""

    low: Any
    high: Any


Sides = Sequence[Any]
"""Of each term where the bits go on: everywhere (True), nowhere (False), or where a column says so."""


def _branches(ends: Callable[[int], Ends]) -> Sides:
    told = ends(0)
    return (~_bool(told.low) & _bool(told.high), _bool(told.high), ~_bool(told.low))


def _branches_and_test(ends: Callable[[int], Ends]) -> Sides:
    return (True, *_branches(ends)[1:])


def _smallest(ends: Callable[[int], Ends]) -> Sides:
    a, b = ends(0), ends(1)
    only_first, only_second = a.high <= b.low, b.high <= a.low
    return _contenders(only_first, only_second)


def _largest(ends: Callable[[int], Ends]) -> Sides:
    a, b = ends(0), ends(1)
    only_first, only_second = a.low >= b.high, b.low >= a.high
    return _contenders(only_first, only_second)


def _contenders(only_first: Any, only_second: Any) -> Sides:
    return (_bool(only_first) | ~_bool(only_second), ~_bool(only_first))


def _first_failing(ends: Callable[[int], Ends]) -> Sides:
    a, b = _bool(ends(0).high), _bool(ends(1).high)
    return (~a | b, a)


def _first_holding(ends: Callable[[int], Ends]) -> Sides:
    a, b = _bool(ends(0).low), _bool(ends(1).low)
    return (a | ~b, ~a)


def _told_as_a_whole(_ends: Callable[[int], Ends]) -> Sides:
    return (True, False)


def _bool(value: Any) -> Any:
    return np.asarray(value, dtype=np.bool_)


_Way = Callable[[Callable[[int], Ends]], Sides]

_WAYS_TO_FACTS: dict[Op, _Way] = {
    Op.WHEN: _branches,
    Op.MIN: _smallest,
    Op.MAX: _largest,
    Op.SAME: _told_as_a_whole,
}
_WAYS_TO_AMOUNTS: dict[Op, _Way] = {
    Op.WHEN: _branches_and_test,
    Op.MIN: _smallest,
    Op.MAX: _largest,
    Op.AND: _first_failing,
    Op.OR: _first_holding,
}
_LOOKED_AT = {Op.WHEN: (0,), Op.MIN: (0, 1), Op.MAX: (0, 1), Op.AND: (0, 1), Op.OR: (0, 1)}
"""Of which terms the ends decide where the bits go."""


class Walk:
    """One way down: to the open facts, or to some amounts. ``roots`` has the expressions of each right."""

    def __init__(
        self, roots: Sequence[Sequence[Node]], *, leads_to: Callable[[Node], bool], to_facts: bool
    ) -> None:
        self.to_facts = to_facts
        self._program = Program([node for of_right in roots for node in of_right])
        nodes, arguments = self._program.nodes, self._program.arguments
        self._starts: dict[int, int] = {}
        for number, of_right in enumerate(roots):
            for node in of_right:
                index = self._program.index(node)
                self._starts[index] = self._starts.get(index, 0) | 1 << number
        self._is_on_the_way: list[bool] = []
        for node, args in zip(nodes, arguments, strict=True):
            is_leaf = not args and leads_to(node)
            self._is_on_the_way.append(is_leaf or any(self._is_on_the_way[arg] for arg in args))
        self._ways = _WAYS_TO_FACTS if to_facts else _WAYS_TO_AMOUNTS

    @cached_property
    def looked_at(self) -> list[Node]:
        """The expressions of which the values decide where the bits go."""
        found: dict[int, Node] = {}
        for index, node in enumerate(self._program.nodes):
            if not self._is_on_the_way[index]:
                continue
            if self.to_facts:
                found[node.key] = node
            for place in _LOOKED_AT.get(node.op, ()) if node.op in self._ways else ():
                found[node.args[place].key] = node.args[place]
        return list(found.values())

    def down(self, values: Values) -> Iterator[tuple[Node, Live]]:
        """Every leaf that is reached, with the rights that come to it."""
        live: list[Live] = [{} for _ in self._program.nodes]
        for index, bits in self._starts.items():
            if self._is_on_the_way[index]:
                for word, part in _words(bits):
                    live[index][word] = np.full(values.number_of_households, part, dtype=np.uint64)
        for index in range(len(live) - 1, -1, -1):
            here, live[index] = live[index], {}
            if not here:
                continue
            node = self._program.nodes[index]
            if self.to_facts:
                here = values.where_open(node, here)
            if not node.args:
                yield node, here
            elif here:
                self._pass_on(index, node, here, values, live)

    def _pass_on(self, index: int, node: Node, here: Live, values: Values, live: list[Live]) -> None:
        way = self._ways.get(node.op)
        sides = way(lambda place: values.ends(node, place)) if way else (True,) * len(node.args)
        for arg, side in zip(self._program.arguments[index], sides, strict=True):
            if self._is_on_the_way[arg] and side is not False:
                child = self._program.nodes[arg]
                for word, bits in here.items():
                    kept = bits if side is True else np.where(side, bits, _NONE)
                    if side is not True and not kept.any():
                        continue
                    kept = values.moved(kept, node, child)
                    known = live[arg].get(word)
                    live[arg][word] = kept if known is None else known | kept


def _words(bits: int) -> Iterator[tuple[int, int]]:
    word = 0
    while bits:
        if part := bits & (1 << WORD) - 1:
            yield word, part
        bits >>= WORD
        word += 1


class Values:
    """The ends of every expression that was worked out for a population."""

    def __init__(
        self, evaluation: ArrayEvaluation, pairs: Mapping[int, tuple[Node, Node]], offsets: Column
    ) -> None:
        self._evaluation, self._pairs = evaluation, pairs
        self.number_of_households = len(offsets) - 1
        self._starts = offsets[:-1]
        self._households = np.repeat(np.arange(self.number_of_households), np.diff(offsets))

    def of(self, node: Node) -> Ends:
        """The ends of an expression."""
        low, high = self._pairs[node.key]
        return Ends(self._evaluation.value(low), self._evaluation.value(high))

    def ends(self, node: Node, place: int) -> Ends:
        """The ends of a term, one for each row of the expression in which it stands."""
        child = node.args[place]
        found = self.of(child)
        if node.entity is Entity.PERSON and child.entity is Entity.HOUSEHOLD:
            return Ends(found.low[self._households], found.high[self._households])
        return found

    def of_homes(self, node: Node) -> tuple[Column, Column]:
        """The ends of an expression about the household, one of each per household."""
        return self._per_home(self.of(node).low), self._per_home(self.of(node).high)

    def _per_home(self, value: Any) -> Column:
        return np.broadcast_to(np.asarray(value), (self.number_of_households,)).astype(np.int64)

    def whose(self, places: Column) -> tuple[Column, Column]:
        """Of persons, counted over the whole population, the household and the member (from 1)."""
        households = self._households[places]
        return households, places - self._starts[households] + 1

    def where_open(self, node: Node, live: Live) -> Live:
        """The bits where the value is not known."""
        ends = self.of(node)
        if ends.low is ends.high:
            return {}
        is_open = ends.low != ends.high
        kept = {word: np.where(is_open, bits, _NONE) for word, bits in live.items()}
        return {word: bits for word, bits in kept.items() if bits.any()}

    def moved(self, bits: Bits, node: Node, child: Node) -> Bits:
        """The bits of an expression at one of its terms: from the home to the persons, or back."""
        is_personal, becomes_personal = node.entity is Entity.PERSON, child.entity is Entity.PERSON
        if is_personal == becomes_personal:
            return bits
        if is_personal:
            gathered: Bits = np.bitwise_or.reduceat(bits, self._starts)
            return gathered
        if node.op is Op.REFERENCE:
            first = np.zeros(len(self._households), dtype=np.uint64)
            first[self._starts] = bits
            return first
        return bits[self._households]


class Tracer:
    """The walks of a set of rules, and the one program that works out all they look at."""

    def __init__(self, walks: Sequence[Walk], roots: Sequence[Node]) -> None:
        looked_at = {node.key: node for walk in walks for node in walk.looked_at}
        looked_at |= {root.key: root for root in roots}
        nodes = list(looked_at.values())
        self._pairs = {node.key: pair for node, pair in zip(nodes, to_bounds(nodes), strict=True)}
        self._program = Program([end for pair in self._pairs.values() for end in pair])

    def values(self, population: Population, setting: Setting) -> Values:
        """What the walks need to know of this population."""
        evaluation = ArrayEvaluation(self._program, population, setting)
        return Values(evaluation, self._pairs, population.offsets)
