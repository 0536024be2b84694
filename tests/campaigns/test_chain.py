"""Telephone, else letter, else door: each household goes on once, and counts once where it ended."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from itertools import permutations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nabij.audit.models import Line
from nabij.audit.types import registered
from nabij.campaigns import actions
from nabij.campaigns.actions import Told
from nabij.campaigns.actions.going_on import DoorPlan, go_on_at_the_door
from nabij.campaigns.actions.letters import (
    drop_letters,
    make_letters,
    send_letters,
    settle_letter,
    write_letter,
)
from nabij.campaigns.actions.settling import settle
from nabij.campaigns.actions.upkeep import close_and_clean
from nabij.campaigns.models import Campaign, FollowUp, LetterBatch, LetterTo, NextTarget, Target
from nabij.campaigns.queries.chain import chain_ends
from nabij.campaigns.queries.letters import batch_of, onward_of
from nabij.campaigns.queries.report_chain import chain_report, counted_ends
from nabij.campaigns.types import CampaignMovedOn, NeedCode, Outcome, TargetState
from nabij.campaigns.types.chain import LETTER_WAIT_DAYS, ChainEnd, LetterAnswer
from nabij.campaigns.views.printed_letters import contents, letters_pdf
from nabij.kernel.decisions import NotFoundHere
from nabij.registry.models import ContactWish, Membership, Person
from nabij.registry.queries import number_of_household, number_of_person, outreach
from nabij.registry.types import NotPossible, WishKind
from nabij.staff.types import Role
from tests.campaigns.town import Round, a_senior, a_town, call, later, running, senior
from tests.registry.people import NOW, TOWN, account, actor

pytestmark = pytest.mark.django_db

AFTER_THE_LETTER = later(days=LETTER_WAIT_DAYS + 1)


def five(at: Round) -> list[int]:
    """Two who can be called, three who cannot; the oldest first."""
    homes = [
        a_senior(at, senior(f"P{turn}", year=1930 + turn), phone="" if turn > 1 else f"0470 00 00 1{turn}")
        for turn in range(5)
    ]
    running(at)
    return homes


def a_batch(at: Round) -> int:
    write_letter(actor=at.lead, campaign_id=at.campaign_id, reach="Bel 056 00 00 00", words={}, now=NOW)
    return make_letters(actor=at.lead, campaign_id=at.campaign_id, client_id=uuid.uuid4(), now=NOW)


def a_plan(**more: object) -> DoorPlan:
    given = {
        "name": "Aan de deur",
        "from_on": date(2026, 12, 1),
        "until_on": date(2027, 1, 31),
        "max_attempts": 3,
        "texts": {"nl": "Dag, hoe gaat het?"},
    }
    return DoorPlan(**given | more)


def go_on(at: Round, now=NOW, **more: object) -> Campaign:
    number = go_on_at_the_door(
        actor=at.lead, campaign_id=at.campaign_id, plan=a_plan(**more), client_id=uuid.uuid4(), now=now
    )
    return Campaign.objects.get(pk=number)


def answer(at: Round, batch: int, said: LetterAnswer, *, letter: int = 0, now=NOW, **told: object) -> int:
    number = (
        LetterTo.objects.filter(batch=batch).order_by("target__rank").values_list("pk", flat=True)[letter]
    )
    return settle_letter(
        actor=at.lead,
        batch_id=batch,
        letter_id=number,
        answer=said,
        told=Told(Outcome.TALKED, **told),
        client_id=uuid.uuid4(),
        now=now,
    )


def at_the_door(at: Round, target: Target, outcome: Outcome, now=NOW) -> None:
    """What somebody at the door would tell."""
    found = Target.objects.select_related("campaign").get(pk=target.pk)
    settle(found, Told(outcome), actor=at.callers[0], caller_id=at.callers[0].staff_id or 0, now=now)


def test_whoever_cannot_be_called_gets_one_letter_and_never_a_second() -> None:
    at = a_town()
    homes = five(at)
    batch = a_batch(at)
    assert set(LetterTo.objects.values_list("target__household", flat=True)) == set(homes[2:])
    with pytest.raises(NotPossible):
        a_batch(at)
    assert LetterTo.objects.count() == 3
    send_letters(actor=at.lead, batch_id=batch, now=NOW)
    send_letters(actor=at.lead, batch_id=batch, now=later(days=1))
    assert LetterBatch.objects.get().sent_at == NOW
    assert Line.objects.filter(event="campaigns.letters_sent").values("subject").distinct().count() == 3
    with pytest.raises(NotPossible):
        drop_letters(actor=at.lead, batch_id=batch, now=later(days=1))


def test_a_batch_that_was_not_sent_can_be_taken_back() -> None:
    at = a_town()
    five(at)
    drop_letters(actor=at.lead, batch_id=a_batch(at), now=NOW)
    assert onward_of(at.lead, at.campaign_id, now=NOW).for_letters == 3
    assert len(batch_of(at.lead, a_batch(at), now=NOW).lines) == 3


def test_no_letter_is_made_before_it_says_how_to_answer() -> None:
    at = a_town()
    five(at)
    with pytest.raises(NotPossible):
        make_letters(actor=at.lead, campaign_id=at.campaign_id, client_id=uuid.uuid4(), now=NOW)
    with pytest.raises(NotPossible) as problem:
        write_letter(actor=at.lead, campaign_id=at.campaign_id, reach="Het OCMW", words={}, now=NOW)
    assert "OCMW" in str(problem.value)
    with pytest.raises(NotPossible):
        write_letter(
            actor=at.lead,
            campaign_id=at.campaign_id,
            reach="Bel ons",
            words={"fr": "Vous êtes pauvre"},
            now=NOW,
        )


def test_who_wants_no_letters_gets_none_and_goes_to_the_door() -> None:
    at = a_town()
    homes = five(at)
    person = Membership.objects.get(household=homes[2]).person_id
    ContactWish.objects.create(
        person_id=person, kind=WishKind.NO_LETTERS, set_at=NOW, set_by_id=at.worker.staff_id
    )
    a_batch(at)
    assert LetterTo.objects.count() == 2
    assert go_on(at).targets.get().household_id == homes[2]


def test_a_letter_that_was_printed_too_early_is_held_back_at_the_printer() -> None:
    at = a_town()
    homes = five(at)
    batch = a_batch(at)
    person = Membership.objects.get(household=homes[3]).person_id
    Person.objects.filter(pk=person).update(died_on=date(2026, 11, 19))
    found = batch_of(at.lead, batch, now=NOW)
    assert [one.is_held_back for one in found.lines] == [False, True, False]
    assert len(contents(found)["letters"]) == 2


def test_the_letters_are_a_page_for_each_in_the_language_of_the_household() -> None:
    at = a_town()
    five(at)
    found = batch_of(at.lead, a_batch(at), now=NOW)
    Target.objects.filter(letter__pk=found.lines[1].number).update(language="fr")
    found = batch_of(at.lead, found.number, now=NOW)
    first, second, _third = contents(found)["letters"]
    assert first["greeting"] == "Dag P2 Peerdam,"
    assert second["greeting"].startswith("Bonjour P3")
    assert "De telefoonster van Zonnedam" in first["paragraphs"][0]
    made = letters_pdf(found)
    assert made.startswith(b"%PDF")
    assert made.count(b"/Type /Page\n") == 3 or b"/Count 3" in made


def test_everybody_on_a_batch_is_in_the_log_once_for_a_look() -> None:
    at = a_town()
    homes = five(at)
    batch = a_batch(at)
    batch_of(at.lead, batch, now=NOW)
    read = Line.objects.filter(event="campaigns.letters_read", is_read=True)
    wanted = {number_of_person(Membership.objects.get(household=one).person_id) for one in homes[2:]}
    assert {line.subject for line in read} == wanted
    assert read.count() == 3


def test_an_answer_is_settled_by_hand_with_what_they_asked() -> None:
    at = a_town()
    five(at)
    batch = a_batch(at)
    with pytest.raises(NotPossible):
        answer(at, batch, LetterAnswer.TALKED)  # not in the post yet
    send_letters(actor=at.lead, batch_id=batch, now=NOW)
    assert answer(at, batch, LetterAnswer.TALKED, needs=(NeedCode.SHOPPING,), words="Mijn knie") == 1
    assert FollowUp.objects.get().team_id == at.team.pk
    with pytest.raises(NotPossible):
        answer(at, batch, LetterAnswer.REFUSED)
    answer(at, batch, LetterAnswer.REFUSED, letter=1)
    assert ContactWish.objects.get().kind == WishKind.DO_NOT_CONTACT
    answer(at, batch, LetterAnswer.RETURNED, letter=2)
    assert FollowUp.objects.filter(kind="check").count() == 1
    ends = chain_ends(at.campaign)
    assert ends == {ChainEnd.UNDER_WAY: 2, ChainEnd.LETTER: 1, ChainEnd.REFUSED: 1, ChainEnd.GONE: 1}


def test_the_door_waits_until_a_letter_had_time_and_takes_each_household_once() -> None:
    at = a_town()
    homes = five(at)
    batch = a_batch(at)
    with pytest.raises(NotPossible):
        go_on(at)  # the letters are not in the post
    send_letters(actor=at.lead, batch_id=batch, now=NOW)
    with pytest.raises(NotPossible):
        go_on(at)
    answer(at, batch, LetterAnswer.TALKED)
    made = go_on(at, AFTER_THE_LETTER)
    assert [one.household_id for one in made.targets.order_by("rank")] == homes[3:]
    assert (made.channel, made.state, made.max_attempts) == ("door", "frozen", 3)
    assert made.frozen_at == AFTER_THE_LETTER
    assert made.purpose == at.campaign.purpose
    with pytest.raises(NotPossible):
        go_on(at, AFTER_THE_LETTER)
    assert NextTarget.objects.count() == 2
    fixed = Line.objects.filter(event="campaigns.list_fixed", at=AFTER_THE_LETTER)
    wanted = {number_of_person(Membership.objects.get(household=one).person_id) for one in homes[3:]}
    assert {line.subject for line in fixed} == wanted
    assert number_of_household(homes[3]) not in wanted


def test_who_wants_no_visits_is_left_out_at_the_door_and_counted() -> None:
    at = a_town()
    homes = five(at)
    person = Membership.objects.get(household=homes[4]).person_id
    ContactWish.objects.create(
        person_id=person, kind=WishKind.NO_VISITS, set_at=NOW, set_by_id=at.worker.staff_id
    )
    made = go_on(at)
    assert [one.household_id for one in made.targets.order_by("rank")] == homes[2:4]
    assert made.left_out == {"refused": 1}


def test_every_family_ends_visited_unreachable_after_three_tries_or_declined() -> None:
    """M-49, over the chain: the first list is the sum, and nobody counts twice."""
    at = a_town()
    five(at)
    call(at.callers[0])
    call(at.callers[0], Outcome.NO_MORE_CALLS)
    made = go_on(at)
    visited, nobody, declined = made.targets.order_by("rank")
    at_the_door(at, visited, Outcome.TALKED)
    for turn in range(3):
        assert Target.objects.get(pk=nobody.pk).state == TargetState.OPEN
        at_the_door(at, nobody, Outcome.NO_ANSWER, later(days=turn))
    at_the_door(at, declined, Outcome.NO_MORE_CALLS)
    ends = chain_ends(at.campaign)
    assert ends == {
        ChainEnd.PHONE: 1,
        ChainEnd.REFUSED: 2,
        ChainEnd.DOOR: 1,
        ChainEnd.NOT_REACHED: 1,
    }
    assert sum(ends.values()) == 5
    report = chain_report(at.lead, made.pk)
    assert report is not None
    assert [one.pk for one in report.campaigns] == [at.campaign_id, made.pk]
    assert report.households is None  # five: too few to tell


def test_a_late_answer_counts_at_the_door_and_nobody_goes_there_any_more() -> None:
    at = a_town()
    five(at)
    batch = a_batch(at)
    send_letters(actor=at.lead, batch_id=batch, now=NOW)
    made = go_on(at, AFTER_THE_LETTER)
    answer(at, batch, LetterAnswer.TALKED, now=AFTER_THE_LETTER)
    assert made.targets.order_by("rank").first().state == TargetState.REACHED
    assert chain_ends(at.campaign)[ChainEnd.LETTER] == 1
    assert sum(chain_ends(at.campaign).values()) == 5


def test_a_chain_is_cleaned_together_and_its_counts_stay() -> None:
    at = a_town()
    five(at)
    call(at.callers[0])
    made = go_on(at)
    at_the_door(at, made.targets.order_by("rank")[0], Outcome.TALKED)
    end = {"actor": at.lead, "now": NOW}
    actions.close_campaign(campaign_id=at.campaign_id, base_version=at.campaign.version, **end)
    assert close_and_clean(later(days=31)) == (0, 0)  # the door is not done
    made.refresh_from_db()
    actions.close_campaign(actor=at.lead, campaign_id=made.pk, base_version=made.version, now=later(days=31))
    lists = registered.retention["campaigns.lists"]
    assert list(lists.find_due((NOW + timedelta(days=40)).date(), limit=10)) == []
    before = counted_ends(at.campaign)
    assert close_and_clean(later(days=62)) == (0, 2)
    assert Target.objects.count() == 0
    assert counted_ends(at.campaign) == before
    assert sum(before.values()) == 5


def test_a_chain_of_another_town_does_not_exist() -> None:
    at = a_town()
    five(at)
    batch = a_batch(at)
    stranger = actor(account("ver"), Role.CAMPAIGN_LEAD, towns=("kortrijk",))
    with pytest.raises(NotFoundHere):
        onward_of(stranger, at.campaign_id, now=NOW)
    with pytest.raises(NotFoundHere):
        batch_of(stranger, batch, now=NOW)
    with pytest.raises(NotFoundHere):
        send_letters(actor=stranger, batch_id=batch, now=NOW)


def test_a_campaign_that_was_cleaned_goes_on_no_more() -> None:
    at = a_town()
    five(at)
    actions.close_campaign(
        actor=at.lead, campaign_id=at.campaign_id, base_version=at.campaign.version, now=NOW
    )
    close_and_clean(later(days=31))
    with pytest.raises(CampaignMovedOn):
        go_on(at, later(days=32))


def test_pages_of_letters_ask_a_fixed_number_of_questions(django_assert_max_num_queries) -> None:
    at = a_town()
    for turn in range(15):
        a_senior(at, senior(f"P{turn}", year=1930 + turn), phone="")
    running(at)
    batch = a_batch(at)
    with django_assert_max_num_queries(30):
        assert len(batch_of(at.lead, batch, now=NOW).lines) == 15
    with django_assert_max_num_queries(20):
        onward_of(at.lead, at.campaign_id, now=NOW)


def test_only_the_homes_of_a_batch_are_read_in_as_many_questions(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The same homes as when the whole town is read, whose other homes are not read at all."""
    at = a_town()
    homes = five(at)
    ContactWish.objects.create(household_id=homes[1], kind=WishKind.NO_LETTERS, set_at=NOW)
    everything = list(outreach.homes_of_town(TOWN, on=NOW.date()))
    asked = set(homes[1:3])
    expected = [one for one in everything if one.household_id in asked]
    with CaptureQueriesContext(connection) as whole:
        list(outreach.homes_of_town(TOWN, on=NOW.date()))
    with CaptureQueriesContext(connection) as some:
        assert list(outreach.homes_of_town(TOWN, on=NOW.date(), only=asked)) == expected
    assert len(some) == len(whole)
    about_homes = [one["sql"] for one in some if "registry_membership" in one["sql"]]
    assert about_homes
    orders = [f"IN ({one}, {other})" for one, other in permutations(asked)]
    assert all(any(order in sql for order in orders) for sql in about_homes)
    monkeypatch.setattr(outreach, "READ_BY_NUMBER", 1)
    assert list(outreach.homes_of_town(TOWN, on=NOW.date(), only=asked)) == expected
    assert list(outreach.homes_of_town(TOWN, on=NOW.date(), only=())) == []
