"""Facts of a household: recorded once, never changed, and read by the same engine as everybody's."""

import uuid
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from nabij.audit.models import Line
from nabij.kernel.decisions import NotFoundHere, Refused
from nabij.kernel.purposes import Purpose
from nabij.registry.types import ClientIdReused, NotPossible
from nabij.rights import policies
from nabij.rights.actions.facts import Telling, Told, choose_fact, record_facts
from nabij.rights.actions.keeping import erase_facts, facts_of_subject
from nabij.rights.models import Fact
from nabij.rights.queries.household import household_rights
from nabij.rights.queries.household_facts import HouseholdFacts
from nabij.rights.types import FactSource
from nabij.staff.types import Role
from nabij_rights.answers import Group
from tests.registry.people import NOW, TODAY, Desk, account, actor, child, desk, household, somebody

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(hours=1)
BY_WORD = Telling(TODAY, FactSource.TOLD)


@pytest.fixture
def at() -> Desk:
    return desk()


def rights(at: Desk, number: int, **more):
    return household_rights(
        at.noor, number, purpose=Purpose.RIGHTS_CHECK, on=TODAY, now=more.pop("now", LATER), **more
    )


def tell(at: Desk, number: int, *told: Told, telling: Telling = BY_WORD, **more) -> int:
    given = {"actor": at.noor, "client_id": uuid.uuid4(), "now": NOW, **more}
    return record_facts(household_id=number, told=told, telling=telling, **given)


def rent(value: object) -> Told:
    return Told("rent_eur_month", value)


def test_what_is_told_reaches_the_rules_with_what_the_registry_knows(at: Desk) -> None:
    number = household(at.noor, somebody(), child("Lina", share_pct=50))
    tell(at, number, rent("690"))
    found = rights(at, number)
    assert found.found.check.household["rent_eur_month"] == "690"
    mother, lina = found.found.check.members
    assert (mother.facts["relation_to_reference"], mother.name) == ("self", "Ayşe Zeewind")
    assert (lina.facts["birth_on"], lina.facts["custody_share_pct"]) == ("2016-05-09", 50)
    assert {outcome.group for outcome in found.found.answers.outcomes} > {Group.MAYBE}


def test_every_read_of_the_rights_is_a_line_for_each_person(at: Desk) -> None:
    number = household(at.noor, somebody(), child("Lina"))
    found = rights(at, number)
    lines = Line.objects.filter(event="rights.household_read")
    assert {line.subject for line in lines} == {person.subject for person in found.persons}
    assert {line.purpose for line in lines} == {"rights_check"}


def test_a_new_answer_takes_the_place_of_the_old_one_from_its_day_on(at: Desk) -> None:
    number = household(at.noor)
    tell(at, number, rent("690"), telling=replace(BY_WORD, from_on=date(2026, 3, 1)))
    tell(at, number, rent("720"), now=NOW + timedelta(minutes=1))
    assert rights(at, number).found.check.household["rent_eur_month"] == "720"
    in_april = household_rights(at.noor, number, purpose=Purpose.RIGHTS_CHECK, on=date(2026, 4, 1), now=LATER)
    assert in_april.found.check.household["rent_eur_month"] == "690"


def test_a_decision_is_replayed_with_what_was_known_then(at: Desk) -> None:
    number = household(at.noor)
    tell(at, number, rent("690"))
    then = NOW + timedelta(minutes=1)
    tell(at, number, rent("720"), now=NOW + timedelta(minutes=2))
    assert rights(at, number, known_when=then).found.check.household["rent_eur_month"] == "690"
    assert rights(at, number).found.check.household["rent_eur_month"] == "720"


def test_two_answers_side_by_side_count_as_a_range_until_somebody_chooses(at: Desk) -> None:
    number = household(at.noor)
    first = tell(at, number, rent("690"))
    tell(at, number, rent("720"), telling=replace(BY_WORD, source=FactSource.DOCUMENT, beside=True))
    assert rights(at, number).found.check.household["rent_eur_month"] == {"min": "690", "max": "720"}
    assert [one.is_disputed for one in rights(at, number).standing(None)] == [True]
    choose_fact(
        actor=at.noor,
        household_id=number,
        fact_id=first,
        client_id=uuid.uuid4(),
        now=NOW + timedelta(minutes=3),
    )
    assert rights(at, number).found.check.household["rent_eur_month"] == "690"


def test_what_is_not_known_any_more_is_unknown_again(at: Desk) -> None:
    number = household(at.noor)
    tell(at, number, rent("690"))
    tell(at, number, rent(None), now=NOW + timedelta(minutes=1))
    assert "rent_eur_month" not in rights(at, number).found.check.household


def test_the_same_form_twice_is_recorded_once(at: Desk) -> None:
    number, form = household(at.noor), uuid.uuid4()
    assert tell(at, number, rent("690"), client_id=form) == tell(at, number, rent("690"), client_id=form)
    assert Fact.objects.count() == 1
    with pytest.raises(ClientIdReused):
        tell(at, number, rent("700"), client_id=form)


@pytest.mark.parametrize(
    ("told", "telling"),
    [
        (rent("a lot"), BY_WORD),
        (Told("no_such_fact", True), BY_WORD),
        (Told("rent_eur_month", "690", person_id=1), BY_WORD),
        (Told("has_increased_reimbursement", True, person_id=999_999), BY_WORD),
        (rent("690"), replace(BY_WORD, until_on=TODAY)),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence_and_nothing_is_kept(
    at: Desk, told: Told, telling: Telling
) -> None:
    number = household(at.noor)
    with pytest.raises(NotPossible, match=r"\w+ .*\."):
        tell(at, number, told, telling=telling)
    assert not Fact.objects.exists()


def test_another_team_sees_nothing_and_records_nothing(at: Desk) -> None:
    number = household(at.noor)
    with pytest.raises(NotFoundHere):
        household_rights(at.sam, number, purpose=Purpose.RIGHTS_CHECK, on=TODAY, now=NOW)
    with pytest.raises(NotFoundHere):
        tell(at, number, rent("690"), actor=at.sam)
    assert not Fact.objects.exists()


def test_a_bridge_worker_of_the_team_records_what_lies_under_the_own_topics_only(at: Desk) -> None:
    number = household(at.noor, somebody(), child("Lina"))
    bridge = actor(account("bo"), Role.BRIDGE_WORKER, teams=(at.team,))
    with pytest.raises(Refused):
        tell(at, number, rent("690"), actor=bridge)
    tell(at, number, Told("deprivation_education", "weak"), actor=bridge)
    tell(at, number, rent("690"))
    found = household_rights(bridge, number, purpose=Purpose.RIGHTS_CHECK, on=TODAY, now=LATER)
    assert {line.key_of_fact for line in HouseholdFacts(found).known} == {"deprivation_education"}
    assert not policies.may_see_rights(bridge, found.sight).allowed


def test_the_database_refuses_to_change_a_fact(at: Desk) -> None:
    tell(at, household(at.noor), rent("690"))
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE rights_fact SET value = '\"1\"'")


def test_an_own_copy_holds_every_fact_and_erasing_leaves_none(at: Desk) -> None:
    number = household(at.noor, somebody(), child("Lina"))
    person = rights(at, number).persons[0]
    tell(at, number, Told("has_increased_reimbursement", True, person.person_id))
    tell(at, number, Told("has_increased_reimbursement", False, person.person_id), now=LATER)
    moment = datetime(2026, 12, 1, tzinfo=UTC)
    (part,) = facts_of_subject(person.subject, now=moment)
    assert [record["written"] for record in part.records] == ["true", "false"]
    (looked,) = erase_facts(person.subject, now=moment, only_look=True)
    assert (looked.erased, Fact.objects.count()) == (2, 2)
    list(erase_facts(person.subject, now=moment, only_look=False))
    assert not Fact.objects.exists()
