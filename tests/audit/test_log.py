"""Writing the log: with what it tells of or not at all, chained, and never changed afterwards."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import path

from nabij.audit import actions
from nabij.audit.models import Line
from nabij.audit.types import GENESIS, Link, LogNotWritten, OutsideTransaction, link_hash
from nabij.kernel import channels
from nabij.kernel.actors import SYSTEM, VISITOR, Actor
from nabij.kernel.channels import Channel
from nabij.kernel.guards import public
from nabij.kernel.purposes import Purpose

NOW = datetime(2026, 11, 22, 8, 0, 0, 123456, tzinfo=UTC)
KNOWN = "7c292274aab2e39d0230bd9c106dd42a70c8d53176b4da27068a6bdee26551a0"
WORKER = Actor(staff_id=7, roles=frozenset({"social_worker", "caller"}))


def read_about(*subjects: UUID, actor: Actor = WORKER, **more: Any) -> None:
    actions.record_read(
        "registry.person_read", actor=actor, about=subjects, purpose=Purpose.HELP, at=NOW, **more
    )


def two_events(*moments: datetime) -> None:
    for at in moments:
        actions.record("demo.happened", actor=WORKER, at=at)


def write_and_undo() -> None:
    with transaction.atomic():
        read_about(uuid4())
        transaction.set_rollback(True)


def chain_holds(stream: int) -> bool:
    before = GENESIS
    for number, line in enumerate(Line.objects.filter(stream=stream).order_by("seq"), start=1):
        link = Link(*(getattr(line, field) for field in Link._fields))
        if line.seq != number or link_hash(before, link) != bytes(line.hash):
            return False
        before = bytes(line.hash)
    return True


@pytest.mark.django_db
class TestWriting:
    def test_a_read_is_one_line_for_each_subject_with_who_when_and_why(self) -> None:
        first, second = uuid4(), uuid4()
        read_about(first, second, first, detail={"page": 2, "masked": True})
        lines = list(Line.objects.order_by("stream", "seq"))
        assert [line.subject for line in lines] == [first, second]
        line = lines[0]
        assert (line.at, line.event, line.is_read) == (NOW, "registry.person_read", True)
        assert (line.actor_id, line.roles, line.purpose) == (7, "caller,social_worker", "help")
        assert (line.detail, line.activity, line.channel) == (
            '{"masked":true,"page":2}',
            "registry",
            "command",
        )

    def test_an_event_about_nobody_and_a_search_without_hits_are_one_line(self) -> None:
        actions.record("audit.checkpoint_written", actor=SYSTEM, at=NOW)
        read_about()
        found = sorted(Line.objects.values_list("is_read", "subject", "actor_id"))
        assert found == [(False, None, None), (True, None, 7)]

    def test_the_way_in_stands_beside_each_line(self) -> None:
        with channels.via(Channel.DEVICE):
            read_about(uuid4())
        assert Line.objects.get().channel == "device"

    @pytest.mark.parametrize("number", [1, 25, 300])
    def test_a_list_of_any_length_is_written_in_one_statement(self, number: int) -> None:
        with CaptureQueriesContext(connection) as seen:
            read_about(*(uuid4() for _ in range(number)))
        inserts = [query for query in seen if "INSERT" in query["sql"]]
        assert len(inserts) == 1
        assert len(seen) <= 3
        assert Line.objects.count() == number

    def test_a_very_long_list_is_written_whole(self) -> None:
        read_about(*(uuid4() for _ in range(2500)))
        assert Line.objects.count() == 2500
        assert chain_holds(Line.objects.values_list("stream", flat=True)[:1].get())

    def test_the_events_of_one_page_are_written_at_once_as_if_one_after_the_other(self) -> None:
        read_about(uuid4())
        first, second = uuid4(), uuid4()
        with CaptureQueriesContext(connection) as seen, actions.written_together():
            read_about(first, second, detail={"page": 1})
            read_about(second, actor=Actor(staff_id=8))
            actions.record("demo.happened", actor=WORKER, at=NOW)
            assert Line.objects.count() == 1
        assert sum("INSERT" in query["sql"] for query in seen) == 1
        lines = list(Line.objects.order_by("stream", "seq"))[-4:]
        assert [(one.event, one.subject, one.actor_id) for one in lines] == [
            ("registry.person_read", first, 7),
            ("registry.person_read", second, 7),
            ("registry.person_read", second, 8),
            ("demo.happened", None, 7),
        ]
        assert chain_holds(lines[-1].stream)

    def test_what_ends_badly_leaves_no_line_of_any_of_its_events(self) -> None:
        with pytest.raises(ValueError, match="time zone"), actions.written_together():
            two_events(NOW, NOW.replace(tzinfo=None))
        read_about(uuid4())
        assert Line.objects.count() == 1

    def test_lines_are_chained_whatever_the_time_zone_and_the_text(self) -> None:
        somewhere = timezone(timedelta(hours=-9, minutes=-30))
        for at in [NOW, NOW.astimezone(somewhere), NOW.replace(microsecond=0), NOW.replace(year=2031)]:
            actions.record(
                "demo.happened", actor=WORKER, at=at, detail={"street": "Sint-Jozefsstraat ß é 家", "n": -3}
            )
        assert chain_holds(Line.objects.values_list("stream", flat=True)[:1].get())

    def test_the_written_form_is_the_same_for_ever(self) -> None:
        """A known answer: whoever changes the written form makes every log that exists unreadable."""
        link = Link(
            3,
            9,
            NOW,
            "registry.person_read",
            True,
            7,
            "caller",
            "help",
            UUID(int=5),
            '{"n":1}',
            "registry",
            "web",
        )
        assert link_hash(GENESIS, link).hex() == KNOWN

    @pytest.mark.parametrize(
        "detail",
        [{"Name": 1}, {"n": 1.5}, {"n": None}, {"note": "x" * 201}, {"note": "a\nb"}, {"note": "\ud800"}],
    )
    def test_what_does_not_belong_in_a_log_is_refused(self, detail: Any) -> None:
        with pytest.raises(ValueError, match="The detail"):
            actions.record("demo.happened", actor=WORKER, at=NOW, detail=detail)
        assert not Line.objects.exists()

    @pytest.mark.parametrize(
        "event", ["", "happened", "Demo.happened", "demo.", "demo.has happened", "a." + "b" * 80]
    )
    def test_an_event_has_a_name_that_tells_its_app(self, event: str) -> None:
        with pytest.raises(ValueError, match="name of an event"):
            actions.record(event, actor=WORKER, at=NOW)

    def test_a_name_in_place_of_a_number_is_refused(self) -> None:
        with pytest.raises(ValueError, match="a subject is a UUID"):
            actions.record("demo.happened", actor=WORKER, about=["Jan"], at=NOW)  # type: ignore[list-item]

    def test_a_moment_without_time_zone_is_refused(self) -> None:
        with pytest.raises(ValueError, match="time zone"):
            actions.record("demo.happened", actor=WORKER, at=datetime(2026, 1, 1))  # noqa: DTZ001

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE audit_line SET event = 'x.y'",
            "UPDATE audit_line SET event = 'x.y' WHERE seq = 1",
            "DELETE FROM audit_line",
            "all at once",
        ],
    )
    def test_the_database_refuses_to_change_or_remove_a_line(self, statement: str) -> None:
        if statement == "all at once":
            replace = "REPLACE INTO audit_line SELECT * FROM audit_line"
            statement = "TRUNCATE audit_line" if connection.vendor == "postgresql" else replace
        read_about(uuid4())
        with (
            pytest.raises(DatabaseError, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
        assert Line.objects.get().event == "registry.person_read"


@pytest.mark.django_db(transaction=True)
class TestTransactions:
    def test_outside_a_transaction_nothing_is_written(self) -> None:
        with pytest.raises(OutsideTransaction):
            read_about(uuid4())
        assert not Line.objects.exists()

    def test_what_is_undone_leaves_no_line_and_no_gap(self) -> None:
        with transaction.atomic():
            read_about(uuid4())
            write_and_undo()
            read_about(uuid4())
        write_and_undo()
        with transaction.atomic():
            read_about(uuid4())
        streams = set(Line.objects.values_list("stream", flat=True))
        assert Line.objects.count() == 3
        assert all(chain_holds(stream) for stream in streams)

    def test_a_log_that_cannot_be_written_undoes_all_even_when_somebody_swallows_it(self) -> None:
        with broken_log():
            with transaction.atomic():
                with connection.cursor() as cursor:
                    cursor.execute("CREATE TABLE kept (n integer)")
                with pytest.raises(LogNotWritten):
                    read_about(uuid4())
            assert "kept" not in connection.introspection.table_names()

    def test_many_writers_never_fork_a_chain(self) -> None:
        """Sixteen users write at once; each line is there once, and every chain holds."""
        start = threading.Barrier(16)

        def write(number: int) -> None:
            start.wait()
            try:
                for _ in range(10):
                    with transaction.atomic():
                        read_about(uuid4(), uuid4(), actor=Actor(staff_id=number % 4))
                        read_about(uuid4(), actor=Actor(staff_id=number))
            finally:
                connection.close()

        with ThreadPoolExecutor(16) as pool:
            list(pool.map(write, range(16)))
        assert Line.objects.count() == 16 * 10 * 3
        assert all(chain_holds(stream) for stream in set(Line.objects.values_list("stream", flat=True)))

    @pytest.mark.postgres
    def test_one_writer_does_not_wait_for_another_who_has_not_finished(self) -> None:
        finished = threading.Event()

        def write() -> None:
            try:
                with transaction.atomic():
                    read_about(uuid4())
                finished.set()
            finally:
                connection.close()

        with transaction.atomic():
            read_about(uuid4())
            thread = threading.Thread(target=write)
            thread.start()
            assert finished.wait(5)
            thread.join()
        assert Line.objects.count() == 2
        assert len(set(Line.objects.values_list("stream", flat=True))) == 2


class broken_log:
    """The table of the log is not there: as after a disk that is full, or hands that should not."""

    def __enter__(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE audit_line RENAME TO audit_line_away")

    def __exit__(self, *_: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE audit_line_away RENAME TO audit_line")


@public
def page_about_somebody(request: HttpRequest) -> HttpResponse:
    with transaction.atomic():
        secret = "a secret of somebody"
        read_about(uuid4(), actor=VISITOR)
    return HttpResponse(secret)


urlpatterns = [path("somebody", page_about_somebody, name="somebody")]


@pytest.mark.django_db(transaction=True)
@pytest.mark.urls(__name__)
class TestClosedDoor:
    def test_a_page_that_is_put_on_record_shows_and_counts_as_come_in_by_the_web(
        self, client: Client
    ) -> None:
        assert client.get("/somebody").content == b"a secret of somebody"
        assert Line.objects.get().channel == "web"

    def test_without_log_a_page_answers_503_without_data_and_with_a_clear_sentence(
        self, client: Client
    ) -> None:
        with broken_log():
            answer = client.get("/somebody")
        text = answer.content.decode()
        assert answer.status_code == 503
        assert "a secret" not in text
        assert "Dat logboek kan nu niet geschreven worden" in text
        assert "That record cannot be written now" in text
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Retry-After"] == "120"
