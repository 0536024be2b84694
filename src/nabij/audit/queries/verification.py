"""Walks the chains of the log and says in words what is wrong, and where."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from nabij.audit.models import Line
from nabij.audit.types import GENESIS, STREAMS, Link, link_hash
from nabij.audit.types.checkpoint import Checkpoint

MOST_TOLD = 200
_AT_ONCE = 5000
_YES_NO = {0: False, 1: True}


@dataclass
class Verdict:
    """What a walk over the log found. `problems` are sentences; above 200 they are only counted."""

    lines: int = 0
    checkpoints: int = 0
    problems: list[str] = field(default_factory=list)
    found: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether nothing was wrong."""
        return self.found == 0

    def tell(self, sentence: str) -> None:
        """Add a problem."""
        self.found += 1
        if len(self.problems) < MOST_TOLD:
            self.problems.append(sentence)


def log_verdict(checkpoints: Sequence[Checkpoint], *, public_keys: frozenset[str]) -> Verdict:
    """Walk the whole log of this database, and hold it beside its checkpoints."""
    return verdict(stored_lines(), checkpoints, public_keys=public_keys)


def verdict(
    rows: Iterable[Sequence[Any]], checkpoints: Sequence[Checkpoint], *, public_keys: frozenset[str]
) -> Verdict:
    """Hold rows (by stream and number) beside their chains, and beside checkpoints (by number).

    A row is the fields of a Link and then the hash, as the database stores them.
    """
    found = Verdict(checkpoints=len(checkpoints))
    _check_checkpoints(checkpoints, public_keys, found)
    ends: dict[int, int] = {}
    seen = _promised(checkpoints)
    stream, expected, before = 0, 1, GENESIS
    for row in rows:
        found.lines += 1
        if row[0] != stream:
            stream, expected, before = row[0], 1, GENESIS
        _check_number(row, expected, found)
        expected = row[1] + 1
        own = bytes(row[-1])
        if _hash_of(row, before) != own:
            found.tell(
                f"Stream {stream}, line {row[1]}: this line is not what was written, or does not follow the "
                "line before it. It was changed, put here or moved afterwards."
            )
        for checkpoint, promised in seen.get((stream, row[1]), ()):
            if promised != own:
                found.tell(
                    f"Stream {stream}, line {row[1]}: {checkpoint} saw another line here. "
                    "The log was written anew, at this line or before it."
                )
        before = own
        ends[stream] = row[1]
    _check_ends(ends, checkpoints, found)
    return found


def stored_lines() -> Iterator[Sequence[Any]]:
    """Give every line of the log as it is stored, by stream and number, a few thousand at a time."""
    columns = ", ".join([*Link._fields, "hash"])
    with connection.chunked_cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {Line._meta.db_table} ORDER BY stream, seq")
        while rows := cursor.fetchmany(_AT_ONCE):
            yield from rows


def _hash_of(row: Sequence[Any], before: bytes) -> bytes | None:
    """Return the hash that a stored line should have; None when it cannot even be read as a line."""
    try:
        at, subject = row[2], row[8]
        if isinstance(at, str):
            at = datetime.fromisoformat(at)
        if at.tzinfo is None:  # SQLite keeps UTC without saying so
            at = at.replace(tzinfo=UTC)
        if isinstance(subject, str):
            subject = UUID(hex=subject)
        is_read = _YES_NO[row[4]]
        values = [row[0], row[1], at, row[3], is_read, *row[5:8], subject, *row[9:13]]
        return link_hash(before, Link(*values))
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _check_number(row: Sequence[Any], expected: int, found: Verdict) -> None:
    stream, seq = row[0], row[1]
    if expected == 1 and not 1 <= stream <= STREAMS:
        found.tell(f"Stream {stream} does not exist: its lines were put here by somebody else.")
    if seq < expected:
        found.tell(f"Stream {stream}, line {seq} is there more than once, or not in its place.")
    if seq > expected:
        gone = f"line {expected} is" if seq == expected + 1 else f"lines {expected} to {seq - 1} are"
        found.tell(f"Stream {stream}: {gone} missing. They were removed, or their numbers were changed.")


def _promised(checkpoints: Sequence[Checkpoint]) -> dict[tuple[int, int], list[tuple[Checkpoint, bytes]]]:
    """Return what checkpoints saw, by stream and number of the line; each different hash once."""
    seen: dict[tuple[int, int], list[tuple[Checkpoint, bytes]]] = {}
    for checkpoint in checkpoints:
        for stream, (seq, last) in checkpoint.heads.items():
            there = seen.setdefault((stream, seq), [])
            if all(last != known for _, known in there):
                there.append((checkpoint, last))
    return seen


def _check_ends(ends: dict[int, int], checkpoints: Sequence[Checkpoint], found: Verdict) -> None:
    """Find what was cut off at the end: by the checkpoint that saw most of each stream."""
    furthest: dict[int, tuple[int, Checkpoint]] = {}
    for checkpoint in checkpoints:
        for stream, (seq, _) in checkpoint.heads.items():
            if seq > furthest.get(stream, (0, checkpoint))[0]:
                furthest[stream] = (seq, checkpoint)
    for stream, (seq, checkpoint) in sorted(furthest.items()):
        end = ends.get(stream, 0)
        if end < seq:
            found.tell(
                f"Stream {stream} ends at line {end}, but {checkpoint} saw line {seq}: "
                f"{seq - end} lines at the end were removed."
            )


def _check_checkpoints(
    checkpoints: Sequence[Checkpoint], public_keys: frozenset[str], found: Verdict
) -> None:
    """Check signatures, and that no checkpoint is missing between two others."""
    before = ""
    for expected, checkpoint in enumerate(checkpoints, start=checkpoints[0].number if checkpoints else 1):
        if not checkpoint.is_signed_by(public_keys):
            found.tell(
                f"Checkpoint {checkpoint.number} has no good signature of a key we know. It was changed, or "
                "made with another key; after renewing the key, name the older in NABIJ_CHECKPOINT_OLD_KEYS."
            )
        if before and checkpoint.before != before:
            found.tell(
                f"Checkpoint {checkpoint.number} does not follow the one that is there before it: "
                "a checkpoint was removed or replaced."
            )
        elif checkpoint.number != expected and not before:
            found.tell(f"Checkpoint {expected} is missing.")
        before = checkpoint.digest
    if checkpoints and checkpoints[0].number != 1:
        found.tell(f"The first {checkpoints[0].number - 1} checkpoints are missing.")
