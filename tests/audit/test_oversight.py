"""Requests, holds, erasing, the own copy and removing after a term."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from nabij.audit import actions, policies, queries
from nabij.audit.actions.erasing import remembered
from nabij.audit.models import Erasure, Hold, Line, RemovalRun, SubjectRequest
from nabij.audit.queries.lines import LogSearch, asked_for
from nabij.audit.types import Due, Outcome, Part, RetentionClass, registered
from nabij.audit.types.oversight import (
    AlreadyHandled,
    RequestKind,
    RequestState,
    SubjectOnHold,
    Urgency,
    month_later,
    urgency_of,
)
from nabij.audit.types.plain_words import described_purposes, described_roles
from nabij.kernel.actors import VISITOR, Actor
from nabij.kernel.decisions import Refused
from nabij.kernel.purposes import Purpose
from nabij.kernel.running import REPEATED_FOR
from nabij.staff.types import Role

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)
OFFICER = Actor(staff_id=1, roles=frozenset({"privacy_officer"}))
DIRECTOR = Actor(staff_id=2, roles=frozenset({"director"}))
AUDITOR = Actor(staff_id=3, roles=frozenset({"security_auditor"}))
ADMINISTRATOR = Actor(staff_id=4, roles=frozenset({"administrator"}))
WORKER = Actor(staff_id=5, roles=frozenset({"social_worker"}))

pytestmark = pytest.mark.django_db


class Kept:
    """What an app keeps about people in this test: words per subject, and a bill that must stay."""

    def __init__(self) -> None:
        self.words: dict[UUID, list[str]] = {}
        self.old: dict[str, UUID] = {}

    def gather(self, subject: UUID, *, now: datetime) -> Iterable[Part]:
        records = tuple({"word": word, "secret": f"canary-{word}"} for word in self.words.get(subject, []))
        yield Part("test.words", "Woorden", {"word": "Woord"}, records)

    def erase(self, subject: UUID, *, now: datetime, only_look: bool) -> Iterable[Outcome]:
        number = len(self.words.get(subject, []))
        if not only_look:
            self.words.pop(subject, None)
        yield Outcome("test.Word", erased=number, stays=1, why="The bill stays for 7 years (accounts).")

    def find_due(self, on: date, *, limit: int, after: str = "") -> Iterable[Due]:
        return [Due(key, (subject,), on - timedelta(days=1)) for key, subject in self.old.items()][:limit]

    def remove(self, keys: Iterable[str], *, now: datetime) -> int:
        return len([self.old.pop(key) for key in keys])


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> Kept:
    kept = Kept()
    monkeypatch.setattr(
        registered, "own_copies", {**registered.own_copies, "test": (("test.Word",), kept.gather)}
    )
    monkeypatch.setattr(registered, "erasures", {**registered.erasures, "test": (("test.Word",), kept.erase)})
    words = RetentionClass(
        "test.words", "Words", ("test.Word",), 24, "the last word", "a law", kept.find_due, kept.remove
    )
    monkeypatch.setattr(registered, "retention", {"test.words": words})
    return kept


def a_request(**changed: Any) -> SubjectRequest:
    given: dict[str, Any] = {
        "actor": OFFICER,
        "sent_id": uuid4(),
        "kind": RequestKind.ERASURE,
        "subject": uuid4(),
        "received_on": TODAY,
        "identity_checked": "card seen at the desk",
        "asked": "wis alles",
        "now": NOW,
    }
    return actions.register_request(**{**given, **changed})


class TestReadingTheLog:
    def lines(self, number: int = 3) -> UUID:
        subject = uuid4()
        with transaction.atomic():
            for step in range(number):
                actions.record_read(
                    "registry.person_read",
                    actor=WORKER,
                    about=[subject],
                    purpose=Purpose.HELP,
                    at=NOW + timedelta(minutes=step),
                    detail={"step": step},
                )
        return subject

    def page(self, actor: Actor, **asked: Any) -> queries.LogPage:
        later = NOW + timedelta(days=1)
        return queries.log_lines(actor, LogSearch(**asked), purpose=Purpose.OVERSIGHT, now=later)

    def test_the_privacy_officer_sees_every_field_and_looking_is_itself_on_record(self) -> None:
        subject = self.lines()
        page = self.page(OFFICER, subject=subject)
        assert [line.subject for line in page.lines] == [subject] * 3
        assert page.lines[0].at > page.lines[1].at
        assert (page.lines[0].actor_id, page.lines[0].roles) == (5, "social_worker")
        line = Line.objects.get(event="audit.log_read")
        assert (line.subject, line.actor_id, line.purpose) == (subject, 1, "oversight")

    def test_the_auditor_sees_the_log_without_whom_it_is_about(self) -> None:
        self.lines()
        page = self.page(AUDITOR)
        assert {line.subject for line in page.lines} == {None}
        assert {line.detail for line in page.lines} == {""}
        assert not page.shows_subjects

    def test_the_auditor_cannot_find_out_by_searching(self) -> None:
        with pytest.raises(Refused, match="Alleen de functionaris"):
            self.page(AUDITOR, subject=self.lines())

    @pytest.mark.parametrize("actor", [ADMINISTRATOR, WORKER, DIRECTOR, VISITOR], ids=str)
    def test_nobody_else_sees_the_log(self, actor: Actor) -> None:
        with pytest.raises(Refused):
            self.page(actor)
        with pytest.raises(Refused):
            queries.who_looked(actor, uuid4(), language="nl", purpose=Purpose.OWN_REQUEST, now=NOW)

    def test_pages_of_fifty_go_on_where_the_last_one_stopped_and_miss_nothing(self) -> None:
        with transaction.atomic():
            about = [uuid4() for _ in range(120)]
            actions.record_read(
                "registry.list_read", actor=WORKER, about=about, purpose=Purpose.WORK_LIST, at=NOW
            )
        seen: list[UUID | None] = []
        after = None
        for expected in (50, 50, 20):
            page = self.page(OFFICER, actor_id=5, after=after)
            assert len(page.lines) == expected
            seen += [line.subject for line in page.lines]
            after = queries.cursor_from(str(page.next)) if page.next else None
        assert after is None
        assert set(seen) == set(about)
        assert len(seen) == 120

    def test_a_period_is_days_in_belgium(self) -> None:
        just_after_midnight = datetime(2026, 6, 1, 22, 30, tzinfo=UTC)  # 2 June, 00:30 in Brussels
        with transaction.atomic():
            actions.record("demo.happened", actor=WORKER, at=just_after_midnight)
        on = date(2026, 6, 2)
        assert len(self.page(OFFICER, from_on=on, until_on=date(2026, 6, 3), actor_id=5).lines) == 1
        assert self.page(OFFICER, from_on=date(2026, 6, 1), until_on=on, actor_id=5).lines == ()

    def test_the_person_gets_each_look_with_service_and_purpose_and_without_names(self) -> None:
        subject = self.lines()
        with transaction.atomic():
            actions.record("registry.address_changed", actor=WORKER, about=[subject], at=NOW)
        later = NOW + timedelta(days=1)
        own = Purpose.OWN_REQUEST
        looks = queries.who_looked(OFFICER, subject, language="nl", purpose=own, now=later)
        assert [look.who for look in looks] == ["een maatschappelijk werker van het Sociaal Huis"] * 3
        assert looks[0].why == "om jou te helpen"
        assert looks[-1].at.strftime("%H:%M") == "09:00"  # in Belgium, where the person lives
        french = queries.who_looked(OFFICER, subject, language="fr", purpose=own, now=later)
        assert french[-1].why == "pour vous aider"

    def test_every_role_and_every_purpose_has_plain_words(self) -> None:
        assert set(Role.values) <= described_roles()
        assert set(Purpose.values) == described_purposes()

    def test_the_roles_in_our_policies_exist(self) -> None:
        ours = {policies.PRIVACY_OFFICER, policies.SECURITY_AUDITOR, policies.DIRECTOR}
        assert ours <= set(Role.values)


class TestRequests:
    @pytest.mark.parametrize(
        ("received", "due"),
        [("2026-01-31", "2026-02-28"), ("2028-01-30", "2028-02-29"), ("2026-12-05", "2027-01-05")],
    )
    def test_the_term_is_one_month_and_ends_within_the_month(self, received: str, due: str) -> None:
        assert month_later(date.fromisoformat(received)) == date.fromisoformat(due)

    @pytest.mark.parametrize(
        ("days", "urgency"),
        [
            *((0, Urgency.CALM), (19, Urgency.CALM), (20, Urgency.WARNING), (26, Urgency.WARNING)),
            *((27, Urgency.ALARM), (30, Urgency.ALARM), (31, Urgency.LATE)),
        ],
    )
    def test_a_warning_comes_on_day_20_and_an_alarm_on_day_27(self, days: int, urgency: Urgency) -> None:
        received = date(2026, 11, 1)
        due = month_later(received)
        assert urgency_of(received, due, on=received + timedelta(days=days)) == urgency

    def test_a_form_sent_twice_is_one_request(self) -> None:
        sent_id, subject = uuid4(), uuid4()
        first = a_request(sent_id=sent_id, subject=subject)
        assert a_request(sent_id=sent_id, subject=subject) == first
        assert Line.objects.filter(event="audit.request_registered").count() == 1

    def test_an_answer_closes_a_request_once_and_the_log_tells(self) -> None:
        made = a_request()
        give = {"actor": OFFICER, "number": made.pk, "state": RequestState.DONE, "answer": "copy", "now": NOW}
        assert actions.answer_request(**give).state == RequestState.DONE
        with pytest.raises(AlreadyHandled):
            actions.answer_request(**give)
        assert Line.objects.filter(event="audit.request_answered", subject=made.subject).count() == 1

    def test_a_request_is_not_closed_without_an_answer(self) -> None:
        made = a_request()
        with pytest.raises(ValueError, match="with an answer"):
            actions.answer_request(
                actor=OFFICER, number=made.pk, state=RequestState.DONE, answer=" ", now=NOW
            )
        with pytest.raises(IntegrityError), transaction.atomic():
            SubjectRequest.objects.update(state="done", handled_at=NOW, handled_by=1)

    def test_two_months_more_are_given_once_with_a_reason(self) -> None:
        made = a_request(received_on=date(2026, 11, 30))
        longer = actions.take_longer(actor=OFFICER, number=made.pk, because="many files", now=NOW)
        assert longer.due_on == date(2027, 2, 28)
        with pytest.raises(AlreadyHandled):
            actions.take_longer(actor=OFFICER, number=made.pk, because="more", now=NOW)

    def test_reading_requests_is_on_record_for_each_person(self) -> None:
        subjects = {a_request().subject for _ in range(3)}
        waiting = queries.requests_to_handle(OFFICER, on=TODAY, now=NOW)
        assert len(waiting) == 3
        assert (
            set(Line.objects.filter(event="audit.requests_read").values_list("subject", flat=True))
            == subjects
        )

    @pytest.mark.parametrize("actor", [ADMINISTRATOR, AUDITOR, DIRECTOR, WORKER, VISITOR], ids=str)
    def test_only_the_privacy_officer_handles_requests(self, actor: Actor, tmp_path: Path) -> None:
        with pytest.raises(Refused):
            a_request(actor=actor)
        with pytest.raises(Refused):
            queries.own_copy(actor, uuid4(), language="nl", now=NOW)
        with pytest.raises(Refused):
            actions.erase_subject(
                actor=actor, subject=uuid4(), remembered_in=tmp_path / "erased", on=TODAY, now=NOW
            )


class TestOwnCopy:
    def test_it_holds_what_every_app_keeps_and_who_looked_and_nothing_of_another(self, kept: Kept) -> None:
        mine, other = uuid4(), uuid4()
        kept.words = {mine: ["appel", "peer"], other: ["kers"]}
        a_request(subject=mine)
        with transaction.atomic():
            actions.record_read("x.y", actor=WORKER, about=[mine, other], purpose=Purpose.SEARCH, at=NOW)
        copy = queries.own_copy(OFFICER, mine, language="nl", now=NOW)
        told = repr(copy)
        assert "canary-appel" in told
        assert "canary-peer" in told
        assert "kers" not in told
        assert str(other) not in told
        assert {part.code for part in copy.parts} == {"audit.requests", "audit.holds", "test.words"}
        assert [look.why for look in copy.looks] == ["om iemand op te zoeken; je stond bij wat gevonden werd"]
        assert Line.objects.filter(event="audit.own_copy_made", subject=mine).count() == 1


@pytest.mark.django_db(transaction=True)
class TestErasing:
    def erase(self, subject: UUID, file: Path) -> Any:
        return actions.erase_subject(actor=OFFICER, subject=subject, remembered_in=file, on=TODAY, now=NOW)

    def test_a_preview_changes_nothing_and_says_what_stays_and_why(self, kept: Kept) -> None:
        subject = uuid4()
        kept.words[subject] = ["appel"]
        report = queries.erasure_preview(OFFICER, subject, now=NOW)
        assert kept.words[subject] == ["appel"]
        assert (report.erased, report.stays) == (1, 1)
        assert "The bill stays for 7 years (accounts)." in {outcome.why for outcome in report.outcomes}

    def test_erasing_leaves_a_report_a_line_and_a_number_outside_the_database(
        self, kept: Kept, tmp_path: Path
    ) -> None:
        subject, file = uuid4(), tmp_path / "kept apart" / "erased"
        kept.words[subject] = ["appel", "peer"]
        report = self.erase(subject, file)
        assert subject not in kept.words
        assert report.erased == 2
        assert Erasure.objects.get().report[0]["why"] == "The bill stays for 7 years (accounts)."
        assert Line.objects.get(event="audit.subject_erased").subject == subject
        assert remembered(file) == {subject}

    def test_a_request_of_somebody_who_was_erased_keeps_no_words(self, kept: Kept, tmp_path: Path) -> None:
        made = a_request()
        actions.answer_request(
            actor=OFFICER, number=made.pk, state=RequestState.DONE, answer="wel, Jan", now=NOW
        )
        self.erase(made.subject, tmp_path / "erased")
        row = SubjectRequest.objects.values().get()
        assert not {"wis alles", "wel, Jan", "card seen at the desk"} & set(map(str, row.values()))

    def test_a_hold_stops_erasing_and_says_until_when(self, kept: Kept, tmp_path: Path) -> None:
        subject = uuid4()
        kept.words[subject] = ["appel"]
        until = TODAY + timedelta(days=30)
        actions.place_hold(
            actor=OFFICER, subject=subject, reason="case 12", until_on=until, on=TODAY, now=NOW
        )
        with pytest.raises(SubjectOnHold) as stopped:
            self.erase(subject, tmp_path / "erased")
        assert (stopped.value.reason, stopped.value.until_on) == ("case 12", until)
        assert kept.words[subject] == ["appel"]
        assert remembered(tmp_path / "erased") == set()

    def test_after_its_end_or_when_lifted_a_hold_stops_nothing(self, kept: Kept, tmp_path: Path) -> None:
        subject = uuid4()
        hold = actions.place_hold(
            actor=OFFICER,
            subject=subject,
            reason="case 12",
            until_on=TODAY + timedelta(days=1),
            on=TODAY,
            now=NOW,
        )
        assert queries.standing_hold(OFFICER, subject, on=TODAY + timedelta(days=1)) is None
        actions.lift_hold(actor=OFFICER, number=hold.pk, now=NOW)
        with pytest.raises(AlreadyHandled):
            actions.lift_hold(actor=OFFICER, number=hold.pk, now=NOW)
        self.erase(subject, tmp_path / "erased")
        assert Erasure.objects.count() == 1

    def test_when_an_app_fails_nothing_is_erased_and_nothing_remembered(
        self, kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        made = a_request()

        def fails(subject: UUID, *, now: datetime, only_look: bool) -> Iterable[Outcome]:
            raise RuntimeError("disk")

        # Erasing goes backwards, so that what was registered first comes last: here after our own rows.
        monkeypatch.setattr(registered, "erasures", {"fails": (("test.Word",), fails), **registered.erasures})
        with pytest.raises(RuntimeError, match="disk"):
            self.erase(made.subject, tmp_path / "erased")
        assert SubjectRequest.objects.get().asked == "wis alles"
        assert not Erasure.objects.exists()
        assert remembered(tmp_path / "erased") == set()

    def test_after_a_restore_of_an_older_backup_the_erasures_are_done_again(
        self, kept: Kept, tmp_path: Path, settings: LazySettings
    ) -> None:
        settings.ERASED_FILE = tmp_path / "erased"
        gone, stays = uuid4(), uuid4()
        kept.words = {gone: ["appel"], stays: ["peer"]}
        self.erase(gone, settings.ERASED_FILE)
        kept.words[gone] = ["appel"]  # the backup of last night
        Erasure.objects.all().delete()
        out = StringIO()
        call_command("audit", "replay-erasures", stdout=out)
        assert kept.words == {stays: ["peer"]}
        assert f"{gone}: 1 rows erased again." in out.getvalue()
        call_command("audit", "replay-erasures", stdout=out)
        assert Erasure.objects.count() == 1
        assert remembered(settings.ERASED_FILE) == {gone}

    def test_an_erasure_that_was_not_written_down_is_with_the_next_checkpoint(
        self, kept: Kept, tmp_path: Path
    ) -> None:
        subject = uuid4()
        self.erase(subject, tmp_path / "erased")
        (tmp_path / "erased").unlink()
        assert actions.remember_erasures(file=tmp_path / "erased", now=NOW) == 1
        assert remembered(tmp_path / "erased") == {subject}
        later = NOW + REPEATED_FOR + timedelta(days=1)
        assert actions.remember_erasures(file=tmp_path / "erased", now=later) == 0
        assert remembered(tmp_path / "erased") == set(), "no backup can bring them back any more"


class TestRemovalAfterItsTerm:
    def test_a_preview_counts_and_removes_nothing(self, kept: Kept) -> None:
        kept.old = {"a": uuid4(), "b": uuid4()}
        actions.place_hold(
            actor=OFFICER,
            subject=kept.old["b"],
            reason="case",
            until_on=TODAY + timedelta(days=9),
            on=TODAY,
            now=NOW,
        )
        (preview,) = queries.retention_preview(DIRECTOR, on=TODAY)
        assert (preview.due, preview.held, preview.oldest) == (1, 1, TODAY - timedelta(days=1))
        assert set(kept.old) == {"a", "b"}

    def test_a_second_person_approves_with_the_permission_of_the_archivist_and_then_it_goes(
        self, kept: Kept
    ) -> None:
        subject = uuid4()
        kept.old = {"a": subject}
        run = actions.prepare_removal(actor=OFFICER, code="test.words", on=TODAY, now=NOW)
        with pytest.raises(Refused, match="tweede persoon"):
            self.decide(OFFICER, run)
        with pytest.raises(ValueError, match="archivist"):
            self.decide(DIRECTOR, run, permission=" ")
        with pytest.raises(AlreadyHandled):
            actions.carry_out_removal(actor=OFFICER, number=run.pk, on=TODAY, now=NOW)
        self.decide(DIRECTOR, run)
        done = actions.carry_out_removal(actor=OFFICER, number=run.pk, on=TODAY, now=NOW)
        assert kept.old == {}
        assert (done.state, done.removed, done.held) == ("done", 1, 0)
        assert Line.objects.get(event="audit.kept_to_its_term").subject == subject
        with pytest.raises(AlreadyHandled):
            actions.carry_out_removal(actor=OFFICER, number=run.pk, on=TODAY, now=NOW)

    def test_only_what_was_on_the_list_goes_and_what_is_on_hold_since_stays(self, kept: Kept) -> None:
        kept.old = {"a": uuid4(), "b": uuid4()}
        run = actions.prepare_removal(actor=OFFICER, code="test.words", on=TODAY, now=NOW)
        kept.old["c"] = uuid4()
        self.decide(DIRECTOR, run)
        actions.place_hold(
            actor=OFFICER,
            subject=kept.old["b"],
            reason="case",
            until_on=TODAY + timedelta(days=9),
            on=TODAY,
            now=NOW,
        )
        done = actions.carry_out_removal(actor=OFFICER, number=run.pk, on=TODAY, now=NOW)
        assert set(kept.old) == {"b", "c"}
        assert (done.removed, done.held) == (1, 1)

    def test_a_refused_list_removes_nothing_and_a_new_one_can_be_made(self, kept: Kept) -> None:
        kept.old = {"a": uuid4()}
        run = actions.prepare_removal(actor=OFFICER, code="test.words", on=TODAY, now=NOW)
        with pytest.raises(AlreadyHandled):
            actions.prepare_removal(actor=OFFICER, code="test.words", on=TODAY, now=NOW)
        self.decide(DIRECTOR, run, is_approved=False, permission="")
        with pytest.raises(AlreadyHandled):
            actions.carry_out_removal(actor=OFFICER, number=run.pk, on=TODAY, now=NOW)
        assert set(kept.old) == {"a"}
        actions.prepare_removal(actor=OFFICER, code="test.words", on=TODAY, now=NOW)

    def test_the_database_itself_refuses_one_person_who_does_both(self, kept: Kept) -> None:
        run = actions.prepare_removal(actor=OFFICER, code="test.words", on=TODAY, now=NOW)
        with pytest.raises(IntegrityError), transaction.atomic():
            RemovalRun.objects.filter(pk=run.pk).update(state="approved", decided_by=1, decided_at=NOW)

    def test_requests_go_five_years_after_the_answer_and_not_a_day_earlier(self) -> None:
        made = a_request()
        actions.answer_request(actor=OFFICER, number=made.pk, state=RequestState.DONE, answer="x", now=NOW)
        kept = registered.retention["audit.requests"]
        assert list(kept.find_due(date(2031, 11, 22), limit=10)) == []
        (due,) = kept.find_due(date(2031, 11, 23), limit=10)
        assert due.subjects == (made.subject,)
        assert kept.remove([due.key], now=NOW) == 1
        assert not SubjectRequest.objects.exists()

    def decide(self, actor: Actor, run: RemovalRun, **changed: Any) -> RemovalRun:
        given = {"is_approved": True, "permission": "Rijksarchief 2026/12", **changed}
        return actions.decide_removal(actor=actor, number=run.pk, now=NOW, **given)


def test_what_stays_needs_a_reason() -> None:
    with pytest.raises(ValueError, match="needs a reason"):
        Outcome("test.Word", erased=0, stays=1)
    assert replace(Outcome("test.Word", erased=1), erased=2).erased == 2


def test_a_hold_has_a_reason_and_an_end_after_today() -> None:
    given = {"actor": OFFICER, "subject": uuid4(), "on": TODAY, "now": NOW}
    with pytest.raises(ValueError, match="a reason"):
        actions.place_hold(**given, reason=" ", until_on=TODAY + timedelta(days=1))
    with pytest.raises(ValueError, match="after today"):
        actions.place_hold(**given, reason="case", until_on=TODAY)
    first = actions.place_hold(**given, reason="case", until_on=TODAY + timedelta(days=1))
    second = actions.place_hold(**given, reason="longer", until_on=TODAY + timedelta(days=9))
    first.refresh_from_db()
    assert first.lifted_at == NOW
    assert list(Hold.objects.standing(TODAY)) == [second]
    assert json.dumps(str(second)).count(str(second.subject)) == 1


@pytest.mark.parametrize(
    ("search", "index"),
    [
        (LogSearch(subject=uuid4()), "log_of_a_subject"),
        (LogSearch(actor_id=5), "log_of_an_actor"),
        (LogSearch(actor_id=5, from_on=TODAY, until_on=TODAY + timedelta(days=1)), "log_of_an_actor"),
        (LogSearch(from_on=TODAY), "log_by_time"),
        (LogSearch(), "log_by_time"),
        (LogSearch(after=queries.Cursor(NOW, 1, 1)), "log_by_time"),
    ],
)
def test_a_page_of_the_log_is_found_by_an_index_however_long_the_log(search: LogSearch, index: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # on an empty table it would rather read the whole
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
        write_lines_of_many(300)
        cursor.execute("ANALYZE")
        assert index in asked_for(search)[:51].explain()


def write_lines_of_many(number: int) -> None:
    """Lines of as many readers about as many people: a database chooses an index by what there is."""
    for reader in range(number):
        actions.record_read(
            "registry.person_read",
            actor=replace(WORKER, staff_id=1000 + reader),
            about=[uuid4()],
            purpose=Purpose.HELP,
            at=NOW,
        )
