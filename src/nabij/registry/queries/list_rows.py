"""Rows of lists as Python reads them: cells of a file, what the list held, hashes. Nothing here is shown."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

from nabij.registry.models import ListRow, ListUpload
from nabij_methods.tables.cells import Table, unpacked
from nabij_methods.tables.columns import Layout
from nabij_methods.tables.dates import Order
from nabij_methods.tables.differences import KnownRow, differences
from nabij_methods.tables.fields import Field
from nabij_methods.tables.rows import ReadChild, ReadRow, read_rows


def table_of(upload: ListUpload) -> Table:
    """The cells of a file that waits."""
    return unpacked(bytes(upload.table))


def layout_of(upload: ListUpload) -> Layout:
    """What its columns hold."""
    return Layout(upload.header_row, {int(column): Field(field) for column, field in upload.columns.items()})


def rows_of(upload: ListUpload) -> Iterator[ReadRow]:
    """The rows of a file that was laid out. Dates are read as on the day it came."""
    order = Order(upload.date_order or Order.DAY_FIRST)
    yield from read_rows(table_of(upload), layout_of(upload), order=order, on=upload.received_at.date())


def said(row: ReadRow) -> dict[str, Any]:
    """A row as it is kept."""
    return row.plain()


def problems_said(row: ReadRow) -> list[dict[str, Any]]:
    """The problems of a row as they are kept."""
    return [asdict(problem) for problem in row.problems]


def read_row(kept: dict[str, Any]) -> ReadRow:
    """The row that `said` kept."""
    children = tuple(ReadChild(**child) for child in kept["children"])
    return ReadRow(**{**kept, "children": children, "phones": tuple(kept["phones"])})


def known_rows(invitation: int) -> list[KnownRow]:
    """What a list holds now, in the order in which it came."""
    rows = ListRow.objects.filter(invitation=invitation, state__in=("live", "unwanted")).order_by("pk")
    return [KnownRow(row.identity, row.content_hash, read_row(row.said)) for row in rows]


def base_of(known: Sequence[KnownRow]) -> str:
    """A hash of what a list holds: two times the same when nothing changed in between."""
    lines = sorted(f"{one.identity} {one.content_hash}" for one in known)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def gone_identities(upload: ListUpload) -> list[UUID]:
    """Rows on the list that a file which waits no longer has, those typed by hand left aside."""
    known = known_rows(upload.invitation_id)
    gone = differences(known, list(rows_of(upload))).gone
    return without_typed(upload.invitation_id, gone)


def without_typed(invitation: int, identities: Iterable[UUID]) -> list[UUID]:
    """These rows without those typed by hand: a file that does not have them says nothing about them."""
    typed = ListRow.objects.filter(invitation=invitation, upload=None, state__in=("live", "unwanted"))
    by_hand = set(typed.values_list("identity", flat=True))
    return [identity for identity in identities if identity not in by_hand]
