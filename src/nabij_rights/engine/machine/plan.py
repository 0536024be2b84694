"""What one kernel reads, works out and writes.

A node has a stage: the number of reductions below it. What is said of persons at one stage is worked out in
one loop over the persons of a household, and then comes what is said of the household.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from nabij_rights.engine.bounds import Side
from nabij_rights.engine.expression import COMPUTE, MOST_PERSONS, REDUCTIONS, Entity, Node, Op, in_order
from nabij_rights.engine.machine.fitting import Source, plain, source_of
from nabij_rights.engine.machine.lines import BYTES, LONG, SHORT
from nabij_rights.engine.program import Setting

CACHE_LINE = 64


@dataclass(frozen=True)
class Stored:
    """One array that a kernel reads, the lowest or the highest value of a fact, and the range it has."""

    source: Source
    is_upper: bool
    width: str
    lowest: int
    highest: int


def stored(leaf: Node) -> Stored:
    """The array that a leaf reads. Named values are one mask of up to 40 bits, whatever is asked of it."""
    if leaf.op is Op.FACT_IS:
        return Stored(source_of(leaf), False, LONG, -(2**63), 2**63 - 1)
    is_upper = isinstance(leaf.meta, Side) and leaf.meta.is_upper
    width = SHORT if fits_short(leaf.lowest, leaf.highest) else LONG
    return Stored(source_of(leaf), is_upper, width, leaf.lowest, leaf.highest)


def fits_short(lowest: int, highest: int) -> bool:
    """Whether this range fits 32 bits."""
    return lowest >= -(2**31) and highest < 2**31


@dataclass
class Rows:
    """Where columns stand once they are laid side by side, in bytes from the start of a row."""

    lanes: int
    places: dict[Stored, int] = field(default_factory=dict)
    end: int = 0

    def place(self, column: Stored) -> int:
        """The place of a column; a new one comes at the end."""
        if column not in self.places:
            size = self.lanes * BYTES[column.width]
            self.places[column] = -(-self.end // size) * size
            self.end = self.places[column] + size
        return self.places[column]

    @property
    def size(self) -> int:
        """Bytes of a row: an odd number of cache lines, so that rows do not push each other out."""
        return (-(-self.end // CACHE_LINE) | 1) * CACHE_LINE


@dataclass
class Tables:
    """What all kernels of a program share: the rows that they read, and the numbers of the day."""

    home: Rows
    persons: Rows
    parameters: dict[int, int] = field(default_factory=dict)
    """Place of a number that follows from the calculation date alone, by the key of its node."""
    parameter_nodes: list[Node] = field(default_factory=list)

    @classmethod
    def empty(cls, lanes: int) -> Tables:
        """Nothing yet but the sizes of households, with which each of their rows begins."""
        home = Rows(lanes)
        home.place(SIZES)
        return cls(home, Rows(lanes))

    def place(self, leaf: Node) -> int:
        """Where the column of this leaf stands in its row."""
        return (self.persons if is_personal(leaf) else self.home).place(stored(leaf))

    def parameter(self, node: Node) -> int:
        """The place of a number of the day."""
        if node.key not in self.parameters:
            self.parameters[node.key] = len(self.parameters)
            self.parameter_nodes.append(node)
        return self.parameters[node.key]


SIZES = Stored(("sizes", ""), False, SHORT, 1, MOST_PERSONS)
"""Number of persons of each household; every row of households begins with it."""


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
