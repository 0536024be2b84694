"""Routes that are about equally long. PyVRP alone does not know fairness, so two plain means work together.

First visits go from fuller routes to the emptiest one, the cheapest first. When that is not enough, a search
with a lower ceiling on each route spreads the visits anew, and they are moved once more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from nabij_methods.rounds.filling import NEVER, Opening, room
from nabij_methods.rounds.laid import Laid, Order, lay
from nabij_methods.rounds.search import Search, Watch
from nabij_methods.rounds.timing import hours, travel

GOAL = 0.15
"""The emptiest route is at most this share emptier than the fullest one."""
_CEILINGS = (1.06, 1.03, 1.015)
"""Of the mean."""
_MOVES_PER_ROUTE = 30


def spread(laid: Laid, orders: Sequence[Order]) -> float:
    """How much emptier the emptiest route in use is than the fullest: 0.15 is 15 %.

    Full is the time of the route as a share of its shift; with shifts of one length that is the time itself.
    """
    full = [share for share in _shares(laid, orders) if share > 0]
    return 0.0 if not full else 1 - min(full) / max(full)


def balanced(laid: Laid, orders: Sequence[Order], watch: Watch) -> tuple[Order, ...]:
    """The same visits in the same shifts, with a spread of at most GOAL when that can be found in time."""
    best = tuple(_evened(laid, orders))
    used = [number for number, order in enumerate(orders) if order]
    for turn, ceiling in enumerate(_CEILINGS, 1):
        if spread(laid, best) <= GOAL or watch.is_over():
            break
        part = watch.part(turn / len(_CEILINGS))
        again = _evened(laid, _spread_anew(laid, best, used, ceiling, part))
        best = min(best, tuple(again), key=lambda one: _preferred(laid, one))
    return best


def _preferred(laid: Laid, orders: Sequence[Order]) -> tuple[float, int]:
    """Within the goal the least travel counts, outside it the spread."""
    way = sum(travel(laid, shift, order) for shift, order in zip(laid.shifts, orders, strict=True))
    return max(GOAL, spread(laid, orders)), way


def _shares(laid: Laid, orders: Sequence[Order]) -> list[float]:
    return [_share(laid, number, order) or 0.0 for number, order in enumerate(orders)]


def _share(laid: Laid, number: int, order: Order) -> float | None:
    """How full; None when it cannot be walked."""
    shift = laid.shifts[number]
    walked = hours(laid, shift, order)
    return None if walked is None else walked.seconds / (shift.ends - shift.starts)


def _spread_anew(
    laid: Laid, orders: Sequence[Order], used: Sequence[int], ceiling: float, watch: Watch
) -> Sequence[Order]:
    """The visits of the plan and the shifts in use, in a search in which no route may be fuller than that."""
    visits = sorted(visit for order in orders for visit in order)
    part_of = {visit: number for number, visit in enumerate(visits)}
    part = lay(replace(laid.question, visits=tuple(laid.question.visits[visit] for visit in visits)))
    part = replace(part, shifts=tuple(part.shifts[number] for number in used))
    shares = _shares(laid, orders)
    fullest = min(1.0, ceiling * sum(shares) / len(used))
    search = Search(part, required=np.ones(part.size, dtype=np.bool_), fullest=fullest)
    start = [[part_of[visit] for visit in orders[number]] for number in used]
    found = search.run(watch, seed=laid.question.seed, start=start)
    if not found.can_be_done:
        return orders
    anew: list[Order] = [[] for _ in laid.shifts]
    for number, order in zip(used, found.orders, strict=True):
        anew[number] = [visits[visit] for visit in order]
    return anew


def _evened(laid: Laid, orders: Sequence[Order]) -> list[Order]:
    """Move one visit at a time, until the goal is reached or no move helps."""
    now = [list(order) for order in orders]
    opening = Opening(laid)
    shares = _shares(laid, now)
    for _ in range(_MOVES_PER_ROUTE * len(now)):
        used = [number for number, order in enumerate(now) if order]
        if not used or 1 - min(shares[n] for n in used) / max(shares[n] for n in used) <= GOAL:
            break
        move = next(_moves(laid, now, shares, opening), None)
        if move is None:
            break
        for number, order in move:
            now[number] = order
            shares[number] = _share(laid, number, order) or 0.0
    return now


def _moves(
    laid: Laid, orders: list[Order], shares: list[float], opening: Opening
) -> Iterator[tuple[tuple[int, Order], tuple[int, Order]]]:
    """Moves that help: into the emptiest route, else out of the fullest; the cheapest first."""
    used = [number for number, order in enumerate(orders) if order]
    emptiest = min(used, key=shares.__getitem__)
    fullest = max(used, key=shares.__getitem__)
    into = room(laid, laid.shifts[emptiest], orders[emptiest], opening)
    offers = [
        (
            int(into.extra[visit]) - _saved(laid, other, orders[other], place),
            other,
            place,
            emptiest,
            int(into.place[visit]),
        )
        for other in used
        if other != emptiest
        for place, visit in enumerate(orders[other])
        if into.extra[visit] < NEVER
    ]
    yield from _that_help(laid, orders, shares, sorted(offers), (shares[emptiest], shares[fullest]))
    offers = []
    for other in used:
        if other != fullest:
            out = room(laid, laid.shifts[other], orders[other], opening)
            offers += [
                (
                    int(out.extra[visit]) - _saved(laid, fullest, orders[fullest], place),
                    fullest,
                    place,
                    other,
                    int(out.place[visit]),
                )
                for place, visit in enumerate(orders[fullest])
                if out.extra[visit] < NEVER
            ]
    yield from _that_help(laid, orders, shares, sorted(offers), (shares[emptiest], shares[fullest]))


def _saved(laid: Laid, number: int, order: Order, place: int) -> int:
    """Seconds of travel without the visit at this place."""
    shift = laid.shifts[number]
    return travel(laid, shift, order) - travel(laid, shift, [*order[:place], *order[place + 1 :]])


def _that_help(
    laid: Laid,
    orders: list[Order],
    shares: list[float],
    offers: Sequence[tuple[int, int, int, int, int]],
    between: tuple[float, float],
) -> Iterator[tuple[tuple[int, Order], tuple[int, Order]]]:
    """Those after which both routes lie nearer to each other, and strictly between emptiest and fullest."""
    lowest, highest = between
    for _cost, giver, place, taker, where in offers:
        less = [*orders[giver][:place], *orders[giver][place + 1 :]]
        more = [*orders[taker][:where], orders[giver][place], *orders[taker][where:]]
        if not less:
            continue
        left, right = _share(laid, giver, less), _share(laid, taker, more)
        if left is None or right is None:
            continue
        if lowest < left and right < highest:
            yield (giver, less), (taker, more)
