"""The backups that stand in a folder, and whether each is whole. No key is needed for that."""

import hashlib
import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from nabij.operations.types import CutOff, Label, NoLabel, OtherContents

SEALED = ".age"
LABEL = ".json"


def label_file(sealed: Path) -> Path:
    """Return where the label of a backup stands."""
    return sealed.with_suffix(LABEL)


def backups_in(folder: Path) -> list[Path]:
    """Return the finished backups of a folder, oldest first; a file without a label is not one."""
    return sorted(file for file in folder.glob(f"nabij-*{SEALED}") if label_file(file).exists())


def newest(folder: Path) -> tuple[Path, Label] | None:
    """Return the newest backup with a readable label, or None."""
    for sealed in reversed(backups_in(folder)):
        try:
            return sealed, read_label(sealed)
        except NoLabel:
            continue
    return None


def made_at(label: Label) -> datetime:
    """Return the moment of a backup."""
    return datetime.fromisoformat(label.made_at)


def read_label(sealed: Path) -> Label:
    """Read the label of a backup. Raises NoLabel."""
    file = label_file(sealed)
    try:
        label = Label(**json.loads(file.read_text(encoding="utf-8")))
        datetime.fromisoformat(label.made_at)
    except FileNotFoundError:
        raise NoLabel(
            f"{sealed.name} has no label ({file.name}). The label is written last, so this backup was not "
            "finished or not wholly copied. Nothing was changed. Copy it again, or take an earlier backup."
        ) from None
    except (ValueError, TypeError):
        raise NoLabel(
            f"The label {file.name} cannot be read: it was damaged or copied only in part. Nothing was "
            "changed. Copy both files again, or take an earlier backup."
        ) from None
    if label.name != sealed.name:
        raise NoLabel(
            f"{file.name} is the label of {label.name}, not of {sealed.name}. Nothing was changed. "
            "Put the right label beside the backup, or take an earlier backup."
        )
    return label


def write_label(sealed: Path, label: Label) -> None:
    """Put the label beside a backup, whole or not at all."""
    half = label_file(sealed).with_suffix(".part")
    half.write_text(json.dumps(asdict(label), indent=2) + "\n", encoding="utf-8")
    half.replace(label_file(sealed))


def sha256(file: Path) -> str:
    """Return the SHA-256 of a file."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def whole_or_damaged(sealed: Path) -> Label:
    """Return the label of a backup that is whole, bit for bit. Raises NoLabel, CutOff or OtherContents."""
    label = read_label(sealed)
    try:
        size = sealed.stat().st_size
    except FileNotFoundError:
        raise CutOff(
            f"{sealed.name} is not there; only its label is. Nothing was changed. "
            "Copy it again from the other place."
        ) from None
    if size < label.size:
        raise CutOff(
            f"{sealed.name} is cut off: {size} bytes instead of {label.size}. It was probably not wholly "
            "copied. Nothing was changed. Copy it again, or take an earlier backup."
        )
    if size > label.size or sha256(sealed) != label.sha256:
        raise OtherContents(
            f"{sealed.name} is not what was written: bytes have changed since it was made. A disk may be "
            "failing. Nothing was changed. Copy it again from the other place, or take an earlier backup."
        )
    return label
