"""The timeline: noted once, seen as far as somebody needs to know, and nothing written over in silence."""

import random
import uuid
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from nabij.casework import actions, queries
from nabij.casework.actions.contacts import clean_note
from nabij.casework.actions.drafts import DRAFT_DAYS, end_drafts
from nabij.casework.models import ContactDraft, ContactMoment, ContactVersion, Need
from nabij.casework.types import Channel, ContactOutcome
from nabij.kernel.decisions import NotFoundHere, Refused
from nabij.kernel.purposes import Purpose
from nabij.registry import actions as registry
from nabij.registry.types import ClientIdReused, Layer, NotPossible, Topic
from nabij.staff.types import Role
from tests.casework.desk import note, told
from tests.registry.people import NOW, TODAY, Desk, account, actor, desk, household
from tests.registry.test_access import colleague

pytestmark = pytest.mark.django_db


@pytest.fixture
def at() -> Desk:
    return desk()


def line(by, number, **more):
    return queries.timeline(by, number, purpose=Purpose.HELP, on=TODAY, now=NOW, **more)


def notes(by, number, **more) -> list[str]:
    return [entry.note for entry in line(by, number, **more).entries]


def change(by, contact, version, **fields):
    return actions.change_contact(
        actor=by, contact_id=contact, base_version=version, fields=fields, now=NOW + timedelta(hours=1)
    )


def test_a_form_sent_twice_makes_one_contact_and_its_need_stays_open(at: Desk) -> None:
    number, form = household(at.noor), uuid.uuid4()
    first = note(at.noor, number, told(need="Help with the gas bill"), client_id=form)
    assert note(at.noor, number, told(need="Help with the gas bill"), client_id=form) == first
    with pytest.raises(ClientIdReused):
        note(at.noor, number, told("Something else"), client_id=form)
    assert [entry.needs for entry in line(at.noor, number).entries] == [(("Help with the gas bill", False),)]
    assert Need.objects.get().way == ""
    with pytest.raises(NotPossible) as not_yet:
        note(at.noor, number, told(happened_at=NOW + timedelta(days=1)))
    assert not_yet.value.field == "day"


def test_each_sees_the_layers_that_are_theirs_and_what_is_hidden_is_not_even_counted(at: Desk) -> None:
    number = household(at.noor)
    bridge = actor(account("bo"), Role.BRIDGE_WORKER, teams=(at.team,))
    colleague_ = actor(account("vera"), Role.SOCIAL_WORKER, teams=(at.team,))
    note(at.noor, number, told("open to all", layer=Layer.SUMMARY))
    note(at.noor, number, told("about money"))
    note(at.noor, number, told("about school", topic=Topic.SCHOOL))
    note(at.noor, number, told("only noor", layer=Layer.HIDDEN))
    note(bridge, number, told("heard at the gate", channel=Channel.SCHOOL_GATE))
    assert set(notes(colleague_, number)) == {
        "open to all",
        "about money",
        "about school",
        "heard at the gate",
    }
    assert set(notes(bridge, number)) == {"open to all", "about school", "heard at the gate"}
    assert line(bridge, number).elsewhere == 1
    assert line(colleague_, number).elsewhere == 0
    assert "only noor" in notes(at.noor, number)
    with pytest.raises(NotFoundHere):
        line(at.sam, number)
    hidden = ContactMoment.objects.get(note="only noor").pk
    with pytest.raises(NotFoundHere):
        change(colleague_, hidden, 1, note="seen")
    with pytest.raises(NotFoundHere):
        queries.contact_to_change(colleague_, hidden, on=TODAY, now=NOW)
    with pytest.raises(Refused):
        change(bridge, ContactMoment.objects.get(note="about school").pk, 1, note="changed")


def test_somebody_with_a_task_writes_under_its_topic_only(at: Desk) -> None:
    number = household(at.noor)
    registry.become_contact_person(actor=at.noor, household_id=number, now=NOW)
    user = colleague("dede", Role.PROVISION_DESK)
    given = {"household_id": number, "staff_id": user.pk, "topic": Topic.SCHOOL, "reason": "Laptop"}
    registry.give_task(actor=at.noor, **given, until_at=None, client_id=uuid.uuid4(), now=NOW)
    dede = actor(user, Role.PROVISION_DESK)
    note(dede, number, told("Laptop lent", topic=Topic.SCHOOL))
    with pytest.raises(Refused):
        note(dede, number, told("Debts", topic=Topic.MONEY))


def test_hidden_contacts_go_along_with_a_household_that_is_handed_over(at: Desk) -> None:
    number = household(at.noor, team_id=None)
    lou = colleague("lou", Role.CASE_MANAGER)
    note(at.noor, number, told("only noor", layer=Layer.HIDDEN))
    registry.become_contact_person(actor=at.noor, household_id=number, now=NOW)
    giving = {"actor": at.noor, "household_id": number, "to_staff_id": lou.pk, "now": NOW}
    registry.hand_over_contact(**giving, hidden_too=True)
    assert notes(actor(lou, Role.CASE_MANAGER), number) == ["only noor"]


def test_pages_of_the_timeline_follow_each_other_without_a_gap(at: Desk) -> None:
    number = household(at.noor)
    for hour in range(7):  # some at the very same moment
        note(at.noor, number, told(f"{hour}", happened_at=NOW - timedelta(hours=hour // 2)))
    everything = notes(at.noor, number)
    assert sorted(everything) == [str(hour) for hour in range(7)]
    walked, after = [], ""
    while True:
        page = line(at.noor, number, after=after, size=2)
        walked += [entry.note for entry in page.entries]
        if not (after := page.after):
            break
    assert walked == everything
    note(at.noor, number, told("letter", channel=Channel.LETTER))
    assert notes(at.noor, number, channel=Channel.LETTER) == ["letter"]
    assert notes(at.noor, number, after="no moment|x") == notes(at.noor, number)


def test_two_who_change_different_fields_both_keep_theirs(at: Desk) -> None:
    number = household(at.noor)
    contact = note(at.noor, number)
    vera = actor(account("vera"), Role.SOCIAL_WORKER, teams=(at.team,))
    registry.become_contact_person(actor=vera, household_id=number, now=NOW)
    assert change(at.noor, contact, 1, note="Gas and water").saved == ("note",)
    both = change(vera, contact, 1, outcome=ContactOutcome.AGREED, note=told().note)
    assert (both.saved, both.beside) == (("outcome",), ())
    stands = ContactMoment.objects.get()
    assert (stands.note, stands.outcome, stands.version) == ("Gas and water", ContactOutcome.AGREED, 3)
    with pytest.raises(IntegrityError), transaction.atomic():
        ContactVersion.objects.create(contact=stands, version=1, fields={}, at=NOW, by_id=vera.staff_id)


def test_two_who_change_the_same_field_are_shown_beside_each_other_until_somebody_chooses(at: Desk) -> None:
    number = household(at.noor)
    contact = note(at.noor, number)
    vera = actor(account("vera"), Role.SOCIAL_WORKER, teams=(at.team,))
    registry.become_contact_person(actor=vera, household_id=number, now=NOW)
    change(at.noor, contact, 1, note="Written by Noor")
    for _twice in range(2):
        assert change(vera, contact, 1, note="Written by Vera").beside == ("note",)
    entry = line(at.noor, number).entries[0]
    assert entry.note == "Written by Noor"
    assert [(one.by, one.parts) for one in entry.beside] == [("Vera", (("note", "Written by Vera"),))]
    actions.settle_beside(actor=vera, version_id=entry.beside[0].number, take=True, now=NOW)
    entry = line(at.noor, number).entries[0]
    assert (entry.note, entry.beside) == ("Written by Vera", ())
    assert {one.fields["note"] for one in ContactVersion.objects.all()} == {
        told().note,
        "Written by Noor",
        "Written by Vera",
    }
    with pytest.raises(NotPossible):
        actions.settle_beside(
            actor=vera, version_id=ContactVersion.objects.get(is_beside=True).pk, take=True, now=NOW
        )


def test_in_fifty_changes_on_top_of_each_other_no_text_is_ever_lost(at: Desk) -> None:
    """R-20: whatever the order, each text that was sent stands, stood, or waits beside."""
    chance = random.Random(20)
    number = household(at.noor)
    contact = note(at.noor, number, told("0"))
    sent = {"0"}
    for turn in range(1, 51):
        version = ContactMoment.objects.get().version
        based_on = chance.randint(max(1, version - 3), version)
        change(at.noor, contact, based_on, note=str(turn))
        sent.add(str(turn))
    kept = {one.fields.get("note") for one in ContactVersion.objects.all()} | {
        ContactMoment.objects.get().note
    }
    assert sent <= kept


def keep(by, number, form, turn, **fields) -> bool:
    return actions.keep_draft(
        actor=by, household_id=number, client_id=form, fields=fields, turn=turn, now=NOW
    )


def test_a_draft_is_only_for_who_types_it_and_what_arrives_late_changes_nothing(at: Desk) -> None:
    number, form = household(at.noor), uuid.uuid4()
    vera = actor(account("vera"), Role.SOCIAL_WORKER, teams=(at.team,))
    assert keep(at.noor, number, form, 1, note="Half a sen")
    assert keep(at.noor, number, form, 3, note="Half a sentence", csrfmiddlewaretoken="x")
    assert not keep(at.noor, number, form, 2, note="Half a sente")
    draft = queries.latest_draft(at.noor, number, now=NOW)
    assert draft is not None
    assert draft.fields == {"note": "Half a sentence"}
    assert queries.latest_draft(vera, number, now=NOW) is None
    assert not keep(vera, number, form, 9, note="Somebody else's form")
    with pytest.raises(NotFoundHere):
        keep(at.sam, number, uuid.uuid4(), 1, note="x")
    note(at.noor, number, client_id=form)
    assert queries.latest_draft(at.noor, number, now=NOW) is None
    assert not keep(at.noor, number, form, 4, note="Half a sentence, late")
    assert not ContactDraft.objects.exists()


def test_drafts_are_thrown_away_by_their_writer_or_after_a_month(at: Desk) -> None:
    number, form = household(at.noor), uuid.uuid4()
    keep(at.noor, number, form, 1, note="x")
    assert actions.drop_draft(actor=at.sam, client_id=form, now=NOW) is None
    assert actions.drop_draft(actor=at.noor, client_id=form, now=NOW) == number
    keep(at.noor, number, form, 1, note="x")
    assert end_drafts(NOW + timedelta(days=DRAFT_DAYS)) == 0
    assert end_drafts(NOW + timedelta(days=DRAFT_DAYS, seconds=1)) == 1


def test_a_note_keeps_its_lines_and_too_long_a_one_is_refused_in_words(at: Desk) -> None:
    assert clean_note("one\r\n\r\n  two\x07 \n") == "one\n\ntwo"
    with pytest.raises(NotPossible) as too_long:
        note(at.noor, household(at.noor), replace(told(), note="x" * 10_001))
    assert too_long.value.field == "note"
