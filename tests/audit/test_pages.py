"""Pages of the log, of requests, holds and removing: each role sees what it may, and looking is on record."""

import json
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.conf import LazySettings
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nabij.audit import actions
from nabij.audit.models import Erasure, Hold, Line, RemovalRun, SubjectRequest
from nabij.kernel import clock
from nabij.kernel.actors import Actor
from nabij.kernel.purposes import Purpose
from nabij.staff.actions import open_account
from nabij.staff.types import Role
from tests.house.test_access import browser

pytestmark = pytest.mark.django_db
WORKER = Actor(staff_id=999, roles=frozenset({"social_worker"}))
PAGES = ["logboek/", "verzoeken/", "verzoeken/nieuw/", "niet-wissen/", "bewaren/"]


def logged_in(role: Role) -> Client:
    account = open_account(
        email=f"{role}@zonnedam.example",
        name=str(role.label),
        password="a long phrase for a test",
        roles=[role],
        now=clock.now(),
    )
    return browser(account)


@pytest.fixture
def officer() -> Client:
    return logged_in(Role.PRIVACY_OFFICER)


@pytest.fixture(autouse=True)
def own_file(settings: LazySettings, tmp_path: Path) -> None:
    settings.ERASED_FILE = tmp_path / "erased"


def somebody_read_about(number: int = 3) -> UUID:
    subject = uuid4()
    for step in range(number):
        with transaction.atomic():
            actions.record_read(
                "registry.person_read",
                actor=WORKER,
                about=[subject],
                purpose=Purpose.HELP,
                at=clock.now() - timedelta(minutes=step),
            )
    return subject


def a_new_request(client: Client, subject: UUID, **changed: str) -> SubjectRequest:
    form = {
        "sent_id": str(uuid4()),
        "kind": "erasure",
        "subject": str(subject),
        "received_on": clock.today().isoformat(),
        "identity_checked": "kaart gezien aan het loket",
        "asked": "wis alles",
        **changed,
    }
    answer = client.post("/nl/werk/verzoeken/nieuw/", form)
    assert answer.status_code == 302, answer.content.decode()
    return SubjectRequest.objects.latest("pk")


@pytest.mark.parametrize(
    ("role", "open_pages"),
    [
        (Role.PRIVACY_OFFICER, PAGES),
        (Role.SECURITY_AUDITOR, ["logboek/"]),
        (Role.DIRECTOR, ["bewaren/"]),
        (Role.ADMINISTRATOR, []),
        (Role.SOCIAL_WORKER, []),
        (Role.TEAM_LEAD, []),
    ],
)
def test_each_role_opens_its_pages_and_no_other(role: Role, open_pages: list[str]) -> None:
    client = logged_in(role)
    opened = [page for page in PAGES if client.get(f"/nl/werk/{page}").status_code == 200]
    refused = [page for page in PAGES if client.get(f"/nl/werk/{page}").status_code == 403]
    assert opened == open_pages
    assert sorted([*opened, *refused]) == sorted(PAGES)


def test_the_log_is_searched_by_person_and_the_search_is_on_record(officer: Client) -> None:
    subject = somebody_read_about()
    somebody_read_about()
    page = officer.get("/nl/werk/logboek/", {"subject": str(subject)}).content.decode()
    assert page.count("registry.person_read") == 3
    assert "Dit gezin helpen" in page
    assert Line.objects.get(event="audit.log_read").subject == subject


def test_number_of_lines_written_is_number_of_persons_shown(officer: Client) -> None:
    shown = {somebody_read_about(1) for _ in range(7)}
    officer.get("/nl/werk/logboek/", {"actor": "999"})
    assert set(Line.objects.filter(event="audit.log_read").values_list("subject", flat=True)) == shown


def test_the_auditor_finds_no_number_of_a_person_anywhere_on_the_page() -> None:
    subject = somebody_read_about()
    auditor = logged_in(Role.SECURITY_AUDITOR)
    page = auditor.get("/nl/werk/logboek/", {"actor": "999", "subject": str(uuid4())}).content.decode()
    assert page.count("registry.person_read") == 3
    assert str(subject) not in page
    assert auditor.get(f"/nl/werk/logboek/wie-keek/{subject}/").status_code == 403


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"subject": "Jan"}, "Dit is geen nummer van een persoon"),
        ({"actor": "x"}, "Het nummer van een account is een geheel getal"),
        ({"from_on": "32/01/2026"}, "Dit is geen dag."),
        ({"from_on": "2026-02-02", "last_on": "2026-02-01"}, "Het einde ligt voor het begin."),
    ],
)
def test_what_cannot_be_searched_gets_a_sentence(
    officer: Client, asked: dict[str, str], sentence: str
) -> None:
    answer = officer.get("/nl/werk/logboek/", asked)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


@pytest.mark.parametrize("after", ["x", "2026-01-01_1_1", "2026-01-01T00:00:00+00:00_1_", "___"])
def test_a_place_that_is_not_ours_begins_at_the_first_page(officer: Client, after: str) -> None:
    somebody_read_about()
    page = officer.get("/nl/werk/logboek/", {"actor": "999", "after": after})
    assert page.status_code == 200
    assert page.content.decode().count("registry.person_read") == 3


def test_a_page_of_the_log_takes_few_queries_however_long_the_log(officer: Client) -> None:
    somebody_read_about(120)
    with CaptureQueriesContext(connection) as seen:
        assert officer.get("/nl/werk/logboek/", {"actor": "999"}).status_code == 200
    assert len(seen) <= 16


def test_the_overview_of_who_looked_is_a_page_and_a_paper_in_three_languages(officer: Client) -> None:
    subject = somebody_read_about()
    page = officer.get(f"/nl/werk/logboek/wie-keek/{subject}/").content.decode()
    assert "een maatschappelijk werker van het Sociaal Huis" in page
    assert "om jou te helpen" in page
    for language in ("nl", "fr", "en", "xx"):
        paper = officer.get(f"/nl/werk/logboek/wie-keek/{subject}/overzicht.pdf", {"taal": language})
        assert paper.content.startswith(b"%PDF")
        assert "no-store" in paper.headers["Cache-Control"]


def test_a_request_is_registered_once_however_often_the_form_is_sent(officer: Client) -> None:
    subject, sent_id = uuid4(), str(uuid4())
    first = a_new_request(officer, subject, sent_id=sent_id)
    assert a_new_request(officer, subject, sent_id=sent_id) == first
    listed = officer.get("/nl/werk/verzoeken/").content.decode()
    assert f"{first.pk} · Wissen" in listed
    assert "Op tijd" in listed


def test_a_late_request_is_shown_as_late(officer: Client) -> None:
    received = clock.today() - timedelta(days=40)
    a_new_request(officer, uuid4(), received_on=received.isoformat())
    assert "Te laat" in officer.get("/nl/werk/verzoeken/").content.decode()


def test_a_request_of_tomorrow_without_identity_is_refused_with_what_to_do(officer: Client) -> None:
    form = {
        "sent_id": str(uuid4()),
        "kind": "access",
        "subject": str(uuid4()),
        "received_on": (clock.today() + timedelta(days=2)).isoformat(),
    }
    answer = officer.post("/nl/werk/verzoeken/nieuw/", form)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Deze dag moet nog komen." in text
    assert "Zeg hoe je weet dat het deze persoon is" in text
    assert not SubjectRequest.objects.exists()


def test_a_request_is_answered_and_a_second_answer_changes_nothing(officer: Client) -> None:
    made = a_new_request(officer, somebody_read_about())
    address = f"/nl/werk/verzoeken/{made.pk}/"
    officer.post(f"{address}langer/", {"because": "veel mappen"})
    page = officer.post(address, {"state": "done", "answer": "kopie gegeven"}, follow=True)
    assert "Het antwoord is bewaard" in page.content.decode()
    again = officer.post(address, {"state": "refused", "answer": "toch niet"}, follow=True)
    assert "Een collega behandelde dit intussen" in again.content.decode()
    made.refresh_from_db()
    assert (made.answer, made.longer_because) == ("kopie gegeven", "veel mappen")


def test_the_copy_comes_for_machines_and_on_paper_and_says_who_looked(officer: Client) -> None:
    made = a_new_request(officer, somebody_read_about())
    copy = json.loads(officer.get(f"/nl/werk/verzoeken/{made.pk}/kopie.json").content)
    assert copy["subject"] == str(made.subject)
    assert copy["parts"][0]["records"][0]["asked"] == "wis alles"
    assert copy["looks"][-1]["why"] == "om jou te helpen"
    for language in ("nl", "fr"):
        paper = officer.get(f"/nl/werk/verzoeken/{made.pk}/kopie.pdf", {"taal": language})
        assert paper.content.startswith(b"%PDF")


@pytest.mark.django_db(transaction=True)
def test_erasing_asks_for_the_number_again_and_shows_the_proof(officer: Client) -> None:
    made = a_new_request(officer, uuid4())
    address = f"/nl/werk/verzoeken/{made.pk}/wissen/"
    assert "Wat gewist zou worden" in officer.get(address).content.decode()
    wrong = officer.post(address, {"again": str(uuid4())})
    assert wrong.status_code == 422
    assert "Er is niets gewist." in wrong.content.decode()
    assert not Erasure.objects.exists()
    done = officer.post(address, {"again": str(made.subject)}).content.decode()
    assert "Wat gewist is" in done
    assert "AVG art. 5.2" in done
    assert Erasure.objects.get().subject == made.subject


def test_a_hold_is_placed_stops_erasing_and_is_lifted(officer: Client) -> None:
    made = a_new_request(officer, uuid4())
    until = clock.today() + timedelta(days=90)
    form = {"subject": str(made.subject), "reason": "rechtszaak 12", "until_on": until.isoformat()}
    assert "rechtszaak 12" in officer.post("/nl/werk/niet-wissen/", form, follow=True).content.decode()
    blocked = officer.post(f"/nl/werk/verzoeken/{made.pk}/wissen/", {"again": str(made.subject)})
    assert "Nu mag niets gewist worden" in blocked.content.decode()
    assert not Erasure.objects.exists()
    officer.post(f"/nl/werk/niet-wissen/{Hold.objects.get().pk}/opheffen/")
    assert Hold.objects.get().lifted_at is not None


def test_what_is_past_its_term_goes_after_a_second_person(officer: Client) -> None:
    made = a_new_request(officer, uuid4())
    officer.post(f"/nl/werk/verzoeken/{made.pk}/", {"state": "done", "answer": "gedaan"})
    long_ago = clock.now() - timedelta(days=6 * 366)
    SubjectRequest.objects.update(handled_at=long_ago)
    assert "1 zaak zou weggaan." in officer.get("/nl/werk/bewaren/").content.decode()
    prepared = officer.post("/nl/werk/bewaren/", {"code": "audit.requests"}, follow=True).content.decode()
    assert "Vraag een tweede persoon" in prepared
    address = f"/nl/werk/bewaren/{RemovalRun.objects.get().pk}/"
    assert officer.post(address, {"decision": "approve"}).status_code == 403
    director = logged_in(Role.DIRECTOR)
    assert director.post(address, {"decision": ""}).status_code == 422
    director.post(address, {"decision": "approve"})
    officer.post(address)
    assert not SubjectRequest.objects.exists()
    assert "1 rij is verwijderd" in officer.get(address).content.decode()


def test_a_kind_or_list_that_is_not_there_is_not_found(officer: Client) -> None:
    assert officer.post("/nl/werk/bewaren/", {"code": "x"}).status_code == 404
    assert officer.get("/nl/werk/bewaren/99/").status_code == 404
    assert officer.get("/nl/werk/verzoeken/99/").status_code == 404
