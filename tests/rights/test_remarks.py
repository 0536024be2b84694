"""Answers that can hardly be right lead to a friendly question; the answer is kept, and nobody is stopped."""

from datetime import date
from typing import Any

import pytest

from nabij.rights.queries import remarks, steps, told
from nabij.rights.types import Check, Member, Place, Reply, Role, Screen

ON = date(2026, 11, 21)
CHILD = {"relation_to_reference": "child"}


def check_of(*members: Member) -> Check:
    asked: dict[Any, Reply] = dict.fromkeys([(Screen.HOME, None), (Screen.AGES, None)], Reply.GIVEN)
    return Check(town="zonnedam", place=Place.TOWN, municipality="zonnedam", members=members, replies=asked)


def said(*members: Member) -> list[remarks.Remark]:
    return remarks.remarks(steps.findings(check_of(*members), on=ON))


def you(**facts: Any) -> Member:
    return Member(Role.YOU, {"relation_to_reference": "self", **facts})


@pytest.mark.parametrize("expected", ["1900-01-01", "2020-01-01", "2028-01-01"])
def test_a_birth_expected_long_ago_or_far_ahead_is_asked_again_and_kept(expected: str) -> None:
    member = you(birth_on="1996-03-01", expected_birth_on=expected)
    [remark] = said(member)
    assert remark.key
    assert check_of(member).members[0].facts["expected_birth_on"] == expected


def test_a_birth_expected_this_winter_leads_to_no_remark() -> None:
    assert said(you(birth_on="1996-03-01", expected_birth_on="2027-02-01")) == []


def test_a_child_older_than_who_answers_is_remarked() -> None:
    child = Member(Role.CHILD, {**CHILD, "birth_on": "1986-01-01"})
    [remark] = said(you(birth_on="2020-01-01"), child)
    assert remark.screen == Screen.AGES


def test_a_child_of_a_young_mother_is_not_remarked() -> None:
    child = Member(Role.CHILD, {**CHILD, "birth_on": "2026-01-01"})
    assert said(you(birth_on="2010-01-01"), child) == []


def test_a_day_before_the_birth_or_still_to_come_is_remarked_and_a_known_no_is_not() -> None:
    early = said(you(birth_on="1986-03-01", incapable_since_on="1900-01-01"))
    late = said(you(birth_on="1986-03-01", incapable_since_on="2030-01-01"))
    assert len(early) == len(late) == 1
    assert early[0].sentence != late[0].sentence
    assert said(you(birth_on="1986-03-01", incapable_since_on="no", self_employed_stopped_on="no")) == []


def test_a_range_that_may_be_right_is_not_remarked() -> None:
    months = {"min": "2026-01-01", "max": "2026-12-31"}
    assert said(you(birth_on="1996-03-01", expected_birth_on=months)) == []


@pytest.mark.parametrize(
    ("together", "apart"), [("everyone_insured", "health_insurance"), ("everyone_belgian", "residence")]
)
def test_no_two_answers_stand_under_the_same_label(together: str, apart: str) -> None:
    people = (you(), Member(Role.PARTNER, {"relation_to_reference": "spouse"}))
    check = check_of(*people).replied((together, None), Reply.NOT_ALL)
    for person in range(len(people)):
        check = check.replied((apart, person), Reply.UNKNOWN)
    labels = [str(line.label) for line in told.told(steps.findings(check, on=ON))]
    assert len(set(labels)) == len(labels)
