"""What every operator means on spans: the lowest and highest value that are still possible."""

from __future__ import annotations

from collections.abc import Callable

from nabij_rights.engine.expression import Op, divide

Span = tuple[int, int]
"""Lowest and highest value that is still possible; equal when the value is known."""


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


COMPUTE: dict[Op, Callable[..., Span]] = {
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


REDUCE: dict[Op, Callable[[list[Span]], Span]] = {
    Op.TOTAL: lambda spans: (sum(low for low, _ in spans), sum(high for _, high in spans)),
    Op.ANY: _largest,
    Op.LARGEST: _largest,
    Op.REFERENCE: lambda spans: spans[0],
}
