"""The source of a block: plain Python over the lowest and highest values, compiled once per program.

What each operator means on two ends is written in ``_LINES``; the rest fetches what a block reads and stores
what it makes. The source holds operators and numbers of ours and nothing else: names of facts, texts of
rules or anything that somebody typed never get into it, so there is nothing to slip in.

In a block ``l7`` and ``h7`` are the lowest and highest value of the node at position 7. Yes/no is 1 or 0.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from nabij_rights.engine.expression import REDUCTIONS, Node, Op
from nabij_rights.engine.layout import Block, Layout, Run

# {l} and {h} are the result; a, b and c are the terms, each with its ends.
_LINES: dict[Op, tuple[str, ...]] = {
    Op.ADD: ("{l} = {al} + {bl}", "{h} = {ah} + {bh}"),
    Op.SUB: ("{l} = {al} - {bh}", "{h} = {ah} - {bl}"),
    Op.MUL: (
        "{l} = min({al} * {bl}, {al} * {bh}, {ah} * {bl}, {ah} * {bh})",
        "{h} = max({al} * {bl}, {al} * {bh}, {ah} * {bl}, {ah} * {bh})",
    ),
    # Rounded half up; the divisor is at least 1.
    Op.DIV: (
        "d = {bh} if {al} >= 0 else {bl}; {l} = (2 * {al} + d) // (2 * d)",
        "d = {bl} if {ah} >= 0 else {bh}; {h} = (2 * {ah} + d) // (2 * d)",
    ),
    Op.MIN: ("{l} = {al} if {al} < {bl} else {bl}", "{h} = {ah} if {ah} < {bh} else {bh}"),
    Op.MAX: ("{l} = {al} if {al} > {bl} else {bl}", "{h} = {ah} if {ah} > {bh} else {bh}"),
    Op.LT: ("{l} = 1 if {ah} < {bl} else 0", "{h} = 1 if {al} < {bh} else 0"),
    Op.LE: ("{l} = 1 if {ah} <= {bl} else 0", "{h} = 1 if {al} <= {bh} else 0"),
    Op.EQ: (
        "{l} = 1 if {al} == {ah} == {bl} == {bh} else 0",
        "{h} = 1 if {al} <= {bh} and {bl} <= {ah} else 0",
    ),
    Op.AND: ("{l} = {al} and {bl}", "{h} = {ah} and {bh}"),
    Op.OR: ("{l} = {al} or {bl}", "{h} = {ah} or {bh}"),
    Op.NOT: ("{l} = 1 - {ah}", "{h} = 1 - {al}"),
    Op.WHEN: (
        "if {al}: {l} = {bl}; {h} = {bh}",
        "elif {ah}: {l} = {lower}; {h} = {upper}",
        "else: {l} = {cl}; {h} = {ch}",
    ),
    # What both ways leave possible; what was told as a whole when the two contradict each other.
    Op.SAME: (
        "{l} = {al} if {al} > {bl} else {bl}",
        "{h} = {ah} if {ah} < {bh} else {bh}",
        "if {l} > {h}: {l} = {al}; {h} = {ah}",
    ),
}

# The same where the static range of a term excludes what is negative, as it mostly does.
_BY_NO_NEGATIVE = (
    "{l} = {al} * ({bl} if {al} >= 0 else {bh})",
    "{h} = {ah} * ({bh} if {ah} >= 0 else {bl})",
)
_OF_NO_NEGATIVES: dict[Op, tuple[str, ...]] = {
    Op.MUL: ("{l} = {al} * {bl}", "{h} = {ah} * {bh}"),
    Op.DIV: ("{l} = (2 * {al} + {bh}) // (2 * {bh})", "{h} = (2 * {ah} + {bl}) // (2 * {bl})"),
}

# Before the persons are walked, and for each of them; {p} is the place in the row of a person.
_REDUCE: dict[Op, tuple[str, str]] = {
    Op.TOTAL: ("{l} = {h} = 0", "{l} += row[{p}]; {h} += row[{p} + 1]"),
    Op.ANY: ("{l} = {h} = 0", "{l} = {l} or row[{p}]; {h} = {h} or row[{p} + 1]"),
    Op.LARGEST: (
        "{l} = persons[0][{p}]; {h} = persons[0][{p} + 1]",
        "{l} = max({l}, row[{p}]); {h} = max({h}, row[{p} + 1])",
    ),
    Op.REFERENCE: ("{l} = persons[0][{p}]; {h} = persons[0][{p} + 1]", ""),
}


def compiled(layout: Layout, block: Block) -> Run:
    """The block as a function of the row of the household and the rows of the persons, which it fills in."""
    run: Run = function(_whole(layout, block))
    return run


def function(lines: Iterable[str], **names: object) -> Any:
    """The function ``run`` that these lines define, with these names to call."""
    exec(compile("\n".join(lines), "<a block of rules>", "exec"), names)  # lines of our own, see above
    return names["run"]


def _whole(layout: Layout, block: Block) -> Iterator[str]:
    row = "row" if block.is_personal else "home"
    body = [line for index in block.nodes for line in _worked_out(layout, index)]
    ends = ", ".join(f"l{index}, h{index}" for index in block.nodes)
    body.append(f"{row}[{block.start}:{block.end}] = ({ends})")
    outer, inner = fetched(layout, block, body, made="lh")
    yield "def run(home, persons):"
    yield from indented(4, outer)
    if block.is_personal:
        yield "    for row in persons:"
        yield from indented(8, [*inner, *body])
    else:
        yield from indented(4, [*_reduced(layout, block), *body])


_NAME = re.compile(r"\b([lhem])([0-9]+)\b")


def fetched(layout: Layout, block: Block, body: Iterable[str], *, made: str) -> tuple[list[str], list[str]]:
    """Lines that fetch what the body names: once from the household, and from each person.

    ``made`` are the letters of the names that the body itself makes for the nodes of the block.
    """
    names = {(int(number), letter) for line in body for letter, number in _NAME.findall(line)}
    outer: list[str] = []
    inner: list[str] = []
    for index, letter in sorted(names - {(index, letter) for index in block.nodes for letter in made}):
        place, is_personal = layout.place[index], layout.is_personal[index]
        row = "row" if is_personal else "home"
        source = {
            "l": f"{row}[{place}]",
            "h": f"{row}[{place + 1}]",
            "e": f"ends[{place // 2}]",
            "m": f"amounts[{place // 2}]",
        }
        (inner if is_personal else outer).append(f"{letter}{index} = {source[letter]}")
    return outer, inner


def indented(depth: int, lines: Iterable[str]) -> Iterator[str]:
    """The lines, so many columns to the right."""
    return (" " * depth + line for line in lines)


def _reduced(layout: Layout, block: Block) -> Iterator[str]:
    """One walk over the persons for all reductions of the block."""
    walked = []
    for index in block.nodes:
        if layout.nodes[index].op in REDUCTIONS:
            place = layout.place[layout.arguments[index][0]]
            before, each = _REDUCE[layout.nodes[index].op]
            yield before.format(l=f"l{index}", h=f"h{index}", p=place)
            walked += [each.format(l=f"l{index}", h=f"h{index}", p=place)] if each else []
    if walked:
        yield "for row in persons:"
        yield from indented(4, walked)


def _worked_out(layout: Layout, index: int) -> Iterator[str]:
    node = layout.nodes[index]
    if node.op in REDUCTIONS:
        return iter(())
    lines = _LINES[node.op]
    if all(arg.lowest >= 0 for arg in node.args):
        lines = _OF_NO_NEGATIVES.get(node.op, lines)
    elif node.op is Op.MUL and node.args[1].lowest >= 0:
        lines = _BY_NO_NEGATIVE
    names = {"l": f"l{index}", "h": f"h{index}", **terms(layout, index)}
    if node.op is Op.WHEN:
        names |= _either(node.args[1], node.args[2], names)
    return (line.format_map(names) for line in lines)


def _either(yes: Node, no: Node, names: dict[str, str]) -> dict[str, str]:
    """The ends when both branches are possible. Most cannot overlap: an amount, or nothing."""
    if yes.lowest >= no.highest:
        return {"lower": names["cl"], "upper": names["bh"]}
    if yes.highest <= no.lowest:
        return {"lower": names["bl"], "upper": names["ch"]}
    lower, upper = "{bl} if {bl} < {cl} else {cl}", "{bh} if {bh} > {ch} else {ch}"
    return {"lower": lower.format_map(names), "upper": upper.format_map(names)}


def terms(layout: Layout, index: int) -> dict[str, str]:
    """The names of the ends of the terms of a node: al and ah of the first, bl and bh of the second."""
    names = {}
    for letter, arg in zip("abc", layout.arguments[index], strict=False):
        term = layout.nodes[arg]
        is_fixed = term.op is Op.CONST
        names[f"{letter}l"] = f"({int(term.meta)})" if is_fixed else f"l{arg}"
        names[f"{letter}h"] = f"({int(term.meta)})" if is_fixed else f"h{arg}"
    return names
