"""Days on which a rule looks at a fact: be registered before 1 January, study on 31 August.

A reminder stands for the next such day only, and only for a right for which the fact makes a difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from nabij_rights.answers import Answers, Group, Missing
from nabij_rights.coming.moved import Standpoint, setting_on, situation_on
from nabij_rights.coming.ticks import Window, answer_roots, moving_parts
from nabij_rights.coming.track import program_of
from nabij_rights.engine.days import Day
from nabij_rights.engine.interpreter import Evaluation
from nabij_rights.engine.program import Situation
from nabij_rights.engine.spans import Span
from nabij_rights.engine.tracing import OpenFact
from nabij_rights.reasons import Answer
from nabij_rights.rights import Right, Version

CAN_BE_ARRANGED = frozenset({"is_registered_here", "water_bill_in_household_name"})
"""What somebody can put in order, or keep so, before a day: only of this a reminder says something to do. A
benefit, a degree of disability or the town where somebody lives is no such thing."""


@dataclass(frozen=True)
class Reminder:
    """On this day a right looks at these facts; ``is_in_order`` when they are so today, as far as is told."""

    right: Right
    on: date
    facts: tuple[Missing, ...]
    is_in_order: bool


def reminders_of(found: Answers, window: Window) -> tuple[Reminder, ...]:
    """The next snapshot day of each right, with the facts that make a difference on it; the soonest first."""
    reminders = [
        reminder
        for outcome in found.outcomes
        if outcome.group is not Group.ELSEWHERE
        for reminder in _reminders(outcome.right, found.situation, window)
    ]
    return tuple(sorted(reminders, key=lambda reminder: (reminder.on, reminder.right.id)))


def _reminders(right: Right, situation: Situation, window: Window) -> Iterator[Reminder]:
    for snapshot, day in _next_days(right, window):
        version = right.version_on(day)
        if version is None:
            continue
        keys = [key for key in moving_parts(version).snapshots if key.partition("@")[2] == snapshot]
        if keys:
            in_order, to_arrange = _Look(version, situation, Standpoint(window.on, day), keys).facts()
            looked_at = Day.parse(snapshot).date_on(day)
            for facts, is_in_order in ((to_arrange, False), (in_order, True)):
                if facts:
                    yield Reminder(right, looked_at, facts, is_in_order)


def _next_days(right: Right, window: Window) -> Iterator[tuple[str, date]]:
    """Each snapshot that a rule uses, with the first day on which its next day is reached or just past."""
    snapshots: dict[str, None] = {}
    for version in right.versions:
        if version.until_on is None or version.until_on > window.on:
            snapshots |= {key.partition("@")[2]: None for key in moving_parts(version).snapshots}
    for snapshot in snapshots:
        leaf = Day.parse(snapshot)
        following = (day for day in window.changes_of(leaf) if leaf.date_on(day) > window.on)
        if (day := next(following, None)) is not None:
            yield snapshot, day


class _Look:
    """One right on one snapshot day: with what is so today, without it, and with what can be arranged."""

    def __init__(self, version: Version, situation: Situation, then: Standpoint, keys: list[str]) -> None:
        self.version, self.then, self.keys = version, then, keys
        self.carried = situation_on(situation, moving_parts(version).snapshots, then)

    def facts(self) -> tuple[tuple[Missing, ...], tuple[Missing, ...]]:
        """The facts that make a difference: those that are in order, and those that can be arranged."""
        if self._answer(self.carried) is Answer.NO:
            return (), tuple(self._would_open())
        blank = self._without(self.keys)
        if self._answer(blank) is not Answer.UNKNOWN:
            return (), ()
        program = program_of(self.version)
        evaluation = Evaluation(program, blank, setting_on(program, self.then))
        ends = evaluation.explanation.open_ends(*answer_roots(self.version))
        asked = dict.fromkeys(end for end in ends if isinstance(end, OpenFact))
        counts = [
            one for one in asked if one.fact in self.keys and one.fact.partition("@")[0] in CAN_BE_ARRANGED
        ]
        in_order = [one for one in counts if _is_true(self._known(one))]
        to_arrange = [one for one in counts if one not in in_order]
        return tuple(map(_plain, in_order)), tuple(map(_plain, to_arrange))

    def _answer(self, situation: Situation) -> Answer:
        program = program_of(self.version)
        low, high = Evaluation(program, situation, setting_on(program, self.then)).span(self.version.holds)
        return Answer.YES if low else (Answer.UNKNOWN if high else Answer.NO)

    def _would_open(self) -> Iterator[Missing]:
        """What can be arranged, is not so today, and would turn the no."""
        for key in self.keys:
            if key.partition("@")[0] not in CAN_BE_ARRANGED:
                continue
            for who, facts in (*enumerate(self.carried.persons), (None, self.carried.household)):
                if facts.get(key) != (0, 0):
                    continue
                if self._answer(self.carried.told(who, {key: (1, 1)})) is not Answer.NO:
                    yield _plain(Missing(key, who))

    def _without(self, keys: list[str]) -> Situation:
        def rest(facts: Mapping[str, Span]) -> dict[str, Span]:
            return {key: span for key, span in facts.items() if key not in keys}

        persons = [rest(facts) for facts in self.carried.persons]
        return replace(self.carried, household=rest(self.carried.household), persons=persons)

    def _known(self, one: Missing) -> Span | None:
        facts = self.carried.household if one.person is None else self.carried.persons[one.person]
        return facts.get(one.fact)


def _is_true(span: Span | None) -> bool:
    return span is not None and span[0] > 0


def _plain(one: Missing) -> Missing:
    return Missing(one.fact.partition("@")[0], one.person)
