"""The daily message and the calendar: numbers and moments, and never a word about anybody."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from icalendar import Calendar

from nabij.casework import actions
from nabij.casework.actions import upkeep
from nabij.casework.actions.guidance import NextStep
from nabij.casework.models import Reminding, Visit
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import Refused
from nabij.staff.models import Absence, Membership, RoleGrant, StandIn, TownGrant, User
from nabij.staff.types import Role
from tests.casework.desk import a_goal, guided
from tests.casework.outside import a_visit
from tests.registry.people import NOW, TODAY, TOWN, account, actor, household, somebody, team

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(days=4)
DAYS = {"from_on": TODAY, "until_on": TODAY + timedelta(days=30)}
CANARIES = ("Zeewind", "Ayşe", "Kaai", "Zonnedam", "gas bill", "Hand in", "Hond", "Money", "Geld")


@pytest.fixture
def noor() -> Actor:
    return worker("noor", Role.SOCIAL_WORKER)


def worker(name: str, role: Role, *, is_lead: bool = False) -> Actor:
    user = account(name)
    ours = team(f"Team {name}") if not Membership.objects.exists() else Membership.objects.first().team
    RoleGrant.objects.create(user=user, role=role)
    TownGrant.objects.create(user=user, town=TOWN)
    Membership.objects.create(user=user, team=ours, from_on=date(2020, 1, 1), is_lead=is_lead)
    return actor(user, role, teams=(ours,))


def sent() -> dict[str, str]:
    return {one.to[0].split("@")[0]: one.body for one in mail.outbox}


def test_the_message_holds_numbers_and_nothing_about_anybody(noor: Actor) -> None:
    number = guided(noor)
    guided(noor, number=household(noor, somebody("Mo")))
    step = NextStep("Hand in a form", TODAY + timedelta(days=4))
    guided(noor, number=household(noor, somebody("Bo")), step=step)
    a_visit(noor, number, from_at=LATER, until_at=LATER + timedelta(hours=1), safety_note="Hond")
    upkeep.send_digests(LATER)
    (message,) = mail.outbox
    assert message.to == ["noor@zonnedam.example"]
    assert "2 stappen zijn te laat." in message.body
    assert "1 stap voor vandaag." in message.body
    assert "1 bezoek vandaag." in message.body
    for canary in CANARIES:
        assert canary not in message.subject + message.body


def test_a_second_run_on_the_same_day_sends_nothing_and_the_next_day_does(noor: Actor) -> None:
    guided(noor)
    for now, number in ((LATER, 1), (LATER, 1), (LATER + timedelta(days=1), 2)):
        upkeep.send_digests(now)
        assert len(mail.outbox) == number


def test_who_does_without_gets_none_and_who_has_nothing_to_do_neither(noor: Actor) -> None:
    guided(noor)
    worker("bo", Role.SOCIAL_WORKER)
    actions.choose_digest(actor=noor, wants=False, now=NOW)
    upkeep.send_digests(LATER)
    assert mail.outbox == []


def test_the_stand_in_gets_the_message_of_who_is_away(noor: Actor) -> None:
    guided(noor)
    bo = worker("bo", Role.SOCIAL_WORKER)
    Absence.objects.create(user_id=noor.staff_id, **DAYS)
    StandIn.objects.create(absent_id=noor.staff_id, stand_in_id=bo.staff_id, reason="planned", **DAYS)
    upkeep.send_digests(LATER)
    assert set(sent()) == {"bo"}


def test_the_team_lead_hears_of_steps_late_for_a_week(noor: Actor) -> None:
    worker("lea", Role.TEAM_LEAD, is_lead=True)
    guided(noor)
    upkeep.send_digests(NOW + timedelta(days=9))
    assert set(sent()) == {"noor"}
    upkeep.send_digests(NOW + timedelta(days=10))
    assert "een week" in sent()["lea"]


def test_what_could_not_be_sent_is_tried_again(noor: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    guided(noor)

    def refuse(*args: Any, **more: Any) -> None:
        raise ConnectionRefusedError

    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.EmailMessage.send", refuse)
        upkeep.send_digests(LATER)
    assert Reminding.objects.get().digest_on is None
    upkeep.send_digests(LATER)
    assert len(mail.outbox) == 1


def feed(token: str) -> Any:
    return Client().get(f"/nl/werk/agenda/{token}/nabij.ics")


def test_the_calendar_holds_own_steps_visits_and_reviews_without_any_word(noor: Actor) -> None:
    number = guided(noor)
    a_goal(noor, number)
    actions.plan_review(actor=noor, household_id=number, review_on=TODAY + timedelta(days=40), now=NOW)
    a_visit(noor, number, safety_note="Hond")
    answer = feed(actions.make_feed(actor=noor, now=NOW))
    assert answer.headers["Content-Type"].startswith("text/calendar")
    calendar = Calendar.from_ical(answer.content)
    assert calendar["VERSION"] == "2.0"
    events = list(calendar.walk("VEVENT"))
    assert sorted(str(one["SUMMARY"]) for one in events) == [
        "Nabij: bezoek",
        "Nabij: plan nazien",
        "Nabij: stap",
    ]
    for one in events:
        assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "URL"} <= one.keys()
        assert str(one["URL"]).startswith("http://testserver/nl/werk/")
    for canary in (*CANARIES[:3], *CANARIES[4:]):
        assert canary not in answer.content.decode()


def uids(token: str) -> set[str]:
    return {str(one["UID"]) for one in Calendar.from_ical(feed(token).content).walk("VEVENT")}


def test_a_moved_visit_keeps_its_identity(noor: Actor) -> None:
    number = guided(noor)
    a_visit(noor, number)
    token = actions.make_feed(actor=noor, now=NOW)
    before = uids(token)
    Visit.objects.update(planned_until=NOW + timedelta(hours=2))
    assert uids(token) == before
    assert len(before) == 2


def test_an_address_ends_when_it_is_renewed_ended_or_the_account_closes(noor: Actor) -> None:
    first = actions.make_feed(actor=noor, now=NOW)
    assert first not in str(Reminding.objects.values_list())
    second = actions.make_feed(actor=noor, now=NOW)
    assert (feed(first).status_code, feed(second).status_code) == (404, 200)
    User.objects.filter(pk=noor.staff_id).update(is_active=False)
    assert feed(second).status_code == 404
    User.objects.filter(pk=noor.staff_id).update(is_active=True)
    actions.end_feed(actor=noor, now=NOW)
    assert feed(second).status_code == 404
    assert feed(second).content == feed("never").content.replace(b"never", second.encode())


def test_the_address_is_shown_once(noor: Actor) -> None:
    client = Client()
    client.force_login(User.objects.get(pk=noor.staff_id))
    page = client.post("/nl/werk/herinneringen/", {"feed": "1"})
    address = page.context["address"]
    assert address.encode() in page.content
    assert feed(address.split("/")[-2]).status_code == 200
    assert address.encode() not in client.get("/nl/werk/herinneringen/").content
    client.post("/nl/werk/herinneringen/", {"digest": "no"})
    assert Reminding.objects.get().wants_digest is False


def test_whoever_visits_nobody_has_no_calendar(noor: Actor) -> None:
    with pytest.raises(Refused):
        actions.make_feed(actor=actor(account("ed"), Role.EDITOR), now=NOW)
