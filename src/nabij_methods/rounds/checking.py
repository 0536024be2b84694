"""A plan worked out again from its routes, by nothing that the planner uses: what is wrong, what it costs.

It reads the question and the plan only. Slow on purpose: one visit after the other, as with a pencil.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator

from nabij_methods.rounds.answers import Plan, Route, Stop
from nabij_methods.rounds.asked import Priority, Shift, Visit, Walker
from nabij_methods.rounds.question import Question

_WORTH_HOURS = {
    Priority.FIRST: 6.0, Priority.SOON: 3.0, Priority.ORDINARY: 1.0, Priority.WHEN_IT_FITS: 0.5,
}  # fmt: skip
_OBLIGATORY_HOURS = 100.0


def broken(question: Question, plan: Plan) -> tuple[str, ...]:
    """Everything in the plan that does not hold, each as a sentence; empty when it can be walked as it is."""
    return tuple(_broken(question, plan))


def cost_seconds(question: Question, plan: Plan) -> int:
    """Travel of all routes and, for what is left out, the travel that it is worth. Less is better."""
    visits = {visit.visit_id: visit for visit in question.visits}
    walkers = {walker.walker_id: walker for walker in question.walkers}
    way = sum(
        sum(_legs(question, walkers[route.walker_id], route, [visits[stop.visit_id] for stop in route.stops]))
        for route in plan.routes
    )
    missed = 0.0
    for visit in question.visits:
        if visit.visit_id not in plan.visit_ids:
            missed += _WORTH_HOURS[visit.priority]
            missed += _OBLIGATORY_HOURS * (visit.is_obligatory or visit.promised is not None)
    return way + int(missed * 3_600)


def spread(question: Question, plan: Plan) -> float:
    """How much emptier the emptiest route is than the fullest, each as a share of its shift."""
    walkers = {walker.walker_id: walker for walker in question.walkers}
    shares = []
    for route in plan.routes:
        shift = walkers[route.walker_id].shifts[route.shift]
        shares.append(
            (route.returns_second - route.leaves_second) / (shift.ends_second - shift.starts_second)
        )
    return 0.0 if not shares else (max(shares) - min(shares)) / max(shares)


def _broken(question: Question, plan: Plan) -> Iterator[str]:
    visits = {visit.visit_id: visit for visit in question.visits}
    walkers = {walker.walker_id: walker for walker in question.walkers}
    told = [stop.visit_id for route in plan.routes for stop in route.stops]
    told += [one.visit_id for one in plan.left_out]
    yield from (f"{one} is told {times} times." for one, times in Counter(told).items() if times > 1)
    yield from (f"{one} is neither planned nor left out." for one in visits if one not in told)
    yield from (f"{one} was not asked." for one in told if one not in visits)
    used = Counter((route.walker_id, route.shift) for route in plan.routes)
    yield from (f"{one} walks {times} routes at once." for one, times in used.items() if times > 1)
    for route in plan.routes:
        walker = walkers[route.walker_id]
        if not 0 <= route.shift < len(walker.shifts):
            yield f"{route.walker_id} has no shift {route.shift}."
        elif all(stop.visit_id in visits for stop in route.stops):
            asked = [visits[stop.visit_id] for stop in route.stops]
            yield from _broken_hours(question, walker, walker.shifts[route.shift], route, asked)
            yield from _broken_for(question, walker, walker.shifts[route.shift], asked)


def _broken_hours(
    question: Question, walker: Walker, shift: Shift, route: Route, asked: list[Visit]
) -> Iterator[str]:
    name = f"{route.walker_id}, shift {route.shift}"
    if route.leaves_second < shift.starts_second:
        yield f"{name}: leaves before the shift begins."
    legs = _legs(question, walker, route, asked)
    now = route.leaves_second
    for leg, stop, visit in zip(legs, route.stops, asked, strict=False):
        if stop.arrives_second != now + leg:
            yield f"{name}: arrives at {visit.visit_id} at another moment than the way takes."
        if stop.begins_second < stop.arrives_second:
            yield f"{name}: begins at {visit.visit_id} before arriving."
        if stop.ends_second != stop.begins_second + 60 * visit.minutes_at_door:
            yield f"{name}: stays at {visit.visit_id} longer or shorter than asked."
        if not _is_open(visit, stop):
            yield f"{name}: begins at {visit.visit_id} outside its windows."
        now = stop.ends_second
    if route.returns_second != now + legs[-1]:
        yield f"{name}: is back at another moment than the way takes."
    if route.returns_second > shift.ends_second:
        yield f"{name}: is back after the shift ended."
    if route.travel_seconds != sum(legs):
        yield f"{name}: the way is told longer or shorter than it is."


def _broken_for(question: Question, walker: Walker, shift: Shift, asked: list[Visit]) -> Iterator[str]:
    carried = sum(visit.load for visit in asked)
    room = walker.capacity if shift.capacity is None else shift.capacity
    if room is not None and carried > room:
        yield f"{walker.walker_id} carries {carried} with room for {room}."
    for visit in asked:
        if visit.languages and not visit.languages & walker.languages:
            yield f"{walker.walker_id} speaks no language of {visit.visit_id}."
        if visit.promised is not None and visit.promised.walker_id != walker.walker_id:
            yield f"{visit.visit_id} is promised to somebody else than {walker.walker_id}."
        if not question.teams_help and visit.team and visit.team != walker.team:
            yield f"{visit.visit_id} is of another team than {walker.walker_id}."


def _is_open(visit: Visit, stop: Stop) -> bool:
    if visit.promised is not None:
        return abs(stop.begins_second - visit.promised.begins_second) <= 60 * visit.promised.leeway_minutes
    return not visit.windows or any(
        window.opens_second <= stop.begins_second <= window.closes_second for window in visit.windows
    )


def _legs(question: Question, walker: Walker, route: Route, asked: list[Visit]) -> list[int]:
    """Seconds of each leg, the way back included; asked leg by leg, not from one table."""
    shift = walker.shifts[route.shift]
    places = [shift.start or walker.start, *(visit.place for visit in asked), shift.end or walker.end]
    return [
        int(question.travel.seconds([here, there], walker.mode)[0, 1])
        for here, there in itertools.pairwise(places)
    ]
