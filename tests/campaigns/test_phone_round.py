"""A phone round: who is on the list, who calls whom, and what follows."""

from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta

import pytest
from django.db import connection

from nabij.audit.models import Line
from nabij.campaigns import actions, queries
from nabij.campaigns.actions.upkeep import close_and_clean
from nabij.campaigns.models import Attempt, Campaign, FollowUp, Target, TargetPerson, Worry
from nabij.campaigns.types import (
    CampaignMovedOn,
    FollowUpKind,
    HoldPassed,
    NeedCode,
    Outcome,
    PassedBecause,
    TargetState,
    next_try,
    shown,
    telling_word,
)
from nabij.casework.models import Need
from nabij.casework.types import CallKind
from nabij.kernel.clock import BRUSSELS
from nabij.kernel.decisions import NotFoundHere, Refused
from nabij.registry import actions as registry
from nabij.registry.models import ContactWish, Household, Membership, Person, Stay
from nabij.registry.queries import number_of_person
from nabij.registry.types import BirthDate, NotPossible, StayKind, WishKind
from nabij.rights.types import Composition, TargetGroup
from nabij.staff.models import Absence, StaffLanguage, StandIn
from nabij.staff.models import Membership as TeamMembership
from nabij.staff.types import Role
from tests.campaigns.town import (
    a_caller,
    a_plan,
    a_senior,
    a_town,
    call,
    fixed,
    later,
    partner,
    prepared,
    running,
    senior,
    take,
    tell,
)
from tests.casework.desk import note, told
from tests.registry.people import NOW, TOWN, account, actor, child, somebody

pytestmark = pytest.mark.django_db


def on_the_list() -> set[int]:
    return set(TargetPerson.objects.values_list("person_id", flat=True))


def members(household_id: int) -> list[int]:
    return list(
        Membership.objects.filter(household=household_id).order_by("pk").values_list("person", flat=True)
    )


# ------------------------------------------------------------------------------------ who is on the list
def test_a_couple_is_one_call_a_care_home_is_out_and_a_day_too_young_is_out() -> None:
    at = a_town()
    couple = a_senior(at, senior(year=1950), partner(year=1951))
    in_care = a_senior(at, senior("Maria", "Zeehoek"))
    Stay.objects.filter(household=in_care).update(kind=StayKind.CARE)
    a_senior(at, senior("Jef", "Klapstoel", birth=BirthDate(1956, 11, 21)))  # 69 years and 364 days
    on_the_day = a_senior(at, senior("Nel", "Klapstoel", birth=BirthDate(1956, 11, 20)))
    assert fixed(at) == 3
    assert set(Target.objects.values_list("household", flat=True)) == {couple, on_the_day}
    assert on_the_list() == {*members(couple), *members(on_the_day)}
    assert Target.objects.get(household=couple).because == {"ages": [75, 76], "lives_independently": True}


def test_a_year_of_birth_alone_is_not_sure_and_said_so() -> None:
    at = a_town()
    a_senior(at)
    a_senior(at, senior("Half", "Geweten", birth=BirthDate(1956)))
    a_senior(at, senior("Niets", "Geweten", birth=BirthDate()))
    assert fixed(at) == 1
    assert at.campaign.left_out == {"unsure": 2}


def test_each_reason_to_leave_somebody_out_is_counted() -> None:
    at = a_town()
    stays = a_senior(at)
    died = a_senior(at, senior("Dood", "Peerdam"))
    Person.objects.filter(pk=members(died)[0]).update(died_on=date(2026, 6, 1))
    moved = a_senior(at, senior("Weg", "Peerdam"), place=None)
    from nabij.registry.types import Door, Place

    away = Place(door=Door("Verreweg", "1", postcode="8000", municipality="Brugge"))
    gone = a_senior(at, senior("Verhuisd", "Peerdam"), place=away)
    refused = a_senior(at, senior("Nee", "Peerdam"))
    ContactWish.objects.create(household_id=refused, kind=WishKind.NO_CALLS, set_at=NOW)
    hidden = a_senior(at, senior("Geheim", "Peerdam"))
    Stay.objects.filter(household=hidden).update(layer="hidden", owner=at.worker.staff_id)
    assert {stays, died, moved, gone, refused, hidden}
    assert fixed(at) == 1
    assert at.campaign.left_out == {"died": 1, "moved": 1, "secret": 1, "refused": 1, "unsure": 1}
    assert set(Target.objects.values_list("household", flat=True)) == {stays}


def test_contact_until_midnight_on_the_last_day_counts_and_a_minute_later_does_not() -> None:
    """M-49: days are days in Belgium, and a household with two contacts is on the list once."""
    at = a_town()
    group = TargetGroup(contact_from=date(2026, 1, 1), contact_until=date(2026, 10, 1))
    met = []
    for turn, moment in enumerate(
        (
            datetime(2026, 9, 30, 23, 59, tzinfo=BRUSSELS),
            datetime(2026, 10, 1, 0, 0, tzinfo=BRUSSELS),
            datetime(2026, 1, 1, 0, 0, tzinfo=BRUSSELS),
            datetime(2025, 12, 31, 23, 59, tzinfo=BRUSSELS),
        )
    ):
        number = a_senior(at, senior(f"P{turn}", "Peerdam"))
        note(at.worker, number, told(happened_at=moment))
        met.append(number)
    note(at.worker, met[0], told(happened_at=datetime(2026, 5, 5, 12, tzinfo=BRUSSELS)))
    assert fixed(at, group=group) == 2
    assert set(Target.objects.values_list("household", flat=True)) == {met[0], met[2]}


def test_single_parents_are_chosen_and_not_their_children() -> None:
    at = a_town()
    alone = a_senior(at, somebody("Ayşe", "Zeewind"), child("Mo"))
    a_senior(at, somebody("Jan", "Duin"), partner("Els", 1985), child("Bo", "Duin"))
    a_senior(at, somebody("Solo", "Duin"))
    assert fixed(at, group=TargetGroup(composition=Composition.SINGLE_PARENT)) == 1
    assert on_the_list() == {members(alone)[0]}


def test_counting_shows_no_number_below_ten_and_names_nobody() -> None:
    at = a_town()
    for turn in range(3):
        a_senior(at, senior(f"P{turn}", year=1930 + turn))
    prepared(at)
    before = Line.objects.filter(subject__isnull=False).count()
    found = queries.counted(at.lead, at.campaign_id, now=NOW)
    assert (found.persons, found.is_empty) == (None, False)
    assert Line.objects.filter(subject__isnull=False).count() == before
    for turn in range(9):
        a_senior(at, senior(f"Q{turn}", year=1940 + turn))
    assert queries.counted(at.lead, at.campaign_id, now=NOW).persons == 12


def test_fixing_the_list_puts_everybody_on_record_and_happens_once() -> None:
    at = a_town()
    home = a_senior(at, senior(), partner())
    fixed(at)
    lines = Line.objects.filter(event="campaigns.list_fixed")
    assert {line.subject for line in lines} == {number_of_person(one) for one in members(home)}
    with pytest.raises(CampaignMovedOn):
        actions.fix_list(actor=at.lead, campaign_id=at.campaign_id, base_version=1, now=NOW)
    a_senior(at, senior("Later"))
    assert TargetPerson.objects.count() == 2  # the denominator stays what it was


def test_who_has_no_number_goes_to_the_next_way() -> None:
    at = a_town()
    a_senior(at, phone="")
    fixed(at)
    target = Target.objects.get()
    assert (target.state, target.passed_because) == (TargetState.PASSED_ON, PassedBecause.NO_NUMBER)
    (line,) = queries.passed_on(at.lead, at.campaign_id, page=1, now=NOW).lines
    assert line.plate.names == ("Godelieve Peerdam",)
    assert line.plate.place == ("Kaai 4", "9901 Zonnedam")


# ------------------------------------------------------------------------------------------------ words
@pytest.mark.parametrize(
    ("field", "words", "word"),
    [
        ("sender_name", "Dienst Kansarmoede", "Kansarmoede"),
        ("texts", {"nl": "Wij bellen kwetsbare mensen."}, "kwetsbare"),
        ("texts", {"nl": "Dag", "fr": "Nous aidons les personnes vulnérables"}, "vulnérables"),
        ("texts", {"nl": "Dag", "en": "A call for poor people"}, "poor"),
        ("name", "Actie voor arme gezinnen", "arme gezinnen"),
    ],
)
def test_a_word_that_betrays_poverty_is_refused_and_named(field: str, words: object, word: str) -> None:
    at = a_town()
    with pytest.raises(NotPossible, match=word):
        prepared(at, **{field: words})
    assert Campaign.objects.count() == 0


def test_plain_words_are_no_telling_words() -> None:
    assert telling_word("Dag, hoe gaat het? Is er iets waar wij bij kunnen helpen?", "nl") == ""
    assert telling_word("Een warme groet van armbandjes", "nl") == ""


def test_a_campaign_without_a_condition_or_with_odd_days_is_refused() -> None:
    at = a_town()
    for plan in ({"group": TargetGroup()}, {"until_on": date(2026, 1, 1)}, {"texts": {"fr": "Bonjour"}}):
        with pytest.raises(NotPossible):
            prepared(at, **plan)
    other = actor(account("els"), Role.CAMPAIGN_LEAD, towns=("kortrijk",))
    with pytest.raises(NotFoundHere):
        actions.prepare_campaign(actor=other, town=TOWN, plan=a_plan(at), client_id=uuid.uuid4(), now=NOW)
    with pytest.raises(Refused):
        actions.prepare_campaign(actor=at.worker, town=TOWN, plan=a_plan(at), client_id=uuid.uuid4(), now=NOW)


def test_of_two_leads_who_change_a_campaign_the_second_hears_of_it() -> None:
    at = a_town()
    prepared(at)
    change = {"actor": at.lead, "campaign_id": at.campaign_id, "base_version": 1, "now": NOW}
    actions.change_campaign(plan=a_plan(at, name="Eerste"), **change)
    with pytest.raises(CampaignMovedOn):
        actions.change_campaign(plan=a_plan(at, name="Tweede"), **change)
    assert at.campaign.name == "Eerste"


# ---------------------------------------------------------------------------------------------- calling
def test_the_oldest_comes_first_and_nobody_holds_two() -> None:
    at = a_town(callers=2)
    a_senior(at, senior("Jong", year=1950))
    oldest = a_senior(at, senior("Oud", year=1925))
    running(at)
    first, again = take(at.callers[0]), take(at.callers[0])
    assert first is not None
    assert again == first
    assert first.household_id == oldest
    second = take(at.callers[1])
    assert second is not None
    assert second.household_id != oldest
    assert take(a_caller("vreemd")) is None  # calls for no campaign


def test_a_caller_sees_name_number_and_card_and_each_look_is_on_record() -> None:
    at = a_town()
    home = a_senior(at, senior(), partner())
    running(at)
    take(at.callers[0])
    day = queries.caller_day(at.callers[0], now=NOW)
    assert day.now is not None
    assert day.now.called == "Godelieve Peerdam & Georges Peerdam"
    assert [one.shown for one in day.now.people.numbers] == ["0470 00 00 18"]
    assert day.now.script[0] == "Dag, ik bel voor de telefoonster."
    read = Line.objects.filter(event="campaigns.call_read", is_read=True)
    assert {line.subject for line in read} == {number_of_person(one) for one in members(home)}


def test_needs_become_things_to_do_once_also_when_sent_twice() -> None:
    at = a_town()
    a_senior(at)
    running(at)
    target = take(at.callers[0])
    assert target is not None
    given = {
        "actor": at.callers[0],
        "hold": target.hold,
        "told": actions.Told(Outcome.TALKED, (NeedCode.SHOPPING, NeedCode.COMPANY), "Mijn knie wil niet mee"),
        "client_id": uuid.uuid4(),
    }
    assert actions.tell_outcome(**given, now=NOW) == 2
    assert actions.tell_outcome(**given, now=later(minutes=2)) == 2
    assert FollowUp.objects.count() == 2
    assert {one.team_id for one in FollowUp.objects.all()} == {at.team.pk}
    assert Need.objects.count() == 0  # nobody follows this household
    assert Attempt.objects.get().outcome == Outcome.TALKED


def test_a_need_of_a_household_with_a_contact_person_also_stands_in_its_dossier() -> None:
    at = a_town()
    home = a_senior(at)
    registry.become_contact_person(actor=at.worker, household_id=home, now=NOW)
    running(at)
    call(at.callers[0], needs=(NeedCode.SHOPPING,))
    need = Need.objects.get()
    assert (need.household_id, need.topic, need.layer) == (home, "care", "topic")
    assert FollowUp.objects.get().need_id == need.pk


def test_an_outcome_that_does_not_go_with_what_was_ticked_is_refused_and_keeps_the_person() -> None:
    at = a_town()
    a_senior(at)
    running(at)
    target = take(at.callers[0])
    assert target is not None
    with pytest.raises(NotPossible):
        tell(at.callers[0], target, Outcome.NO_ANSWER, needs=(NeedCode.SHOPPING,))
    with pytest.raises(NotPossible):
        tell(at.callers[0], target, words="Wil praten")
    with pytest.raises(NotPossible):
        tell(at.callers[0], target, needs=(NeedCode.MEAL,))  # not asked in this campaign
    assert Attempt.objects.count() == 0
    assert take(at.callers[0]) == target


def test_no_answer_is_tried_in_another_part_of_the_day_and_at_last_goes_to_the_next_way() -> None:
    at = a_town()
    a_senior(at)
    running(at)
    now, parts = NOW, []
    for _turn in range(5):
        target = take(at.callers[0], now)
        assert target is not None
        tell(at.callers[0], target, Outcome.NO_ANSWER, now)
        parts.append(Attempt.objects.order_by("-number").first().part)
        now = max(Target.objects.get().due_at, now)
    assert parts[:3] == ["morning", "afternoon", "evening"]
    target = Target.objects.get()
    assert (target.state, target.passed_because) == (TargetState.PASSED_ON, PassedBecause.TOO_OFTEN)


def test_the_next_try_never_falls_in_the_same_part_of_the_same_day() -> None:
    morning = datetime(2026, 11, 20, 10, tzinfo=BRUSSELS)
    assert next_try(morning, {"morning"}) == datetime(2026, 11, 20, 12, tzinfo=BRUSSELS)
    assert next_try(morning, {"morning", "afternoon"}) == datetime(2026, 11, 20, 17, tzinfo=BRUSSELS)
    evening = datetime(2026, 11, 20, 19, tzinfo=BRUSSELS)
    assert next_try(evening, {"morning", "afternoon", "evening"}) == datetime(
        2026, 11, 21, 9, tzinfo=BRUSSELS
    )


def test_who_wants_no_calls_is_left_alone_in_all_campaigns_at_once() -> None:
    at = a_town()
    home = a_senior(at)
    running(at)
    first = at.campaign_id
    running(at, name="Tweede ronde")
    assert Target.objects.filter(household=home).count() == 2
    told_in = call(at.callers[0], Outcome.NO_MORE_CALLS)
    assert told_in.state == TargetState.ENDED
    wish = ContactWish.objects.get()
    assert (wish.person_id, wish.kind) == (members(home)[0], WishKind.NO_CALLS)
    assert take(at.callers[0]) is None
    other = Target.objects.exclude(pk=told_in.pk).get()
    assert (other.state, other.passed_because) == (TargetState.ENDED, PassedBecause.CHANGED)
    assert first != at.campaign_id


def test_a_call_that_another_service_has_planned_today_waits_until_tomorrow() -> None:
    """M-31: no two calls on one day; the caller learns who calls, not what about."""
    from nabij.casework.actions import plan_call

    at = a_town()
    home = a_senior(at)
    running(at)
    plan_call(
        actor=at.worker,
        household_id=home,
        kind=CallKind.CALL,
        on=NOW.date(),
        because="",
        client_id=uuid.uuid4(),
        now=NOW,
    )
    assert take(at.callers[0]) is None
    assert Target.objects.get().due_at == datetime(2026, 11, 21, 9, tzinfo=BRUSSELS)
    assert take(at.callers[0], later(days=1)) is not None


def test_a_reservation_that_passed_goes_to_a_colleague_and_the_first_hears_so() -> None:
    at = a_town(callers=2)
    a_senior(at)
    running(at)
    first, second = at.callers
    held = take(first)
    assert held is not None
    assert take(second, later(minutes=29)) is None
    taken = take(second, later(minutes=31))
    assert taken is not None
    assert taken.pk == held.pk
    with pytest.raises(HoldPassed):
        tell(first, held, now=later(minutes=32))
    assert [one.outcome for one in Attempt.objects.all()] == [Outcome.LET_GO]


def test_the_same_caller_calls_again_and_a_stand_in_when_away() -> None:
    """M-53: the senior keeps the caller; absence gives the stand-in before the call."""
    at = a_town(callers=3)
    a_senior(at)
    running(at, has_fixed_caller=True, again_after_days=7)
    rik, els, jo = at.callers
    call(rik)
    again = later(days=7, hours=1)
    assert take(els, again) is None
    day = again.date()
    Absence.objects.create(user_id=rik.staff_id, from_on=day, until_on=day + timedelta(days=3))
    StandIn.objects.create(
        absent_id=rik.staff_id,
        stand_in_id=els.staff_id,
        from_on=day,
        until_on=day + timedelta(days=3),
        reason="planned",
    )
    assert take(jo, again) is None
    target = take(els, again)
    assert target is not None
    assert target.turn == 2


def test_who_waits_for_a_caller_who_does_not_come_is_not_forgotten() -> None:
    at = a_town(callers=2)
    a_senior(at)
    running(at)
    rik, els = at.callers
    call(rik, Outcome.CALL_BACK, call_back_at=later(hours=2))
    assert take(els, later(hours=3)) is None
    assert take(els, later(days=2, hours=3)) is not None


def test_people_are_called_in_a_language_that_the_caller_speaks() -> None:
    at = a_town(callers=2)
    home = a_senior(at)
    registry.set_language(
        actor=at.worker,
        household_id=home,
        person_id=members(home)[0],
        code="tr",
        level="well",
        now=NOW,
    )
    running(at)
    dutch, turkish = at.callers
    StaffLanguage.objects.create(user_id=turkish.staff_id, code="tr")
    assert take(dutch) is None
    assert queries.campaign_page(at.lead, at.campaign_id).waits_for == {}
    assert take(turkish) is not None
    actions.remove_caller(actor=at.lead, campaign_id=at.campaign_id, staff_id=turkish.staff_id, now=NOW)
    assert queries.campaign_page(at.lead, at.campaign_id).waits_for == {"tr": 1}


def test_moved_or_died_ends_the_calls_and_asks_the_duty_team_to_look() -> None:
    at = a_town()
    a_senior(at)
    running(at)
    target = call(at.callers[0], Outcome.MOVED_OR_DIED)
    assert target.state == TargetState.ENDED
    todo = FollowUp.objects.get()
    assert (todo.kind, todo.team_id) == ("check", at.team.pk)


# ---------------------------------------------------------------------------------- worries, stop, clean-up
def test_a_worry_calls_the_duty_team_at_once_and_others_when_nobody_takes_it() -> None:
    at = a_town()
    a_senior(at)
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


def round_to_the_end(callers: list, finish) -> None:
    """Every caller takes and tells until nobody waits."""

    def go(by) -> None:
        try:
            while (target := take(by)) is not None:
                tell(by, target)
        finally:
            finish()

    with ThreadPoolExecutor(max_workers=len(callers)) as pool:
        list(pool.map(go, callers))


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_twelve_callers_at_once_call_everybody_once_and_forget_nobody() -> None:
    at = a_town(callers=12)
    for turn in range(150):
        a_senior(at, senior(f"P{turn}", birth=BirthDate(1925 + turn % 30, 1 + turn // 30, 2)))
    running(at)
    round_to_the_end(at.callers, connection.close)
    assert Attempt.objects.count() == 150
    assert Attempt.objects.values("target").distinct().count() == 150
    assert set(Target.objects.values_list("state", flat=True)) == {TargetState.REACHED}
    assert Household.objects.count() == 150
    assert TeamMembership.objects.count() == 0
