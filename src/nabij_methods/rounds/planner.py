"""From a question to a plan: everybody first, then the most worth; fair when asked; with reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from nabij_methods.rounds.answers import Cancelled, Ended, LeftOut, Listener, Plan, Route, Step, Stop
from nabij_methods.rounds.balance import balanced
from nabij_methods.rounds.filling import filled, mended
from nabij_methods.rounds.laid import Laid, Order, lay, nearest_seconds
from nabij_methods.rounds.question import Question, check
from nabij_methods.rounds.search import Effort, Search, Watch
from nabij_methods.rounds.timing import hours, travel
from nabij_methods.rounds.why import impossible, left_out

Start = Callable[[Laid, Sequence[Order]], Sequence[Order]]
"""Makes a first plan from a broken one that it may keep."""
DAY_ROUND = 100
"""Up to so many visits a list is a round of one day."""
_EVERYBODY_SHARE = 0.25
"""So much of the effort goes into looking for a plan with everybody in it; a round of a day: all of it."""
_SEARCH_SHARE = 0.6
"""So much of the effort goes into the search itself when routes are to be equally long."""


@dataclass(frozen=True)
class _Way:
    """What goes along through all steps."""

    effort: Effort
    listener: Listener | None
    cancelled: Cancelled | None
    start: Start

    def watch(self, step: Step, effort: Effort, *, patience: float = 1.0) -> Watch:
        return Watch(effort, step, self.listener, self.cancelled, patience).start()


def usual_effort(question: Question) -> Effort:
    """2 s for a round of one day, 30 s for up to 1,000 doors, 60 s when the doors exceed the time.

    Raises NotPlannable, as planning does.
    """
    check(question)
    if len(question.visits) <= DAY_ROUND:
        return Effort(seconds=2.0)
    return Effort(seconds=60.0 if is_longer_than_the_time(lay(question)) else 30.0)


def plan_round(
    question: Question,
    *,
    effort: Effort | None = None,
    listener: Listener | None = None,
    cancelled: Cancelled | None = None,
    start: Start = filled,
) -> Plan:
    """Routes for the visits. First everybody must be in; when that fails, what is worth most.

    What is obligatory or promised is left out only when it cannot be otherwise. `effort` says how much work
    may be done (see `usual_effort`), and once more when not everybody fits; with turns instead of seconds the
    same question gives the same plan.
    `cancelled` ends it early with the best until then. `start` makes the first plan when not everybody fits:
    our own, or `vroom_start.started`. Raises NotPlannable with every fault of the question.
    """
    check(question)
    laid = lay(question)
    nobody = impossible(laid)
    possible = [visit for number, visit in enumerate(question.visits) if number not in nobody]
    if not possible:
        return Plan((), tuple(nobody.values()), question.travel.basis, Ended.WORK_DONE)
    if nobody:
        laid = lay(replace(question, visits=tuple(possible)))
    way = _Way(effort or usual_effort(question), listener, cancelled, start)
    orders, ended = _searched(laid, way)
    if question.is_balanced and ended is not Ended.CANCELLED:
        watch = way.watch(Step.BALANCE, way.effort.part(1 - _SEARCH_SHARE))
        orders = balanced(laid, orders, watch)
    reasons = (*nobody.values(), *left_out(laid, orders))
    return Plan(tuple(routes(laid, orders)), _in_order(question, reasons), question.travel.basis, ended)


def is_longer_than_the_time(laid: Laid) -> bool:
    """More minutes at the doors and on the way than there are in all shifts, or more load than room.

    The way is counted too low on purpose: to each door from the nearest other place.
    """
    needed = int(laid.door.sum() + nearest_seconds(laid).sum())
    if needed > sum(shift.ends - shift.starts for shift in laid.shifts):
        return True
    room = [shift.capacity for shift in laid.shifts]
    return None not in room and int(laid.load.sum()) > sum(one or 0 for one in room)


def _searched(laid: Laid, way: _Way) -> tuple[tuple[Order, ...], Ended]:
    effort = way.effort.part(_SEARCH_SHARE) if laid.question.is_balanced else way.effort
    broken: Sequence[Order] = [[] for _ in laid.shifts]
    if not is_longer_than_the_time(laid):
        patience = 1.0 if laid.size <= DAY_ROUND else _EVERYBODY_SHARE
        watch = way.watch(Step.EVERYBODY, effort, patience=patience)
        everybody = np.ones(laid.size, dtype=np.bool_)
        found = Search(laid, required=everybody).run(watch, seed=laid.question.seed)
        if found.can_be_done:
            return filled(laid, mended(laid, found.orders)), watch.ended
        broken = mended(laid, found.orders)
        if watch.ended is Ended.CANCELLED:
            return filled(laid, broken), watch.ended
    start = way.start(laid, broken)
    kept = np.isin(np.arange(laid.size), [visit for order in start for visit in order])
    watch = way.watch(Step.MOST_WORTH, effort)
    search = Search(laid, required=laid.is_obligatory & kept)
    most = search.run(watch, seed=laid.question.seed, start=start)
    return filled(laid, mended(laid, most.orders)), watch.ended


def routes(laid: Laid, orders: Sequence[Order]) -> Iterator[Route]:
    """The orders with their hours; a shift without visits, or that cannot be walked, gives none."""
    for shift, order in zip(laid.shifts, orders, strict=True):
        walked = hours(laid, shift, order)
        if not order or walked is None:
            continue
        stops = (
            Stop(laid.question.visits[visit].visit_id, *moments)
            for visit, moments in zip(order, walked.stops, strict=True)
        )
        yield Route(
            laid.question.walkers[shift.walker].walker_id, shift.number, walked.leaves, tuple(stops),
            walked.returns, travel(laid, shift, order),
        )  # fmt: skip


def _in_order(question: Question, reasons: Sequence[LeftOut]) -> tuple[LeftOut, ...]:
    place = {visit.visit_id: number for number, visit in enumerate(question.visits)}
    return tuple(sorted(reasons, key=lambda one: place[one.visit_id]))
