"""Fills the log with valid lines: reads of lists, households and searches, and some changes.

Each line carries the hash that the application would give it, so `nabij audit verify` finds it whole. What
differs from the application is only the way in: lines go to the database in large steps.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from benchmarks.filling import quickly
from nabij.audit.models import Line
from nabij.audit.types import GENESIS, STREAMS, Link, link_hashes

KINDS = (
    # event, whether it is a read, purpose, detail, share of the events, subjects at least and at most
    ("registry.household_listed", True, "work_list", "", 25, (50, 50)),
    ("registry.household_read", True, "help", '{"relation":"team"}', 40, (1, 5)),
    ("registry.contacts_read", True, "help", "", 15, (2, 6)),
    ("registry.search_hit", True, "search", '{"hits":5}', 15, (5, 5)),
    ("registry.contact_added", False, "", "", 5, (1, 2)),
)
AT_ONCE = 50_000
_COLUMNS = ", ".join([*Link._fields, "hash"])
_PLACES = ", ".join(["%s"] * (len(Link._fields) + 1))


def fill_log(
    lines: int, subjects: Sequence[UUID], *, accounts: Sequence[int], begin: datetime, seed: int
) -> None:
    """Write so many lines about these subjects by these accounts, spread over a year from `begin` on."""
    chance = random.Random(seed)
    heads: dict[int, tuple[int, bytes]] = {}
    on_postgres = connection.vendor == "postgresql"
    around: AbstractContextManager[Any] = quickly([Line._meta.db_table]) if on_postgres else nullcontext()
    with around:
        blocks = _blocks(lines, subjects, accounts, begin, chance)
        if on_postgres:
            _copy(blocks, heads)
        else:
            _insert(blocks, heads)


Block = tuple[Link, Sequence[UUID]]


def _blocks(
    lines: int, subjects: Sequence[UUID], accounts: Sequence[int], begin: datetime, chance: random.Random
) -> Iterator[Block]:
    """What one account read or changed at one moment: lines that are alike but for their subject."""
    shares = [kind[4] for kind in KINDS]
    made, step = 0, timedelta(days=365) / max(lines, 1)
    is_on_postgres = connection.vendor == "postgresql"
    for kind in _endless(chance, shares):
        event, is_read, purpose, detail, _share, (least, most) = KINDS[kind]
        number = min(chance.randint(least, most), lines - made)
        if number <= 0:
            return
        first = chance.randrange(len(subjects) - number)
        account = chance.choice(accounts)
        stream = account % STREAMS + 1 if is_on_postgres else 1
        at, activity = begin + made * step, event.partition(".")[0]
        yield (
            Link(
                stream=stream, seq=0, at=at, event=event, is_read=is_read, actor_id=account,
                roles="social_worker", purpose=purpose, subject=None, detail=detail, activity=activity,
                channel="web",
            ),
            subjects[first : first + number],
        )  # fmt: skip
        made += number


def _endless(chance: random.Random, shares: Sequence[int]) -> Iterator[int]:
    kinds = range(len(shares))
    while True:
        yield from chance.choices(kinds, shares, k=10_000)


def _chained(
    blocks: Iterator[Block], heads: dict[int, tuple[int, bytes]]
) -> Iterator[tuple[Link, Sequence[UUID], list[bytes]]]:
    """Each block with the number of its first line, and the hash of each line."""
    for link, about in blocks:
        seq, before = heads.get(link.stream, (0, GENESIS))
        link = link._replace(seq=seq + 1)
        hashes = list(link_hashes(before, link, about))
        heads[link.stream] = (seq + len(about), hashes[-1])
        yield link, about, hashes


def _copy(blocks: Iterator[Block], heads: dict[int, tuple[int, bytes]]) -> None:
    """Send lines as text, which is four times as fast as value by value."""
    waiting: list[str] = []
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {Line._meta.db_table} ({_COLUMNS}) FROM STDIN") as copy,
    ):
        for link, about, hashes in _chained(blocks, heads):
            moment = link.at.astimezone(UTC).isoformat()
            is_read = "t" if link.is_read else "f"
            head = "\t".join((moment, link.event, is_read, str(link.actor_id), link.roles, link.purpose, ""))
            tail = f"\t{link.detail}\t{link.activity}\t{link.channel}\t{link.format}\t\\\\x"
            for seq, (subject, own) in enumerate(zip(about, hashes, strict=True), start=link.seq):
                waiting.append(f"{link.stream}\t{seq}\t{head}{subject.hex}{tail}{own.hex()}\n")
            if len(waiting) > AT_ONCE:
                copy.write("".join(waiting))
                waiting.clear()
        copy.write("".join(waiting))


def _insert(blocks: Iterator[Block], heads: dict[int, tuple[int, bytes]]) -> None:
    waiting: list[tuple[Any, ...]] = []
    for link, about, hashes in _chained(blocks, heads):
        at = connection.ops.adapt_datetimefield_value(link.at)
        before, after = (at, *link[3:8]), link[9:]
        for seq, (subject, own) in enumerate(zip(about, hashes, strict=True), start=link.seq):
            waiting.append((link.stream, seq, *before, subject.hex, *after, own))
        if len(waiting) > AT_ONCE:
            _send(waiting)
    _send(waiting)


def _send(waiting: list[tuple[Any, ...]]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {Line._meta.db_table} ({_COLUMNS}) VALUES ({_PLACES})", waiting)
    waiting.clear()
