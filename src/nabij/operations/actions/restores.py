"""Puts a backup back, and tries whether one could be: verified before anything changes, compared "
"afterwards."""

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.db import DatabaseError, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader

from nabij.operations.actions import archives, backups, dumps, replays, sealing
from nabij.operations.actions.archives import Unpacked
from nabij.operations.queries import labels, tables
from nabij.operations.queries.places import Places, private_folder, room_left
from nabij.operations.types import BackupProblem, DatabaseNotEmpty, Manifest

_SESSIONS = "django_session"
DRILLS = "drills.jsonl"


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did."""

    manifest: Manifest
    rows: int
    repeated: dict[str, int] = field(default_factory=dict)
    set_aside: list[Path] = field(default_factory=list)
    kept_first: Path | None = None


@contextmanager
def opened(
    sealed: Path, places: Places, secrets: Iterable[str], *, without_label: bool = False
) -> Iterator[Unpacked]:
    """Verify, open and unpack a backup in a private folder, gone afterwards.

    Raises DamagedBackup (cut off, changed, no label, broken seal, other contents than the manifest says) or
    WrongKey.
    """
    if not without_label:
        labels.whole_or_damaged(sealed)
    with backups.workroom(places) as room:
        if room_left(room) < (needed := 3 * sealed.stat().st_size):
            raise BackupProblem(
                f"There is no room in {room} to open {sealed.name}: at least {needed // 2**20 + 1}"
                " MB is needed. Nothing was changed. Make room, or set NABIJ_DATA_DIR to a larger disk."
            )
        archive = room / f"{sealed.stem}.tar.gz"
        sealing.open_sealed(sealed, archive, secrets)
        unpacked = archives.unpack(archive, private_folder(room / "inside"))
        archive.unlink()
        yield unpacked


def restore(
    connection: BaseDatabaseWrapper,
    places: Places,
    sealed: Path,
    secrets: Iterable[str],
    *,
    now: datetime,
    replace: bool = False,
    keep_present: bool = True,
    without_label: bool = False,
) -> Restored:
    """Put a backup in place of what is in the database.

    A filled database is refused without `replace`; with it, a backup of the present state is made first
    (`keep_present`). Everybody is logged out, and what was erased since is erased again.
    Raises DamagedBackup, WrongKey, DatabaseNotEmpty, BackupProblem.
    """
    with opened(sealed, places, secrets, without_label=without_label) as unpacked:
        _fits_or_refused(connection, unpacked.manifest)
        filled = tables.is_filled(connection)
        if filled and not replace:
            raise DatabaseNotEmpty(
                f"The database {connection.settings_dict['NAME']} is not empty. Nothing was changed. "
                f"The backup is of {unpacked.manifest.made_at}; all that was done since would be gone. To "
                "put it "
                "in place of what is there, add --replace: a backup of the present state is made first."
            )
        kept = None
        if filled and keep_present:
            kept = backups.make_backup(connection, places, now=now, may_thin=False).sealed
        listed = _what_to_repeat(places, now=now, filled=filled and keep_present)
        dumps.load(connection, unpacked.dump)
        _same_or_said(connection, unpacked.manifest)
        aside = _put_files(unpacked, places, now=now)
        _log_everybody_out(connection)
        repeated = replays.repeat(listed, now=now)
        rows = sum(table.rows for table in unpacked.manifest.tables.values())
        return Restored(unpacked.manifest, rows, repeated, aside, kept)


def drill(connection: BaseDatabaseWrapper, places: Places, sealed: Path, secrets: Iterable[str]) -> Manifest:
    """Restore a backup beside the real database, compare every table and file, throw it away.

    Raises DamagedBackup, WrongKey, or BackupProblem with the tables that differ.
    """
    with opened(sealed, places, secrets) as unpacked:
        with dumps.scratch(connection, unpacked.folder) as beside:
            dumps.load(beside, unpacked.dump)
            _same_or_said(beside, unpacked.manifest)
        return unpacked.manifest


def note_drill(places: Places, *, at: datetime, backup: str, seconds: float, rows: int, problem: str) -> None:
    """Write the outcome of a drill in the record of drills. `problem` is empty when all went well."""
    line = {
        "at": at.isoformat(),
        "backup": backup,
        "seconds": round(seconds, 2),
        "rows": rows,
        "problem": problem,
    }
    with (private_folder(places.state) / DRILLS).open("a", encoding="utf-8") as record:
        record.write(json.dumps(line) + "\n")


def _fits_or_refused(connection: BaseDatabaseWrapper, manifest: Manifest) -> None:
    if manifest.vendor != connection.vendor:
        raise BackupProblem(
            f"The backup is of a {manifest.vendor} database and this one is {connection.vendor}. "
            "Nothing was changed. Set NABIJ_DATABASE_URL to the right kind."
        )
    known = MigrationLoader(None).disk_migrations
    apps = {app for app, _ in known}
    newer = sorted(
        f"{app}.{name}" for app, name in manifest.migrations if app in apps and (app, name) not in known
    )
    if newer:
        raise BackupProblem(
            f"The backup was made by Nabij {manifest.version}, which is newer than what runs here: it knows "
            f"{newer[0]}. Nothing was changed. Install that version first, then restore."
        )


def _what_to_repeat(places: Places, *, now: datetime, filled: bool) -> dict[str, list[str]]:
    try:
        return replays.keep_list(places, now=now, from_database=filled)
    except DatabaseError as error:
        raise BackupProblem(
            f"The list of what was erased cannot be read from the database: {error}. Nothing was changed. "
            "When the database is beyond repair: add --forget-present, and the list beside the backups "
            "is used."
        ) from None


def _same_or_said(connection: BaseDatabaseWrapper, manifest: Manifest) -> None:
    if different := tables.differences(manifest.tables, tables.digests(connection)):
        raise BackupProblem(
            "The backup was put back, but the database is not the same as it was: "
            + " ".join(different)
            + " Do not work with it; take an earlier backup."
        )


def _put_files(unpacked: Unpacked, places: Places, *, now: datetime) -> list[Path]:
    set_aside = []
    for name, target in places.files.items():
        restored = unpacked.folder / name
        if target.is_dir() and any(target.iterdir()):
            aside = target.with_name(f"{target.name}-before-{now:%Y-%m-%dT%H%M%SZ}")
            target.rename(aside)
            set_aside.append(aside)
        if restored.is_dir():
            target.parent.mkdir(parents=True, exist_ok=True)
            if target.is_dir():
                target.rmdir()
            half = target.with_name(f"{target.name}.part")
            shutil.rmtree(half, ignore_errors=True)
            shutil.copytree(restored, half)
            os.replace(half, target)
    return set_aside


def _log_everybody_out(connection: BaseDatabaseWrapper) -> None:
    if _SESSIONS in tables.table_names(connection):
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(_SESSIONS)}")
