"""On which days something can change for whom: the ticks of :mod:`nabij_rights.coming.ticks`, by column."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np

from nabij_rights.coming.ticks import (
    BENEFIT_ENDS,
    Cause,
    CauseKind,
    Comparison,
    Tick,
    Window,
    cause_of,
    is_seen,
    moving_parts,
    ticks_of,
)
from nabij_rights.engine.arrays import Column, Population
from nabij_rights.engine.days import Day
from nabij_rights.engine.expression import NEVER
from nabij_rights.engine.program import Situation
from nabij_rights.lists.coming_days import leaf_values
from nabij_rights.rights import Right
from nabij_rights.shelf import rests_on_shelf

_TOMORROW = Day(days=-1)


@dataclass(frozen=True)
class Passing:
    """A day of the rules that passes a date of each person (or household): on which day of the window it
    begins to count and surely counts. 0 is outside the window."""

    comparison: Comparison
    begins: Column
    ends: Column
    is_exact: np.ndarray


class TicksOfList:
    """The ticks of a population, worked out once for each date and day that the rules hold together."""

    def __init__(self, population: Population, window: Window) -> None:
        self.window = window
        self._population = population
        self._offsets = population.offsets
        self.household_of = np.repeat(np.arange(population.number_of_households), np.diff(self._offsets))
        """The household of each person."""
        self._found: dict[Comparison, Passing | None] = {}

    def passings(self, right: Right) -> list[Passing]:
        """What may change this right for some household."""
        found = (self._passing(comparison) for comparison in comparisons_of(right, self.window))
        return [passing for passing in found if passing is not None]

    def _passing(self, comparison: Comparison) -> Passing | None:
        if comparison not in self._found:
            self._found[comparison] = self._worked_out(comparison)
        return self._found[comparison]

    def _worked_out(self, comparison: Comparison) -> Passing | None:
        source = self._population.persons if comparison.is_personal else self._population.household
        if (ends := source.get(comparison.fact)) is None:
            return None
        first = self._first_day(comparison, ends[0])
        last = self._first_day(comparison, ends[1])
        first, last = np.where(ends[0] < NEVER, first, 0), np.where(ends[0] < NEVER, last, 0)
        passing = Passing(comparison, first, last, ends[0] == ends[1])
        return passing if first.any() or last.any() else None

    def _first_day(self, comparison: Comparison, dates: Column) -> Column:
        """The first day of the window on which the leaf is at or past a date; 0 when that is not in it."""
        values = leaf_values(comparison.leaf, self.window)
        thresholds = dates + comparison.is_after
        inside = (values[0] < thresholds) & (values[-1] >= thresholds)
        found: Column = np.where(inside, np.searchsorted(values, thresholds), 0)
        return found

    def events(self, passing: Passing) -> tuple[Column, Column]:
        """Pairs of a household and a day, as one number each, and the person (or household) of each."""
        keys, who = [], []
        for days in (passing.begins, np.where(passing.ends == passing.begins, 0, passing.ends)):
            happening = np.flatnonzero(days)
            home = self.household_of[happening] if passing.comparison.is_personal else happening
            keys.append(self.key(home, days[happening]))
            who.append(happening)
        return np.concatenate(keys), np.concatenate(who)

    def key(self, households: Column, days: Column) -> Column:
        """A household and a day of the window as one number."""
        return households * self.number_of_days + days

    @property
    def number_of_days(self) -> int:
        """The days of the window, today counted."""
        return self.window.until.toordinal() - self.window.on.toordinal() + 1

    def tick(self, passing: Passing, who: int) -> Tick:
        """The tick of one person (or household), with the person by the place at home."""
        comparison = passing.comparison
        begins, ends = self._date(passing.begins[who]), self._date(passing.ends[who])
        person = int(who - self._offsets[self.household_of[who]]) if comparison.is_personal else None
        is_exact = bool(passing.is_exact[who])
        if comparison in _ENDINGS:
            cause = Cause(CauseKind.BENEFIT_ENDS, person, comparison.fact, day=begins or ends)
            return Tick(cause, begins, ends, is_exact, comparison.fact)
        return Tick(cause_of(comparison, person, begins or ends), begins, ends, is_exact, comparison.leaf)

    def _date(self, day: int) -> date | None:
        return date.fromordinal(self.window.on.toordinal() + int(day)) if day else None


_ENDINGS = tuple(Comparison(_TOMORROW, fact, is_personal=True, is_after=False) for fact in BENEFIT_ENDS)


@rests_on_shelf
@lru_cache(maxsize=1024)
def comparisons_of(right: Right, window: Window) -> tuple[Comparison, ...]:
    """The dates that the rules of this right hold beside a day, and the ends of benefits."""
    return tuple(dict.fromkeys(_comparisons(right, window)))


def _comparisons(right: Right, window: Window) -> Iterator[Comparison]:
    versions = [version for version in right.versions if is_seen(version, window)]
    for version in versions:
        yield from moving_parts(version).comparisons
    if versions:
        yield from _ENDINGS


@rests_on_shelf
@lru_cache(maxsize=1024)
def ticks_for_all(right: Right, window: Window) -> tuple[Tick, ...]:
    """What changes this right on the same day for everybody."""
    return tuple(ticks_of(right, Situation({}, [{}]), window))
