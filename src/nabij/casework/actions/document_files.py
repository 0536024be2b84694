"""The files of documents on disk: beside what the web server gives out, under a number that tells nothing."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

from django.db import transaction

from nabij.casework.models import Document
from nabij.casework.queries.documents import folder, place_of

_NAME = re.compile(r"[0-9a-f]{32}")

LEFT_ALONE = timedelta(days=1)
"""So long a file without a row stays: somebody may be filing it at this moment."""


def write(key: UUID, content: bytes) -> None:
    """Write a file whole or not at all, so that only our own account reads it. Raises OSError."""
    place = place_of(key)
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    half = place.with_suffix(".half")
    try:
        with open(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        half.replace(place)
    except OSError:
        half.unlink(missing_ok=True)
        raise


def remove(keys: Iterable[UUID]) -> None:
    """Take files away; one that is gone already is well."""
    for key in keys:
        place_of(key).unlink(missing_ok=True)


def remove_after_commit(keys: Iterable[UUID]) -> None:
    """Take files away once the rows are gone for good; what is undone keeps its file."""
    transaction.on_commit(partial(remove, list(keys)))


def remove_orphans(now: datetime) -> tuple[int, int]:
    """Take away files without a row, and count rows without a file: (removed, lost).

    Raises OSError when the folder cannot be read.
    """
    standing = set(Document.objects.values_list("file_key", flat=True))
    found, removed = set(), 0
    for file in _files():
        key = UUID(file.stem) if _NAME.fullmatch(file.stem) else None
        if key in standing and not file.suffix:
            found.add(key)
        elif file.stat().st_mtime < (now - LEFT_ALONE).timestamp():
            file.unlink(missing_ok=True)
            removed += 1
    return removed, len(standing - found)


def _files() -> Iterator[Path]:
    return (file for file in sorted(folder().rglob("*")) if file.is_file())
