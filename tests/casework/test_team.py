"""Caseload, the ceiling of intensive guidance, assigning, transfers with undo, hand-overs, the board."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nabij.audit.models import Line
from nabij.casework import actions, queries
from nabij.casework.actions.handovers import Checklist
from nabij.casework.models import BeyondCeiling, Guidance, Handover, HandoverItem, HandoverQuestion, Transfer
from nabij.casework.types import (
    CeilingReached,
    ChangedMeanwhile,
    FamilyTold,
    HandoverPoint,
    HandoverState,
    TransferReason,
    ceiling_of,
)
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere, Refused
from nabij.kernel.purposes import Purpose
from nabij.registry import actions as registry
from nabij.registry.models import Address, ContactAssignment, Neighbourhood
from nabij.registry.models import Household as HouseholdRow
from nabij.registry.types import ClientIdReused, LanguageLevel, NotPossible
from nabij.staff import actions as staff
from nabij.staff.models import Absence, CoveredNeighbourhood, Membership, StandIn, User
from nabij.staff.types import Role, StandInReason
from tests.casework.desk import SOON, guided, note
from tests.registry.people import NOW, TODAY, TOWN, Desk, account, actor, desk, household, somebody

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


@dataclass
class Team:
    """A team with its lead and two workers; every account may log in and works for the town."""

    at: Desk
    lead: Actor
    noor: Actor
    bram: Actor


def works(user: User, *roles: Role, team: Any, leads: bool = False) -> Actor:
    user.town_grants.create(town=TOWN)
    for role in roles:
        user.role_grants.create(role=role)
    Membership.objects.create(user=user, team=team, from_on=date(2020, 1, 1), is_lead=leads)
    return actor(user, *roles, teams=(team,))


@pytest.fixture
def team() -> Team:
    at = desk()
    noor = works(User.objects.get(pk=at.noor.staff_id), Role.SOCIAL_WORKER, team=at.team)
    return Team(
        at,
        lead=works(account("lea"), Role.TEAM_LEAD, team=at.team, leads=True),
        noor=noor,
        bram=works(account("bram"), Role.SOCIAL_WORKER, team=at.team),
    )


def homes(by: Actor, number: int, *, intensive: bool = False, each: Iterable[date] = ()) -> list[int]:
    """So many households in guidance with this contact person; `each` gives the days of their steps."""
    days = list(each) or [SOON.due_on] * number
    found = []
    for turn in range(number):
        home = household(by, somebody(f"Ana {turn}", "Zeewind", unlike_because="made up"))
        step = type(SOON)(SOON.what, days[turn])
        found.append(guided(by, number=home, is_intensive=intensive, step=step))
    return found


def many(by: Actor, number: int, *, intensive: bool = False) -> list[int]:
    """The same for hundreds, written straight into the tables."""
    first = homes(by, 1, intensive=intensive)
    row, stands = HouseholdRow.objects.get(pk=first[0]), Guidance.objects.get(household=first[0])
    more = HouseholdRow.objects.bulk_create(
        HouseholdRow(town=row.town, team_id=row.team_id, opened_at=NOW) for _turn in range(number - 1)
    )
    from nabij.registry.models import Subject

    Subject.objects.bulk_create(Subject(number=uuid.uuid4(), household=home) for home in more)
    ContactAssignment.objects.bulk_create(
        ContactAssignment(household=home, staff_id=by.staff_id, from_at=NOW) for home in more
    )
    copies = []
    for home in more:
        stands.pk, stands.household_id = None, home.pk
        copies.append(Guidance(**{f.attname: getattr(stands, f.attname) for f in Guidance._meta.fields}))
    Guidance.objects.bulk_create(copies)
    return first + [home.pk for home in more]


def transfer(team: Team, of: Actor, numbers: list[int], *to: Actor, **more: Any) -> int:
    given = {
        "reason": TransferReason.AWAY,
        "beyond_because": "",
        "client_id": uuid.uuid4(),
        "now": NOW,
        **more,
    }
    return actions.transfer_households(
        actor=given.pop("actor", team.lead),
        from_staff_id=of.staff_id,
        household_ids=numbers,
        to_staff_ids=[one.staff_id for one in to],
        **given,
    )


def assign(team: Team, home: int, to: Actor, because: str = "", **more: Any) -> int:
    given = {"actor": team.lead, "client_id": uuid.uuid4(), "now": NOW, **more}
    return actions.assign_household(
        household_id=home, to_staff_id=to.staff_id, beyond_because=because, **given
    )


def contact(home: int) -> int:
    return ContactAssignment.objects.get(household=home, until_at=None).staff_id


def handover(home: int) -> Handover:
    return Handover.objects.open().get(household=home)


def seen(by: Actor, number: int, now: datetime = NOW) -> queries.HandoverView:
    return queries.handover_of(by, number, purpose=Purpose.HELP, on=TODAY, now=now)


def tick(by: Actor, number: int, checklist: Checklist, **more: Any) -> int:
    version = more.pop("base_version", None) or Handover.objects.get(pk=number).version
    given = {"client_id": uuid.uuid4(), "now": LATER, **more}
    return actions.note_checklist(
        actor=by, handover_id=number, checklist=checklist, base_version=version, **given
    )


MINDED = Checklist({}, FamilyTold.TOLD, "We went by together on Monday")


# ------------------------------------------------------------------ working time and the ceiling
def test_working_time_holds_from_its_day_on_and_the_day_before_keeps_what_held(team: Team) -> None:
    noor = User.objects.get(pk=team.noor.staff_id)
    for share, day in ((50, date(2026, 1, 1)), (100, TODAY)):
        staff.note_work_time(actor=team.lead, account=noor, fte_hundredths=share, from_on=day, now=NOW)

    def fte(on: date) -> list[float | None]:
        return [one.fte for one in queries.caseload_of(team.lead, on=on, now=NOW).loads if one.name == "Noor"]

    assert fte(TODAY - timedelta(days=1)) == [0.5]
    assert fte(TODAY) == [1.0]
    assert fte(date(2025, 12, 31)) == [None]
    staff.note_work_time(actor=team.lead, account=noor, fte_hundredths=80, from_on=TODAY, now=NOW)
    assert fte(TODAY) == [0.8]
    with pytest.raises(Refused):
        staff.note_work_time(actor=team.bram, account=noor, fte_hundredths=10, from_on=TODAY, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        staff.note_work_time(actor=team.lead, account=noor, fte_hundredths=101, from_on=TODAY, now=NOW)


def test_the_ceiling_follows_the_working_time_in_whole_households() -> None:
    assert [ceiling_of(share) for share in (100, 80, 50, 0, None)] == [16, 12, 8, 0, 16]


def test_five_workers_hold_eighty_and_the_eighty_first_needs_a_reason_that_stays(team: Team) -> None:
    workers = [team.noor, team.bram]
    workers += [works(account(f"w{n}"), Role.CASE_MANAGER, team=team.at.team) for n in range(3)]
    for one in workers:
        many(one, 16, intensive=True)
    assert Guidance.objects.guided().filter(is_intensive=True).count() == 80
    one_more = household(team.noor, somebody("Jo", "Duinhof"))
    registry.become_contact_person(actor=team.noor, household_id=one_more, now=NOW)
    with pytest.raises(CeilingReached, match="17") as warned:
        guided(team.noor, number=one_more, is_intensive=True)
    assert warned.value.field == "beyond_because"
    assert not Guidance.objects.filter(household=one_more).exists()
    guided(team.noor, number=one_more, is_intensive=True, beyond_because="A birth, and nobody else is here")
    kept = BeyondCeiling.objects.get()
    assert (kept.household_id, kept.intensive, kept.ceiling) == (one_more, 17, 16)
    found = queries.caseload_of(team.lead, on=TODAY, now=NOW)
    assert (found.intensive, found.ceiling) == (81, 96)  # the lead may follow households too
    assert [(one.name, one.because) for one in found.passed] == [("Noor", kept.because)]
    read = Line.objects.filter(event="casework.ceilings_read").count()
    assert read == 1


def test_whichever_way_a_household_comes_the_ceiling_asks_why(team: Team) -> None:
    bram = User.objects.get(pk=team.bram.staff_id)
    staff.note_work_time(actor=team.lead, account=bram, fte_hundredths=6, from_on=TODAY, now=NOW)
    home, plain = homes(team.noor, 1, intensive=True)[0], homes(team.noor, 1)[0]
    with pytest.raises(CeilingReached):
        assign(team, home, team.bram)
    with pytest.raises(CeilingReached):
        transfer(team, team.noor, [home], team.bram)
    with pytest.raises(NotPossible, match="Bram") as told:
        registry.hand_over_contact(
            actor=team.noor, household_id=home, to_staff_id=bram.pk, hidden_too=False, now=NOW
        )
    assert told.value.field == "staff"
    assert contact(home) == team.noor.staff_id
    assert not BeyondCeiling.objects.exists()
    assign(team, plain, team.bram)  # not intensive, so no ceiling
    assign(team, home, team.bram, "Speaks their language")
    assert contact(home) == bram.pk
    assert BeyondCeiling.objects.get().because == "Speaks their language"


# ------------------------------------------------------------------ caseload and assigning
def test_the_caseload_stands_in_the_order_of_names_with_what_each_follows(team: Team) -> None:
    homes(team.noor, 2, intensive=True)
    homes(team.bram, 3, each=[TODAY, TODAY + timedelta(days=1), TODAY + timedelta(days=2)])
    household(team.noor, somebody("Jo", "Duinhof"))
    staff.note_languages(
        actor=team.lead, account=User.objects.get(pk=team.bram.staff_id), codes=["TR", "nl"], now=NOW
    )
    CoveredNeighbourhood.objects.create(team=team.at.team, code="noord")
    found = queries.caseload_of(team.lead, on=TODAY + timedelta(days=1), now=NOW)
    assert [(one.name, one.follows, one.in_guidance, one.intensive, one.late) for one in found.loads] == [
        ("Bram", 3, 3, 0, 1),
        ("Lea", 0, 0, 0, 0),
        ("Noor", 2, 2, 2, 0),
    ]
    assert (found.loads[0].languages, found.loads[0].neighbourhoods) == (("nl", "tr"), ("noord",))
    assert (found.fte, found.without_fte) == (0, 3)
    with pytest.raises(Refused):
        queries.caseload_of(team.noor, on=TODAY, now=NOW)


def test_who_speaks_the_language_and_works_in_the_neighbourhood_stands_first(team: Team) -> None:
    home = homes(team.noor, 1)[0]
    from nabij.registry.models import Membership as Belongs

    person = Belongs.objects.get(household=home).person_id
    registry.set_language(
        actor=team.noor, household_id=home, person_id=person, code="tr", level=LanguageLevel.WELL, now=NOW
    )
    Address.objects.update(neighbourhood=Neighbourhood.objects.create(code="n1", name="Noord", town=TOWN))
    CoveredNeighbourhood.objects.create(team=team.at.team, code="n1")
    zita = works(account("zita"), Role.CASE_MANAGER, team=team.at.team)
    staff.note_languages(actor=team.lead, account=User.objects.get(pk=zita.staff_id), codes=["tr"], now=NOW)
    Absence.objects.create(user_id=team.lead.staff_id, from_on=TODAY)
    works(account("otto"), Role.OCCUPATIONAL_THERAPIST, team=team.at.team)  # cannot be contact person
    found = queries.assigning_of(team.lead, home, on=TODAY, now=NOW)
    assert [one.load.name for one in found.candidates] == ["Zita", "Bram", "Lea"]
    assert [(bool(one.speaks), one.works_here) for one in found.candidates] == [
        (True, True),
        (False, True),
        (False, True),
    ]
    assert found.neighbourhood == "Noord"
    with pytest.raises(NotFoundHere):
        queries.assigning_of(team.lead, household(team.at.sam), on=TODAY, now=NOW)


def test_a_lead_assigns_within_the_own_teams_only_and_a_repeat_changes_nothing(team: Team) -> None:
    home, number = homes(team.noor, 1)[0], uuid.uuid4()
    with pytest.raises(Refused):
        assign(team, home, team.bram, actor=team.noor)
    with pytest.raises(NotPossible):
        assign(team, home, team.at.sam)
    with pytest.raises(NotFoundHere):
        assign(team, household(team.at.sam), team.bram)
    for _turn in range(2):
        assign(team, home, team.bram, client_id=number)
    assert contact(home) == team.bram.staff_id
    assert Handover.objects.count() == 1
    with pytest.raises(ClientIdReused):
        assign(team, home, team.lead, client_id=number)


# ------------------------------------------------------------------ transfers of many
def test_forty_households_go_at_once_the_urgent_ones_first_and_come_back(team: Team) -> None:
    days = (TODAY + timedelta(days=turn) for turn in count())
    numbers = homes(team.noor, 40, each=[next(days) for _turn in range(40)])
    before = queries.transferring_of(team.lead, team.noor.staff_id, on=TODAY, now=NOW)
    assert before.urgent == 8
    assert [line.step_due_on for line in before.lines[:8]] == sorted(
        line.step_due_on for line in before.lines if line.is_urgent
    )
    number = uuid.uuid4()
    made = {transfer(team, team.noor, numbers, team.bram, client_id=number) for _turn in range(2)}
    assert len(made) == 1
    assert {contact(home) for home in numbers} == {team.bram.staff_id}
    assert Handover.objects.open().filter(transfer__in=made).count() == 40
    after = queries.transferred_of(team.lead, *made, on=TODAY, now=NOW)
    assert (len(after.lines), len(after.urgent), after.can_be_undone) == (40, 8, True)
    assert len(queries.today_of(team.bram, on=TODAY, now=LATER).handovers) == 40
    for _turn in range(2):
        back = actions.undo_transfer(actor=team.lead, transfer_id=min(made), now=LATER)
        assert (back.back, back.stay) == (40, 0)
    assert {contact(home) for home in numbers} == {team.noor.staff_id}
    assert not Handover.objects.open().exists()
    assert Transfer.objects.get().undone_by_id == team.lead.staff_id


def test_what_the_receiver_worked_on_stays_when_a_transfer_is_taken_back(team: Team) -> None:
    worked, accepted, passed, alone = homes(team.noor, 4)
    made = transfer(team, team.noor, [worked, accepted, passed, alone], team.bram)
    note(team.bram, worked, now=LATER)
    tick(team.bram, handover(accepted).pk, MINDED)
    actions.accept_handover(actor=team.bram, handover_id=handover(accepted).pk, now=LATER)
    assign(team, passed, team.lead, now=LATER)
    queries.guidance_of(team.bram, alone, purpose=Purpose.HELP, on=TODAY, now=LATER)  # reading is no work
    end = LATER + timedelta(hours=1)
    back = actions.undo_transfer(actor=team.lead, transfer_id=made, now=end)
    assert (back.back, back.stay) == (1, 3)
    assert [contact(home) for home in (worked, accepted, passed, alone)] == [
        team.bram.staff_id,
        team.bram.staff_id,
        team.lead.staff_id,
        team.noor.staff_id,
    ]
    found = queries.transferred_of(team.lead, made, on=TODAY, now=end)
    assert (found.back, len(found.stayed), found.can_be_undone) == (1, 3, False)


def test_a_transfer_with_nothing_left_to_take_back_says_so(team: Team) -> None:
    home = homes(team.noor, 1)[0]
    made = transfer(team, team.noor, [home], team.bram)
    note(team.bram, home, now=LATER)
    with pytest.raises(NotPossible):
        actions.undo_transfer(actor=team.lead, transfer_id=made, now=LATER)
    assert Transfer.objects.get().undone_at is None
    for stranger in (actor(account("sid"), Role.TEAM_LEAD, teams=(team.at.other_team,)),):
        with pytest.raises(NotFoundHere):
            actions.undo_transfer(actor=stranger, transfer_id=made, now=LATER)
        with pytest.raises(NotFoundHere):
            queries.transferred_of(stranger, made, on=TODAY, now=LATER)


def test_a_household_that_somebody_gave_away_just_before_stays_there(team: Team) -> None:
    first, second = homes(team.noor, 2)
    assign(team, first, team.lead)
    made = transfer(team, team.noor, [first, second], team.bram, now=LATER)
    assert (contact(first), contact(second)) == (team.lead.staff_id, team.bram.staff_id)
    assert Handover.objects.filter(transfer=made).count() == 1
    with pytest.raises(NotPossible):
        transfer(team, team.noor, [first], team.bram, now=LATER)


def test_several_receivers_get_households_in_turn_the_intensive_ones_first(team: Team) -> None:
    plain, intensive = homes(team.noor, 4), homes(team.noor, 2, intensive=True)
    transfer(team, team.noor, plain + intensive, team.bram, team.lead)
    for group, each in ((plain, 2), (intensive, 1)):
        got = [contact(home) for home in group]
        assert {got.count(one.staff_id) for one in (team.bram, team.lead)} == {each}


def test_a_transfer_needs_a_receiver_of_the_team_who_may_follow(team: Team) -> None:
    home = homes(team.noor, 1)
    otto = works(account("otto"), Role.OCCUPATIONAL_THERAPIST, team=team.at.team)
    for receivers in ((), (team.noor,), (team.at.sam,), (otto,)):
        with pytest.raises(NotPossible):
            transfer(team, team.noor, home, *receivers)
    with pytest.raises(NotPossible):
        transfer(team, team.noor, [], team.bram)
    with pytest.raises(Refused):
        transfer(team, team.noor, home, team.bram, actor=team.noor)
    assert contact(home[0]) == team.noor.staff_id
    assert not Transfer.objects.exists()


def test_three_hundred_households_take_few_questions_and_each_is_on_record(team: Team) -> None:
    numbers = many(team.noor, 300)
    with CaptureQueriesContext(connection) as asked:
        made = transfer(team, team.noor, numbers, team.bram)
    assert len(asked) < 60, len(asked)
    assert Line.objects.filter(event="registry.contact_person_assigned", at=NOW, is_read=False).count() >= 300
    with CaptureQueriesContext(connection) as undone:
        assert actions.undo_transfer(actor=team.lead, transfer_id=made, now=LATER).back == 300
    assert len(undone) < 60, len(undone)


def test_the_database_refuses_a_second_contact_person_at_each_of_fifty_tries(team: Team) -> None:
    home = homes(team.noor, 1)[0]
    for _turn in range(50):
        with pytest.raises(IntegrityError), transaction.atomic():
            ContactAssignment.objects.create(household_id=home, staff_id=team.bram.staff_id, from_at=LATER)
    assert contact(home) == team.noor.staff_id


# ------------------------------------------------------------------ hand-overs
def test_a_handover_is_open_until_the_receiver_accepts_and_the_lead_sees_it(team: Team) -> None:
    home = homes(team.noor, 1)[0]
    assign(team, home, team.bram)
    found = handover(home)
    board = queries.board_of(team.lead, on=TODAY, now=LATER).handovers
    assert [(one.from_name, one.to_name) for one in board.lines] == [("Noor", "Bram")]
    assert [one.handover_id for one in queries.today_of(team.bram, on=TODAY, now=LATER).handovers] == [
        found.pk
    ]
    points = {HandoverPoint.PLAN: (True, ""), HandoverPoint.PROMISES: (False, "A call on Friday")}
    tick(team.noor, found.pk, Checklist(points))
    with pytest.raises(NotPossible) as first:
        actions.accept_handover(actor=team.bram, handover_id=found.pk, now=LATER)
    assert first.value.field == "family_told"
    with pytest.raises(NotPossible) as half:
        tick(team.noor, found.pk, Checklist({}, FamilyTold.NOT_TOLD))
    assert half.value.field == "family_words"
    tick(team.noor, found.pk, Checklist({}, FamilyTold.NOT_TOLD, "They are away until Monday"))
    with pytest.raises(Refused):
        actions.accept_handover(actor=team.noor, handover_id=found.pk, now=LATER)
    for _turn in range(2):
        actions.accept_handover(actor=team.bram, handover_id=found.pk, now=LATER)
    view = seen(team.bram, found.pk, LATER)
    assert (view.state, view.family_words, view.may_accept) == (
        HandoverState.ACCEPTED,
        "They are away until Monday",
        False,
    )
    assert [(one.point, one.is_done, one.words) for one in view.points if one.noted_on] == [
        (HandoverPoint.PLAN, True, ""),
        (HandoverPoint.PROMISES, False, "A call on Friday"),
    ]
    assert queries.board_of(team.lead, on=TODAY, now=LATER).handovers.number == 0
    with pytest.raises(NotPossible):
        tick(team.noor, found.pk, Checklist({}))


def test_what_is_asked_back_waits_for_an_answer_before_it_is_accepted(team: Team) -> None:
    home = homes(team.noor, 1)[0]
    assign(team, home, team.bram)
    number, sent = handover(home).pk, uuid.uuid4()
    tick(team.bram, number, MINDED)
    for _turn in range(2):
        actions.ask_back(
            actor=team.bram, handover_id=number, asked="Who has the key?", client_id=sent, now=LATER
        )
    assert HandoverQuestion.objects.count() == 1
    with pytest.raises(NotPossible):
        actions.ask_back(
            actor=team.bram, handover_id=number, asked="And when?", client_id=uuid.uuid4(), now=LATER
        )
    with pytest.raises(NotPossible):
        actions.accept_handover(actor=team.bram, handover_id=number, now=LATER)
    assert [one.is_to_me for one in queries.today_of(team.noor, on=TODAY, now=LATER).handovers] == [False]
    assert queries.board_of(team.lead, on=TODAY, now=LATER).handovers.lines[0].is_asked
    actions.answer_question(actor=team.noor, handover_id=number, answer="The neighbour", now=LATER)
    with pytest.raises(ChangedMeanwhile):
        actions.answer_question(actor=team.lead, handover_id=number, answer="The school", now=LATER)
    actions.accept_handover(actor=team.bram, handover_id=number, now=LATER)
    assert [(one.asked, one.answer) for one in seen(team.bram, number, LATER).questions] == [
        ("Who has the key?", "The neighbour")
    ]


def test_two_who_fill_in_the_same_checklist_do_not_overwrite_one_another(team: Team) -> None:
    home = homes(team.noor, 1)[0]
    assign(team, home, team.bram)
    number = handover(home).pk
    tick(team.noor, number, Checklist({HandoverPoint.SAFETY: (False, "A dog")}), base_version=1)
    with pytest.raises(ChangedMeanwhile):
        tick(team.bram, number, Checklist({HandoverPoint.SAFETY: (True, "")}), base_version=1)
    assert HandoverItem.objects.get().words == "A dog"
    tick(team.noor, number, Checklist({HandoverPoint.SAFETY: (False, "")}))
    assert not HandoverItem.objects.exists()


def test_whoever_does_not_see_every_topic_sees_that_words_are_there_and_not_which(team: Team) -> None:
    bridge = works(account("bo"), Role.BRIDGE_WORKER, team=team.at.team)
    home = homes(team.noor, 1)[0]
    assign(team, home, team.bram)
    number = handover(home).pk
    points = {HandoverPoint.SAFETY: (False, "Secret words")}
    tick(team.noor, number, Checklist(points, FamilyTold.TOLD, "Family words"))
    actions.ask_back(
        actor=team.bram, handover_id=number, asked="Asked words", client_id=uuid.uuid4(), now=LATER
    )
    view = seen(bridge, number, LATER)
    assert "words" not in str(view).replace("has_words", "").replace("sees_words", "").replace(
        "family_words", ""
    ).replace("words=''", "")
    assert [one.has_words for one in view.points if one.noted_on] == [True]
    assert not view.may_prepare
    with pytest.raises(Refused):
        tick(bridge, number, Checklist({}))
    with pytest.raises(NotFoundHere):
        seen(team.at.sam, number)
    assert Line.objects.filter(event="casework.handover_read", actor_id=bridge.staff_id).exists()


def test_a_household_that_goes_on_before_it_was_accepted_has_one_open_handover(team: Team) -> None:
    home = homes(team.noor, 1)[0]
    assign(team, home, team.bram)
    registry.hand_over_contact(
        actor=team.bram, household_id=home, to_staff_id=team.lead.staff_id, hidden_too=False, now=LATER
    )
    assert [(one.state, one.to_staff_id) for one in Handover.objects.order_by("pk")] == [
        (HandoverState.PASSED_ON, team.bram.staff_id),
        (HandoverState.OPEN, team.lead.staff_id),
    ]


def test_the_database_refuses_an_accepted_handover_that_says_nothing_of_the_family(team: Team) -> None:
    home = homes(team.noor, 1)[0]
    assign(team, home, team.bram)
    found = Handover.objects.filter(household=home)
    for wrong in (
        {"state": "accepted", "ended_at": NOW},
        {"family_told": "told"},
        {"ended_at": NOW},
        {"to_staff": team.noor.staff_id},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            found.update(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        Handover.objects.create(
            household_id=home, from_staff_id=team.noor.staff_id, to_staff_id=team.lead.staff_id, given_at=NOW
        )


def test_what_lacks_is_said_in_a_sentence_and_what_was_chosen_stays(team: Team) -> None:
    first, second = homes(team.noor, 2, intensive=True)
    client = Client()
    client.force_login(User.objects.get(pk=team.lead.staff_id))
    page = f"/nl/werk/werklast/{team.noor.staff_id}/doorgeven/"
    sent = {"client_id": str(uuid.uuid4()), "households": [first], "reason": "leaves"}
    answer = client.post(page, sent)
    assert answer.status_code == 422
    assert "Kies minstens één collega." in answer.content.decode()
    assert answer.context["chosen"] == {str(first)}
    bram = User.objects.get(pk=team.bram.staff_id)
    staff.note_work_time(actor=team.lead, account=bram, fte_hundredths=0, from_on=date(2020, 1, 1), now=NOW)
    sent["receivers"] = [bram.pk]
    answer = client.post(page, sent)
    assert answer.status_code == 422
    assert "Waarom meer dan het plafond?" in answer.content.decode()
    answer = client.post(page, {**sent, "beyond_because": "Niemand anders"})
    assert answer.status_code == 302, answer.content.decode()
    assert (contact(first), contact(second)) == (bram.pk, team.noor.staff_id)
    client.force_login(bram)
    page = f"/nl/werk/overdracht/{handover(first).pk}/"
    answer = client.post(f"{page}aanvaarden/")
    assert (answer.status_code, "Zeg eerst of het gezin" in answer.content.decode()) == (422, True)
    sent = {
        "client_id": str(uuid.uuid4()),
        "base_version": 1,
        "family_told": "told",
        "plan_words": "Op papier",
    }
    answer = client.post(page, sent)
    assert answer.status_code == 422
    assert "Op papier" in answer.content.decode()


# ------------------------------------------------------------------ the board
def test_the_board_says_who_is_away_this_week_and_who_stands_in(team: Team) -> None:
    noor = team.noor.staff_id
    Absence.objects.create(
        user_id=noor, from_on=TODAY + timedelta(days=2), until_on=TODAY + timedelta(days=5)
    )
    Absence.objects.create(user_id=team.bram.staff_id, from_on=TODAY + timedelta(days=9))
    until_on = TODAY + timedelta(days=5)
    StandIn.objects.create(
        absent_id=noor,
        stand_in_id=team.bram.staff_id,
        from_on=TODAY,
        until_on=until_on,
        reason=StandInReason.PLANNED,
    )
    away = queries.board_of(team.lead, on=TODAY, now=NOW).away
    assert [(one.name, one.until_on, one.stand_ins) for one in away] == [
        ("Noor", until_on, (("Bram", until_on),))
    ]


def test_a_board_of_sixty_members_asks_no_more_than_one_of_three(team: Team) -> None:
    many(team.noor, 50)
    transfer(team, team.noor, homes(team.noor, 3), team.bram)

    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            queries.board_of(team.lead, on=TODAY, now=LATER)
        return len([one for one in found if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))])

    few = asked()
    for turn in range(57):
        works(account(f"w{turn}"), Role.SOCIAL_WORKER, team=team.at.team)
    assert len(queries.board_of(team.lead, on=TODAY, now=LATER).loads) == 60
    assert asked() == few <= 28
