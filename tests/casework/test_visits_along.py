"""Visits without a network: the little that is taken along, and each letter that comes back, once or held."""

from __future__ import annotations

import json
import uuid
from datetime import timedelta
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from nabij.audit.models import Line
from nabij.casework import actions, queries
from nabij.casework.actions import keeping_visits_brought
from nabij.casework.actions.held_visits import tidy_up
from nabij.casework.actions.plans import NewStep
from nabij.casework.models import (
    ContactDraft,
    ContactMoment,
    Document,
    Guidance,
    Need,
    PhotoPart,
    TakenVisits,
    Visit,
    VisitLetter,
)
from nabij.casework.queries.taken import visits_on_devices
from nabij.casework.types import StepOwner
from nabij.casework.types.taken import LetterHeld, LetterState
from nabij.kernel.actors import Actor
from nabij.kernel.brought import ItemState, Letter
from nabij.kernel.decisions import NotFoundHere
from nabij.kernel.purposes import Purpose
from nabij.registry import actions as registry
from nabij.registry.models import ContactPoint
from nabij.registry.queries import number_of_household
from nabij.registry.types import NotPossible, Topic
from nabij.staff.models import Membership, User
from tests.casework.along import HOUR, Device, Home
from tests.casework.desk import a_goal, note, step
from tests.casework.letters import photo
from tests.registry.people import NOW, TODAY

RECORDED = sorted((Path(__file__).parent / "recorded_visits").glob("*.json"))

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def at() -> Home:
    return Home()


def test_own_visits_of_today_and_tomorrow_go_along_with_the_little_that_is_needed(at: Home) -> None:
    tomorrow = at.planned(NOW + timedelta(days=1))
    at.planned(NOW + timedelta(days=2))
    goal = a_goal(at.noor, at.home)
    actions.add_step(
        actor=at.noor,
        goal_id=goal,
        step=NewStep("Inschrijven bij de turnclub", StepOwner.FAMILY, TODAY + timedelta(days=9)),
        client_id=uuid.uuid4(),
        now=NOW,
    )
    note(at.noor, at.home)
    ContactPoint.objects.create(
        household_id=at.home, kind="phone", value="+32470000018", typed="0470 00 00 18", added_at=NOW
    )
    device = Device(at)
    assert [one.visit_id for one in device.visits] == [at.visit, tomorrow]
    first = device.visits[0]
    assert first.called == ("Ayşe Zeewind",)
    assert first.places == ("Kaai 4, 9901 Zonnedam",)
    assert first.phones == ("0470 00 00 18",)
    assert first.plan == ("Inschrijven bij de turnclub",)
    assert first.step is not None
    assert first.step.version == at.version
    assert "energy supplier" not in repr(device.visits)  # the note of a contact stays at home


def test_taking_along_is_one_read_for_each_household(at: Home) -> None:
    at.planned(NOW + timedelta(days=1))
    Device(at)
    read = Line.objects.filter(event="casework.visits_taken_along", is_read=True)
    assert read.filter(subject=number_of_household(at.home)).count() == 1


def test_a_visit_of_a_colleague_does_not_go_along(at: Home) -> None:
    with pytest.raises(NotPossible):
        actions.take_visits(actor=at.bo, number=uuid.uuid4(), now=NOW)
    assert not TakenVisits.objects.exists()


def test_taking_along_asks_a_fixed_number_of_questions(at: Home, django_assert_max_num_queries: Any) -> None:
    for hour in range(2, 9):
        at.planned(NOW + timedelta(days=1, hours=hour))
    with django_assert_max_num_queries(30):
        assert len(Device(at).visits) == 8


def holding(at: Home, now: Any = NOW, by: Actor | None = None) -> list[int]:
    return [number for one in visits_on_devices(by or at.noor, now=now) for number in one.visits]


def test_a_visit_falls_away_when_it_is_called_off_or_its_day_is_over(at: Home) -> None:
    other = at.planned(NOW + timedelta(days=1))
    Device(at)
    assert holding(at) == [at.visit, other]
    actions.call_off_visit(actor=at.noor, visit_id=at.visit, now=NOW)
    assert holding(at) == [other]
    assert holding(at, NOW + timedelta(days=2, hours=2)) == []


def test_a_visit_falls_away_when_the_household_is_handed_over(at: Home) -> None:
    Device(at)
    registry.hand_over_contact(
        actor=at.noor, household_id=at.home, to_staff_id=at.bo.staff_id, hidden_too=True, now=NOW + HOUR
    )
    assert holding(at, NOW + 2 * HOUR) == []


def test_a_visit_falls_away_when_its_worker_lost_the_role(at: Home) -> None:
    Device(at)
    assert holding(at, by=Actor(staff_id=at.noor.staff_id, towns=at.noor.towns)) == []


def test_note_step_and_photo_arrive_once_in_any_order_however_often_they_are_sent(at: Home) -> None:
    device = Device(at)
    letters = [device.letter(kind) for kind in ("contact", "step", "photo")]
    for number in (1, 0, 1):
        assert device.part(letters[2].client_id, number)
    for turn, order in enumerate(permutations(letters)):
        answers = {one.client_id: device.bring(one, NOW + timedelta(minutes=turn)) for one in order}
        assert {one.state for one in answers.values()} == {ItemState.ACCEPTED}
        assert {one.receipt for one in answers.values()} == {
            str(number) for number in VisitLetter.objects.values_list("pk", flat=True)
        }
    contact, document = ContactMoment.objects.get(), Document.objects.get()
    assert (contact.note, contact.channel, contact.recorded_by_id) == (
        "Koffie gedronken",
        "home_visit",
        at.noor.staff_id,
    )
    assert Guidance.objects.get().step == "Bellen"
    assert (document.title, document.kind, document.media_type) == ("Gas", "bill", "image/jpeg")
    assert not PhotoPart.objects.exists()


def test_a_photo_waits_until_all_its_parts_came(at: Home) -> None:
    device = Device(at)
    letter = device.letter("photo")
    device.part(letter.client_id, 0)
    assert device.bring(letter).state == ItemState.WAITING
    assert not VisitLetter.objects.exists()
    device.part(letter.client_id, 1)
    assert device.bring(letter).state == ItemState.ACCEPTED
    assert device.part(letter.client_id, 0)  # comes late: kept nowhere
    assert not PhotoPart.objects.exists()


def test_a_part_that_does_not_open_or_is_not_ones_own_is_none(at: Home) -> None:
    device = Device(at)
    number, common = uuid.uuid4(), {"taken": device.taken.number, "number": 0, "of": 1, "now": NOW}
    assert not actions.keep_part(actor=at.noor, photo=number, sealed=bytes(200), **common)
    device.by = at.bo
    assert not device.part(number, 0)
    assert not PhotoPart.objects.exists()


def test_parts_of_which_the_rest_never_came_go_after_forty_days(at: Home) -> None:
    device = Device(at)
    device.part(uuid.uuid4(), 0)
    assert "0" in tidy_up(NOW + timedelta(days=39))
    tidy_up(NOW + timedelta(days=41))
    assert not PhotoPart.objects.exists()


def test_the_same_letter_on_paper_twice_is_filed_once_and_says_so(at: Home) -> None:
    device = Device(at)
    for state in (ItemState.ACCEPTED, ItemState.NOTE):
        letter = device.letter("photo", parts=1)
        device.part(letter.client_id, 0, 1)
        assert device.bring(letter).state == state
    assert Document.objects.count() == 1


def test_a_need_goes_onto_the_list_and_a_wrong_clock_is_put_right(at: Home) -> None:
    device = Device(at)
    ahead = NOW + timedelta(days=300)
    letter = device.letter("contact", need="Warme jas", told_at=ahead.isoformat())
    actions.deliver_visit_letter(actor=at.noor, letter=letter, sent_at=ahead + HOUR, now=NOW + 2 * HOUR)
    assert Need.objects.get().what == "Warme jas"
    assert ContactMoment.objects.get().happened_at == NOW + HOUR


def test_unfinished_text_becomes_a_draft_of_its_writer(at: Home) -> None:
    device = Device(at)
    assert device.bring(device.letter("draft")).state == ItemState.NOTE
    draft = ContactDraft.objects.get()
    assert (draft.staff_id, draft.content["note"]) == (at.noor.staff_id, "Half af")
    assert not ContactMoment.objects.exists()


@pytest.mark.parametrize("file", RECORDED, ids=lambda file: file.stem)
def test_what_a_device_of_the_past_year_wrote_is_accepted(at: Home, file: Path) -> None:
    device = Device(at)
    content = json.loads(file.read_text(encoding="utf-8"))
    if content["kind"] == "step":
        content["base"] = at.version
    letter = device.sealed(content)
    for number in range(content.get("parts", 0)):
        device.part(letter.client_id, number, content["parts"])
    answer = device.bring(letter)
    assert answer.state in {ItemState.ACCEPTED, ItemState.NOTE}, answer.words
    assert not VisitLetter.objects.held().exists()


def test_there_is_an_example_of_every_version() -> None:
    written = {json.loads(file.read_text(encoding="utf-8"))["v"] for file in RECORDED}
    assert written == set(range(1, actions.NEWEST_VISIT_LETTER + 1))


@pytest.mark.parametrize(
    ("content", "because"),
    [
        ({"v": 99, "kind": "contact"}, LetterHeld.NEWER),
        ({"v": 1, "kind": "contact"}, LetterHeld.BROKEN),
        ([], LetterHeld.BROKEN),
        ({"v": True}, LetterHeld.BROKEN),
    ],
)
def test_what_cannot_be_read_is_held_and_never_dropped(at: Home, content: Any, because: LetterHeld) -> None:
    device = Device(at)
    letter = device.sealed(content)
    answer = device.bring(letter)
    held = VisitLetter.objects.get()
    assert (answer.state, held.because, held.household_id) == (ItemState.HELD, because, at.home)
    assert device.bring(letter) == answer
    assert queries.held_letters(at.noor, now=NOW) == [held]


def test_a_note_that_only_its_writer_may_read_is_not_taken_without_a_network(at: Home) -> None:
    device = Device(at)
    assert device.bring(device.letter("contact", layer="hidden")).state == ItemState.HELD
    assert not ContactMoment.objects.exists()


def test_somebody_else_who_logs_in_on_the_device_sends_nothing_of_another(at: Home) -> None:
    device = Device(at)
    letter = device.letter("contact")
    assert device.bring(letter, by=at.bo).state == ItemState.REFUSED
    assert device.bring(letter).state == ItemState.ACCEPTED


def test_the_same_number_with_something_else_is_held_beside_what_was_written(at: Home) -> None:
    device, number = Device(at), uuid.uuid4()
    assert device.bring(device.letter("contact", client_id=number)).state == ItemState.ACCEPTED
    other = device.letter("contact", client_id=number, note="Iets anders")
    assert device.bring(other).state == ItemState.HELD
    assert device.bring(other).state == ItemState.HELD
    held = VisitLetter.objects.held().get()
    assert held.because == LetterHeld.REUSED
    actions.file_held(actor=at.noor, letter_id=held.pk, now=NOW)
    assert set(ContactMoment.objects.values_list("note", flat=True)) == {"Koffie gedronken", "Iets anders"}


def test_a_step_that_a_colleague_replaced_is_held_and_both_stand_side_by_side(
    at: Home, client: Client
) -> None:
    device = Device(at)
    letter = device.letter("step")
    step(at.noor, at.home, at.version)
    answer = device.bring(letter)
    assert answer.state == ItemState.HELD
    assert Guidance.objects.get().step != "Bellen"
    client.force_login(User.objects.get(pk=at.noor.staff_id))
    page = client.get(reverse("casework:visits-brought")).content.decode()
    assert "Bellen" in page
    assert "Hand in the form" in page
    held = VisitLetter.objects.get()
    with pytest.raises(NotPossible):
        actions.file_held(actor=at.noor, letter_id=held.pk, base_version=1, now=NOW)
    client.post(reverse("casework:visits-held", args=[held.pk]), {"file": "1", "base_version": at.version})
    assert Guidance.objects.get().step == "Bellen"
    assert device.bring(letter).state == ItemState.ACCEPTED


def test_a_step_whose_day_passed_on_the_way_is_held_with_the_sentence(at: Home) -> None:
    device = Device(at)
    answer = device.bring(device.letter("step", due_on="2026-11-19"))
    assert answer.state == ItemState.HELD
    assert VisitLetter.objects.get().because == LetterHeld.NOT_POSSIBLE


def test_whoever_lost_the_household_loses_nothing_and_the_lead_files_it_in_their_name(at: Home) -> None:
    device = Device(at)
    letters = [device.letter("contact"), device.letter("photo", parts=1)]
    device.part(letters[1].client_id, 0, 1)
    outside = Actor(staff_id=at.noor.staff_id, towns=at.noor.towns)
    for letter in letters:
        assert device.bring(letter, by=outside).state == ItemState.HELD
    held = queries.held_letters(at.lea, now=NOW)
    assert {one.because for one in held} == {LetterHeld.NOT_ALLOWED}
    for one in held:
        actions.file_held(actor=at.lea, letter_id=one.pk, now=NOW)
    contact = ContactMoment.objects.get()
    assert contact.recorded_by_id == at.lea.staff_id
    assert contact.note.startswith("Koffie gedronken\n")
    assert "Noor" in contact.note
    assert Document.objects.count() == 1
    assert not queries.held_letters(at.noor, now=NOW)


def test_what_is_held_is_for_its_writer_and_for_the_lead_only_after_they_left(at: Home) -> None:
    device = Device(at)
    device.bring(device.sealed({"v": 1}))
    held = VisitLetter.objects.get()
    assert queries.count_held(at.lea, now=NOW) == 0
    for other in (at.lea, at.bo):
        with pytest.raises(NotFoundHere):
            actions.put_aside(actor=other, letter_id=held.pk, now=NOW)
    Membership.objects.filter(user_id=at.noor.staff_id).update(until_on=TODAY)
    assert queries.count_held(at.lea, now=NOW) == 1
    with pytest.raises(NotFoundHere):
        actions.put_aside(actor=at.bo, letter_id=held.pk, now=NOW)
    actions.put_aside(actor=at.lea, letter_id=held.pk, now=NOW)
    held.refresh_from_db()
    assert (held.state, held.letter) == (LetterState.SETTLED, {})
    with pytest.raises(NotFoundHere):
        actions.put_aside(actor=at.lea, letter_id=held.pk, now=NOW)


def test_a_visit_that_was_not_taken_along_is_held(at: Home) -> None:
    device = Device(at)
    other = at.planned(NOW + timedelta(days=1, hours=5))
    letter = device.letter("contact")
    answer = device.bring(Letter(letter.client_id, letter.taken, letter.sealed, other))
    assert answer.state == ItemState.HELD
    assert VisitLetter.objects.get().because == LetterHeld.UNKNOWN


def test_after_the_visit_was_removed_what_was_written_is_held(at: Home) -> None:
    device = Device(at)
    letter = device.letter("contact")
    Visit.objects.all().delete()
    assert device.bring(letter).state == ItemState.HELD


def test_a_device_says_that_it_is_empty_and_is_not_waited_for(at: Home) -> None:
    device = Device(at)
    assert queries.something_waits(at.noor, NOW)
    actions.finish_taken_visits(actor=at.bo, number=device.taken.number, now=NOW)
    assert queries.something_waits(at.noor, NOW)
    actions.finish_taken_visits(actor=at.noor, number=device.taken.number, now=NOW)
    assert not queries.something_waits(at.noor, NOW)


def test_a_held_letter_stands_in_the_own_copy_and_is_erased_with_its_photo(at: Home) -> None:
    device = Device(at)
    outside = Actor(staff_id=at.noor.staff_id, towns=at.noor.towns)
    photo_letter = device.letter("photo", parts=1)
    device.part(photo_letter.client_id, 0, 1)
    for letter in (device.letter("contact"), photo_letter):
        device.bring(letter, by=outside)
    number = number_of_household(at.home)
    (part,) = keeping_visits_brought.own_copy(number, now=NOW)
    assert [row["words"] for row in part.records] == ["Koffie gedronken", "Gas"]
    (looked,) = keeping_visits_brought.erase(number, now=NOW, only_look=True)
    assert looked.erased == 2
    assert VisitLetter.objects.count() == 2
    list(keeping_visits_brought.erase(number, now=NOW, only_look=False))
    assert not VisitLetter.objects.exists()
    assert not PhotoPart.objects.exists()


def test_what_was_filed_goes_after_a_year_and_what_is_held_stays(at: Home) -> None:
    device = Device(at)
    device.bring(device.letter("contact"))
    device.bring(device.sealed({"v": 1}))
    later = (NOW + timedelta(days=400)).date()
    due = list(keeping_visits_brought.past_term(later, limit=10))
    assert keeping_visits_brought.remove([one.key for one in due], now=NOW) == 1
    assert VisitLetter.objects.get().state == LetterState.HELD


def test_the_page_names_nobody_and_a_program_brings_everything(at: Home, client: Client) -> None:
    client.force_login(User.objects.get(pk=at.noor.staff_id))
    page = client.get(reverse("casework:visits-along"))
    assert page.headers["X-Nabij-Offline"]
    assert "Zeewind" not in page.content.decode()
    for route in ("visits-bring", "visits-part", "visits-finish", "visits-take"):
        answer = client.post(reverse(f"casework:{route}"), b"?", content_type="application/json")
        assert answer.status_code == 400
    assert set(client.get(reverse("casework:visits-state")).json()) == {"token", "release", "taken", "parts"}


def test_a_photo_keeps_no_place_or_device(at: Home) -> None:
    device = Device(at)
    letter = device.letter("photo", parts=1)
    device.part(letter.client_id, 0, 1, photo(turned=True))
    device.bring(letter)
    found = queries.document_to_open(
        at.noor, Document.objects.get().pk, purpose=Purpose.HELP, on=TODAY, now=NOW
    )
    content = found.path.read_bytes()
    assert b"Telefoon" not in content
    assert b"Exif" not in content


def test_topics_of_a_held_letter_are_kept_from_a_lead_who_does_not_see_them(at: Home) -> None:
    device = Device(at)
    device.bring(device.letter("contact"), by=Actor(staff_id=at.noor.staff_id, towns=at.noor.towns))
    item = actions.words_of(VisitLetter.objects.get())
    assert item is not None
    assert actions.topic_of(item) == Topic.MONEY
