"""The best question for a list: worth what it is worth for each household, and never an order of people."""

from datetime import date

import numpy as np
import pytest

from nabij_rights.catalogue import rules_on
from nabij_rights.engine.arrays import population_of
from nabij_rights.engine.program import Situation
from nabij_rights.facts.implied import with_implied
from nabij_rights.facts.reading import read_situation
from nabij_rights.lists.best_question import BestQuestions, best_questions
from nabij_rights.lists.best_question_report import questions_json, questions_text
from nabij_rights.lists.coming_report import FEWEST_SHOWN
from nabij_rights.lists.shares import ASSUMED, LocalShares, parse_shares
from nabij_rights.questions import single_best_question
from nabij_rights.synthetic import made_up_households

ON = date(2026, 11, 21)
AT_THE_START = {"relation_to_reference", "birth_on", "lives_here", "is_registered_here"}


def at_the_start(number: int) -> list[Situation]:
    """Made-up households of which the composition and the town are told."""
    found = []
    for case in made_up_households(number, seed=4, on=ON):
        truth = read_situation(case, on=ON)
        persons = [{key: facts[key] for key in facts if key in AT_THE_START} for facts in truth.persons]
        town = {"municipality": truth.household["municipality"]}
        found.append(with_implied(Situation(town, persons), on=ON))
    return found


@pytest.fixture(scope="module")
def listed() -> list[Situation]:
    return at_the_start(12)


def best(listed: list[Situation], local: LocalShares | None = None) -> BestQuestions:
    return best_questions(population_of(listed, rules_on(ON).program), on=ON, local=local)


@pytest.fixture(scope="module")
def found(listed: list[Situation]) -> BestQuestions:
    return best(listed)


def test_each_household_gets_the_question_that_it_gets_alone(
    listed: list[Situation], found: BestQuestions
) -> None:
    assert [one.household for one in found.households] == list(range(len(listed)))
    for one, situation in zip(found.households, listed, strict=True):
        alone = single_best_question(situation, on=ON)
        assert alone is not None
        assert (one.question.id, one.person) == (alone.question.id, alone.person)
        assert one.worth == pytest.approx(alone.settles)


def test_what_a_round_settles_puts_the_questions_in_order(found: BestQuestions) -> None:
    in_all = [one.rights_in_all for one in found.questions]
    assert in_all == sorted(in_all, reverse=True)
    assert all(one.households <= one.askings for one in found.questions)
    assert all(np.isfinite(one.euros_year) for one in found.questions)


def test_what_is_known_is_not_asked(listed: list[Situation]) -> None:
    told = read_situation({"household": {"tenure": "owner"}, "persons": [{}]}, on=ON).household["tenure"]
    knowing = [situation.told(None, {"tenure": told}) for situation in listed]
    assert any(one.question.id == "tenure" for one in best(listed).questions)
    assert not any(one.question.id == "tenure" for one in best(knowing).questions)


def test_numbers_of_few_households_are_hidden(listed: list[Situation]) -> None:
    few = best(listed[:3])
    text = questions_text(few.questions, households=3, language="nl", on=ON)
    assert "fewer than 10 households" in text
    made = questions_json(few.questions, households=3, language="nl", on=ON)
    assert all(row["households"] is None for row in made["questions"])


def test_every_question_says_where_its_shares_come_from(found: BestQuestions) -> None:
    assert {one.label for one in found.questions} == {ASSUMED}
    counted = parse_shares(
        {
            "source": "register",
            "town": "Zonnedam",
            "period": "2025",
            "count": [{"fact": "has_increased_reimbursement", "observed": 1234, "yes": 600}],
        },
        name="counts.toml",
    )
    [one] = [
        one
        for one in best(at_the_start(12), counted).questions
        if one.question.id == "increased_reimbursement"
    ]
    assert one.label == "estimate from local counts, 2025, n = 1,234 (register, Zonnedam)"
    assert one.expected_yes == pytest.approx(one.askings * 600 / 1234)
    text = questions_text([one], households=12, language="nl", on=ON)
    assert "n = 1,234" in text
    assert one.expected_yes < FEWEST_SHOWN or "expected to say yes" in text
