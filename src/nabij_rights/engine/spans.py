"""A value of which two ends are known."""

Span = tuple[int, int]
"""Lowest and highest value that is still possible; equal when the value is known."""
