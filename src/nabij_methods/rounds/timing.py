"""The hours of one route: when to leave, when to be where, whether it can be done at all."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from nabij_methods.rounds.laid import Laid, LaidShift, load_of


@dataclass(frozen=True, slots=True)
class Hours:
    """Seconds since midnight of the first day; (arrives, begins, ends) per visit."""

    leaves: int
    stops: tuple[tuple[int, int, int], ...]
    returns: int

    @property
    def seconds(self) -> int:
        """From leaving until being back."""
        return self.returns - self.leaves


def hours(laid: Laid, shift: LaidShift, order: Sequence[int]) -> Hours | None:
    """The hours of these visits in this order, or None when that cannot be done in this shift.

    One leaves as late as the windows allow, so that nobody waits at a door who could have left later.
    """
    if not all(shift.may_visit[visit] for visit in order):
        return None
    if shift.capacity is not None and load_of(laid, order) > shift.capacity:
        return None
    first = _walked(laid, shift, order, shift.starts)
    if first is None:
        return None
    waited, room = 0, shift.ends
    for visit, (arrives, begins, _ends) in zip(order, first.stops, strict=True):
        waited += begins - arrives
        closes = _window(laid, visit, arrives)
        if closes is not None:
            room = min(room, waited + closes[1] - begins)
    later = min(waited, room, waited + shift.ends - first.returns)
    return first if later <= 0 else _walked(laid, shift, order, shift.starts + later)


def travel(laid: Laid, shift: LaidShift, order: Sequence[int]) -> int:
    """Seconds on the way, from the start to the end of the shift; nothing when nobody is visited."""
    if not order:
        return 0
    seconds = laid.seconds[shift.mode]
    rows = [shift.start, *order, shift.end]
    return int(sum(seconds[here, there] for here, there in itertools.pairwise(rows)))


def _walked(laid: Laid, shift: LaidShift, order: Sequence[int], leaves: int) -> Hours | None:
    seconds = laid.seconds[shift.mode]
    now, here = leaves, shift.start
    stops = []
    for visit in order:
        arrives = now + int(seconds[here, visit])
        begins = arrives
        if laid.windows[visit]:
            window = _window(laid, visit, arrives)
            if window is None:
                return None
            begins = max(arrives, window[0])
        now, here = begins + int(laid.door[visit]), visit
        stops.append((arrives, begins, now))
    returns = now + int(seconds[here, shift.end]) if order else leaves
    return None if returns > shift.ends else Hours(leaves, tuple(stops), returns)


def _window(laid: Laid, visit: int, arrives: int) -> tuple[int, int] | None:
    """The first window that is not closed yet."""
    return next((window for window in laid.windows[visit] if window[1] >= arrives), None)
