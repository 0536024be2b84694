"""The question laid out as numbers: one row per visit and per shift, travel times per way of going."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nabij_methods.rounds.asked import HOUR, MINUTE, Mode, Place, Priority, Visit, Walker
from nabij_methods.rounds.question import Question, windows_of
from nabij_methods.rounds.travel import Seconds

Order = list[int]
"""Visits by number, in the order in which they are done."""

WORTH_SECONDS = {
    Priority.FIRST: 6 * HOUR, Priority.SOON: 3 * HOUR, Priority.ORDINARY: HOUR,
    Priority.WHEN_IT_FITS: HOUR // 2,
}  # fmt: skip
"""So much travel is an extra visit worth: an hour for an ordinary one."""
OBLIGATORY_SECONDS = 100 * HOUR
"""More than all that fits in one shift."""


@dataclass(frozen=True)
class LaidShift:
    """One shift. `start` and `end` are rows of the travel times; `may_visit` has a yes or no per visit."""

    walker: int
    number: int
    starts: int
    ends: int
    start: int
    end: int
    mode: Mode
    capacity: int | None
    may_visit: NDArray[np.bool_]


@dataclass(frozen=True)
class Laid:
    """Everything by number. The first rows of `seconds` are the visits, then the places of the shifts."""

    question: Question
    shifts: tuple[LaidShift, ...]
    seconds: dict[Mode, Seconds]
    door: NDArray[np.int64]
    load: NDArray[np.int64]
    worth: NDArray[np.int64]
    windows: tuple[tuple[tuple[int, int], ...], ...]
    is_obligatory: NDArray[np.bool_]

    @property
    def size(self) -> int:
        """How many visits."""
        return len(self.question.visits)


def lay(question: Question) -> Laid:
    """Raises NotPlannable when the travel times do not know a place or a way of going."""
    visits = question.visits
    places = [visit.place for visit in visits]
    row_of: dict[Place, int] = {}
    shifts = []
    for number, walker in enumerate(question.walkers):
        may = np.array([may_visit(walker, visit, question) for visit in visits], dtype=np.bool_)
        for which, shift in enumerate(walker.shifts):
            rows = []
            for place in (shift.start or walker.start, shift.end or walker.end):
                if place not in row_of:
                    row_of[place] = len(places)
                    places.append(place)
                rows.append(row_of[place])
            shifts.append(
                LaidShift(
                    number, which, shift.starts_second, shift.ends_second, rows[0], rows[1],
                    walker.mode, walker.capacity if shift.capacity is None else shift.capacity, may,
                )
            )  # fmt: skip
    return Laid(
        question=question,
        shifts=tuple(shifts),
        seconds={mode: question.travel.seconds(places, mode) for mode in sorted({s.mode for s in shifts})},
        door=np.array([visit.minutes_at_door * MINUTE for visit in visits], dtype=np.int64),
        load=np.array([visit.load for visit in visits], dtype=np.int64),
        worth=np.array([worth_seconds(visit) for visit in visits], dtype=np.int64),
        windows=tuple(_windows(visit) for visit in visits),
        is_obligatory=np.array([is_obligatory(visit) for visit in visits], dtype=np.bool_),
    )


def is_obligatory(visit: Visit) -> bool:
    """What is promised is obligatory."""
    return visit.is_obligatory or visit.promised is not None


def worth_seconds(visit: Visit) -> int:
    """How much travel this visit is worth when not everything fits."""
    return WORTH_SECONDS[visit.priority] + OBLIGATORY_SECONDS * is_obligatory(visit)


def may_visit(walker: Walker, visit: Visit, question: Question) -> bool:
    """By promise, language and team; times are another matter."""
    if visit.promised is not None and visit.promised.walker_id != walker.walker_id:
        return False
    if visit.languages and visit.languages.isdisjoint(walker.languages):
        return False
    return question.teams_help or not visit.team or visit.team == walker.team


def _windows(visit: Visit) -> tuple[tuple[int, int], ...]:
    return tuple((window.opens_second, window.closes_second) for window in windows_of(visit))


def nearest_seconds(laid: Laid) -> NDArray[np.int64]:
    """For each visit the way from the place that is nearest, however one goes: less than any plan takes."""
    nearest = np.full(laid.size, np.iinfo(np.int64).max)
    for times in laid.seconds.values():
        among = times.copy()
        np.fill_diagonal(among, np.iinfo(np.int64).max)
        nearest = np.minimum(nearest, among[:, : laid.size].min(axis=0))
    return nearest


def load_of(laid: Laid, order: Sequence[int]) -> int:
    """What goes along for these visits."""
    return int(laid.load[list(order)].sum()) if order else 0
