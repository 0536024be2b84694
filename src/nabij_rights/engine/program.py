"""A set of expressions laid out for evaluation, and what is known about one household."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from nabij_rights.engine.expression import Entity, Node, Op, in_order
from nabij_rights.engine.layout import Layout, Row, Run
from nabij_rights.engine.needed import Needed
from nabij_rights.engine.source import compiled
from nabij_rights.engine.spans import Span
from nabij_rights.engine.tracing import Tracing


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
        self.last_day: tuple[Setting, Row] | None = None
        """The setting of the last evaluation, and the row of a household of which nothing is told then."""

    @cached_property
    def layout(self) -> Layout:
        """Where the values of all nodes stand."""
        return Layout(self.nodes, self.arguments)

    @cached_property
    def places(self) -> Mapping[int, int]:
        """Where the lowest value of a node stands in its row, by the key of the node."""
        return {node.key: place for node, place in zip(self.nodes, self.layout.place, strict=True)}

    @cached_property
    def runs(self) -> list[Run]:
        """The blocks of the layout as compiled functions, in the order in which they are to be run."""
        return [compiled(self.layout, block) for block in self.layout.blocks]

    @cached_property
    def tracing(self) -> Tracing:
        """What gathers why the values are what they are."""
        return Tracing(self.layout, self.amounts_below)

    @cached_property
    def needed(self) -> Needed:
        """What finds the questions that settle everything in an imagined household."""
        return Needed(self.layout)

    @cached_property
    def amounts_below(self) -> list[int]:
        """The dated amounts on which each node may rest: bit n for the amount n of ``amount_slots``."""
        bits = {slot: 1 << number for number, slot in enumerate(self.amount_slots)}
        below: list[int] = []
        for node, args in zip(self.nodes, self.arguments, strict=True):
            found = bits[node.meta] if node.op is Op.AMOUNT else 0
            for arg in args:
                found |= below[arg]
            below.append(found)
        return below

    @cached_property
    def amount_slots(self) -> list[str]:
        """The dated amounts that the program reads, in the order in which the rules name them."""
        return [node.meta for node in self.leaves(Op.AMOUNT)]

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


def _plain(meta: Any) -> Any:
    """What a leaf is about, also when it is one end of a bound."""
    return getattr(meta, "of", meta)
