"""The one place that writes lines of the log: for events, and for what is read here itself."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import DatabaseError, connection, transaction
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
    link_hash,
)
from nabij.audit.types.chain import checked_event
from nabij.kernel import channels
from nabij.kernel.actors import Actor
from nabij.kernel.purposes import Purpose

_LOCKS = 0x4E41  # the room of our advisory locks; nothing else in the project uses them
_AT_ONCE = 1000  # lines in one INSERT; SQLite takes 32,766 values in a statement


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
    after = (
        at,
        name,
        is_read,
        actor.staff_id,
        canonical_roles(actor.roles),
        "" if purpose is None else str(Purpose(purpose).value),
    )
    rest = (canonical_detail(detail), name.partition(".")[0][:40], str(channels.current().value))
    try:
        stream = _a_stream_of_our_own(actor)
        _append(stream, [(*after, subject, *rest) for subject in subjects or [None]])
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


def _append(stream: int, entries: Iterable[tuple[Any, ...]]) -> None:
    head = Line.objects.filter(stream=stream).order_by("-seq").values_list("seq", "hash").first()
    seq, before = (0, GENESIS) if head is None else (head[0], bytes(head[1]))
    rows: list[list[Any]] = []
    for entry in entries:
        seq += 1
        link = Link(stream, seq, *entry)
        before = link_hash(before, link)
        rows.append(_row(link, before))
    for batch in _batches(rows):
        _insert(batch)


def _row(link: Link, own_hash: bytes) -> list[Any]:
    """Return a line as the values of its columns."""
    subject: UUID | str | None = link.subject
    if subject is not None and not connection.features.has_native_uuid_field:
        subject = link.subject.hex if link.subject else None
    at = connection.ops.adapt_datetimefield_value(link.at)
    return [link.stream, link.seq, at, *link[3:8], subject, *link[9:], own_hash]


def _batches(rows: list[list[Any]]) -> Iterator[list[list[Any]]]:
    remaining = iter(rows)
    while batch := list(islice(remaining, _AT_ONCE)):
        yield batch


def _insert(rows: list[list[Any]]) -> None:
    """Write lines in one statement, without a model object for each."""
    columns = ", ".join([*Link._fields, "hash"])
    places = "(" + ", ".join(["%s"] * len(rows[0])) + ")"
    statement = f"INSERT INTO {Line._meta.db_table} ({columns}) VALUES {', '.join([places] * len(rows))}"
    with connection.cursor() as cursor:
        cursor.execute(statement, [value for row in rows for value in row])
