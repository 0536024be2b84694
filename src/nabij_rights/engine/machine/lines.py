"""Writing LLVM's language line by line.

A kernel works on a tile of households at once: one lane for each. With one lane a value is a plain number,
otherwise a vector.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

TRUTH = "i1"
SHORT = "i32"
LONG = "i64"
REAL = "double"
BYTES = {LONG: 8, SHORT: 4, "i8": 1}


@dataclass
class Loop:
    """A loop that is being written."""

    number: str
    """Name of the number that counts."""
    before: str
    """The block from which the loop is entered."""
    carried: dict[str, tuple[int, str, str, str]] = field(default_factory=dict)
    """Of each value that a turn hands to the next: its place in the text, type, start and what it becomes."""


class Lines:
    """The text of one function while it is being written."""

    def __init__(self, lanes: int) -> None:
        self.lanes = lanes
        self.text: list[str] = []
        self.needed: set[str] = set()
        """Declarations of what LLVM brings along."""
        self._count = 0
        self.block = ""

    def type(self, element: str) -> str:
        """The type of one value for each household of a tile."""
        return element if self.lanes == 1 else f"<{self.lanes} x {element}>"

    def all(self, element: str, value: int | str) -> str:
        """The same constant for each household of a tile."""
        if element == TRUTH:
            value = "true" if value else "false"
        return str(value) if self.lanes == 1 else f"splat ({element} {value})"

    def new(self, instruction: str) -> str:
        """Writes an instruction and names its result."""
        self._count += 1
        name = f"%v{self._count}"
        self.text.append(f"  {name} = {instruction}")
        return name

    def name(self) -> str:
        """A name for what is written later."""
        self._count += 1
        return f"%v{self._count}"

    def line(self, instruction: str) -> None:
        """Writes an instruction without a result."""
        self.text.append(f"  {instruction}")

    def begin(self, block: str) -> None:
        """Begins a block: where a jump may land."""
        self.text.append(f"{block}:")
        self.block = block

    @contextmanager
    def loop(self, block: str, end: str, *, first: str = "0", step: int = 1) -> Iterator[Loop]:
        """A loop that counts from ``first`` to below ``end``, and runs once at least."""
        loop = Loop(self.name(), self.block)
        self.line(f"br label %{block}")
        self.begin(block)
        place = self.hold()
        yield loop
        following = self.new(f"add i64 {loop.number}, {step}")
        has_more = self.new(f"icmp slt i64 {following}, {end}")
        self.line(f"br i1 {has_more}, label %{block}, label %{block}_done")
        loop.carried[loop.number] = (place, LONG, first, following)
        for name, (at, kind, start, becomes) in loop.carried.items():
            ways = f"[ {start}, %{loop.before} ], [ {becomes}, %{self.block} ]"
            self.text[at] = f"  {name} = phi {kind} {ways}"
        self.begin(f"{block}_done")

    def carry(self, loop: Loop, kind: str, start: str) -> str:
        """Names a value that each turn hands to the next. Must come first in the loop."""
        name = self.name()
        loop.carried[name] = (self.hold(), kind, start, name)
        return name

    def becomes(self, loop: Loop, name: str, value: str) -> None:
        """What a carried value is in the next turn, and after the last."""
        at, kind, start, _ = loop.carried[name]
        loop.carried[name] = (at, kind, start, value)

    def function(self, head: str) -> str:
        """The whole function, and what it needs."""
        return "\n".join([f"define {head} {{", *self.text, "}", *sorted(self.needed), "!0 = !{}", ""])

    def tile(self, element: str, table: str, number: str) -> str:
        """The values of all lanes of one tile or row of a table."""
        first = self.new(f"mul i64 {number}, {self.lanes}")
        where = self.new(f"getelementptr {element}, ptr {table}, i64 {first}")
        return self.new(f"load {self.type(element)}, ptr {where}, align {BYTES[element]}")

    def hold(self) -> int:
        """Keeps a place for a line that is known later."""
        self.text.append("")
        return len(self.text) - 1

    def call(self, result: str, function: str, types: str, args: str) -> str:
        """A call of what LLVM brings along."""
        self.needed.add(f"declare {result} @{function}({types})")
        return f"call {result} @{function}({args})"

    # ------------------------------------------------------------------------ one number for all lanes

    def scalar(self, table: str, place: int, element: str) -> str:
        """One number out of a table of 8-byte places."""
        address = self.new(f"getelementptr i64, ptr {table}, i64 {place}")
        return self.new(f"load {element}, ptr {address}, align 8, !invariant.load !0")

    def spread(self, element: str, value: str) -> str:
        """The same number in each lane."""
        if self.lanes == 1:
            return value
        vector = self.type(element)
        first = self.new(f"insertelement {vector} poison, {element} {value}, i64 0")
        zeros = f"<{self.lanes} x i32> zeroinitializer"
        return self.new(f"shufflevector {vector} {first}, {vector} poison, {zeros}")

    # ------------------------------------------------------------------------------------- per lane

    def beside(self, element: str, row: str, place: int) -> str:
        """The values of all lanes, which stand side by side in a row, so many bytes from its start."""
        where = self.new(f"getelementptr i8, ptr {row}, i64 {place}")
        return self.new(f"load {self.type(element)}, ptr {where}, align {self.lanes * BYTES[element]}")

    def gather(self, element: str, base: str, index: str) -> str:
        """From each lane's own place in an array."""
        vector = self.type(element)
        where = self.new(f"getelementptr {element}, ptr {base}, {self.type(LONG)} {index}")
        if self.lanes == 1:
            return self.new(f"load {element}, ptr {where}, align {BYTES[element]}")
        pointers, mask = self.type("ptr"), self.type(TRUTH)
        kind = f"v{self.lanes}{element}.v{self.lanes}p0"
        return self.new(
            self.call(
                vector,
                f"llvm.masked.gather.{kind}",
                f"{pointers}, {mask}, {vector}",
                f"{pointers} align {BYTES[element]} {where}, {mask} {self.all(TRUTH, 1)}, {vector} poison",
            )
        )

    def scatter(self, element: str, value: str, base: str, index: str) -> None:
        """At each lane's own place in an array."""
        vector = self.type(element)
        where = self.new(f"getelementptr {element}, ptr {base}, {self.type(LONG)} {index}")
        size = BYTES[element]
        if self.lanes == 1:
            self.line(f"store {element} {value}, ptr {where}, align {size}")
            return
        pointers, mask = self.type("ptr"), self.type(TRUTH)
        kind = f"v{self.lanes}{element}.v{self.lanes}p0"
        self.line(
            self.call(
                "void",
                f"llvm.masked.scatter.{kind}",
                f"{vector}, {pointers}, {mask}",
                f"{vector} {value}, {pointers} align {size} {where}, {mask} {self.all(TRUTH, 1)}",
            )
        )

    def choose(self, condition: str, element: str, yes: str, no: str) -> str:
        """One of two, by a condition."""
        vector = self.type(element)
        return self.new(f"select {self.type(TRUTH)} {condition}, {vector} {yes}, {vector} {no}")

    def both(self, instruction: str, element: str, first: str, second: str) -> str:
        """An instruction on two values of one type."""
        return self.new(f"{instruction} {self.type(element)} {first}, {second}")

    def cast(self, instruction: str, element: str, value: str, to: str) -> str:
        """The same value in another type."""
        return self.new(f"{instruction} {self.type(element)} {value} to {self.type(to)}")

    def reduced(self, how: str, element: str, value: str) -> str:
        """One number out of all lanes: ``or``, ``smax``."""
        if self.lanes == 1:
            return value
        vector = self.type(element)
        function = f"llvm.vector.reduce.{how}.v{self.lanes}{element}"
        return self.new(self.call(element, function, vector, f"{vector} {value}"))
