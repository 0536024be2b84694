"""One right of one person or household through time: its answer on a day, and why it changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache

from nabij_rights.answers import Missing
from nabij_rights.coming.moved import Standpoint, figure_on, put_back, setting_on, situation_on
from nabij_rights.coming.ticks import CauseKind, Tick, Window, answer_roots, moving_parts
from nabij_rights.engine.days import CalendarNumber, Day
from nabij_rights.engine.expression import Node, Op
from nabij_rights.engine.interpreter import Evaluation
from nabij_rights.engine.program import Program, Setting, Situation
from nabij_rights.engine.spans import Span
from nabij_rights.engine.tracing import OpenFact
from nabij_rights.parameters.book import Status, amounts
from nabij_rights.reasons import Answer
from nabij_rights.rights import Kind, Right, Version


class Change(StrEnum):
    """What happens to a right."""

    BEGINS = "begins"
    MAY_BEGIN = "may_begin"  # it was a no, and from then on it depends on what is not known yet
    ENDS = "ends"
    LOOK_AGAIN = "look_again"  # it was a yes, and from then on it depends on what is not known yet
    MORE = "more"
    LESS = "less"


@dataclass(frozen=True)
class State:
    """The answer on a day, and the span of the amount."""

    answer: Answer
    amount: Span = (0, 0)


_NOT_THERE = State(Answer.NO)


@lru_cache(maxsize=1024)
def program_of(version: Version, *, is_full: bool = False) -> Program:
    """The expressions of one version: those of its answer, or all."""
    return Program(version.roots() if is_full else answer_roots(version))


@dataclass(frozen=True)
class Track:
    """One right of one person or household through time, from the day on which it is followed."""

    right: Right
    viewer: int
    situation: Situation
    window: Window
    ticks: tuple[Tick, ...] = field(repr=False)
    starts_on: date

    @property
    def candidate_days(self) -> set[date]:
        """The days on which this right can change."""
        return {day for tick in self.ticks for day in (tick.begins, tick.ends) if day is not None}

    def state(self, day: date, *, without: Tick | None = None) -> State:
        """The answer on a day; ``without`` puts one tick back to the day before."""
        seen_on = day if without is None else date.fromordinal(day.toordinal() - 1)
        version = self.right.version_on(seen_on if without and without.held_back is self.right else day)
        if version is None:
            return _NOT_THERE
        evaluation = self._evaluation(version, day, without)
        low, high = evaluation.span(version.holds)
        said = Answer.YES if low else (Answer.UNKNOWN if high else Answer.NO)
        if self.right.kind is Kind.MAY_ASK and said is Answer.YES:
            said = Answer.UNKNOWN
        amount = (0, 0) if version.amount is None else evaluation.span(version.amount)
        return State(said, amount)

    def _evaluation(
        self, version: Version, day: date, without: Tick | None = None, *, is_full: bool = False
    ) -> Evaluation:
        program = program_of(version, is_full=is_full)
        then = Standpoint(self.window.on, day)
        situation = situation_on(self.situation, moving_parts(version).snapshots, then)
        setting = setting_on(program, then)
        if without is not None:
            before = Standpoint(self.window.on, date.fromordinal(day.toordinal() - 1))
            situation, setting = self._put_back(situation, setting, without, version, before)
        return Evaluation(program, situation, setting)

    def _put_back(
        self, situation: Situation, setting: Setting, tick: Tick, version: Version, before: Standpoint
    ) -> tuple[Situation, Setting]:
        """The same day, but for one tick the day before."""
        held = tick.held_back
        if tick.cause.kind is CauseKind.NEW_AMOUNT:
            figure = figure_on(str(held), before)
            return situation, replace(
                setting, amounts={**setting.amounts, str(held): (figure.low, figure.high)}
            )
        if tick.cause.kind in (CauseKind.SNAPSHOT, CauseKind.BENEFIT_ENDS):
            was = situation_on(self.situation, moving_parts(version).snapshots, before)
            one_fact = str(held) if tick.cause.kind is CauseKind.SNAPSHOT else None
            return put_back(situation, was, one_fact), setting
        leaves = [leaf.meta for leaf in _days_in(held)] if isinstance(held, Node) else [held]
        moving = [leaf for leaf in leaves if isinstance(leaf, Day | CalendarNumber) and leaf in setting.days]
        days: dict[object, int] = {leaf: leaf.on(before.day) for leaf in moving}
        return situation, replace(setting, days={**setting.days, **days})

    # -------------------------------------------------------------------------------- explanation

    def causes(self, day: date, now: State) -> tuple[Tick, ...]:
        """The ticks of this day without which there would have been no change, else all of them."""
        happening = [tick for tick in self.ticks if tick.happens_on(day)]
        deciding = [tick for tick in happening if self.state(day, without=tick) != now]
        return tuple(deciding or happening)

    def conditions(self, before_on: date, on: date, change: Change) -> tuple[str, ...]:
        """The keys of the conditions that turn between two days."""
        before, after = (self._answers_of_conditions(day) for day in (before_on, on))
        version = self.right.version_on(on if change in (Change.BEGINS, Change.MAY_BEGIN) else before_on)
        turned = _turned(before, after, change)
        return turned if version is None else _without_what_only_follows(turned, version)

    def _answers_of_conditions(self, day: date) -> dict[str, Answer]:
        version = self.right.version_on(day)
        if version is None:
            return {}
        evaluation = self._evaluation(version, day, is_full=True)
        spans = {part.key: evaluation.span(part.holds) for part in version.conditions}
        return {
            key: Answer.YES if low else (Answer.UNKNOWN if high else Answer.NO)
            for key, (low, high) in spans.items()
        }

    def missing(self, day: date) -> tuple[Missing, ...]:
        """What is still open on a day, for the answer and also for the amount."""
        return self._open(day, for_amount=True)

    def waits_for_answers(self, day: date) -> bool:
        """Whether a fact that nobody told can still change the answer of a day."""
        return bool(self._open(day, for_amount=False))

    def _open(self, day: date, *, for_amount: bool) -> tuple[Missing, ...]:
        version = self.right.version_on(day)
        if version is None:
            return ()
        roots = answer_roots(version) if for_amount else [version.holds]
        ends = self._evaluation(version, day).explanation.open_ends(*roots)
        found = (
            OpenFact(end.fact, person_at_home(self.viewer, end.person))
            for end in ends
            if isinstance(end, OpenFact)
        )
        return tuple(dict.fromkeys(found))

    def knows_amounts_on(self, day: date) -> bool:
        """Whether every amount of the law that plays a part is known for this very day."""
        version = self.right.version_on(day)
        if version is None:
            return False
        evaluation = self._evaluation(version, day)
        used = evaluation.explanation.live_amounts(*answer_roots(version))
        slots = enumerate(evaluation.program.amount_slots)
        return all(
            amounts()[slot].on(day).status is Status.CURRENT for number, slot in slots if used >> number & 1
        )


def _turned(before: Mapping[str, Answer], after: Mapping[str, Answer], change: Change) -> tuple[str, ...]:
    """The conditions that turn in the direction of the change."""
    if change in (Change.BEGINS, Change.MAY_BEGIN):
        turned = [key for key, said in before.items() if said is not Answer.YES]
        return tuple(key for key in turned if after.get(key, Answer.NO) is Answer.YES)
    if change not in (Change.ENDS, Change.LOOK_AGAIN):
        return ()
    to = Answer.NO if change is Change.ENDS else Answer.UNKNOWN
    turned = [key for key, said in after.items() if said is to]
    return tuple(key for key in turned if before.get(key) is not to)


def _without_what_only_follows(turned: tuple[str, ...], version: Version) -> tuple[str, ...]:
    """The conditions that turn of themselves: "a child of 3 or 4", not also "a child of 3 or 4 at school".

    A condition that asks all that another one asks, and more, turns along with it; nothing else changed.
    """
    asks = {part.key: _joined_parts(part.holds) for part in version.conditions if part.key in turned}
    follows = {
        key
        for key, parts in asks.items()
        if any(fewer < parts for other, fewer in asks.items() if other != key)
    }
    return tuple(key for key in turned if key not in follows)


def _joined_parts(node: Node) -> frozenset[tuple[str, int]]:
    """What must all hold, of whom: the parts of an "and", also of an "and" about one and the same person."""
    whom, inner = ("", node)
    if node.op in (Op.ANY, Op.REFERENCE):
        whom, inner = node.op, node.args[0]
    parts, todo = set[tuple[str, int]](), [inner]
    while todo:
        one = todo.pop()
        if one.op is Op.AND:
            todo += one.args
        else:
            parts.add((whom, one.key))
    return frozenset(parts)


def _days_in(node: Node) -> list[Node]:
    return Program([node]).leaves(Op.DAY)


def person_at_home(viewer: int, person: int | None) -> int | None:
    """Who this is at home, when ``viewer`` was put first and the others kept their order."""
    if person is None or viewer == 0 or person > viewer:
        return person
    return viewer if person == 0 else person - 1
