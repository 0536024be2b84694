"""Households in time: who belongs where and when, and who may know."""

import uuid
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from nabij.audit.models import Line
from nabij.kernel.decisions import NotFoundHere, Refused
from nabij.kernel.purposes import Purpose
from nabij.registry import actions, queries
from nabij.registry.models import Household, Membership, Person, Stay, Subject
from nabij.registry.types import (
    AlreadyMember,
    BirthDate,
    ClientIdReused,
    LikelyDouble,
    Naming,
    NewPerson,
    NotPossible,
    Place,
    Relation,
    StayKind,
)
from nabij.staff.types import Role
from tests.registry.people import KAAI, NOW, TODAY, Desk, account, actor, child, desk, household, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def at() -> Desk:
    return desk()


def seen(by, number, on=TODAY):
    return queries.household(by, number, purpose=Purpose.HELP, on=on, now=NOW)


def test_a_household_of_seven_with_any_generation_opens_in_one_go(at: Desk) -> None:
    seven = [
        somebody("Ayşe", "Zeewind"),
        somebody("Tom", "Van den Duin", relation=Relation.PARTNER, birth=BirthDate(1985)),
        child("Lina"),
        child("Milo"),
        child("Noa", "Van den Duin", share_pct=50),
        somebody("Hatice", "Zeewind", relation=Relation.PARENT, birth=BirthDate(1955, 7)),
        NewPerson(Naming(), BirthDate(2027, 2), is_expected=True, relation=Relation.CHILD),
    ]
    found = seen(at.noor, household(at.noor, *seven))
    assert [member.naming.given for member in found.members][:3] == ["Ayşe", "Tom", "Hatice"]
    assert found.members[-1].due_on == date(2027, 2, 1)
    assert found.members[-1].birth == BirthDate()
    assert found.stays[0].address.first_line == "Kaai 4"


def test_a_read_has_one_line_for_each_member_shown(at: Desk) -> None:
    number = household(at.noor, somebody(), child("Lina"))
    found = seen(at.noor, number)
    lines = Line.objects.filter(event="registry.household_read")
    assert {line.subject for line in lines} == {member.subject for member in found.members}
    assert lines.count() == 2
    assert {line.purpose for line in lines} == {"help"}


def test_another_team_gets_the_same_answer_as_for_what_does_not_exist(at: Desk) -> None:
    number = household(at.noor)
    with pytest.raises(NotFoundHere) as hidden:
        seen(at.sam, number)
    with pytest.raises(NotFoundHere) as absent:
        seen(at.sam, 999_999)
    assert str(hidden.value) == str(absent.value)
    assert not Line.objects.filter(event="registry.household_read").exists()


@pytest.mark.parametrize("role", [Role.PARTNER, Role.VOLUNTEER, Role.CALLER, Role.ADMINISTRATOR, Role.EDITOR])
def test_some_roles_see_no_household_whatever_their_team(at: Desk, role: Role) -> None:
    number = household(at.noor)
    with pytest.raises(NotFoundHere):
        seen(actor(account("vera"), role, teams=(at.team,)), number)


def test_another_town_sees_nothing_even_in_the_same_team(at: Desk) -> None:
    number = household(at.noor)
    with pytest.raises(NotFoundHere):
        seen(actor(account("vera"), Role.SOCIAL_WORKER, teams=(at.team,), towns=("elders",)), number)


def test_only_who_is_in_the_team_opens_a_household_there(at: Desk) -> None:
    with pytest.raises(Refused, match="team"):
        household(at.noor, team_id=at.other_team.pk)
    with pytest.raises(Refused, match=r"town|gemeente|stad"):
        household(at.noor, town="elders")
    assert not Household.objects.exists()


def test_a_child_in_two_homes_shows_in_both_and_counts_once(at: Desk) -> None:
    first = household(at.noor, somebody(), child("Noa", share_pct=60))
    second = household(at.noor, somebody("Tom", "Van den Duin", birth=BirthDate(1985)))
    noa = next(member for member in seen(at.noor, first).members if member.naming.given == "Noa")
    actions.join_household(
        actor=at.noor,
        household_id=second,
        person_id=noa.person_id,
        seen_in=first,
        relation=Relation.CHILD,
        share_pct=40,
        from_on=date(2026, 2, 1),
        client_id=uuid.uuid4(),
        now=NOW,
    )
    both = [seen(at.noor, number).members for number in (first, second)]
    assert all(any(member.naming.given == "Noa" and member.also_elsewhere for member in m) for m in both)
    counted = Membership.objects.counted_once(TODAY).filter(person=noa.person_id)
    assert [membership.household_id for membership in counted] == [first]
    assert Membership.objects.counted_once(TODAY).count() == 3


def test_nobody_is_a_member_twice_on_one_day_whatever_writes_it(at: Desk) -> None:
    number = household(at.noor, somebody(), child("Lina"))
    lina = Membership.objects.get(household=number, relation=Relation.CHILD)
    with pytest.raises(AlreadyMember):
        actions.join_household(
            actor=at.noor,
            household_id=number,
            person_id=lina.person_id,
            seen_in=number,
            relation=Relation.CHILD,
            share_pct=50,
            from_on=TODAY,
            client_id=uuid.uuid4(),
            now=NOW,
        )
    again = {"household_id": number, "person_id": lina.person_id, "relation": "child", "recorded_at": NOW}
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(**again, from_on=date(2025, 1, 1), until_on=date(2026, 1, 2))
    Membership.objects.create(**again, from_on=date(2025, 1, 1), until_on=date(2026, 1, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(until_on=date(2026, 1, 1)).update(until_on=date(2026, 5, 1))


def test_who_left_is_there_until_the_day_before(at: Desk) -> None:
    number = household(at.noor, somebody(), child("Lina"))
    lina = Membership.objects.get(household=number, relation=Relation.CHILD)
    leaving = {"actor": at.noor, "household_id": number, "person_id": lina.person_id, "now": NOW}
    actions.leave_household(**leaving, until_on=TODAY)
    assert len(seen(at.noor, number, on=TODAY - timedelta(days=1)).members) == 2
    assert len(seen(at.noor, number, on=TODAY).members) == 1
    actions.leave_household(**leaving, until_on=TODAY)
    with pytest.raises(NotPossible, match=r"already|al "):
        actions.leave_household(**leaving, until_on=TODAY + timedelta(days=1))


def test_the_reference_person_leaves_after_somebody_else_became_it(at: Desk) -> None:
    number = household(at.noor, somebody(), somebody("Tom", "Duin", relation=Relation.PARTNER))
    ayse, tom = Membership.objects.filter(household=number).order_by("pk")
    leaving = {"actor": at.noor, "household_id": number, "person_id": ayse.person_id, "now": NOW}
    with pytest.raises(NotPossible, match=r"reference|referentie"):
        actions.leave_household(**leaving, until_on=TODAY)
    actions.choose_reference_person(actor=at.noor, household_id=number, person_id=tom.person_id, now=NOW)
    actions.leave_household(**leaving, until_on=TODAY)
    assert [member.naming.given for member in seen(at.noor, number).members] == ["Tom"]


def test_a_move_ends_the_home_of_before_on_that_day(at: Desk) -> None:
    number = household(at.noor)
    place = Place(door=KAAI.door.__class__("Sluisplein", "1"))
    moving = {"actor": at.noor, "household_id": number, "place": place, "now": NOW}
    moved = uuid.uuid4()
    actions.move_household(**moving, from_on=date(2026, 6, 1), client_id=moved)
    actions.move_household(**moving, from_on=date(2026, 6, 1), client_id=moved)
    homes = Stay.objects.filter(household=number).order_by("from_on")
    assert [(stay.from_on, stay.until_on) for stay in homes] == [
        (date(2026, 1, 1), date(2026, 6, 1)),
        (date(2026, 6, 1), None),
    ]
    assert seen(at.noor, number, on=date(2026, 5, 31)).stays[0].address.first_line == "Kaai 4"
    with pytest.raises(NotPossible, match=r"later"):
        actions.move_household(**moving, from_on=date(2026, 6, 1), client_id=uuid.uuid4())


def test_two_homes_at_once_are_refused_by_the_database(at: Desk) -> None:
    number = household(at.noor)
    with pytest.raises(IntegrityError), transaction.atomic():
        Stay.objects.create(household_id=number, spot="elders", from_on=TODAY, recorded_at=NOW)
    Stay.objects.create(
        household_id=number,
        spot="station",
        from_on=TODAY,
        recorded_at=NOW,
        kind=StayKind.MEETING_SPOT,
    )


def test_a_door_stands_once_in_every_spelling(at: Desk) -> None:
    one = household(at.noor)
    two = household(
        at.noor,
        somebody("Tom", "Duin"),
        place=Place(door=KAAI.door.__class__("kaai", "4", postcode="9901")),
    )
    assert {Stay.objects.get(household=number).address_id for number in (one, two)}.__len__() == 1


def test_somebody_known_by_nickname_and_spot_only_can_be_kept(at: Desk) -> None:
    rik = NewPerson(Naming(nickname="Rik van de brug"))
    spot = Place(spot="Bank bij het station", kind=StayKind.MEETING_SPOT)
    found = seen(at.noor, household(at.noor, rik, place=spot))
    assert found.reference.naming.shown == "“Rik van de brug”"
    assert found.stays[0].spot == "Bank bij het station"


def test_somebody_without_any_name_is_refused(at: Desk) -> None:
    with pytest.raises(NotPossible, match=r"nickname|bijnaam"):
        household(at.noor, NewPerson(Naming(given="  ")))
    assert not Person.objects.exists()
    assert not Subject.objects.exists()


def test_who_looks_the_same_is_added_only_with_a_reason(at: Desk) -> None:
    household(at.sam, somebody("Mohammed", "Verhaeghe", birth=BirthDate(1990, 4, 1)))
    twin = somebody("Mohamed", "Verhaege", birth=BirthDate(1990))
    swapped = somebody("Verhaeghe", "Mohammed", birth=BirthDate(1990, 4, 1))
    for double in (twin, swapped):
        with pytest.raises(LikelyDouble) as problem:
            household(at.noor, double)
        assert len(problem.value.persons) == 1
    reason = somebody("Mohamed", "Verhaege", birth=BirthDate(1990), unlike_because="cousin, seen both")
    assert Household.objects.filter(pk=household(at.noor, reason)).exists()
    household(at.noor, somebody("Mohammed", "Verhaeghe", birth=BirthDate(1962)))


def test_what_is_sent_twice_happens_once_and_other_content_is_refused(at: Desk) -> None:
    number = uuid.uuid4()
    first = household(at.noor, client_id=number)
    assert household(at.noor, client_id=number) == first
    assert Household.objects.count() == 1
    with pytest.raises(ClientIdReused):
        household(at.noor, somebody("Tom", "Duin"), client_id=number)
    with pytest.raises(ClientIdReused):
        household(at.sam, client_id=number, team_id=None)
    assert Person.objects.count() == 1


def test_a_correction_keeps_what_stood_there_and_the_number_of_the_log(at: Desk) -> None:
    number = household(at.noor)
    member = seen(at.noor, number).reference
    done = actions.correct_identity(
        actor=at.noor,
        household_id=number,
        person_id=member.person_id,
        base_version=member.identity_version,
        naming=Naming(given="Ayşe", family="Zeewinden"),
        birth=member.birth,
        is_expected=False,
        now=NOW,
    )
    assert done.changed == ("family",)
    person = Person.objects.get(pk=member.person_id)
    assert person.revisions.get().fields == {"family": ["Zeewind", "Zeewinden"]}
    assert person.identity.folded == "zeewinden ayse"
    assert seen(at.noor, number).reference.subject == member.subject
