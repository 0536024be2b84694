"""Makes sealed backups, carries them to a second place and thins out old ones."""

import os
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.metadata import version
from pathlib import Path

from django.db.backends.base.base import BaseDatabaseWrapper

from nabij.kernel.running import LOG_HEADS
from nabij.operations.actions import archives, dumps, keys, replays, sealing
from nabij.operations.queries import labels, tables
from nabij.operations.queries.places import DAYS_KEPT, Places, private_folder
from nabij.operations.types import BackupProblem, Label, Manifest, NoLabel, TableDigest

_EVERY_DAY_FOR = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was made."""

    sealed: Path
    label: Label
    manifest: Manifest
    second: Path | None
    removed: list[str]


def make_backup(
    connection: BaseDatabaseWrapper, places: Places, *, now: datetime, may_thin: bool = True
) -> Made:
    """Make a backup of database and files, sealed; copy it; thin out.

    Raises KeyNotProven before anything is written, BackupProblem when a part fails. A half backup has no
    label and another ending, so nothing takes it for a whole one.
    """
    recipients = keys.recipients(places)
    private_folder(places.backups)
    with workroom(places) as room:
        dump = room / dumps.dump_name(connection.vendor)
        digests = dumps.dump(connection, dump)
        files = archives.files_to_keep(places.files)
        manifest = _manifest(connection, dump, digests, files, now=now)
        half = _free_name(places.backups, now=now)
        sealing.seal(archives.packed(manifest, dump, files), half, recipients)
    sealed = half.with_suffix(labels.SEALED)
    label = Label(
        name=sealed.name,
        made_at=manifest.made_at,
        version=manifest.version,
        vendor=manifest.vendor,
        size=half.stat().st_size,
        sha256=labels.sha256(half),
        sealed_for=recipients,
    )
    half.replace(sealed)
    labels.write_label(sealed, label)
    replays.keep_list(places, now=now)
    second = copy_to_second_place(sealed, places) if places.second else None
    if places.after_backup:
        _hand_over(places.after_backup, sealed)
    removed = {
        name
        for folder in (places.backups, places.second)
        if folder and may_thin
        for name in thin(folder, now=now)
    }
    return Made(sealed, label, manifest, second, sorted(removed))


def _manifest(
    connection: BaseDatabaseWrapper,
    dump: Path,
    digests: dict[str, TableDigest],
    files: dict[str, Path],
    *,
    now: datetime,
) -> Manifest:
    return Manifest(
        made_at=now.isoformat(),
        version=version("nabij"),
        vendor=connection.vendor,
        dump=archives.digest_of(dump),
        tables=digests,
        files={name: archives.digest_of(file) for name, file in files.items()},
        migrations=tables.migrations(connection),
        heads={name: dict(head()) for name, head in LOG_HEADS.items()},
    )


def _free_name(folder: Path, *, now: datetime) -> Path:
    half = folder / f"nabij-{now:%Y-%m-%dT%H%M%SZ}.part"
    number = 1
    while half.with_suffix(labels.SEALED).exists():
        number += 1
        half = folder / f"nabij-{now:%Y-%m-%dT%H%M%SZ}-{number}.part"
    return half


@contextmanager
def workroom(places: Places) -> Iterator[Path]:
    """Give a private folder for plain copies, gone afterwards; what an interrupted run left goes too."""
    base = private_folder(places.state / "work")
    for left in base.iterdir():
        if not _is_running(left.name):
            shutil.rmtree(left, ignore_errors=True)
    room = Path(tempfile.mkdtemp(prefix=f"{os.getpid()}-", dir=base))
    try:
        yield room
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _is_running(name: str) -> bool:
    number = name.partition("-")[0]
    return number.isdigit() and Path("/proc", number).exists()


def copy_to_second_place(sealed: Path, places: Places) -> Path:
    """Copy a backup and its label, and read it back. Raises BackupProblem; the first backup is kept."""
    assert places.second is not None
    if not places.second.is_dir():
        raise BackupProblem(
            f"The backup was made in {places.backups}, but the second place {places.second} is not there. "
            "Is the disk or share mounted? Mount it and make a backup again."
        )
    target = places.second / sealed.name
    half = target.with_suffix(".part")
    try:
        shutil.copyfile(sealed, half)
        with half.open("rb+") as opened:
            os.fsync(opened.fileno())
        half.replace(target)
        labels.write_label(target, labels.read_label(sealed))
        labels.whole_or_damaged(target)
        replays.copy_list(places)
    except OSError as error:
        raise BackupProblem(
            f"The backup was made in {places.backups}, but not copied to {places.second}: {error.strerror}. "
            "Make room or mend the connection, and make a backup again."
        ) from None
    return target


def _hand_over(command: str, sealed: Path) -> None:
    try:
        words = [*shlex.split(command), str(sealed), str(labels.label_file(sealed))]
        ran = subprocess.run(words, capture_output=True, encoding="utf-8", check=False)
    except (OSError, ValueError) as error:
        raise BackupProblem(
            f"The backup was made and kept, but NABIJ_BACKUP_COMMAND could not be started: {error}."
        ) from None
    if ran.returncode != 0:
        said = (ran.stderr.strip().splitlines() or ["it said nothing"])[-1]
        raise BackupProblem(
            f"The backup was made and kept, but NABIJ_BACKUP_COMMAND ended with {ran.returncode}: {said}"
        )


def thin(folder: Path, *, now: datetime) -> list[str]:
    """Remove old backups: all of 7 days stay, then one a week, none beyond 35 days. The newest one "
    "always stays."""
    dated: list[tuple[datetime, Path]] = []
    for sealed in labels.backups_in(folder):
        try:
            dated.append((labels.made_at(labels.read_label(sealed)), sealed))
        except NoLabel:  # kept: a person has to look at it
            continue
    removed = []
    for sealed in _too_many(dated, now=now):
        labels.label_file(sealed).unlink()  # first: without its label it is no backup any more
        sealed.unlink(missing_ok=True)
        removed.append(sealed.name)
    for left in folder.glob("nabij-*.part"):
        left.unlink(missing_ok=True)
    return removed


def _too_many(dated: Iterable[tuple[datetime, Path]], *, now: datetime) -> list[Path]:
    newest_first = sorted(dated, reverse=True)
    weeks: set[tuple[int, int]] = set()
    too_many = []
    for made_at, sealed in newest_first[1:]:
        age = now - made_at
        week = made_at.isocalendar()[:2]
        if age > timedelta(days=DAYS_KEPT) or (age > _EVERY_DAY_FOR and week in weeks):
            too_many.append(sealed)
        elif age > _EVERY_DAY_FOR:
            weeks.add(week)
    return too_many
