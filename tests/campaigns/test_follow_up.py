"""Worries, questions, paper, a stop, and what stays of a campaign."""

from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime

import pytest
from django.db import connection

from nabij.audit.models import Line
from nabij.campaigns import actions, queries
from nabij.campaigns.actions.upkeep import close_and_clean
from nabij.campaigns.models import Attempt, FollowUp, Target, TargetPerson, Worry
from nabij.campaigns.types import (
    FollowUpKind,
    NeedCode,
    Outcome,
    TargetState,
    shown,
)
from nabij.kernel.clock import BRUSSELS
from nabij.kernel.decisions import NotFoundHere
from nabij.registry import actions as registry
from nabij.registry.models import Household, Membership, Person
from nabij.registry.queries import number_of_person
from nabij.registry.types import BirthDate, NotPossible, WishKind
from nabij.staff.models import Membership as TeamMembership
from nabij.staff.types import Role
from tests.campaigns.town import (
    a_senior,
    a_town,
    call,
    later,
    partner,
    running,
    senior,
    take,
    tell,
)
from tests.registry.people import NOW, account, actor

pytestmark = pytest.mark.django_db


def test_a_worry_calls_the_duty_team_at_once_and_others_when_nobody_takes_it() -> None:
    at = a_town()
    home = a_senior(at)
    registry.set_wish(
        actor=at.worker,
        household_id=home,
        person_id=None,
        kind=WishKind.TIMES,
        detail="Na het middagdutje",
        client_id=uuid.uuid4(),
        now=NOW,
    )
    running(at)
    target = take(at.callers[0])
    assert target is not None
    given = {"actor": at.callers[0], "hold": target.hold, "client_id": uuid.uuid4()}
    number = actions.raise_worry(**given, words="Zij klinkt verward", now=NOW)
    assert actions.raise_worry(**given | {"client_id": uuid.uuid4()}, words="", now=NOW) == number
    team_lead = actor(account("hanne"), Role.TEAM_LEAD)
    assert [one.number for one in queries.worries_calling(at.worker, now=NOW)] == [number]
    assert queries.worries_calling(team_lead, now=later(minutes=4)) == ()
    assert [one.wider for one in queries.worries_calling(team_lead, now=later(minutes=5))] == [1]
    assert queries.worries_calling(at.lead, now=later(minutes=9)) == ()
    assert [one.wider for one in queries.worries_calling(at.lead, now=later(minutes=10))] == [2]
    called = queries.worry_page(at.lead, number, now=later(minutes=10))
    assert (called.people.names, called.words, called.has_words) == (("Godelieve Peerdam",), "", True)
    assert called.people.times == ()  # the household has such a wish; it is for whoever calls
    actions.take_worry(actor=at.worker, worry_id=number, now=later(minutes=11))
    assert queries.worries_calling(team_lead, now=later(minutes=12)) == ()
    with pytest.raises(NotFoundHere):
        actions.take_worry(actor=team_lead, worry_id=number, now=later(minutes=12))
    page = queries.worry_page(at.worker, number, now=later(minutes=12))
    assert (page.words, page.people.names) == ("Zij klinkt verward", ("Godelieve Peerdam",))
    actions.end_worry(actor=at.worker, worry_id=number, what="Dokter gebeld", now=later(minutes=20))
    assert Worry.objects.open().count() == 0


def test_after_a_stop_nobody_gets_anybody_and_what_was_heard_is_still_kept() -> None:
    at = a_town(callers=2)
    a_senior(at)
    a_senior(at, senior("Tweede"))
    running(at)
    held = take(at.callers[0])
    assert held is not None
    version = at.campaign.version
    stop = {"actor": at.lead, "campaign_id": at.campaign_id, "base_version": version, "now": NOW}
    with pytest.raises(NotPossible):
        actions.stop_campaign(because="", **stop)
    actions.stop_campaign(because="Fout in de kaart", **stop)
    assert take(at.callers[1]) is None
    day = queries.caller_day(at.callers[0], now=NOW)
    assert day.now is not None
    assert day.now.is_stopped
    assert day.now.people.numbers == ()
    tell(at.callers[0], held, needs=(NeedCode.SHOPPING,))
    assert FollowUp.objects.count() == 1
    found = queries.contacted(at.lead, at.campaign_id, page=1, now=NOW)
    assert (found.number, found.lines[0].what) == (1, str(Outcome.TALKED.label))


def test_the_people_of_an_ended_campaign_go_after_thirty_days_and_the_counts_stay() -> None:
    at = a_town()
    for turn in range(12):
        a_senior(at, senior(f"P{turn}", year=1930 + turn))
    running(at)
    call(at.callers[0], needs=(NeedCode.SHOPPING,))
    actions.close_campaign(
        actor=at.lead, campaign_id=at.campaign_id, base_version=at.campaign.version, now=NOW
    )
    assert close_and_clean(later(days=31)) == (0, 0)  # something is still to do
    todo = FollowUp.objects.get()
    actions.finish_follow_up(actor=at.worker, follow_up_id=todo.pk, what="Ligt klaar", now=NOW)
    assert close_and_clean(later(days=29)) == (0, 0)
    assert close_and_clean(later(days=31)) == (0, 1)
    assert (Target.objects.count(), TargetPerson.objects.count(), Attempt.objects.count()) == (0, 0, 0)
    report = queries.report_of(at.lead, at.campaign_id)
    assert report.persons == 12
    assert report.reached_persons is None  # 1 of 12: too small to show
    assert at.campaign.figures["needs"] == {"shopping": 1}


def test_a_campaign_past_its_last_day_is_closed_at_night() -> None:
    at = a_town()
    a_senior(at)
    running(at)
    assert close_and_clean(datetime(2027, 2, 1, 3, tzinfo=BRUSSELS)) == (1, 0)
    assert at.campaign.state == "closed"


def test_a_small_number_is_hidden_with_a_second_one() -> None:
    assert shown({"a": 50, "b": 12, "c": 3}) == {"a": 50, "b": None, "c": None}
    assert shown({"a": 50, "b": 0, "c": 12}) == {"a": 50, "b": 0, "c": 12}
    assert shown({"a": 4, "b": 3, "c": 30}) == {"a": None, "b": None, "c": 30}


def test_a_question_is_for_its_team_and_its_words_for_who_sees_the_topic() -> None:
    at = a_town()
    a_senior(at)
    running(at)
    call(at.callers[0], needs=(NeedCode.SHOPPING,), words="Mijn knie")
    number = FollowUp.objects.get().pk
    assert queries.follow_up_page(at.worker, number, now=NOW).words == "Mijn knie"
    bridge = actor(account("brug"), Role.BRIDGE_WORKER, teams=(at.team,))
    page = queries.follow_up_page(bridge, number, now=NOW)
    assert (page.words, page.has_words, page.line.label) == ("", True, str(FollowUpKind.NEED.label))
    stranger = actor(account("ver"), Role.SOCIAL_WORKER)
    with pytest.raises(NotFoundHere):
        queries.follow_up_page(stranger, number, now=NOW)
    with pytest.raises(NotFoundHere):
        actions.finish_follow_up(actor=stranger, follow_up_id=number, what="x", now=NOW)


def test_a_list_on_paper_reserves_people_and_codes_come_back() -> None:
    at = a_town(callers=2)
    for turn in range(4):
        a_senior(at, senior(f"P{turn}", year=1930 + turn))
    running(at)
    rik, els = at.callers
    paper = actions.make_paper(
        actor=at.lead,
        campaign_id=at.campaign_id,
        staff_id=rik.staff_id,
        number=3,
        client_id=uuid.uuid4(),
        now=NOW,
    )
    found = queries.paper_of(at.lead, paper, now=NOW)
    assert [line.called for line in found.lines] == ["P0 Peerdam", "P1 Peerdam", "P2 Peerdam"]
    call(els)
    assert take(els) is None  # the other three are on paper
    first, second, _third = (line.target_id for line in found.lines)
    told = {
        first: actions.Told(Outcome.TALKED, (NeedCode.SHOPPING,)),
        second: actions.Told(Outcome.NO_ANSWER),
    }
    given = {"actor": at.lead, "paper_id": paper, "told": told, "client_id": uuid.uuid4()}
    assert actions.type_paper(**given, now=later(hours=4)) == 1
    assert actions.type_paper(**given, now=later(hours=4)) == 1
    with pytest.raises(NotPossible):
        actions.type_paper(**given | {"client_id": uuid.uuid4()}, now=later(hours=5))
    assert Attempt.objects.filter(caller=rik.staff_id).count() == 2
    assert take(els, later(hours=5)) is not None  # the third was not called


def test_why_somebody_was_contacted_stands_on_the_page_of_the_household() -> None:
    at = a_town()
    home = a_senior(at)
    running(at)
    call(at.callers[0])
    (why,) = queries.why_contacted(at.worker, home, now=NOW)
    assert why.contacted_on == (NOW.date(),)
    assert why.because[0].endswith(": 86")
    with pytest.raises(NotFoundHere):
        queries.why_contacted(at.callers[0], home, now=NOW)


def round_to_the_end(callers: list) -> None:
    """Every caller takes and tells until nobody waits."""

    def go(by) -> None:
        try:
            while (target := take(by)) is not None:
                tell(by, target)
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=len(callers)) as pool:
        list(pool.map(go, callers))


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_twelve_callers_at_once_call_everybody_once_and_forget_nobody() -> None:
    at = a_town(callers=12)
    for turn in range(150):
        a_senior(at, senior(f"P{turn}", birth=BirthDate(1925 + turn % 30, 1 + turn // 30, 2)))
    running(at)
    round_to_the_end(at.callers)
    assert Attempt.objects.count() == 150
    assert Attempt.objects.values("target").distinct().count() == 150
    assert set(Target.objects.values_list("state", flat=True)) == {TargetState.REACHED}
    assert Household.objects.count() == 150
    assert TeamMembership.objects.count() == 0


def test_pages_with_many_rows_ask_a_fixed_number_of_questions(django_assert_max_num_queries) -> None:
    at = a_town()
    for turn in range(15):
        a_senior(at, senior(f"P{turn}", year=1930 + turn))
    running(at)
    for _turn in range(14):
        call(at.callers[0])
    with django_assert_max_num_queries(18):
        assert len(queries.contacted(at.lead, at.campaign_id, page=1, now=NOW).lines) == 14
    with django_assert_max_num_queries(20):
        queries.campaign_page(at.lead, at.campaign_id)
    take(at.callers[0])
    own_turn = connection.vendor == "postgresql"  # one question more: whose turn it is to write in the log
    with django_assert_max_num_queries(25 + own_turn):
        queries.caller_day(at.callers[0], now=NOW)


def test_of_a_couple_only_who_lives_is_shown_and_the_log_names_nobody_else() -> None:
    at = a_town()
    home = a_senior(at, senior(), partner())
    running(at)
    first, second = Membership.objects.filter(household=home).order_by("pk").values_list("person", flat=True)
    Person.objects.filter(pk=first).update(died_on=date(2026, 11, 19))
    take(at.callers[0])
    day = queries.caller_day(at.callers[0], now=NOW)
    assert day.now is not None
    assert day.now.called == "Georges Peerdam"
    read = Line.objects.filter(event="campaigns.call_read")
    assert {line.subject for line in read} == {number_of_person(second)}
