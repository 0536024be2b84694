"""Every kind of question: what is told, and what comes back when somebody changes the answer."""

from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from django.http import QueryDict

from nabij.rights.forms.answer import ELSEWHERE, AnswerForm
from nabij.rights.types import Reply
from nabij_rights.catalogue import rules_on
from nabij_rights.facts.questions import Question, question_about, question_on, questions
from nabij_rights.facts.vocabulary import vocabulary
from nabij_rights.questions import facts_used


def posted(**fields: Any) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, value in fields.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


def about(fact: str) -> Question:
    question = question_about(fact)
    assert question is not None
    return question


def several() -> Question:
    return next(question for question in questions().values() if question.kind == "several")


def told(question: Question, **fields: Any) -> dict[str, Any]:
    form = AnswerForm.read(question, posted(**fields))
    assert form.mistakes == []
    assert form.reply is Reply.GIVEN
    return form.facts


def test_what_is_not_ticked_is_no() -> None:
    facts = told(several(), answer="0")
    assert list(facts.values()) == [True] + [False] * (len(several().facts) - 1)


def test_none_of_these_makes_all_of_them_no() -> None:
    assert not any(told(several(), answer="none").values())


@pytest.mark.parametrize("fact", ["net_work_income_eur_month", "rent_eur_month", "savings_eur"])
def test_every_range_of_money_comes_back_as_the_same_card(fact: str) -> None:
    question = about(fact)
    for choice in AnswerForm(question).choices:
        known = told(question, answer=choice.value)
        assert AnswerForm.of(question, known, Reply.GIVEN).chosen == (choice.value,)


def test_ranges_of_money_touch_but_do_not_overlap() -> None:
    question = about("rent_eur_month")
    spans = [told(question, answer=choice.value)["rent_eur_month"] for choice in AnswerForm(question).choices]
    assert spans[0] == "0"
    assert spans[1]["min"] == "0.01"
    assert "max" not in spans[-1]
    for before, after in pairwise(spans[1:]):
        assert Decimal(after["min"]) - Decimal(before["max"]) == Decimal("0.01")


def test_an_exact_amount_goes_before_a_range() -> None:
    assert told(about("rent_eur_month"), answer="2", exact="1.780,40") == {"rent_eur_month": "1780.40"}


def test_yes_since_a_day_a_year_or_no() -> None:
    question = about("integration_income_since_on")
    assert told(question, answer="yes") == {"integration_income_since_on": True}
    assert told(question, answer="no") == {"integration_income_since_on": "no"}
    assert told(question, answer="yes", day="1", month="5", year="2024") == {
        "integration_income_since_on": "2024-05-01"
    }
    assert told(question, answer="yes", year="2024") == {
        "integration_income_since_on": {"min": "2024-01-01", "max": "2024-12-31"}
    }


def test_a_birth_date_replaces_an_age() -> None:
    assert told(about("birth_on"), day="2", month="3", year="2015") == {"birth_on": "2015-03-02", "age": None}


@pytest.mark.parametrize("way", ["unknown", "skip"])
def test_not_knowing_and_skipping_make_all_facts_unknown(way: str) -> None:
    form = AnswerForm.read(several(), posted(answer=way))
    assert form.reply in (Reply.UNKNOWN, Reply.SKIPPED)
    assert set(form.facts.values()) == {None}
    assert AnswerForm.of(several(), {}, form.reply).chosen == (way,)


@pytest.mark.parametrize(
    ("fact", "fields"),
    [
        ("rent_eur_month", {}),
        ("rent_eur_month", {"answer": "99"}),
        ("rent_eur_month", {"exact": "zeshonderd"}),
        ("rent_eur_month", {"exact": "999999999"}),
        ("rent_eur_month", {"answer": "unknown", "exact": "690"}),
        ("rent_eur_month", {"answer": ["1", "2"]}),
        ("tenure", {"answer": "castle"}),
        ("tenure", {"answer": ["owner", "skip"]}),
        ("lease_in_own_name", {"answer": "maybe"}),
        ("birth_on", {"day": "31", "month": "2", "year": "2015"}),
        ("birth_on", {}),
        ("custody_share_pct", {"exact": "101"}),
        ("custody_share_pct", {}),
        ("integration_income_since_on", {"answer": "yes", "year": "20"}),
    ],
)
def test_a_mistake_gets_a_sentence_and_tells_nothing(fact: str, fields: dict[str, Any]) -> None:
    form = AnswerForm.read(about(fact), posted(**fields))
    assert form.reply is None
    assert form.mistakes[0].sentence


def test_what_was_typed_wrong_is_shown_again() -> None:
    form = AnswerForm.read(about("rent_eur_month"), posted(exact="zeshonderd"))
    assert form.exact == "zeshonderd"


ASKED_ON_SCREENS_OF_THEIR_OWN = {"municipality", "relation_to_reference"}


@pytest.mark.parametrize("fact", sorted(set(vocabulary()) - ASKED_ON_SCREENS_OF_THEIR_OWN))
def test_every_fact_can_be_asked_and_answered_with_i_do_not_know(fact: str) -> None:
    question = question_about(fact)
    assert question is not None
    form = AnswerForm.read(question, posted(answer="unknown"))
    assert form.reply is Reply.UNKNOWN
    assert form.choices is not None


def test_a_municipality_of_another_day_is_chosen_from_those_with_a_page() -> None:
    question = about("municipality@year")
    values = [choice.value for choice in AnswerForm(question).choices]
    assert {"kortrijk", "zonnedam", ELSEWHERE} <= set(values)
    known = told(question, answer="kortrijk")
    assert known == {"municipality@year": "kortrijk"}
    assert AnswerForm.of(question, known, Reply.GIVEN).chosen == ("kortrijk",)
    assert told(question, answer=ELSEWHERE) == {"municipality@year": None}
    assert AnswerForm.read(question, posted(answer="gent")).mistakes


def test_every_question_of_the_rules_can_be_answered() -> None:
    keys = facts_used(rules_on(date(2026, 11, 22))) - {"relation_to_reference", "municipality"}
    asked = [question for key in keys for question in (question_on(key), question_about(key)) if question]
    words = [AnswerForm(question) for question in asked]
    assert [form.question.id for form in words if form.shape == "words" and len(form.choices) < 2] == []
