"""What goes without saying: a child of four has no pension, a person of forty has no school level.

Only for conversations (the finder, a visit): it keeps pointless questions away. The engine itself assumes
nothing; whoever uses these assumptions shows them with :func:`assumptions`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

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
    persons = [{**_implied(facts, number, on), **facts} for number, facts in enumerate(situation.persons)]
    return Situation(situation.household, persons, situation.decisions)


def assumptions(situation: Situation, *, on: date) -> list[tuple[int, str]]:
    """Which facts were assumed, of which person (counted from 0)."""
    return [
        (number, fact_id)
        for number, facts in enumerate(situation.persons)
        for fact_id in _implied(facts, number, on)
        if fact_id not in facts
    ]


def _implied(facts: Mapping[str, Span], number: int, on: date) -> dict[str, Span]:
    youngest, oldest = _ages(facts, on)
    found: dict[str, Span] = {}
    for fact in _personal_facts():
        nothing = nothing_of(fact) if _is_out_of_place(fact, number, youngest, oldest) else None
        if nothing is not None:
            found[fact.id] = nothing
    return found


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
