"""Documents: a photo becomes a document of the household, and its file lives exactly as long as its row."""

from __future__ import annotations

import os
import uuid
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from nabij.audit.models import Line
from nabij.casework import actions, queries
from nabij.casework.actions import document_files, keeping_visits, upkeep
from nabij.casework.actions.documents import pass_on_hidden_documents
from nabij.casework.models import Document
from nabij.casework.queries.documents import folder, place_of
from nabij.casework.types import FiledAlready
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere, Refused
from nabij.kernel.purposes import Purpose
from nabij.registry import actions as registry
from nabij.registry.queries import number_of_household
from nabij.registry.types import ClientIdReused, Layer, NotPossible, Topic
from nabij.staff.models import Membership, RoleGrant, TownGrant, User
from nabij.staff.types import Role
from tests.casework.letters import paper, photo
from tests.casework.outside import a_filed_letter, a_visit
from tests.registry.people import NOW, TODAY, TOWN, Desk, account, actor, desk, household, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def place(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path


@pytest.fixture
def at() -> Desk:
    return desk()


def files() -> list[Path]:
    return [one for one in folder().rglob("*") if one.is_file()]


def listed(who: Actor, home: int):
    return queries.documents_of(who, home, purpose=Purpose.HELP, on=TODAY, now=NOW)


def test_a_letter_is_filed_and_its_file_is_ours_alone(at: Desk) -> None:
    home = household(at.noor)
    a_filed_letter(at.noor, home, title="Leverancier")
    (one,) = listed(at.noor, home).listed
    assert (one.title, one.by, one.is_photo) == ("Leverancier", "Noor", True)
    (file,) = files()
    assert file.read_bytes() == b"made anew"
    assert oct(file.stat().st_mode)[-3:] == "600"
    assert "Leverancier" not in str(file)


def test_the_same_file_twice_says_so_and_leaves_no_second_file(at: Desk) -> None:
    home = household(at.noor)
    same = uuid.uuid4()
    assert a_filed_letter(at.noor, home, client_id=same) == a_filed_letter(at.noor, home, client_id=same)
    for topic in (Topic.MONEY, Topic.HOUSING):
        with pytest.raises(FiledAlready):
            a_filed_letter(at.noor, home, topic=topic)
    with pytest.raises(ClientIdReused):
        a_filed_letter(at.noor, home, client_id=same, sent=b"other")
    assert len(files()) == Document.objects.count() == 1
    kept = Document.objects.get()
    kept.pk, kept.client_id, kept.file_key = None, uuid.uuid4(), uuid.uuid4()
    with pytest.raises(IntegrityError), transaction.atomic():
        kept.save(force_insert=True)
    a_filed_letter(at.noor, household(at.noor, somebody("Mo")))  # of another household it is another letter


def test_a_topic_that_is_not_seen_and_what_is_hidden_stay_shut(at: Desk) -> None:
    home = household(at.noor)
    coach = actor(account("coach"), Role.BRIDGE_WORKER, teams=(at.team,))
    money = a_filed_letter(at.noor, home, sent=b"1", topic=Topic.MONEY)
    family = a_filed_letter(at.noor, home, sent=b"2", topic=Topic.FAMILY)
    hidden = a_filed_letter(at.noor, home, sent=b"3", topic=Topic.FAMILY, layer=Layer.HIDDEN)
    found = listed(coach, home)
    assert [one.number for one in found.listed] == [family]
    assert found.elsewhere == 1  # what is hidden is not even counted
    for number, who in ((money, coach), (hidden, coach), (family, at.sam), (10**9, at.noor)):
        with pytest.raises(NotFoundHere):
            queries.document_to_open(who, number, purpose=Purpose.HELP, on=TODAY, now=NOW)
    assert a_filed_letter(coach, home, sent=b"1", topic=Topic.FAMILY)  # nothing tells that it lies elsewhere
    with pytest.raises(NotFoundHere):
        a_filed_letter(at.sam, home, sent=b"4")


def test_each_look_at_a_file_is_a_line_in_the_log(at: Desk) -> None:
    number = a_filed_letter(at.noor, household(at.noor))
    for _time in range(2):
        queries.document_to_open(at.noor, number, purpose=Purpose.HELP, on=TODAY, now=NOW)
    looks = Line.objects.filter(event="casework.document_opened")
    assert looks.values("at", "subject").count() == 4  # the household and the person in it, twice
    place_of(Document.objects.get().file_key).unlink()
    with pytest.raises(NotFoundHere):
        queries.document_to_open(at.noor, number, purpose=Purpose.HELP, on=TODAY, now=NOW)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"received_on": TODAY + timedelta(days=1)}, "received_on"),
        ({"title": "x" * 101}, "title"),
        ({"right_code": "Geen code!"}, "right_code"),
    ],
)
def test_what_cannot_be_is_refused_and_no_file_stays(at: Desk, more: dict[str, Any], field: str) -> None:
    home = household(at.noor)
    with pytest.raises(NotPossible) as told:
        a_filed_letter(at.noor, home, **more)
    assert told.value.field == field
    assert files() == []


def test_whoever_filed_it_or_the_contact_person_takes_it_away_with_its_file(
    at: Desk, django_capture_on_commit_callbacks: Any
) -> None:
    home = household(at.noor)
    number = a_filed_letter(at.noor, home, layer=Layer.SUMMARY)
    other = actor(account("bo"), Role.SOCIAL_WORKER, teams=(at.team,))
    with pytest.raises(Refused):
        actions.remove_document(actor=other, document_id=number, now=NOW)
    with django_capture_on_commit_callbacks(execute=True):
        actions.remove_document(actor=at.noor, document_id=number, now=NOW)
    assert files() == []
    assert Line.objects.filter(event="casework.document_removed").exists()


def test_erasing_and_terms_take_the_files_along(at: Desk, django_capture_on_commit_callbacks: Any) -> None:
    home = household(at.noor)
    a_filed_letter(at.noor, home)
    a_visit(at.noor, home, safety_note="Hond")
    number = number_of_household(home)
    parts = {part.code: part for part in keeping_visits.own_copy(number, now=NOW)}
    assert parts["casework.visits"].records[0]["safety_note"] == "Hond"
    assert len(parts["casework.documents"].records) == 1
    list(keeping_visits.erase(number, now=NOW, only_look=True))
    assert len(files()) == 1
    late = TODAY + timedelta(days=366 * 11)
    due = [one.key for one in keeping_visits.documents_past_term(late, limit=9)]
    assert [one.key for one in keeping_visits.documents_past_term(TODAY, limit=9)] == []
    assert len([one.key for one in keeping_visits.visits_past_term(late, limit=9)]) == 1
    with django_capture_on_commit_callbacks(execute=True):
        assert keeping_visits.remove_documents(due, now=NOW) == 1
    assert files() == []
    a_filed_letter(at.noor, home)
    with django_capture_on_commit_callbacks(execute=True):
        told = list(keeping_visits.erase(number, now=NOW, only_look=False))
    assert [one.erased for one in told] == [1, 1]
    assert files() == []


def test_the_night_takes_away_files_of_nobody_and_says_which_are_lost(at: Desk) -> None:
    a_filed_letter(at.noor, household(at.noor))
    orphan, fresh = uuid.uuid4(), uuid.uuid4()
    for key in (orphan, fresh):
        document_files.write(key, b"x")
    long_ago = (NOW - timedelta(days=3)).timestamp()
    os.utime(place_of(orphan), (long_ago, long_ago))
    os.utime(place_of(fresh), (NOW.timestamp(), NOW.timestamp()))
    assert document_files.remove_orphans(NOW) == (1, 0)
    assert not place_of(orphan).exists()
    assert place_of(fresh).exists()
    place_of(Document.objects.get().file_key).unlink()
    with pytest.raises(ValueError, match="1 documents lack their file"):
        upkeep.clear_files(NOW)


def test_hidden_documents_go_along_with_the_household(at: Desk) -> None:
    home = household(at.noor)
    a_filed_letter(at.noor, home, layer=Layer.HIDDEN)
    pass_on_hidden_documents(home, at.noor.staff_id, at.sam.staff_id)
    assert Document.objects.get().owner_id == at.sam.staff_id


def browser(at: Desk, who: Actor) -> Client:
    user = User.objects.get(pk=who.staff_id)
    RoleGrant.objects.create(user=user, role=Role.SOCIAL_WORKER)
    TownGrant.objects.create(user=user, town=TOWN)
    team = at.team if who == at.noor else at.other_team
    Membership.objects.create(user=user, team=team, from_on="2020-01-01")
    client = Client()
    client.force_login(user)
    return client


def sending(content: bytes, **more: str) -> dict[str, Any]:
    return {
        "client_id": str(uuid.uuid4()),
        "kind": "letter",
        "topic": "money",
        "title": "Brief van de leverancier",
        "received_on": "01/11/2026",
        "right_code": "",
        "layer": "topic",
        "file": SimpleUploadedFile("brief.jpg", content),
        **more,
    }


def test_a_photo_sent_with_the_form_comes_back_without_its_place(at: Desk) -> None:
    home = household(at.noor)
    registry.become_contact_person(actor=at.noor, household_id=home, now=NOW)
    client = browser(at, at.noor)
    new = reverse("casework:document-new", args=[home])
    for content in (photo(), paper()):
        assert client.post(new, sending(content)).status_code == 302
    assert Document.objects.count() == 2
    for one in Document.objects.all():
        answer = client.get(reverse("casework:document", args=[one.pk]))
        body = answer.content
        assert b"Telefoon" not in body
        assert b"Selin" not in body
        assert answer.headers["Content-Disposition"].startswith('attachment; filename="letter-2026-11-01.')
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "no-store" in answer.headers["Cache-Control"]
        assert "sandbox" in answer.headers["Content-Security-Policy"]
    stranger = browser(at, at.sam)
    shut = stranger.get(reverse("casework:document", args=[Document.objects.first().pk]))
    never = stranger.get(reverse("casework:document", args=[10**9]))
    assert (shut.status_code, never.status_code) == (404, 404)


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"<html><script>alert(1)</script></html>", "JPEG"),
        (b"", "leeg"),
        (photo()[:150], "beschadigd"),
        (paper(password="x"), "wachtwoord"),
    ],
)
def test_what_is_no_letter_is_refused_in_words_and_what_was_typed_stays(
    at: Desk, content: bytes, word: str
) -> None:
    home = household(at.noor)
    client = browser(at, at.noor)
    answer = client.post(f"/nl/werk/gezinnen/{home}/documenten/nieuw/", sending(content))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert word in page
    assert "Brief van de leverancier" in page
    assert files() == []
