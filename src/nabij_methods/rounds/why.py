"""Why a visit is left out: before the search when nobody could go at all, after it what is in the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np

from nabij_methods.rounds.answers import LeftOut, Reason
from nabij_methods.rounds.asked import DAY, MINUTE
from nabij_methods.rounds.filling import NEVER, Opening, room
from nabij_methods.rounds.laid import Laid, LaidShift, Order, load_of

_MOST_TO_TRY = 2
"""So many visits that make way are tried in every combination; after that a whole route is named."""


def impossible(laid: Laid) -> dict[int, LeftOut]:
    """Visits that nobody could do, even if it were the only one; by number."""
    found = {}
    opening, always = Opening(laid), Opening(laid, ignored=True)
    empty = [room(laid, shift, [], opening) for shift in laid.shifts]
    fits = np.array([one.extra < NEVER for one in empty]).any(axis=0)
    for visit in np.flatnonzero(~fits):
        found[int(visit)] = _impossible(laid, int(visit), always)
    return found


def _impossible(laid: Laid, visit: int, always: Opening) -> LeftOut:
    asked = laid.question.visits[visit]
    allowed = [shift for shift in laid.shifts if shift.may_visit[visit]]
    if not allowed:
        spoken = frozenset().union(*(walker.languages for walker in laid.question.walkers))
        if asked.languages and (asked.languages.isdisjoint(spoken) or asked.promised is not None):
            return LeftOut(asked.visit_id, Reason.NO_SPEAKER, languages=asked.languages)
        return LeftOut(asked.visit_id, Reason.NOBODY_OF_TEAM)
    carried = [shift for shift in allowed if shift.capacity is None or shift.capacity >= laid.load[visit]]
    if not carried:
        return LeftOut(asked.visit_id, Reason.CAPACITY, room=max(shift.capacity or 0 for shift in allowed))
    begins = [
        int(one.begins[visit])
        for one in (room(laid, shift, [], always) for shift in carried)
        if one.extra[visit] < NEVER
    ]
    if begins:
        return LeftOut(asked.visit_id, Reason.WINDOW_CLOSED, earliest_second=min(begins))
    missing = min(_alone(laid, shift, visit) - (shift.ends - shift.starts) for shift in carried)
    return LeftOut(asked.visit_id, Reason.TOO_LONG, missing_minutes=-(-missing // MINUTE))


def _alone(laid: Laid, shift: LaidShift, visit: int) -> int:
    seconds = laid.seconds[shift.mode]
    return int(seconds[shift.start, visit] + laid.door[visit] + seconds[visit, shift.end])


def left_out(laid: Laid, orders: Sequence[Order]) -> Iterator[LeftOut]:
    """For each visit that is in no route: what stands in the way. Nothing of it fits as it is."""
    done = {visit for order in orders for visit in order}
    outside = [visit for visit in range(laid.size) if visit not in done]
    if not outside:
        return
    views = _Views(laid, orders)
    for visit in outside:
        yield views.reason(visit)


class _Views:
    """The plan as it would be with more room in the car, other windows or longer shifts."""

    def __init__(self, laid: Laid, orders: Sequence[Order]) -> None:
        self.laid, self.orders = laid, orders
        opening, always = Opening(laid), Opening(laid, ignored=True)
        routes = list(zip(laid.shifts, orders, strict=True))
        self.heavier = [room(laid, shift, order, opening, load_counts=False) for shift, order in routes]
        self.any_time = [room(laid, shift, order, opening, asking=always) for shift, order in routes]
        self.instead_of = _instead_of(laid, orders, opening)
        self.longer = [room(laid, shift, order, opening, ends=shift.ends + DAY) for shift, order in routes]

    def reason(self, visit: int) -> LeftOut:
        laid, visit_id = self.laid, self.laid.question.visits[visit].visit_id
        tight = [n for n, one in enumerate(self.heavier) if one.extra[visit] < NEVER]
        if tight:
            return LeftOut(visit_id, Reason.CAPACITY, room=max(self._spare(shift) for shift in tight))
        begins = [int(one.begins[visit]) for one in self.any_time if one.extra[visit] < NEVER]
        if begins:
            return LeftOut(visit_id, Reason.WINDOW_CLOSED, earliest_second=min(begins))
        instead = self.instead_of[visit]
        missing = self._missing(visit)
        if missing is None or laid.worth[list(instead)].sum() > laid.worth[visit]:
            named = tuple(laid.question.visits[one].visit_id for one in instead)
            return LeftOut(visit_id, Reason.PUSHES_OUT, instead_of=named)
        return LeftOut(visit_id, Reason.NOT_ENOUGH_HOURS, missing_minutes=missing)

    def _spare(self, shift: int) -> int:
        capacity = self.laid.shifts[shift].capacity or 0
        return capacity - load_of(self.laid, self.orders[shift])

    def _missing(self, visit: int) -> int | None:
        """Minutes by which the best shift is too short; None when more hours would not help."""
        found = []
        for number, one in enumerate(self.longer):
            if one.extra[visit] < NEVER:
                order = list(self.orders[number])
                order.insert(int(one.place[visit]), visit)
                found.append(self._late(number, order))
        return None if not found else max(1, -(-min(found) // MINUTE))

    def _late(self, number: int, order: Order) -> int:
        shift = self.laid.shifts[number]
        seconds, now, here = self.laid.seconds[shift.mode], shift.starts, shift.start
        for visit in order:
            arrives = now + int(seconds[here, visit])
            windows = self.laid.windows[visit]
            opens = next((opens for opens, closes in windows if closes >= arrives), arrives)
            now, here = max(arrives, opens) + int(self.laid.door[visit]), visit
        return now + int(seconds[here, shift.end]) - shift.ends


def _instead_of(laid: Laid, orders: Sequence[Order], opening: Opening) -> dict[int, tuple[int, ...]]:
    """For each visit outside the plan the visits of one route that would have to make way, worth least
    together.
    """
    done = {visit for order in orders for visit in order}
    wanted = {visit for visit in range(laid.size) if visit not in done}
    best: dict[int, tuple[int, tuple[int, ...]]] = {}
    for number in range(1, _MOST_TO_TRY + 1):
        _try_without(laid, orders, opening, number, wanted - best.keys(), best)
    for shift, order in zip(laid.shifts, orders, strict=True):
        if order and wanted - best.keys():
            fits = room(laid, shift, [], opening).extra < NEVER
            offer = (int(laid.worth[order].sum()), tuple(order))
            for visit in wanted - best.keys():
                if fits[visit]:
                    best[visit] = offer
    return {visit: gone for visit, (_worth, gone) in best.items()}


def _try_without(
    laid: Laid,
    orders: Sequence[Order],
    opening: Opening,
    number: int,
    wanted: set[int],
    best: dict[int, tuple[int, tuple[int, ...]]],
) -> None:
    """Note for the wanted visits the cheapest `number` visits of one route that would have to go."""
    if not wanted:
        return
    for shift, order in zip(laid.shifts, orders, strict=True):
        for gone in combinations(order, number):
            kept = [visit for visit in order if visit not in gone]
            offer = (int(laid.worth[list(gone)].sum()), gone)
            fits = room(laid, shift, kept, opening).extra < NEVER
            for visit in wanted:
                if fits[visit] and (visit not in best or offer < best[visit]):
                    best[visit] = offer
