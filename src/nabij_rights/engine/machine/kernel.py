"""One kernel: a loop over tiles of households, and inside it one loop over persons for each stage.

A tile takes as many households as there are lanes, side by side, sorted by size beforehand so that nearly
all have equally many persons. A lane whose household has no further person reads its last person again: that
changes no "any" and no "largest", and totals leave it out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nabij_rights.engine.expression import Node, Op
from nabij_rights.engine.machine.lines import LONG, SHORT, TRUTH, Lines
from nabij_rights.engine.machine.operators import Scope, Writer, fits_short, width_of
from nabij_rights.engine.machine.plan import Plan, Slot, Tables, is_of_day, is_personal

ARGUMENTS = "ptr %offsets, ptr %order, ptr %columns, ptr %parameters, ptr %results, ptr %misfit, i64 %first, i64 %last"
"""Where households begin; which household each lane takes; then tables of columns, numbers of the day and
result columns; where to say that a number lies outside its range; the first tile and the one after the last."""


def stored_as(node: Node, *, narrow: bool) -> str:
    """The type in which a result is written: 64 bits, or as small as its static range allows."""
    if not narrow:
        return LONG
    if node.is_yes_no:
        return "i8"
    return SHORT if fits_short(node.lowest, node.highest) else LONG


def kernel_text(
    name: str, plan: Plan, tables: Tables, *, lanes: int, short_columns: frozenset[Slot], narrow: bool
) -> str:
    """The kernel of this name in LLVM's language."""
    lines = Lines(lanes)
    body = _Body(lines, Writer(lines, tables, short_columns), plan, narrow)
    body.write()
    head = [f"define void @{name}({ARGUMENTS}) {{"]
    return "\n".join([*head, *lines.text, "}", *sorted(lines.needed), "!0 = !{}", ""])


@dataclass
class _Body:
    lines: Lines
    writer: Writer
    plan: Plan
    narrow: bool
    first: str = ""
    """Row of the first person of each household."""
    last: str = ""
    """Row of the last person."""
    most: str = ""
    """Persons in the largest household of the tile."""

    def write(self) -> None:
        lines = self.lines
        lines.begin("entry")
        lines.line("br label %tile")
        lines.begin("tile")
        tile, following = "%tile_number", "%next_tile"
        place = lines.hold()
        home = self._households(tile)
        reference = Scope(home, rows=self.first)
        for number, reductions in enumerate(self.plan.reductions):
            self._reduce(number, reductions, home, reference)
        for at, root in self.plan.roots:
            self._store(at, root, home)
        self._report(home, reference)
        lines.line(f"{following} = add i64 {tile}, 1")
        lines.line(f"%has_more = icmp slt i64 {following}, %last")
        lines.line("br i1 %has_more, label %tile, label %done")
        lines.text[place] = f"  {tile} = phi i64 [ %first, %entry ], [ {following}, %{lines.block} ]"
        lines.begin("done")
        lines.line("ret void")

    def _households(self, tile: str) -> Scope:
        """Which households this tile has, where their persons begin, and how many they are."""
        lines = self.lines
        start = lines.new(f"mul i64 {tile}, {lines.lanes}")
        where = lines.new(f"getelementptr i64, ptr %order, i64 {start}")
        rows = lines.new(f"load {lines.type(LONG)}, ptr {where}, align 8")
        self.first = lines.load(LONG, "%offsets", rows)
        after = lines.load(LONG, "%offsets", lines.both("add", LONG, rows, lines.all(LONG, 1)))
        self.last = lines.both("sub", LONG, after, lines.all(LONG, 1))
        self.writer.sizes = lines.both("sub", LONG, after, self.first)
        self.most = lines.reduced("smax", LONG, self.writer.sizes)
        return Scope(rows=rows)

    def _reduce(self, number: int, reductions: Sequence[Node], home: Scope, reference: Scope) -> None:
        for node in reductions:
            self._households_below(node.args[0], home)
        for node in reductions:
            if node.op is Op.REFERENCE:
                width = width_of(node)
                home.values[node.key, width] = self.writer.value(node.args[0], reference, width)
        if over_all := [node for node in reductions if node.op is not Op.REFERENCE]:
            self._loop(number, over_all, home)

    def _households_below(self, node: Node, home: Scope) -> None:
        """What is said of the household in something that is said of a person comes before the loop."""
        todo, seen = [node], set()
        while todo:
            one = todo.pop()
            if one.key in seen:
                continue
            seen.add(one.key)
            if is_personal(one):
                todo.extend(one.args)
            elif not is_of_day(one):
                self.writer.value(one, home, width_of(one))

    def _loop(self, number: int, reductions: Sequence[Node], home: Scope) -> None:
        lines, block = self.lines, f"persons{number}"
        before = lines.block
        lines.line(f"br label %{block}")
        lines.begin(block)
        place, person = lines.hold(), lines.name()
        so_far = {node.key: (lines.name(), lines.hold()) for node in reductions}
        row = lines.both("add", LONG, self.first, lines.spread(LONG, person))
        is_there = lines.both("icmp sle", LONG, row, self.last)
        scope = Scope(home, rows=lines.choose(is_there, LONG, row, self.last))
        after = {}
        for node in reductions:
            after[node.key] = self._joined(node, so_far[node.key][0], scope, is_there)
        self._report_misfits(scope)
        following = lines.new(f"add i64 {person}, 1")
        has_more = lines.new(f"icmp slt i64 {following}, {self.most}")
        lines.line(f"br i1 {has_more}, label %{block}, label %after{number}")
        lines.text[place] = f"  {person} = phi i64 [ 0, %{before} ], [ {following}, %{lines.block} ]"
        for node in reductions:
            name, at = so_far[node.key]
            start = lines.all(width_of(node), node.lowest if node.op is Op.LARGEST else 0)
            lines.text[at] = (
                f"  {name} = phi {lines.type(width_of(node))} [ {start}, %{before} ], [ {after[node.key]}, %{lines.block} ]"
            )
            home.values[node.key, width_of(node)] = after[node.key]
        lines.begin(f"after{number}")

    def _joined(self, node: Node, so_far: str, scope: Scope, is_there: str) -> str:
        """What is known after one person more."""
        lines, width = self.lines, width_of(node)
        value = self.writer.value(node.args[0], scope, width)
        if node.op is Op.ANY:
            return lines.both("or", TRUTH, so_far, value)
        if node.op is Op.TOTAL:
            counted = value if lines.lanes == 1 else lines.choose(is_there, width, value, lines.all(width, 0))
            return lines.both("add", width, so_far, counted)
        is_larger = lines.both("icmp slt", width, so_far, value)
        return lines.choose(is_larger, width, value, so_far)

    def _store(self, at: int, root: Node, home: Scope) -> None:
        lines, wanted = self.lines, stored_as(root, narrow=self.narrow)
        if wanted == "i8":
            value = lines.cast("zext", TRUTH, self.writer.value(root, home, TRUTH), "i8")
        else:
            value = self.writer.value(root, home, wanted)
        lines.store(wanted, value, lines.scalar("%results", at, "ptr"), home.rows)

    def _report(self, home: Scope, reference: Scope) -> None:
        self._report_misfits(home)
        self._report_misfits(reference)

    def _report_misfits(self, scope: Scope) -> None:
        """Says so when a number outside its range was read; nobody may then use the results."""
        if not scope.misfits:
            return
        lines = self.lines
        found = scope.misfits[0]
        for other in scope.misfits[1:]:
            found = lines.both("or", TRUTH, found, other)
        seen = lines.new(f"zext i1 {lines.reduced('or', TRUTH, found)} to i64")
        before = lines.new("load i64, ptr %misfit, align 8")
        lines.line(f"store i64 {lines.new(f'or i64 {before}, {seen}')}, ptr %misfit, align 8")
        scope.misfits.clear()
