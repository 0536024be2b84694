"""From what people write to what the engine counts with, and a sentence for what cannot be read."""

from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest

from nabij_rights.engine.expression import NEVER
from nabij_rights.facts.reading import UnreadableCase, birth_span, read_situation
from nabij_rights.facts.vocabulary import FIRST_DAY, LAST_DAY, vocabulary

ON = date(2026, 11, 21)


def of_you(facts: dict[str, Any]) -> Any:
    """The facts of the first person, as the engine sees them."""
    return read_situation({"persons": [facts]}, on=ON).persons[0]


def problems(given: Any) -> list[str]:
    with pytest.raises(UnreadableCase) as caught:
        read_situation(given, on=ON)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("fact", "value", "span"),
    [
        ("savings_eur", "1780.40", (178_040, 178_040)),
        ("savings_eur", 1780.4, (178_040, 178_040)),
        ("savings_eur", Decimal("0.1"), (10, 10)),
        ("savings_eur", 0, (0, 0)),
        ("savings_eur", {"min": 100, "max": "250.50"}, (10_000, 25_050)),
        ("savings_eur", {"max": 250}, (0, 25_000)),
        ("birth_on", date(1990, 5, 1), (date(1990, 5, 1).toordinal(),) * 2),
        ("birth_on", "1990-05-01", (date(1990, 5, 1).toordinal(),) * 2),
        ("birth_on", {"min": "1990-01-01"}, (date(1990, 1, 1).toordinal(), LAST_DAY)),
        ("integration_income_since_on", "no", (NEVER, NEVER)),
        ("integration_income_since_on", False, (NEVER, NEVER)),
        ("integration_income_since_on", True, (FIRST_DAY, ON.toordinal())),
        ("integration_income_since_on@year", True, (1, 1)),
        ("custody_share_pct", 50, (50, 50)),
        ("lives_here", True, (1, 1)),
    ],
)
def test_a_value_becomes_what_it_can_be(fact: str, value: Any, span: tuple[int, int]) -> None:
    assert of_you({fact: value})[fact] == span


def test_named_values_become_what_is_still_possible() -> None:
    status = vocabulary()["civil_status"]
    single, married = 1 << status.position("single"), 1 << status.position("married")
    assert of_you({"civil_status": "single"})["civil_status"] == (single, single)
    both = single | married
    assert of_you({"civil_status": {"any_of": ["single", "married"]}})["civil_status"] == (both, both)


def test_what_is_not_told_is_not_there() -> None:
    assert set(of_you({})) == {"relation_to_reference"}


@pytest.mark.parametrize(
    ("on", "born", "age"),
    [
        ("2026-02-28", "2008-02-29", 17),
        ("2026-03-01", "2008-02-29", 18),
        ("2024-02-29", "2020-02-29", 4),
        ("2024-02-29", "2006-02-28", 18),
        ("2024-02-29", "2006-03-01", 17),
        ("2026-11-21", "2008-11-21", 18),
        ("2026-11-21", "2008-11-22", 17),
    ],
)
def test_an_age_leaves_the_birth_dates_that_give_it(on: str, born: str, age: int) -> None:
    day = date.fromisoformat(born).toordinal()
    for guess in (age - 1, age, age + 1):
        first, last = birth_span(guess, guess, on=date.fromisoformat(on))
        assert (first <= day <= last) is (guess == age)


def test_ages_follow_each_other_without_gap_or_overlap() -> None:
    for on in (ON, date(2024, 2, 29), date(2026, 2, 28), date(2026, 3, 1)):
        spans = [birth_span(age, age, on=on) for age in range(126)]
        assert all(older[1] + 1 == younger[0] for younger, older in pairwise(spans))


def test_only_the_first_person_is_yourself() -> None:
    relation = vocabulary()["relation_to_reference"]
    itself = 1 << relation.position("self")
    persons = read_situation({"persons": [{}, {}]}, on=ON).persons
    assert persons[0]["relation_to_reference"][0] == itself
    assert not persons[1]["relation_to_reference"][0] & itself


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"person": []}, "person: is not known here. Did you mean persons?"),
        ({"persons": []}, "persons: expected a list of 1 to 32 persons."),
        ({"persons": [{}] * 33}, "persons: expected a list of 1 to 32 persons."),
        ({"persons": [3]}, "person 1: expected facts with their values."),
        ({"household": 3}, "household: expected facts with their values."),
        ({"persons": [{"savings": 3}]}, "savings: is not a fact we know. Did you mean savings_eur?"),
        ({"household": {"savings_eur": 3}}, "is said of a person. Write it with one of the persons."),
        ({"persons": [{"tenure": "owner"}]}, "tenure: is said of a household. Write it under household."),
        ({"persons": [{"savings_eur": "3.141"}]}, "'3.141' is no amount in euro with two decimals at most"),
        ({"persons": [{"savings_eur": True}]}, "true is not an amount in euro such as 1780.40."),
        ({"persons": [{"savings_eur": float("nan")}]}, "nan is no amount in euro"),
        ({"persons": [{"savings_eur": "1e999999"}]}, "'1e999999' is not an amount in euro"),
        ({"persons": [{"savings_eur": "1.780,40"}]}, "'1.780,40' is not an amount in euro such as 1780.40."),
        ({"persons": [{"savings_eur": -1}]}, "savings_eur lies between 0 and 10000000 euro."),
        ({"persons": [{"savings_eur": 16**9999}]}, "a very long number is not an amount in euro"),
        ({"persons": [{"savings_eur": {"min": 3, "max": 2}}]}, "the lowest (3) is above the highest (2)."),
        ({"persons": [{"savings_eur": {"from": 3}}]}, "expected an amount in euro such as 1780.40, or {"),
        ({"persons": [{"savings_eur": [1]}]}, "a list is not an amount in euro"),
        ({"persons": [{"birth_on": "1990-13-01"}]}, "'1990-13-01' is not a date such as 2015-03-02."),
        ({"persons": [{"birth_on": "0190-12-01"}]}, "'0190-12-01' lies before 1801 or after 2100."),
        ({"persons": [{"age": 126}]}, "person 1, age: expected a whole number from 0 to 125, such as 34."),
        ({"persons": [{"age": {"min": 3, "max": 2}}]}, "person 1, age: expected a whole number"),
        ({"persons": [{"age": 3, "birth_on": "2023-01-01"}]}, "give an age or birth_on, not both."),
        ({"persons": [{"custody_share_pct": 101}]}, "custody_share_pct lies between 0 and 100."),
        ({"persons": [{"custody_share_pct": "50"}]}, "'50' is not a whole number from 0 to 100."),
        ({"persons": [{"lives_here": 1}]}, "1 is not true or false."),
        ({"persons": [{"lives_here": {"min": True}}]}, "expected true or false."),
        ({"persons": [{"integration_income_since_on@year": {"min": True}}]}, "expected true or false."),
        ({"persons": [{"integration_income_since_on@2026-13-01": True}]}, "what follows @ is a day such as"),
        ({"persons": [{"civil_status": "maried"}]}, "Did you mean married?"),
        ({"persons": [{"civil_status": {"any_of": []}}]}, "or { any_of = [...] }."),
        (
            {"persons": [{"relation_to_reference": "child"}]},
            "person 1: is the one whom the question is about",
        ),
        ({"persons": [{}, {"relation_to_reference": "self"}]}, 'person 2: cannot be "self" too'),
        ({"municipality": "Kortrik"}, "Did you mean Kortrijk?"),
        ({"municipality": "²3456"}, "is not a town ("),
        ({"municipality": 7}, "7 is not a town ("),
        ({"municipality": 34022, "household": {"municipality": 34022}}, "municipality: stands twice."),
        ({"decisions": {"leefloon.x": "yes"}}, "decisions, leefloon.x: 'yes' is not true or false."),
        ({"decisions": 3}, "decisions: expected names with true or false."),
        ([], "the file: expected household and persons"),
    ],
)
def test_what_cannot_be_read_gets_a_sentence_with_its_place(given: Any, sentence: str) -> None:
    assert any(sentence in problem for problem in problems(given)), problems(given)


def test_all_problems_are_found_in_one_go_with_the_path_to_each() -> None:
    with pytest.raises(UnreadableCase) as caught:
        read_situation({"x": 1, "persons": [{}, {"birth_on": 3, "savings_eur": "a"}]}, on=ON)
    paths = [problem.path for problem in caught.value.problems]
    assert paths == [("x",), ("persons", 1, "birth_on"), ("persons", 1, "savings_eur")]


@pytest.mark.parametrize("key", ["\ud800", "a\nb", "x" * 5000, ""])
def test_a_strange_name_is_repeated_safely(key: str) -> None:
    (problem,) = problems({"persons": [{key: 1}]})
    assert len(problem) < 200
    assert "\n" not in problem
    problem.encode("utf-8")
