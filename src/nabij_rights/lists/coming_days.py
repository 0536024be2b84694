"""One right for many households, each on days of its own, in one evaluation.

The days and the facts that move with the calendar become columns, so that a birthday in March and one in May
are worked out together. Only a version of a rule and a row of an amount ask for an evaluation of their own.
The same as :mod:`nabij_rights.coming.moved` does for one household; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from nabij_rights.coming.moved import NOT_KNOWN_AFTER_A_BENEFIT, YEAR_OF_LATEST, Standpoint, figure_on
from nabij_rights.coming.ticks import BENEFIT_ENDS, CauseKind, Tick, Window, answer_roots
from nabij_rights.engine.arrays import Column, Ends, Population
from nabij_rights.engine.bounds import Side, to_bounds
from nabij_rights.engine.days import CalendarNumber, Day
from nabij_rights.engine.expression import NEVER, Entity, Node, Op, _intern, in_order, rebuilt
from nabij_rights.engine.program import ANY_VALUE, Program, Setting
from nabij_rights.engine.spans import Span
from nabij_rights.facts.vocabulary import vocabulary
from nabij_rights.lists.coming_rows import Rows, known
from nabij_rights.lists.screening import Evaluate
from nabij_rights.rights import Kind, Right, Version
from nabij_rights.shelf import rests_on_shelf

NO, UNKNOWN, YES = 0, 1, 2
"""The answers as numbers: whether it is possible and whether it is certain, added up."""


@dataclass(frozen=True)
class States:
    """Answer and amount per pair of a row and a day."""

    answers: Column
    lowest: Column
    highest: Column

    def differ(self, one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Whether the state at one place is another than at the other."""
        columns = (self.answers, self.lowest, self.highest)
        found: NDArray[np.bool_] = np.logical_or.reduce([column[one] != column[other] for column in columns])
        return found


@dataclass(frozen=True, eq=False)
class Dated:
    """The bounds of a version in which every day is a fact of the household, and which fact is which day."""

    program: Program
    leaves: Mapping[str, Day | CalendarNumber]


@lru_cache(maxsize=512)
def dated(version: Version) -> Dated:
    """The lowest and highest of whether a version holds and of its amount, for a day per household."""
    made: dict[int, Node] = {}
    leaves: dict[str, Day | CalendarNumber] = {}
    roots = [node for pair in to_bounds(answer_roots(version)) for node in pair]
    for node in in_order(roots):
        if node.op is Op.DAY:
            leaves[_column_of(node.meta)] = node.meta
            made[node.key] = _day_as_fact(node)
        elif node.args:
            made[node.key] = rebuilt(node, tuple(made[arg.key] for arg in node.args))
        else:
            made[node.key] = node
    return Dated(Program([made[root.key] for root in roots]), leaves)


def _day_as_fact(node: Node) -> Node:
    side = Side(_column_of(node.meta), is_upper=False)
    return _intern(Op.FACT, (), side, Entity.HOUSEHOLD, node.unit, (node.lowest, node.highest))


def _column_of(leaf: Day | CalendarNumber) -> str:
    return f"day:{leaf}"


@lru_cache(maxsize=4096)
def leaf_values(leaf: Day | CalendarNumber, window: Window) -> Column:
    """The value of a leaf on each day of the window, today first."""
    first = window.on.toordinal()
    days = range(first, window.until.toordinal() + 1)
    return np.array([leaf.on(date.fromordinal(day)) for day in days], dtype=np.int64)


class RightOnDays:
    """One right of a list, worked out for pairs of a row and a day of the window (0 is today)."""

    def __init__(
        self, right: Right, population: Population, rows: Rows, window: Window, evaluate: Evaluate
    ) -> None:
        self.right, self.window = right, window
        self._population, self._rows, self._evaluate = population, rows, evaluate
        self._versions = [right.version_on(date.fromordinal(day)) for day in self._ordinals()]

    def _ordinals(self) -> Iterable[int]:
        return range(self.window.on.toordinal(), self.window.until.toordinal() + 1)

    def states(self, rows: Column, days: Column, *, without: Tick | None = None) -> States:
        """The state of each pair; ``without`` puts one tick back to the day before."""
        found = States(*(np.zeros(len(rows), dtype=np.int64) for _ in range(3)))
        for version, amounts_of, which in self._parts(days, without):
            moment = _Moment(self._population, self._rows, self.window, rows[which], days[which], without)
            rule = dated(version)
            columns = self._evaluate(rule.program, moment.population(rule), Setting(amounts_of, {}))
            certain, possible = columns[0] != 0, columns[1] != 0
            if self.right.kind is Kind.MAY_ASK:
                certain = np.zeros_like(certain)
            found.answers[which] = certain.astype(np.int64) + possible
            if version.amount is not None:
                found.lowest[which], found.highest[which] = columns[2], columns[3]
        return found

    def _parts(
        self, days: Column, without: Tick | None
    ) -> Iterator[tuple[Version, Mapping[str, Span], NDArray[np.int64]]]:
        """The pairs with the same version and the same amounts of the law."""
        is_new_rule = without is not None and without.held_back is self.right
        held = str(without.held_back) if without and without.cause.kind is CauseKind.NEW_AMOUNT else ""
        found: dict[tuple[int, tuple[Span, ...]], list[int]] = {}
        for day in np.unique(days).tolist():
            version = self._versions[day - is_new_rule]
            if version is not None:
                spans = _figures(version, self.window, day, held)
                found.setdefault((id(version), spans), []).append(day)
        for (_, spans), same in found.items():
            version = self._versions[same[0] - is_new_rule]
            assert version is not None
            which = np.flatnonzero(np.isin(days, same))
            yield version, dict(zip(amount_slots(version), spans, strict=True)), which


@lru_cache(maxsize=512)
def amount_slots(version: Version) -> tuple[str, ...]:
    """The amounts of the law in the answer and the amount."""
    return tuple(dict.fromkeys(node.meta for node in in_order(answer_roots(version)) if node.op is Op.AMOUNT))


@rests_on_shelf
@lru_cache(maxsize=65_536)
def _figures(version: Version, window: Window, day: int, held: str) -> tuple[Span, ...]:
    """The amounts of a version on a day; the one held back as it was the day before."""
    return tuple(_figure(slot, window, day - (slot == held)) for slot in amount_slots(version))


def _figure(slot: str, window: Window, day: int) -> Span:
    figure = figure_on(slot, Standpoint(window.on, date.fromordinal(window.on.toordinal() + day)))
    return figure.low, figure.high


class _Moment:
    """What is known of pairs of a row and a day, as far as a program reads it."""

    def __init__(
        self,
        population: Population,
        rows: Rows,
        window: Window,
        chosen: Column,
        days: Column,
        without: Tick | None,
    ) -> None:
        self._from, self._rows, self._window = population, rows, window
        self._chosen, self._days, self._without = chosen, days, without
        sizes = rows.sizes[chosen]
        self._offsets = np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)
        place = np.arange(self._offsets[-1]) - np.repeat(self._offsets[:-1], sizes)
        self._slots = np.repeat(rows.slots[chosen], sizes) + place
        self._of_persons = np.repeat(np.arange(len(chosen)), sizes)

    def population(self, rule: Dated) -> Population:
        """The columns that a rule reads."""
        household: dict[str, Ends] = {}
        persons: dict[str, Ends] = {}
        for name, leaf in rule.program.inputs.items():
            if name in rule.leaves:
                household[name] = (self._day_column(rule.leaves[name]),) * 2
            elif leaf.is_personal:
                persons[name] = self._moved(name, leaf.unknown, is_personal=True)
            else:
                household[name] = self._moved(name, leaf.unknown, is_personal=False)
        home = self._rows.households[self._chosen]
        decisions = {
            name: (ends[0][home], ends[1][home])
            for name, ends in self._from.decisions.items()
            if name in rule.program.decisions
        }
        return Population(self._offsets, household, persons, decisions)

    def _day_column(self, leaf: Day | CalendarNumber) -> Column:
        held = self._without.held_back if self._without else None
        leaves: set[object] = {held}
        if isinstance(held, Node):
            leaves = {node.meta for node in in_order([held]) if node.op is Op.DAY}
        column: Column = leaf_values(leaf, self._window)[self._days - (leaf in leaves)]
        return column

    def _told(self, name: str, unknown: Span, *, is_personal: bool) -> Ends:
        """What is told today, for each person of the row or for its household."""
        if name in self._rows.otherwise:
            low, high = self._rows.otherwise[name]
            return low[self._slots], high[self._slots]
        source = self._from.persons if is_personal else self._from.household
        where = self._rows.persons[self._slots] if is_personal else self._rows.households[self._chosen]
        if (ends := source.get(name)) is None:
            return known(None, unknown, len(where))
        low = ends[0][where]
        return low, (low if ends[0] is ends[1] else ends[1][where])

    def _seen_on(self, name: str, *, is_personal: bool) -> Column:
        """The day that counts for this fact; one that is held back counts as the day before."""
        tick = self._without
        back: bool = tick is not None and (
            tick.cause.kind is CauseKind.BENEFIT_ENDS
            or (tick.cause.kind is CauseKind.SNAPSHOT and str(tick.held_back) == name)
        )
        days = self._days - int(back)
        return days[self._of_persons] if is_personal else days

    def _moved(self, name: str, unknown: Span, *, is_personal: bool) -> Ends:
        days = self._seen_on(name, is_personal=is_personal)
        fact_id, _, snapshot = name.partition("@")
        ends = self._told(name, unknown, is_personal=is_personal)
        if snapshot:
            return self._on_snapshot(
                fact_id, Day.parse(snapshot), ends, unknown, days, is_personal=is_personal
            )
        if name in YEAR_OF_LATEST:
            return self._later_year(ends, unknown, days)
        if name in NOT_KNOWN_AFTER_A_BENEFIT or name in BENEFIT_ENDS.values():
            return self._ended(name, ends, unknown, days)
        return ends

    def _on_snapshot(
        self, fact_id: str, leaf: Day, ends: Ends, unknown: Span, days: Column, *, is_personal: bool
    ) -> Ends:
        """What was told of that day; what is so today, for a day to come; unknown for a day gone by."""
        values = leaf_values(leaf, self._window)
        then, is_same = values[days], values[days] == values[0]
        is_to_come = ~is_same & (then > self._window.on.toordinal())
        fact = vocabulary()[fact_id]
        low, high = self._told(fact_id, _unknown_of(fact_id), is_personal=is_personal)
        if fact.type == "since":
            low, high = (high <= then).astype(np.int64), (low <= then).astype(np.int64)
        found = [
            np.where(is_same, told, np.where(is_to_come, now, nothing))
            for told, now, nothing in zip(ends, (low, high), unknown, strict=True)
        ]
        return found[0], found[1]

    def _later_year(self, ends: Ends, unknown: Span, days: Column) -> Ends:
        years = np.array(
            [date.fromordinal(self._window.on.toordinal() + d).year for d in range(days.max() + 1)]
        )
        is_known = (ends[0] != unknown[0]) | (ends[1] != unknown[1])
        return ends[0], ends[1] + np.where(is_known, years[days] - self._window.on.year, 0)

    def _ended(self, name: str, ends: Ends, unknown: Span, days: Column) -> Ends:
        """A benefit whose last day may be past has perhaps stopped, or surely."""
        low, high = ends
        today = self._window.on.toordinal() + days
        for ending, since in BENEFIT_ENDS.items():
            if name not in (since, *NOT_KNOWN_AFTER_A_BENEFIT):
                continue
            first, last = self._told(ending, _unknown_of(ending), is_personal=True)
            is_told = (first != _unknown_of(ending)[0]) | (last != _unknown_of(ending)[1])
            may_be_over = is_told & (first < today) & (days > 0)
            low, high = np.where(may_be_over, unknown[0], low), np.where(may_be_over, unknown[1], high)
            if name == since:
                is_over = may_be_over & (last < today)
                low, high = np.where(is_over, NEVER, low), np.where(is_over, NEVER, high)
        return low, high


def _unknown_of(fact_id: str) -> Span:
    fact = vocabulary()[fact_id]
    return (ANY_VALUE, ANY_VALUE) if fact.values else (fact.lowest, fact.highest)
