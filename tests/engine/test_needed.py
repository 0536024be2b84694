"""Which questions would have settled everything, and what is asked because of it."""

from __future__ import annotations

from datetime import date
from unittest.mock import patch

import pytest

from nabij_rights.answers import Answers, Missing, answer
from nabij_rights.catalogue import rules_on
from nabij_rights.engine.interpreter import Evaluation
from nabij_rights.engine.needed import Rows, fewer, fewest
from nabij_rights.engine.program import Situation
from nabij_rights.facts import likely
from nabij_rights.facts.implied import with_implied
from nabij_rights.facts.likely import likely_values, share_of_everyone
from nabij_rights.facts.reading import read_situation
from nabij_rights.facts.vocabulary import vocabulary
from nabij_rights.imagined import HOUSEHOLDS, decided, times_needed
from nabij_rights.questions import next_question, open_questions, still_open
from nabij_rights.synthetic import made_up_households

ON = date(2026, 11, 21)
AT_THE_START = {"relation_to_reference", "birth_on", "lives_here", "is_registered_here"}


def made_up(number: int, seed: int) -> list[Situation]:
    return [read_situation(case, on=ON) for case in made_up_households(number, seed=seed, on=ON)]


def at_the_start(truth: Situation) -> Situation:
    """What the first screens tell."""
    persons = [{key: facts[key] for key in facts if key in AT_THE_START} for facts in truth.persons]
    return with_implied(Situation({"municipality": truth.household["municipality"]}, persons), on=ON)


def told(situation: Situation, facts: list[Missing], truth: Situation) -> Situation:
    for fact, person in facts:
        source = truth.household if person is None else truth.persons[person]
        if fact in source:
            situation = situation.told(person, {fact: source[fact]})
    return situation


@pytest.mark.parametrize("to_yes", [False, True])
@pytest.mark.parametrize("number", range(3))
def test_what_is_needed_settles_every_right_as_the_whole_truth_does(number: int, to_yes: bool) -> None:
    truth = made_up(3, seed=8)[number]
    rules = rules_on(ON)
    start = decided(at_the_start(truth), rules, to_yes=to_yes)
    known = Evaluation(rules.program, start, rules.setting)
    missing = [*dict.fromkeys(m for outcome in answer(start, on=ON).outcomes for m in outcome.missing)]
    everything = Evaluation(rules.program, told(start, missing, truth), rules.setting)
    roots = [root for version in rules.versions.values() for root in version.answer_roots]
    found = rules.program.needed.questions(
        [rules.program.places[root.key] // 2 for root in roots],
        Rows(known.home, known.persons),
        Rows(everything.home, everything.persons),
        {fact: 1 << place for place, fact in enumerate(missing)},
    )
    needed = [fact for place, fact in enumerate(missing) if found >> place & 1]
    assert 0 < len(needed) < len(missing)
    enough = Evaluation(rules.program, told(start, needed, truth), rules.setting)
    settled = [root for root in roots if len(set(everything.span(root))) == 1]
    assert [enough.span(root) for root in settled] == [everything.span(root) for root in settled]


def test_of_two_sets_the_one_with_the_fewest_questions_beside_the_free_ones_is_taken() -> None:
    assert fewer(0b0111, 0b1000, 0) == 0b1000
    assert fewer(0b0111, 0b1000, free=0b0111) == 0b0111
    assert fewer(0b0011, 0b0100, free=0b0111) == 0b0100, "of equals the smaller"
    assert fewest([0b11, 0b100, 0b1000], free=0) == 0b100, "of equals the first"
    assert fewest([], free=0) == 0


def half_told(truth: Situation) -> Answers:
    """Every second fact that is open at the start is told."""
    start = at_the_start(truth)
    missing = answer(start, on=ON).missing()
    return answer(with_implied(told(start, missing[::2], truth), on=ON), on=ON)


@pytest.mark.parametrize("number", range(2))
def test_what_is_not_asked_because_a_person_decides_anyhow_changes_no_answer(number: int) -> None:
    found = half_told(made_up(4, seed=21)[number])
    asked = set(still_open(found))
    left_out = [(o, m) for o in found.outcomes for m in o.missing if (o.right.id, m) not in asked]
    for outcome, missing in left_out:
        fact = vocabulary()[missing.fact.partition("@")[0]]
        for span, _ in likely_values(fact, missing.fact, on=ON):
            after = answer(found.situation.told(missing.person, {missing.fact: span}), on=ON)
            then = after.of(outcome.right.id)
            assert (then.answer, then.amount) == (outcome.answer, outcome.amount), (outcome.right.id, missing)


def test_at_most_every_imagined_household_needs_a_question_and_the_same_ones_each_time() -> None:
    found = answer(at_the_start(made_up(1, seed=3)[0]), on=ON)
    facts = [[missing] for missing in found.missing()]
    times = times_needed(found, facts)
    assert times == times_needed(found, facts)
    assert max(times) == HOUSEHOLDS, "some facts are needed whatever the rest may be"
    assert min(times) == 0, "and some in none of them"


def test_the_next_question_is_the_same_each_time() -> None:
    situation = at_the_start(made_up(1, seed=3)[0])
    first, again = (next_question(situation, on=ON) for _ in range(2))
    assert first is not None
    assert again is not None
    assert (first.question_id, first.person) == (again.question_id, again.person)


def test_the_more_people_at_home_the_rarer_something_holds_for_all() -> None:
    assert share_of_everyone("everyone_insured", 2) == pytest.approx(
        likely.shares()["everyone"]["everyone_insured"]
    )
    assert share_of_everyone("everyone_insured", 4) == pytest.approx(
        share_of_everyone("everyone_insured", 2) ** 2
    )


def test_everybody_is_asked_at_once_only_where_that_is_expected_to_spare_questions() -> None:
    truth = next(truth for truth in made_up(20, seed=2) if len(truth.persons) == 4)
    found = answer(at_the_start(truth), on=ON)
    assert "everyone_insured" in {question.id for question, _ in open_questions(found)}
    rarely = {**likely.shares(), "everyone": {**likely.shares()["everyone"], "everyone_insured": 0.1}}
    with patch.object(likely, "shares", lambda: rarely):
        asked = {(question.id, person) for question, person in open_questions(found)}
    assert ("everyone_insured", None) not in asked
    people = {person for question, person in asked if question == "health_insurance"}
    assert len(people) > 1, "each of those for whom it matters is asked"
    assert None not in people
