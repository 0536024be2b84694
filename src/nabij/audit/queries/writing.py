"""The one place that writes lines of the log: for events, and for what is read here itself."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db import DatabaseError, connection, transaction
from django.db.backends.utils import CursorWrapper
from django.utils.timezone import is_aware

from nabij.audit.models import Line
from nabij.audit.types import (
    GENESIS,
    STREAMS,
    Link,
    LogNotWritten,
    OutsideTransaction,
    canonical_detail,
    canonical_roles,
    link_hashes,
)
from nabij.audit.types.chain import checked_event
from nabij.kernel import channels
from nabij.kernel.actors import Actor
from nabij.kernel.purposes import Purpose

_LOCKS = 0x4E41  # the room of our advisory locks; nothing else in the project uses them


def write_lines(
    event: str,
    *,
    actor: Actor,
    about: Iterable[UUID],
    at: datetime,
    purpose: Purpose | None,
    detail: Mapping[str, str | int | bool],
    is_read: bool,
) -> None:
    """Write a line for each subject, or one without, as the next of a stream.

    Raises OutsideTransaction, ValueError and LogNotWritten, as `actions.record`.
    """
    if not connection.in_atomic_block:
        raise OutsideTransaction(f"{event}: the log is written in the transaction of what it tells of.")
    if not is_aware(at):
        raise ValueError(f"{event}: the moment must know its time zone.")
    subjects: list[UUID | None] = list(dict.fromkeys(about))
    if not all(isinstance(subject, UUID) for subject in subjects):
        raise ValueError(f"{event}: a subject is a UUID, the number under which the log knows somebody.")
    name = checked_event(event)
    first = Link(
        stream=0,
        seq=0,
        at=at,
        event=name,
        is_read=is_read,
        actor_id=actor.staff_id,
        roles=canonical_roles(actor.roles),
        purpose="" if purpose is None else str(Purpose(purpose).value),
        subject=None,
        detail=canonical_detail(detail),
        activity=name.partition(".")[0][:40],
        channel=str(channels.current().value),
    )
    try:
        _append(first._replace(stream=_a_stream_of_our_own(actor)), subjects or [None])
    except DatabaseError as problem:
        transaction.set_rollback(True)  # also when somebody higher up swallows the exception
        raise LogNotWritten(f"{event}: the log could not be written.") from problem


def _a_stream_of_our_own(actor: Actor) -> int:
    """Return a stream that nobody else can write in until the transaction ends.

    On SQLite the transaction itself keeps others out: it began IMMEDIATE. On PostgreSQL the first free stream
    is taken, beginning at the one of this actor; only when all are taken does anybody wait. A transaction
    that has a stream always finds at least that one, so that two never wait for one another.
    """
    if connection.vendor != "postgresql":
        return 1
    own = (actor.staff_id or 0) % STREAMS
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT stream FROM (SELECT (%s + step) %% %s + 1 AS stream"
            " FROM generate_series(0, %s - 1) AS step) AS streams"
            " WHERE pg_try_advisory_xact_lock(%s, stream) LIMIT 1",
            [own, STREAMS, STREAMS, _LOCKS],
        )
        if (found := cursor.fetchone()) is not None:
            return int(found[0])
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCKS, own + 1])
        return own + 1


def _append(first: Link, subjects: list[UUID | None]) -> None:
    head = Line.objects.filter(stream=first.stream).order_by("-seq").values_list("seq", "hash").first()
    seq, before = (0, GENESIS) if head is None else (head[0], bytes(head[1]))
    first = first._replace(seq=seq + 1)
    hashes = link_hashes(before, first, subjects)
    rows = list(zip(range(first.seq, first.seq + len(subjects)), subjects, hashes, strict=True))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            _insert_arrays(cursor, first, rows)
        else:
            _insert_rows(cursor, first, rows)


_Row = tuple[int, UUID | None, bytes]
_COLUMNS = ", ".join([*Link._fields, "hash"])


def _insert_arrays(cursor: CursorWrapper, first: Link, rows: list[_Row]) -> None:
    """Write all lines in one statement; what they share travels once."""
    seqs, subjects, hashes = (list(column) for column in zip(*rows, strict=True))
    same = ["%s", "line.seq", *["%s"] * 6, "line.subject", *["%s"] * 4, "line.hash"]
    cursor.execute(
        f"INSERT INTO {Line._meta.db_table} ({_COLUMNS}) SELECT {', '.join(same)}"
        " FROM unnest(%s::bigint[], %s::uuid[], %s::bytea[]) AS line (seq, subject, hash)",
        [first.stream, *first[2:8], *first[9:], seqs, subjects, hashes],
    )


def _insert_rows(cursor: CursorWrapper, first: Link, rows: list[_Row]) -> None:
    """Write all lines with one prepared statement."""
    at = connection.ops.adapt_datetimefield_value(first.at)
    before, after = (at, *first[3:8]), first[9:]
    places = ", ".join(["%s"] * (len(first) + 1))
    cursor.executemany(
        f"INSERT INTO {Line._meta.db_table} ({_COLUMNS}) VALUES ({places})",
        [
            (first.stream, seq, *before, subject.hex if subject else None, *after, own_hash)
            for seq, subject, own_hash in rows
        ],
    )
