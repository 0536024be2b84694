"""What one kernel reads, works out and writes.

A node has a stage: the number of reductions below it. What is said of persons at one stage is worked out in
one loop over the persons of a household, and then comes what is said of the household.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from nabij_rights.engine.bounds import Side
from nabij_rights.engine.expression import COMPUTE, REDUCTIONS, Entity, Node, Op, in_order
from nabij_rights.engine.machine.fitting import Source, plain, source_of
from nabij_rights.engine.program import Setting

Slot = tuple[Source, bool]
"""One array that a kernel reads: the lowest (False) or highest (True) value of a fact."""


@dataclass
class Tables:
    """The arrays and numbers that all kernels of a program share, each with its place."""

    columns: dict[Slot, int] = field(default_factory=dict)
    parameters: dict[int, int] = field(default_factory=dict)
    """Place of a number that follows from the calculation date alone, by the key of its node."""
    parameter_nodes: list[Node] = field(default_factory=list)

    def column(self, slot: Slot) -> int:
        """The place of this array."""
        return self.columns.setdefault(slot, len(self.columns))

    def parameter(self, node: Node) -> int:
        """The place of a number of the day."""
        if node.key not in self.parameters:
            self.parameters[node.key] = len(self.parameters)
            self.parameter_nodes.append(node)
        return self.parameters[node.key]


def slot_of(leaf: Node) -> Slot:
    """The array that a leaf reads. Named values are one mask, whatever is asked of it."""
    is_upper = isinstance(leaf.meta, Side) and leaf.meta.is_upper
    return source_of(leaf), is_upper and leaf.op is not Op.FACT_IS


@dataclass(frozen=True)
class Plan:
    """The roots of one kernel, with the place of each among the roots of the program."""

    roots: Sequence[tuple[int, Node]]
    reductions: Sequence[Sequence[Node]]
    """The reductions of stage 1, of stage 2, and so on."""


def plan_of(roots: Sequence[tuple[int, Node]]) -> Plan:
    """How these roots are to be worked out."""
    stages: dict[int, int] = {}
    reductions: list[list[Node]] = []
    for node in in_order([root for _, root in roots]):
        stage = max((stages[arg.key] for arg in node.args), default=0)
        if node.op in REDUCTIONS:
            stage += 1
            while len(reductions) < stage:
                reductions.append([])
            reductions[stage - 1].append(node)
        stages[node.key] = stage
    return Plan(roots, reductions)


def numbers_of_day(nodes: Sequence[Node], setting: Setting) -> list[int]:
    """The numbers that follow from the calculation date alone."""
    values: dict[int, int] = {}
    for node in in_order(nodes):
        if node.op is Op.CONST:
            values[node.key] = node.meta
        elif node.op is Op.AMOUNT:
            is_upper = isinstance(node.meta, Side) and node.meta.is_upper
            values[node.key] = setting.amounts[plain(node.meta)][is_upper]
        elif node.op is Op.DAY:
            values[node.key] = setting.days[node.meta]
        else:
            args = [values[arg.key] for arg in node.args]
            values[node.key] = int(COMPUTE[node.op](*args))  # type: ignore[operator]
    return [values[node.key] for node in nodes]


def is_of_day(node: Node) -> bool:
    """Whether a value follows from the calculation date alone."""
    return node.entity is None


def is_personal(node: Node) -> bool:
    """Whether a value is said of each person."""
    return node.entity is Entity.PERSON
