"""Somebody is taken out of the registry wholly, and what stays says why; a copy holds only what is theirs."""

import uuid
from datetime import date

import pytest
from cryptography.fernet import Fernet
from django.apps import apps
from django.db import connection
from stdnum.be import bis, nn

from nabij.audit.models import Line
from nabij.kernel.decisions import NotFoundHere, Refused
from nabij.kernel.purposes import Purpose
from nabij.registry import actions, queries
from nabij.registry.actions.erasing import erase, remove_ended
from nabij.registry.models import Household, Membership, NationalNumber, Person, Subject
from nabij.registry.queries.keeping import ended_households
from nabij.registry.queries.own_copy import gather
from nabij.registry.types import (
    BirthDate,
    ConsentGiven,
    ConsentPurpose,
    ContactKind,
    ExceptionCategory,
    LanguageLevel,
    NotPossible,
    WishKind,
)
from nabij.registry.types.national_numbers import masked, read_national_number
from tests.registry.people import NOW, TODAY, Desk, child, desk, household, somebody

pytestmark = pytest.mark.django_db

IMPOSSIBLE = "88030299934"
"""Right check digits and serial 999, which is never given out: it can belong to nobody."""


@pytest.fixture
def at() -> Desk:
    return desk()


@pytest.fixture
def numbers(settings) -> None:
    settings.NATIONAL_NUMBERS = True
    settings.SEALING_KEYS = [Fernet.generate_key().decode(), Fernet.generate_key().decode()]


def with_everything(at: Desk) -> tuple[int, int]:
    """A household in which every table holds a canary about its one person."""
    number = household(at.noor, somebody("Canarie", "Vogelzang"))
    person = Membership.objects.get(household=number).person_id
    common = {"actor": at.noor, "household_id": number, "now": NOW}
    made = {**common, "person_id": person, "client_id": uuid.uuid4()}
    actions.add_contact_point(**made, kind=ContactKind.EMAIL, typed="canarie@vogel.example", label="canarie")
    made["client_id"] = uuid.uuid4()
    actions.set_wish(**made, kind=WishKind.TIMES, detail="canarie na 16 uur")
    made["client_id"] = uuid.uuid4()
    actions.give_consent(
        **made,
        purpose=ConsentPurpose.SHARE_WITH_PARTNER,
        partner="canarie vzw",
        given=ConsentGiven.SPOKEN,
        from_on=TODAY,
        until_on=None,
    )
    actions.set_language(**common, person_id=person, code="ti", level=LanguageLevel.INTERPRETER)
    identity = Person.objects.get(pk=person).identity
    actions.correct_identity(
        **common,
        person_id=person,
        base_version=1,
        naming=identity.naming.__class__("Canarie", "Vogelzanger", nickname="canarie"),
        birth=identity.birth,
        is_expected=False,
    )
    actions.become_contact_person(actor=at.noor, household_id=number, now=NOW)
    return number, person


def everything_in_the_database() -> str:
    kept = []
    with connection.cursor() as cursor:
        for model in apps.get_app_config("registry").get_models():
            cursor.execute(f"SELECT * FROM {model._meta.db_table}")
            kept += [str(row).lower() for row in cursor.fetchall()]
    return "\n".join(kept)


def test_nothing_of_an_erased_person_is_left_but_the_number(at: Desk) -> None:
    number, person = with_everything(at)
    subject = queries.number_of_person(person)
    assert everything_in_the_database().count("canarie") >= 6
    looked = list(erase(subject, now=NOW, only_look=True))
    assert Household.objects.filter(pk=number).exists()
    done = list(erase(subject, now=NOW, only_look=False))
    assert [(one.model, one.erased) for one in looked if one.model != "registry.Membership"] == [
        (one.model, one.erased) for one in done if one.model != "registry.Membership"
    ]
    left = everything_in_the_database()
    assert "canarie" not in left
    assert "vogelzang" not in left
    assert Subject.objects.get(number=subject).erased_at == NOW
    assert not Household.objects.exists()
    assert list(erase(subject, now=NOW, only_look=False)) == []


def test_who_lives_with_others_goes_and_they_stay(at: Desk) -> None:
    number = household(at.noor, somebody(), child("Lina"))
    lina = Membership.objects.get(household=number, relation="child").person_id
    list(erase(queries.number_of_person(lina), now=NOW, only_look=False))
    assert len(queries.household(at.noor, number, purpose=Purpose.HELP, on=TODAY, now=NOW).members) == 1


def test_what_was_opened_exceptionally_stays_until_somebody_looked_back(at: Desk) -> None:
    number = household(at.noor)
    actions.open_exceptionally(
        actor=at.sam,
        household_id=number,
        category=ExceptionCategory.DANGER,
        reason="A neighbour calls about smoke in the house.",
        now=NOW,
    )
    person = Membership.objects.get(household=number).person_id
    outcomes = list(erase(queries.number_of_person(person), now=NOW, only_look=False))
    stays = [one for one in outcomes if one.stays]
    assert [one.model for one in stays] == ["registry.ExceptionalAccess"]
    assert stays[0].why
    assert Household.objects.filter(pk=number).exists()
    assert not Person.objects.exists()


def test_a_copy_tells_all_of_the_person_and_nothing_of_the_others(at: Desk) -> None:
    number, person = with_everything(at)
    actions.add_person(
        actor=at.noor,
        household_id=number,
        person=child("Geheimpje", "Vogelzang"),
        from_on=TODAY,
        client_id=uuid.uuid4(),
        now=NOW,
    )
    parts = {part.code: part for part in gather(queries.number_of_person(person), now=NOW)}
    told = str([part.records for part in parts.values()])
    assert "Geheimpje" not in told
    assert {"registry.identity", "registry.earlier", "registry.consents", "registry.stays"} <= set(parts)
    assert all(set(record) == set(part.labels) for part in parts.values() for record in part.records)
    assert list(gather(uuid.uuid4(), now=NOW)) == []


def test_a_household_past_its_term_goes_but_who_lives_on_elsewhere_stays(at: Desk) -> None:
    old = household(at.noor, somebody("Oud", "Zeewind"), child("Lina"), from_on=date(2010, 1, 1))
    new = household(at.noor, somebody("Tom", "Duin"))
    lina = Membership.objects.get(household=old, relation="child").person_id
    actions.join_household(
        actor=at.noor,
        household_id=new,
        person_id=lina,
        seen_in=old,
        relation="child",
        share_pct=100,
        from_on=date(2014, 1, 1),
        client_id=uuid.uuid4(),
        now=NOW,
    )
    actions.end_household(actor=at.noor, household_id=old, ended_on=date(2014, 1, 1), now=NOW)
    assert list(ended_households(date(2023, 12, 1), limit=10)) == []
    due = list(ended_households(date(2026, 11, 20), limit=10))
    assert [one.key for one in due] == [str(old)]
    assert remove_ended([due[0].key], now=NOW) > 5
    assert Household.objects.get().pk == new
    assert Person.objects.count() == 2


def test_a_national_number_is_sealed_shown_for_a_reason_and_belongs_to_one_person(
    at: Desk, numbers: None
) -> None:
    number = household(at.noor)
    person = Membership.objects.get(household=number).person_id
    keeping = {"actor": at.noor, "household_id": number, "person_id": person, "now": NOW}
    assert actions.keep_national_number(
        **keeping, typed="88.03.02-999.34", in_spite_of_oddities=False
    ).is_kept
    assert IMPOSSIBLE not in everything_in_the_database()
    with pytest.raises(Refused):
        actions.reveal_national_number(**keeping, reason="application for a grant")
    actions.become_contact_person(actor=at.noor, household_id=number, now=NOW)
    with pytest.raises(NotPossible):
        actions.reveal_national_number(**keeping, reason="  ")
    assert actions.reveal_national_number(**keeping, reason="application for a grant") == IMPOSSIBLE
    assert Line.objects.filter(event="registry.national_number_revealed").count() == 1
    other = household(at.noor, somebody("Tom", "Duin"))
    tom = Membership.objects.get(household=other).person_id
    with pytest.raises(NotPossible, match=r"else|[Ii]emand anders"):
        actions.keep_national_number(
            **{**keeping, "household_id": other, "person_id": tom},
            typed=IMPOSSIBLE,
            in_spite_of_oddities=True,
        )


def test_without_the_setting_there_is_no_national_number(at: Desk) -> None:
    number = household(at.noor)
    person = Membership.objects.get(household=number).person_id
    with pytest.raises(NotFoundHere):
        actions.keep_national_number(
            actor=at.noor,
            household_id=number,
            person_id=person,
            typed=IMPOSSIBLE,
            in_spite_of_oddities=True,
            now=NOW,
        )
    assert not NationalNumber.objects.exists()


def test_what_seems_odd_in_a_number_is_told_before_it_is_kept() -> None:
    read = read_national_number(IMPOSSIBLE, birth=BirthDate(1989), on=TODAY)
    assert len(read.oddities) == 1
    assert read_national_number(IMPOSSIBLE, birth=BirthDate(1988, 3), on=TODAY).oddities == ()
    assert len(read_national_number(IMPOSSIBLE, birth=BirthDate(), on=date(2110, 1, 1)).oddities) == 1
    with pytest.raises(NotPossible):
        read_national_number("88030299935", birth=BirthDate(), on=TODAY)
    assert nn.is_valid(IMPOSSIBLE)
    assert not bis.is_valid(IMPOSSIBLE)
    assert masked(IMPOSSIBLE).endswith("34")
