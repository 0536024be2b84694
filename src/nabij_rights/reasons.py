"""Why a right is a yes, a no or unknown: its conditions one by one, and how far off a failing one is."""

from __future__ import annotations

from collections.abc import Container
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from nabij_rights.engine.expression import Op
from nabij_rights.engine.interpreter import Evaluation
from nabij_rights.engine.layout import Row
from nabij_rights.engine.program import Program
from nabij_rights.rights import Condition, Version


class Answer(StrEnum):
    """Unknown is not no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class NearMiss(NamedTuple):
    """How far a condition is from being met, in the unit of the fact."""

    key: str
    distance: int
    unit: str | None


class Reason(NamedTuple):
    """One condition: whether it holds, and what it rests on."""

    key: str
    answer: Answer
    article: str
    is_decided_by_person: bool
    needs_all_parts: bool
    parts: tuple[Reason, ...]


class NamedValue(NamedTuple):
    """An intermediate result with its name in the leaflet."""

    key: str
    lowest: int
    highest: int
    unit: str | None
    is_yes_no: bool


_YES, _NO, _UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN  # Python 3.11 is slow to find a member of an enum
_ANSWERS = (_NO, _UNKNOWN, _YES)  # by the sum of the two ends of a yes/no


def answer_of(certain: int, possible: int) -> Answer:
    """What the two ends of a yes/no say."""
    return _ANSWERS[certain + possible]


class Seats(NamedTuple):
    """Where the parts of a version stand in the row of a household that a program fills in.

    A place is that of the lowest value; ``roots`` and ``steps_traced`` count nodes, as an explanation does.
    """

    holds: int
    amount: int | None
    roots: tuple[int, ...]
    steps: tuple[tuple[str, int, str | None, bool], ...]
    steps_traced: tuple[int, ...]
    conditions: tuple[tuple[Condition, tuple[int, ...], tuple[Reason, ...] | None], ...]
    """Each condition, the places of its value and of those of everything under it, and when nothing is under
    it the reasons that it can give, by state."""


def seats_of(version: Version, program: Program) -> Seats:
    """The seats of a version in a program that works it out."""
    place = program.places
    return Seats(
        holds=place[version.holds.key],
        amount=None if version.amount is None else place[version.amount.key],
        roots=tuple(place[root.key] // 2 for root in version.answer_roots),
        steps=tuple((key, place[step.key], step.unit, step.is_yes_no) for key, step in version.named.items()),
        steps_traced=tuple(place[step.key] // 2 for step in version.named.values()),
        conditions=tuple(
            (
                condition,
                tuple(place[part.holds.key] for part in condition.walk()),
                None if condition.parts else tuple(_reason(condition, (state,)) for state in range(3)),
            )
            for condition in version.conditions
        ),
    )


def reasons_of(seats: Seats, home: Row) -> tuple[Reason, ...]:
    """Each condition, and whether it holds."""
    return tuple(
        [
            alone[home[places[0]] + home[places[0] + 1]]
            if alone is not None
            else _reason(condition, tuple([home[place] + home[place + 1] for place in places]))
            for condition, places, alone in seats.conditions
        ]
    )


def steps_of(seats: Seats, home: Row, left_out: Container[str]) -> tuple[NamedValue, ...]:
    """The named intermediate results, but for those that are left out."""
    return tuple(
        [
            NamedValue(key, home[place], home[place + 1], unit, is_yes_no)
            for key, place, unit, is_yes_no in seats.steps
            if key not in left_out
        ]
    )


@lru_cache(maxsize=65_536)
def _reason(condition: Condition, states: tuple[int, ...]) -> Reason:
    """The reason when a condition and what is under it have these states: 0 is no, 1 unknown, 2 yes.

    Of a few parts there are few combinations, and households are much alike: so each is made once.
    """
    left = iter(states)

    def built(part: Condition) -> Reason:
        said = _ANSWERS[next(left)]
        parts = tuple([built(one) for one in part.parts])
        return Reason(part.key, said, part.article, part.is_decided_by_person, part.needs_all_parts, parts)

    return built(condition)


def near_misses_of(version: Version, evaluation: Evaluation) -> tuple[NearMiss, ...]:
    """Conditions that compare a number with a limit and fail, with the distance between the two."""
    found = []
    for condition in version.conditions:
        node = condition.holds
        if node.op not in (Op.LE, Op.LT) or evaluation.span(node)[1]:
            continue
        left, right = (evaluation.span(arg) for arg in node.args)
        distance = left[0] - right[1] + (node.op is Op.LT)
        found.append(NearMiss(condition.key, distance, node.args[0].unit))
    return tuple(found)
