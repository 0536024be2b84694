"""One household: the lowest and highest value of every expression, and which open facts still matter.

Plain Python on whole numbers. It keeps the value of every node, so that an answer can be explained.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from nabij_rights.engine.expression import LEAVES, Node, Op, divide
from nabij_rights.engine.program import Program, Setting, Situation, Span

Value = Span | list[Span]
"""A household value, or one value per person."""


class Evaluation:
    """The value of every node of a program for one household at one date."""

    def __init__(self, program: Program, situation: Situation, setting: Setting) -> None:
        self.program = program
        self.situation = situation
        self.setting = setting
        self.number_of_persons = len(situation.persons)
        self.values: list[Value] = []
        self._evaluate()

    def span(self, node: Node, person: int = 0) -> Span:
        """Lowest and highest value of a node; of one person if the node speaks about persons."""
        return self._at(self.program.position[node.key], person)

    def _at(self, index: int, person: int) -> Span:
        value = self.values[index]
        return value[person] if type(value) is list else value  # type: ignore[return-value]

    def _evaluate(self) -> None:
        values = self.values
        size = self.number_of_persons
        arguments, is_personal = self.program.arguments, self.program.is_personal
        for index, node in enumerate(self.program.nodes):
            op = node.op
            if op in LEAVES:
                values.append(self._leaf(node))
            elif (reduction := _REDUCE.get(op)) is not None:
                values.append(reduction(values[arguments[index][0]]))
            elif is_personal[index]:
                columns = [
                    value if type(value) is list else [value] * size
                    for value in (values[arg] for arg in arguments[index])
                ]
                values.append([_COMPUTE[op](*row) for row in zip(*columns, strict=True)])
            else:
                values.append(_COMPUTE[op](*[values[arg] for arg in arguments[index]]))

    def _leaf(self, node: Node) -> Value:
        op = node.op
        if op is Op.CONST:
            return (node.meta, node.meta)
        if op is Op.AMOUNT:
            return self.setting.amounts[node.meta]
        if op is Op.DAY:
            number = self.setting.days[node.meta]
            return (number, number)
        if op is Op.SIZE:
            return (self.number_of_persons, self.number_of_persons)
        if op is Op.DECISION:
            return self.situation.decisions.get(node.meta, (0, 1))
        if node.entity == "person":
            return [_known(node, facts) for facts in self.situation.persons]
        return _known(node, self.situation.household)

    # ------------------------------------------------------------------------------ open facts

    def open_leaves(self, *roots: Node) -> list[tuple[Node, int | None]]:
        """Unknown leaves that can still change one of the roots, with the person they are about.

        Only branches that are undecided are walked, so a fact that no longer matters is never asked.
        """
        found: dict[tuple[int, int], tuple[Node, int | None]] = {}
        seen: set[tuple[int, int]] = set()
        todo = [(root, 0) for root in reversed(roots)]
        while todo:
            node, person = todo.pop()
            mark = (node.key, person if node.entity == "person" else -1)
            if mark in seen:
                continue
            seen.add(mark)
            low, high = self.span(node, person)
            if low == high:
                continue
            if node.op in LEAVES:
                found[mark] = (node, person if node.entity == "person" else None)
            else:
                todo.extend(reversed(list(self._undecided(node, person))))
        return list(found.values())

    def live_amounts(self, *roots: Node) -> list[Node]:
        """The dated amounts on branches that are taken or may still be taken."""
        found: dict[int, Node] = {}
        seen: set[tuple[int, int]] = set()
        todo = [(root, 0) for root in roots]
        while todo:
            node, person = todo.pop()
            mark = (node.key, person if node.entity == "person" else -1)
            if mark in seen:
                continue
            seen.add(mark)
            if node.op is Op.AMOUNT:
                found[node.key] = node
            todo.extend(self._live(node, person))
        return list(found.values())

    def _live(self, node: Node, person: int) -> Iterator[tuple[Node, int]]:
        if node.op is Op.WHEN:
            branches = self._live_branches(node, person)
            yield from ((arg, person) for arg in dict.fromkeys((node.args[0], *branches)))
        elif node.op in (Op.MIN, Op.MAX):
            yield from ((arg, person) for arg in self._contenders(node, person))
        elif node.op in _REDUCE:
            yield from self._undecided(node, person)
        elif node.op in (Op.AND, Op.OR):
            yield from ((arg, person) for arg in self._deciding(node, person))
        else:
            yield from ((arg, person) for arg in node.args)

    def _deciding(self, node: Node, person: int) -> tuple[Node, ...]:
        """The one part that makes an either-or surely true or a both-and surely false, else all parts."""
        certain = (1, 1) if node.op is Op.OR else (0, 0)
        if self.span(node, person) == certain:
            return next(((arg,) for arg in node.args if self.span(arg, person) == certain), node.args)
        return node.args

    def _undecided(self, node: Node, person: int) -> Iterator[tuple[Node, int]]:
        if node.op is Op.REFERENCE:
            yield node.args[0], 0
        elif node.op in _REDUCE:
            yield from ((node.args[0], other) for other in range(self.number_of_persons))
        elif node.op is Op.WHEN:
            yield from ((arg, person) for arg in self._live_branches(node, person))
        elif node.op in (Op.MIN, Op.MAX):
            yield from ((arg, person) for arg in self._contenders(node, person))
        elif node.op is Op.SAME:  # the whole is one question, its parts are many
            yield node.args[0], person
        else:
            yield from ((arg, person) for arg in node.args)

    def _live_branches(self, node: Node, person: int) -> tuple[Node, ...]:
        certain, possible = self.span(node.args[0], person)
        if certain:
            return (node.args[1],)
        return node.args if possible else (node.args[2],)

    def _contenders(self, node: Node, person: int) -> tuple[Node, ...]:
        """The terms of a smallest or largest that can still win."""
        (low, high), (low2, high2) = (self.span(arg, person) for arg in node.args)
        if node.op is Op.MAX:
            low, high, low2, high2 = -high, -low, -high2, -low2
        if high <= low2:
            return (node.args[0],)
        return (node.args[1],) if high2 <= low else node.args


def _known(node: Node, facts: object) -> Span:
    if node.op is Op.FACT_IS:
        name, position = node.meta
        mask = facts.get(name)  # type: ignore[attr-defined]
        if mask is None:
            return (0, 1)
        bit = 1 << position
        return (int(mask[0] == bit), int(bool(mask[0] & bit)))
    return facts.get(node.meta) or (node.lowest, node.highest)  # type: ignore[attr-defined,no-any-return]


def _product(a: Span, b: Span) -> Span:
    if a[0] >= 0 and b[0] >= 0:
        return (a[0] * b[0], a[1] * b[1])
    corners = (a[0] * b[0], a[0] * b[1], a[1] * b[0], a[1] * b[1])
    return (min(corners), max(corners))


def _quotient(a: Span, b: Span) -> Span:
    if b[0] == b[1]:
        return (divide(a[0], b[0]), divide(a[1], b[0]))
    corners = (divide(a[0], b[0]), divide(a[0], b[1]), divide(a[1], b[0]), divide(a[1], b[1]))
    return (min(corners), max(corners))


def _choice(c: Span, a: Span, b: Span) -> Span:
    if c[0]:
        return a
    if not c[1]:
        return b
    return (min(a[0], b[0]), max(a[1], b[1]))


def _same_number(told: Span, worked_out: Span) -> Span:
    low, high = max(told[0], worked_out[0]), min(told[1], worked_out[1])
    return (low, high) if low <= high else told


_COMPUTE: dict[Op, Callable[..., Span]] = {
    Op.ADD: lambda a, b: (a[0] + b[0], a[1] + b[1]),
    Op.SUB: lambda a, b: (a[0] - b[1], a[1] - b[0]),
    Op.MUL: _product,
    Op.DIV: _quotient,
    Op.MIN: lambda a, b: (min(a[0], b[0]), min(a[1], b[1])),
    Op.MAX: lambda a, b: (max(a[0], b[0]), max(a[1], b[1])),
    Op.LT: lambda a, b: (int(a[1] < b[0]), int(a[0] < b[1])),
    Op.LE: lambda a, b: (int(a[1] <= b[0]), int(a[0] <= b[1])),
    Op.EQ: lambda a, b: (int(a[0] == a[1] == b[0] == b[1]), int(a[0] <= b[1] and b[0] <= a[1])),
    Op.AND: lambda a, b: (a[0] & b[0], a[1] & b[1]),
    Op.OR: lambda a, b: (a[0] | b[0], a[1] | b[1]),
    Op.NOT: lambda a: (1 - a[1], 1 - a[0]),
    Op.WHEN: _choice,
    Op.SAME: _same_number,
}


def _largest(spans: list[Span]) -> Span:
    return (max(low for low, _ in spans), max(high for _, high in spans))


_REDUCE: dict[Op, Callable[[list[Span]], Span]] = {
    Op.TOTAL: lambda spans: (sum(low for low, _ in spans), sum(high for _, high in spans)),
    Op.ANY: _largest,
    Op.LARGEST: _largest,
    Op.REFERENCE: lambda spans: spans[0],
}
