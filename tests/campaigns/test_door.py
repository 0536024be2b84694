"""What happens at a door: told once, by whoever was there, with what follows from it."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from nabij.audit.models import Line
from nabij.campaigns import actions, queries
from nabij.campaigns.actions.upkeep import close_and_clean
from nabij.campaigns.models import Attempt, DoorTold, FollowUp, Round, Stop, Target, Worry
from nabij.campaigns.types import (
    Channel,
    NeedCode,
    NotThisDoor,
    NotTicked,
    Outcome,
    RoundNotThere,
    TargetState,
)
from nabij.kernel.brought import ItemState
from nabij.kernel.decisions import NotFoundHere, Refused
from nabij.registry import actions as registry
from nabij.registry.models import ContactWish, Membership
from nabij.registry.types import ClientIdReused, NotPossible, WishKind
from tests.campaigns.doors import a_round, stop, tell, walked
from tests.campaigns.rounds import a_visitor
from tests.registry.people import NOW

pytestmark = pytest.mark.django_db


def test_a_visit_ends_the_stop_and_reaches_the_household_in_one_go() -> None:
    at = walked()
    answer = tell(at.callers[0], stop(at))
    told = DoorTold.objects.get()
    assert answer.state == ItemState.ACCEPTED
    assert answer.receipt == str(told.pk)
    assert stop(at).done_at == NOW
    assert told.target.state == TargetState.REACHED
    assert Attempt.objects.get() == told.attempt


def test_a_repeat_changes_nothing_and_gives_the_same_number() -> None:
    at = walked()
    number = uuid.uuid4()
    first = tell(at.callers[0], stop(at), client_id=number)
    again = tell(at.callers[0], stop(at), client_id=number)
    assert first == again
    assert Attempt.objects.count() == 1
    with pytest.raises(ClientIdReused):
        tell(at.callers[0], stop(at), Outcome.NO_ANSWER, client_id=number)


def test_two_words_about_one_door_are_one_visit_and_a_note() -> None:
    at = walked()
    tell(at.callers[0], stop(at))
    second = tell(at.callers[0], stop(at), Outcome.NO_ANSWER, NOW + timedelta(minutes=9))
    assert second.state == ItemState.NOTE
    assert "11.00" in second.words
    assert Attempt.objects.count() == 1
    assert DoorTold.objects.notes().count() == 1
    assert Target.objects.get(pk=stop(at).target_id).state == TargetState.REACHED


def test_what_only_the_second_heard_goes_to_its_team_and_what_both_heard_once() -> None:
    at = walked()
    tell(at.callers[0], stop(at), needs=(NeedCode.SHOPPING,))
    tell(at.callers[0], stop(at), needs=(NeedCode.SHOPPING, NeedCode.COMPANY))
    assert sorted(FollowUp.objects.values_list("code", flat=True)) == ["company", "shopping"]


def test_words_of_the_second_are_not_lost() -> None:
    at = walked()
    tell(at.callers[0], stop(at), needs=(NeedCode.SHOPPING,))
    tell(at.callers[0], stop(at), needs=(NeedCode.SHOPPING,), words="Ook op zaterdag")
    assert list(FollowUp.objects.order_by("pk").values_list("words", flat=True)) == ["", "Ook op zaterdag"]


def test_whoever_comes_back_and_finds_them_makes_a_second_visit_that_counts() -> None:
    at = walked()
    tell(at.callers[0], stop(at), Outcome.NO_ANSWER)
    answer = tell(at.callers[0], stop(at), Outcome.TALKED, NOW + timedelta(hours=1))
    assert answer.state == ItemState.ACCEPTED
    assert list(Attempt.objects.values_list("outcome", flat=True)) == ["no_answer", "talked"]
    assert Target.objects.get(pk=stop(at).target_id).state == TargetState.REACHED


def test_a_door_that_was_given_to_a_colleague_is_one_visit() -> None:
    at = walked(visitors=2)
    mine = stop(at)
    Stop.objects.filter(pk=mine.pk).update(taken_off_at=NOW)
    theirs = Stop.objects.get(round=a_round(at, at.callers[1]), target=mine.target_id)
    assert tell(at.callers[0], mine).state == ItemState.ACCEPTED
    theirs.refresh_from_db()
    assert theirs.done_at == NOW
    assert tell(at.callers[1], theirs).state == ItemState.NOTE
    assert Attempt.objects.count() == 1


def test_nobody_at_home_frees_the_door_for_another_round_until_the_last_attempt() -> None:
    at = walked(doors=1)
    for turn in range(1, 4):
        door = Stop.objects.open().get()
        tell(at.callers[0], door, Outcome.NO_ANSWER, NOW + timedelta(hours=turn))
        target = Target.objects.get()
        assert target.tries == turn
        if turn < 3:
            assert target.state == TargetState.OPEN
            a_round(at, at.callers[0], NOW, number=turn + 1)
    assert Target.objects.get().state == TargetState.PASSED_ON


def test_without_consent_a_question_is_counted_and_names_nobody() -> None:
    at = walked()
    tell(at.callers[0], stop(at), needs=(NeedCode.SHOPPING,), words="Mijn knie", may_contact=False)
    assert not FollowUp.objects.exists()
    told = DoorTold.objects.get()
    assert told.needs == [NeedCode.SHOPPING]
    assert not told.may_contact
    assert queries.phones_page(at.lead, at.campaign_id, now=NOW).without_consent == (("Boodschappen", None),)
    report = queries.report_of(at.lead, at.campaign_id)
    assert (report.needs, report.needs_without_consent) == ((), (("Boodschappen", None),))


def test_the_report_keeps_what_was_asked_without_consent_when_the_people_go() -> None:
    at = walked(doors=12)
    for number in range(1, 13):
        tell(at.callers[0], stop(at, number), needs=(NeedCode.SHOPPING,), may_contact=False)
    assert close_and_clean(NOW + timedelta(days=400)) == (1, 0)
    assert close_and_clean(NOW + timedelta(days=800)) == (0, 1)
    assert not DoorTold.objects.exists()
    assert queries.report_of(at.lead, at.campaign_id).needs_without_consent == (("Boodschappen", 12),)


def test_whoever_wants_no_visits_is_left_in_peace_by_every_campaign() -> None:
    at = walked()
    tell(at.callers[0], stop(at), Outcome.NO_MORE_CALLS)
    wish = ContactWish.objects.get()
    assert wish.kind == WishKind.NO_VISITS
    assert wish.detail == "Zei het aan de deur"
    assert Target.objects.get(pk=stop(at).target_id).state == TargetState.ENDED


def test_a_moment_that_was_agreed_is_a_promised_visit() -> None:
    at = walked()
    back = NOW + timedelta(days=1)
    tell(at.callers[0], stop(at), Outcome.CALL_BACK, call_back_at=back)
    target = Target.objects.get(pk=stop(at).target_id)
    assert target.promised_from == back
    assert target.state == TargetState.OPEN


def test_a_moment_that_passed_before_it_arrived_is_no_reason_to_lose_the_visit() -> None:
    at = walked()
    late = NOW + timedelta(days=7)
    answer = tell(at.callers[0], stop(at), Outcome.CALL_BACK, late, call_back_at=NOW + timedelta(days=1))
    assert answer.state == ItemState.ACCEPTED
    assert Target.objects.get(pk=stop(at).target_id).promised_from is None


def test_a_worry_at_a_door_calls_the_duty_team_once() -> None:
    at = walked()
    for _turn in range(2):
        actions.raise_worry_at_door(
            actor=at.callers[0], stop_id=stop(at).pk, words="Verward", client_id=uuid.uuid4(), now=NOW
        )
    worry = Worry.objects.get()
    assert worry.team == at.team
    assert worry.raised_by_id == at.callers[0].staff_id


def test_a_package_changes_hands_only_in_a_package_campaign() -> None:
    at = walked()
    with pytest.raises(NotPossible):
        tell(at.callers[0], stop(at), Outcome.DELIVERED)


def test_a_package_that_was_handed_over_reaches_the_household() -> None:
    at = walked(channel=Channel.PACKAGE)
    tell(at.callers[0], stop(at), Outcome.DELIVERED)
    assert Target.objects.get(pk=stop(at).target_id).state == TargetState.REACHED


def test_another_visitor_and_another_role_tell_nothing_about_a_door() -> None:
    at = walked()
    with pytest.raises(NotThisDoor):
        tell(a_visitor("andere"), stop(at))
    with pytest.raises(Refused):
        tell(at.worker, stop(at))
    assert not DoorTold.objects.exists()


def test_the_database_refuses_a_second_visit_to_a_stop() -> None:
    at = walked()
    tell(at.callers[0], stop(at))
    told = DoorTold.objects.get()
    attempt = Attempt.objects.create(
        target=told.target, campaign_id=at.campaign_id, number=9, turn=1, caller=told.goer, at=NOW,
        part="morning", outcome="talked",
    )  # fmt: skip
    told.pk, told.client_id, told.attempt = None, uuid.uuid4(), attempt
    with pytest.raises(IntegrityError), transaction.atomic():
        told.save()


# ------------------------------------------------------------------ what a visitor sees


def test_a_visitor_sees_doors_in_order_and_each_person_is_in_the_log_once() -> None:
    at = walked()
    day = queries.visitor_day(at.callers[0], now=NOW)
    assert day.walked is not None
    assert [one.number for one in day.walked.doors] == [1, 2, 3]
    assert day.walked.doors[0].called == "Godelieve Peerdam1"
    assert day.walked.doors[0].place[0].startswith("Kaai")
    assert Line.objects.filter(event="campaigns.door_read").count() == 3


def test_whoever_wants_no_visits_since_stands_on_no_screen() -> None:
    at = walked()
    person = Membership.objects.filter(household=stop(at).target.household_id).values_list(
        "person", flat=True
    )[0]
    registry.outreach.keep_wish_heard(
        actor=at.worker, person_ids=[person], kind=WishKind.NO_VISITS, detail="", now=NOW
    )
    day = queries.visitor_day(at.callers[0], now=NOW)
    assert day.walked is not None
    assert [one.number for one in day.walked.doors] == [2, 3]
    assert day.walked.hidden == 1


def test_the_instruction_comes_before_the_doors_and_asks_again_when_it_changed() -> None:
    at = walked()
    visitor = at.callers[0]

    def write(words: str, base: int) -> None:
        actions.write_instruction(
            actor=at.lead, campaign_id=at.campaign_id, words=words, base_version=base, now=NOW
        )

    write("Blijf buiten staan", 0)
    day = queries.visitor_day(visitor, now=NOW)
    assert day.walked is None
    assert day.instruction is not None
    with pytest.raises(NotTicked):
        actions.take_round(actor=visitor, round_id=stop(at).round_id, number=uuid.uuid4(), now=NOW)
    actions.tick_instruction(actor=visitor, instruction_id=day.instruction.pk, now=NOW)
    assert queries.visitor_day(visitor, now=NOW).walked is not None
    write("Blijf buiten staan\nDraag een kaartje", 1)
    again = queries.visitor_day(visitor, now=NOW)
    assert again.instruction is not None
    assert again.instruction.version == 2


def test_a_stopped_campaign_shows_no_door_and_takes_what_was_told() -> None:
    at = walked()
    actions.stop_campaign(
        actor=at.lead, campaign_id=at.campaign_id, because="Fout in de lijst",
        base_version=at.campaign.version, now=NOW,
    )  # fmt: skip
    assert queries.visitor_day(at.callers[0], now=NOW).walked is None
    with pytest.raises(RoundNotThere):
        actions.take_round(actor=at.callers[0], round_id=stop(at).round_id, number=uuid.uuid4(), now=NOW)
    assert tell(at.callers[0], stop(at)).state == ItemState.ACCEPTED


def test_a_round_of_tomorrow_is_not_seen_today() -> None:
    at = walked()
    Round.objects.update(day=F("day") + timedelta(days=1))
    assert queries.visitor_day(at.callers[0], now=NOW).walked is None


def test_a_door_of_somebody_else_is_not_there() -> None:
    at = walked()
    with pytest.raises(NotThisDoor):
        queries.visitor_door(a_visitor("andere"), stop(at).pk, now=NOW)


def test_a_note_is_seen_by_a_lead_of_the_town_only() -> None:
    at = walked()
    tell(at.callers[0], stop(at))
    tell(at.callers[0], stop(at))
    note = DoorTold.objects.notes().get()
    page = queries.phones_page(at.lead, at.campaign_id, now=NOW)
    assert [line.told for line in page.notes] == [note]
    with pytest.raises(Refused):
        actions.see_note(actor=at.callers[0], told_id=note.pk, now=NOW)
    with pytest.raises(NotFoundHere):
        actions.see_note(actor=at.lead, told_id=0, now=NOW)
    actions.see_note(actor=at.lead, told_id=note.pk, now=NOW)
    assert queries.phones_page(at.lead, at.campaign_id, now=NOW).notes == ()
