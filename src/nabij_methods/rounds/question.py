"""The whole question, and what makes it no question at all."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from nabij_methods.rounds.asked import MINUTE, Mode, Place, Priority, Visit, Walker, Window
from nabij_methods.rounds.refusals import Fault, NotPlannable, Wrong
from nabij_methods.rounds.travel import CrowFlies, Travel


@dataclass(frozen=True)
class Question:
    """Who goes to which doors. `teams_help`: people also go to doors of other teams than their own.

    `is_balanced`: all routes about equally long, which costs some travel. `seed`: the same question with the
    same seed and the same amount of work gives the same plan.
    """

    visits: tuple[Visit, ...]
    walkers: tuple[Walker, ...]
    travel: Travel = field(default_factory=CrowFlies)
    teams_help: bool = True
    is_balanced: bool = False
    seed: int = 1


def windows_of(visit: Visit) -> tuple[Window, ...]:
    """When this visit may begin, in order; a promise goes before the windows. Empty means always."""
    if visit.promised is not None:
        leeway = visit.promised.leeway_minutes * MINUTE
        begins = visit.promised.begins_second
        return (Window(max(0, begins - leeway), begins + leeway),)
    return tuple(sorted(visit.windows, key=lambda window: (window.opens_second, window.closes_second)))


def check(question: Question) -> None:
    """Raises NotPlannable with everything that is wrong, not only the first thing."""
    found = tuple(_faults(question))
    if found:
        raise NotPlannable(found)


def _faults(question: Question) -> Iterator[Fault]:
    if not question.visits:
        yield Fault(Wrong.NO_VISITS)
    if not question.walkers:
        yield Fault(Wrong.NO_WALKERS)
    for ids in (
        [visit.visit_id for visit in question.visits],
        [walker.walker_id for walker in question.walkers],
    ):
        yield from (Fault(Wrong.TWICE, one) for one, times in Counter(ids).items() if times > 1)
    for walker in question.walkers:
        yield from (Fault(wrong, walker.walker_id) for wrong in _wrong_walker(walker))
    walkers = {walker.walker_id for walker in question.walkers}
    for visit in question.visits:
        yield from (Fault(wrong, visit.visit_id) for wrong in _wrong_visit(visit, walkers))
        if question.walkers and _is_outside_every_shift(visit, question.walkers):
            yield Fault(Wrong.OUTSIDE_EVERY_SHIFT, visit.visit_id)


def _wrong_walker(walker: Walker) -> Iterator[Wrong]:
    places = [walker.start, walker.end]
    places += [place for shift in walker.shifts for place in (shift.start, shift.end) if place is not None]
    if not all(map(_is_on_the_map, places)):
        yield Wrong.NO_PLACE
    if walker.mode not in tuple(Mode):
        yield Wrong.UNKNOWN_MODE
    capacities = [walker.capacity, *(shift.capacity for shift in walker.shifts)]
    if any(capacity is not None and capacity < 0 for capacity in capacities):
        yield Wrong.NEGATIVE_CAPACITY
    if not walker.shifts:
        yield Wrong.NO_SHIFTS
    if any(shift.ends_second <= shift.starts_second or shift.starts_second < 0 for shift in walker.shifts):
        yield Wrong.SHIFT_BACKWARDS
    in_order = sorted(walker.shifts, key=lambda shift: shift.starts_second)
    if any(later.starts_second < sooner.ends_second for sooner, later in pairwise(in_order)):
        yield Wrong.SHIFTS_OVERLAP


def _wrong_visit(visit: Visit, walkers: set[str]) -> Iterator[Wrong]:
    if not _is_on_the_map(visit.place):
        yield Wrong.NO_PLACE
    if visit.minutes_at_door < 0 or (visit.promised is not None and visit.promised.leeway_minutes < 0):
        yield Wrong.NEGATIVE_MINUTES
    if visit.load < 0:
        yield Wrong.NEGATIVE_LOAD
    if visit.priority not in tuple(Priority):
        yield Wrong.UNKNOWN_PRIORITY
    if any(window.closes_second < window.opens_second for window in visit.windows):
        yield Wrong.WINDOW_BACKWARDS
    if visit.promised is not None and visit.promised.walker_id not in walkers:
        yield Wrong.PROMISED_TO_STRANGER


def _is_on_the_map(place: Place | None) -> bool:
    """A form may lack the point: (0, 0) lies in the sea, and no number is no place either."""
    if place is None or not (math.isfinite(place.latitude) and math.isfinite(place.longitude)):
        return False
    if (place.latitude, place.longitude) == (0, 0):
        return False
    return abs(place.latitude) <= 90 and abs(place.longitude) <= 180


def _is_outside_every_shift(visit: Visit, walkers: tuple[Walker, ...]) -> bool:
    windows = windows_of(visit)
    if not windows:
        return False
    return not any(
        window.opens_second <= shift.ends_second and window.closes_second >= shift.starts_second
        for window in windows
        for walker in walkers
        for shift in walker.shifts
    )
