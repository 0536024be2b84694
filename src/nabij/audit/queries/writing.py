"""The one place that writes lines of the log: for events, and for what is read here itself."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any
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

_Event = tuple[Link, list[UUID | None]]
"""What the lines of one event share, and whom they are about."""

_gathered: ContextVar[list[tuple[Actor, _Event]] | None] = ContextVar("gathered", default=None)


@contextmanager
def written_together() -> Iterator[None]:
    """Write all lines of the events inside at once at the end, in the transaction that this makes.

    The same lines as one event after the other, in the same order; when they cannot be written, LogNotWritten
    is raised at the end and the whole transaction is undone: no log line, no data.
    """
    with transaction.atomic():
        gathered: list[tuple[Actor, _Event]] = []
        before = _gathered.set(gathered)
        try:
            yield
        finally:
            _gathered.reset(before)
        if gathered:
            _write(gathered[0][0], [event for _actor, event in gathered])


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
    lines = (first, subjects or [None])
    if (gathered := _gathered.get()) is not None:
        gathered.append((actor, lines))
    else:
        _write(actor, [lines])


def _write(actor: Actor, events: list[_Event]) -> None:
    try:
        _append(_a_stream_of_our_own(actor), events)
    except DatabaseError as problem:
        transaction.set_rollback(True)  # also when somebody higher up swallows the exception
        raise LogNotWritten(f"{events[0][0].event}: the log could not be written.") from problem


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


_TYPES = {
    "stream": "smallint",
    "seq": "bigint",
    "at": "timestamptz",
    "event": "text",
    "is_read": "boolean",
    "actor_id": "bigint",
    "roles": "text",
    "purpose": "text",
    "subject": "uuid",
    "detail": "text",
    "activity": "text",
    "channel": "text",
    "format": "smallint",
    "hash": "bytea",
}
"""The columns, as they stand in a Link and after it, and what PostgreSQL calls them."""

_OF_A_LINE = ("seq", "subject", "hash")
"""In these the lines of one event differ."""

_Chained = tuple[Link, list[tuple[int, UUID | None, bytes]]]
"""What the lines of one event share; number, subject and hash of each."""


def _append(stream: int, events: list[_Event]) -> None:
    with connection.cursor() as cursor:
        seq, last = _head(cursor, stream)
        chained: list[_Chained] = []
        for shared, subjects in events:
            first = shared._replace(stream=stream, seq=seq + 1)
            hashes = list(link_hashes(last, first, subjects))
            numbers = range(seq + 1, seq + 1 + len(subjects))
            chained.append((first, list(zip(numbers, subjects, hashes, strict=True))))
            seq, last = seq + len(subjects), hashes[-1]
        if connection.vendor == "postgresql":
            _insert_events(cursor, chained)
        else:
            _insert_rows(cursor, chained)


def _head(cursor: CursorWrapper, stream: int) -> tuple[int, bytes]:
    """Number and hash of the last line of a stream."""
    cursor.execute(
        f"SELECT seq, hash FROM {Line._meta.db_table} WHERE stream = %s ORDER BY seq DESC LIMIT 1", [stream]
    )
    found = cursor.fetchone()
    return (0, GENESIS) if found is None else (found[0], bytes(found[1]))


def _insert_events(cursor: CursorWrapper, chained: list[_Chained]) -> None:
    """Write the lines of all events in one statement, saying once what the lines of an event share."""
    lists = ", ".join(f"%s::{_TYPES[name]}[]" for name in _OF_A_LINE)
    chosen = ", ".join(
        f"line.{name}" if name in _OF_A_LINE else f"%s::{kind}" for name, kind in _TYPES.items()
    )
    of_an_event = f"SELECT {chosen} FROM unnest({lists}) AS line({', '.join(_OF_A_LINE)})"
    values: list[Any] = []
    for first, lines in chained:
        values += [value for name, value in first._asdict().items() if name not in _OF_A_LINE]
        values += [list(column) for column in zip(*lines, strict=True)]
    statement = " UNION ALL ".join([of_an_event] * len(chained))
    cursor.execute(f"INSERT INTO {Line._meta.db_table} ({', '.join(_TYPES)}) {statement}", values)


def _insert_rows(cursor: CursorWrapper, chained: list[_Chained]) -> None:
    """Write all lines with one prepared statement."""
    moment = connection.ops.adapt_datetimefield_value
    rows = [
        (first.stream, seq, moment(first.at), *first[3:8], subject and subject.hex, *first[9:], own_hash)
        for first, lines in chained
        for seq, subject, own_hash in lines
    ]
    places = ", ".join(["%s"] * len(_TYPES))
    cursor.executemany(f"INSERT INTO {Line._meta.db_table} ({', '.join(_TYPES)}) VALUES ({places})", rows)
