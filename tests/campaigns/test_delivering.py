"""What phones bring: each letter written down once, or held where somebody sees it. Nothing is dropped."""

from __future__ import annotations

import json
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings

from nabij.campaigns import actions, queries
from nabij.campaigns.actions import Letter
from nabij.campaigns.actions.delivering import try_newer_again
from nabij.campaigns.models import (
    Attempt,
    Campaign,
    DoorTold,
    FollowUp,
    HeldDelivery,
    Round,
    Stop,
    TakenRound,
    Worry,
)
from nabij.campaigns.types import CampaignState, HeldBecause
from nabij.kernel.actors import Actor
from nabij.kernel.brought import ItemState
from nabij.kernel.decisions import NotFoundHere
from nabij.kernel.sealed import NotOpened, opened, public_key, sealed_for
from nabij.registry.types import NotPossible
from tests.campaigns.doors import Phone, sealed_letter, stop, tell, walked
from tests.campaigns.rounds import a_visitor
from tests.campaigns.town import Round as Town
from tests.registry.people import NOW

RECORDED = sorted((Path(__file__).parent / "recorded").glob("*.json"))

pytestmark = pytest.mark.django_db


def a_phone(at: Town, by: Actor | None = None, now: datetime = NOW) -> Phone:
    return Phone(by or at.callers[0], Round.objects.get(), now)


def test_a_letter_opens_for_its_round_and_number_only() -> None:
    sealed = sealed_for(public_key("a"), {"x": 1}, bound_to="1", iv=b"123456789012")
    assert opened(sealed, name="a", bound_to="1") == {"x": 1}
    for name, bound in (("b", "1"), ("a", "2")):
        with pytest.raises(NotOpened):
            opened(sealed, name=name, bound_to=bound)
    for broken in ({}, sealed | {"iv": "?"}, sealed | {"key": "AAAA"}, sealed | {"sealed": 5}):
        with pytest.raises(NotOpened):
            opened(broken, name="a", bound_to="1")


def test_a_letter_sealed_before_the_key_of_the_server_changed_still_opens() -> None:
    sealed = sealed_for(public_key("a"), {"x": 1}, bound_to="1", iv=b"123456789012")
    from django.conf import settings

    with override_settings(SECRET_KEY="another" * 8, SECRET_KEY_FALLBACKS=[settings.SECRET_KEY]):
        assert opened(sealed, name="a", bound_to="1") == {"x": 1}


def test_the_number_on_the_phone_is_that_of_the_server_however_often_it_is_sent() -> None:
    at = walked()
    phone = a_phone(at)
    letter = phone.visit(stop(at).pk)
    answers = [phone.bring(letter, NOW + timedelta(minutes=turn)) for turn in range(3)]
    told = DoorTold.objects.get()
    assert {(one.state, one.receipt) for one in answers} == {(ItemState.ACCEPTED, str(told.pk))}
    assert Attempt.objects.count() == 1


@pytest.mark.parametrize("file", RECORDED, ids=lambda file: file.stem)
def test_what_a_phone_of_the_past_year_wrote_is_accepted(file: Path) -> None:
    at = walked()
    Campaign.objects.update(state=CampaignState.RUNNING)
    for code in ("shopping", "company"):
        at.campaign.needs.get_or_create(code=code, defaults={"topic": "care", "team": at.team})
    phone = a_phone(at)
    content = json.loads(file.read_text(encoding="utf-8")) | {"stop": stop(at).pk}
    answer = phone.bring(phone.letter(content), NOW + timedelta(hours=1))
    assert answer.state == ItemState.ACCEPTED, answer.words
    assert not HeldDelivery.objects.exists()
    if content["kind"] == "worry":
        assert Worry.objects.get().words == content["words"]
    else:
        assert DoorTold.objects.get().outcome == content["outcome"]
        assert FollowUp.objects.count() == len(content["needs"])


def test_there_is_an_example_of_every_version() -> None:
    written = {json.loads(file.read_text(encoding="utf-8"))["v"] for file in RECORDED}
    assert written == set(range(1, actions.NEWEST + 1))


@pytest.mark.parametrize(
    ("content", "because"),
    [
        ({"v": 99, "kind": "visit"}, HeldBecause.NEWER),
        ({"v": 1, "kind": "visit"}, HeldBecause.BROKEN),
        ({"v": "1"}, HeldBecause.BROKEN),
        ([], HeldBecause.BROKEN),
        ({"v": True}, HeldBecause.BROKEN),
    ],
)
def test_what_cannot_be_read_is_held_and_never_dropped(content: Any, because: HeldBecause) -> None:
    at = walked()
    phone = a_phone(at)
    letter = phone.letter(content)
    answer = phone.bring(letter)
    held = HeldDelivery.objects.get()
    assert (answer.state, answer.receipt, held.because) == (ItemState.HELD, f"W{held.pk}", because)
    assert phone.bring(letter) == answer
    assert [one.pk for one, _goer in queries.phones_page(at.lead, at.campaign_id, now=NOW).held] == [held.pk]


def test_a_letter_that_was_damaged_on_the_way_is_held() -> None:
    at = walked()
    phone = a_phone(at)
    letter = phone.visit(stop(at).pk)
    damaged = Letter(letter.client_id, letter.taken, {**letter.sealed, "sealed": "AAAA"})
    assert phone.bring(damaged).state == ItemState.HELD
    other = phone.bring(letter)  # the same number with something else in it
    assert other.state == ItemState.REFUSED
    assert not DoorTold.objects.exists()


def test_the_same_number_for_something_else_is_held_and_shown() -> None:
    at = walked()
    phone = a_phone(at)
    letter = phone.visit(stop(at).pk)
    phone.bring(letter)
    key = public_key(actions.key_name(phone.taken.number))
    content = json.loads(RECORDED[0].read_text(encoding="utf-8")) | {"stop": stop(at, 2).pk}
    sealed = sealed_for(key, content, bound_to=str(letter.client_id), iv=b"123456789012")
    answer = phone.bring(Letter(letter.client_id, letter.taken, sealed))
    assert answer.state == ItemState.HELD
    assert HeldDelivery.objects.get().because == HeldBecause.REUSED
    assert DoorTold.objects.count() == 1


def test_a_round_that_nobody_knows_is_held_in_the_town_of_whoever_brings_it() -> None:
    at = walked()
    a_phone(at)
    letter = sealed_letter(uuid.uuid4(), {"v": 1})
    answer = actions.deliver(actor=at.callers[0], letter=letter, sent_at=NOW, now=NOW)
    assert answer.state == ItemState.HELD
    assert HeldDelivery.objects.get().town == "zonnedam"
    assert len(queries.phones_page(at.lead, at.campaign_id, now=NOW).held) == 1


def test_somebody_else_who_logs_in_on_the_phone_sends_nothing_of_another() -> None:
    at = walked()
    phone = a_phone(at)
    letter = phone.visit(stop(at).pk)
    answer = actions.deliver(actor=a_visitor("andere"), letter=letter, sent_at=NOW, now=NOW)
    assert answer.state == ItemState.REFUSED
    assert phone.bring(letter).state == ItemState.ACCEPTED


def test_whoever_lost_the_role_loses_nothing_of_what_was_told() -> None:
    at = walked()
    phone = a_phone(at)
    letter = phone.visit(stop(at).pk)
    phone.by = Actor(staff_id=phone.by.staff_id, towns=phone.by.towns)
    assert phone.bring(letter).state == ItemState.HELD
    held = HeldDelivery.objects.get()
    assert held.because == HeldBecause.NOT_ALLOWED
    answer = actions.try_again(actor=at.lead, held_id=held.pk, now=NOW + timedelta(hours=1))
    told = DoorTold.objects.get()
    assert answer.receipt == str(told.pk)
    assert told.goer_id == phone.by.staff_id
    assert phone.bring(letter).receipt == answer.receipt


def test_what_was_told_before_the_stop_is_accepted_and_the_phone_hears_of_it() -> None:
    at = walked()
    phone = a_phone(at)
    letter = phone.visit(stop(at).pk)
    assert [one.holds for one in queries.on_phones(phone.by, now=NOW)] == [True]
    actions.stop_campaign(
        actor=at.lead, campaign_id=at.campaign_id, because="Fout", base_version=at.campaign.version, now=NOW
    )
    assert [one.holds for one in queries.on_phones(phone.by, now=NOW)] == [False]
    assert phone.bring(letter).state == ItemState.ACCEPTED


def test_a_door_that_went_to_a_colleague_falls_away_on_the_phone() -> None:
    at = walked()
    phone = a_phone(at)
    Stop.objects.filter(number=2).update(taken_off_at=NOW)
    (here,) = queries.on_phones(phone.by, now=NOW)
    assert here.standing == (stop(at, 1).pk, stop(at, 3).pk)


def test_a_phone_that_was_off_for_seven_days_brings_everything() -> None:
    at = walked()
    phone = a_phone(at)
    letters = [phone.visit(stop(at, number).pk, "no_answer") for number in (1, 2, 3)]
    late = NOW + timedelta(days=7)
    assert [phone.bring(one, late).state for one in letters] == [ItemState.ACCEPTED] * 3
    assert {one.happened_at for one in DoorTold.objects.all()} == {NOW}


def test_after_the_people_of_a_campaign_were_erased_a_late_word_is_held() -> None:
    at = walked()
    phone = a_phone(at)
    letter = phone.visit(stop(at).pk)
    Stop.objects.all().delete()
    assert phone.bring(letter, NOW + timedelta(days=35)).state == ItemState.HELD


@pytest.mark.parametrize("wrong", [timedelta(days=-2), timedelta(days=2), timedelta(minutes=-3)])
def test_a_wrong_clock_is_put_right_and_shown_when_it_differs_much(wrong: timedelta) -> None:
    at = walked()
    phone = a_phone(at)
    told = NOW + timedelta(minutes=20)
    sent = NOW + timedelta(minutes=50)
    letter = phone.visit(stop(at).pk, told_at=told + wrong)
    phone.bring(letter, now=sent, sent_at=sent + wrong)
    kept = DoorTold.objects.get()
    assert kept.told_at == told + wrong
    assert kept.happened_at == told
    assert kept.received_at == sent
    assert kept.has_odd_clock == (abs(wrong) > timedelta(minutes=5))
    odd = queries.phones_page(at.lead, at.campaign_id, now=NOW).odd_clocks
    assert bool(odd) == kept.has_odd_clock


def test_a_clock_that_leaps_makes_no_visit_in_the_future_or_before_the_round() -> None:
    at = walked()
    phone = a_phone(at)
    late = NOW + timedelta(hours=2)
    for number, told_at in ((1, NOW + timedelta(days=400)), (2, datetime(2001, 1, 1, tzinfo=UTC))):
        phone.bring(phone.visit(stop(at, number).pk, told_at=told_at), late)
    assert sorted(DoorTold.objects.values_list("happened_at", flat=True)) == [NOW, late]


def test_the_work_of_the_night_tries_what_waited_for_a_new_release(monkeypatch: pytest.MonkeyPatch) -> None:
    at = walked()
    phone = a_phone(at)
    content = json.loads(RECORDED[0].read_text(encoding="utf-8")) | {"stop": stop(at).pk, "v": 2}
    phone.bring(phone.letter(content))
    assert try_newer_again(NOW) == 0
    from nabij.campaigns.actions import recorded

    monkeypatch.setitem(recorded._READERS, 2, recorded._READERS[1])
    assert try_newer_again(NOW + timedelta(days=1)) == 1
    assert DoorTold.objects.exists()
    assert not HeldDelivery.objects.open().exists()


def test_what_is_held_is_settled_with_words_once_by_a_lead_of_the_town() -> None:
    at = walked()
    phone = a_phone(at)
    phone.bring(phone.letter({"v": 1}))
    held = HeldDelivery.objects.get()
    with pytest.raises(NotPossible):
        actions.try_again(actor=at.lead, held_id=held.pk, now=NOW)
    with pytest.raises(NotPossible):
        actions.settle_held(actor=at.lead, held_id=held.pk, what=" ", now=NOW)
    elsewhere = Actor(staff_id=at.lead.staff_id, roles=at.lead.roles, towns=frozenset({"elders"}))
    with pytest.raises(NotFoundHere):
        actions.settle_held(actor=elsewhere, held_id=held.pk, what="Gebeld", now=NOW)
    actions.settle_held(actor=at.lead, held_id=held.pk, what="Gebeld", now=NOW)
    with pytest.raises(NotPossible):
        actions.settle_held(actor=at.lead, held_id=held.pk, what="Gebeld", now=NOW)


def test_a_phone_says_that_it_is_empty_and_is_not_waited_for() -> None:
    at = walked()
    phone = a_phone(at)
    assert queries.may_wait(phone.by, NOW)
    actions.finish_taken(actor=a_visitor("andere"), number=phone.taken.number, now=NOW)
    assert queries.may_wait(phone.by, NOW)
    actions.finish_taken(actor=phone.by, number=phone.taken.number, now=NOW)
    assert not queries.may_wait(phone.by, NOW)


def test_names_are_gone_a_day_after_the_end_of_the_round() -> None:
    at = walked()
    phone = a_phone(at)
    assert TakenRound.objects.get().gone_at == Round.objects.get().ends_at + timedelta(hours=24)
    assert queries.on_phones(phone.by, now=NOW + timedelta(hours=28))[0].holds is False


def test_a_worry_and_a_page_of_the_server_live_beside_a_phone() -> None:
    at = walked()
    phone = a_phone(at)
    tell(at.callers[0], stop(at))
    answer = phone.bring(phone.visit(stop(at).pk))
    assert answer.state == ItemState.NOTE
