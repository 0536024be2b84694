"""What each operator of the tree is in LLVM's language.

A number stands in 32 bits when its static range fits, and in 64 otherwise; a yes/no is one bit. Adding,
subtracting and multiplying may be done in the width of the result, since they are right modulo 2^32.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass, field

from nabij_rights.engine.bounds import Side
from nabij_rights.engine.expression import Node, Op
from nabij_rights.engine.machine.fitting import plain
from nabij_rights.engine.machine.lines import LONG, REAL, SHORT, TRUTH, Lines
from nabij_rights.engine.machine.plan import Tables, fits_short, is_of_day, stored

_ONE_OFF_AT_MOST = 2**50
"""A quotient of reals up to here is at most one off, however large its terms of up to 63 bits are."""

_DIVISOR_AT_MOST = 2**51
"""Of a larger quotient the error is less than 2^-50 of it. What such a quotient leaves is then less than the
divisor and 2^13 together, and the quotient of that is at most one off."""


def width_of(node: Node) -> str:
    """The type in which the value of a node is worked out."""
    if node.is_yes_no:
        return TRUTH
    return SHORT if fits_short(node.lowest, node.highest) else LONG


@dataclass
class Scope:
    """The values that exist at one point of a kernel: those of the household, and of one person."""

    outer: Scope | None = None
    row: str = ""
    """Where the facts of these households, or of one person of each, stand side by side."""
    values: dict[tuple[int, str], str] = field(default_factory=dict)
    """Name of a value, by the key of its node and its type."""

    def find(self, key: tuple[int, str]) -> str | None:
        """The name of a value, if it exists here."""
        if (name := self.values.get(key)) is not None or self.outer is None:
            return name
        return self.outer.find(key)


@dataclass
class Writer:
    """Writes the values of nodes, each when it is first needed."""

    lines: Lines
    tables: Tables
    sizes: str = ""
    """Number of persons of each household, as 32-bit numbers."""

    def value(self, node: Node, scope: Scope, width: str) -> str:
        """The name of a value of this type; what it needs is written first."""
        if node.op is Op.CONST:
            return self.lines.all(width, node.meta)
        own = width_of(node)
        if scope.find((node.key, own)) is None:
            self._write_all(node, scope)
        if (name := scope.find((node.key, width))) is None:
            name = self._resized(scope.find((node.key, own)) or "", own, width)
            scope.values[node.key, width] = name
        return name

    def _write_all(self, node: Node, scope: Scope) -> None:
        """Without recursion: an expression may be deeper than Python's stack."""
        todo = [(node, False)]
        while todo:
            one, is_ready = todo.pop()
            if one.op is Op.CONST or scope.find((one.key, width_of(one))) is not None:
                continue
            if is_ready or not one.args or is_of_day(one):
                scope.values[one.key, width_of(one)] = self._written(one, scope)
            else:
                todo.append((one, True))
                todo.extend((arg, False) for arg in reversed(one.args))

    def _resized(self, name: str, width: str, wanted: str) -> str:
        if width == TRUTH:
            return self.lines.cast("zext", width, name, wanted)
        if wanted == TRUTH:
            return self.lines.both("icmp ne", width, name, self.lines.all(width, 0))
        return self.lines.cast("sext" if wanted == LONG else "trunc", width, name, wanted)

    def _written(self, node: Node, scope: Scope) -> str:
        if is_of_day(node):
            return self._parameter(node)
        if (operator := OPERATORS.get(node.op)) is not None:
            return operator(self, node, scope)
        raise NotImplementedError(f"{node.op} does not stand on its own")

    def _parameter(self, node: Node) -> str:
        lines, width = self.lines, width_of(node)
        number = lines.scalar("%parameters", self.tables.parameter(node), LONG)
        if width == SHORT:
            number = lines.new(f"trunc i64 {number} to i32")
        if width != TRUTH:
            return lines.spread(width, number)
        return self._resized(lines.spread(LONG, number), LONG, TRUTH)

    # --------------------------------------------------------------------------------------- leaves

    def _column(self, node: Node, scope: Scope) -> tuple[str, str]:
        """What stands in the column of a leaf, and in which type."""
        place, width = self.tables.place(node), stored(node).width
        key = (-1 - place, width)  # two leaves may read one column
        if (name := scope.values.get(key)) is None:
            name = scope.values[key] = self.lines.beside(width, scope.row, place)
        return name, width

    def fact(self, node: Node, scope: Scope) -> str:
        """A number or a yes/no that was told."""
        name, width = self._column(node, scope)
        if node.is_yes_no:
            return self.lines.both("icmp sgt", width, name, self.lines.all(width, 0))
        return name

    def fact_is(self, node: Node, scope: Scope) -> str:
        """Whether a named value is possible (upper), or the only one that is (lower)."""
        name, width = self._column(node, scope)
        _, position = plain(node.meta)
        bit = self.lines.all(width, 1 << position)
        if isinstance(node.meta, Side) and node.meta.is_upper:
            mask = self.lines.both("and", width, name, bit)
            return self.lines.both("icmp ne", width, mask, self.lines.all(width, 0))
        return self.lines.both("icmp eq", width, name, bit)

    def size(self, _node: Node, _scope: Scope) -> str:
        """How many persons there are."""
        return self.sizes

    # ------------------------------------------------------------------------------------ operators

    def divided(self, node: Node, scope: Scope) -> str:
        """The quotient, rounded half up: (2n + d) / 2d, rounded down."""
        number, divisor = node.args
        lowest = 2 * number.lowest + divisor.lowest
        highest = 2 * number.highest + divisor.highest
        lines = self.lines
        width = SHORT if fits_short(lowest, highest) and 2 * divisor.highest < 2**31 else LONG
        by = self.value(divisor, scope, width)
        twice = lines.both("shl", width, self.value(number, scope, width), lines.all(width, 1))
        above = lines.both("add", width, twice, by)
        below = lines.both("shl", width, by, lines.all(width, 1))
        if lines.lanes > 1 and 2 * divisor.highest < _DIVISOR_AT_MOST:
            found = self._quotient_of_reals(node, above, below, width)
        elif lowest >= 0:
            found = lines.both("udiv", width, above, below)
        else:
            found = self._rounded_down(above, below, width)
        own = width_of(node)
        return found if own == width else self._resized(found, width, own)

    def _quotient_of_reals(self, node: Node, above: str, below: str, width: str) -> str:
        """Processors divide reals side by side, and whole numbers one by one.

        What follows is a real quotient, which may be off; then the quotient of what it leaves, when that can
        be more than a few times the divisor; and then one more or one less.
        """
        lines = self.lines
        inverse = self._inverse(node.args[1], below, width)
        found = self._nearby(above, below, inverse, width)
        rest = lines.both("sub", width, above, lines.both("mul", width, found, below))
        if max(-node.lowest, node.highest) >= _ONE_OFF_AT_MOST:
            more = self._nearby(rest, below, inverse, width)
            found = lines.both("add", width, found, more)
            rest = lines.both("sub", width, rest, lines.both("mul", width, more, below))
        too_large = lines.both("icmp slt", width, rest, lines.all(width, 0))
        too_small = lines.both("icmp sge", width, rest, below)
        found = lines.both("add", width, found, lines.cast("sext", TRUTH, too_large, width))
        return lines.both("sub", width, found, lines.cast("sext", TRUTH, too_small, width))

    def _inverse(self, divisor: Node, below: str, width: str) -> str | None:
        """One divided by twice the divisor, when that is the same for everybody: multiplying is faster."""
        lines = self.lines
        if divisor.op is Op.CONST:
            return lines.all(REAL, _real(1 / (2 * divisor.meta)))
        if not is_of_day(divisor):
            return None
        first = lines.new(f"extractelement {lines.type(width)} {below}, i64 0")
        real = lines.new(f"sitofp {width} {first} to double")
        return lines.spread(REAL, lines.new(f"fdiv double {_real(1.0)}, {real}"))

    def _nearby(self, above: str, below: str, inverse: str | None, width: str) -> str:
        """A quotient that may be one off, or more when it is larger than 2^50."""
        lines = self.lines
        real = lines.cast("sitofp", width, above, REAL)
        if inverse is None:
            found = lines.both("fdiv", REAL, real, lines.cast("sitofp", width, below, REAL))
        else:
            found = lines.both("fmul", REAL, real, inverse)
        return lines.cast("fptosi", REAL, found, width)

    def _rounded_down(self, above: str, below: str, width: str) -> str:
        """LLVM rounds towards zero."""
        lines = self.lines
        found = lines.both("sdiv", width, above, below)
        rest = lines.both("srem", width, above, below)
        is_below = lines.both("icmp slt", width, rest, lines.all(width, 0))
        return lines.both("sub", width, found, lines.cast("zext", TRUTH, is_below, width))

    def chosen(self, node: Node, scope: Scope) -> str:
        """One of two by a condition."""
        width = width_of(node)
        condition, yes, no = node.args
        return self.lines.choose(
            self.value(condition, scope, TRUTH),
            width,
            self.value(yes, scope, width),
            self.value(no, scope, width),
        )

    def opposite(self, node: Node, scope: Scope) -> str:
        """Not."""
        return self.lines.both("xor", TRUTH, self.value(node.args[0], scope, TRUTH), self.lines.all(TRUTH, 1))

    def told(self, node: Node, scope: Scope) -> str:
        """Of what was told as a whole and worked out from its parts, the whole counts."""
        return self.value(node.args[0], scope, width_of(node))


def _joined(instruction: str) -> Callable[[Writer, Node, Scope], str]:
    """Two values of the type of the result."""

    def write(writer: Writer, node: Node, scope: Scope) -> str:
        width = width_of(node)
        first, second = (writer.value(arg, scope, width) for arg in node.args)
        return writer.lines.both(instruction, width, first, second)

    return write


def _added(writer: Writer, node: Node, scope: Scope) -> str:
    """A sum; adding nothing only gives a number another unit."""
    second = node.args[1]
    if second.op is Op.CONST and second.meta == 0:
        return writer.value(node.args[0], scope, width_of(node))
    return _joined("add")(writer, node, scope)


def _compared(instruction: str) -> Callable[[Writer, Node, Scope], str]:
    """Two values in the wider of their types; a yes/no counts as 1 or 0."""

    def write(writer: Writer, node: Node, scope: Scope) -> str:
        widths = {width_of(arg) for arg in node.args}
        width = LONG if LONG in widths else SHORT
        first, second = (writer.value(arg, scope, width) for arg in node.args)
        return writer.lines.both(f"icmp {instruction}", width, first, second)

    return write


def _extreme(instruction: str) -> Callable[[Writer, Node, Scope], str]:
    """The smaller or the larger of two, compared in the wider of their types."""

    def write(writer: Writer, node: Node, scope: Scope) -> str:
        widths = {width_of(arg) for arg in node.args}
        width = LONG if LONG in widths else SHORT
        first, second = (writer.value(arg, scope, width) for arg in node.args)
        lines, vector = writer.lines, writer.lines.type(width)
        name = f"llvm.{instruction}." + (width if lines.lanes == 1 else f"v{lines.lanes}{width}")
        found = lines.new(
            lines.call(vector, name, f"{vector}, {vector}", f"{vector} {first}, {vector} {second}")
        )
        own = width_of(node)
        return found if own == width else lines.cast("trunc", width, found, own)

    return write


OPERATORS: dict[Op, Callable[[Writer, Node, Scope], str]] = {
    Op.FACT: Writer.fact,
    Op.DECISION: Writer.fact,
    Op.FACT_IS: Writer.fact_is,
    Op.SIZE: Writer.size,
    Op.ADD: _added,
    Op.SUB: _joined("sub"),
    Op.MUL: _joined("mul"),
    Op.DIV: Writer.divided,
    Op.MIN: _extreme("smin"),
    Op.MAX: _extreme("smax"),
    Op.LT: _compared("slt"),
    Op.LE: _compared("sle"),
    Op.EQ: _compared("eq"),
    Op.AND: _joined("and"),
    Op.OR: _joined("or"),
    Op.NOT: Writer.opposite,
    Op.WHEN: Writer.chosen,
    Op.SAME: Writer.told,
}
"""How each operator is written. Reductions are loops: see :mod:`nabij_rights.engine.machine.kernel`."""


def _real(number: float) -> str:
    """A real number as LLVM writes it exactly."""
    return f"0x{struct.unpack('<Q', struct.pack('<d', number))[0]:016X}"
