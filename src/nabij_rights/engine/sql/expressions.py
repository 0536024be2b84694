"""One expression of the tree as an expression of SQL."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from nabij_rights.engine.bounds import Side
from nabij_rights.engine.expression import Node, Op
from nabij_rights.engine.sql.columns import PERSON_NUMBER, SIZE, Column
from nabij_rights.engine.sql.dialects import Words, quoted, remark
from nabij_rights.engine.sql.plan import READS_A_COLUMN, Plan, arguments, key_of, told

Reads = frozenset[str]
"""The columns that an expression reads, as they are quoted in the text."""

_MOST_NAMED = 3


class Writer:
    """Writes expressions of one plan for one database."""

    def __init__(self, plan: Plan, columns: Mapping[str, Column], words: Words) -> None:
        self._plan, self._columns, self._words = plan, columns, words
        self._reads: dict[int, Reads] = {}

    def reads(self, node: Node, *, is_inside: bool = False) -> Reads:
        """The columns that are read where this node is used, or by the step that works it out."""
        if not is_inside and (name := self._plan.columns.get(node.key)) is not None:
            return frozenset((name,))
        if (found := self._reads.get(node.key)) is None:
            found = self._reads[node.key] = self._read_inside(node)
        return found

    def _read_inside(self, node: Node) -> Reads:
        if node.key in self._plan.literals:
            return frozenset()
        if node.op in READS_A_COLUMN:
            return frozenset((quoted(key_of(node)),))
        if node.op is Op.SIZE:
            return frozenset((SIZE,))
        return frozenset().union(*(self.reads(arg) for arg in arguments(node)))

    def number(self, node: Node) -> str:
        """The node as a number; a yes is 1."""
        node = told(node)
        if node.is_yes_no and node.key not in self._plan.literals:
            return f"CASE WHEN {self.condition(node)} THEN 1 ELSE 0 END"
        return self._written(node)

    def condition(self, node: Node) -> str:
        """The node as a condition; a number holds unless it is 0."""
        node = told(node)
        if (literal := self._plan.literals.get(node.key)) is not None:
            return "(1 = 1)" if literal.value else "(1 = 0)"
        return self._written(node) if node.is_yes_no else f"({self._written(node)} <> 0)"

    def column(self, node: Node) -> str:
        """The expression of the column for this node: a condition or a number."""
        return self._worked_out(node)

    def _written(self, node: Node) -> str:
        """What stands where the node is used: its column, its number, or the whole expression."""
        if (literal := self._plan.literals.get(node.key)) is not None:
            named = ", ".join(literal.amounts[:_MOST_NAMED]) + ("…" if literal.amounts[_MOST_NAMED:] else "")
            number = self._words.number.format(literal.value if literal.value >= 0 else f"({literal.value})")
            return f"{number} /* {remark(named)} */" if named else number
        if (name := self._plan.columns.get(node.key)) is not None:
            return name
        return self._worked_out(node)

    def _worked_out(self, node: Node) -> str:
        if node.op is Op.SIZE:
            return SIZE
        if node.op in READS_A_COLUMN:
            return self._leaf(node)
        return _WRITE[node.op](self, node)

    def _leaf(self, node: Node) -> str:
        """A fact; at one of its ends NULL stands for the lowest or the highest value of its domain."""
        name = quoted(key_of(node))
        meta, side = (node.meta.of, node.meta) if isinstance(node.meta, Side) else (node.meta, None)
        if node.op is Op.FACT_IS:
            return self._is_value(name, meta, side)
        if side is not None:
            name = f"COALESCE({name}, {node.highest if side.is_upper else node.lowest})"
        return f"({name} <> 0)" if node.is_yes_no else name

    def _is_value(self, name: str, meta: Any, side: Side | None) -> str:
        key, position = meta
        if self._columns[key].is_of_first(position):
            return f"({PERSON_NUMBER} = 1)"
        if side is None:
            return f"({name} = {position})"
        open_ = f"{name} IS NULL OR" if side.is_upper else f"{name} IS NOT NULL AND"
        return f"({open_} {name} = {position})"

    # ------------------------------------------------------------------------------------ operators

    def joined(self, node: Node, sign: str) -> str:
        first, second = (self.number(arg) for arg in arguments(node))
        return f"({first} {sign} {second})"

    def compared(self, node: Node, sign: str) -> str:
        """Two yes/no's compare as they are; a yes/no and a number compare as numbers."""
        terms = arguments(node)
        write = self.condition if all(term.is_yes_no for term in terms) else self.number
        return f"({write(terms[0])} {sign} {write(terms[1])})"

    def both(self, node: Node, sign: str) -> str:
        first, second = (self.condition(arg) for arg in arguments(node))
        return f"({first} {sign} {second})"

    def extreme(self, node: Node) -> str:
        pattern = self._words.smallest if node.op is Op.MIN else self._words.largest
        return pattern.format(*(self.number(arg) for arg in arguments(node)))

    def quotient(self, node: Node) -> str:
        """Rounded half up. A database cuts off towards zero: below zero it goes from the other side."""
        number, divisor = (self.number(arg) for arg in arguments(node))
        over, under = f"(2 * {number} + {divisor})", f"(2 * {divisor})"
        up = self._words.divided.format(over, under)
        if node.args[0].lowest >= 0:
            return up
        down = self._words.divided.format(f"({under} - 1 - {over})", under)
        return f"CASE WHEN {over} >= 0 THEN {up} ELSE -{down} END"

    def choice(self, node: Node) -> str:
        condition, yes, no = arguments(node)
        write = self.condition if node.is_yes_no else self.number
        return f"CASE WHEN {self.condition(condition)} THEN {write(yes)} ELSE {write(no)} END"

    def gathered(self, node: Node) -> str:
        """One value of the household from those of its persons."""
        (of,) = arguments(node)
        if node.op is Op.TOTAL:
            return self._words.total.format(self.number(of))
        if node.op is Op.ANY:
            return self._words.any.format(self.condition(of))
        if node.op is Op.LARGEST:
            return f"MAX({self.number(of)})"
        if node.is_yes_no:
            return self._words.any.format(f"({PERSON_NUMBER} = 1 AND {self.condition(of)})")
        return f"MAX(CASE WHEN {PERSON_NUMBER} = 1 THEN {self.number(of)} END)"


_WRITE: dict[Op, Callable[[Writer, Node], str]] = {
    Op.ADD: lambda writer, node: writer.joined(node, "+"),
    Op.SUB: lambda writer, node: writer.joined(node, "-"),
    Op.MUL: lambda writer, node: writer.joined(node, "*"),
    Op.DIV: Writer.quotient,
    Op.MIN: Writer.extreme,
    Op.MAX: Writer.extreme,
    Op.LT: lambda writer, node: writer.compared(node, "<"),
    Op.LE: lambda writer, node: writer.compared(node, "<="),
    Op.EQ: lambda writer, node: writer.compared(node, "="),
    Op.AND: lambda writer, node: writer.both(node, "AND"),
    Op.OR: lambda writer, node: writer.both(node, "OR"),
    Op.NOT: lambda writer, node: f"(NOT {writer.condition(arguments(node)[0])})",
    Op.WHEN: Writer.choice,
    Op.TOTAL: Writer.gathered,
    Op.ANY: Writer.gathered,
    Op.LARGEST: Writer.gathered,
    Op.REFERENCE: Writer.gathered,
}
