"""What goes into a backup comes out of it, table by table and file by file, on both databases."""

import json
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection

from nabij.kernel import running
from nabij.operations.actions import backups, replays, restores
from nabij.operations.queries import labels, tables
from nabij.operations.queries.places import DAYS_KEPT
from nabij.operations.types import BackupProblem, DatabaseNotEmpty
from nabij.staff import actions
from nabij.staff.models import User
from nabij.staff.types import Role
from tests.operations.town import NOW, places_in, proven_key

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def postgres_scratch() -> Iterator[None]:
    """On PostgreSQL the empty database for drills, which `nabij setup` makes in a town."""
    if connection.vendor != "postgresql":
        yield
        return
    name = connection.ops.quote_name(f"{connection.settings_dict['NAME']}_drill")
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        cursor.execute(f"CREATE DATABASE {name}")
    yield
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name}")


def somebody(email: str = "an@zonnedam.example") -> None:
    actions.open_account(email=email, name="An Ünï", password="x" * 20, roles=[Role.EDITOR], now=NOW)


def test_a_restore_brings_back_every_table_and_file_as_it_was(tmp_path: Path) -> None:
    places = places_in(tmp_path, second=True)
    secret = proven_key(places)
    somebody()
    Session.objects.create(session_key="k", session_data="d", expire_date=NOW)
    made = backups.make_backup(connection, places, now=NOW)
    User.objects.update(name="changed since")
    somebody("bo@zonnedam.example")
    letter = places.files["files"] / "letters" / "brief é.txt"
    letter.write_text("changed since", encoding="utf-8")

    assert made.second is not None
    restored = restores.restore(
        connection, places, made.second, [secret], now=NOW + timedelta(hours=1), replace=True
    )

    assert [account.name for account in User.objects.all()] == ["An Ünï"]
    assert letter.read_text(encoding="utf-8") == "Dag"
    found = tables.digests(connection)
    assert tables.differences(made.manifest.tables, found, besides=["django_session"]) == []
    assert restored.rows == sum(table.rows for table in made.manifest.tables.values())
    assert Session.objects.count() == 0, "who was logged in then is not logged in now"
    assert restored.kept_first is not None
    assert labels.whole_or_damaged(restored.kept_first), "what was there before was backed up"
    assert (restored.set_aside[0] / "letters" / "brief é.txt").read_text(encoding="utf-8") == "changed since"
    assert list((places.state / "work").iterdir()) == [], "no plain copy stays behind"


def test_a_filled_database_is_not_overwritten_unless_somebody_says_so(tmp_path: Path) -> None:
    places = places_in(tmp_path)
    secret = proven_key(places)
    made = backups.make_backup(connection, places, now=NOW)
    somebody()
    with pytest.raises(DatabaseNotEmpty, match=r"Nothing was changed\..*add --replace"):
        restores.restore(connection, places, made.sealed, [secret], now=NOW)
    assert User.objects.count() == 1


def test_a_backup_of_a_newer_version_is_refused_with_its_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = places_in(tmp_path)
    secret = proven_key(places)
    monkeypatch.setattr(backups.tables, "migrations", lambda connection: [("staff", "0999_from_the_future")])
    made = backups.make_backup(connection, places, now=NOW)
    with pytest.raises(BackupProblem, match=r"newer than what runs here: it knows staff\.0999"):
        restores.restore(connection, places, made.sealed, [secret], now=NOW, replace=True)


def test_a_drill_compares_everything_and_leaves_the_database_alone(
    tmp_path: Path, postgres_scratch: None
) -> None:
    places = places_in(tmp_path)
    proven_key(places)
    somebody()
    made = backups.make_backup(connection, places, now=NOW)
    User.objects.update(name="changed since")
    with_key_of_server = (places.keys / "drill.key").read_text(encoding="ascii").strip()
    for _ in range(2):  # what the first leaves does not hinder the second
        manifest = restores.drill(connection, places, made.sealed, [with_key_of_server])
    assert manifest.tables["staff_user"].rows == 1
    assert User.objects.get().name == "changed since"


def test_a_drill_tells_which_table_is_not_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, postgres_scratch: None
) -> None:
    places = places_in(tmp_path)
    secret = proven_key(places)
    somebody()
    digests = tables.digests(connection)
    other = {**digests, "staff_user": tables.TableDigest(rows=2, digest=digests["staff_user"].digest)}
    monkeypatch.setattr(backups.dumps, "dump", _with_digests(backups.dumps.dump, other))
    made = backups.make_backup(connection, places, now=NOW)
    with pytest.raises(BackupProblem, match="staff_user: 1 rows instead of 2"):
        restores.drill(connection, places, made.sealed, [secret])


def _with_digests(dump, digests):  # type: ignore[no-untyped-def]
    def other(connection, target):  # type: ignore[no-untyped-def]
        dump(connection, target)
        return digests

    return other


def test_the_digest_of_a_table_feels_every_change_and_no_order() -> None:
    somebody()
    somebody("bo@zonnedam.example")
    before = tables.digests(connection)["staff_user"]
    for change in ({"name": "An Uni"}, {"is_active": False}, {"last_login": NOW}):
        original = User.objects.filter(email="an@zonnedam.example").values(*change).get()
        User.objects.filter(email="an@zonnedam.example").update(**change)
        assert tables.digests(connection)["staff_user"] != before
        User.objects.filter(email="an@zonnedam.example").update(**original)
        assert tables.digests(connection)["staff_user"] == before


def test_what_was_erased_after_the_backup_is_erased_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def erase(emails, now):  # type: ignore[no-untyped-def]
        return User.objects.filter(email__in=emails).delete()[0]

    erased: list[str] = []
    monkeypatch.delitem(running.REPLAYS, "erasures")
    monkeypatch.setitem(
        running.REPLAYS, "accounts", running.Replay(gather=lambda _now: list(erased), redo=erase)
    )
    places = places_in(tmp_path, second=True)
    secret = proven_key(places)
    somebody()
    made = backups.make_backup(connection, places, now=NOW)
    erase(["an@zonnedam.example"], NOW)
    erased.append("an@zonnedam.example")

    restored = restores.restore(connection, places, made.sealed, [secret], now=NOW, replace=True)

    assert restored.repeated == {"accounts": 2}, "the account and its role"
    assert User.objects.count() == 0
    listed = replays.known(places)
    assert {name: list(lines) for name, lines in listed.items()} == {"accounts": ["an@zonnedam.example"]}


def test_a_half_backup_never_looks_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    places = places_in(tmp_path)
    proven_key(places)

    def disk_full(file: Path) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backups.labels, "sha256", disk_full)
    with pytest.raises(OSError, match="No space left"):
        backups.make_backup(connection, places, now=NOW)
    assert labels.backups_in(places.backups) == []
    monkeypatch.undo()
    backups.make_backup(connection, places, now=NOW + timedelta(minutes=1))
    assert [file.suffix for file in sorted(places.backups.glob("nabij-*"))] == [".age", ".json"]


def test_a_second_place_that_is_not_mounted_is_said_and_the_backup_is_kept(tmp_path: Path) -> None:
    places = places_in(tmp_path, second=True)
    proven_key(places)
    assert places.second is not None
    places.second.rmdir()
    with pytest.raises(BackupProblem, match=r"is not there\. Is the disk or share mounted"):
        backups.make_backup(connection, places, now=NOW)
    assert len(labels.backups_in(places.backups)) == 1


def test_backups_are_thinned_to_a_week_of_days_and_five_weeks(tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    for days in range(60):
        at = NOW - timedelta(days=days)
        sealed = folder / f"nabij-{at:%Y-%m-%dT%H%M%SZ}.age"
        sealed.write_bytes(b"x")
        labels.write_label(sealed, labels.Label(sealed.name, at.isoformat(), "1", "sqlite", 1, "", []))
    backups.thin(folder, now=NOW)
    ages = sorted(
        (NOW - labels.made_at(labels.read_label(sealed))).days for sealed in labels.backups_in(folder)
    )
    assert ages[:8] == [0, 1, 2, 3, 4, 5, 6, 7]
    assert len(ages) <= 13
    assert max(ages) <= 35
    assert all(later - earlier <= 7 for earlier, later in pairwise(ages))
    assert backups.thin(folder, now=NOW + timedelta(days=300)) != []
    assert len(labels.backups_in(folder)) == 1, "the newest one stays, however old"


def test_a_command_after_the_backup_gets_both_files_and_its_failure_is_said(tmp_path: Path) -> None:
    from dataclasses import replace

    places = places_in(tmp_path)
    proven_key(places)
    carried = tmp_path / "carried"
    carried.mkdir()
    carrying = replace(places, after_backup=f"cp --target-directory={carried}")
    made = backups.make_backup(connection, carrying, now=NOW)
    assert labels.whole_or_damaged(carried / made.sealed.name) == made.label
    with pytest.raises(BackupProblem, match="was made and kept, but NABIJ_BACKUP_COMMAND ended with 1"):
        backups.make_backup(connection, replace(places, after_backup="false"), now=NOW)


def test_the_label_tells_nothing_about_people(tmp_path: Path) -> None:
    places = places_in(tmp_path)
    proven_key(places)
    somebody()
    made = backups.make_backup(connection, places, now=NOW)
    told = json.loads(labels.label_file(made.sealed).read_text(encoding="utf-8"))
    assert set(told) == {"name", "made_at", "version", "vendor", "size", "sha256", "sealed_for"}
    assert b"zonnedam" not in made.sealed.read_bytes()


def test_an_erasure_of_after_the_backup_is_handed_to_the_log_again(tmp_path: Path, settings: Any) -> None:
    settings.ERASED_FILE = tmp_path / "erased-subjects"
    places = places_in(tmp_path)
    secret = proven_key(places)
    made = backups.make_backup(connection, places, now=NOW)
    assert set(made.manifest.heads) == {"log"}
    gone = "11111111-1111-4111-8111-111111111111"
    settings.ERASED_FILE.write_text(f"{gone}\n", encoding="ascii")

    restored = restores.restore(connection, places, made.sealed, [secret], now=NOW, replace=True)

    assert restored.repeated == {"erasures": 1}
    assert list(replays.known(places)["erasures"]) == [gone]


def test_what_was_erased_is_listed_until_no_backup_can_bring_it_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gathered = ["first"]
    monkeypatch.delitem(running.REPLAYS, "erasures")
    replay = running.Replay(gather=lambda _now: list(gathered), redo=lambda _listed, _now: 0)
    monkeypatch.setitem(running.REPLAYS, "erasures", replay)
    places = places_in(tmp_path)
    proven_key(places)
    before = backups.make_backup(connection, places, now=NOW - timedelta(days=1))
    (places.backups / replays.LIST).write_text('{"erasures": ["of before days were kept"]}', encoding="utf-8")
    replays.keep_list(places, now=NOW)
    gathered.clear()
    later = NOW + running.REPEATED_FOR + timedelta(days=1)
    assert len(replays.keep_list(places, now=later)["erasures"]) == 2, "a backup of before still stands"
    labels.label_file(before.sealed).unlink()
    before.sealed.unlink()
    assert replays.keep_list(places, now=NOW + running.REPEATED_FOR)["erasures"] != []
    assert replays.keep_list(places, now=later)["erasures"] == []
    assert timedelta(days=DAYS_KEPT) < running.REPEATED_FOR
