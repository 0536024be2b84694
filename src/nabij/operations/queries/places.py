"""Where backups, keys and records of running stand; made from the settings."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

DAYS_KEPT = 35
"""A backup older than this is removed, so that what somebody asked to erase is gone everywhere by then."""


@dataclass(frozen=True, slots=True)
class Places:
    """Folders and files of one installation."""

    state: Path
    """What the application makes and nobody else needs: journals, records of drills."""
    backups: Path
    second: Path | None
    keys: Path
    after_backup: str
    files: dict[str, Path]
    """Folders that go with the database, by the name they have in a backup."""


def places() -> Places:
    """Return the places of this installation."""
    data = Path(settings.DATA_DIR)
    found = {"files": Path(settings.MEDIA_ROOT)} if settings.MEDIA_ROOT else {}
    if towns := os.environ.get("NABIJ_TOWNS"):
        found["towns"] = Path(towns)
    return Places(
        state=data / "running",
        backups=Path(settings.BACKUP_DIR or data / "backups"),
        second=Path(settings.BACKUP_SECOND_DIR) if settings.BACKUP_SECOND_DIR else None,
        keys=Path(settings.KEY_DIR or data / "keys"),
        after_backup=settings.BACKUP_COMMAND,
        files=found,
    )


def private_folder(folder: Path) -> Path:
    """Make a folder that only our own account can enter, when it is not there yet; return it."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def share_used(folder: Path) -> float:
    """Return which share of the disk of a folder is in use, from 0 to 1. The folder may be yet to be made."""
    while not folder.exists():
        folder = folder.parent
    disk = shutil.disk_usage(folder)
    return 1 - disk.free / (disk.used + disk.free)


def room_left(folder: Path) -> int:
    """Return how many bytes can still be written in a folder, which may be yet to be made."""
    while not folder.exists():
        folder = folder.parent
    return shutil.disk_usage(folder).free


def files_in(folder: Path) -> list[Path]:
    """Return the files of a folder, in the order of their names; none when the folder is not there."""
    return sorted(file for file in folder.rglob("*") if file.is_file() and not file.is_symlink())
