"""What the calendar does to a rule: the days on which a birthday, a term, a rule or an amount counts.

Everything in a rule that moves with time stands in its leaves: a day that follows from the calculation
date, a number of the calendar, a fact on a snapshot day, an amount of the law. A tick is one of these
passing a date of the household (a date that is only roughly known passes between two days).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from nabij_rights.engine.days import CalendarNumber, Day
from nabij_rights.engine.expression import NEVER, Entity, Node, Op, in_order
from nabij_rights.engine.interpreter import Evaluation
from nabij_rights.engine.program import Program, Setting, Situation
from nabij_rights.engine.spans import Span
from nabij_rights.parameters.book import amounts
from nabij_rights.rights import Right, Version


class CauseKind(StrEnum):
    """Why something changes on a day."""

    BIRTHDAY = "birthday"
    AGE_IN_MONTHS = "age_in_months"
    SCHOOL_YEAR = "school_year"
    NEW_YEAR = "new_year"
    TIME_PASSED = "time_passed"  # so long after a date that somebody told
    DAY_REACHED = "day_reached"  # a date that somebody told
    SNAPSHOT = "snapshot"  # the rule looks at a fact on this day
    FIXED_DAY = "fixed_day"  # a day that stands in the rule itself
    BENEFIT_ENDS = "benefit_ends"
    NEW_RULE = "new_rule"
    NEW_AMOUNT = "new_amount"


@dataclass(frozen=True)
class Cause:
    """One reason for a change. ``person`` counts from 0; ``number`` is an age in years, or months or days."""

    kind: CauseKind
    person: int | None = None
    fact: str = ""
    number: int = 0
    unit: str = ""
    day: date | None = None


@dataclass(frozen=True)
class Tick:
    """A cause with the day on which it begins to count and the day on which it surely counts.

    ``begins`` and ``ends`` are None outside the window. ``held_back`` is the leaf, fact or amount that a look
    at "what if this had not happened" puts back to the day before.
    """

    cause: Cause
    begins: date | None
    ends: date | None
    is_exact: bool
    held_back: Day | CalendarNumber | Node | Right | str

    def happens_on(self, day: date) -> bool:
        """Whether it begins or ends to be uncertain on this day."""
        return day in (self.begins, self.ends)

    def is_over(self, day: date) -> bool:
        """Whether it surely counts on this day."""
        return self.ends is not None and self.ends <= day


@dataclass(frozen=True)
class Window:
    """The days looked at: after ``on``, until and including ``until``."""

    on: date
    until: date

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.on < day <= self.until

    def days(self) -> Iterator[date]:
        """Every day of the window."""
        return map(date.fromordinal, range(self.on.toordinal() + 1, self.until.toordinal() + 1))

    def first_day_from(self, leaf: Day | CalendarNumber, threshold: int) -> date | None:
        """The first day on which this leaf is at or past a day number; None when not in the window."""
        low, high = self.on.toordinal(), self.until.toordinal()
        if leaf.on(self.on) >= threshold or leaf.on(self.until) < threshold:
            return None
        while high - low > 1:
            middle = (low + high) // 2
            if leaf.on(date.fromordinal(middle)) >= threshold:
                high = middle
            else:
                low = middle
        return date.fromordinal(high)

    def changes_of(self, leaf: Day | CalendarNumber) -> tuple[date, ...]:
        """Every day on which this leaf is another than the day before."""
        return _changes_of(self, leaf)


@lru_cache(maxsize=256)
def _changes_of(window: Window, leaf: Day | CalendarNumber) -> tuple[date, ...]:
    found, before = [], leaf.on(window.on)
    for day in window.days():
        if (now := leaf.on(day)) != before:
            found.append(day)
        before = now
    return tuple(found)


# ----------------------------------------------------------------------- what moves in a version of a rule


@dataclass(frozen=True)
class Comparison:
    """A date fact beside a day: passed when the day is at (or, with ``is_after``, past) the date."""

    leaf: Day
    fact: str
    is_personal: bool
    is_after: bool


@dataclass(frozen=True)
class MovingParts:
    """Everything in a version of a rule that moves with the calendar."""

    comparisons: tuple[Comparison, ...]
    clock: tuple[Node, ...]
    numbers: tuple[CalendarNumber, ...]
    snapshots: tuple[str, ...]
    amount_ids: tuple[str, ...]
    daily: tuple[Day, ...]
    """Days that are used in another way than to compare: with these every day may bring a change."""


@lru_cache(maxsize=512)
def moving_parts(version: Version) -> MovingParts:
    """What moves in this version: in whether it holds, and in its amount."""
    nodes = in_order(answer_roots(version))
    comparisons: dict[Comparison, None] = {}
    clock: list[Node] = []
    seen: set[Day] = set()
    for node in nodes:
        if node.op in (Op.LE, Op.LT, Op.EQ):
            if node.op is not Op.EQ and (found := _comparison(node)) is not None:
                comparisons[found] = None
                seen.add(found.leaf)
            elif days := _only_days(node):
                clock.append(node)
                seen |= days
    days_used = {node.meta for node in nodes if node.op is Op.DAY}
    plain = [leaf for leaf in days_used if isinstance(leaf, Day) and leaf not in seen and not _is_fixed(leaf)]
    facts = [_key(node) for node in nodes if node.op in (Op.FACT, Op.FACT_IS)]
    return MovingParts(
        comparisons=tuple(comparisons),
        clock=tuple(clock),
        numbers=tuple(leaf for leaf in days_used if isinstance(leaf, CalendarNumber)),
        snapshots=tuple(dict.fromkeys(key for key in facts if "@" in key)),
        amount_ids=tuple(dict.fromkeys(node.meta for node in nodes if node.op is Op.AMOUNT)),
        daily=tuple(plain),
    )


def answer_roots(version: Version) -> list[Node]:
    """The expressions that give the answer and the amount."""
    return [version.holds] + ([] if version.amount is None else [version.amount])


def _key(node: Node) -> str:
    return str(node.meta[0] if node.op is Op.FACT_IS else node.meta)


def _is_fixed(leaf: Day) -> bool:
    return leaf.anchor[0].isdigit()


def _comparison(node: Node) -> Comparison | None:
    first, second = node.args
    leaf, fact = (first, second) if first.op is Op.DAY else (second, first)
    if leaf.op is not Op.DAY or fact.op is not Op.FACT or not isinstance(leaf.meta, Day):
        return None
    day_first = leaf is first
    is_after = day_first if node.op is Op.LE else not day_first
    return Comparison(leaf.meta, str(fact.meta), fact.entity is Entity.PERSON, is_after)


def _only_days(node: Node) -> set[Day]:
    """The days of a comparison in which nothing but days and numbers stand; empty for any other."""
    leaves = [leaf for leaf in in_order([node]) if not leaf.args]
    if any(leaf.op not in (Op.DAY, Op.CONST) for leaf in leaves):
        return set()
    return {leaf.meta for leaf in leaves if leaf.op is Op.DAY and isinstance(leaf.meta, Day)}


# ------------------------------------------------------------------------------------------------- ticks


BENEFIT_ENDS: Mapping[str, str] = {"unemployment_ends_on": "unemployed_since_on"}
"""A fact that tells when a benefit stops -> the fact that tells since when it runs."""


def ticks_of(right: Right, situation: Situation, window: Window) -> list[Tick]:
    """Everything that may change this right for this household within the window."""
    found: list[Tick] = []
    versions = [version for version in right.versions if is_seen(version, window)]
    for version in versions:
        parts = moving_parts(version)
        for comparison in parts.comparisons:
            found += _date_ticks(comparison, situation, window)
        found += _calendar_ticks(parts, window)
        found += _amount_ticks(parts, window)
    found += _version_ticks(right, window)
    if versions:
        found += _ending_ticks(situation, window)
    return list(dict.fromkeys(found))


def is_seen(version: Version, window: Window) -> bool:
    """Whether a version is valid on some day of the window."""
    return version.from_on <= window.until and (version.until_on is None or version.until_on > window.on)


def _date_ticks(comparison: Comparison, situation: Situation, window: Window) -> Iterator[Tick]:
    rows: Iterable[tuple[int | None, Mapping[str, Span]]] = (
        enumerate(situation.persons) if comparison.is_personal else [(None, situation.household)]
    )
    for person, facts in rows:
        if (span := facts.get(comparison.fact)) is None:
            continue
        low, high = span[0] + comparison.is_after, span[1] + comparison.is_after
        begins = window.first_day_from(comparison.leaf, low)
        ends = begins if low == high else window.first_day_from(comparison.leaf, high)
        if (begins or ends) and span[0] < NEVER:
            cause = cause_of(comparison, person, begins or ends)
            yield Tick(cause, begins, ends, low == high, comparison.leaf)


def cause_of(comparison: Comparison, person: int | None, day: date | None) -> Cause:
    """Why something changes when this day passes this date."""
    leaf, fact = comparison.leaf, comparison.fact
    months, days = 12 * leaf.years + leaf.months, leaf.days
    if fact == "birth_on":
        if leaf.anchor == "school_year":
            return Cause(CauseKind.SCHOOL_YEAR, person, fact, day=day)
        if leaf.anchor == "year":
            return Cause(CauseKind.NEW_YEAR, person, fact, day=day)
        if months % 12 or days:
            return Cause(CauseKind.AGE_IN_MONTHS, person, fact, -months)
        return Cause(CauseKind.BIRTHDAY, person, fact, -months // 12)
    if not months and not days:
        return Cause(CauseKind.DAY_REACHED, person, fact, day=day)
    number, unit = (-days, "days") if days else (-months, "months")
    return Cause(CauseKind.TIME_PASSED, person, fact, number, unit)


def _calendar_ticks(parts: MovingParts, window: Window) -> Iterator[Tick]:
    for number in parts.numbers:
        for day in window.changes_of(number):
            is_year = number.part == "year"
            kind = CauseKind.NEW_YEAR if is_year else CauseKind.FIXED_DAY
            yield _exact(Cause(kind, day=day), day, number)
    for key in parts.snapshots:
        fact, _, snapshot = key.partition("@")
        leaf = Day.parse(snapshot)
        for day in window.changes_of(leaf):
            looked_at = leaf.date_on(day)
            yield _exact(Cause(CauseKind.SNAPSHOT, None, fact, day=looked_at), day, key)
    for node in parts.clock:
        for day in _turns_of(node, window):
            yield _exact(Cause(CauseKind.FIXED_DAY, day=day), day, node)
    for leaf in parts.daily:
        for day in window.changes_of(leaf):
            yield _exact(Cause(CauseKind.FIXED_DAY, day=day), day, leaf)


def _exact(cause: Cause, day: date, held_back: Day | CalendarNumber | Node | str | Right) -> Tick:
    return Tick(cause, day, day, True, held_back)


@lru_cache(maxsize=256)
def _turns_of(node: Node, window: Window) -> tuple[date, ...]:
    """The days on which a comparison of two days turns round."""
    program = Program([node])
    leaves = [leaf.meta for leaf in program.leaves(Op.DAY)]

    def value(day: date) -> Span:
        setting = Setting({}, {leaf: leaf.on(day) for leaf in leaves})
        return Evaluation(program, Situation({}, [{}]), setting).span(node)

    found, before = [], value(window.on)
    for day in window.days():
        if (now := value(day)) != before:
            found.append(day)
        before = now
    return tuple(found)


def _amount_ticks(parts: MovingParts, window: Window) -> Iterator[Tick]:
    for amount_id in parts.amount_ids:
        for row in amounts()[amount_id].rows:
            if row.from_on in window:
                yield _exact(
                    Cause(CauseKind.NEW_AMOUNT, fact=amount_id, day=row.from_on), row.from_on, amount_id
                )


def _version_ticks(right: Right, window: Window) -> Iterator[Tick]:
    days = {version.from_on for version in right.versions}
    days |= {version.until_on for version in right.versions if version.until_on is not None}
    for day in sorted(day for day in days if day in window):
        yield _exact(Cause(CauseKind.NEW_RULE, day=day), day, right)


def _ending_ticks(situation: Situation, window: Window) -> Iterator[Tick]:
    tomorrow = Day(days=-1)
    for person, facts in enumerate(situation.persons):
        for fact in BENEFIT_ENDS:
            low, high = facts.get(fact, (NEVER, NEVER))
            begins, ends = window.first_day_from(tomorrow, low), window.first_day_from(tomorrow, high)
            if begins or ends:
                cause = Cause(CauseKind.BENEFIT_ENDS, person, fact, day=begins or ends)
                yield Tick(cause, begins, ends, low == high, fact)
