"""One kernel that works out a group of rights and walks down from their answers, tile by tile.

First comes all that :mod:`nabij_rights.engine.machine.kernel` writes. Then the bits of the rights go down:
what is said of the household straight on, what is said of persons in one loop for each stage, from the last
stage to the first. What a person's value was is worked out again in that loop; to keep it would cost more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from nabij_rights.engine.expression import REDUCTIONS, Node, Op
from nabij_rights.engine.machine.descents import (
    Course,
    Signs,
    Slot,
    Truth,
    personal_below,
    stages_of,
)
from nabij_rights.engine.machine.kernel import ARGUMENTS, Body
from nabij_rights.engine.machine.lines import BYTES, LONG, SHORT, TRUTH, Lines, Loop
from nabij_rights.engine.machine.operators import Scope, Writer, width_of
from nabij_rights.engine.machine.plan import Plan, Tables, is_personal


@dataclass
class Sinks:
    """Where a kernel leaves what arrives: columns of results, and rows of the opened facts.

    ``columns`` has the place of a column among the results, ``places`` that of a slot in its row, in bytes.
    """

    columns: dict[Slot, int]
    places: dict[Slot, int]
    rows_at: int = 0
    """Where the address of the rows of households stands among the results, and after it that of persons."""
    home_size: int = 0
    person_size: int = 0


def walking_text(
    name: str, plan: Plan, tables: Tables, courses: Sequence[Course], sinks: Sinks, *, lanes: int
) -> str:
    """The kernel of this name in LLVM's language."""
    lines = Lines(lanes)
    body = Body(lines, Writer(lines, tables), plan, narrow=False)
    body.after = lambda tile, home, reference: _Down(body, courses, sinks, tile, home, reference).write()
    body.write()
    return lines.function(f"void @{name}({ARGUMENTS})")


@dataclass
class _Told(Signs):
    """What ends say in one scope, written when it is not known beforehand."""

    writer: Writer
    scope: Scope
    seen: dict[tuple[str, int, int], str] = field(default_factory=dict)

    def _value(self, node: Node) -> str:
        return self.writer.value(node, self.scope, TRUTH)

    def _compared(self, first: Node, second: Node) -> str:
        return self._instruction("sle", first, second)

    def _unequal(self, first: Node, second: Node) -> str:
        return self._instruction("ne", first, second)

    def _instruction(self, how: str, first: Node, second: Node) -> str:
        key = (how, first.key, second.key)
        if key not in self.seen:
            widths = {width_of(first), width_of(second)}
            width = TRUTH if widths == {TRUTH} else LONG if LONG in widths else SHORT
            one, other = (self.writer.value(node, self.scope, width) for node in (first, second))
            self.seen[key] = self.writer.lines.both(f"icmp {how}", width, one, other)
        return self.seen[key]

    def _opposite(self, one: str) -> str:
        return self.writer.lines.both("xor", TRUTH, one, self.writer.lines.all(TRUTH, 1))

    def _joined(self, how: str, one: str, other: str) -> str:
        return self.writer.lines.both(how, TRUTH, one, other)


_Live = dict[tuple[int, int], str]
"""The bits that come to a node, by the number of the course and the key of the node."""


@dataclass
class _Down:
    body: Body
    courses: Sequence[Course]
    sinks: Sinks
    tile: str
    home: Scope
    reference: Scope
    live: _Live = field(default_factory=dict)
    arrived: dict[Slot, str] = field(default_factory=dict)
    """What arrived at the leaves of the household."""

    def __post_init__(self) -> None:
        self.lines, self.writer = self.body.lines, self.body.writer
        self._told_of_home = _Told(self.writer, self.home)
        self._stages = [stages_of(course.nodes) for course in self.courses]

    def write(self) -> None:
        for number, course in enumerate(self.courses):
            for node in course.nodes:
                if course.starts.get(node.key) and course.reaches(node):
                    self.live[number, node.key] = self.lines.all(LONG, _signed(course.starts[node.key]))
        last = max((max(stages.values(), default=0) for stages in self._stages), default=0)
        for stage in range(last, -1, -1):
            reductions = [
                (number, node)
                for number, course in enumerate(self.courses)
                for node in reversed(course.nodes)
                if self._stages[number][node.key] == stage and self._of_home(number, course, node)
            ]
            self._persons(reductions)
        for slot, bits in self.arrived.items():
            self._keep_of_home(slot, bits)

    def _of_home(self, number: int, course: Course, node: Node) -> bool:
        """Passes on what came to something that is said of the household; whether persons come next."""
        if is_personal(node) or (number, node.key) not in self.live:
            return False
        bits = self._where_open(course, node, self.live.pop((number, node.key)), self._told_of_home)
        if node.op in REDUCTIONS:
            self.live[number, node.key] = bits
            return True
        self._pass_on(number, node, bits, self._told_of_home, self.live, self.arrived)
        return False

    def _where_open(self, course: Course, node: Node, bits: str, told: _Told) -> str:
        if not course.descent.to_facts:
            return bits
        return self._kept(bits, told.differ(course.ends[node.key]))

    def _kept(self, bits: str, where: Truth) -> str:
        if isinstance(where, bool):
            assert where, "bits that go nowhere were left out before"
            return bits
        return self.lines.choose(where, LONG, bits, self.lines.all(LONG, 0))

    def _pass_on(
        self, number: int, node: Node, bits: str, told: _Told, live: _Live, arrived: dict[Slot, str]
    ) -> None:
        """Sends bits to the terms of a node, or leaves them where it is a leaf."""
        course = self.courses[number]
        for slot in course.descent.slots.get(node.key, ()):
            arrived[slot] = self._with(arrived.get(slot), bits)
        if not node.args:
            return
        sides = course.descent.sides(node, course.ends, told)
        for arg, side in zip(node.args, sides, strict=True):
            if side is not False and course.reaches(arg):
                kept = self._kept(bits, side)
                live[number, arg.key] = self._with(live.get((number, arg.key)), kept)

    def _with(self, known: str | None, bits: str) -> str:
        return bits if known is None else self.lines.both("or", LONG, known, bits)

    # ------------------------------------------------------------------------------------ persons

    def _persons(self, reductions: Sequence[tuple[int, Node]]) -> None:
        """From what is said of the household to what is said of its persons."""
        of_first = [(number, node) for number, node in reductions if node.op is Op.REFERENCE]
        of_all = [(number, node) for number, node in reductions if node.op is not Op.REFERENCE]
        if of_first:
            walks = self._walks(of_first)
            self._ready(walks)
            arrived = self._walk(walks, self._begun(of_first), self.reference, self.live)
            for slot, bits in arrived.items():
                self._keep_of_person(slot, bits, "0")
        if of_all:
            self._loop(of_all)
        for key in [(number, node.key) for number, node in reductions]:
            del self.live[key]

    def _walks(self, reductions: Sequence[tuple[int, Node]]) -> dict[int, list[Node]]:
        """What is said of persons below these reductions, by the number of the course."""
        return {
            number: personal_below(
                self.courses[number], [node for other, node in reductions if other == number]
            )
            for number in dict.fromkeys(number for number, _ in reductions)
        }

    def _ready(self, walks: Mapping[int, Sequence[Node]]) -> None:
        """What is said of the household in what will be asked of persons comes before the loop."""
        for number, nodes in walks.items():
            course = self.courses[number]
            for node in nodes:
                for one in course.descent.asked_of(node):
                    for end in course.ends[one.key]:
                        self.body.households_below(end, self.home)

    def _begun(self, reductions: Sequence[tuple[int, Node]]) -> _Live:
        """The bits with which a walk over persons begins."""
        begun: _Live = {}
        for number, node in reductions:
            key = (number, node.args[0].key)
            begun[key] = self._with(begun.get(key), self.live[number, node.key])
        return begun

    def _walk(
        self, walks: Mapping[int, Sequence[Node]], live: _Live, scope: Scope, outside: _Live
    ) -> dict[Slot, str]:
        """Goes down in what is said of one person; what leaves for the household is put ``outside``."""
        told, arrived = _Told(self.writer, scope), dict[Slot, str]()
        for number, nodes in walks.items():
            course = self.courses[number]
            for node in nodes:
                if (bits := live.pop((number, node.key), None)) is not None:
                    bits = self._where_open(course, node, bits, told)
                    self._pass_on(number, node, bits, told, live, arrived)
        for key, bits in live.items():
            outside[key] = self._with(outside.get(key), bits)
        return arrived

    def _loop(self, reductions: Sequence[tuple[int, Node]]) -> None:
        lines, walks = self.lines, self._walks(reductions)
        self._ready(walks)
        begun = self._begun(reductions)
        left = self._left_for_home(walks)
        name = f"down{len(lines.text)}"
        with lines.loop(name, lines.new(f"sext i32 {self.body.most} to i64")) as loop:
            outside = {key: self._carried(loop, self.live.get(key)) for key in left}
            names = dict(outside)
            scope = Scope(self.home, row=self.body.person_row(loop.number))
            for slot, bits in self._walk(walks, begun, scope, outside).items():
                self._keep_of_person(slot, bits, loop.number)
            for key, one in names.items():
                lines.becomes(loop, one, outside[key])
        self.live.update(outside)

    def _left_for_home(self, walks: Mapping[int, Sequence[Node]]) -> list[tuple[int, int]]:
        """What is said of the household and reached from persons."""
        found: dict[tuple[int, int], None] = {}
        for number, nodes in walks.items():
            course, signs = self.courses[number], Signs()
            for node in nodes:
                sides = course.descent.sides(node, course.ends, signs) if node.args else ()
                for arg, side in zip(node.args, sides, strict=True):
                    if side is not False and not is_personal(arg) and course.reaches(arg):
                        found[number, arg.key] = None
        return list(found)

    def _carried(self, loop: Loop, known: str | None) -> str:
        lines = self.lines
        return lines.carry(loop, lines.type(LONG), known or lines.all(LONG, 0))

    # -------------------------------------------------------------------------------------- leaves

    def _keep_of_home(self, slot: Slot, bits: str) -> None:
        lines = self.lines
        if (column := self.sinks.columns.get(slot)) is not None:
            lines.scatter(LONG, bits, lines.scalar("%results", column, "ptr"), self.body.order)
            return
        rows = lines.scalar("%results", self.sinks.rows_at, "ptr")
        place = lines.new(f"mul i64 {self.tile}, {self.sinks.home_size}")
        where = lines.new(f"getelementptr i8, ptr {rows}, i64 {place}")
        where = lines.new(f"getelementptr i8, ptr {where}, i64 {self.sinks.places[slot]}")
        lines.line(f"store {lines.type(LONG)} {bits}, ptr {where}, align {lines.lanes * BYTES[LONG]}")

    def _keep_of_person(self, slot: Slot, bits: str, person: str) -> None:
        """Joined to what another stage left there; the rows begin empty."""
        lines = self.lines
        rows = lines.scalar("%results", self.sinks.rows_at + 1, "ptr")
        number = lines.new(f"add i64 {self.body.start}, {person}")
        place = lines.new(f"mul i64 {number}, {self.sinks.person_size}")
        where = lines.new(f"getelementptr i8, ptr {rows}, i64 {place}")
        where = lines.new(f"getelementptr i8, ptr {where}, i64 {self.sinks.places[slot]}")
        kind, align = lines.type(LONG), lines.lanes * BYTES[LONG]
        known = lines.new(f"load {kind}, ptr {where}, align {align}")
        both = lines.both("or", LONG, known, bits)
        lines.line(f"store {kind} {both}, ptr {where}, align {align}")


def _signed(bits: int) -> int:
    """The same 64 bits as LLVM writes them."""
    return bits - (1 << 64) if bits >> 63 else bits


def ends_asked(courses: Sequence[Course]) -> list[Node]:
    """Every end that these courses ask for."""
    return list({end.key: end for course in courses for end in course.asked()}.values())
