"""The rights register in the own copy, in erasing and in the terms."""

from datetime import timedelta

import pytest

from nabij.casework.actions import keeping_register as keeping
from nabij.casework.models import HeldRight, RightMove
from nabij.casework.types import AmountPer, RightState
from nabij.registry import queries as registry
from tests.casework.desk import close, guided
from tests.casework.register_desk import RENT, moved
from tests.registry.people import NOW, TODAY, Desk, child, desk, household, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def at() -> Desk:
    return desk()


def full(at: Desk, number: int) -> int:
    moved(at.noor, number, RightState.APPLIED, note="Filled in together")
    amount = {"amount_cents": 87_613, "amount_per": AmountPer.MONTH}
    moved(at.noor, number, RightState.GRANTED, last_on=TODAY + timedelta(days=90), **amount)
    moved(at.noor, number, RightState.DECLINED, right_id=RENT, note="Wants to wait")
    return number


def test_the_own_copy_tells_how_each_right_stands_and_what_happened(at: Desk) -> None:
    number = full(at, household(at.noor))
    subject = registry.number_of_household(number)
    rights, moves = keeping.own_copy(subject, now=NOW)
    assert [row["amount_cents"] for row in rights.records] == [87_613, None]
    assert [row["note"] for row in moves.records] == [
        "Filled in together",
        "Letter of the service",
        "Wants to wait",
    ]
    person = registry.members_of(*registry.household_in_sight(at.noor, number, at=NOW), on=TODAY)[0]
    assert list(keeping.own_copy(person.subject, now=NOW)) == [rights, moves]


def test_erasing_takes_the_register_of_that_household_only_and_looking_takes_nothing(at: Desk) -> None:
    number = full(at, household(at.noor))
    full(at, household(at.noor, somebody("Jo", "Duinhof"), child("Lina", "Duinhof")))
    subject = registry.number_of_household(number)
    looked = {one.model: one.erased for one in keeping.erase(subject, now=NOW, only_look=True)}
    assert looked == {"casework.RightMove": 3, "casework.HeldRight": 2}
    assert HeldRight.objects.count() == 4
    assert {one.model: one.erased for one in keeping.erase(subject, now=NOW, only_look=False)} == looked
    assert (HeldRight.objects.count(), RightMove.objects.count()) == (2, 3)


def test_what_moved_ten_years_ago_is_due_but_not_while_somebody_guides(at: Desk) -> None:
    number = full(at, guided(at.noor))
    later = TODAY.replace(year=TODAY.year + 10) + timedelta(days=2)
    assert list(keeping.past_term(TODAY, limit=10)) == []
    assert list(keeping.past_term(later, limit=10)) == []
    close(at.noor, number, 2)
    due = list(keeping.past_term(later, limit=10))
    assert [one.subjects for one in due] == [(registry.number_of_household(number),)] * 2
    assert list(keeping.past_term(later, limit=10, after=due[-1].key)) == []
    assert keeping.remove([one.key for one in due], now=NOW) == 5
