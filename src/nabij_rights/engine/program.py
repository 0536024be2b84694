"""A set of expressions laid out for evaluation, and what is known about one household."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from nabij_rights.engine.expression import Entity, Node, Op, in_order

Span = tuple[int, int]
"""Lowest and highest value that is still possible; equal when the value is known."""


@dataclass(frozen=True)
class Situation:
    """What is known about one household, in the engine's own numbers.

    A fact that is absent is unknown. A fact with named values is a bit mask of the values that are
    still possible. The first person is the one whom the question is about.
    """

    household: Mapping[str, Span] = field(default_factory=dict)
    persons: Sequence[Mapping[str, Span]] = ()
    decisions: Mapping[str, Span] = field(default_factory=dict)


@dataclass(frozen=True)
class Setting:
    """The amounts of the law and the days that go with one calculation date."""

    amounts: Mapping[str, Span]
    days: Mapping[object, int]


class Program:
    """Expressions in evaluation order, shared parts once. ``position[node.key]`` finds a value back."""

    def __init__(self, roots: Sequence[Node]) -> None:
        self.roots = list(roots)
        self.nodes = in_order(self.roots)
        self.position = {node.key: index for index, node in enumerate(self.nodes)}
        self.arguments = [tuple(self.position[arg.key] for arg in node.args) for node in self.nodes]
        self.is_personal = [node.entity is Entity.PERSON for node in self.nodes]

    def index(self, node: Node) -> int:
        """Where the value of this node stands."""
        return self.position[node.key]

    def leaves(self, op: Op) -> list[Node]:
        """All leaves of one kind."""
        return [node for node in self.nodes if node.op is op]
