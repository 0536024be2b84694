"""How much a value can change between two rules, when what is not known is the same in both.

Two ranges say little about their difference: 0 to 100 now and 0 to 110 then looks like anything from a loss
of 100 to a gain of 110. Yet the household is the same one, with the same unknown facts. So the difference is
worked out along the two trees: what stands in both cancels out, and only what changed moves the result.

The result is again a tree with plain operators, so that every evaluator can work it out. Like all bounds it
is sound: the true difference lies between the two ends, and it may be wider than needed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from nabij_rights.engine.bounds import Pair, to_bounds
from nabij_rights.engine.expression import (
    LEAVES,
    BadExpression,
    Node,
    Op,
    _intern,
    const,
    in_order,
    rebuilt,
    unchecked,
)

THEN = "then:"
"""Goes before the id of an amount that has another value after the change."""

NOTHING, NEVER_SO = const(0), const(False)


@dataclass(frozen=True)
class ThenDay:
    """A day as it is seen from the calculation date after the change."""

    of: object


def copied(roots: Sequence[Node], moved: Collection[object] = ()) -> list[Node]:
    """The same trees with the amounts and days that moved under a name of their own.

    Also without moved leaves: two copies have the same shape wherever their rules have.
    """
    made: dict[int, Node] = {}
    for node in in_order(roots):
        made[node.key] = (
            _leaf(node, moved)
            if node.op in LEAVES
            else rebuilt(node, tuple(made[arg.key] for arg in node.args))
        )
    return [made[root.key] for root in roots]


def _leaf(node: Node, moved: Collection[object]) -> Node:
    if node.op not in (Op.AMOUNT, Op.DAY) or node.meta not in moved:
        return node
    meta = f"{THEN}{node.meta}" if node.op is Op.AMOUNT else ThenDay(node.meta)
    return _intern(node.op, (), meta, None, node.unit, (node.lowest, node.highest))


class Differences:
    """Lowest and highest difference, after minus before, of pairs of expressions."""

    def __init__(self, roots: Sequence[Node]) -> None:
        nodes = in_order(roots)
        self._bounds = dict(zip((node.key for node in nodes), to_bounds(nodes), strict=True))
        self._numbers: dict[tuple[int, int], Pair | None] = {}
        self._turns: dict[tuple[int, int], Pair] = {}

    def bounds(self, node: Node) -> Pair:
        """Lowest and highest of one of the roots, or of anything under them."""
        return self._bounds[node.key]

    def number(self, before: Node, after: Node) -> Pair:
        """Lowest and highest difference of two numbers. Raises BadExpression when it does not fit 64 bits."""
        if (found := self._number(before, after)) is None:
            raise BadExpression("the difference of two numbers does not fit 64 bits")
        return found

    def turns(self, before: Node, after: Node) -> Pair:
        """Of two yes/no expressions: whether a no can become a yes, and a yes a no."""
        if after is before:
            return NEVER_SO, NEVER_SO
        key = (before.key, after.key)
        if key not in self._turns:
            rises, falls = self._turns_apart(before, after)
            if (parts := self._turns_by_parts(before, after)) is not None:
                rises, falls = unchecked(Op.AND, parts[0], rises), unchecked(Op.AND, parts[1], falls)
            self._turns[key] = rises, falls
        return self._turns[key]

    # ------------------------------------------------------------------------------------ numbers

    def _number(self, before: Node, after: Node) -> Pair | None:
        if after is before:
            return NOTHING, NOTHING
        key = (before.key, after.key)
        if key not in self._numbers:
            self._numbers[key] = self._worked_out(before, after)
        return self._numbers[key]

    def _worked_out(self, before: Node, after: Node) -> Pair | None:
        try:
            apart = self._apart(before, after)
        except BadExpression:
            return None
        try:
            parts = self._by_parts(before, after)
        except BadExpression:
            parts = None
        if parts is None:
            return apart
        return unchecked(Op.MAX, apart[0], parts[0]), unchecked(Op.MIN, apart[1], parts[1])

    def _apart(self, before: Node, after: Node) -> Pair:
        """What the two ranges alone say."""
        low, high = self.bounds(before)
        low2, high2 = self.bounds(after)
        return unchecked(Op.SUB, low2, high), unchecked(Op.SUB, high2, low)

    def _by_parts(self, before: Node, after: Node) -> Pair | None:
        """What the parts say; None when the two are not built alike, or when we have no rule for them."""
        if before.op is not after.op or len(before.args) != len(after.args) or not before.args:
            return None
        rule = _BY_PARTS.get(before.op)
        return None if rule is None else rule(self, before, after)

    def _of_terms(self, before: Node, after: Node) -> list[Pair] | None:
        found = [self._number(old, new) for old, new in zip(before.args, after.args, strict=True)]
        known = [pair for pair in found if pair is not None]
        return known if len(known) == len(found) else None

    def _sum(self, before: Node, after: Node) -> Pair | None:
        if (terms := self._of_terms(before, after)) is None:
            return None
        (low, high), (low2, high2) = terms
        if before.op is Op.SUB:
            return unchecked(Op.SUB, low, high2), unchecked(Op.SUB, high, low2)
        return unchecked(Op.ADD, low, low2), unchecked(Op.ADD, high, high2)

    def _extreme(self, before: Node, after: Node) -> Pair | None:
        """The smaller (or larger) of two moves no further than its terms."""
        if (terms := self._of_terms(before, after)) is None:
            return None
        (low, high), (low2, high2) = terms
        return unchecked(Op.MIN, low, low2), unchecked(Op.MAX, high, high2)

    def _product(self, before: Node, after: Node) -> Pair | None:
        """x'y' - xy = (x' - x)y + x'(y' - y)."""
        if (terms := self._of_terms(before, after)) is None:
            return None
        low, high = _corners(terms[0], self.bounds(before.args[1]))
        low2, high2 = _corners(self.bounds(after.args[0]), terms[1])
        return unchecked(Op.ADD, low, low2), unchecked(Op.ADD, high, high2)

    def _quotient(self, before: Node, after: Node) -> Pair | None:
        """By the same known number: the difference divided, out to the next whole one on both sides."""
        divisor = before.args[1]
        if after.args[1] is not divisor or (exact := self.bounds(divisor)[0]) is not self.bounds(divisor)[1]:
            return None
        if (found := self._number(before.args[0], after.args[0])) is None:
            return None
        twice = unchecked(Op.MUL, const(2), exact)
        low, high = (unchecked(Op.MUL, const(2), end) for end in found)
        below = unchecked(Op.SUB, low, exact)
        above = unchecked(Op.SUB, unchecked(Op.ADD, high, exact), const(2))
        return unchecked(Op.DIV, below, twice), unchecked(Op.DIV, above, twice)

    def _choice(self, before: Node, after: Node) -> Pair | None:
        """Every way it can go: yes and yes, no and no, from no to yes, from yes to no."""
        (old, yes, no), (new, yes2, no2) = before.args, after.args
        stays_yes, stays_no = self._number(yes, yes2), self._number(no, no2)
        if stays_yes is None or stays_no is None:
            return None
        (certain, possible), (certain2, possible2) = self.bounds(old), self.bounds(new)
        rises, falls = self.turns(old, new)
        ways = [
            (unchecked(Op.AND, possible, possible2), stays_yes),
            (_neither(certain, certain2), stays_no),
        ]
        if old is not new:
            ways += [(rises, self._apart(no, yes2)), (falls, self._apart(yes, no2))]
        return _hull(ways, self._apart(before, after))

    def _over_persons(self, before: Node, after: Node) -> Pair | None:
        if (found := self._number(before.args[0], after.args[0])) is None:
            return None
        low, high = found
        if before.op is not Op.LARGEST:
            return rebuilt(before, (low,)), rebuilt(before, (high,))
        down = unchecked(Op.SUB, NOTHING, low)  # the largest moves no further down than whoever moves most
        return unchecked(Op.SUB, NOTHING, rebuilt(before, (down,))), rebuilt(before, (high,))

    # ------------------------------------------------------------------------------------- yes/no

    def _turns_apart(self, before: Node, after: Node) -> Pair:
        (certain, possible), (certain2, possible2) = self.bounds(before), self.bounds(after)
        rises = unchecked(Op.AND, possible2, unchecked(Op.NOT, certain))
        return rises, unchecked(Op.AND, possible, unchecked(Op.NOT, certain2))

    def _turns_by_parts(self, before: Node, after: Node) -> Pair | None:
        if before.op is not after.op or len(before.args) != len(after.args) or not before.args:
            return None
        if before.op in (Op.AND, Op.OR):
            terms = [self.turns(old, new) for old, new in zip(before.args, after.args, strict=True)]
            return _any([rises for rises, _ in terms]), _any([falls for _, falls in terms])
        if before.op in (Op.NOT, Op.ANY, Op.REFERENCE):
            rises, falls = self.turns(before.args[0], after.args[0])
            if before.op is Op.NOT:
                return falls, rises
            return rebuilt(before, (rises,)), rebuilt(before, (falls,))
        if before.op in (Op.LT, Op.LE):
            return self._comparison(before, after)
        return self._yes_no_choice(before, after) if before.op is Op.WHEN else None

    def _comparison(self, before: Node, after: Node) -> Pair | None:
        """Smaller becomes true only when the left falls against the right."""
        if (terms := self._of_terms(before, after)) is None:
            return None
        (low, high), (low2, high2) = terms
        try:
            return (
                unchecked(Op.LT, unchecked(Op.SUB, low, high2), NOTHING),
                unchecked(Op.LT, NOTHING, unchecked(Op.SUB, high, low2)),
            )
        except BadExpression:
            return None

    def _yes_no_choice(self, before: Node, after: Node) -> Pair | None:
        (old, yes, no), (new, yes2, no2) = before.args, after.args
        if old is not new:
            return None
        certain, possible = self.bounds(old)
        otherwise = unchecked(Op.NOT, certain)
        (rises, falls), (rises2, falls2) = self.turns(yes, yes2), self.turns(no, no2)
        return (
            _any([unchecked(Op.AND, possible, rises), unchecked(Op.AND, otherwise, rises2)]),
            _any([unchecked(Op.AND, possible, falls), unchecked(Op.AND, otherwise, falls2)]),
        )


def _any(nodes: Sequence[Node]) -> Node:
    found = nodes[0]
    for node in nodes[1:]:
        found = unchecked(Op.OR, found, node)
    return found


def _neither(certain: Node, certain2: Node) -> Node:
    return unchecked(Op.AND, unchecked(Op.NOT, certain), unchecked(Op.NOT, certain2))


def _corners(left: Pair, right: Pair) -> Pair:
    """The extremes of a product of two ranges."""
    if any(low is NOTHING and high is NOTHING for low, high in (left, right)):
        return NOTHING, NOTHING
    products = [unchecked(Op.MUL, one, other) for one in left for other in right]
    low = high = products[0]
    for product in products[1:]:
        low, high = unchecked(Op.MIN, low, product), unchecked(Op.MAX, high, product)
    return low, high


def _hull(ways: Sequence[tuple[Node, Pair]], widest: Pair) -> Pair:
    """The extremes over the ways that are open; a way that is closed says nothing."""
    low, high = widest[1], widest[0]
    for is_open, (lowest, highest) in ways:
        low = unchecked(Op.MIN, low, unchecked(Op.WHEN, is_open, lowest, widest[1]))
        high = unchecked(Op.MAX, high, unchecked(Op.WHEN, is_open, highest, widest[0]))
    return low, high


_BY_PARTS: dict[Op, Callable[[Differences, Node, Node], Pair | None]] = {
    Op.ADD: Differences._sum,
    Op.SUB: Differences._sum,
    Op.MIN: Differences._extreme,
    Op.MAX: Differences._extreme,
    Op.MUL: Differences._product,
    Op.DIV: Differences._quotient,
    Op.WHEN: Differences._choice,
    Op.TOTAL: Differences._over_persons,
    Op.LARGEST: Differences._over_persons,
    Op.REFERENCE: Differences._over_persons,
}
