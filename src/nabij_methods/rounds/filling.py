"""Putting visits into routes where they still fit, without moving what stands there.

Used to start a search, to mend a plan that is broken, and after a search: nothing is left out that fits.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nabij_methods.rounds.laid import Laid, LaidShift, Order, load_of
from nabij_methods.rounds.timing import hours

Numbers = NDArray[np.int64]
NEVER = np.int64(2**40)
"""Later than any moment and longer than any way."""


@dataclass(frozen=True)
class Room:
    """Where each visit would go best in one route: `extra` travel, NEVER when it does not fit; and `place`.

    `begins` is when it would begin there.
    """

    extra: Numbers
    place: NDArray[np.intp]
    begins: Numbers


class Opening:
    """The windows of all visits as columns, so that whole lists are asked at once."""

    def __init__(self, laid: Laid, *, ignored: bool = False) -> None:
        """`ignored`: as if no visit had windows."""
        most = max((len(windows) for windows in laid.windows), default=0) or 1
        self.opens = np.full((laid.size, most), NEVER)
        self.closes = np.full((laid.size, most), -NEVER)
        for visit, windows in enumerate(laid.windows):
            open_hours: Sequence[tuple[int, int]] = windows
            if ignored or not windows:
                open_hours = ((-int(NEVER), int(NEVER)),)
            for number, (opens, closes) in enumerate(open_hours):
                self.opens[visit, number], self.closes[visit, number] = opens, closes

    def begins(self, arrives: Numbers) -> Numbers:
        """The first moment from `arrives` (visits by places) on at which each visit may begin."""
        found = np.full(arrives.shape, NEVER)
        for number in range(self.opens.shape[1]):
            opens, closes = self.opens[:, number, None], self.closes[:, number, None]
            found = np.where(closes >= arrives, np.minimum(found, np.maximum(arrives, opens)), found)
        return found

    def begins_one(self, visit: int, arrives: int) -> int:
        """The same for one visit."""
        moments = np.maximum(self.opens[visit], arrives)
        return int(np.min(np.where(self.closes[visit] >= arrives, moments, NEVER)))

    def latest(self, visit: int, limit: int) -> int:
        """The last moment until `limit` at which this visit may begin; before all time when there is none."""
        moments = np.minimum(self.closes[visit], limit)
        return int(np.max(np.where(moments >= self.opens[visit], moments, -NEVER)))


def room(
    laid: Laid,
    shift: LaidShift,
    order: Sequence[int],
    opening: Opening,
    *,
    ends: int | None = None,
    load_counts: bool = True,
    asking: Opening | None = None,
) -> Room:
    """Where each visit fits in this route. `ends`: as if the shift ended then; `asking`: other windows for
    who is to be put in.

    Exact: a visit fits at a place when it begins soon enough to reach the next one before its last moment.
    """
    seconds = laid.seconds[shift.mode]
    rows = np.array([shift.start, *order], dtype=np.intp)
    after = np.array([*order, shift.end], dtype=np.intp)
    leaves, last = _span(laid, shift, order, opening, shift.ends if ends is None else ends)
    visits = np.arange(laid.size)
    there = seconds[rows[:, None], visits[None, :]].T
    onwards = seconds[visits[:, None], after[None, :]]
    begins = (asking or opening).begins(leaves[None, :] + there)
    fits = begins + laid.door[:, None] + onwards <= last[None, :]
    fits &= shift.may_visit[:, None]
    if load_counts and shift.capacity is not None:
        fits &= (laid.load <= shift.capacity - load_of(laid, order))[:, None]
    between = seconds[rows, after] if order else np.zeros(1, dtype=np.int64)
    extra = np.where(fits, there + onwards - between[None, :], NEVER)
    place = extra.argmin(axis=1)
    return Room(extra[visits, place], place, begins[visits, place])


def _span(
    laid: Laid, shift: LaidShift, order: Sequence[int], opening: Opening, ends: int
) -> tuple[Numbers, Numbers]:
    """The first moment of leaving each place, and the last of arriving at the next one."""
    seconds = laid.seconds[shift.mode]
    leaves, here = [shift.starts], shift.start
    for visit in order:
        begins = opening.begins_one(visit, leaves[-1] + int(seconds[here, visit]))
        leaves.append(begins + int(laid.door[visit]))
        here = visit
    last, there = [ends], shift.end
    for visit in reversed(order):
        limit = last[-1] - int(seconds[visit, there]) - int(laid.door[visit])
        last.append(opening.latest(visit, limit))
        there = visit
    return np.array(leaves), np.array(last[::-1])


def filled(laid: Laid, orders: Iterable[Order], *, opening: Opening | None = None) -> tuple[Order, ...]:
    """Put in what fits, each time the visit that is worth most for the time that it takes."""
    opening = opening or Opening(laid)
    full = [list(order) for order in orders]
    outside = np.ones(laid.size, dtype=np.bool_)
    outside[[visit for order in full for visit in order]] = False
    if not outside.any():
        return tuple(full)
    rooms = [room(laid, shift, order, opening) for shift, order in zip(laid.shifts, full, strict=True)]
    rates = np.array([_rates(laid, one, outside) for one in rooms])
    while True:
        shift, visit = divmod(int(rates.argmax()), laid.size)
        if rates[shift, visit] <= 0:
            return tuple(full)
        full[shift].insert(int(rooms[shift].place[visit]), visit)
        outside[visit] = False
        rates[:, visit] = 0
        rooms[shift] = room(laid, laid.shifts[shift], full[shift], opening)
        rates[shift] = _rates(laid, rooms[shift], outside)


def _rates(laid: Laid, one: Room, outside: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Worth per second that it takes; 0 for what does not fit or stands in the plan already."""
    rates = laid.worth / np.maximum(one.extra + laid.door, 60)
    return np.where(outside & (one.extra < NEVER), rates, 0.0)


def mended(laid: Laid, orders: Sequence[Order]) -> tuple[Order, ...]:
    """Take out of each route what makes it impossible; what is worth most is kept first."""
    return tuple(_mended(laid, shift, order) for shift, order in zip(laid.shifts, orders, strict=True))


def _mended(laid: Laid, shift: LaidShift, order: Order) -> Order:
    if hours(laid, shift, order) is not None:
        return list(order)
    kept: set[int] = set()
    for visit in sorted(order, key=lambda visit: (-int(laid.worth[visit]), order.index(visit))):
        tried = [one for one in order if one in kept or one == visit]
        if hours(laid, shift, tried) is not None:
            kept.add(visit)
    return [visit for visit in order if visit in kept]
