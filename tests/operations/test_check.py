"""Every planted mistake is found, with what, why and what to do; a good installation gives no finding."""

import json
import secrets
import shutil
import socket
import struct
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings, settings
from django.core.management import CommandError, call_command
from django.db import connection, migrations
from django.db.migrations.loader import MigrationLoader
from django.db.utils import ConnectionHandler
from django.test import modify_settings, override_settings

from nabij.kernel import clock, running
from nabij.operations.actions import backups, restores
from nabij.operations.management import guard
from nabij.operations.management.commands import serve
from nabij.operations.queries import checks
from nabij.operations.queries.checks import guarding, keeping, machine
from nabij.operations.queries.places import places
from nabij.operations.types import Severity
from tests.operations.town import proven_key

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.allow_hosts(["127.0.0.1"])]

LOG = "a_log_for_this_test"


@pytest.fixture
def mail_server() -> Iterator[int]:
    """A mail server that greets and says yes; its port."""
    listening = socket.create_server(("127.0.0.1", 0))

    def answer() -> None:
        while True:
            try:
                talk, _ = listening.accept()
            except OSError:
                return
            with talk:
                talk.sendall(b"220 mail\r\n")
                while line := talk.recv(1000):
                    talk.sendall(b"221 bye\r\n" if line.upper().startswith(b"QUIT") else b"250 yes\r\n")

    threading.Thread(target=answer, daemon=True).start()
    yield listening.getsockname()[1]
    listening.shutdown(socket.SHUT_RDWR)
    listening.close()


@contextmanager
def time_server(off: timedelta) -> Iterator[str]:
    """A time server that is this much ahead of us; its address."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    listening.bind(("127.0.0.1", 0))
    listening.settimeout(5)

    def answer() -> None:
        _, whose = listening.recvfrom(48)
        told = time.time() + off.total_seconds() + 2_208_988_800
        listening.sendto(bytes(40) + struct.pack("!II", int(told), int(told % 1 * 2**32)), whose)

    asked = threading.Thread(target=answer)
    asked.start()
    yield f"127.0.0.1:{listening.getsockname()[1]}"
    asked.join()
    listening.close()


def in_order(settings: Any, tmp_path: Path, elsewhere: Path, mail_server: int) -> dict[str, Any]:
    """Settings of an installation in which nothing is wrong."""
    return {
        "FOR_A_TOWN": True,
        "DEBUG": False,
        "SECRET_KEY": secrets.token_urlsafe(60),
        "ALLOWED_HOSTS": ["nabij.zonnedam.example"],
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SECURE_SSL_REDIRECT": True,
        "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https"),
        "SECURE_HSTS_SECONDS": 365 * 24 * 60 * 60,
        "DATA_DIR": tmp_path / "data",
        "STATIC_ROOT": tmp_path / "data" / "static",
        "MEDIA_ROOT": tmp_path / "data" / "files",
        "STORAGES": {**settings.STORAGES, "staticfiles": {"BACKEND": "x.ManifestStaticFilesStorage"}},
        "SETTINGS_FILE": str(tmp_path / "etc" / "nabij.env"),
        "BACKUP_DIR": str(tmp_path / "backups"),
        "BACKUP_SECOND_DIR": str(elsewhere),
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": mail_server,
        "EMAIL_USE_TLS": False,
        "EMAIL_USE_SSL": False,
        "EMAIL_HOST_USER": "",
        "WEB_WORKERS": 1,
        "SERVING_ROLE": "",
    }


@pytest.fixture
def town(tmp_path: Path, settings: Any, mail_server: int) -> Iterator[Path]:
    """An installation in which everything is in order."""
    data, etc = tmp_path / "data", tmp_path / "etc"
    elsewhere = Path(tempfile.mkdtemp(prefix="nabij-", dir="/dev/shm"))
    for folder in (data, etc):
        folder.mkdir(mode=0o700)
    (data / "static").mkdir()
    (data / "static" / "staticfiles.json").write_text("{}", encoding="utf-8")
    (etc / "nabij.env").touch(mode=0o600)
    given = in_order(settings, tmp_path, elsewhere, mail_server)
    for name, value in given.items():
        setattr(settings, name, value)
    try:
        with a_log(), the_log_in_of_the_project(), modify_settings(INSTALLED_APPS={"remove": "nabij.demo"}):
            proven_key(places())
            made = backups.make_backup(connection, places(), now=clock.now())
            restores.note_drill(
                places(), at=clock.now(), backup=made.sealed.name, seconds=1, rows=1, problem=""
            )
            yield tmp_path
    finally:
        shutil.rmtree(elsewhere)


def serving_role() -> str:
    """A role of this database only: roles belong to the whole cluster, and tests run side by side on it."""
    return f"serves_{connection.settings_dict['NAME']}"


@contextmanager
def a_log() -> Iterator[None]:
    """A log table with its triggers, owned on PostgreSQL by another role than the one that serves."""
    from nabij.kernel.append_only import append_only

    postgres = connection.vendor == "postgresql"
    known = set(running.APPEND_ONLY_TABLES)
    with connection.schema_editor() as editor:
        editor.execute(f"CREATE TABLE {LOG} (number integer PRIMARY KEY)")
        step = append_only(LOG, key=["number"])
        assert isinstance(step, migrations.RunPython)
        step.code(None, editor)
        if postgres:
            editor.execute(f"CREATE ROLE {serving_role()} LOGIN")
            editor.execute(f"GRANT SELECT, INSERT ON {LOG} TO {serving_role()}")
    running.APPEND_ONLY_TABLES.clear()
    running.register_append_only(LOG)
    settings.SERVING_ROLE = serving_role() if postgres else ""
    yield
    running.APPEND_ONLY_TABLES.clear()
    running.APPEND_ONLY_TABLES.update(known)
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {LOG}")
        if postgres:
            cursor.execute(f"DROP FUNCTION {LOG}_refuse")
            cursor.execute(f"DROP OWNED BY {serving_role()}; DROP ROLE {serving_role()}")


class _Invited:
    """Log-in as the project has it."""

    def is_open_for_signup(self, request: object) -> bool:
        return False

    def get_login_stages(self) -> list[str]:
        return ["nabij.staff.panels.SecondStep", "nabij.staff.panels.SecondStepSetUp"]


class _Open(_Invited):
    """Log-in as allauth has it by itself."""

    def is_open_for_signup(self, request: object) -> bool:
        return True

    def get_login_stages(self) -> list[str]:
        return ["allauth.mfa.stages.AuthenticateStage"]


@contextmanager
def the_log_in_of_the_project(adapter: type[_Invited] = _Invited) -> Iterator[None]:
    """Put this adapter in the place of the one of allauth, whether or not that is installed yet."""
    before, installed = guarding._adapter, guarding.apps
    guarding._adapter = adapter  # type: ignore[assignment]
    guarding.apps = _Apps()  # type: ignore[assignment, attr-defined]
    yield
    guarding._adapter, guarding.apps = before, installed  # type: ignore[attr-defined]


class _Apps:
    def is_installed(self, name: str) -> bool:
        return name in {"allauth.account", "allauth.mfa"} or name in settings.INSTALLED_APPS


def codes(now: datetime | None = None) -> list[str]:
    """Return what is found now."""
    return [finding.code for finding in checks.findings(now or clock.now())]


def test_a_good_installation_gives_no_finding(town: Path) -> None:
    found = checks.findings(clock.now())
    assert found == []


SETTINGS: dict[str, dict[str, object]] = {
    "settings": {"FOR_A_TOWN": False},
    "debug": {"DEBUG": True},
    "secret-key": {"SECRET_KEY": "django-insecure-" + "x7-Qw" * 12},
    "hosts": {"ALLOWED_HOSTS": ["*"]},
    "cookies": {"SESSION_COOKIE_SECURE": False},
    "tls": {"SECURE_HSTS_SECONDS": 0},
    "time-zone": {"TIME_ZONE": "UTC"},
    "mail": {"EMAIL_HOST": ""},
    "demo": {"INSTALLED_APPS": [*settings.INSTALLED_APPS]},
}


@pytest.mark.parametrize("code", sorted(SETTINGS))
def test_a_wrong_setting_is_found(town: Path, code: str) -> None:
    with override_settings(**SETTINGS[code]):
        assert codes() == [code]


@pytest.mark.parametrize(
    ("code", "wrong"),
    [
        ("secret-key", {"SECRET_KEY": "short"}),
        ("secret-key", {"SECRET_KEY": "ab" * 40}),
        ("hosts", {"ALLOWED_HOSTS": []}),
        ("cookies", {"CSRF_COOKIE_SECURE": False}),
        ("cookies", {"SESSION_COOKIE_HTTPONLY": False}),
        ("tls", {"SECURE_PROXY_SSL_HEADER": None}),
        ("tls", {"SECURE_SSL_REDIRECT": False}),
        ("mail", {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}),
        ("mail", {"EMAIL_PORT": 1}),
        ("uploads", {"MEDIA_URL": "/media/"}),
    ],
)
def test_other_ways_to_the_same_mistake_are_found_too(
    town: Path, code: str, wrong: dict[str, object]
) -> None:
    with override_settings(**wrong):
        assert codes() == [code]


def plant_uploads(town: Path) -> None:
    settings.MEDIA_ROOT = town / "data" / "static" / "files"


def plant_static_files(town: Path) -> None:
    (town / "data" / "static" / "staticfiles.json").unlink()


def plant_readable_settings(town: Path) -> None:
    (town / "etc" / "nabij.env").chmod(0o644)
    for folder in [town / "etc", town, *town.parents[:-2]]:
        folder.chmod(folder.stat().st_mode | 0o055)


def plant_no_backup(town: Path) -> None:
    shutil.rmtree(town / "backups")


def plant_damaged_backup(town: Path) -> None:
    sealed = next((town / "backups").glob("*.age"))
    sealed.write_bytes(sealed.read_bytes()[:-1])


def plant_unproven_key(town: Path) -> None:
    file = town / "data" / "keys" / "recovery.json"
    read = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps({**read, "copies": read["copies"][:1]}), encoding="utf-8")


def plant_second_place_not_mounted(town: Path) -> None:
    (town / "second").mkdir()
    settings.BACKUP_SECOND_DIR = str(town / "second")


def plant_failed_drill(town: Path) -> None:
    restores.note_drill(places(), at=clock.now(), backup="b", seconds=1, rows=0, problem="staff_user: 1 row.")


PLANTED: dict[str, tuple[str, Callable[[Path], None]]] = {
    "files of residents inside the web root": ("uploads", plant_uploads),
    "style sheets not collected": ("static-files", plant_static_files),
    "settings with secrets that everybody reads": ("private-files", plant_readable_settings),
    "no backup": ("backup", plant_no_backup),
    "a damaged backup": ("backup", plant_damaged_backup),
    "one copy of the key": ("recovery-key", plant_unproven_key),
    "second place on the same disk": ("second-place", plant_second_place_not_mounted),
    "a drill that failed": ("drill", plant_failed_drill),
}


@pytest.mark.parametrize("mistake", sorted(PLANTED))
def test_a_mistake_on_the_machine_is_found(town: Path, mistake: str) -> None:
    code, plant = PLANTED[mistake]
    plant(town)
    assert codes() == [code]


def test_a_backup_of_more_than_26_hours_is_found(town: Path) -> None:
    now = clock.now()
    assert keeping.backups(now + timedelta(hours=25)) == []
    assert [finding.code for finding in keeping.backups(now + timedelta(hours=27))] == ["backup"]


@pytest.mark.parametrize(("used", "severity"), [(0.84, None), (0.86, Severity.MIND), (0.96, Severity.WRONG)])
def test_a_disk_is_watched_from_85_per_cent(
    town: Path, monkeypatch: pytest.MonkeyPatch, used: float, severity: Severity | None
) -> None:
    monkeypatch.setattr(machine, "share_used", lambda folder: used)
    found = checks.findings(clock.now())
    assert [(finding.code, finding.severity) for finding in found] == (
        [("disk", severity)] if severity else []
    )


@pytest.mark.parametrize("off", [timedelta(seconds=-30), timedelta(seconds=6), timedelta(0)])
def test_a_clock_that_differs_from_the_time_server_is_found(town: Path, off: timedelta) -> None:
    with time_server(off) as address, override_settings(TIME_SERVER=address):
        assert codes() == (["clock"] if off else [])


def test_without_a_time_server_the_database_tells_that_the_clock_is_behind(town: Path) -> None:
    assert "clock" in codes(clock.now() - timedelta(days=1))


def test_anybody_can_register_and_no_second_step_are_found(town: Path) -> None:
    with the_log_in_of_the_project(_Open):
        assert sorted(codes()) == ["registration", "second-factor"]


def test_a_change_of_tables_that_was_not_made_is_found(town: Path) -> None:
    applied = connection.introspection.table_names()
    assert "django_migrations" in applied
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
    try:
        assert codes() == ["migrations"]
    finally:
        recorder = MigrationLoader(connection)
        assert ("sessions", "0001_initial") not in recorder.applied_migrations
        call_command("migrate", "sessions", fake=True, verbosity=0)


def test_a_database_that_is_too_old_is_found(town: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from nabij.operations.queries.checks import database

    monkeypatch.setattr(database, "OLDEST_POSTGRES", 99)
    monkeypatch.setattr(database, "OLDEST_SQLITE", (99, 0, 0))
    assert codes() == ["database-version"]


def test_a_log_without_its_triggers_is_found_and_stops(town: Path) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"ALTER TABLE {LOG} DISABLE TRIGGER USER")
        else:
            cursor.execute(f"DROP TRIGGER {LOG}_no_update")
    assert [(finding.code, finding.severity) for finding in checks.findings(clock.now())] == [
        ("log-triggers", Severity.STOP)
    ]


@pytest.mark.postgres
@pytest.mark.parametrize("privilege", ["UPDATE", "DELETE", "TRUNCATE"])
def test_a_serving_role_that_may_change_the_log_is_found(town: Path, privilege: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"GRANT {privilege} ON {LOG} TO {serving_role()}")
    assert codes() == ["log-grants"]


def test_two_workers_on_sqlite_are_found_and_on_postgresql_are_right(town: Path) -> None:
    with override_settings(WEB_WORKERS=2):
        assert codes() == (["sqlite-workers"] if connection.vendor == "sqlite" else [])


def test_sqlite_without_its_write_ahead_log_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: LazySettings
) -> None:
    """In a file of its own: a mode cannot be changed while another test still holds the file open."""
    settings.WEB_WORKERS = 1
    file = {"ENGINE": "django.db.backends.sqlite3", "NAME": tmp_path / "town.sqlite3"}
    other = ConnectionHandler({"default": file})["default"]
    monkeypatch.setattr(checks.database, "connection", other)
    try:
        for mode, found in (("DELETE", ["sqlite-wal"]), ("WAL", [])):
            with other.cursor() as cursor:
                cursor.execute(f"PRAGMA journal_mode={mode}")
            assert [finding.code for finding in checks.database.sqlite(clock.now())] == found
    finally:
        other.close()


def test_every_finding_says_what_why_and_what_to_do(town: Path) -> None:
    everything: dict[str, object] = {}
    for wrong in SETTINGS.values():
        everything.update(wrong)
    for mistake, (_, plant) in PLANTED.items():
        if mistake != "no backup":
            plant(town)
    with override_settings(**everything):
        found = checks.findings(clock.now())
    assert len({finding.code for finding in found}) >= 15
    for finding in found:
        assert finding.what.endswith(".")
        assert len(finding.why) > 30
        assert len(finding.do) > 20
    order = [list(Severity).index(finding.severity) for finding in found]
    assert order == sorted(order), "the worst first"


STOPS = ["debug", "secret-key", "hosts", "cookies"]


@pytest.mark.parametrize("code", STOPS)
def test_nabij_does_not_start_on_a_setting_that_puts_people_at_risk(town: Path, code: str) -> None:
    guard.start_or_refuse()
    with override_settings(**SETTINGS[code]):
        with pytest.raises(guard.DoesNotStart, match="Nabij does not start"):
            guard.start_or_refuse()
        with pytest.raises(CommandError, match="Nabij does not start"):
            call_command("serve")


def test_nabij_does_not_start_on_tables_behind_the_code_or_a_log_without_triggers(
    town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"ALTER TABLE {LOG} DISABLE TRIGGER USER")
        else:
            cursor.execute(f"DROP TRIGGER {LOG}_no_delete")
    with pytest.raises(guard.DoesNotStart, match="can be changed or removed"):
        guard.start_or_refuse()


def test_serve_hands_over_to_one_address_that_only_the_proxy_reaches(
    town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(serve.os, "execv", lambda program, words: started.append(words))
    call_command("serve", port=8123)
    assert started[0][started[0].index("--host") + 1] == "127.0.0.1"
    assert started[0][started[0].index("--port") + 1] == "8123"
    assert started[0][started[0].index("--workers") + 1] == "1"


def test_the_command_ends_with_1_and_tells_the_same_as_json(town: Path) -> None:
    said = StringIO()
    call_command("check", stdout=said)
    assert said.getvalue() == "Everything is in order.\n"
    said = StringIO()
    with override_settings(DEBUG=True), pytest.raises(CommandError) as ended:
        call_command("check", json=True, stdout=said)
    assert ended.value.returncode == 1
    (told,) = json.loads(said.getvalue())
    assert (told["code"], told["severity"]) == ("debug", "stop")
    assert set(told) == {"code", "severity", "what", "why", "do"}


def test_our_findings_stand_among_the_checks_of_django(town: Path) -> None:
    with override_settings(ALLOWED_HOSTS=["*"]), pytest.raises(CommandError) as told:
        call_command("check", deploy=True, tags=["town"], databases=["default"])
    assert "(nabij.hosts) The site answers to every host name." in str(told.value)
