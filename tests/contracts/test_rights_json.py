"""What goes in and comes out keeps the shape that is published."""

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema_rs import Draft202012Validator, meta

from nabij_rights.answers import Group, Warning_, answer
from nabij_rights.cases import Case, case_files, cases_of
from nabij_rights.catalogue import catalogue
from nabij_rights.engine.serialise import from_json
from nabij_rights.facts.reading import UnreadableCase, read_situation
from nabij_rights.facts.vocabulary import vocabulary
from nabij_rights.output import FORMAT, person_as_given, to_json
from nabij_rights.parameters.book import Confidence, Status
from nabij_rights.reasons import Answer
from nabij_rights.rights import Kind, Level, Unit
from nabij_rights.schemas import input_schema, output_schema
from nabij_rights.synthetic import made_up_households
from nabij_rights.texts.leaflets import COMPLETE_LANGUAGES

ON = date(2026, 11, 21)


@cache
def output_validator() -> Draft202012Validator:
    meta.validate(output_schema())
    return Draft202012Validator(output_schema(), validate_formats=True)


@cache
def input_validator() -> Draft202012Validator:
    meta.validate(input_schema())
    return Draft202012Validator(input_schema(), validate_formats=True)


def output_of(given_: Mapping[str, Any], *, on: date = ON, language: str = "nl") -> dict[str, Any]:
    """What a program would read."""
    answers = answer(read_situation(given_, on=on), on=on)
    found: dict[str, Any] = json.loads(json.dumps(to_json(answers, language=language), allow_nan=False))
    return found


def plain(value: Any) -> Any:
    """A household as JSON would write it."""
    return json.loads(json.dumps(value, default=str))


# ------------------------------------------------------------------------------------------- output


@pytest.mark.parametrize("language", COMPLETE_LANGUAGES)
def test_the_answer_to_nothing_keeps_the_shape(language: str) -> None:
    output_validator().validate(output_of({}, language=language))


@pytest.mark.parametrize("day", ["2019-01-01", "2022-07-15", "2024-02-29", "2026-11-21", "2031-01-01"])
def test_the_answers_to_made_up_households_keep_the_shape(day: str) -> None:
    on = date.fromisoformat(day)
    for number, household in enumerate(made_up_households(6, seed=number_of(day), on=on)):
        found = output_of(household, on=on, language=COMPLETE_LANGUAGES[number % 3])
        output_validator().validate(found)
        assert [right["id"] for right in found["rights"]] == list(catalogue())


def number_of(day: str) -> int:
    return date.fromisoformat(day).toordinal()


@pytest.mark.parametrize("name", case_files())
def test_the_answer_to_a_case_keeps_the_shape(name: str) -> None:
    for case in cases_of(name)[:6]:
        situation = read_situation(case.given, on=case.on)
        answers = answer(situation, on=case.on, right_ids=(case.right_id,))
        output_validator().validate(json.loads(json.dumps(to_json(answers, language="fr"))))


def test_the_schema_knows_the_words_of_the_program_and_no_others() -> None:
    schema = output_schema()
    outcome = schema["$defs"]["outcome"]["properties"]
    used = schema["$defs"]["used_amount"]["properties"]
    assert schema["properties"]["format"]["const"] == FORMAT
    assert schema["properties"]["language"]["enum"] == list(COMPLETE_LANGUAGES)
    assert schema["$defs"]["answer"]["enum"] == [str(one) for one in Answer]
    assert schema["$defs"]["warning"]["properties"]["code"]["enum"] == [str(one) for one in Warning_]
    assert outcome["group"]["enum"] == [str(one) for one in Group]
    assert outcome["kind"]["enum"] == [str(one) for one in Kind]
    assert outcome["level"]["enum"] == [str(one) for one in Level]
    assert outcome["unit"]["enum"] == [str(one) for one in Unit]
    assert used["confidence"]["enum"] == [str(one) for one in Confidence]
    assert used["status"]["enum"] == [str(one) for one in Status]


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("answer", "perhaps"),
        ("amount", {"lowest": 12.5, "highest": 12.5, "unit": "EUR", "period": "month"}),
        ("rule_version", {"from": "2024-01-01", "until": None, "hash": "md5:00"}),
        ("score", 3),
    ],
)
def test_the_schema_refuses_another_shape(part: str, value: object) -> None:
    found = output_of({})
    found["rights"][0][part] = value
    assert not output_validator().is_valid(found)


def test_open_facts_come_in_order_of_the_rights_that_wait_for_them() -> None:
    found = output_of({"persons": [{"age": 34}, {"age": 7, "relation_to_reference": "child"}]})
    waiting = [
        sum((item["fact"], item["person"]) in keys for keys in keys_of(found)) for item in found["missing"]
    ]
    assert waiting == sorted(waiting, reverse=True)
    assert waiting[0] > waiting[-1] == 1


def keys_of(found: Mapping[str, Any]) -> list[set[tuple[str, int | None]]]:
    return [{(item["fact"], item["person"]) for item in right["missing"]} for right in found["rights"]]


def test_of_another_adult_the_open_facts_keep_the_places_of_the_file() -> None:
    """Somebody else's answer is worked out with that person first; the output speaks of the list as given."""
    assert [person_as_given(2, place) for place in range(4)] == [2, 0, 1, 3]
    assert [person_as_given(0, place) for place in range(3)] == [0, 1, 2]
    assert person_as_given(2, None) is None


def test_the_places_of_persons_in_answers_for_others_are_those_of_the_file() -> None:
    persons = [{"age": 40}, {"age": 70, "relation_to_reference": "parent"}, {"age": 7}]
    known = {"net_work_income_eur_month": 0, "net_benefit_income_eur_month": 0}
    found = output_of({"persons": [persons[0], {**persons[1], **known}, persons[2]]})
    for right in found["rights"]:
        for other in right["for_others"]:
            told = [item for item in other["missing"] if item["person"] == 1 and item["fact"] in known]
            assert told == [], right["id"]


def test_what_a_person_decides_is_never_said_to_hold() -> None:
    found = output_of({"persons": [{"age": 34}]})
    decided = [
        condition
        for right in found["rights"]
        for condition in walk(right["because"]["conditions"])
        if condition["is_decided_by_person"]
    ]
    assert decided
    assert {condition["answer"] for condition in decided} == {"unknown"}


def walk(conditions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [found for one in conditions for found in (one, *walk(one["parts"]))]


# -------------------------------------------------------------------------------------------- input


def all_cases() -> list[Case]:
    return [case for name in case_files() for case in cases_of(name)]


def test_every_case_fits_the_published_shape() -> None:
    for case in all_cases():
        problems = [error.message for error in input_validator().iter_errors(plain(case.given))]
        assert problems == [], case.name


def test_every_made_up_household_fits_the_published_shape() -> None:
    for household in made_up_households(50, seed=5, on=ON):
        input_validator().validate(plain(household))


@pytest.mark.parametrize(
    "given_",
    [
        {"person": []},
        {"persons": []},
        {"persons": [{}] * 33},
        {"persons": [{"savings": 3}]},
        {"persons": [{"savings_eur": "3.141"}]},
        {"persons": [{"savings_eur": -1}]},
        {"persons": [{"savings_eur": True}]},
        {"persons": [{"savings_eur": {"from": 3}}]},
        {"persons": [{"savings_eur": {}}]},
        {"persons": [{"birth_on": 1990}]},
        {"persons": [{"age": 126}]},
        {"persons": [{"civil_status": "maried"}]},
        {"persons": [{"civil_status": {"any_of": []}}]},
        {"persons": [{"lives_here": 1}]},
        {"persons": [{"integration_income_since_on": "yes"}]},
        {"persons": [{"integration_income_since_on": {"min": True}}]},
        {"municipality": "Kortrik"},
        {"decisions": {"x": "yes"}},
    ],
)
def test_the_shape_and_the_program_refuse_the_same(given_: dict[str, Any]) -> None:
    assert not input_validator().is_valid(given_)
    with pytest.raises(UnreadableCase):
        read_situation(given_, on=ON)


_VALUES: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-10, 10**9),
    st.sampled_from(["no", "yes", "1990-05-01", "2050-01-01", "12.50", "1e3", "none", "child", "single", ""]),
)
_ENDS = st.dictionaries(st.sampled_from(["min", "max"]), _VALUES, max_size=2)
_CHOICES = st.fixed_dictionaries({"any_of": _VALUES | st.lists(_VALUES, max_size=2)})
_VALUE = _VALUES | _ENDS | _CHOICES


@given(fact=st.sampled_from(sorted(vocabulary())), value=_VALUE)
@settings(max_examples=1500, deadline=None)
def test_what_fits_the_shape_can_be_read_and_the_other_way_round(fact: str, value: Any) -> None:
    entity = vocabulary()[fact].entity
    household = {"household": {fact: value}} if entity == "household" else {"persons": [{}, {fact: value}]}
    fits = input_validator().is_valid(household)
    assert fits == is_readable(household) or is_contradiction(value) or fact == "relation_to_reference"


def is_readable(household: dict[str, Any]) -> bool:
    try:
        read_situation(household, on=ON)
    except UnreadableCase:
        return False
    return True


def is_contradiction(value: Any) -> bool:
    """A lowest above a highest; a schema cannot say so."""
    return isinstance(value, dict) and {"min", "max"} == set(value)


# --------------------------------------------------------------------------------------- catalogue


def test_the_tree_of_a_right_is_read_back_as_its_rule() -> None:
    from nabij_rights.catalogue_json import right_json

    for right in catalogue().values():
        for version in right.versions:
            found = json.loads(json.dumps(right_json(right, on=version.from_on, language="en")))
            roots = from_json(found["rule"]["tree"])
            assert all(one is two for one, two in zip(roots, version.roots(), strict=True))
            assert found["rule"]["hash"] in {row["hash"] for row in found["versions"]}
