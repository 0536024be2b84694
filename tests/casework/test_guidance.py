"""Guidance: always a contact person and a next step, closed with an outcome and the family's view."""

import random
import uuid
from dataclasses import replace
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from nabij.audit.models import Line
from nabij.casework import actions, queries
from nabij.casework.actions.guidance import Closing, NextStep
from nabij.casework.models import EndedStep, Guidance
from nabij.casework.types import (
    ChangedMeanwhile,
    Channel,
    ClosingOutcome,
    ContactOutcome,
    GuidanceStands,
    GuidanceState,
    StepEnd,
)
from nabij.kernel.decisions import NotFoundHere, Refused
from nabij.registry import actions as registry
from nabij.registry.actions import contact_person
from nabij.registry.types import ClientIdReused, NotPossible, Topic
from nabij.staff.models import Absence, StandIn, User
from nabij.staff.types import Role, StandInReason
from tests.casework.desk import SOON, close, guided, note, stands, start, step, told
from tests.registry.people import NOW, TODAY, Desk, account, actor, desk, household, somebody
from tests.registry.test_access import colleague

pytestmark = pytest.mark.django_db


@pytest.fixture
def at() -> Desk:
    return desk()


def test_guidance_begins_with_a_contact_person_and_a_next_step_or_not_at_all(at: Desk) -> None:
    number = household(at.noor)
    with pytest.raises(NotPossible, match="contact"):
        start(at.noor, number)
    registry.become_contact_person(actor=at.noor, household_id=number, now=NOW)
    with pytest.raises(NotPossible) as without_words:
        start(at.noor, number, step=replace(SOON, what="  "))
    assert without_words.value.field == "step"
    for day in (TODAY - timedelta(days=1), TODAY + timedelta(days=200)):
        with pytest.raises(NotPossible) as wrong_day:
            start(at.noor, number, step=replace(SOON, due_on=day))
        assert wrong_day.value.field == "step_due_on"
    assert not Guidance.objects.exists()
    start(at.noor, number)
    found = stands(at.noor, number)
    assert (found.state, found.step, found.step_due_on) == (GuidanceState.GUIDED, SOON.what, SOON.due_on)
    with pytest.raises(GuidanceStands):
        start(at.noor, number)


def test_the_database_refuses_guidance_without_a_step_a_second_one_and_closing_without_a_view(
    at: Desk,
) -> None:
    number = guided(at.noor)
    rows = Guidance.objects.filter(household=number)
    for without in ({"step": ""}, {"step_due_on": None}, {"state": "closed"}, {"state": "gone"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**without)
    with pytest.raises(IntegrityError), transaction.atomic():
        Guidance.objects.create(
            household_id=number,
            state="signalled",
            signal="Again",
            signalled_at=NOW,
            signalled_by_id=at.noor.staff_id,
        )
    ended = {
        "state": "closed",
        "closed_at": NOW,
        "closed_by": at.noor.staff_id,
        "step": "",
        "step_due_on": None,
    }
    for without in ({}, {"outcome": "reached"}, {"family_view": "Good"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**ended, **without)
    assert rows.update(**ended, outcome="reached", family_view="Good") == 1


def test_a_step_is_ended_and_the_next_one_set_in_one_and_what_was_stays(at: Desk) -> None:
    number = guided(at.noor)
    after = NextStep("Call the health insurance fund", TODAY + timedelta(days=10))
    form = uuid.uuid4()
    step(at.noor, number, 2, step=after, client_id=form)
    step(at.noor, number, 2, step=after, client_id=form)  # the same form sent twice
    found = stands(at.noor, number)
    assert (found.step, found.version) == (after.what, 3)
    assert [(one.what, one.end) for one in found.past_steps] == [(SOON.what, StepEnd.DONE)]
    with pytest.raises(ClientIdReused):
        step(at.noor, number, 2, step=SOON, client_id=form)
    with pytest.raises(ChangedMeanwhile):
        step(at.noor, number, 2)
    with pytest.raises(NotPossible) as no_reason:
        step(at.noor, number, 3, end=StepEnd.POSTPONED)
    assert no_reason.value.field == "note"
    for version in (3, 4):
        step(at.noor, number, version, end=StepEnd.POSTPONED, note="The desk was closed")
    assert stands(at.noor, number).put_off == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        EndedStep.objects.update(step="Something else")


def test_closing_asks_an_outcome_with_the_family_s_view_or_the_reason_it_lacks(at: Desk) -> None:
    number = guided(at.noor)
    for closing in (
        Closing(ClosingOutcome.REACHED),
        Closing(ClosingOutcome.REACHED, family_view="Good", not_asked_because="Away"),
    ):
        with pytest.raises(NotPossible):
            close(at.noor, number, 2, closing)
    close(at.noor, number, 2, Closing(ClosingOutcome.MOVED, not_asked_because="They left without an address"))
    found = stands(at.noor, number)
    assert found.state is None
    assert [(one.outcome, one.not_asked_because) for one in found.earlier] == [
        (ClosingOutcome.MOVED, "They left without an address")
    ]
    start(at.noor, number, signal="They are back")
    again = Guidance.objects.get(household=number, state="guided")
    assert again.follows is not None
    assert again.follows.outcome == "moved"
    assert stands(at.noor, number).earlier == found.earlier


def test_nobody_reached_counts_after_three_attempts_by_three_ways(at: Desk) -> None:
    number = guided(at.noor)
    lost = Closing(ClosingOutcome.LOST, not_asked_because="Nobody was reached")
    tried = [Channel.PHONE, Channel.PHONE, Channel.LETTER]
    for channel in tried:
        note(at.noor, number, told("", channel=channel, outcome=ContactOutcome.NOT_REACHED))
    with pytest.raises(NotPossible) as too_few:
        close(at.noor, number, 2, lost)
    assert too_few.value.field == "outcome"
    note(at.noor, number, told("", channel=Channel.HOME_VISIT, outcome=ContactOutcome.NOT_REACHED))
    close(at.noor, number, 2, lost)
    assert stands(at.noor, number).state is None


def test_a_household_in_guidance_does_not_end_in_silence(at: Desk) -> None:
    number = guided(at.noor)
    tomorrow = TODAY + timedelta(days=1)
    with pytest.raises(NotPossible):
        registry.end_household(actor=at.noor, household_id=number, ended_on=tomorrow, now=NOW)
    close(at.noor, number, 2)
    registry.end_household(actor=at.noor, household_id=number, ended_on=tomorrow, now=NOW)


def test_in_guidance_somebody_always_follows_the_household(at: Desk) -> None:
    number = guided(at.noor)
    with pytest.raises(NotPossible, match="Draag het over"):
        contact_person.stop_as_contact(actor=at.noor, household_id=number, note="weg", now=NOW)
    close(at.noor, number, 2)
    contact_person.stop_as_contact(actor=at.noor, household_id=number, note="weg", now=NOW)


def test_guidance_is_for_who_follows_the_household_and_words_for_who_sees_their_topic(at: Desk) -> None:
    number = guided(at.noor, step=replace(SOON, topic=Topic.MONEY))
    with pytest.raises(NotFoundHere):
        stands(at.sam, number)
    with pytest.raises(NotFoundHere):
        step(at.sam, number, 2)
    bridge = actor(account("bo"), Role.BRIDGE_WORKER, teams=(at.team,))
    community = actor(account("cas"), Role.COMMUNITY_WORKER, teams=(at.team,))
    seen = stands(bridge, number)
    assert (seen.step, seen.signal, seen.step_due_on) == ("", "", SOON.due_on)
    with pytest.raises(Refused):
        close(community, number, 2)
    close(at.noor, number, 2)
    assert [one.family_view for one in stands(bridge, number).earlier] == [""]
    assert [one.family_view for one in stands(at.noor, number).earlier] == ["We can go on by ourselves"]
    assert Line.objects.filter(event="casework.guidance_read", is_read=True).exists()
    signal = actions.signal_household(
        actor=community,
        household_id=number,
        signal="Asks for work",
        topic=Topic.WORK,
        client_id=uuid.uuid4(),
        now=NOW,
    )
    assert Guidance.objects.get(pk=signal).state == GuidanceState.SIGNALLED


def today(by, on=TODAY):
    return queries.today_of(by, on=on, now=NOW + (on - TODAY))


def test_a_step_is_late_from_the_day_after_and_the_list_says_who_is_quiet(at: Desk) -> None:
    number = guided(at.noor)
    assert [line.household_id for line in today(at.noor).week] == [number]
    assert [line.household_id for line in today(at.noor, SOON.due_on).due] == [number]
    late = today(at.noor, SOON.due_on + timedelta(days=1))
    assert [(line.name, line.what, line.days_late) for line in late.late] == [("Ayşe Zeewind", SOON.what, 1)]
    assert late.quiet == ()
    month = today(at.noor, TODAY + timedelta(days=31))
    assert [line.household_id for line in month.quiet] == [number]
    note(
        at.noor,
        number,
        told(need="A heater", happened_at=NOW + timedelta(days=20)),
        now=NOW + timedelta(days=20),
    )
    month = today(at.noor, TODAY + timedelta(days=31))
    assert month.quiet == ()
    assert [line.what for line in month.needs] == ["A heater"]
    assert Line.objects.filter(event="registry.household_listed", is_read=True).exists()


def test_whoever_stands_in_for_a_colleague_has_the_work_on_the_list_the_same_day(at: Desk) -> None:
    number = guided(at.noor, step=replace(SOON, topic=Topic.MONEY))
    vera = account("vera")
    StandIn.objects.create(
        absent_id=at.noor.staff_id,
        stand_in=vera,
        from_on=TODAY,
        until_on=TODAY + timedelta(days=5),
        reason=StandInReason.UNPLANNED,
    )
    lines = today(actor(vera, Role.SOCIAL_WORKER, teams=(at.team,))).week
    assert [(line.household_id, line.what, line.is_stand_in) for line in lines] == [(number, SOON.what, True)]
    hidden = today(actor(vera, Role.BRIDGE_WORKER, teams=(at.team,))).week
    assert [line.what for line in hidden] == [""]
    assert today(actor(vera, Role.SOCIAL_WORKER, teams=(at.other_team,))).week == ()


def checked() -> str:
    out = StringIO()
    call_command("casework", "check", stdout=out)
    return out.getvalue()


def test_the_nightly_check_names_a_household_whose_contact_person_left(at: Desk) -> None:
    number = guided(at.noor)
    assert "All of them" in checked()
    User.objects.filter(pk=at.noor.staff_id).update(is_active=False)
    with pytest.raises(CommandError, match="contact"):
        checked()
    assert queries.lacking(now=NOW + timedelta(days=1)).without_contact_person == (number,)


def test_in_ninety_days_of_work_no_household_in_guidance_ever_lacks_something(at: Desk) -> None:
    """Everything that people do, also what is refused, in a random order with a fixed seed."""
    chance = random.Random(90)
    lou = colleague("lou", Role.CASE_MANAGER)
    people = [at.noor, actor(lou, Role.CASE_MANAGER, teams=(at.team,))]
    User.objects.get(pk=at.noor.staff_id).town_grants.create(town="zonnedam")
    User.objects.get(pk=at.noor.staff_id).role_grants.create(role=Role.SOCIAL_WORKER)
    names = ("Duinhof", "Waterkant")
    homes = [household(at.noor, somebody("Jo", name)) for name in names]
    done = dict.fromkeys(("take", "start", "step", "close", "hand_over", "end"), 0)
    for day in range(90):
        now = NOW + timedelta(days=day)
        due = NextStep("Call", now.date() + timedelta(days=chance.randint(0, 9)))
        for home in homes:
            deed, by = chance.choice(list(done)), chance.choice(people)
            version = Guidance.objects.filter(household=home).values_list("version", flat=True).first() or 0
            given = {"actor": by, "household_id": home, "now": now}
            try:
                with transaction.atomic():
                    if deed == "take":
                        registry.become_contact_person(**given)
                    elif deed == "start":
                        start(by, home, step=due, now=now)
                    elif deed == "step":
                        end = chance.choice([StepEnd.DONE, StepEnd.POSTPONED, StepEnd.DROPPED])
                        step(by, home, version, end=end, note="So it went", step=due, now=now)
                    elif deed == "close":
                        close(by, home, version, now=now)
                    elif deed == "hand_over":
                        to = chance.choice(people).staff_id
                        registry.hand_over_contact(**given, to_staff_id=to, hidden_too=True)
                    elif chance.random() < 0.02:
                        registry.end_household(**given, ended_on=now.date() + timedelta(days=1))
                done[deed] += 1
            except (NotPossible, Refused, NotFoundHere):
                pass
        assert queries.lacking(now=now).is_whole, f"day {day}"
    assert all(number > 2 for number in done.values()), done


def test_an_absence_alone_takes_nothing_from_the_list(at: Desk) -> None:
    number = guided(at.noor)
    Absence.objects.create(user_id=at.noor.staff_id, from_on=TODAY)
    assert [line.household_id for line in today(at.noor).week] == [number]
