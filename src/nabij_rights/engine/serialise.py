"""An expression tree as JSON and back, and the hash by which a rule is recognised.

The JSON lists the nodes in order, each after the nodes it needs, and points to them by position. Reading
goes through the same checks as writing a rule does: a tree with wrong units or a divisor that can be zero
is refused, so a tree from a form or a file is as safe as one from a rule module.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from nabij_rights.engine.days import CalendarNumber, Day
from nabij_rights.engine.expression import (
    REDUCTIONS,
    BadExpression,
    Entity,
    Node,
    Op,
    amount,
    build,
    const,
    day,
    decision,
    fact,
    fact_is,
    in_order,
    reduce,
    relabelled,
    size,
)

FORMAT = "nabij-rights-tree/1"
MOST_NODES = 50_000
_IN_UNIT = "in_unit"
_ANY_DAY = date(2026, 1, 1)
_CALENDAR_PARTS = ("month", "year", "day")

Row = dict[str, Any]


class BadTree(ValueError):
    """JSON that is no expression tree; the message says which node and why."""


# ------------------------------------------------------------------------------------------ writing


def to_json(roots: Sequence[Node]) -> dict[str, Any]:
    """The expressions as JSON: ``nodes`` in order, ``roots`` by position.

    Only for expressions as an author writes them; a program rewritten to bounds is made again from these.
    """
    nodes = _needed(roots)
    position = {node.key: index for index, node in enumerate(nodes)}
    rows = [_row(node, position) for node in nodes]
    return {"format": FORMAT, "nodes": rows, "roots": [position[root.key] for root in roots]}


def content_hash(roots: Sequence[Node]) -> str:
    """``sha256:`` and the hash of the tree; the same on every machine and for every spelling of the JSON.

    The ranges of facts and amounts are left out: a new figure of the law is no other rule.
    """
    tree = to_json(roots)
    tree["nodes"] = [{key: value for key, value in row.items() if key != "range"} for row in tree["nodes"]]
    canonical = json.dumps(tree, sort_keys=True, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(canonical.encode("ascii")).hexdigest()


def _needed(roots: Sequence[Node]) -> list[Node]:
    """All nodes but the zeros that only carry a new unit."""
    nodes = in_order(roots)
    used = {root.key for root in roots} | {arg.key for node in nodes for arg in _args(node)}
    return [node for node in nodes if node.key in used]


def _args(node: Node) -> tuple[Node, ...]:
    return node.args[:1] if _is_relabelled(node) else node.args


def _is_relabelled(node: Node) -> bool:
    """Adding zero is made smaller everywhere else, so what is left of it is a change of unit."""
    return node.op is Op.ADD and node.args[1].op is Op.CONST and node.args[1].meta == 0


def _row(node: Node, position: Mapping[int, int]) -> Row:
    if (write := _WRITE_LEAF.get(node.op)) is not None:
        return {"op": str(node.op), **write(node)}
    row: Row = {"op": str(node.op), "args": [position[arg.key] for arg in _args(node)]}
    return {**row, "op": _IN_UNIT, "unit": node.unit} if _is_relabelled(node) else row


def _with_unit(row: Row, node: Node) -> Row:
    return row if node.unit is None else {**row, "unit": node.unit}


def _written_const(node: Node) -> Row:
    return _with_unit({"value": bool(node.meta) if node.is_yes_no else node.meta}, node)


def _written_amount(node: Node) -> Row:
    return _with_unit({"amount": node.meta, "range": [node.lowest, node.highest]}, node)


def _written_day(node: Node) -> Row:
    return {"calendar": node.meta.part} if isinstance(node.meta, CalendarNumber) else {"day": str(node.meta)}


def _written_fact(node: Node) -> Row:
    row: Row = {"fact": node.meta, "entity": str(node.entity)}
    if node.is_yes_no:
        return {**row, "yes_no": True}
    return _with_unit({**row, "range": [node.lowest, node.highest]}, node)


def _written_fact_is(node: Node) -> Row:
    return {"fact": node.meta[0], "position": node.meta[1], "entity": str(node.entity)}


_WRITE_LEAF: dict[Op, Callable[[Node], Row]] = {
    Op.CONST: _written_const,
    Op.AMOUNT: _written_amount,
    Op.DAY: _written_day,
    Op.FACT: _written_fact,
    Op.FACT_IS: _written_fact_is,
    Op.DECISION: lambda node: {"decision": node.meta},
    Op.SIZE: lambda node: {},
}


# ------------------------------------------------------------------------------------------ reading


def from_json(tree: Any) -> list[Node]:
    """The expressions that this JSON describes. Raises BadTree, whatever it is given."""
    if not isinstance(tree, dict) or tree.get("format") != FORMAT:
        raise BadTree(f"this is no tree of the format {FORMAT}")
    rows, roots = tree.get("nodes"), tree.get("roots")
    if not isinstance(rows, list) or not isinstance(roots, list) or len(rows) > MOST_NODES:
        raise BadTree(f"nodes and roots are lists, with {MOST_NODES} nodes at most")
    nodes: list[Node] = []
    for number, row in enumerate(rows):
        try:
            nodes.append(_node(row, nodes))
        except (BadExpression, BadTree, OverflowError) as error:
            raise BadTree(f"node {number}: {error}") from None
    return [_at(position, nodes) for position in roots]


def _node(row: Any, nodes: Sequence[Node]) -> Node:
    if not isinstance(row, dict):
        raise BadTree("a node is an object")
    op = row.get("op")
    if op == _IN_UNIT:
        (of,) = _operands(row, nodes, 1)
        return relabelled(of, _unit(row))
    if not isinstance(op, str) or op not in set(Op):
        raise BadTree("there is no such operator")
    if (read := _READ_LEAF.get(Op(op))) is not None:
        return read(row)
    if Op(op) in REDUCTIONS:
        (of,) = _operands(row, nodes, 1)
        return reduce(Op(op), of)
    return build(Op(op), *_operands(row, nodes, {Op.NOT: 1, Op.WHEN: 3}.get(Op(op), 2)))


def _operands(row: Row, nodes: Sequence[Node], number: int) -> list[Node]:
    args = row.get("args")
    if not isinstance(args, list) or len(args) != number:
        raise BadTree(f"{row['op']} takes {number} args")
    return [_at(position, nodes) for position in args]


def _at(position: Any, nodes: Sequence[Node]) -> Node:
    if type(position) is not int or not 0 <= position < len(nodes):
        raise BadTree("a position points to no node before it")
    return nodes[position]


def _word(row: Row, key: str) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not value:
        raise BadTree(f"{key} is a name")
    return value


def _unit(row: Row) -> str | None:
    unit = row.get("unit")
    if not (unit is None or isinstance(unit, str)):
        raise BadTree("unit is a name or absent")
    return unit


def _range(row: Row) -> tuple[int, int]:
    span = row.get("range")
    if not isinstance(span, list) or [type(end) for end in span] != [int, int] or span[0] > span[1]:
        raise BadTree("range is a lowest and a highest whole number")
    return span[0], span[1]


def _entity(row: Row) -> Entity:
    if (entity := row.get("entity")) not in ("person", "household"):
        raise BadTree("entity is person or household")
    return Entity(entity)


def _read_const(row: Row) -> Node:
    value = row.get("value")
    if not isinstance(value, int):
        raise BadTree("value is a whole number or true or false")
    return const(value, _unit(row))


def _read_day(row: Row) -> Node:
    if "calendar" in row:
        if (part := row["calendar"]) not in _CALENDAR_PARTS:
            raise BadTree(f"calendar is one of {', '.join(_CALENDAR_PARTS)}")
        return day(CalendarNumber(part))
    text = _word(row, "day")
    try:
        written = Day.parse(text)
    except ValueError as error:
        raise BadTree(str(error)) from None
    try:
        written.on(_ANY_DAY)
    except (ValueError, OverflowError):
        raise BadTree(f"{text} lies too far away") from None
    return day(written)


def _read_fact(row: Row) -> Node:
    if row.get("yes_no") is True:
        return fact(_word(row, "fact"), _entity(row), None, 0, 1, is_yes_no=True)
    return fact(_word(row, "fact"), _entity(row), _unit(row), *_range(row))


def _read_fact_is(row: Row) -> Node:
    position = row.get("position")
    if type(position) is not int or not 0 <= position < 40:
        raise BadTree("position is the place of a value, counted from 0")
    return fact_is(_word(row, "fact"), position, _entity(row))


_READ_LEAF: dict[Op, Callable[[Row], Node]] = {
    Op.CONST: _read_const,
    Op.AMOUNT: lambda row: amount(_word(row, "amount"), _unit(row), *_range(row)),
    Op.DAY: _read_day,
    Op.FACT: _read_fact,
    Op.FACT_IS: _read_fact_is,
    Op.DECISION: lambda row: decision(_word(row, "decision")),
    Op.SIZE: lambda row: size(),
}
