"""Which questions settle everything in a household of which every answer is imagined.

A no of a both-and needs one part that is no, a yes of an either-or one part that is yes, everything else all
of its open parts. From the leaves up each node gathers such a set, as a number of which each bit is one
question; of several parts that would do, the one that needs the fewest questions beside the ``free`` ones.
That is not always the smallest set (a large wage may say enough about a sum), but it is found in one walk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from nabij_rights.engine.expression import REDUCTIONS, Entity, Op
from nabij_rights.engine.layout import Block, Layout, Row
from nabij_rights.engine.source import function, indented, terms
from nabij_rights.engine.tracing import OpenFact, facts_below


class Rows(NamedTuple):
    """The values of the household and of each person: what is known, or what is imagined."""

    home: Row
    persons: Sequence[Row]


Walk = Callable[[Row, Sequence[Row], Row, Sequence[Row], Row, Sequence[Row], int], None]
"""A compiled block: known home and persons, imagined home and persons, the sets of both, and what is free."""

_ONE_DOES = {  # ls and hs are the ends of what is imagined of the node, las and has those of its first part
    Op.AND: "{a} | {b} if {hs} else ({b} if {has} else {a} if {hbs} else fewer({a}, {b}, free))",
    Op.OR: "({b} if not {las} else {a} if not {lbs} else fewer({a}, {b}, free)) if {ls} else {a} | {b}",
}
_FORMS = {
    **_ONE_DOES,
    Op.WHEN: "{a} | ({b} if {las} else {b} | {c} if {has} else {c})",
    Op.MIN: "{a} if {ah} <= {bl} else {b} if {bh} <= {al} else {a} | {b}",
    Op.MAX: "{a} if {al} >= {bh} else {b} if {bl} >= {ah} else {a} | {b}",
    Op.SAME: "{a}",
}


def fewer(one: int, other: int, free: int) -> int:
    """The set with the fewest questions beside the free ones; of equals the smaller, then the first."""
    ones, others = (one & ~free).bit_count(), (other & ~free).bit_count()
    if ones == others:
        ones, others = one.bit_count(), other.bit_count()
    return one if ones <= others else other


def fewest(sets: Iterable[int], free: int) -> int:
    """The same of any number of sets; none when there are none."""
    best: int | None = None
    for one in sets:
        best = one if best is None else fewer(best, one, free)
    return best or 0


class Needed:
    """Finds such sets for a program."""

    def __init__(self, layout: Layout) -> None:
        self._layout, self._below = layout, facts_below(layout)
        self._leaves: dict[tuple[str, bool], list[int]] = {}
        for node, place in zip(layout.nodes, layout.place, strict=True):
            if node.op in (Op.FACT, Op.FACT_IS):
                fact = node.meta if node.op is Op.FACT else node.meta[0]
                self._leaves.setdefault((fact, node.entity is Entity.PERSON), []).append(place // 2)
        walks = (self._compiled(block) for block in layout.blocks)
        self._walks = [walk for walk in walks if walk is not None]

    def questions(
        self,
        roots: Iterable[int],
        known: Rows,
        imagined: Rows,
        asked_by: Mapping[OpenFact, int],
        free: int = 0,
    ) -> int:
        """The bits of the questions that settle these roots (half their place in the row of the household).

        ``asked_by`` has the bit of the question that asks each open fact.
        """
        of_home = [0] * (len(known.home) // 2)
        of_persons = [[0] * (len(row) // 2) for row in known.persons]
        for open_fact, bit in asked_by.items():
            sets = of_home if open_fact.person is None else of_persons[open_fact.person]
            for place in self._leaves.get((open_fact.fact, open_fact.person is not None), ()):
                sets[place] = bit
        for walk in self._walks:
            walk(known.home, known.persons, imagined.home, imagined.persons, of_home, of_persons, free)
        found = 0
        for root in roots:
            found |= of_home[root]
        return found

    def _compiled(self, block: Block) -> Walk | None:
        body = [line for index in block.nodes if self._below[index] for line in self._lines(index)]
        if not body:
            return None
        lines = ["def run(home, persons, home_seen, persons_seen, of_home, of_persons, free):"]
        if block.is_personal:
            lines.append("    for row, row_seen, of_row in zip(persons, persons_seen, of_persons):")
            lines += indented(8, body)
        else:
            lines += indented(4, body)
        walk: Walk = function(lines, fewer=fewer, fewest=fewest)
        return walk

    def _row(self, index: int) -> str:
        return "row" if self._layout.is_personal[index] else "home"

    def _set(self, index: int) -> str:
        return f"of_{self._row(index)}[{self._layout.place[index] // 2}]" if self._below[index] else "0"

    def _imagined(self, index: int) -> tuple[str, str]:
        """Both ends, which differ where a figure or a fact that no question asks is not known exactly."""
        node = self._layout.nodes[index]
        if node.op is Op.CONST:
            return str(int(node.meta)), str(int(node.meta))
        row, place = f"{self._row(index)}_seen", self._layout.place[index]
        return f"{row}[{place}]", f"{row}[{place + 1}]"

    def _lines(self, index: int) -> Iterator[str]:
        """Nothing is needed for what is known already."""
        place, row = self._layout.place[index], self._row(index)
        if not self._layout.nodes[index].args:
            return
        yield f"if {row}[{place}] != {row}[{place + 1}]:"
        if self._layout.nodes[index].op in REDUCTIONS:
            yield from indented(4, self._reduced(index))
        else:
            yield f"    {self._set(index)} = {self._part(index)}"

    def _part(self, index: int) -> str:
        op, args = self._layout.nodes[index].op, self._layout.arguments[index]
        if (form := _FORMS.get(op)) is None:
            return " | ".join(map(self._set, args))
        names = terms(self._layout, index)
        for letter, arg in zip("abc", args, strict=False):
            names[letter] = self._set(arg)
            names[f"l{letter}s"], names[f"h{letter}s"] = self._imagined(arg)
            if self._layout.nodes[arg].op is not Op.CONST:
                place = self._layout.place[arg]
                names |= {f"{letter}l": f"{self._row(arg)}[{place}]"}
                names |= {f"{letter}h": f"{self._row(arg)}[{place + 1}]"}
        names["ls"], names["hs"] = self._imagined(index)
        return form.format(**names)

    def _reduced(self, index: int) -> Iterator[str]:
        own, inner = self._set(index), self._layout.arguments[index][0]
        place = self._layout.place[inner]
        if self._layout.nodes[index].op is Op.REFERENCE:
            yield f"{own} = of_persons[0][{place // 2}]"
            return
        if self._layout.nodes[index].op is Op.ANY:
            yield f"if {self._imagined(index)[0]}:"
            yield (
                f"    {own} = fewest((of[{place // 2}] for of, seen in zip(of_persons, persons_seen) "
                f"if seen[{place}]), free)"
            )
            yield "else:"
            yield f"    for of in of_persons: {own} |= of[{place // 2}]"
            return
        yield f"for of in of_persons: {own} |= of[{place // 2}]"
