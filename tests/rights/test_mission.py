"""What the finder owes to the people it is for, in the words of the mission: nobody ends empty."""

from datetime import date
from typing import Any

import pytest

from nabij_rights.answers import Answers, answer
from nabij_rights.catalogue import catalogue
from nabij_rights.facts.reading import read_situation
from nabij_rights.reasons import Answer
from nabij_rights.rights import Kind, Level

ON = date(2026, 11, 22)


def found(**given: Any) -> Answers:
    return answer(read_situation(given, on=ON), on=ON)


def open_to(answers: Answers) -> set[str]:
    """The rights and services that are not ruled out."""
    return {one.right.id for one in answers.outcomes if one.answer is not Answer.NO}


def a_person(**facts: Any) -> dict[str, Any]:
    return {"birth_on": "1990-05-01", "lives_here": True, "is_registered_here": True, **facts}


@pytest.mark.parametrize(
    ("need", "helped_by"),
    [
        ("laptop for school", "kortrijk_sociaal_voordeel_kind"),
        ("rent", "fonds_bestrijding_uithuiszettingen"),
        ("medical costs", "aanvullende_financiele_hulp_ocmw"),
        ("postponed energy bill", "fonds_gas_elektriciteit"),
        ("supplementary income", "kortrijk_menswaardig_inkomen"),
    ],
)
def test_each_need_of_a_family_leads_to_a_right_or_a_service(need: str, helped_by: str) -> None:
    """M-06."""
    child = a_person(birth_on="2015-03-02", relation_to_reference="child", study_level="primary")
    answers = found(municipality="kortrijk", persons=[a_person(), child])
    assert helped_by in open_to(answers), need


@pytest.mark.parametrize(
    "status",
    [
        {"integration_income_since_on": "2025-01-01"},
        {"has_increased_reimbursement": True},
        {"has_uitpas_reduced": True},
    ],
)
def test_each_status_alone_opens_the_holiday_offer(status: dict[str, Any]) -> None:
    """M-07: one check for several offers."""
    answers = found(municipality="dendermonde", persons=[a_person(**status)])
    assert answers.of("iedereen_verdient_vakantie").answer is Answer.YES


def test_debt_mediation_opens_the_holiday_offer() -> None:
    answers = found(
        municipality="dendermonde", household={"debt_help": "amicable_recognised"}, persons=[a_person()]
    )
    assert answers.of("iedereen_verdient_vakantie").answer is Answer.YES


def test_without_any_status_the_holiday_desk_is_asked_and_nobody_says_no() -> None:
    answers = found(municipality="dendermonde", persons=[a_person()])
    assert answers.of("iedereen_verdient_vakantie").answer is Answer.UNKNOWN


WORKER = {"net_benefit_income_eur_month": "0", "other_net_income_eur_month": "0"}
JUST_ABOVE = [
    [a_person(net_work_income_eur_month="1341.00", **WORKER)],
    [
        a_person(net_work_income_eur_month="2400.00", **WORKER),
        a_person(birth_on="2015-03-02", relation_to_reference="child"),
    ],
    [
        a_person(net_work_income_eur_month="2200.00", **WORKER),
        a_person(net_work_income_eur_month="1900.00", relation_to_reference="spouse", **WORKER),
    ],
]


@pytest.mark.parametrize("persons", JUST_ABOVE, ids=["single", "single parent", "couple"])
def test_who_earns_just_too_much_still_finds_something(persons: list[dict[str, Any]]) -> None:
    """M-09: the finder never ends empty."""
    assert len(open_to(found(municipality="leuven", persons=persons))) > 10


def test_the_catalogue_holds_every_level_and_at_least_a_hundred_rights() -> None:
    """M-04, and the promise of completeness."""
    assert len(catalogue()) >= 100
    assert {right.level for right in catalogue().values()} == set(Level)
    assert {right.kind for right in catalogue().values()} == set(Kind)
