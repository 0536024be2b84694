"""The source that gathers why a value is what it is: open facts that can still change it, and amounts.

Both are gathered along branches that are taken or may still be taken, for all nodes in one go: many rights
share the same parts of the law, and most of what is shown asks for both. Blocks are compiled as in
:mod:`nabij_rights.engine.source`; beside the ends ``l7`` and ``h7`` of node 7 there are ``e7``, what is open
about it, and ``m7``, its amounts. Both are numbers of which each bit is one open fact or one amount, so that
to unite them is one step.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from nabij_rights.engine.expression import REDUCTIONS, Entity, Op
from nabij_rights.engine.layout import Block, Layout, Row
from nabij_rights.engine.source import fetched, function, indented, terms


class OpenFact(NamedTuple):
    """A fact that nobody told and that can still change the answer; ``person`` counts from 0."""

    fact: str
    person: int | None


class OpenDecision(NamedTuple):
    """What only a person may decide and that can still change the answer."""

    decision: str


OpenEnd = OpenFact | OpenDecision


class Gathered(NamedTuple):
    """What was gathered for the household or for one person: of each node the open ends and the amounts.

    Open ends are bits, as ``Tracing.named`` reads them; amounts are, as ``Program.amount_slots`` counts them.
    """

    ends: list[int]
    amounts: list[int]


Gather = Callable[[Row, list[Row], Gathered, list[Gathered]], None]
"""A compiled block that fills in its part of what is gathered."""


# --------------------------------------------------------------------------------------- source of a block

_LIVE_BRANCH = "{b} if {al} else ({either}) if {ah} else {c}"
_CONTENDER = {
    Op.MIN: "{a} if {ah} <= {bl} else {b} if {bh} <= {al} else ({either})",
    Op.MAX: "{a} if {al} >= {bh} else {b} if {bl} >= {ah} else ({either})",
}
_DECIDING = {  # the one part that makes a both-and surely false or an either-or surely true, else all parts
    Op.AND: "{a} if not {ah} else {b} if not {bh} else ({either})",
    Op.OR: "{a} if {al} else {b} if {bl} else ({either})",
}


class Tracing:
    """Gathers for a program. ``amounts_below`` says of each node on which amounts it may rest at all."""

    def __init__(self, layout: Layout, amounts_below: Sequence[int]) -> None:
        self.layout, self.amounts_below = layout, amounts_below
        self._facts_below = facts_below(layout)
        self._amount_leaves = [0] * (len(layout.home) // 2)
        for index, place in enumerate(layout.place):
            if layout.nodes[index].op is Op.AMOUNT:
                self._amount_leaves[place // 2] = amounts_below[index]
        self._open_leaves = [*_open_leaves(layout)]
        self._open_ends = [*dict.fromkeys(leaf.end for leaf in self._open_leaves)]
        self._number = {end: number for number, end in enumerate(self._open_ends)}
        self._named: dict[int, list[OpenEnd]] = {}
        self._bits: dict[tuple[int, int | None], list[tuple[int, int]]] = {}
        self.gathers = [gather for block in layout.blocks if (gather := self._compiled(block)) is not None]

    def start(self, row: Row, person: int | None, size: int) -> Gathered:
        """What is gathered of the leaves in this row, and room for all that rests on them.

        ``person`` is None for the row of the household, ``size`` how many persons it has.
        """
        number = len(row) // 2
        amounts = self._amount_leaves.copy() if person is None else [0] * number
        found = Gathered([0] * number, amounts)
        if (size, person) not in self._bits:
            self._bits[size, person] = list(self._bits_of(person, size))
        for place, bit in self._bits[size, person]:
            if row[place] != row[place + 1]:
                found.ends[place // 2] = bit
        return found

    def _bits_of(self, person: int | None, size: int) -> Iterator[tuple[int, int]]:
        """The leaves of a person or of the household, and the bit of each."""
        for place, end, is_personal in self._open_leaves:
            if is_personal == (person is not None):
                yield place, 1 << self._number[end] * size + (person or 0)

    def named(self, ends: int, size: int) -> list[OpenEnd]:
        """The open ends of which the bits are set, in the order in which the rules come to them."""
        of_bits, found = self._of_bits(size), []
        while ends:
            lowest = ends & -ends
            found.append(of_bits[lowest.bit_length() - 1])
            ends ^= lowest
        return found

    def _of_bits(self, size: int) -> list[OpenEnd]:
        """What each bit stands for in a household of so many persons."""
        if size not in self._named:
            self._named[size] = [
                end._replace(person=person) if isinstance(end, OpenFact) and end.person == 0 else end
                for end in self._open_ends
                for person in range(size)
            ]
        return self._named[size]

    def _compiled(self, block: Block) -> Gather | None:
        """The block as a function; None when nothing can be gathered in it."""
        body = [line for index in block.nodes for line in self._lines(index)]
        if not body:
            return None
        ends = ", ".join(f"e{n}" if self._facts_below[n] else "0" for n in block.nodes)
        amounts = ", ".join(f"m{n}" if self.amounts_below[n] else "0" for n in block.nodes)
        part = f"{block.start // 2}:{block.end // 2}"
        body += [f"ends[{part}] = ({ends},)", f"amounts[{part}] = ({amounts},)"]
        gather: Gather = function(self._whole(block, body))
        return gather

    def _whole(self, block: Block, body: list[str]) -> Iterator[str]:
        yield "def run(home, persons, of_home, of_persons):"
        outer, inner = fetched(self.layout, block, body, made="lhem")
        row = "row" if block.is_personal else "home"
        own = ", ".join(f"l{index}, h{index}" for index in block.nodes)
        body = [f"{own} = {row}[{block.start}:{block.end}]", *body]
        yield "    ends, amounts = of_home"
        yield from indented(4, outer)
        if block.is_personal:
            yield "    for row, (ends, amounts) in zip(persons, of_persons):"
            yield from indented(8, [*inner, *body])
        else:
            yield from indented(4, body)

    def _lines(self, index: int) -> Iterator[str]:
        is_reduction = self.layout.nodes[index].op in REDUCTIONS
        if self._facts_below[index]:
            yield from self._reduced_ends(index) if is_reduction else self._ends(index)
        if self.amounts_below[index]:
            yield from self._reduced_amounts(index) if is_reduction else self._amounts(index)

    def _reduced_ends(self, index: int) -> Iterator[str]:
        yield f"e{index} = 0"
        yield f"if l{index} != h{index}:"
        for walk, place in self._persons(index):
            yield f"    for one in {walk}: e{index} |= one[0][{place}]"

    def _reduced_amounts(self, index: int) -> Iterator[str]:
        yield f"m{index} = 0"
        for walk, place in self._persons(index):
            yield f"for one in {walk}: m{index} |= one[1][{place}]"

    def _persons(self, index: int) -> Iterator[tuple[str, int]]:
        """Whom a reduction is about, and where what was gathered for each of them stands."""
        is_of_one = self.layout.nodes[index].op is Op.REFERENCE
        yield (
            "of_persons[:1]" if is_of_one else "of_persons",
            self.layout.place[self.layout.arguments[index][0]] // 2,
        )

    def _ends(self, index: int) -> Iterator[str]:
        """Terms that may still change the value; of a number told twice the whole, for its parts are many."""
        op, args = self.layout.nodes[index].op, self.layout.arguments[index]
        parts = [f"e{arg}" if self._facts_below[arg] else "0" for arg in args]
        text = _united(parts)
        if op is Op.WHEN or op in _CONTENDER:
            form = _LIVE_BRANCH if op is Op.WHEN else _CONTENDER[op]
            text = form.format(**self._names(index, parts), either=text)
        elif op is Op.SAME:
            text = parts[0]
        yield f"e{index} = 0 if l{index} == h{index} else {text}"

    def _amounts(self, index: int) -> Iterator[str]:
        """Terms on which the value rests or may come to rest."""
        op, args = self.layout.nodes[index].op, self.layout.arguments[index]
        parts = [f"m{arg}" if self.amounts_below[arg] else "0" for arg in args]
        text = _united(parts)
        if op is Op.WHEN:
            branches = _LIVE_BRANCH.format(**self._names(index, parts), either=_united(parts[1:]))
            text = f"{parts[0]} | ({branches})" if parts[0] != "0" else branches
        elif (form := _CONTENDER.get(op) or _DECIDING.get(op)) is not None:
            text = form.format(**self._names(index, parts), either=text)
        yield f"m{index} = {text}"

    def _names(self, index: int, parts: list[str]) -> dict[str, str]:
        return {**terms(self.layout, index), **dict(zip("abc", parts, strict=False))}


def _united(parts: Sequence[str]) -> str:
    return " | ".join(dict.fromkeys(part for part in parts if part != "0")) or "0"


class _OpenLeaf(NamedTuple):
    """A leaf that may be open: its place, and what is open about it (of a person: of the first)."""

    place: int
    end: OpenEnd
    is_personal: bool


def _open_leaves(layout: Layout) -> Iterator[_OpenLeaf]:
    """An amount of the law that is not known exactly is no such leaf: nobody here can tell it."""
    for node, place in zip(layout.nodes, layout.place, strict=True):
        is_personal = node.entity is Entity.PERSON
        if node.op is Op.DECISION:
            yield _OpenLeaf(place, OpenDecision(node.meta), is_personal)
        elif node.op in (Op.FACT, Op.FACT_IS):
            fact = node.meta if node.op is Op.FACT else node.meta[0]
            yield _OpenLeaf(place, OpenFact(fact, 0 if is_personal else None), is_personal)


def facts_below(layout: Layout) -> list[bool]:
    """Of each node whether a fact or a decision stands below it."""
    below: list[bool] = []
    for node, args in zip(layout.nodes, layout.arguments, strict=True):
        below.append(layout.told_by(node) is not None or any(below[arg] for arg in args))
    return below
