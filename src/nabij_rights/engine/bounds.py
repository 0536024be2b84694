"""Unknown facts by rewriting the program.

A rule program becomes a program for its lowest and its highest value. Yes/no turns into (certain,
possible), a number into (lowest, highest). The result uses the same plain operators, so every
evaluator handles unknown facts, ranges and outdated amounts without knowing that they exist.

The bounds are sound: whatever the unknown facts turn out to be, the true value lies between them.
They may be wider than needed when one unknown occurs several times; they are never too narrow.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from nabij_rights.engine.expression import (
    LEAVES,
    REDUCTIONS,
    Node,
    Op,
    _intern,
    in_order,
    rebuilt,
    unchecked,
)

UNCERTAIN_LEAVES = frozenset({Op.FACT, Op.FACT_IS, Op.DECISION, Op.AMOUNT})


@dataclass(frozen=True)
class Side:
    """Marks a leaf as the lower or the upper end of what is known about it."""

    of: object
    is_upper: bool


Pair = tuple[Node, Node]


def two_ends(leaf: Node) -> Pair:
    """The lowest and the highest value of a leaf, which are one when it cannot be unknown."""
    if leaf.op in UNCERTAIN_LEAVES:
        return _end(leaf, is_upper=False), _end(leaf, is_upper=True)
    return leaf, leaf


def to_bounds(roots: Sequence[Node], ends: Callable[[Node], Pair] = two_ends) -> list[Pair]:
    """For each root the pair (lowest, highest).

    ``ends`` gives those of a leaf; an export that knows some leaves for sure gives each of them twice, and
    what rests on such leaves only is then worked out once.
    """
    pairs: dict[int, Pair] = {}
    for node in in_order(roots):
        if node.op in LEAVES:
            pairs[node.key] = ends(node)
        else:
            pairs[node.key] = _pair(node, [pairs[arg.key] for arg in node.args])
    return [pairs[root.key] for root in roots]


def _pair(node: Node, args: list[Pair]) -> Pair:
    if all(low is high for low, high in args):
        same = rebuilt(node, tuple(low for low, _ in args))
        return same, same
    if node.op in REDUCTIONS:
        return rebuilt(node, (args[0][0],)), rebuilt(node, (args[0][1],))
    return _REWRITE[node.op](node, args)


def _end(node: Node, *, is_upper: bool) -> Node:
    span = (node.lowest, node.highest)
    return _intern(
        node.op, (), Side(node.meta, is_upper), node.entity, node.unit, span, is_yes_no=node.is_yes_no
    )


def _rising(node: Node, args: list[Pair]) -> Pair:
    """Operators that rise with every term."""
    return rebuilt(node, tuple(low for low, _ in args)), rebuilt(node, tuple(high for _, high in args))


def _difference(node: Node, args: list[Pair]) -> Pair:
    (low, high), (low2, high2) = args
    return rebuilt(node, (low, high2)), rebuilt(node, (high, low2))


def _product(node: Node, args: list[Pair]) -> Pair:
    (low, high), (low2, high2) = args
    if low.lowest >= 0 and low2.lowest >= 0:
        return rebuilt(node, (low, low2)), rebuilt(node, (high, high2))
    return _extremes([rebuilt(node, (a, b)) for a in (low, high) for b in (low2, high2)])


def _quotient(node: Node, args: list[Pair]) -> Pair:
    (low, high), (low2, high2) = args
    if low2 is high2:
        return rebuilt(node, (low, low2)), rebuilt(node, (high, high2))
    if low.lowest >= 0:
        return rebuilt(node, (low, high2)), rebuilt(node, (high, low2))
    return _extremes([rebuilt(node, (a, b)) for a in (low, high) for b in (low2, high2)])


def _extremes(corners: list[Node]) -> Pair:
    lowest = highest = corners[0]
    for corner in corners[1:]:
        lowest, highest = unchecked(Op.MIN, lowest, corner), unchecked(Op.MAX, highest, corner)
    return lowest, highest


def _comparison(node: Node, args: list[Pair]) -> Pair:
    (low, high), (low2, high2) = args
    return rebuilt(node, (high, low2)), rebuilt(node, (low, high2))


def _equality(_node: Node, args: list[Pair]) -> Pair:
    (low, high), (low2, high2) = args
    certain = unchecked(Op.AND, unchecked(Op.LE, high, low2), unchecked(Op.LE, high2, low))
    possible = unchecked(Op.AND, unchecked(Op.LE, low, high2), unchecked(Op.LE, low2, high))
    return certain, possible


def _negation(node: Node, args: list[Pair]) -> Pair:
    ((low, high),) = args
    return rebuilt(node, (high,)), rebuilt(node, (low,))


def _choice(node: Node, args: list[Pair]) -> Pair:
    (certain, possible), (low, high), (low2, high2) = args
    extreme = (Op.AND, Op.OR) if node.is_yes_no else (Op.MIN, Op.MAX)

    def choose(condition: Node, yes: Node, no: Node) -> Node:
        return rebuilt(node, (condition, yes, no))

    lower = choose(certain, low, choose(possible, unchecked(extreme[0], low, low2), low2))
    upper = choose(certain, high, choose(possible, unchecked(extreme[1], high, high2), high2))
    return lower, upper


def _same_number(_node: Node, args: list[Pair]) -> Pair:
    """What both ways leave possible; what was told as a whole when the two contradict each other."""
    (low, high), (low2, high2) = args
    contradict = unchecked(Op.OR, unchecked(Op.LT, high, low2), unchecked(Op.LT, high2, low))
    lower = unchecked(Op.WHEN, contradict, low, unchecked(Op.MAX, low, low2))
    upper = unchecked(Op.WHEN, contradict, high, unchecked(Op.MIN, high, high2))
    return lower, upper


_REWRITE = {
    Op.ADD: _rising,
    Op.MIN: _rising,
    Op.MAX: _rising,
    Op.AND: _rising,
    Op.OR: _rising,
    Op.SUB: _difference,
    Op.MUL: _product,
    Op.DIV: _quotient,
    Op.LT: _comparison,
    Op.LE: _comparison,
    Op.EQ: _equality,
    Op.NOT: _negation,
    Op.WHEN: _choice,
    Op.SAME: _same_number,
}
