"""Planned calls: two services do not both call, and neither reads what the other one writes."""

import re
import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from nabij.audit.models import Line
from nabij.casework import actions, queries
from nabij.casework.actions import keeping_signals
from nabij.casework.models import CallRhythm, PlannedCall
from nabij.casework.types import CallKind, CallStands, CallState, ChangedMeanwhile
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere, Refused
from nabij.kernel.purposes import Purpose
from nabij.registry import actions as registry
from nabij.registry import queries as households
from nabij.registry.types import NotPossible, Topic
from nabij.staff.models import Membership, RoleGrant, Team, TownGrant, User
from nabij.staff.queries import actor_of
from nabij.staff.types import Role
from tests.casework.desk import guided, note
from tests.registry.people import NOW, TODAY, TOWN, account
from tests.registry.test_query_counts import questions

pytestmark = pytest.mark.django_db

TUESDAY = date(2026, 11, 24)


class Town:
    """A household of the neighbourhood team, with a task for somebody of the Huis van het Kind."""

    def __init__(self) -> None:
        haven = Team.objects.create(name="Oude Haven", town=TOWN)
        house = Team.objects.create(name="Gezinsteam", town=TOWN, organisation="Huis van het Kind")
        self.noor = self.someone("noor", Role.SOCIAL_WORKER, haven)
        self.kim = self.someone("kim", Role.FAMILY_COACH, house)
        self.home = guided(self.noor)
        registry.give_task(
            actor=self.noor,
            household_id=self.home,
            staff_id=self.kim.staff_id or 0,
            topic=Topic.CARE,
            reason="The baby group",
            until_at=None,
            client_id=uuid.uuid4(),
            now=NOW,
        )

    def someone(self, name: str, role: Role, at: Team) -> Actor:
        user = account(name)
        TownGrant.objects.create(user=user, town=TOWN)
        RoleGrant.objects.create(user=user, role=role)
        Membership.objects.create(user=user, team=at, from_on=date(2020, 1, 1))
        return actor_of(user, on=TODAY)


@pytest.fixture
def at() -> Town:
    return Town()


def planned(by: Actor, home: int, on: date = TUESDAY, **more: Any) -> int:
    given = {"kind": CallKind.CALL, "because": "", "client_id": uuid.uuid4(), "now": NOW, **more}
    return actions.plan_call(actor=by, household_id=home, on=on, **given)


def calls(by: Actor, home: int, on: date = TODAY) -> queries.Calls:
    return queries.calls_of(by, home, purpose=Purpose.HELP, on=on, now=NOW)


def rhythm(by: Actor, home: int, days: int | None, base_version: int = 0) -> None:
    actions.set_rhythm(actor=by, household_id=home, days=days, base_version=base_version, now=NOW)


def browser(by: Actor) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=by.staff_id))
    return client


def test_a_second_service_sees_who_calls_and_when_and_no_words(at: Town) -> None:
    note(at.noor, at.home)
    planned(at.kim, at.home, because="She asked it herself")
    (seen,) = calls(at.noor, at.home).planned
    assert (seen.service, seen.by, seen.on, seen.kind) == ("Huis van het Kind", "Kim", TUESDAY, CallKind.CALL)
    assert seen.why == "She asked it herself"  # the contact person reads why
    other = planned(at.noor, at.home, on=TUESDAY + timedelta(days=1), because="Her own wish")
    (_own, theirs) = calls(at.kim, at.home).planned
    assert (theirs.call_id, theirs.service, theirs.why, theirs.may_end) == (other, "Oude Haven", "", False)
    page = browser(at.kim).get(reverse("registry:household-more", args=[at.home])).content.decode()
    assert "Oude Haven" in page
    assert "Her own wish" not in page
    assert "energy supplier" not in page


def test_what_comes_after_the_page_brings_the_signs_it_uses(at: Town) -> None:
    address = reverse("registry:household-more", args=[at.home])
    part = browser(at.noor).get(address, headers={"X-Nabij-Part": "1"}).content.decode()
    used = set(re.findall(r'href="#([ig]-[a-z-]+)"', part))
    assert used
    assert used <= set(re.findall(r'<symbol id="([^"]+)"', part))


def test_two_calls_on_one_day_ask_for_a_reason_and_name_the_service(at: Town) -> None:
    planned(at.kim, at.home)
    with pytest.raises(CallStands, match="Huis van het Kind") as stands:
        planned(at.noor, at.home, kind=CallKind.VISIT)
    assert stands.value.field == "because"
    planned(at.noor, at.home, kind=CallKind.VISIT, because="The heating broke down")
    assert PlannedCall.objects.count() == 2


def test_the_database_lets_one_of_two_services_at_once_win(at: Town) -> None:
    planned(at.kim, at.home)
    with pytest.raises(IntegrityError), transaction.atomic():
        PlannedCall.objects.create(
            household_id=at.home,
            kind=CallKind.CALL,
            on=TUESDAY,
            planned_at=NOW,
            planned_by_id=at.noor.staff_id,
        )
    rows = PlannedCall.objects.filter(household=at.home)
    for wrong in ({"state": "done"}, {"state": "cancelled", "ended_at": NOW}, {"kind": "fax"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)


def test_a_cancelled_call_makes_room_and_one_that_took_place_does_not(at: Town) -> None:
    first = planned(at.kim, at.home)
    with pytest.raises(NotPossible):
        actions.cancel_call(actor=at.kim, call_id=first, because=" ", now=NOW)
    for _twice in range(2):
        assert actions.cancel_call(actor=at.kim, call_id=first, because="Ill", now=NOW) == at.home
    with pytest.raises(NotPossible):
        actions.finish_call(actor=at.kim, call_id=first, now=NOW)
    second = planned(at.noor, at.home)
    for _twice in range(2):
        assert actions.finish_call(actor=at.noor, call_id=second, now=NOW) == at.home
    with pytest.raises(NotPossible):
        actions.cancel_call(actor=at.noor, call_id=second, because="Too late", now=NOW)
    with pytest.raises(CallStands):
        planned(at.kim, at.home)
    assert [one.state for one in calls(at.noor, at.home, TUESDAY).ended] == [
        CallState.CANCELLED,
        CallState.DONE,
    ]


def test_a_rhythm_that_the_family_asked_for_warns_on_both_sides_of_a_call(at: Town) -> None:
    for wrong in (0, 1, 93):
        with pytest.raises(NotPossible) as refused:
            rhythm(at.noor, at.home, wrong)
        assert refused.value.field == "days"
    rhythm(at.noor, at.home, 7)
    planned(at.kim, at.home)
    for day in (TUESDAY - timedelta(days=3), TUESDAY + timedelta(days=6)):
        with pytest.raises(CallStands, match="7"):
            planned(at.noor, at.home, on=day)
    planned(at.noor, at.home, on=TUESDAY + timedelta(days=7))
    planned(at.noor, at.home, on=TUESDAY + timedelta(days=1), because="She called us")
    assert PlannedCall.objects.count() == 3


def test_two_people_change_a_rhythm_and_nothing_is_overwritten_in_silence(at: Town) -> None:
    rhythm(at.noor, at.home, 7)
    with pytest.raises(ChangedMeanwhile):
        rhythm(at.kim, at.home, 14)
    assert calls(at.kim, at.home).rhythm_days == 7
    rhythm(at.kim, at.home, None, base_version=1)
    assert not CallRhythm.objects.exists()


def test_only_days_that_can_be_and_once_for_one_form(at: Town) -> None:
    for day in (TODAY - timedelta(days=1), TODAY + timedelta(days=184)):
        with pytest.raises(NotPossible) as refused:
            planned(at.noor, at.home, on=day)
        assert refused.value.field == "on"
    number = uuid.uuid4()
    assert planned(at.noor, at.home, client_id=number) == planned(at.noor, at.home, client_id=number)


def test_whoever_does_not_see_the_household_plans_and_ends_nothing(at: Town) -> None:
    stranger = at.someone("ivo", Role.SOCIAL_WORKER, Team.objects.create(name="Molenwijk", town=TOWN))
    call = planned(at.noor, at.home)
    for attempt in (
        lambda: planned(stranger, at.home),
        lambda: calls(stranger, at.home),
        lambda: actions.finish_call(actor=stranger, call_id=call, now=NOW),
        lambda: rhythm(stranger, at.home, 9),
        lambda: actions.finish_call(actor=at.noor, call_id=10**9, now=NOW),
    ):
        with pytest.raises(NotFoundHere):
            attempt()
    with pytest.raises(Refused):
        actions.cancel_call(actor=at.kim, call_id=call, because="Not mine", now=NOW)


def test_planned_calls_stand_on_the_day_of_the_planner_and_lead_to_a_note(at: Town) -> None:
    call = planned(at.kim, at.home)
    late = planned(at.kim, at.home, on=TODAY)
    far = planned(at.kim, at.home, on=TODAY + timedelta(days=8))
    today = queries.today_of(at.kim, on=TODAY + timedelta(days=1), now=NOW)
    assert [one.call_id for one in today.calls] == [late, call, far]
    assert [one.line.days_late for one in today.calls] == [1, 0, 0]
    assert [one.call_id for one in queries.today_of(at.kim, on=TODAY, now=NOW).calls] == [late, call]
    assert queries.today_of(at.noor, on=TODAY, now=NOW).calls == ()
    answer = browser(at.kim).post(reverse("casework:call-done", args=[call]))
    assert answer.headers["Location"] == reverse("casework:contact-new", args=[at.home])


def test_the_page_asks_to_confirm_and_keeps_what_was_typed(at: Town) -> None:
    planned(at.kim, at.home, on=date(2026, 11, 30))
    address = reverse("casework:call-new", args=[at.home])
    typed = {"kind": "visit", "on": "30/11/2026", "because": "", "client_id": str(uuid.uuid4())}
    client = browser(at.noor)
    assert "Huis van het Kind" in client.get(address).content.decode()
    refused = client.post(address, typed)
    assert refused.status_code == 422
    assert 'value="30/11/2026"' in refused.content.decode()
    assert client.post(address, {**typed, "because": "The heating broke down"}).status_code == 302


def test_reading_is_on_record_once_and_the_copy_tells_what_was_planned(at: Town) -> None:
    planned(at.kim, at.home, because="She asked it herself")
    rhythm(at.noor, at.home, 7)
    before = Line.objects.filter(event="casework.calls_read").count()
    calls(at.kim, at.home)
    assert Line.objects.filter(event="casework.calls_read").count() == before + 1
    subject = households.number_of_household(at.home)
    parts = {part.code: part for part in keeping_signals.own_copy(subject, now=NOW)}
    assert parts["casework.calls"].records[0]["because"] == "She asked it herself"
    assert parts["casework.rhythm"].records[0]["days"] == 7
    list(keeping_signals.erase(subject, now=NOW, only_look=False))
    assert not PlannedCall.objects.exists()
    assert not CallRhythm.objects.exists()


def test_calls_go_ten_years_after_their_day(at: Town) -> None:
    planned(at.kim, at.home)
    assert list(keeping_signals.calls_past_term(date(2036, 11, 1), limit=9)) == []
    (due,) = keeping_signals.calls_past_term(date(2036, 12, 30), limit=9)
    assert keeping_signals.remove_calls([due.key], now=NOW) == 1


def test_fifty_planned_calls_ask_few_questions(at: Town) -> None:
    from nabij.kernel import clock

    for number in range(30):
        planned(at.noor, at.home, on=clock.today() + timedelta(days=number), because="Often", now=clock.now())
    client = browser(at.noor)
    client.get(reverse("casework:today"))
    assert len(questions(client, reverse("casework:today"))) <= 30
    assert len(questions(client, reverse("casework:call-new", args=[at.home]))) <= 30
