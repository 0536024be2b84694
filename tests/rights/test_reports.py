from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from nabij.kernel import clock
from nabij.kernel.actors import VISITOR, Actor
from nabij.kernel.decisions import Refused
from nabij.rights import actions
from nabij.rights.models import Report, ReportState
from nabij.rights.queries.reports import reports
from nabij.rights.types import ChangedMeanwhile, TooManyReports
from nabij.staff.actions import open_account
from nabij.staff.models import User
from nabij.staff.types import Role

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
ADDRESS = "/nl/klopt-er-iets-niet/"


def a_report(message: str = "The amount is wrong", now: datetime = NOW) -> Report:
    return actions.report_problem(
        page="/nl/rechten/leefloon/", language="nl", message=message, contact="", told=None, now=now
    )


@pytest.fixture
def editor() -> User:
    return open_account(
        email="noor@zonnedam.example",
        name="Noor",
        password="a long phrase for a test",
        roles=[Role.EDITOR],
        now=NOW,
    )


def as_actor(user: User) -> Actor:
    return Actor(staff_id=user.pk, roles=frozenset({Role.EDITOR}))


def test_a_visitor_gets_a_number_at_once_in_two_steps(client: Client) -> None:
    page = client.get(ADDRESS, headers={"referer": "http://testserver/nl/rechten/leefloon/?q=secret"})
    assert page.context["form"]["page"].value() == "/nl/rechten/leefloon/"
    answer = client.post(
        ADDRESS, {"message": "Dit bedrag klopt niet", "page": "/nl/rechten/leefloon/"}, follow=True
    )
    report = Report.objects.get()
    assert report.number in answer.content.decode()
    assert (report.message, report.page, report.told) == (
        "Dit bedrag klopt niet",
        "/nl/rechten/leefloon/",
        None,
    )


def test_an_empty_report_keeps_the_contact_and_says_what_to_do(client: Client) -> None:
    answer = client.post(ADDRESS, {"message": "  ", "contact": "0470 00 00 00"})
    assert answer.status_code == 422
    assert "0470 00 00 00" in answer.content.decode()
    assert not Report.objects.exists()


@pytest.mark.parametrize(
    "page", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", "/nl/?a=b"]
)
def test_only_a_path_of_ours_is_kept_of_the_page(client: Client, page: str) -> None:
    client.post(ADDRESS, {"message": "x", "page": page})
    assert Report.objects.get().page in ("", "/nl/")


def test_a_program_that_fills_in_the_hidden_field_leaves_nothing(client: Client) -> None:
    client.post(ADDRESS, {"message": "Buy now", "website": "https://spam.example"})
    assert not Report.objects.exists()


@pytest.mark.parametrize(
    "nonsense", ["\x00\ud800"[:1] + "a", "a" * 5000, "<script>alert(1)</script>", "؀" * 300]
)
def test_nonsense_gives_a_sentence_and_never_a_broken_page(client: Client, nonsense: str) -> None:
    answer = client.post(ADDRESS, {"message": nonsense, "page": nonsense, "contact": nonsense})
    assert answer.status_code in (302, 422)
    assert b"<script>alert" not in answer.content


def test_a_flood_is_stopped_and_the_text_is_kept(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions.reports, "MOST_REPORTS_A_MINUTE", 2)
    a_report(now=clock.now())
    a_report(now=clock.now())
    answer = client.post(ADDRESS, {"message": "Mijn tekst"})
    assert answer.status_code == 503
    assert "Mijn tekst" in answer.content.decode()
    with pytest.raises(TooManyReports):
        a_report(now=clock.now())
    assert a_report(now=clock.now() + timedelta(minutes=2))


def test_only_an_editor_reads_what_visitors_report(client: Client, editor: User) -> None:
    report = a_report("Het leefloon is verouderd")
    for address in ("/nl/werk/meldingen/", f"/nl/werk/meldingen/{report.number}/"):
        assert client.get(address).status_code == 302
    with pytest.raises(Refused):
        reports(VISITOR)
    colleague = open_account(
        email="jef@zonnedam.example", name="Jef", password="a long phrase for a test", roles=[], now=NOW
    )
    client.force_login(colleague)
    assert client.get("/nl/werk/meldingen/").status_code == 403
    client.force_login(editor)
    assert "Het leefloon is verouderd" in client.get("/nl/werk/meldingen/").content.decode()


def test_following_up_says_who_and_when_and_closes(client: Client, editor: User) -> None:
    report = a_report()
    client.force_login(editor)
    address = f"/nl/werk/meldingen/{report.number}/"
    refused = client.post(address, {"state": "solved", "note": "", "seen_at": ""})
    assert refused.status_code == 422
    client.post(address, {"state": "solved", "note": "Amount renewed", "seen_at": ""})
    report.refresh_from_db()
    assert (report.state, report.handled_by, report.note) == (ReportState.SOLVED, editor, "Amount renewed")
    assert report.closed_at is not None
    assert [r.number for r in reports(as_actor(editor)).closed] == [report.number]


def test_what_a_colleague_saved_meanwhile_is_never_overwritten(client: Client, editor: User) -> None:
    report = a_report()
    actor = as_actor(editor)
    actions.follow_up_report(
        actor=actor, number=report.number, state=ReportState.IN_HAND, note="first", seen_at="", now=NOW
    )
    with pytest.raises(ChangedMeanwhile):
        actions.follow_up_report(
            actor=actor, number=report.number, state=ReportState.SOLVED, note="second", seen_at="", now=NOW
        )
    client.force_login(editor)
    answer = client.post(
        f"/nl/werk/meldingen/{report.number}/", {"state": "solved", "note": "second", "seen_at": ""}
    )
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "first" in text
    assert "second" in text
    report.refresh_from_db()
    assert report.note == "first"


@pytest.mark.parametrize("state", [ReportState.IN_HAND, ReportState.SOLVED])
def test_the_database_refuses_a_followed_up_report_without_somebody(state: ReportState) -> None:
    report = a_report()
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(state=state)
