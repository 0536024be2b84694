"""Odd reading is found by rules of people, with the reason in words; breaches have their clock (R-39)."""

import random
import uuid
from datetime import UTC, datetime, timedelta
from itertools import chain

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from nabij.audit import actions, queries
from nabij.audit.models import Breach, Line, OddReading
from nabij.audit.types import registered
from nabij.audit.types.breaches import BreachClock, BreachKind, BreachProblem, clock_of
from nabij.audit.types.odd_reading import (
    OddRule,
    Reading,
    Thresholds,
    odd_readings,
    reason_in_words,
)
from nabij.audit.types.oversight import AlreadyHandled
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import Refused
from nabij.kernel.purposes import Purpose
from nabij.registry.models import Membership
from nabij.registry.queries import number_of_person
from nabij.staff.models import User
from nabij.staff.types import Role
from tests.house.test_access import browser
from tests.registry import people

MIDNIGHT = datetime(2026, 11, 17, 23, tzinfo=UTC)
"""Midnight of 18 November in Belgium."""
NOON = MIDNIGHT + timedelta(hours=12)
LINES = Thresholds()
SAME = uuid.UUID(int=7)
OFFICER = Actor(staff_id=9, roles=frozenset({Role.PRIVACY_OFFICER}), towns=frozenset({"zonnedam"}))


def read(number: int = 1, *, staff: int = 1, at: datetime = NOON, way: str = "team", **more) -> list[Reading]:
    event = more.pop("event", "registry.household_read")
    step, subject = more.pop("step", timedelta(minutes=3)), more.pop("subject", None)
    detail = f'{{"relation": "{way}"}}'
    return [
        Reading(at + step * nth, staff, event, subject or uuid.UUID(int=staff * 10**6 + nth), detail)
        for nth in range(number)
    ]


def found(*readings: Reading, quiet: bool = False) -> dict[OddRule, int]:
    before = MIDNIGHT - timedelta(days=400 if quiet else 3)
    told = odd_readings(
        readings, LINES, last_change=lambda subjects, _: dict.fromkeys(subjects, before), midnight=MIDNIGHT
    )
    return {one.rule: one.number for one in told}


@pytest.mark.parametrize(
    ("rule", "readings", "number"),
    [
        (OddRule.MANY_OUTSIDE, read(31, step=timedelta(minutes=5)), 31),
        (OddRule.MANY_IN_AN_HOUR, read(200, way="contact_person", step=timedelta(seconds=20)), 180),
        (OddRule.AT_NIGHT, read(6, at=MIDNIGHT + timedelta(hours=3), way="contact_person"), 6),
        (OddRule.MANY_READERS, [*chain.from_iterable(read(staff=who, subject=SAME) for who in range(7))], 7),
        (OddRule.EXPORTS, read(4, event="registry.partner_lists_exported"), 4),
    ],
)  # fmt: skip
def test_what_is_above_a_line_is_found_and_what_lies_on_it_is_not(
    rule: OddRule, readings: list[Reading], number: int
) -> None:
    assert found(*readings) == {rule: number}
    line = {OddRule.MANY_IN_AN_HOUR: LINES.in_an_hour}.get(rule, number - 1)
    assert rule not in found(*readings[:line])
    words = reason_in_words(rule, number, 5)
    assert str(number) in words
    assert "%" not in words


def test_people_about_whom_nothing_was_written_for_long_are_counted() -> None:
    assert found(*read(6), quiet=True) == {OddRule.LONG_QUIET: 6}
    assert found(*read(5), quiet=True) == {}
    assert found(*read(6, way="task"), quiet=True) == {}, "a task is own work"


def test_thirty_ordinary_days_of_a_team_raise_no_alarm() -> None:
    """Twelve people at work, each with ten to twenty-five households a day, some of the team's."""
    chance, alarms = random.Random(3), 0
    for day in range(30):
        readings = []
        for staff in range(12):
            for _ in range(chance.randint(10, 25)):
                at = MIDNIGHT + timedelta(days=day, minutes=chance.randint(8 * 60, 18 * 60))
                way = chance.choice(["contact_person", "contact_person", "team", "task"])
                home = uuid.UUID(int=chance.randint(1, 400))
                readings += read(staff=staff, at=at, way=way, subject=home)
        alarms += len(found(*readings))
    assert alarms <= 30, "at most one a day"


# ---------------------------------------------------------------------------------- with a database


def log_reads(staff_id: int, subjects: list[uuid.UUID], *, way: str = "team") -> None:
    with transaction.atomic():
        actions.record_read(
            "registry.household_read",
            actor=Actor(staff_id=staff_id, roles=frozenset({"social_worker"})),
            about=subjects,
            purpose=Purpose.HELP,
            at=NOON,
            detail={"relation": way},
        )


@pytest.fixture
def home(db: None) -> tuple[people.Desk, list[uuid.UUID]]:
    """Ayşe Zeewind and Noor Duin; at work are Noor Duin herself, and Sam Zeewind."""
    at = people.desk()
    User.objects.filter(pk=at.noor.staff_id).update(name="Noor Duin")
    User.objects.filter(pk=at.sam.staff_id).update(name="Sam Zeewind")
    number = people.household(at.noor, people.somebody(), people.child("Noor", "Duin"))
    members = Membership.objects.filter(household=number).order_by("pk")
    return at, [number_of_person(one.person_id) for one in members]


def test_somebody_of_the_own_name_and_a_colleague_are_noticed_outside_the_own_work(
    home: tuple[people.Desk, list[uuid.UUID]],
) -> None:
    at, subjects = home
    log_reads(at.sam.staff_id or 0, subjects)
    log_reads(at.noor.staff_id or 0, subjects, way="contact_person")
    day = (MIDNIGHT + timedelta(hours=1)).date()
    assert actions.look_for_odd_reading(day=day, thresholds=LINES, now=NOON) == 2
    assert set(OddReading.objects.values_list("staff_id", "rule", "number")) == {
        (at.sam.staff_id, OddRule.OWN_SURNAME, 1),
        (at.sam.staff_id, OddRule.COLLEAGUE, 1),
    }
    assert actions.look_for_odd_reading(day=day, thresholds=LINES, now=NOON) == 0, "once is enough"
    shown = queries.odd_readings_to_look_at(OFFICER, now=NOON)
    assert {one.name for one in shown} == {"Sam Zeewind"}
    number = shown[0].odd.pk
    own = Actor(staff_id=at.sam.staff_id, roles=frozenset({Role.PRIVACY_OFFICER}))
    with pytest.raises(Refused):
        actions.say_what_it_was(actor=own, number=number, note="niets", now=NOON)
    actions.say_what_it_was(actor=OFFICER, number=number, note="buren, besproken", now=NOON)
    with pytest.raises(AlreadyHandled):
        actions.say_what_it_was(actor=OFFICER, number=number, note="toch niet", now=NOON)
    assert not any(str(one) in str(OddReading.objects.values_list()) for one in subjects)
    assert actions.forget_old_findings(on=day.replace(year=2029)) == 2


def test_the_log_is_searched_by_name_and_the_search_stands_in_it(
    home: tuple[people.Desk, list[uuid.UUID]],
) -> None:
    at, subjects = home
    met = queries.persons_called(OFFICER, "zeewind ayse", now=NOON)
    assert [(one.name, one.subject) for one in met] == [("Ayşe Zeewind", subjects[0])]
    line = Line.objects.filter(event="registry.searched_for_log").get()
    assert (line.subject, line.purpose, line.actor_id) == (subjects[0], Purpose.OVERSIGHT, 9)
    elsewhere = Actor(staff_id=9, roles=OFFICER.roles, towns=frozenset({"kortrijk"}))
    assert queries.persons_called(elsewhere, "zeewind ayse", now=NOON) == []
    with pytest.raises(Refused):
        queries.persons_called(at.noor, "zeewind", now=NOON)
    officer = people.account("officer")
    officer.role_grants.create(role=Role.PRIVACY_OFFICER)
    officer.town_grants.create(town="zonnedam")
    client: Client = browser(officer)
    page = client.post("/nl/werk/logboek/naam/", {"name": "zeewind"}).content.decode()
    assert f"?subject={subjects[0]}" in page
    assert "Ayşe Zeewind" in page
    lines = client.get("/nl/werk/logboek/", {"subject": str(subjects[0])}).content.decode()
    assert "registry.searched_for_log" in lines
    assert "Officer (" in lines, "what the account is called"


def test_who_finds_people_by_name_is_known() -> None:
    assert set(registered.person_finders) == {"registry"}


# ------------------------------------------------------------------------------------------ breaches


def test_the_clock_of_a_breach_runs_seventy_two_hours_and_stops_with_a_decision() -> None:
    hours = [
        (0, BreachClock.RUNNING), (47, BreachClock.RUNNING), (49, BreachClock.LAST_DAY),
        (71, BreachClock.LAST_DAY), (72, BreachClock.LATE),
    ]  # fmt: skip
    for hour, clock in hours:
        assert clock_of(NOON, decided_at=None, now=NOON + timedelta(hours=hour)) == clock
    assert clock_of(NOON, decided_at=NOON, now=NOON + timedelta(days=9)) == BreachClock.DECIDED


@pytest.mark.django_db
def test_a_breach_is_written_down_once_and_decided_once_in_words() -> None:
    sent = uuid.uuid4()
    given = {
        "actor": OFFICER, "sent_id": sent, "kind": BreachKind.LOST,
        "what": "een telefoon", "who": "40 gezinnen",
    }  # fmt: skip
    made = actions.register_breach(**given, known_at=NOON, now=NOON)
    assert actions.register_breach(**given, known_at=NOON, now=NOON).pk == made.pk
    later = NOON + timedelta(days=1)
    with pytest.raises(BreachProblem):
        actions.register_breach(**{**given, "sent_id": uuid.uuid4()}, known_at=later, now=NOON)
    actions.add_measures(actor=OFFICER, number=made.pk, measures="op afstand gewist", now=NOON)
    said = {"is_reported": True, "report_words": "VTC 2026-12", "are_told": False, "now": NOON}
    with pytest.raises(BreachProblem):
        actions.decide_breach(actor=OFFICER, number=made.pk, told_words=" ", **said)
    actions.decide_breach(actor=OFFICER, number=made.pk, told_words="geen hoog risico", **said)
    with pytest.raises(AlreadyHandled):
        actions.decide_breach(actor=OFFICER, number=made.pk, told_words="anders", **said)
    assert queries.breaches(OFFICER, now=NOON + timedelta(days=9))[0].clock == BreachClock.DECIDED
    with pytest.raises(IntegrityError), transaction.atomic():
        Breach.objects.filter(pk=made.pk).update(report_words="")


@pytest.mark.django_db
def test_the_pages_keep_what_was_typed_and_say_what_is_missing() -> None:
    officer = people.account("officer")
    officer.role_grants.create(role=Role.PRIVACY_OFFICER)
    client = browser(officer)
    bad = client.post("/nl/werk/inbreuken/", {"kind": "lost", "what": "een telefoon", "known_at": "x"})
    assert bad.status_code == 422
    assert "een telefoon" in bad.content.decode()
    assert "22/11/2026 14:30" in bad.content.decode()
    form = {
        "sent_id": str(uuid.uuid4()), "kind": "lost", "what": "een telefoon", "who": "40 gezinnen",
        "known_at": "2026-11-20T10:00",
    }  # fmt: skip
    page = client.post("/nl/werk/inbreuken/", form, follow=True)
    address = page.redirect_chain[-1][0].partition("?")[0]
    assert client.post(address, {"which": "decision", "is_reported": "yes"}).status_code == 422
    decision = {
        "is_reported": "yes",
        "report_words": "VTC 12",
        "are_told": "no",
        "told_words": "klein risico",
    }
    done = client.post(address, {"which": "decision", **decision}, follow=True).content.decode()
    assert "VTC 12" in done
    odd = OddReading.objects.create(
        day_on=NOON.date(), staff_id=officer.pk + 1, rule=OddRule.AT_NIGHT, number=6, line=5, found_at=NOON
    )
    assert "’s nachts 6 personen" in client.get("/nl/werk/opvallend/").content.decode()
    client.post(f"/nl/werk/opvallend/{odd.pk}/", {"note": ""})
    odd.refresh_from_db()
    assert odd.looked_at is None
    client.post(f"/nl/werk/opvallend/{odd.pk}/", {"note": "permanentie"})
    odd.refresh_from_db()
    assert (odd.note, odd.looked_by) == ("permanentie", officer.pk)
