"""What the log and its erasures hand to backups: heads for the manifest, and whom to erase again."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import connection

from nabij.audit.actions import checkpoints, erasing
from nabij.kernel.clock import BRUSSELS
from nabij.kernel.running import Replay, register_append_only, register_log_head, register_replay
from nabij.operations.queries import tables

LOG, ERASURES = "audit_line", "audit_erasure"


def heads() -> dict[str, str | int]:
    """Return per stream of the log how many lines it has and the hash of the last; none before it exists."""
    if LOG not in tables.table_names(connection):
        return {}
    return {
        str(stream): f"{number} {digest.hex()}" for stream, (number, digest) in checkpoints.heads().items()
    }


def erased(now: datetime) -> list[str]:
    """Return the numbers of subjects that were erased, of the database and of the file beside it."""
    if ERASURES in tables.table_names(connection):
        erasing.remember_erasures(file=settings.ERASED_FILE, now=now)
    return sorted(str(subject) for subject in erasing.remembered(settings.ERASED_FILE))


def erase_again(subjects: Iterable[str], now: datetime) -> int:
    """Erase these subjects again; return how many were looked at.

    In a database of before erasures existed there is nothing to do yet: they stay listed.
    """
    erasing.remember([UUID(subject) for subject in subjects], file=settings.ERASED_FILE)
    if ERASURES not in tables.table_names(connection):
        return 0
    on = now.astimezone(BRUSSELS).date()
    return len(erasing.replay_erasures(file=settings.ERASED_FILE, on=on, now=now))


def register() -> None:
    """Hand them over."""
    register_append_only(LOG)
    register_log_head("log", heads)
    register_replay("erasures", Replay(gather=erased, redo=erase_again))
