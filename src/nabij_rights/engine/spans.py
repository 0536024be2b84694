"""A value of which two ends are known, and the two operators that need more than a line on them."""

from __future__ import annotations

from nabij_rights.engine.expression import divide

Span = tuple[int, int]
"""Lowest and highest value that is still possible; equal when the value is known."""


def product(low: int, high: int, low2: int, high2: int) -> Span:
    """The ends of a product of which a term may be negative."""
    corners = (low * low2, low * high2, high * low2, high * high2)
    return (min(corners), max(corners))


def quotient(low: int, high: int, low2: int, high2: int) -> Span:
    """The ends of a quotient whose divisor, at least 1, is not known exactly."""
    corners = (divide(low, low2), divide(low, high2), divide(high, low2), divide(high, high2))
    return (min(corners), max(corners))
