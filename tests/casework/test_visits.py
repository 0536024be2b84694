"""Visits: planned, begun and ended with one tap each, and nobody is forgotten inside."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from nabij.audit.models import Line
from nabij.casework import actions, queries
from nabij.casework.actions import upkeep
from nabij.casework.actions.visits import NewVisit
from nabij.casework.models import Visit
from nabij.casework.types import (
    ESCALATED_AFTER,
    EVERYBODY_AFTER,
    LONGER,
    REMINDED_AFTER,
    Alarm,
    AlreadyOut,
    VisitMovedOn,
    VisitState,
)
from nabij.kernel import clock
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere, Refused
from nabij.registry.types import NotPossible, Topic
from nabij.staff.models import Absence, Membership, RoleGrant, StandIn, TownGrant, User
from nabij.staff.types import Role
from tests.registry.people import NOW, TODAY, TOWN, Desk, account, actor, desk, household

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


class At:
    """A desk with a household, and beside Noor her colleague Bo and the lead Lea, all in one team."""

    def __init__(self) -> None:
        self.desk: Desk = desk()
        self.noor, self.sam = self.desk.noor, self.desk.sam
        self.home = household(self.noor)
        self.bo = self.member("bo", Role.SOCIAL_WORKER)
        self.lea = self.member("lea", Role.TEAM_LEAD, is_lead=True)
        for one in (self.noor, self.bo, self.lea):
            Membership.objects.get_or_create(
                user_id=one.staff_id, team=self.desk.team, defaults={"from_on": date(2020, 1, 1)}
            )

    def member(self, name: str, role: Role, *, is_lead: bool = False) -> Actor:
        user = account(name)
        RoleGrant.objects.create(user=user, role=role)
        TownGrant.objects.create(user=user, town=TOWN)
        Membership.objects.create(user=user, team=self.desk.team, from_on=date(2020, 1, 1), is_lead=is_lead)
        return actor(user, role, teams=(self.desk.team,))

    def plan(self, by: Actor | None = None, **more: Any) -> int:
        client_id = more.pop("client_id", uuid.uuid4())
        given = {"from_at": NOW, "until_at": NOW + HOUR, **more}
        return actions.plan_visit(
            actor=by or self.noor,
            household_id=self.home,
            visit=NewVisit(**given),
            client_id=client_id,
            now=NOW,
        )

    def begun(self, **more: Any) -> int:
        number = self.plan(**more)
        actions.begin_visit(actor=self.noor, visit_id=number, now=NOW)
        return number

    def calls(self, who: Actor, now: datetime) -> list[Alarm]:
        return [one.alarm for one in queries.calling(who, now=now)]


@pytest.fixture
def at() -> At:
    return At()


END = NOW + HOUR
REMINDED = END + REMINDED_AFTER
ESCALATED = END + ESCALATED_AFTER
EVERYBODY = ESCALATED + EVERYBODY_AFTER


def test_a_visit_is_planned_begun_and_ended_and_each_is_on_record(at: At) -> None:
    number = at.plan(companion_id=at.bo.staff_id, backup_id=at.lea.staff_id)
    actions.begin_visit(actor=at.noor, visit_id=number, now=NOW + 5 * MINUTE)
    visit = Visit.objects.get()
    assert visit.expected_end_at == NOW + 5 * MINUTE + HOUR
    actions.end_visit(actor=at.bo, visit_id=number, now=END)
    visit.refresh_from_db()
    assert (visit.state, visit.ended_by_id) == (VisitState.ENDED, at.bo.staff_id)
    events = set(Line.objects.filter(event__startswith="casework.visit").values_list("event", flat=True))
    assert events == {"casework.visit_planned", "casework.visit_begun", "casework.visit_ended"}


def test_sending_the_plan_twice_makes_one_visit_and_two_taps_begin_once(at: At) -> None:
    same = uuid.uuid4()
    assert at.plan(client_id=same) == at.plan(client_id=same)
    number = Visit.objects.get().pk
    for minutes in (0, 7):
        actions.begin_visit(actor=at.noor, visit_id=number, now=NOW + minutes * MINUTE)
    assert Visit.objects.get().begun_at == NOW


def test_nobody_is_on_two_visits_at_once(at: At) -> None:
    at.begun()
    second = at.plan()
    with pytest.raises(AlreadyOut):
        actions.begin_visit(actor=at.noor, visit_id=second, now=NOW)
    assert Visit.objects.get(pk=second).state == VisitState.PLANNED
    with pytest.raises(IntegrityError), transaction.atomic():
        Visit.objects.filter(pk=second).update(state=VisitState.BEGUN, begun_at=NOW, expected_end_at=NOW)


@pytest.mark.parametrize(
    ("hours", "field"),
    [
        ({"until_at": NOW}, "until"),
        ({"until_at": NOW + 13 * HOUR}, "until"),
        ({"from_at": NOW - 13 * HOUR, "until_at": NOW - 12 * HOUR}, "day"),
        ({"from_at": NOW + 200 * 24 * HOUR, "until_at": NOW + 200 * 24 * HOUR + HOUR}, "day"),
        ({"safety_note": "x" * 301}, "safety_note"),
    ],
)
def test_hours_that_cannot_be_are_refused_at_their_field(at: At, hours: dict[str, Any], field: str) -> None:
    with pytest.raises(NotPossible) as told:
        at.plan(**hours)
    assert told.value.field == field
    assert not Visit.objects.exists()


def test_only_colleagues_of_the_team_go_along_or_are_told(at: At) -> None:
    for field in ("companion_id", "backup_id"):
        with pytest.raises(NotPossible):
            at.plan(**{field: at.sam.staff_id})
    with pytest.raises(NotFoundHere):
        at.plan(by=at.sam)


def test_only_whoever_goes_says_how_it_stands(at: At) -> None:
    number = at.begun()
    for tap in (actions.stay_longer, actions.ask_for_somebody, actions.end_visit, actions.take_on):
        with pytest.raises(Refused):
            tap(actor=at.bo, visit_id=number, now=NOW)
        with pytest.raises(NotFoundHere):
            tap(actor=at.sam, visit_id=number, now=NOW)


def test_a_call_grows_with_the_clock_also_without_a_timer(at: At) -> None:
    at.begun(backup_id=at.bo.staff_id)
    third = at.member("cem", Role.SOCIAL_WORKER)
    for now, worker, backup, lead, team in (
        (REMINDED - MINUTE, [], [], [], []),
        (REMINDED, [Alarm.WORKER], [], [], []),
        (ESCALATED, [Alarm.BACKUP], [Alarm.BACKUP], [Alarm.BACKUP], []),
        (EVERYBODY, [Alarm.EVERYBODY], [Alarm.EVERYBODY], [Alarm.EVERYBODY], [Alarm.EVERYBODY]),
    ):
        found = [at.calls(one, now) for one in (at.noor, at.bo, at.lea, third)]
        assert found == [worker, backup, lead, team]
        assert at.calls(at.sam, now) == []


def test_each_message_goes_out_once_and_says_nothing_about_anybody(at: At) -> None:
    at.begun(backup_id=at.bo.staff_id, safety_note="Hond in de gang")
    for now in (REMINDED - MINUTE, REMINDED, REMINDED, ESCALATED, ESCALATED, EVERYBODY):
        upkeep.watch_visits(now)
    to = [one.to[0].split("@")[0] for one in mail.outbox]
    assert to == ["noor", "bo", "lea"]
    said = " ".join(one.subject + one.body for one in mail.outbox)
    for words in ("Zeewind", "Ayşe", "Kaai", "Hond", "Noor"):
        assert words not in said


def test_help_is_asked_at_once_and_one_colleague_takes_it_on(at: At) -> None:
    number = at.begun(backup_id=at.bo.staff_id)
    actions.ask_for_somebody(actor=at.noor, visit_id=number, now=NOW + MINUTE)
    assert at.calls(at.bo, NOW + MINUTE) == [Alarm.BACKUP]
    upkeep.watch_visits(NOW + MINUTE)
    assert {one.to[0].split("@")[0] for one in mail.outbox} == {"bo", "lea"}
    actions.take_on(actor=at.lea, visit_id=number, now=NOW + 2 * MINUTE)
    with pytest.raises(VisitMovedOn):
        actions.take_on(actor=at.bo, visit_id=number, now=NOW + 2 * MINUTE)
    assert at.calls(at.bo, EVERYBODY) == [Alarm.TAKEN]
    actions.end_visit(actor=at.lea, visit_id=number, now=NOW + 9 * MINUTE)
    assert at.calls(at.bo, EVERYBODY) == []


def test_safe_and_longer_ends_every_call_and_begins_anew(at: At) -> None:
    number = at.begun(backup_id=at.bo.staff_id)
    upkeep.watch_visits(ESCALATED)
    actions.stay_longer(actor=at.noor, visit_id=number, now=ESCALATED)
    assert at.calls(at.bo, ESCALATED) == at.calls(at.noor, ESCALATED) == []
    visit = Visit.objects.get()
    assert visit.expected_end_at == ESCALATED + LONGER
    mail.outbox.clear()
    upkeep.watch_visits(ESCALATED + LONGER + REMINDED_AFTER)
    assert [one.to[0] for one in mail.outbox] == ["noor@zonnedam.example"]


def test_in_the_place_of_who_is_away_the_stand_in_is_told(at: At) -> None:
    number = at.begun(backup_id=at.bo.staff_id)
    dana = at.member("dana", Role.SOCIAL_WORKER)
    days = {"from_on": TODAY, "until_on": TODAY + timedelta(days=2)}
    Absence.objects.create(user_id=at.bo.staff_id, **days)
    StandIn.objects.create(absent_id=at.bo.staff_id, stand_in_id=dana.staff_id, reason="planned", **days)
    upkeep.watch_visits(ESCALATED)
    assert {one.to[0].split("@")[0] for one in mail.outbox} == {"noor", "dana", "lea"}
    assert at.calls(dana, ESCALATED) == [Alarm.BACKUP]
    actions.take_on(actor=dana, visit_id=number, now=ESCALATED)


def test_the_note_is_for_who_goes_and_who_sees_its_topic(at: At) -> None:
    coach = at.member("coach", Role.BRIDGE_WORKER)
    number = at.plan(safety_note="Wapen in de kast", topic=Topic.CARE, companion_id=at.bo.staff_id)
    for who, sees in ((at.noor, True), (at.bo, True), (at.lea, True), (coach, False)):
        page = queries.visit_of(who, number, now=NOW).visit
        assert (page.safety_note == "Wapen in de kast", page.has_note) == (sees, True)
    with pytest.raises(NotFoundHere):
        queries.visit_of(at.sam, number, now=NOW)


def test_the_lead_sees_who_is_out_and_every_name_is_in_the_log(at: At) -> None:
    at.begun()
    (one,) = queries.who_is_out(at.lea, on=TODAY, now=NOW)
    assert (one.visit.worker, one.name) == ("Noor", "Ayşe Zeewind")
    assert Line.objects.filter(event="registry.household_listed", purpose="supervision").exists()
    with pytest.raises(Refused):
        queries.who_is_out(at.noor, on=TODAY, now=NOW)


def test_today_shows_the_visits_of_the_day(at: At) -> None:
    at.plan()
    at.plan(from_at=NOW + 24 * HOUR, until_at=NOW + 25 * HOUR)
    (line,) = queries.today_of(at.noor, on=TODAY, now=NOW).visits
    assert (line.name, line.is_mine) == ("Ayşe Zeewind", True)


def test_a_visit_that_is_called_off_calls_nobody_and_cannot_begin(at: At) -> None:
    number = at.plan()
    actions.call_off_visit(actor=at.noor, visit_id=number, now=NOW)
    with pytest.raises(VisitMovedOn):
        actions.begin_visit(actor=at.noor, visit_id=number, now=NOW)
    assert at.calls(at.lea, EVERYBODY) == []


def test_the_command_of_the_timer_says_what_it_did(at: At) -> None:
    said = StringIO()
    call_command("casework", "visits", stdout=said)
    assert "0" in said.getvalue()


def browser(who: Actor) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=who.staff_id))
    return client


def test_the_taps_on_the_page_lead_on_to_the_note(at: At, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)  # the same at every hour of the day
    RoleGrant.objects.create(user_id=at.noor.staff_id, role=Role.SOCIAL_WORKER)
    TownGrant.objects.create(user_id=at.noor.staff_id, town=TOWN)
    client = browser(at.noor)
    sent = {
        "client_id": str(uuid.uuid4()),
        "day": "01/01/2020",
        "begin": "9",
        "until": "10:30",
        "safety_note": "Bel is stuk",
        "topic": "",
        "now": "1",
    }
    new = reverse("casework:visit-new", args=[at.home])
    refused = client.post(new, sent)
    assert refused.status_code == 422
    assert "Bel is stuk" in refused.content.decode()  # what was typed stays
    first = client.get(new).context["form"]
    sent |= {name: first[name].value() for name in ("day", "begin", "until")}
    sent |= {"day": sent["day"].strftime("%d/%m/%Y"), "begin": "00:00", "until": "11:59"}
    answer = client.post(new, sent)
    visit = Visit.objects.get()
    assert answer.headers["Location"].endswith(f"/bezoeken/{visit.pk}/")
    tap = reverse("casework:visit-tap", args=[visit.pk])
    Visit.objects.filter(pk=visit.pk).update(
        state="begun", begun_at=visit.planned_from, expected_end_at=visit.planned_until
    )
    ended = client.post(tap, {"end": "1"})
    assert ended.headers["Location"].endswith("contacten/nieuw/?hoe=home_visit")
    form = client.get(ended.headers["Location"]).context["form"]
    assert form["channel"].value() == "home_visit"
    late = client.post(tap, {"longer": "1"})
    assert late.status_code == 409
    assert "n-problem" in late.content.decode()
