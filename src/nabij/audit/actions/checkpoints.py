"""Writes checkpoints: what the log had come to, outside the reach of who can change the database."""

import os
from datetime import UTC, datetime
from pathlib import Path

from django.db import transaction

from nabij.audit.actions.log import record
from nabij.audit.models import Line
from nabij.audit.queries import last_checkpoint
from nabij.audit.types import STREAMS
from nabij.audit.types.checkpoint import Checkpoint
from nabij.kernel.actors import SYSTEM


def write_checkpoint(*, folder: Path, secret: str, now: datetime) -> tuple[Checkpoint, Path]:
    """Sign how far each stream has come and keep it in a new file; the log itself mentions it afterwards.

    A file is there whole or not at all, and is never written over. Raises UnreadableCheckpoint when the last
    one is damaged, FileExistsError when two write at once, OSError when the folder cannot be written.
    """
    last = last_checkpoint(folder)
    number, before = (1, "") if last is None else (last.number + 1, last.digest)
    checkpoint = Checkpoint(number, now.astimezone(UTC), heads(), before).signed_with(secret)
    file = _keep(checkpoint, folder)
    with transaction.atomic():
        detail: dict[str, str | int | bool] = {
            "number": number,
            "digest": checkpoint.digest,
            "lines": checkpoint.lines,
        }
        record("audit.checkpoint_written", actor=SYSTEM, at=now, detail=detail)
    return checkpoint, file


def heads() -> dict[int, tuple[int, bytes]]:
    """Return the number and hash of the last line of each stream that has one."""
    found = {}
    for stream in range(1, STREAMS + 1):
        last = Line.objects.filter(stream=stream).order_by("-seq").values_list("seq", "hash").first()
        if last is not None:
            found[stream] = (last[0], bytes(last[1]))
    return found


def _keep(checkpoint: Checkpoint, folder: Path) -> Path:
    month = folder / f"{checkpoint.at:%Y-%m}"
    month.mkdir(parents=True, exist_ok=True)
    file = month / f"checkpoint-{checkpoint.number:08}.json"
    unfinished = month / f".{file.name}.{os.getpid()}"
    with unfinished.open("x", encoding="utf-8") as writing:
        writing.write(checkpoint.as_text())
        writing.flush()
        os.fsync(writing.fileno())
    try:
        os.link(unfinished, file)  # fails when the file is there, where a rename would write over it
    finally:
        unfinished.unlink()
    file.chmod(0o444)
    return file
