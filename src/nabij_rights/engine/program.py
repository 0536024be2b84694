"""A set of expressions laid out for evaluation, and what is known about one household."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from functools import cached_property
from typing import Any

from nabij_rights.engine.expression import LEAVES, REDUCTIONS, Entity, Node, Op, in_order
from nabij_rights.engine.spans import COMPUTE, REDUCE, Span


@dataclass(frozen=True)
class Situation:
    """What is known about one household, in the engine's own numbers.

    A fact that is absent is unknown. A fact with named values is a bit mask of the values that are
    still possible. The first person is the one whom the question is about.
    """

    household: Mapping[str, Span] = field(default_factory=dict)
    persons: Sequence[Mapping[str, Span]] = ()
    decisions: Mapping[str, Span] = field(default_factory=dict)

    def told(self, person: int | None, facts: Mapping[str, Span]) -> Situation:
        """The situation once these facts are known, of a person (counted from 0) or of the household."""
        if person is None:
            return replace(self, household={**self.household, **facts})
        persons = list(self.persons)
        persons[person] = {**persons[person], **facts}
        return replace(self, persons=persons)


@dataclass(frozen=True)
class Setting:
    """The amounts of the law and the days that go with one calculation date."""

    amounts: Mapping[str, Span]
    days: Mapping[object, int]


class Where(Enum):
    """How the value of a node comes about."""

    LEAF = auto()
    HOUSEHOLD = auto()
    EACH_PERSON = auto()
    REDUCTION = auto()


@dataclass(frozen=True, slots=True)
class Step:
    """One node as the interpreter needs it; ``args`` are positions. Nothing here depends on a household."""

    op: Op
    where: Where
    compute: Callable[..., Span]
    args: tuple[int, ...]
    args_are_personal: tuple[bool, ...]
    is_personal: bool
    has_amounts: bool
    meta: Any
    unknown: Span


@dataclass(frozen=True, slots=True)
class Input:
    """A fact that a program reads: of each person or of the household, and its span when unknown."""

    is_personal: bool
    unknown: Span


ANY_VALUE = 2**40 - 1
"""The mask of a fact with named values of which any is still possible, whatever their number."""


class Program:
    """Expressions in evaluation order, shared parts once. ``position[node.key]`` finds a value back."""

    def __init__(self, roots: Sequence[Node]) -> None:
        self.roots = list(roots)
        self.nodes = in_order(self.roots)
        self.position = {node.key: index for index, node in enumerate(self.nodes)}
        self.arguments = [tuple(self.position[arg.key] for arg in node.args) for node in self.nodes]
        self._depending: dict[tuple[str, ...], list[int]] = {}

    def depending_on(self, facts: tuple[str, ...]) -> list[int]:
        """The positions of these facts and of everything that rests on them, in evaluation order."""
        if facts not in self._depending:
            wanted, found = set(facts), set[int]()
            for index, (node, args) in enumerate(zip(self.nodes, self.arguments, strict=True)):
                is_asked = node.op in (Op.FACT, Op.FACT_IS) and _fact_of(node) in wanted
                if is_asked or not found.isdisjoint(args):
                    found.add(index)
            self._depending[facts] = sorted(found)
        return self._depending[facts]

    @cached_property
    def steps(self) -> list[Step]:
        """The nodes as the interpreter walks them."""
        steps: list[Step] = []
        for node, args in zip(self.nodes, self.arguments, strict=True):
            steps.append(_step(node, args, has_amounts=any(steps[arg].has_amounts for arg in args)))
        return steps

    @cached_property
    def inputs(self) -> Mapping[str, Input]:
        """Each fact that the program reads, by its key; the same for bounds as for a plain program."""
        found: dict[str, Input] = {}
        for node in self.nodes:
            if node.op is Op.FACT:
                found[_plain(node.meta)] = Input(node.entity is Entity.PERSON, (node.lowest, node.highest))
            elif node.op is Op.FACT_IS:
                found[_plain(node.meta)[0]] = Input(node.entity is Entity.PERSON, (ANY_VALUE, ANY_VALUE))
        return found

    @cached_property
    def decisions(self) -> frozenset[str]:
        """The names of all decisions that the program reads."""
        return frozenset(_plain(node.meta) for node in self.nodes if node.op is Op.DECISION)

    def index(self, node: Node) -> int:
        """Where the value of this node stands."""
        return self.position[node.key]

    def leaves(self, op: Op) -> list[Node]:
        """All leaves of one kind."""
        return [node for node in self.nodes if node.op is op]


def _fact_of(node: Node) -> str:
    meta = _plain(node.meta)
    return str(meta[0] if node.op is Op.FACT_IS else meta)


def _plain(meta: Any) -> Any:
    """What a leaf is about, also when it is one end of a bound."""
    return getattr(meta, "of", meta)


def _step(node: Node, args: tuple[int, ...], *, has_amounts: bool) -> Step:
    is_personal = node.entity is Entity.PERSON
    where: Where
    compute: Callable[..., Span]
    if node.op in LEAVES:
        where, compute = Where.LEAF, _no_operator
    elif node.op in REDUCTIONS:
        where, compute = Where.REDUCTION, REDUCE[node.op]
    else:
        where, compute = (Where.EACH_PERSON if is_personal else Where.HOUSEHOLD), COMPUTE[node.op]
    return Step(
        op=node.op,
        where=where,
        compute=compute,
        args=args,
        args_are_personal=tuple(arg.entity is Entity.PERSON for arg in node.args),
        is_personal=is_personal,
        has_amounts=has_amounts or node.op is Op.AMOUNT,
        meta=node.meta,
        unknown=(node.lowest, node.highest),
    )


def _no_operator(*_: Span) -> Span:
    raise TypeError("a leaf has nothing to compute")
