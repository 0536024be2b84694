"""Planning again when something changed: what was promised stays, what moves is told, late doors go apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from nabij_methods.rounds.answers import Plan, Stop
from nabij_methods.rounds.asked import MINUTE, Promise, Shift, Visit
from nabij_methods.rounds.question import Question

_USEFUL_MINUTES = 15
"""Less time than this between two routes is no shift."""


@dataclass(frozen=True, slots=True)
class Moved:
    """One visit that is somewhere else than before; None where it was or is in no route."""

    visit_id: str
    walker_before: str | None
    begins_before: int | None
    walker_after: str | None
    begins_after: int | None


def with_promises(
    question: Question, plan: Plan, visit_ids: Iterable[str], *, leeway_minutes: int = 15
) -> Question:
    """The same question in which these visits stay with whom and when the plan has them.

    Raises KeyError for a visit that is in no route: what is not planned cannot be promised.
    """
    told = _told(plan)
    promises = {one: Promise(told[one][0], told[one][1].begins_second, leeway_minutes) for one in visit_ids}
    visits = tuple(
        replace(visit, promised=promises.get(visit.visit_id, visit.promised)) for visit in question.visits
    )
    return replace(question, visits=visits)


def moved(before: Plan, after: Plan, *, at_least_minutes: int = 1) -> tuple[Moved, ...]:
    """What another person does, begins at least so much sooner or later, came in or fell out.

    In the order of the visits in the new plan, then those that fell out.
    """
    old, new = _told(before), _told(after)
    found = []
    for visit_id in [*new, *(one for one in old if one not in new)]:
        was, now = old.get(visit_id), new.get(visit_id)
        if was and now and was[0] == now[0]:
            shift = abs(was[1].begins_second - now[1].begins_second)
            if shift < at_least_minutes * MINUTE:
                continue
        found.append(
            Moved(
                visit_id,
                was[0] if was else None,
                was[1].begins_second if was else None,
                now[0] if now else None,
                now[1].begins_second if now else None,
            )
        )
    return tuple(found)


def extra_round(question: Question, plan: Plan, late: Iterable[Visit]) -> Question:
    """The question for doors that came in late: the plan stays as it is, and they go into what time is left.

    Left are the shifts that the plan does not use, and the time after the last door of a route, from there.
    Who has nothing left does not go; when nobody has, the question says so when it is planned.
    """
    places = {visit.visit_id: visit.place for visit in question.visits}
    loads = {visit.visit_id: visit.load for visit in question.visits}
    used = {(route.walker_id, route.shift): route for route in plan.routes}
    walkers = []
    for walker in question.walkers:
        shifts = []
        for number, shift in enumerate(walker.shifts):
            route = used.get((walker.walker_id, number))
            if route is None:
                shifts.append(shift)
                continue
            last = route.stops[-1]
            room = walker.capacity if shift.capacity is None else shift.capacity
            carried = sum(loads[stop.visit_id] for stop in route.stops)
            shifts.append(
                replace(
                    shift,
                    starts_second=last.ends_second,
                    start=places[last.visit_id],
                    capacity=None if room is None else room - carried,
                )
            )
        useful = tuple(shift for shift in shifts if _is_useful(shift))
        if useful:
            walkers.append(replace(walker, shifts=useful))
    return replace(question, visits=tuple(late), walkers=tuple(walkers))


def _told(plan: Plan) -> dict[str, tuple[str, Stop]]:
    return {stop.visit_id: (route.walker_id, stop) for route in plan.routes for stop in route.stops}


def _is_useful(shift: Shift) -> bool:
    return shift.ends_second - shift.starts_second >= _USEFUL_MINUTES * MINUTE
