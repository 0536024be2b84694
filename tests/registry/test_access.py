"""Who sees a household: its one contact person, a task, and exceptional access that others look back on."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from nabij.audit.models import Line
from nabij.kernel.decisions import NotFoundHere, Refused
from nabij.kernel.purposes import Purpose
from nabij.registry import actions, queries
from nabij.registry.models import ContactAssignment, ExceptionalAccess, Household, Notice
from nabij.registry.types import (
    ContactPersonTaken,
    Door,
    ExceptionCategory,
    Layer,
    NoMoreToday,
    NotPossible,
    Place,
    Relation,
    ReviewOutcome,
    Topic,
)
from nabij.registry.types.workdays import easter, working_days_after
from nabij.staff.models import RoleGrant, TownGrant, User
from nabij.staff.types import Role
from tests.registry.people import NOW, TODAY, TOWN, Desk, account, actor, child, desk, household, somebody

REASON = "The family stands at the desk without heating, noor is away."


def colleague(name: str, *roles: Role) -> User:
    user = account(name)
    TownGrant.objects.create(user=user, town=TOWN)
    for role in roles:
        RoleGrant.objects.create(user=user, role=role)
    return user


@pytest.fixture
def at(db: None) -> Desk:
    return desk()


def sees(by, number, now=NOW) -> bool:
    try:
        queries.household(by, number, purpose=Purpose.HELP, on=TODAY, now=now)
    except NotFoundHere:
        return False
    return True


def opened(by, number, now=NOW, **more):
    given = {"category": ExceptionCategory.AT_THE_DESK, "reason": REASON, **more}
    return actions.open_exceptionally(actor=by, household_id=number, now=now, **given)


def test_one_contact_person_and_who_comes_second_hears_who_was_first(at: Desk) -> None:
    number = household(at.noor)
    second = actor(account("vera"), Role.CASE_MANAGER, teams=(at.team,))
    actions.become_contact_person(actor=at.noor, household_id=number, now=NOW)
    with pytest.raises(ContactPersonTaken) as taken:
        actions.become_contact_person(actor=second, household_id=number, now=NOW)
    assert taken.value.staff_id == at.noor.staff_id
    actions.become_contact_person(actor=at.noor, household_id=number, now=NOW)
    assert ContactAssignment.objects.count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        ContactAssignment.objects.create(household_id=number, staff_id=second.staff_id, from_at=NOW)


def test_after_handing_over_the_new_one_sees_and_the_one_of_before_no_longer(at: Desk) -> None:
    number = household(at.noor, team_id=None, place=Place(door=Door("Stiltelaan", "3"), is_hidden=True))
    lou = colleague("lou", Role.CASE_MANAGER)
    as_lou = actor(lou, Role.CASE_MANAGER)
    assert sees(at.noor, number)
    assert not sees(as_lou, number)
    later = NOW + timedelta(hours=1)
    giving = {"actor": at.noor, "household_id": number, "to_staff_id": lou.pk, "now": later}
    actions.hand_over_contact(**giving, hidden_too=True)
    assert sees(as_lou, number, later)
    assert not sees(at.noor, number, later)
    shown = queries.household(as_lou, number, purpose=Purpose.HELP, on=TODAY, now=later)
    assert [stay.address.street_name for stay in shown.stays] == ["Stiltelaan"]
    assert [one.staff_id for one in queries.contact_history(as_lou, number, now=later)] == [
        lou.pk,
        at.noor.staff_id,
    ]


def test_a_household_goes_only_to_somebody_with_a_role_for_it(at: Desk) -> None:
    number = household(at.noor, team_id=None)
    for who in (colleague("ben", Role.VOLUNTEER), account("eve")):
        with pytest.raises(NotPossible):
            actions.hand_over_contact(
                actor=at.noor, household_id=number, to_staff_id=who.pk, hidden_too=False, now=NOW
            )


def test_a_stand_in_sees_everything_that_is_not_hidden(at: Desk) -> None:
    number = household(at.noor, team_id=None)
    lou = colleague("lou", Role.CASE_MANAGER)
    actions.choose_stand_in(actor=at.noor, household_id=number, staff_id=lou.pk, now=NOW)
    sight = queries.sight_into(actor(lou, Role.CASE_MANAGER), Household.objects.get(pk=number), at=NOW)
    assert sight.relations == {"stand_in"}
    assert sight.sees(Layer.TOPIC, topic=Topic.MONEY)
    assert not sight.sees(Layer.HIDDEN, owner_id=at.noor.staff_id)


def test_the_team_sees_the_topics_of_its_role_and_a_task_one_topic(at: Desk) -> None:
    number = household(at.noor)
    of = Household.objects.get(pk=number)
    bridge = actor(account("bo"), Role.BRIDGE_WORKER, teams=(at.team,))
    sight = queries.sight_into(bridge, of, at=NOW)
    assert sight.sees(Layer.TOPIC, topic=Topic.SCHOOL)
    assert not sight.sees(Layer.TOPIC, topic=Topic.MONEY)
    actions.become_contact_person(actor=at.noor, household_id=number, now=NOW)
    desk_user = colleague("dede", Role.PROVISION_DESK)
    task = actions.give_task(
        actor=at.noor,
        household_id=number,
        staff_id=desk_user.pk,
        topic=Topic.SCHOOL,
        reason="Lend a laptop",
        until_at=NOW + timedelta(days=2),
        client_id=uuid.uuid4(),
        now=NOW,
    )
    dede = actor(desk_user, Role.PROVISION_DESK)
    sight = queries.sight_into(dede, of, at=NOW)
    assert sight.topics == {Topic.SCHOOL}
    assert not sees(dede, number, NOW + timedelta(days=2))
    actions.end_task(actor=dede, task_id=task, now=NOW + timedelta(hours=1))
    assert not sees(dede, number, NOW + timedelta(hours=1))


def test_exceptional_access_opens_for_two_hours_and_tells_others_at_once(at: Desk) -> None:
    number = household(at.noor, somebody(), child("Lina"))
    assert not sees(at.sam, number)
    access = opened(at.sam, number)
    assert sees(at.sam, number)
    assert [one.pk for one in queries.open_exceptions(at.sam, now=NOW)] == [access.pk]
    assert sees(at.sam, number, NOW + timedelta(minutes=119))
    assert not sees(at.sam, number, NOW + timedelta(hours=2))
    assert opened(at.sam, number).pk == access.pk
    lead = actor(account("lea"), Role.TEAM_LEAD, teams=(at.team,))
    officer = actor(account("pia"), Role.PRIVACY_OFFICER)
    assert [notice.access_id for notice in queries.notices(lead)] == [access.pk]
    assert [notice.access_id for notice in queries.notices(officer)] == [access.pk]
    assert queries.notices(actor(account("max"), Role.TEAM_LEAD, teams=(at.other_team,))) == []
    assert Line.objects.filter(event="registry.opened_exceptionally").count() == 3


def test_exceptional_access_reads_and_does_not_change_nor_open_what_is_hidden(at: Desk) -> None:
    number = household(at.noor, place=Place(door=Door("Stiltelaan", "3"), is_hidden=True))
    opened(at.sam, number)
    assert queries.household(at.sam, number, purpose=Purpose.EXCEPTION, on=TODAY, now=NOW).stays == ()
    with pytest.raises(Refused):
        actions.end_household(actor=at.sam, household_id=number, ended_on=TODAY, now=NOW)


def test_a_short_reason_is_refused_and_so_is_a_fourth_time_on_one_day(at: Desk) -> None:
    homes = [household(at.noor, somebody("Jo", f"Duin{sign}")) for sign in "abcd"]
    with pytest.raises(NotPossible, match="20"):
        opened(at.sam, homes[0], reason="  too short        ")
    for home in homes[:3]:
        opened(at.sam, home)
    with pytest.raises(NoMoreToday):
        opened(at.sam, homes[3])
    assert not sees(at.sam, homes[3])
    opened(at.sam, homes[3], NOW + timedelta(days=1))


def test_nobody_outside_the_town_or_without_a_household_role_gets_in(at: Desk) -> None:
    number = household(at.noor)
    elsewhere = actor(account("vera"), Role.SOCIAL_WORKER, towns=("elders",))
    with pytest.raises(NotFoundHere):
        opened(elsewhere, number)
    for role in (Role.VOLUNTEER, Role.PARTNER, Role.ADMINISTRATOR):
        with pytest.raises(Refused):
            opened(actor(account(role.value), role), number)


def test_a_colleague_reviews_within_five_working_days_or_it_is_told_again(at: Desk) -> None:
    number = household(at.noor)
    access = opened(at.sam, number)
    lead = actor(account("lea"), Role.TEAM_LEAD, teams=(at.team,))
    reviewing = {"access_id": access.pk, "outcome": ReviewOutcome.JUSTIFIED, "note": "", "now": NOW}
    both = actor(User.objects.get(pk=at.sam.staff_id), Role.TEAM_LEAD, teams=(at.team,))
    with pytest.raises(Refused, match=r"own|eigen"):
        actions.review_exception(actor=both, **reviewing)
    assert actions.escalate_overdue(now=NOW + timedelta(days=7)) == 0
    assert actions.escalate_overdue(now=NOW + timedelta(days=8)) == 1
    assert actions.escalate_overdue(now=NOW + timedelta(days=9)) == 0
    assert [one.pk for one in queries.exceptions_to_review(lead, now=NOW)] == [access.pk]
    actions.review_exception(actor=lead, **reviewing)
    with pytest.raises(NotPossible):
        actions.review_exception(actor=lead, **reviewing)
    assert queries.exceptions_to_review(lead, now=NOW) == []
    assert not Notice.objects.filter(seen_at=None).exists()


def test_working_days_skip_weekends_and_legal_holidays() -> None:
    assert easter(2026) == date(2026, 4, 5)
    assert working_days_after(date(2026, 11, 20), 5) == date(2026, 11, 27)
    assert working_days_after(date(2026, 4, 3), 1) == date(2026, 4, 7)
    assert working_days_after(date(2026, 12, 24), 1) == date(2026, 12, 28)


def test_foster_care_is_seen_by_its_owner_only(at: Desk) -> None:
    number = household(at.noor, somebody(), child("Lina"))
    birth = household(at.noor, somebody("Els", "Duin"))
    lina = next(
        member
        for member in queries.household(at.noor, number, purpose=Purpose.HELP, on=TODAY, now=NOW).members
        if member.relation == Relation.CHILD
    )
    actions.join_household(
        actor=at.noor,
        household_id=birth,
        person_id=lina.person_id,
        seen_in=number,
        relation=Relation.CHILD,
        share_pct=10,
        from_on=date(2026, 2, 1),
        client_id=uuid.uuid4(),
        now=NOW,
    )
    actions.place_foster_child(
        actor=at.noor, household_id=number, person_id=lina.person_id, service="Pleegzorg", now=NOW
    )
    vera = actor(account("vera"), Role.SOCIAL_WORKER, teams=(at.team,))
    for home in (number, birth):
        for by, is_owner in ((at.noor, True), (vera, False)):
            shown = queries.household(by, home, purpose=Purpose.HELP, on=TODAY, now=NOW).members[-1]
            assert shown.person_id == lina.person_id
            assert shown.is_placement is (is_owner and home == number)
            assert shown.also_elsewhere is is_owner


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_three_hundred_at_once_exactly_one_becomes_contact_person() -> None:
    at = desk()
    number = household(at.noor)
    racers = [actor(account(f"racer{n}"), Role.SOCIAL_WORKER, teams=(at.team,)) for n in range(300)]

    def take(one) -> int:
        try:
            return actions.become_contact_person(actor=one, household_id=number, now=NOW).staff_id
        except ContactPersonTaken as taken:
            return -taken.staff_id
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=40) as pool:
        answers = list(pool.map(take, racers))
    winner = ContactAssignment.objects.get(household=number, until_at=None)
    assert [answer for answer in answers if answer > 0] == [winner.staff_id]
    assert {-answer for answer in answers if answer < 0} == {winner.staff_id}
    assert ExceptionalAccess.objects.count() == 0
