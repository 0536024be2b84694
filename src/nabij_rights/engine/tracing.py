"""The source that gathers why a value is what it is: open facts that can still change it, and amounts.

Both are gathered along branches that are taken or may still be taken, for all nodes in one go: many rights
share the same parts of the law, and most of what is shown asks for both. Blocks are compiled as in
:mod:`nabij_rights.engine.source`; beside the ends ``l7`` and ``h7`` of node 7 there are ``e7``, what is open
about it, and ``m7``, its amounts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
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

Ends = Mapping[OpenEnd, None] | None
"""Open ends, each once, in the order in which the rules come to them; None when there are none."""


class Gathered(NamedTuple):
    """What was gathered for the household or for one person: of each node the open ends and the amounts.

    Amounts are bits, as ``Program.amount_slots`` counts them.
    """

    ends: list[Ends]
    amounts: list[int]


Gather = Callable[[Row, list[Row], Gathered, list[Gathered]], None]
"""A compiled block that fills in its part of what is gathered."""


def both(found: Ends, more: Ends) -> Ends:
    """Open ends of two parts, those of the first part first."""
    if more is None or more is found:
        return found
    return more if found is None else {**found, **more}


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
        self._facts_below = _facts_below(layout)
        self._amount_leaves = [0] * (len(layout.home) // 2)
        for index, place in enumerate(layout.place):
            if layout.nodes[index].op is Op.AMOUNT:
                self._amount_leaves[place // 2] = amounts_below[index]
        self._leaves: dict[int | None, list[tuple[int, Ends]]] = {}
        self.gathers = [gather for block in layout.blocks if (gather := self._compiled(block)) is not None]

    def start(self, row: Row, person: int | None) -> Gathered:
        """What is gathered of the leaves in this row, and room for all that rests on them."""
        number = len(row) // 2
        amounts = self._amount_leaves.copy() if person is None else [0] * number
        found = Gathered([None] * number, amounts)
        if person not in self._leaves:
            self._leaves[person] = list(self._open_leaves(person))
        for place, ends in self._leaves[person]:
            if row[place] != row[place + 1]:
                found.ends[place // 2] = ends
        return found

    def _open_leaves(self, person: int | None) -> Iterator[tuple[int, Ends]]:
        """The leaves of a person or of the household, and what is open about each when it is not known.

        An amount of the law that is not known exactly is not for anybody here to tell.
        """
        for node, place in zip(self.layout.nodes, self.layout.place, strict=True):
            if (node.entity is Entity.PERSON) != (person is not None):
                continue
            if node.op is Op.DECISION:
                yield place, {OpenDecision(node.meta): None}
            elif node.op in (Op.FACT, Op.FACT_IS):
                yield place, {OpenFact(node.meta if node.op is Op.FACT else node.meta[0], person): None}

    def _compiled(self, block: Block) -> Gather | None:
        """The block as a function; None when nothing can be gathered in it."""
        body = [line for index in block.nodes for line in self._lines(index)]
        if not body:
            return None
        ends = ", ".join(f"e{n}" if self._facts_below[n] else "None" for n in block.nodes)
        amounts = ", ".join(f"m{n}" if self.amounts_below[n] else "0" for n in block.nodes)
        part = f"{block.start // 2}:{block.end // 2}"
        body += [f"ends[{part}] = ({ends},)", f"amounts[{part}] = ({amounts},)"]
        gather: Gather = function(self._whole(block, body), both=both)
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
        yield f"e{index} = None"
        yield f"if l{index} != h{index}:"
        for walk, place in self._persons(index):
            yield f"    for one in {walk}:"
            yield f"        if one[0][{place}]: e{index} = both(e{index}, one[0][{place}])"

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
        parts = [f"e{arg}" if self._facts_below[arg] else "None" for arg in args]
        text = _joined(parts)
        if op is Op.WHEN or op in _CONTENDER:
            form = _LIVE_BRANCH if op is Op.WHEN else _CONTENDER[op]
            text = form.format(**self._names(index, parts), either=text)
        elif op is Op.SAME:
            text = parts[0]
        yield f"e{index} = None if l{index} == h{index} else {text}"

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


def _joined(parts: Sequence[str]) -> str:
    """The open ends of all parts; the first test spares most of the calls."""
    found = list(dict.fromkeys(part for part in parts if part != "None")) or ["None"]
    if len(found) == 2:
        return "{0} if {1} is None else {1} if {0} is None else both({0}, {1})".format(*found)
    return found[0] if len(found) == 1 else "both(both({}, {}), {})".format(*found)


def _united(parts: Sequence[str]) -> str:
    return " | ".join(dict.fromkeys(part for part in parts if part != "0")) or "0"


def _facts_below(layout: Layout) -> list[bool]:
    """Of each node whether a fact or a decision stands below it."""
    below: list[bool] = []
    for node, args in zip(layout.nodes, layout.arguments, strict=True):
        below.append(layout.told_by(node) is not None or any(below[arg] for arg in args))
    return below
