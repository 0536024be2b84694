"""A phone round: who calls whom, when, and what follows from a talk."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

import pytest

from nabij.audit.models import Line
from nabij.campaigns import actions, queries
from nabij.campaigns.models import Attempt, FollowUp, Target, TargetPerson
from nabij.campaigns.types import (
    HoldPassed,
    NeedCode,
    Outcome,
    PassedBecause,
    TargetState,
    next_try,
)
from nabij.casework.models import Need
from nabij.casework.types import CallKind
from nabij.kernel.clock import BRUSSELS
from nabij.registry import actions as registry
from nabij.registry.models import ContactWish, Membership
from nabij.registry.queries import number_of_person
from nabij.registry.types import NotPossible, WishKind
from nabij.staff.models import Absence, StaffLanguage, StandIn
from tests.campaigns.town import (
    a_caller,
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
from tests.registry.people import NOW

pytestmark = pytest.mark.django_db


def on_the_list() -> set[int]:
    return set(TargetPerson.objects.values_list("person_id", flat=True))


def members(household_id: int) -> list[int]:
    return list(
        Membership.objects.filter(household=household_id).order_by("pk").values_list("person", flat=True)
    )


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


def test_who_may_not_be_called_any_more_loses_name_and_number_while_reserved() -> None:
    at = a_town()
    home = a_senior(at)
    running(at)
    target = take(at.callers[0])
    assert target is not None
    ContactWish.objects.create(household_id=home, kind=WishKind.NO_CALLS, set_at=NOW)
    day = queries.caller_day(at.callers[0], now=NOW)
    assert day.now is not None
    assert (day.now.is_welcome, day.now.people.names, day.now.people.numbers) == (False, (), ())
    assert day.now.called == "Bel nu niemand"
    assert not Line.objects.filter(event="campaigns.call_read").exists()
    actions.give_back(actor=at.callers[0], hold=target.hold, now=NOW)
    assert take(at.callers[0], now=later(hours=1)) is None
    target.refresh_from_db()
    assert (target.state, target.passed_because) == (TargetState.ENDED, PassedBecause.CHANGED)


def test_a_list_that_is_printed_again_leaves_out_who_may_not_be_called_any_more() -> None:
    at = a_town()
    first, second = a_senior(at), a_senior(at, senior("Alma", "Duin", 1950))
    running(at)
    number = actions.make_paper(
        actor=at.lead,
        campaign_id=at.campaign_id,
        staff_id=at.callers[0].staff_id or 0,
        number=5,
        client_id=uuid.uuid4(),
        now=NOW,
    )
    ContactWish.objects.create(household_id=first, kind=WishKind.NO_CALLS, set_at=NOW)
    lines = queries.paper_of(at.lead, number, now=NOW).lines
    assert [(one.called, bool(one.people.numbers)) for one in lines] == [
        ("Bel nu niemand", False),
        ("Alma Duin", True),
    ]
    assert {line.subject for line in Line.objects.filter(event="campaigns.paper_read")} == {
        number_of_person(one) for one in members(second)
    }


def test_giving_somebody_back_is_no_contact_and_hides_no_earlier_call() -> None:
    at = a_town()
    a_senior(at)
    running(at)
    call(at.callers[0], outcome=Outcome.NO_ANSWER)
    target = take(at.callers[0], now=later(hours=30))
    assert target is not None
    actions.give_back(actor=at.callers[0], hold=target.hold, now=later(hours=30))
    assert queries.campaign_page(at.lead, at.campaign_id).contacted == 1
    assert queries.contacted(at.lead, at.campaign_id, page=1, now=NOW).number == 1
