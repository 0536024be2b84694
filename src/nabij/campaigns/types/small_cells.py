"""Totals without somebody in them: a small number is hidden, and a second one, so that it does not follow."""

from __future__ import annotations

from collections.abc import Mapping

SMALL = 10
"""Numbers from 1 up to here (not included) may point at somebody."""


def shown(parts: Mapping[str, int]) -> dict[str, int | None]:
    """The parts of a total that is shown beside them; None for what is hidden.

    Where one part alone is hidden it would follow from the total: then the smallest of the others that is
    not nought is hidden too. A nought stays: it tells of nobody.
    """
    hidden = {name for name, number in parts.items() if 0 < number < SMALL}
    if len(hidden) == 1:
        others = [name for name, number in parts.items() if number and name not in hidden]
        hidden |= {min(others, key=lambda name: parts[name])} if others else set()
    return {name: None if name in hidden else number for name, number in parts.items()}


def shown_alone(number: int) -> int | None:
    """A number that stands alone; None when it is small."""
    return None if 0 < number < SMALL else number
