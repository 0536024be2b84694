"""Signals of facts that were seen: decided on within five working days, never lost, never kept too long."""

import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from nabij.audit.models import Line
from nabij.casework import actions, queries
from nabij.casework.actions import keeping_signals
from nabij.casework.actions.signals import NewHousehold, Seen, Whereabouts, end_rejected
from nabij.casework.models import Guidance, Signal, SignalPass
from nabij.casework.types import GuidanceState, SignalDecided, SignalState
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere, Refused
from nabij.registry import actions as registry
from nabij.registry import queries as households
from nabij.registry.models import ContactPoint, Household
from nabij.registry.types import (
    BirthDate,
    ClientIdReused,
    LikelyDouble,
    Naming,
    NewPerson,
    NotPossible,
    Topic,
)
from nabij.staff.models import Membership, RoleGrant, Team, TownGrant, User
from nabij.staff.queries import actor_of
from nabij.staff.types import Role
from tests.casework.desk import close, guided, stands, start
from tests.registry.people import NOW, TODAY, TOWN, account, child, household, somebody, team
from tests.registry.test_query_counts import questions

pytestmark = pytest.mark.django_db

NEXT_WEEK = NOW + timedelta(days=7)
FACTS = {
    "what": "The children stood at the gate without a coat three days in a row",
    "where": "School gate of De Zandloper",
    "on": TODAY,
    "by": "a teacher",
    "concerns": "the two youngest children",
    "topic": Topic.SCHOOL,
    "is_family_told": True,
    "told_because": "The mother says that money is short this month",
    "has_consent": True,
}


class Town:
    """Two teams with a lead each, and a worker in the first."""

    def __init__(self) -> None:
        self.haven, self.molen = team(), team("Molenwijk")
        self.lena = self.someone("lena", Role.TEAM_LEAD, self.haven, is_lead=True)
        self.lotte = self.someone("lotte", Role.TEAM_LEAD, self.haven, is_lead=True)
        self.mark = self.someone("mark", Role.TEAM_LEAD, self.molen, is_lead=True)
        self.noor = self.someone("noor", Role.SOCIAL_WORKER, self.haven)
        self.tess = self.someone("tess", Role.COMMUNITY_WORKER, self.haven)

    def someone(self, name: str, role: Role, at: Team, *, is_lead: bool = False) -> Actor:
        user = account(name)
        TownGrant.objects.create(user=user, town=TOWN)
        RoleGrant.objects.create(user=user, role=role)
        Membership.objects.create(user=user, team=at, from_on=date(2020, 1, 1), is_lead=is_lead)
        return actor_of(user, on=TODAY)


@pytest.fixture
def at() -> Town:
    return Town()


def sent(sender: Actor, to: Team, household_id: int | None = None, **more: Any) -> int:
    now = more.pop("now", NOW)
    told = more.pop("told", None if household_id else Whereabouts(name="Ayşe Duinhof"))
    client_id = more.pop("client_id", uuid.uuid4())
    return actions.send_signal(
        actor=sender,
        team_id=to.pk,
        household_id=household_id,
        told=told,
        seen=Seen(**{**FACTS, **more}),
        client_id=client_id,
        now=now,
    )


def taken(by: Actor, signal: int, home: int | NewHousehold, worker: Actor | None = None, **more: Any) -> int:
    given = {"base_version": 1, "client_id": uuid.uuid4(), "now": NOW, **more}
    next_worker = worker.staff_id if worker else None
    return actions.take_up_signal(
        actor=by, signal_id=signal, household=home, next_worker=next_worker, **given
    )


def rejected(by: Actor, signal: int, **more: Any) -> int:
    given = {"because": "The coats hung inside", "base_version": 1, "client_id": uuid.uuid4(), "now": NOW}
    return actions.reject_signal(actor=by, signal_id=signal, **{**given, **more})


def passed(by: Actor, signal: int, to: Team, **more: Any) -> int:
    given = {"because": "They live in Molenwijk", "base_version": 1, "client_id": uuid.uuid4(), "now": NOW}
    return actions.pass_signal_on(actor=by, signal_id=signal, team_id=to.pk, **{**given, **more})


def browser(by: Actor) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=by.staff_id))
    return client


def inbox(by: Actor, on: date = TODAY) -> queries.TriageList:
    return queries.triage_list(by, on=on, now=NOW)


# ------------------------------------------------------------------------------------------ sending


def test_a_signal_tells_facts_and_how_the_household_is_found_or_is_not_sent(at: Town) -> None:
    for lacks, field in (
        ({"what": " "}, "seen"),
        ({"where": ""}, "seen_where"),
        ({"by": ""}, "seen_by"),
        ({"concerns": ""}, "concerns"),
        ({"told_because": ""}, "told_because"),
        ({"has_consent": False}, "no_consent_because"),
        ({"on": TODAY + timedelta(days=1)}, "seen_on"),
        ({"told": Whereabouts()}, "told_name"),
    ):
        with pytest.raises(NotPossible) as refused:
            sent(at.noor, at.haven, **lacks)
        assert refused.value.field == field
    assert not Signal.objects.exists()
    sent(at.noor, at.haven, has_consent=False, no_consent_because="They could not be asked")


def test_the_database_refuses_a_signal_without_facts_or_a_decision_without_whoever_decided(at: Town) -> None:
    rows = Signal.objects.filter(pk=sent(at.noor, at.haven))
    for wrong in (
        {"seen": ""},
        {"told_because": ""},
        {"told_name": ""},
        {"has_consent": False},
        {"state": "rejected"},
        {"state": "taken_up", "decided_at": NOW, "decided_by": at.lena.staff_id},
        {"state": "rejected", "decided_at": NOW, "decided_by": at.lena.staff_id},
        {"read_at": NOW, "read_by": at.lena.staff_id},
        {"topic": "score"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)


def test_whoever_follows_households_sends_one_and_sending_twice_makes_one(at: Town) -> None:
    number = uuid.uuid4()
    assert sent(at.tess, at.haven, client_id=number) == sent(at.tess, at.haven, client_id=number)
    with pytest.raises(ClientIdReused):
        sent(at.tess, at.haven, client_id=number, where="Elsewhere")
    assert Signal.objects.count() == 1
    reader = at.someone("reader", Role.POLICY_READER, at.haven)
    with pytest.raises(Refused):
        sent(reader, at.haven)
    with pytest.raises(NotPossible) as elsewhere:
        sent(at.tess, team("Ver", town="kortrijk"))
    assert elsewhere.value.field == "team"
    with pytest.raises(NotFoundHere):
        sent(at.noor, at.haven, household(at.mark, somebody("Ivo", "Molen")))


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2026, 11, 20), date(2026, 11, 27)),  # an ordinary Friday
        (date(2026, 11, 9), date(2026, 11, 17)),  # Armistice Day on Wednesday
        (date(2026, 12, 23), date(2026, 12, 31)),  # Christmas on Friday
        (date(2026, 12, 30), date(2027, 1, 7)),  # New Year's Day
        (date(2026, 4, 2), date(2026, 4, 10)),  # Easter Monday
        (date(2026, 5, 12), date(2026, 5, 20)),  # Ascension Day
    ],
)
def test_it_is_decided_within_five_working_days_and_holidays_do_not_count(
    at: Town, day: date, due: date
) -> None:
    now = datetime(day.year, day.month, day.day, 10, tzinfo=UTC)
    signal = Signal.objects.get(pk=sent(at.noor, at.haven, on=day, now=now))
    assert signal.due_on == due
    (line,) = inbox(at.lena, on=due).waiting
    assert line.days_late == 0
    (line,) = inbox(at.lena, on=due + timedelta(days=1)).waiting
    assert line.days_late == 1
    assert queries.triage_in_short(at.lena, on=due + timedelta(days=1)) == queries.Triage(1, 1)


# ------------------------------------------------------------------------------------------ who reads what


def test_only_the_lead_of_the_team_reads_it_and_the_sender_reads_what_became_of_it(at: Town) -> None:
    signal = sent(at.noor, at.haven)
    assert inbox(at.lena).number == 1
    assert inbox(at.mark).number == 0
    with pytest.raises(NotFoundHere):
        queries.signal_in_triage(at.mark, signal, on=TODAY, now=NOW)
    for nobody in (at.noor, at.tess):
        with pytest.raises(Refused):
            inbox(nobody)
        with pytest.raises(Refused):
            queries.signal_in_triage(nobody, signal, on=TODAY, now=NOW)
    assert queries.sent_signals(at.tess) == []
    (mine,) = queries.sent_signals(at.noor)
    assert mine.is_waiting
    page = browser(at.noor).get(reverse("casework:signals")).content.decode()
    for word in ("Duinhof", "coat", "money", "gate"):
        assert word not in page


def test_the_inbox_has_the_oldest_first_and_names_each_household_once_in_the_log(at: Town) -> None:
    home = household(at.noor)
    later = sent(at.noor, at.haven, home, now=NOW)
    first = sent(at.noor, at.haven, home, now=NOW - timedelta(days=2), on=TODAY - timedelta(days=3))
    unknown = sent(at.tess, at.haven, now=NOW - timedelta(days=1), on=TODAY - timedelta(days=3))
    before = Line.objects.count()
    found = inbox(at.lena)
    assert [line.signal_id for line in found.waiting] == [first, unknown, later]
    assert [line.name for line in found.waiting] == ["Ayşe Zeewind", "Ayşe Duinhof", "Ayşe Zeewind"]
    assert Line.objects.count() == before + 1


def test_a_sender_cannot_tell_whether_guidance_ran_already(at: Town) -> None:
    known, other = guided(at.noor), household(at.noor, somebody("Ivo", "Molen"))
    joined, new = sent(at.tess, at.haven, known), sent(at.tess, at.haven, other)
    taken(at.lena, joined, known)
    taken(at.lena, new, other, at.noor)
    first, second = queries.sent_signals(at.tess)
    assert (first.is_waiting, first.is_rejected, first.team) == (
        second.is_waiting,
        second.is_rejected,
        second.team,
    )


# ------------------------------------------------------------------------------------------ deciding


def test_taken_up_for_a_known_household_it_is_signalled_and_somebody_goes_on(at: Town) -> None:
    home = household(at.noor)
    signal = sent(at.tess, at.haven, home)
    with pytest.raises(NotPossible) as nobody:
        taken(at.lena, signal, home)
    assert nobody.value.field == "next_worker"
    assert Signal.objects.get(pk=signal).state == SignalState.WAITING
    assert taken(at.lena, signal, home, at.noor) == home
    found = stands(at.noor, home)
    assert (found.state, found.signal) == (GuidanceState.SIGNALLED, FACTS["what"])
    assert households.contact_persons([home], at=NOW) == {home: at.noor.staff_id}
    assert [line.household_id for line in queries.today_of(at.noor, on=TODAY, now=NOW).signalled] == [home]
    assert stands(at.tess, home).signal == ""  # school is no topic of a community worker


def test_an_unknown_household_is_registered_with_its_telephone_and_what_was_told_goes(at: Town) -> None:
    signal = sent(at.tess, at.haven, told=Whereabouts("Ayşe Duinhof", "near the mill", "0470 12 34 56"))
    person = NewPerson(Naming(given="Ayşe", family="Duinhof"), BirthDate(1990))
    new = NewHousehold(person, None, "0470 12 34 56")
    number = uuid.uuid4()
    home = taken(at.lena, signal, new, at.noor, client_id=number)
    assert taken(at.lena, signal, new, at.noor, client_id=number) == home  # sent twice
    assert Household.objects.get().team_id == at.haven.pk
    assert ContactPoint.objects.get(household=home).value.endswith("470123456")
    row = Signal.objects.get(pk=signal)
    assert (row.household_id, row.told_name, row.told_place, row.told_phone) == (home, "", "", "")
    assert stands(at.noor, home).state == GuidanceState.SIGNALLED


def test_somebody_who_looks_the_same_stops_registering_and_nothing_is_kept(at: Town) -> None:
    household(at.noor)
    signal = sent(at.tess, at.haven)
    with pytest.raises(LikelyDouble):
        taken(at.lena, signal, NewHousehold(somebody(), None), at.noor)
    assert Signal.objects.get(pk=signal).state == SignalState.WAITING
    assert Household.objects.count() == 1


def test_a_signal_while_guidance_runs_reaches_the_contact_person_and_is_not_lost(at: Town) -> None:
    home = guided(at.noor)
    signal = sent(at.tess, at.haven, home)
    assert taken(at.lena, signal, home) == home
    assert Guidance.objects.count() == 1
    (line,) = queries.today_of(at.noor, on=TODAY, now=NOW).added
    assert (line.household_id, line.what) == (home, FACTS["what"])
    (seen,) = stands(at.noor, home).signals
    assert (seen.seen, seen.is_read) == (FACTS["what"], False)
    (unseen,) = stands(at.tess, home).signals
    assert (unseen.seen, unseen.seen_where, unseen.concerns, unseen.seen_by) == ("", "", "", "")
    with pytest.raises(Refused):
        actions.read_signal(actor=at.tess, signal_id=signal, now=NOW)
    for _twice in range(2):
        assert actions.read_signal(actor=at.noor, signal_id=signal, now=NOW) == home
    assert queries.today_of(at.noor, on=TODAY, now=NOW).added == ()


def test_the_short_form_keeps_the_words_when_guidance_began_meanwhile(at: Town) -> None:
    home = guided(at.noor)
    address = reverse("casework:signal", args=[home])
    answer = browser(at.noor).post(address, {"signal": "A bill on the door", "client_id": str(uuid.uuid4())})
    assert answer.status_code == 200
    assert "A bill on the door" in answer.content.decode()
    assert reverse("casework:signal-known", args=[home]) in answer.content.decode()


def test_of_two_leads_at_once_one_wins_and_the_other_is_told(at: Town) -> None:
    home = household(at.noor)
    signal = sent(at.tess, at.haven, home)
    rejected(at.lotte, signal)
    with pytest.raises(SignalDecided):
        taken(at.lena, signal, home, at.noor)
    assert not Guidance.objects.exists()
    address = reverse("casework:signal-take-up", args=[signal])
    typed = {"household": home, "next_worker": at.noor.staff_id, "base_version": 1, "client_id": uuid.uuid4()}
    answer = browser(at.lena).post(address, typed)
    assert answer.status_code == 409
    assert "n-problem" in answer.content.decode()
    assert Signal.objects.get(pk=signal).state == SignalState.REJECTED


def test_passed_on_it_goes_to_another_team_with_its_history_and_the_days_run_on(at: Town) -> None:
    signal = sent(at.noor, at.haven)
    due = Signal.objects.get(pk=signal).due_on
    for wrong in (at.haven, team("Zonder lead"), team("Ver", town="kortrijk")):
        with pytest.raises(NotPossible) as refused:
            passed(at.lena, signal, wrong)
        assert refused.value.field == "team"
    with pytest.raises(NotPossible):
        passed(at.lena, signal, at.molen, because=" ")
    passed(at.lena, signal, at.molen)
    assert inbox(at.lena).number == 0
    found = queries.signal_in_triage(at.mark, signal, on=TODAY, now=NOW)
    assert [(one.from_team, one.to_team, one.because) for one in found.passes] == [
        ("Oude Haven", "Molenwijk", "They live in Molenwijk")
    ]
    assert (found.due_on, found.version) == (due, 2)
    (mine,) = queries.sent_signals(at.noor)
    assert (mine.was_passed_on, mine.team) == (True, "Molenwijk")
    with pytest.raises(SignalDecided):  # the page of the first lead was still open
        rejected(at.lotte, signal)
    assert SignalPass.objects.count() == 1


def test_a_lead_of_another_team_decides_nothing(at: Town) -> None:
    signal = sent(at.noor, at.haven)
    for decide in (
        lambda: rejected(at.mark, signal),
        lambda: passed(at.mark, signal, at.molen),
        lambda: taken(at.mark, signal, household(at.mark), at.mark),
    ):
        with pytest.raises(NotFoundHere):
            decide()
    with pytest.raises(Refused):
        rejected(at.noor, signal)


# ------------------------------------------------------------------------------------------ keeping


def test_a_rejected_signal_is_for_leads_until_it_is_erased_at_day_thirty(at: Town) -> None:
    signal = sent(at.noor, at.haven)
    with pytest.raises(NotPossible):
        rejected(at.lena, signal, because="")
    rejected(at.lena, signal)
    assert inbox(at.lena).number == 0
    (line,) = inbox(at.lena).rejected
    assert line.erased_on == TODAY + timedelta(days=30)
    assert queries.signal_in_triage(at.lotte, signal, on=TODAY, now=NOW).rejected_because
    (mine,) = queries.sent_signals(at.noor)
    assert mine.is_rejected
    assert end_rejected(NOW + timedelta(days=29)) == 0
    assert end_rejected(NOW + timedelta(days=30)) == 1
    assert not Signal.objects.exists()


def test_nightly_work_erases_and_says_how_many_wait_too_long(at: Town) -> None:
    from nabij.kernel.running import UPKEEP

    rejected(at.lena, sent(at.noor, at.haven))
    sent(at.noor, at.haven)
    told = UPKEEP["casework.signals"](NOW + timedelta(days=30))
    assert Signal.objects.count() == 1
    assert told.count("1") == 2


def test_signals_go_with_the_household_and_with_the_guidance_that_they_led_to(at: Town) -> None:
    home = household(at.noor)
    taken(at.lena, sent(at.tess, at.haven, home), home, at.noor)
    taken(at.lena, sent(at.tess, at.haven, home), home)
    subject = households.number_of_household(home)
    (part,) = keeping_signals.own_copy(subject, now=NOW)
    assert [row["seen"] for row in part.records] == [FACTS["what"]] * 2
    assert "a teacher" not in str(part.records)
    Guidance.objects.all().delete()
    assert not Signal.objects.exists()
    sent(at.tess, at.haven, home)
    gone = keeping_signals.erase(subject, now=NOW, only_look=False)
    assert {one.erased for one in gone if one.model == "casework.Signal"} == {1}
    assert not Signal.objects.exists()


def test_what_was_rejected_long_ago_is_found_by_keeping_too(at: Town) -> None:
    signal = sent(at.noor, at.haven)
    rejected(at.lena, signal)
    assert list(keeping_signals.signals_past_term(TODAY + timedelta(days=29), limit=9)) == []
    (due,) = keeping_signals.signals_past_term(TODAY + timedelta(days=30), limit=9)
    assert keeping_signals.remove_signals([due.key], now=NOW) == 1


# ------------------------------------------------------------------------------------------ pages


def test_the_pages_of_a_lead_go_from_the_board_to_a_household_in_the_register(at: Town) -> None:
    signal = sent(at.noor, at.haven)
    lena = browser(at.lena)
    assert reverse("casework:signal-triage") in lena.get(reverse("casework:board")).content.decode()
    page = lena.get(reverse("casework:signal-triage")).content.decode()
    assert reverse("casework:signal-decide", args=[signal]) in page
    home = household(at.noor, child("Mo"), somebody())
    found = lena.post(reverse("casework:signal-decide", args=[signal]), {"typed": "Zeewind"})
    assert found.content.decode().count(f'name="household" value="{home}"') == 1
    address = reverse("casework:signal-household", args=[signal])
    assert lena.get(address).status_code == 200
    typed = {
        "given": "Ayşe",
        "family": "Duinhof",
        "birth_year": "1820",
        "next_worker": at.noor.staff_id,
        "base_version": 1,
        "client_id": str(uuid.uuid4()),
    }
    wrong = lena.post(address, typed)
    assert wrong.status_code == 422
    assert 'value="Duinhof"' in wrong.content.decode()
    done = lena.post(address, {**typed, "birth_year": "1990"})
    assert done.status_code == 302
    assert Signal.objects.get(pk=signal).state == SignalState.TAKEN_UP


def test_fifty_signals_ask_few_questions_of_the_database(at: Town) -> None:
    for number in range(12):
        born = BirthDate(1950 + number)
        sent(at.noor, at.haven, household(at.noor, somebody("Ivo", f"Molen{number}", birth=born)))
    lena = browser(at.lena)
    lena.get(reverse("casework:signal-triage"))
    for route in ("casework:signal-triage", "casework:board"):
        assert len(questions(lena, reverse(route))) <= 30
    assert len(questions(browser(at.noor), reverse("casework:signals"))) <= 30


def test_closed_guidance_is_no_open_one_so_a_signal_begins_anew(at: Town) -> None:
    home = guided(at.noor)
    close(at.noor, home, 2)
    taken(at.lena, sent(at.tess, at.haven, home), home)
    assert stands(at.noor, home).state == GuidanceState.SIGNALLED
    registry.become_contact_person(actor=at.noor, household_id=home, now=NEXT_WEEK)
    start(at.noor, home, signal="")
    assert stands(at.noor, home).state == GuidanceState.GUIDED
