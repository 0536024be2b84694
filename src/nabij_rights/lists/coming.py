"""The calendar of a list: which rights begin, end or change in the coming months, for whom and why.

What is news is decided by the same :class:`~nabij_rights.coming.news.Teller` as for one household, on answers
that are worked out for all households together. Households are never put in an order but that of the list.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from nabij_rights.catalogue import EARLIEST_DAY, TooEarly, catalogue
from nabij_rights.coming.calendar import MONTHS, window_of
from nabij_rights.coming.news import News, Teller
from nabij_rights.coming.ticks import Cause, Tick, Window
from nabij_rights.coming.track import Change, State, Track
from nabij_rights.engine.arrays import Column, Population
from nabij_rights.engine.expression import Node
from nabij_rights.engine.spans import Span
from nabij_rights.facts.reroot import seen_by
from nabij_rights.lists.coming_days import YES, RightOnDays, States, amount_slots
from nabij_rights.lists.coming_rows import Rows, rows_of
from nabij_rights.lists.coming_ticks import TicksOfList, ticks_for_all
from nabij_rights.lists.evaluators import FEW_FOLLOWED, evaluator_for
from nabij_rights.lists.one_of_list import situation_at
from nabij_rights.lists.screening import Evaluate
from nabij_rights.parameters.book import Status, amounts
from nabij_rights.reasons import Answer
from nabij_rights.rights import Kind, Right, Unit
from nabij_rights.shelf import rests_on_shelf
from nabij_rights.towns.packs import town_named

HOUSEHOLDS_AT_ONCE = 5_000
"""So many households are worked out together; more would take memory and no less time."""

_ANSWERS = (Answer.NO, Answer.UNKNOWN, Answer.YES)


@dataclass(frozen=True)
class ListChange:
    """One change of one right of one person (or household) of the list.

    ``household`` and ``person`` count from 0. It happens on ``on``, or between ``earliest_on`` and ``on``.
    ``amount`` is the lowest and highest amount after it in cents per ``right.period``, with the figures that
    are known today; None when the right has none, or is not certain by then.
    """

    household: int
    right: Right
    person: int
    change: Change
    before: Answer
    after: Answer
    earliest_on: date
    on: date
    causes: tuple[Cause, ...]
    amount: Span | None


def list_calendar(
    population: Population,
    *,
    on: date,
    months: int = MONTHS,
    evaluate: Evaluate | None = None,
    households_at_once: int = HOUSEHOLDS_AT_ONCE,
) -> Iterator[ListChange]:
    """Every coming change, in the order of the list, and per household the soonest first. Raises TooEarly.

    Without ``evaluate`` it takes the evaluator that costs least for so many households.
    """
    if on < EARLIEST_DAY:
        raise TooEarly(f"The catalogue begins on {EARLIEST_DAY:%d/%m/%Y}; {on:%d/%m/%Y} is before that day.")
    window = window_of(on, months)
    evaluate = evaluate or evaluator_for(population.number_of_households, few=FEW_FOLLOWED)
    for first in range(0, population.number_of_households, households_at_once):
        part = part_of(population, first, min(first + households_at_once, population.number_of_households))
        listed = _List(part, window, evaluate, first)
        changes = [change for right in catalogue().values() for change in listed.changes(right)]
        yield from sorted(changes, key=_in_the_order_of_the_list)


def _in_the_order_of_the_list(change: ListChange) -> tuple[int, date, date, str, int]:
    return change.household, change.earliest_on, change.on, change.right.id, change.person


def part_of(population: Population, first: int, last: int) -> Population:
    """The households from one place in the list until another."""
    begin, end = population.offsets[first], population.offsets[last]
    persons = {name: (low[begin:end], high[begin:end]) for name, (low, high) in population.persons.items()}
    household, decisions = (
        {name: (low[first:last], high[first:last]) for name, (low, high) in columns.items()}
        for columns in (population.household, population.decisions)
    )
    return Population(population.offsets[first : last + 1] - begin, household, persons, decisions)


@dataclass
class _Pairs:
    """Pairs of a row and a day, row by row, the days of each in order; the first day is where it starts."""

    rows: Column
    days: Column
    firsts: NDArray[np.int64] = field(init=False)
    """Where the first pair of the same row stands, for each pair."""

    def __post_init__(self) -> None:
        is_first = np.concatenate(([True], self.rows[1:] != self.rows[:-1]))
        self.firsts = np.flatnonzero(is_first)[np.cumsum(is_first) - 1]


class _List:
    """A part of the list, with all that the rights share."""

    def __init__(self, population: Population, window: Window, evaluate: Evaluate, first: int) -> None:
        self.population, self.window, self.evaluate, self.first = population, window, evaluate, first
        self.rows: Rows = rows_of(population, window)
        self.ticks = TicksOfList(population, window)

    def changes(self, right: Right) -> Iterator[ListChange]:
        """What changes for one right."""
        pairs = self._pairs(right)
        if not len(pairs.rows):
            return
        on_days = RightOnDays(right, self.population, self.rows, self.window, self.evaluate)
        states = on_days.states(pairs.rows, pairs.days)
        chosen = np.flatnonzero(_of_rows_with_news(right, pairs, states))
        if not len(chosen):
            return
        why = _Why(self, right, on_days, pairs, states, chosen)
        for track in _followed(self, right, pairs, states, chosen, why):
            yield from self._told(track)

    def _told(self, track: _Followed) -> Iterator[ListChange]:
        teller = Teller(track)
        for day in track.days:
            if (news := teller.look(day)) is not None:
                yield self._change(track, news)

    def _change(self, track: _Followed, news: News) -> ListChange:
        version = track.right.version_on(news.day)
        has_amount = version is not None and version.amount is not None and news.now.answer is Answer.YES
        return ListChange(
            household=self.first + track.household,
            right=track.right,
            person=track.viewer,
            change=news.change,
            before=news.before.answer,
            after=news.now.answer,
            earliest_on=news.since,
            on=news.day,
            causes=tuple(dict.fromkeys(tick.cause for tick in news.ticks)),
            amount=news.now.amount if has_amount else None,
        )

    # ------------------------------------------------------------------------- who, and on which days

    def _pairs(self, right: Right) -> _Pairs:
        """Each row for which something can change on some day, with those days and the day it starts."""
        scope = self._scope(right)
        passings = self.ticks.passings(right)
        keys = [self.ticks.events(passing)[0] for passing in passings]
        days_of_all = sorted({self._day(tick.begins) for tick in ticks_for_all(right, self.window)})
        found = [self._for_rows(np.unique(np.concatenate(keys)), scope)] if keys else []
        for day in days_of_all:
            found.append(scope * self.ticks.number_of_days + day)
        together = np.unique(np.concatenate(found)) if found else np.empty(0, dtype=np.int64)
        rows, days = np.divmod(together, self.ticks.number_of_days)
        after_start = days > self.rows.starts[rows]
        rows, days = rows[after_start], days[after_start]
        starting = np.unique(rows)
        starts = starting * self.ticks.number_of_days + self.rows.starts[starting]
        both = np.sort(np.concatenate((starts, rows * self.ticks.number_of_days + days)))
        return _Pairs(*np.divmod(both, self.ticks.number_of_days))

    def _day(self, day: date | None) -> int:
        assert day is not None  # what holds for everybody is known to the day
        return day.toordinal() - self.window.on.toordinal()

    def _scope(self, right: Right) -> Column:
        """The rows that this right is about: each adult or each household, unless it is of another town."""
        is_in = np.ones(len(self.rows.viewers), dtype=np.bool_)
        if right.unit is not Unit.PERSON:
            is_in = self.rows.viewers == 0
        ends = self.population.household.get("municipality")
        if right.town is not None and ends is not None and right.version_on(self.window.on) is not None:
            code = town_named(right.town).nis_code
            is_in &= ((ends[0] <= code) & (code <= ends[1]))[self.rows.households]
        found: Column = np.flatnonzero(is_in)
        return found

    def _for_rows(self, keys: Column, scope: Column) -> Column:
        """Pairs of a household and a day as pairs of each of its rows in scope and that day."""
        homes, days = np.divmod(keys, self.ticks.number_of_days)
        households = self.rows.households[scope]
        begin = np.searchsorted(households, homes)
        number = np.searchsorted(households, homes, side="right") - begin
        place = np.arange(number.sum()) - np.repeat(np.cumsum(number) - number, number)
        rows: Column = scope[np.repeat(begin, number) + place]
        pairs: Column = rows * self.ticks.number_of_days + np.repeat(days, number)
        return pairs


def _of_rows_with_news(right: Right, pairs: _Pairs, states: States) -> NDArray[np.bool_]:
    """The pairs of the rows that on some day say something else than where they start."""
    firsts = pairs.firsts
    other = states.answers != states.answers[firsts]
    if right.kind is not Kind.PRICE:
        apart = (states.lowest > states.highest[firsts]) | (states.highest < states.lowest[firsts])
        other |= (states.answers == YES) & apart
    return np.isin(pairs.rows, pairs.rows[other])


# ------------------------------------------------------------------------------------- one row at a time


@dataclass
class _Followed:
    """One right of one row, with its states and causes worked out before."""

    listed: _List
    right: Right
    row: int
    starts_on: date
    days: list[date]
    states: Mapping[date, State]
    causes_on: Mapping[date, tuple[Tick, ...]]

    @property
    def window(self) -> Window:
        return self.listed.window

    @property
    def household(self) -> int:
        return int(self.listed.rows.households[self.row])

    @property
    def viewer(self) -> int:
        return int(self.listed.rows.viewers[self.row])

    def state(self, day: date) -> State:
        """The answer on a day."""
        return self.states[day]

    def causes(self, day: date, _now: State) -> tuple[Tick, ...]:
        """The ticks without which there would have been no change."""
        return self.causes_on[day]

    def knows_amounts_on(self, day: date) -> bool:
        """Whether every amount that plays a part is known for this day; all of the rule, or else asked."""
        return _are_all_current(self.right, day) or self._alone().knows_amounts_on(day)

    def waits_for_answers(self, day: date) -> bool:
        """Whether a fact that nobody told can still change the answer of a day."""
        return self._alone().waits_for_answers(day)

    def _alone(self) -> Track:
        """The same right of this row as it is followed for one household: for what is seldom asked."""
        told = seen_by(situation_at(self.listed.population, self.household), self.viewer)
        return Track(self.right, self.viewer, told, self.window, (), self.starts_on)


@rests_on_shelf
@lru_cache(maxsize=4096)
def _are_all_current(right: Right, day: date) -> bool:
    version = right.version_on(day)
    return version is not None and all(
        amounts()[slot].on(day).status is Status.CURRENT for slot in amount_slots(version)
    )


def _followed(
    listed: _List, right: Right, pairs: _Pairs, states: States, chosen: Column, why: _Why
) -> Iterator[_Followed]:
    today = listed.window.on.toordinal()
    columns = (pairs.rows, pairs.days, states.answers, states.lowest, states.highest)
    table = zip(chosen.tolist(), *(column[chosen].tolist() for column in columns), strict=True)
    current: _Followed | None = None
    for pair, row, number, said, low, high in table:
        day, state = date.fromordinal(today + number), State(_ANSWERS[said], (low, high))
        if current is None or current.row != row:
            if current is not None:
                yield current
            current = _Followed(listed, right, row, day, [], {day: state}, {})
            continue
        current.days.append(day)
        current.states[day] = state  # type: ignore[index]
        if (causes := why.causes.get(pair)) is not None:
            current.causes_on[day] = causes  # type: ignore[index]
    if current is not None:
        yield current


class _Why:
    """The causes of each pair of a row and a day on which the state is another than before."""

    def __init__(
        self, listed: _List, right: Right, on_days: RightOnDays, pairs: _Pairs, states: States, chosen: Column
    ) -> None:
        self._listed, self._right, self._on_days = listed, right, on_days
        self._pairs, self._states = pairs, states
        later = chosen[pairs.firsts[chosen] != chosen]
        changed = later[states.differ(later, later - 1)]
        happening = dict(zip(changed.tolist(), self._happening(changed), strict=True))
        self.causes: dict[int, tuple[Tick, ...]] = self._deciding(happening)

    def _happening(self, changed: Column) -> Iterator[tuple[Tick, ...]]:
        """What ticks for each of these pairs on its day."""
        listed, window = self._listed, self._listed.window
        homes = listed.rows.households[self._pairs.rows[changed]]
        keys = listed.ticks.key(homes, self._pairs.days[changed])
        by_key = self._personal(np.unique(keys))
        for_all: dict[int, list[Tick]] = {}
        for tick in ticks_for_all(self._right, window):
            for_all.setdefault(listed._day(tick.begins), []).append(tick)
        for key, day in zip(keys.tolist(), self._pairs.days[changed].tolist(), strict=True):
            yield tuple(dict.fromkeys((*by_key.get(key, ()), *for_all.get(day, ()))))

    def _personal(self, keys: Column) -> dict[int, list[Tick]]:
        """The ticks of the persons of these households on these days."""
        found: dict[int, list[Tick]] = {}
        for passing in self._listed.ticks.passings(self._right):
            event_keys, who = self._listed.ticks.events(passing)
            counts = np.isin(event_keys, keys)
            for key, one in zip(event_keys[counts].tolist(), who[counts].tolist(), strict=True):
                found.setdefault(key, []).append(self._listed.ticks.tick(passing, one))
        return found

    def _deciding(self, happening: Mapping[int, tuple[Tick, ...]]) -> dict[int, tuple[Tick, ...]]:
        """Of several ticks on one day those without which nothing would change, else all of them."""
        held: dict[object, tuple[Tick, list[int]]] = {}
        for pair, ticks in happening.items():
            if len(ticks) > 1:
                for one, tick in {_held(tick): tick for tick in ticks}.items():
                    held.setdefault(one, (tick, []))[1].append(pair)
        decides = {(one, pair) for one, (tick, where) in held.items() for pair in self._turned(tick, where)}
        found = {}
        for pair, ticks in happening.items():
            deciding = tuple(tick for tick in ticks if (_held(tick), pair) in decides)
            found[pair] = deciding or ticks
        return found

    def _turned(self, tick: Tick, where: list[int]) -> list[int]:
        """The pairs that would have another state if this one tick had not happened."""
        pairs = np.array(where)
        without = self._on_days.states(self._pairs.rows[pairs], self._pairs.days[pairs], without=tick)
        columns = (
            (without.answers, self._states.answers),
            (without.lowest, self._states.lowest),
            (without.highest, self._states.highest),
        )
        is_other = np.logical_or.reduce([then != now[pairs] for then, now in columns])
        turned: list[int] = pairs[is_other].tolist()
        return turned


def _held(tick: Tick) -> object:
    """What is put back for a tick, so that those that put back the same are looked at once."""
    held = tick.held_back
    return tick.cause.kind, (held.key if isinstance(held, Node) else held)
