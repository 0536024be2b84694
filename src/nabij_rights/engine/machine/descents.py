"""Ways down from the answers: which open facts can still change each, and on which amounts it rests.

What :mod:`nabij_rights.lists.tracing` does for a population with NumPy, node by node, is prepared here for a
kernel: on which terms bits may ever arrive, given what a list holds. Every right of a group is one bit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from nabij_rights.engine.bounds import Pair
from nabij_rights.engine.expression import REDUCTIONS, Node, Op, in_order
from nabij_rights.engine.machine.plan import is_personal

Truth = bool | str
"""Yes, no, or the name of a value that tells it for each household or person."""

_LOOKED_AT = {Op.WHEN: (0,), Op.MIN: (0, 1), Op.MAX: (0, 1), Op.AND: (0, 1), Op.OR: (0, 1)}
"""Of which terms the ends decide where the bits go."""


class Slot(NamedTuple):
    """Where the bits that arrive at a leaf are kept: under a name, for the household or for each person."""

    name: str
    is_personal: bool


@dataclass(frozen=True)
class Descent:
    """One way down: the expressions of each right, and the slots of each leaf that counts, by its key.

    To facts it goes on where a value is open; to amounts wherever a value rests or may come to rest.
    """

    roots: Sequence[Sequence[Node]]
    slots: Mapping[int, Sequence[Slot]]
    to_facts: bool

    def looked_at(self) -> list[Node]:
        """The expressions of which the ends are asked on the way."""
        nodes = in_order([node for of_right in self.roots for node in of_right])
        on_the_way = self.on_the_way(nodes)
        found = {one.key: one for node in nodes if node.key in on_the_way for one in self.asked_of(node)}
        return list(found.values())

    def asked_of(self, node: Node) -> Iterator[Node]:
        """The expressions of which the ends are asked at a node."""
        if self.to_facts:
            yield node
        if node.op in (Op.AND, Op.OR) and self.to_facts:
            return
        for place in _LOOKED_AT.get(node.op, ()):
            yield node.args[place]

    def on_the_way(self, nodes: Sequence[Node]) -> set[int]:
        """The keys of the nodes that lead to a leaf that counts; ``nodes`` in order."""
        found: set[int] = set()
        for node in nodes:
            if node.key in self.slots or any(arg.key in found for arg in node.args):
                found.add(node.key)
        return found

    def sides(self, node: Node, ends: Mapping[int, Pair], signs: Signs) -> Sequence[Truth]:
        """Of each term where the bits go on."""
        if node.op is Op.WHEN:
            low, high = (signs.truth(end) for end in ends[node.args[0].key])
            test = signs.both(signs.opposite(low), high) if self.to_facts else True
            return (test, high, signs.opposite(low))
        if node.op in (Op.MIN, Op.MAX):
            return _contenders(node, ends, signs)
        if node.op is Op.SAME and self.to_facts:
            return (True, False)
        if node.op in (Op.AND, Op.OR) and not self.to_facts:
            return _deciding(node, ends, signs)
        return (True,) * len(node.args)


def _contenders(node: Node, ends: Mapping[int, Pair], signs: Signs) -> Sequence[Truth]:
    """Both terms, unless one surely wins."""
    (low, high), (low2, high2) = (ends[arg.key] for arg in node.args)
    if node.op is Op.MIN:
        only_first, only_second = signs.at_most(high, low2), signs.at_most(high2, low)
    else:
        only_first, only_second = signs.at_most(high2, low), signs.at_most(high, low2)
    return (signs.either(only_first, signs.opposite(only_second)), signs.opposite(only_first))


def _deciding(node: Node, ends: Mapping[int, Pair], signs: Signs) -> Sequence[Truth]:
    """The first part that makes a both-and surely false or an either-or surely true, else all parts."""
    which = 1 if node.op is Op.AND else 0
    first, second = (signs.truth(ends[arg.key][which]) for arg in node.args)
    if node.op is Op.AND:
        return (signs.either(signs.opposite(first), second), first)
    return (signs.either(first, signs.opposite(second)), signs.opposite(first))


class Signs:
    """What is known of ends without looking at any household. A kernel writes the rest."""

    def truth(self, node: Node) -> Truth:
        """Whether an end is true."""
        return bool(node.meta) if node.op is Op.CONST else self._value(node)

    def at_most(self, first: Node, second: Node) -> Truth:
        """Whether one end is at most another."""
        if first is second or first.highest <= second.lowest:
            return True
        return False if first.lowest > second.highest else self._compared(first, second)

    def differ(self, pair: Pair) -> Truth:
        """Whether two ends are two numbers."""
        first, second = pair
        if first is second:
            return False
        return True if first.highest < second.lowest else self._unequal(first, second)

    def opposite(self, one: Truth) -> Truth:
        """Not."""
        return not one if isinstance(one, bool) else self._opposite(one)

    def both(self, one: Truth, other: Truth) -> Truth:
        """And."""
        if one is False or other is False:
            return False
        if isinstance(one, bool):
            return other
        return one if isinstance(other, bool) else self._joined("and", one, other)

    def either(self, one: Truth, other: Truth) -> Truth:
        """Or."""
        if one is True or other is True:
            return True
        if isinstance(one, bool):
            return other
        return one if isinstance(other, bool) else self._joined("or", one, other)

    def _value(self, _node: Node) -> str:
        return _DEPENDS

    def _compared(self, _first: Node, _second: Node) -> str:
        return _DEPENDS

    def _unequal(self, _first: Node, _second: Node) -> str:
        return _DEPENDS

    def _opposite(self, _one: str) -> str:
        return _DEPENDS

    def _joined(self, _how: str, _one: str, _other: str) -> str:
        return _DEPENDS


_DEPENDS = "?"


@dataclass
class Course:
    """One descent of one group of rights: which nodes it may reach, in the order in which it comes there."""

    descent: Descent
    ends: Mapping[int, Pair]
    starts: Mapping[int, int]
    """The bits that begin at a node, by its key."""
    nodes: Sequence[Node]
    reached: Mapping[int, int] = field(default_factory=dict)
    """The bits that may come to a node. What is not in it needs no text."""

    def reaches(self, node: Node) -> bool:
        """Whether any bit may come here."""
        return node.key in self.reached

    def asked(self) -> Iterator[Node]:
        """The ends that this course asks for."""
        for node in self.nodes:
            if self.reaches(node):
                for one in self.descent.asked_of(node):
                    yield from self.ends[one.key]


def course_of(descent: Descent, rights: range, ends: Mapping[int, Pair]) -> Course:
    """The course of a descent for these rights; the first of them is bit 0."""
    starts: dict[int, int] = {}
    for bit, right in enumerate(rights):
        for node in descent.roots[right]:
            starts[node.key] = starts.get(node.key, 0) | 1 << bit
    nodes = in_order([node for right in rights for node in descent.roots[right]])
    on_the_way = descent.on_the_way(nodes)
    nodes = [node for node in nodes if node.key in on_the_way]
    reached: dict[int, int] = {}
    signs, waiting = Signs(), dict(starts)
    for node in reversed(nodes):
        bits = waiting.get(node.key, 0)
        if not bits or (descent.to_facts and signs.differ(ends[node.key]) is False):
            continue
        reached[node.key] = bits
        for arg, side in zip(node.args, descent.sides(node, ends, signs), strict=True):
            if side is not False and arg.key in on_the_way:
                waiting[arg.key] = waiting.get(arg.key, 0) | bits
    return Course(descent, ends, starts, nodes, reached)


def stages_of(nodes: Sequence[Node]) -> dict[int, int]:
    """Of each node the number of reductions below it, by its key; ``nodes`` in order, with all below them."""
    found: dict[int, int] = {}
    for node in nodes:
        below = max((found.get(arg.key, 0) for arg in node.args), default=0)
        found[node.key] = below + (node.op in REDUCTIONS)
    return found


def personal_below(course: Course, reductions: Sequence[Node]) -> list[Node]:
    """What is said of persons and may be reached from these reductions, each after those that lead to it."""
    leads = {node.args[0].key for node in reductions}
    found = []
    for node in reversed(course.nodes):
        if node.key in leads and is_personal(node) and course.reaches(node):
            found.append(node)
            leads.update(arg.key for arg in node.args)
    return found
