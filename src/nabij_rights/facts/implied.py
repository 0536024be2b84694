"""What goes without saying: a child of four has no pension, nobody of 72 is pregnant or out of work.

Only for conversations (the finder, a visit): it keeps pointless questions away. The engine itself assumes
nothing; whoever uses these assumptions shows them with :func:`assumptions`. What an age or an earlier answer
settles for certain stands in ``goes_without_saying.toml``, each with the reason why.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from nabij_rights.engine.expression import NEVER, Entity
from nabij_rights.engine.program import Situation
from nabij_rights.engine.spans import Span
from nabij_rights.facts.vocabulary import FIRST_DAY, LAST_DAY, Fact, vocabulary

ADULT_LIFE_FROM = 16
"""Below this age we assume no income, no benefit and no property of one's own."""

CHILDHOOD_UNTIL = 25
"""From this age on we assume no school, no child benefit and no childcare of one's own."""

_COMPOSITION = frozenset({"birth_on", "relation_to_reference", "lives_here", "is_registered_here"})


def with_implied(situation: Situation, *, on: date) -> Situation:
    """The situation completed with what goes without saying; nothing that was told is changed."""
    persons = [{**implied_of(situation, who, on=on), **facts} for who, facts in enumerate(situation.persons)]
    return Situation(situation.household, persons, situation.decisions)


def implied_of(situation: Situation, person: int, *, on: date) -> dict[str, Span]:
    """What goes without saying of one person (counted from 0), by key; also of what was told."""
    told = situation.persons[person]
    by_age = _implied(told, person, on)
    return {**by_age, **_by_answer({**by_age, **told})}


def assumptions(situation: Situation, *, on: date) -> list[tuple[int, str]]:
    """Which facts were assumed, of which person (counted from 0)."""
    return [
        (number, fact_id)
        for number, facts in enumerate(situation.persons)
        for fact_id in implied_of(situation, number, on=on)
        if fact_id not in facts
    ]


def _implied(facts: Mapping[str, Span], number: int, on: date) -> dict[str, Span]:
    youngest, oldest = _ages(facts, on)
    found: dict[str, Span] = {}
    for fact in _personal_facts():
        nothing = nothing_of(fact) if _is_out_of_place(fact, number, youngest, oldest) else None
        if nothing is not None:
            found[fact.id] = nothing
    return found | {rule.fact: rule.gives for rule in certain().by_age if rule.holds(youngest, oldest)}


# ------------------------------------------------------------------------------ what is settled for certain


@dataclass(frozen=True)
class SettledByAge:
    """At and above ``from_age``, or below ``under_age`` (in years), this fact is certain."""

    fact: str
    gives: Span
    from_age: int | None
    under_age: int | None

    def holds(self, youngest: int, oldest: int) -> bool:
        """Whether it is certain for whoever has between so many and so many years."""
        is_old = self.from_age is not None and youngest >= self.from_age
        return is_old or (self.under_age is not None and oldest < self.under_age)


@dataclass(frozen=True)
class SettledByAnswer:
    """Once ``source`` is told to be exactly ``said``, this fact is certain."""

    fact: str
    gives: Span
    source: str
    said: Span


@dataclass(frozen=True)
class Certain:
    """Everything that an age or an answer settles, in the order of the file."""

    by_age: tuple[SettledByAge, ...]
    by_answer: tuple[SettledByAnswer, ...]


@cache
def certain() -> Certain:
    """What stands in ``goes_without_saying.toml``. Raises KeyError or ValueError for a wrong entry."""
    text = files("nabij_rights.facts").joinpath("goes_without_saying.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)
    by_age = (
        SettledByAge(row["fact"], _gives(row), row.get("from_age"), row.get("under_age"))
        for row in rows["by_age"]
    )
    by_answer = (SettledByAnswer(row["fact"], _gives(row), *_said(row)) for row in rows["by_answer"])
    return Certain(tuple(by_age), tuple(by_answer))


def _gives(row: Mapping[str, Any]) -> Span:
    if row.get("value") is True:
        return (1, 1)
    return _certain_no(row["fact"])


def _said(row: Mapping[str, Any]) -> tuple[str, Span]:
    if "no_to" in row:
        return row["no_to"], _certain_no(row["no_to"])
    [(source, value)] = row["is_of"].items()
    mask = 1 << vocabulary()[source].position(value)
    return source, (mask, mask)


def _certain_no(fact_id: str) -> Span:
    if (nothing := nothing_of(vocabulary()[fact_id])) is None:
        raise ValueError(f"{fact_id} has no value that says no")
    return nothing


def _by_answer(known: Mapping[str, Span]) -> dict[str, Span]:
    """What follows from what is known of one person, also from what follows itself."""
    found: dict[str, Span] = {}
    while more := dict(_follows({**found, **known})):
        found |= more
    return found


def _follows(known: Mapping[str, Span]) -> Iterator[tuple[str, Span]]:
    for rule in certain().by_answer:
        if rule.fact not in known and known.get(rule.source) == rule.said:
            yield rule.fact, rule.gives


# ------------------------------------------------------------------------------------------ by what it is


@cache
def _personal_facts() -> tuple[Fact, ...]:
    people = (fact for fact in vocabulary().values() if fact.entity is Entity.PERSON)
    return tuple(fact for fact in people if fact.id not in _COMPOSITION)


def _ages(facts: Mapping[str, Span], on: date) -> tuple[int, int]:
    """The youngest and oldest age that the birth date leaves possible."""
    first, last = facts.get("birth_on", (FIRST_DAY, LAST_DAY))
    return _age(last, on), _age(first, on)


def _age(birth_day: int, on: date) -> int:
    born = date.fromordinal(birth_day)
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _is_out_of_place(fact: Fact, number: int, youngest: int, oldest: int) -> bool:
    if fact.applies_to == "adults":
        return oldest < ADULT_LIFE_FROM
    if fact.applies_to == "minors":
        return youngest >= 18
    if fact.applies_to == "children":
        return youngest >= CHILDHOOD_UNTIL
    return fact.applies_to == "reference" and number > 0


def nothing_of(fact: Fact) -> Span | None:
    """The value that says "no", "none" or zero; None when the fact has no such value."""
    if fact.type == "since":
        return (NEVER, NEVER)
    if fact.type == "enum":
        if "none" not in fact.values:
            return None
        mask = 1 << fact.position("none")
        return (mask, mask)
    if fact.type == "date" or fact.lowest > 0:
        return None
    return (0, 0)
