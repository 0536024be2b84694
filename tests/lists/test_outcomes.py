"""What a list says of random households that visit every corner is what the interpreter says of each."""

from __future__ import annotations

from datetime import date

import pytest

from nabij_rights.answers import Outcome, answer
from nabij_rights.catalogue import rules_on
from nabij_rights.engine.program import Situation
from nabij_rights.engine.spans import Span
from nabij_rights.facts.vocabulary import vocabulary
from nabij_rights.lists.other_adults import other_adults
from nabij_rights.lists.outcomes import WARNINGS, MissingFacts, Outcomes, RightOfList
from nabij_rights.lists.reading_cells import unknown_span
from nabij_rights.reasons import Answer
from tests.factories.random_households import Draws, situations_of

ANSWERS = (Answer.NO, Answer.UNKNOWN, Answer.YES)


def told(facts: dict[str, Span]) -> dict[str, Span]:
    """What is known; a fact of which nothing is known is left out."""
    return {key: span for key, span in facts.items() if not is_unknown(key, span)}


def is_unknown(key: str, span: Span) -> bool:
    return span == unknown_span(key) or span[0] == span[1] == unknown_mask(key)


def unknown_mask(key: str) -> int | None:
    fact = vocabulary()[key.partition("@")[0]]
    return fact.any_value if fact.type == "enum" else None


def plain(situation: Situation) -> Situation:
    """The situation as a reader makes it."""
    persons = [told(dict(facts)) for facts in situation.persons]
    return Situation(told(dict(situation.household)), persons, situation.decisions)


def of_household(one: RightOfList, place: int) -> tuple[object, ...]:
    """What the list says of one household."""
    is_known = bool(one.is_amount_known[place])
    amount = [None if c is None or not is_known else int(c[place]) for c in (one.lowest, one.highest)]
    missing = set(one.missing.of(place)) if one.missing is not None else set()
    warnings = {warning for number, warning in enumerate(WARNINGS) if one.warnings[place] >> number & 1}
    return ANSWERS[int(one.answer[place])], *amount, missing, warnings


def of_outcome(outcome: Outcome) -> tuple[object, ...]:
    """The same of a household on its own."""
    missing = {(end.fact, 0 if end.person is None else end.person + 1) for end in outcome.missing}
    return outcome.answer, outcome.lowest, outcome.highest, missing, set(outcome.warnings)


@pytest.mark.parametrize(
    ("on", "seed"), [(date(2026, 11, 21), 1), (date(2025, 2, 1), 2), (date(2024, 7, 1), 3)]
)
def test_every_right_of_random_households(on: date, seed: int) -> None:
    rules = rules_on(on)
    population = Draws(rules, seed).population(40)
    found = Outcomes(rules).of(population)
    assert set(found) == set(rules.versions)
    for place, situation in enumerate(situations_of(population)):
        answers = answer(plain(situation), on=on)
        for right_id, one in found.items():
            got, should = of_household(one, place), of_outcome(answers.of(right_id))
            assert got == should, (right_id, place)


@pytest.mark.parametrize("seed", [4, 5])
def test_other_adults_of_random_households(seed: int) -> None:
    on = date(2026, 11, 21)
    rules = rules_on(on)
    population = Draws(rules, seed).population(50)
    others = other_adults(population, on=on)
    found = Outcomes(rules, missing=MissingFacts.NONE, with_warnings=False).of(others.population)
    seen = {
        (int(h), int(m)): n for n, (h, m) in enumerate(zip(others.households, others.members, strict=True))
    }
    expected = set()
    for household, situation in enumerate(situations_of(population)):
        for outcome in answer(plain(situation), on=on).outcomes:
            for person, other in outcome.for_others:
                expected.add((household, person + 1))
                place = seen[household, person + 1]
                if other.version is not None:
                    got = of_household(found[outcome.right.id], place)[:3]
                    assert got == of_outcome(other)[:3], (outcome.right.id, household, person)
    assert expected == set(seen)
    assert len(seen) > 10
