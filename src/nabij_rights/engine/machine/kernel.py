"""One kernel: a loop over tiles of households, and inside it one loop over persons for each stage.

A tile takes as many households as there are lanes, side by side, sorted by size beforehand so that nearly
all have equally many persons. A lane whose household has no further person reads its last person again: that
changes no "any" and no "largest", and totals leave it out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from nabij_rights.engine.expression import Node, Op
from nabij_rights.engine.machine.lines import LONG, SHORT, TRUTH, Lines, Loop
from nabij_rights.engine.machine.operators import Scope, Writer, width_of
from nabij_rights.engine.machine.plan import Plan, Tables, fits_short, is_of_day, is_personal

ARGUMENTS = (
    "ptr %home, ptr %persons, ptr %starts, ptr %order, ptr %parameters, ptr %results, "
    "i64 %home_size, i64 %person_size, i64 %tiles"
)
"""Rows of households and of persons; at which row the persons of each tile begin; which household each lane
is; numbers of the day; result columns; bytes of a row of each kind; how many tiles there are."""


def stored_as(node: Node, *, narrow: bool) -> str:
    """The type in which a result is written: 64 bits, or as small as its static range allows."""
    if not narrow:
        return LONG
    if node.is_yes_no:
        return "i8"
    return SHORT if fits_short(node.lowest, node.highest) else LONG


def kernel_text(name: str, plan: Plan, tables: Tables, *, lanes: int, narrow: bool) -> str:
    """The kernel of this name in LLVM's language."""
    lines = Lines(lanes)
    Body(lines, Writer(lines, tables), plan, narrow).write()
    return lines.function(f"void @{name}({ARGUMENTS})")


After = Callable[[str, Scope, Scope], None]
"""Gets the number of the tile, and where the household and its first person are said."""


@dataclass
class Body:
    """The text of a kernel: what stands in the loop over tiles."""

    lines: Lines
    writer: Writer
    plan: Plan
    narrow: bool
    start: str = ""
    """Row of the first person of each household."""
    order: str = ""
    """Which households these are."""
    most: str = ""
    """Persons in the largest household of the tile."""
    after: After | None = None
    """What else is written for each tile."""

    def write(self) -> None:
        """Writes the whole function but its head."""
        lines = self.lines
        lines.begin("entry")
        with lines.loop("tile", "%tiles") as tile:
            home = self._households(tile.number)
            reference = Scope(home, row=self.person_row("0"))
            for number, reductions in enumerate(self.plan.reductions):
                self._reduce(number, reductions, home, reference)
            for at, root in self.plan.roots:
                self._store(at, root, home)
            if self.after is not None:
                self.after(tile.number, home, reference)
        lines.line("ret void")

    def _households(self, tile: str) -> Scope:
        """Which households this tile has, how many persons they have, and where these stand."""
        lines = self.lines
        self.order = lines.tile(LONG, "%order", tile)
        where = lines.new(f"getelementptr i64, ptr %starts, i64 {tile}")
        self.start = lines.new(f"load i64, ptr {where}, align 8")
        place = lines.new(f"mul i64 {tile}, %home_size")
        row = lines.new(f"getelementptr i8, ptr %home, i64 {place}")
        self.writer.sizes = lines.beside(SHORT, row, 0)
        self.most = lines.reduced("smax", SHORT, self.writer.sizes)
        return Scope(row=row)

    def person_row(self, person: str) -> str:
        """Where the facts of this person of each household stand."""
        lines = self.lines
        number = lines.new(f"add i64 {self.start}, {person}")
        return lines.new(
            f"getelementptr i8, ptr %persons, i64 {lines.new(f'mul i64 {number}, %person_size')}"
        )

    def _reduce(self, number: int, reductions: Sequence[Node], home: Scope, reference: Scope) -> None:
        for node in reductions:
            self.households_below(node.args[0], home)
        for node in reductions:
            if node.op is Op.REFERENCE:
                width = width_of(node)
                home.values[node.key, width] = self.writer.value(node.args[0], reference, width)
        if over_all := [node for node in reductions if node.op is not Op.REFERENCE]:
            self._loop(number, over_all, home)

    def households_below(self, node: Node, home: Scope) -> None:
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
        lines = self.lines
        with lines.loop(f"persons{number}", lines.new(f"sext i32 {self.most} to i64")) as loop:
            so_far = [self._start(node, loop) for node in reductions]
            person = lines.spread(SHORT, lines.new(f"trunc i64 {loop.number} to i32"))
            is_there = lines.both("icmp slt", SHORT, person, self.writer.sizes)
            scope = Scope(home, row=self.person_row(loop.number))
            after = {}
            for node, name in zip(reductions, so_far, strict=True):
                after[node.key, width_of(node)] = self._joined(node, name, scope, is_there)
                lines.becomes(loop, name, after[node.key, width_of(node)])
        home.values.update(after)

    def _start(self, node: Node, loop: Loop) -> str:
        """What is known before the first person."""
        width = width_of(node)
        start = self.lines.all(width, node.lowest if node.op is Op.LARGEST else 0)
        return self.lines.carry(loop, self.lines.type(width), start)

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
        lines.scatter(wanted, value, lines.scalar("%results", at, "ptr"), self.order)
