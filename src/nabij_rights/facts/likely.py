"""Which answers somebody may give to a question, and how often: plain assumptions, in the open.

They only decide the order of questions. A town may replace the shares in ``shares.toml`` by counts of its
own, per fact and never per group of people.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from nabij_rights.engine.expression import NEVER
from nabij_rights.engine.spans import Span
from nabij_rights.facts.questions import Question
from nabij_rights.facts.vocabulary import Fact, some_day, some_of, vocabulary

SHARE_OF_YES = 0.1
"""How often a yes/no fact is assumed to be true when the file does not say."""

SHARE_OF_EVERYONE = 0.8
"""How often something that holds for nearly everybody is assumed to hold for all at home."""

_WEIGHT_OF_NONE = 9

SHARE_OF_NOTHING = 0.7
"""How often an amount or a number is imagined to be zero, where it may be: most things are rare."""

_YEARS_OF_YES = (0.2, 1.5, 4)
"""How many years ago something is imagined to have begun that began."""

_NUMBER_POINTS = (0.0, 0.02, 0.1, 0.4)
"""Where in its domain a number is tried: most numbers that people give lie low."""


@dataclass(frozen=True)
class LikelyAnswer:
    """What an answer tells, and the share of people who are assumed to give it."""

    facts: Mapping[str, Span]
    share: float


@cache
def shares() -> Mapping[str, Any]:
    """Assumed shares: under ``yes`` the share of yes per fact, under ``of`` a weight per named value."""
    return tomllib.loads(files("nabij_rights.facts").joinpath("shares.toml").read_text(encoding="utf-8"))


def share_of_yes(fact_id: str, known: Mapping[str, Any] | None = None) -> float:
    """How often this yes/no or "since" fact is assumed to be true."""
    return float((known or shares())["yes"].get(fact_id, SHARE_OF_YES))


def likely_answers(
    question: Question, *, on: date, known: Mapping[str, Any] | None = None
) -> Sequence[LikelyAnswer]:
    """A few answers that stand for all; their shares add up to 1.

    ``known`` takes the place of the assumed shares, in the same shape: those of a town's own counts.
    """
    known = known or shares()
    if question.kind == "several":
        return list(_ticks(question, on, known))
    if question.kind == "everyone":
        chance = float(known["everyone"].get(question.id.partition("@")[0], SHARE_OF_EVERYONE))
        return [LikelyAnswer(question.if_so(), chance), LikelyAnswer({}, 1 - chance)]
    key = question.facts[0]
    fact = vocabulary()[key.partition("@")[0]]
    spans = _spans(question, fact, key, on, known)
    return [LikelyAnswer({key: span}, share) for span, share in spans]


def _ticks(question: Question, on: date, known: Mapping[str, Any]) -> Iterator[LikelyAnswer]:
    """Nothing ticked, or exactly one thing ticked; more than one at a time is rarer and adds little."""
    nothing = {key: _no(key) for key in question.facts}
    chances = {key: share_of_yes(key.partition("@")[0], known) for key in question.facts}
    scale = max(1.0, sum(chances.values()) / 0.75)
    yield LikelyAnswer(nothing, 1 - sum(chances.values()) / scale)
    for key, chance in chances.items():
        yield LikelyAnswer({**nothing, key: _yes(key, on)}, chance / scale)


def _no(key: str) -> Span:
    fact = vocabulary()[key.partition("@")[0]]
    return (NEVER, NEVER) if fact.type == "since" and "@" not in key else (0, 0)


def _yes(key: str, on: date) -> Span:
    fact = vocabulary()[key.partition("@")[0]]
    if fact.type == "since" and "@" not in key:
        return some_day(fact, on)
    return (1, 1) if fact.type in ("bool", "since") else some_of(fact)


def _spans(
    question: Question, fact: Fact, key: str, on: date, known: Mapping[str, Any]
) -> list[tuple[Span, float]]:
    if fact.type in ("bool", "since") and question.kind in ("yes_no", "choice"):
        chance = share_of_yes(fact.id, known)
        return [(_yes(key, on), chance), (_no(key), 1 - chance)]
    if fact.type == "enum":
        return _choices(fact, known)
    if question.bands:
        return _bands(question, fact)
    if fact.is_date:
        return _days(fact, on)
    return _even([(point, point) for point in _points(fact)])


def likely_values(fact: Fact, key: str, *, on: date) -> list[tuple[Span, float]]:
    """Exact values that one fact may have, with their assumed shares: what a question gives in ranges is told
    exactly here. ``key`` may name a snapshot day."""
    if fact.type == "enum":
        return _choices(fact, shares())
    if fact.type in ("bool", "since"):
        chance = share_of_yes(fact.id)
        days = [(1, 1)] if fact.type == "bool" or "@" in key else _days_of_yes(fact, on)
        return [(_no(key), 1 - chance), *((day, chance / len(days)) for day in days)]
    if fact.is_date:
        return _days(fact, on)
    points = _points(fact)
    share = SHARE_OF_NOTHING if points[0] == 0 else 1 / len(points)
    rest = (1 - share) / max(1, len(points) - 1)
    return [((point, point), rest if number else share) for number, point in enumerate(points)]


def _days_of_yes(fact: Fact, on: date) -> list[Span]:
    ways = 1 if fact.lies_ahead else -1
    return [(on.toordinal() + ways * int(365 * years),) * 2 for years in _YEARS_OF_YES]


def share_of_everyone(question_id: str, people: int, known: Mapping[str, Any] | None = None) -> float:
    """How often something holds for so many people at home; the assumed share is that of two."""
    share = float((known or shares())["everyone"].get(question_id.partition("@")[0], SHARE_OF_EVERYONE))
    return float(share ** (people / 2))


def weights_of(fact: Fact, known: Mapping[str, Any] | None = None) -> dict[str, float]:
    """How often each named value is assumed; when the file is silent, "none" is by far the most common."""
    weights = (known or shares())["of"].get(fact.id, {})
    if not weights and "none" in fact.values:
        weights = {"none": _WEIGHT_OF_NONE * (len(fact.values) - 1)}
    return {value: float(weights.get(value, 1.0)) for value in fact.values}


def _choices(fact: Fact, known: Mapping[str, Any]) -> list[tuple[Span, float]]:
    weights = weights_of(fact, known)
    total = sum(weights.values())
    return [((1 << fact.position(value),) * 2, weight / total) for value, weight in weights.items()]


def _bands(question: Question, fact: Fact) -> list[tuple[Span, float]]:
    limits = [fact.lowest, *(100 * limit for limit in question.bands)]
    spans = [(low, high - 1) for low, high in pairwise(limits)]
    return _even([*spans, (limits[-1], fact.highest)])


def _days(fact: Fact, on: date) -> list[tuple[Span, float]]:
    days = [on.toordinal() - years * 365 for years in (0, 1, 5, 15, 40, 68)]
    spans = [(day, day) for day in days if fact.lowest <= day <= fact.highest]
    return _even([*spans, (NEVER, NEVER)] if fact.type == "since" else spans)


def _points(fact: Fact) -> list[int]:
    width = fact.highest - fact.lowest
    return sorted({fact.lowest + int(width * point) for point in _NUMBER_POINTS})


def _even(spans: list[Span]) -> list[tuple[Span, float]]:
    return [(span, 1 / len(spans)) for span in spans]
