"""Where the values of a program stand, and in which blocks they are worked out.

The household has one row of numbers and every person has one. Leaves come first. What is worked out stands
in blocks of at most ``BLOCK`` nodes, each a contiguous part of a row. A node has a level, and a block holds
nodes of one level, so that it only reads blocks before it:

- level 0 follows from the calculation date alone and is worked out once per setting, not per household;
- an odd level is of persons, an even one of the household; a reduction is one level above what it reduces.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from nabij_rights.engine.expression import REDUCTIONS, Entity, Node, Op

BLOCK = 24
"""Nodes per block. After one more answer whole blocks are worked out again, so they should not be large; but
each block first fetches what it needs, so they should not be small. Decision 12 has the figures."""

Row = list[int]
"""Of each node its lowest value and then its highest."""

Run = Callable[[Row, list[Row]], None]
"""A compiled block: fills in its part of the row of the household, or of the rows of all persons."""

_OF_THE_DAY = frozenset({Op.CONST, Op.AMOUNT, Op.DAY})


@dataclass(slots=True)
class Block:
    """Nodes that are worked out together, by position, and the part of the row where their values stand.

    ``readers`` are the blocks that need one of these values: bit n for block n.
    """

    nodes: tuple[int, ...]
    is_personal: bool
    start: int
    end: int
    readers: int = 0


@dataclass(slots=True)
class Told:
    """What changes when a fact is told: the places of its value and named values, and who reads them."""

    numbers: list[tuple[int, int, int]] = field(default_factory=list)
    """Place, and the lowest and highest value when nobody told."""
    named_values: list[tuple[int, int]] = field(default_factory=list)
    """Place, and the bit of the value."""
    readers: int = 0

    def put(self, row: Row, span: tuple[int, int] | None) -> None:
        """Writes what is known of the fact, or that nothing is."""
        for place, low, high in self.numbers:
            row[place], row[place + 1] = span or (low, high)
        for place, bit in self.named_values:  # the mask of the values that are still possible
            row[place] = int(span is not None and span[0] == bit)
            row[place + 1] = int(span is None or span[0] & bit != 0)


class Layout:
    """The places of all values of a program. ``place[position]`` is where the lowest value of a node stands.

    ``home`` and ``person`` are the rows before anything is told: constants stand in them, and facts with
    the whole of their domain.
    """

    def __init__(self, nodes: Sequence[Node], arguments: Sequence[tuple[int, ...]]) -> None:
        self.nodes, self.arguments = nodes, arguments
        self.is_personal = [node.entity is Entity.PERSON for node in nodes]
        self.place = [0] * len(nodes)
        self.home: Row = []
        self.person: Row = []
        self.facts_of_home: dict[str, Told] = {}
        self.facts_of_person: dict[str, Told] = {}
        self.decisions: dict[str, Told] = {}
        self.size: int | None = None
        """The place of the number of persons, when the program asks for it."""
        self.blocks: list[Block] = []
        self.of_the_day = 0
        """So many blocks follow from the calculation date alone."""
        self._place_leaves()
        self._place_blocks(_levels(nodes, arguments))
        self._note_readers()

    def leaves(self, op: Op) -> Iterator[tuple[Any, int]]:
        """What each leaf of this kind is about, and its place."""
        return (
            (node.meta, place) for node, place in zip(self.nodes, self.place, strict=True) if node.op is op
        )

    def told_by(self, node: Node) -> Told | None:
        """What is told about a leaf; None when it is no fact and no decision."""
        if node.op is Op.DECISION:
            return self.decisions.setdefault(node.meta, Told())
        if node.op not in (Op.FACT, Op.FACT_IS):
            return None
        facts = self.facts_of_person if node.entity is Entity.PERSON else self.facts_of_home
        return facts.setdefault(node.meta[0] if node.op is Op.FACT_IS else node.meta, Told())

    def read_by(self, block: Block) -> list[int]:
        """The nodes outside a block whose values it needs, constants left out."""
        read = dict.fromkeys(arg for index in block.nodes for arg in self.arguments[index])
        own = set(block.nodes)
        return [arg for arg in read if arg not in own and self.nodes[arg].op is not Op.CONST]

    def _next_place(self, index: int) -> int:
        row = self.person if self.is_personal[index] else self.home
        self.place[index] = len(row)
        row += (self.nodes[index].lowest, self.nodes[index].highest)
        return self.place[index]

    def _place_leaves(self) -> None:
        for index, node in enumerate(self.nodes):
            if node.args:
                continue
            place = self._next_place(index)
            if node.op is Op.SIZE:
                self.size = place
            if (told := self.told_by(node)) is None:
                continue
            if node.op is Op.FACT_IS:
                told.named_values.append((place, 1 << node.meta[1]))
            else:
                told.numbers.append((place, node.lowest, node.highest))

    def _place_blocks(self, levels: Sequence[int]) -> None:
        inner = [index for index, node in enumerate(self.nodes) if node.args]
        for level in sorted({levels[index] for index in inner}):
            of_level = [index for index in inner if levels[index] == level]
            for first in range(0, len(of_level), BLOCK):
                self._add_block(tuple(of_level[first : first + BLOCK]))
            if level == 0:
                self.of_the_day = len(self.blocks)

    def _add_block(self, nodes: tuple[int, ...]) -> None:
        places = [self._next_place(index) for index in nodes]
        self.blocks.append(Block(nodes, self.is_personal[nodes[0]], places[0], places[-1] + 2))

    def _note_readers(self) -> None:
        block_of = {index: block for block in self.blocks for index in block.nodes}
        for number, block in enumerate(self.blocks):
            for index in self.read_by(block):
                source = block_of.get(index) or self.told_by(self.nodes[index])
                if source is not None:
                    source.readers |= 1 << number


def _levels(nodes: Sequence[Node], arguments: Sequence[tuple[int, ...]]) -> list[int]:
    levels: list[int] = []
    for node, args in zip(nodes, arguments, strict=True):
        is_personal = node.entity is Entity.PERSON
        level = max((levels[arg] for arg in args), default=0)
        if node.op in REDUCTIONS:
            level += 1
        elif is_personal:
            level += level % 2 == 0
        elif not (node.op in _OF_THE_DAY or (args and level == 0)):
            level = max(level, 2)
        levels.append(level)
    return levels
