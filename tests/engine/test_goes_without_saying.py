"""What an age or an answer settles is not asked; what is merely unlikely is."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from nabij_rights.answers import answer
from nabij_rights.engine.expression import NEVER, Entity
from nabij_rights.engine.program import Situation
from nabij_rights.facts.implied import certain, implied_of, with_implied
from nabij_rights.facts.questions import question_about, question_named, question_on, questions
from nabij_rights.facts.reading import read_situation
from nabij_rights.facts.vocabulary import LAST_DAY, vocabulary
from nabij_rights.questions import open_questions

ON = date(2026, 11, 21)


def one_person(**facts: Any) -> Situation:
    told = {"relation_to_reference": "self", **facts}
    return read_situation({"household": {"municipality": "dendermonde"}, "persons": [told]}, on=ON)


def asked_of(situation: Situation) -> set[str]:
    found = answer(with_implied(situation, on=ON), on=ON)
    return {key for question, _ in open_questions(found) for key in question.facts}


def test_somebody_of_72_is_not_asked_what_age_settles() -> None:
    asked = asked_of(one_person(birth_on="1954-03-01"))
    assert asked.isdisjoint(
        {"expected_birth_on", "unemployed_since_on", "is_invalid", "child_benefit_for_self_eur_month"}
    )
    assert "has_health_insurance" in asked


def test_somebody_of_30_is_asked_whether_a_child_comes_but_not_about_help_from_65_on() -> None:
    asked = asked_of(one_person(birth_on="1996-03-01"))
    assert "expected_birth_on" in asked
    assert asked.isdisjoint({"receives_older_income_guarantee", "older_care_category"})


@pytest.mark.parametrize("rule", certain().by_age, ids=lambda rule: rule.fact)
def test_an_age_settles_a_fact_only_from_that_very_birthday(rule: Any) -> None:
    """Also when only a range of birth dates is known: the least certain end counts."""
    limit = rule.from_age or rule.under_age
    birthday = ON.replace(year=ON.year - limit).isoformat()
    day_later = ON.replace(year=ON.year - limit, day=ON.day + 1).isoformat()
    of_age, too_young = (
        implied_of(one_person(birth_on=day), 0, on=ON).get(rule.fact) for day in (birthday, day_later)
    )
    settled, not_settled = (of_age, too_young) if rule.from_age else (too_young, of_age)
    assert settled == rule.gives
    assert not_settled is None
    either = {"min": birthday, "max": day_later}
    assert rule.fact not in implied_of(one_person(birth_on=either), 0, on=ON)


@pytest.mark.parametrize("rule", certain().by_answer, ids=lambda rule: f"{rule.fact}-{rule.source}")
def test_an_answer_settles_another_fact_only_when_it_is_exactly_that(rule: Any) -> None:
    for fact_id in (rule.fact, rule.source):
        assert vocabulary()[fact_id].entity is Entity.PERSON
    told = Situation({}, [{rule.source: rule.said}])
    assert implied_of(told, 0, on=ON)[rule.fact] == rule.gives
    assert rule.fact not in implied_of(Situation({}, [{}]), 0, on=ON)


def test_what_was_told_goes_before_what_goes_without_saying() -> None:
    situation = one_person(birth_on="1954-03-01", unemployed_since_on="2020-01-01")
    kept = with_implied(situation, on=ON).persons[0]["unemployed_since_on"]
    assert kept == (date(2020, 1, 1).toordinal(),) * 2


def test_why_a_business_stopped_is_not_asked_after_no() -> None:
    self_employed = {"birth_on": "1986-03-01", "work_status": "self_employed_main"}
    assert "stop_reason" in asked_of(one_person(**self_employed))
    assert "stop_reason" not in asked_of(one_person(**self_employed, self_employed_stopped_on="no"))


def test_of_a_tick_on_a_screen_about_several_sums_the_sum_is_asked_and_of_the_others_nothing() -> None:
    older = {"birth_on": "1954-03-01"}
    sums = {"land_cadastral_eur": {"min": "0.01"}, "other_built_cadastral_eur": "0"}
    found = answer(with_implied(one_person(**older, **sums), on=ON), on=ON)
    asked = {question.id for question, _ in open_questions(found)}
    assert "land_cadastral" in asked
    assert "other_cadastral" not in asked


def test_yes_without_a_day_to_something_that_may_still_come_leaves_the_day_open() -> None:
    expects = one_person(birth_on="1996-03-01", expected_birth_on=True).persons[0]["expected_birth_on"]
    assert expects[1] == LAST_DAY < NEVER
    ill = one_person(birth_on="1996-03-01", incapable_since_on=True).persons[0]["incapable_since_on"]
    assert ill[1] == ON.toordinal()


def test_every_screen_about_several_things_leads_to_a_question_about_each_sum_or_day() -> None:
    for question in questions().values():
        if question.kind == "several":
            for key in question.facts:
                assert vocabulary()[key].type in ("bool", "since", "money", "int", "pct")
                single = question_about(key) if question.snapshot is None else question
                assert single is not None
                assert question_named(single.id).facts == single.facts or question.snapshot is not None


def test_a_sum_keeps_its_own_ranges_when_it_is_asked_alone() -> None:
    single = question_about("gross_work_income_eur_year")
    assert single is not None
    assert single.bands
    assert question_on("gross_work_income_eur_year") != single
