"""What stored facts say on a day."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest

from nabij.rights.queries.known import known_at, standing_on, told_on

ON = date(2026, 11, 22)


@dataclass(frozen=True)
class Stored:
    key: str
    value: Any
    from_on: date = date(2026, 11, 1)
    until_on: date | None = None
    recorded_at: datetime = datetime(2026, 11, 1, 9, tzinfo=UTC)
    replaced_at: datetime | None = None


def test_a_fact_counts_from_its_first_day_until_the_day_before_its_end() -> None:
    rent = Stored("rent_eur_month", "690", date(2026, 3, 1), date(2026, 11, 22))
    assert standing_on([rent], date(2026, 2, 28)) == []
    assert told_on([rent], date(2026, 11, 21)) == {"rent_eur_month": "690"}
    assert told_on([rent], ON) == {}


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (
            Stored("rent_eur_month", "690"),
            Stored("rent_eur_month", "720.50"),
            {"rent_eur_month": {"min": "690", "max": "720.50"}},
        ),
        (
            Stored("rent_eur_month", {"min": "600", "max": "700"}),
            Stored("rent_eur_month", {"min": "650"}),
            {"rent_eur_month": {"min": "600"}},
        ),
        (Stored("is_registered_here", True), Stored("is_registered_here", False), {}),
        (
            Stored("is_registered_here", True),
            Stored("is_registered_here", True),
            {"is_registered_here": True},
        ),
        (
            Stored("student_status", "higher"),
            Stored("student_status", {"any_of": ["none", "secondary"]}),
            {"student_status": {"any_of": ["higher", "none", "secondary"]}},
        ),
    ],
)
def test_of_two_answers_neither_is_taken_in_silence(
    first: Stored, second: Stored, expected: dict[str, Any]
) -> None:
    assert told_on([first, second], ON) == expected


def test_what_is_not_known_any_more_counts_as_unknown() -> None:
    assert told_on([Stored("rent_eur_month", None)], ON) == {}


def test_two_answers_of_which_one_is_unknown_are_unknown() -> None:
    assert told_on([Stored("rent_eur_month", "690"), Stored("rent_eur_month", None)], ON) == {}


def test_a_benefit_since_last_year_was_there_on_the_first_of_january() -> None:
    told = told_on([Stored("integration_income_since_on", "2025-03-01")], ON)
    assert told["integration_income_since_on@year"] is True


@pytest.mark.parametrize("value", [True, "2026-05-01", {"min": "2025-01-01", "max": "2026-05-01"}])
def test_a_benefit_of_which_the_beginning_may_lie_later_says_nothing_of_january(value: Any) -> None:
    assert "integration_income_since_on@year" not in told_on(
        [Stored("integration_income_since_on", value)], ON
    )


def test_no_benefit_today_says_nothing_of_january() -> None:
    assert "integration_income_since_on@year" not in told_on(
        [Stored("integration_income_since_on", "no")], ON
    )


def test_what_was_recorded_about_january_answers_the_question_about_january() -> None:
    facts = [
        Stored("has_increased_reimbursement", False, date(2026, 1, 1), date(2026, 2, 1)),
        Stored("has_increased_reimbursement", True, date(2026, 2, 1)),
    ]
    told = told_on(facts, ON)
    assert told["has_increased_reimbursement@year"] is False
    assert told["has_increased_reimbursement"] is True


def test_a_replay_knows_only_what_was_known_then() -> None:
    first = Stored("rent_eur_month", "690", replaced_at=datetime(2026, 11, 10, tzinfo=UTC))
    second = Stored("rent_eur_month", "720", recorded_at=datetime(2026, 11, 10, tzinfo=UTC))
    assert known_at([first, second], datetime(2026, 11, 5, tzinfo=UTC)) == [first]
    assert known_at([first, second], datetime(2026, 11, 10, tzinfo=UTC)) == [second]


def test_a_yes_that_was_told_of_january_counts_for_january() -> None:
    told = told_on([Stored("integration_income_since_on", True, date(2026, 1, 1), date(2026, 1, 2))], ON)
    assert told == {"integration_income_since_on@year": True}
