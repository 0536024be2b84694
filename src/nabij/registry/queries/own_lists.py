"""What the owner of a list sees: the own invitations, files, rows and questions, and nothing of others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q, QuerySet

from nabij.audit import actions as audit
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere, require
from nabij.kernel.purposes import Purpose
from nabij.registry import policies
from nabij.registry.models import ListInvitation, ListRow, ListUpload, OwnerQuestion, UploadState
from nabij.registry.queries import list_rows
from nabij.registry.queries.list_words import is_mended, place_in_words, problem_in_words
from nabij_methods.tables.columns import headers_of
from nabij_methods.tables.dates import Order, order_of
from nabij_methods.tables.fields import DATES, Field
from nabij_methods.tables.rows import ReadRow

SHOWN_EXAMPLES = 3
SHOWN_PROBLEMS = 200
_COUNTS = ("live", "unwanted")


def own_invitations(actor: Actor) -> QuerySet[ListInvitation]:
    """Where the actor was asked to bring a list, the newest first. Raises Refused."""
    require(policies.may_bring_lists(actor))
    return (
        ListInvitation.objects.filter(partner__members__user_id=actor.staff_id or 0)
        .select_related("collection", "partner")
        .annotate(
            row_count=Count("rows", filter=Q(rows__state__in=_COUNTS), distinct=True),
            question_count=Count(
                "rows__children__questions", filter=Q(rows__children__questions__answer=""), distinct=True
            ),
        )
        .order_by("-collection__from_on", "pk")
    )


def own_invitation(actor: Actor, number: int) -> ListInvitation:
    """One of them. Raises NotFoundHere."""
    found = own_invitations(actor).filter(pk=number).first()
    if found is None:
        raise NotFoundHere
    return found


def own_upload(actor: Actor, number: int) -> ListUpload:
    """A file of a list that the actor brings. Raises NotFoundHere."""
    found = (
        ListUpload.objects.filter(pk=number, invitation__partner__members__user_id=actor.staff_id or 0)
        .select_related("invitation__collection", "invitation__partner")
        .first()
    )
    if found is None:
        raise NotFoundHere
    return found


def open_upload_of(invitation: ListInvitation) -> ListUpload | None:
    """The file of this list that waits for its owner, when there is one."""
    return invitation.uploads.filter(
        state__in=(UploadState.RECEIVED, UploadState.LAID_OUT, UploadState.STAGED)
    ).first()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a file: its place from 0, its header, some contents, and what we think that it holds."""

    place: int
    header: str
    examples: tuple[str, ...]
    field: str


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a file. `ambiguous` holds a date of the file that can be read two ways, as both days."""

    columns: tuple[Column, ...]
    header_row: int
    order: str
    ambiguous: tuple[str, date, date] | None
    letters: str
    left_out: tuple[str, ...]


@transaction.atomic
def columns_of(actor: Actor, number: int, *, now: datetime) -> Columns:
    """What stands in a file that waits, to say what each column holds. Raises NotFoundHere."""
    upload = own_upload(actor, number)
    if not upload.is_open:
        raise NotFoundHere
    table, layout = list_rows.table_of(upload), list_rows.layout_of(upload)
    columns = []
    for place, header in enumerate(headers_of(table, layout.header_row)):
        below = (table.cell(row, place).text.strip() for row in range(layout.header_row, len(table.lines)))
        examples = tuple(dict.fromkeys(text[:40] for text in below if text))[:SHOWN_EXAMPLES]
        if header or examples:
            columns.append(Column(place, header, examples, layout.columns.get(place, "")))
    audit.record_read(
        "registry.own_list_file_read",
        actor=actor,
        about=(),
        purpose=Purpose.PARTNER_LIST,
        at=now,
        detail={"upload": upload.pk},
    )
    order, ambiguous = _order(upload)
    return Columns(
        tuple(columns),
        layout.header_row,
        upload.date_order or order,
        ambiguous,
        table.letters,
        table.left_out,
    )


def _order(upload: ListUpload) -> tuple[str, tuple[str, date, date] | None]:
    """The order of dates that the file itself tells; else an example that can be read two ways."""
    table, layout = list_rows.table_of(upload), list_rows.layout_of(upload)
    cells = [
        table.cell(row, column)
        for column, field in layout.columns.items()
        if field in DATES
        for row in range(layout.header_row, len(table.lines))
    ]
    order = order_of(cells)
    if order is not Order.UNSURE:
        return order or Order.DAY_FIRST, None
    example = next(cell for cell in cells if order_of([cell]) is Order.UNSURE)
    first, second, year = (int(part) for part in _numbers(example.text))
    year += 2000 if year < 100 else 0
    return "", (example.text.strip(), date(year, second, first), date(year, first, second))


def _numbers(text: str) -> list[str]:
    return "".join(sign if sign.isdigit() else " " for sign in text).split()[:3]


@dataclass(frozen=True, slots=True)
class ShownProblem:
    """One problem in words, with its place and what was read there."""

    place: str
    read: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What a staged file would change, with the rows that the file no longer has."""

    to_do: tuple[ShownProblem, ...]
    to_do_count: int
    mended: tuple[ShownProblem, ...]
    mended_count: int
    gone: tuple[ListRow, ...]
    children: int


@transaction.atomic
def preview_of(actor: Actor, number: int, *, now: datetime) -> Preview:
    """What taking in this file does, before it is done. Raises NotFoundHere."""
    upload = own_upload(actor, number)
    if upload.state != UploadState.STAGED:
        raise NotFoundHere
    problems: list[Mapping[str, Any]] = []
    children = 0
    for row in list_rows.rows_of(upload):
        children += len(row.children)
        problems += list_rows.problems_said(row)
    to_do = [one for one in problems if not is_mended(one)]
    mended = [one for one in problems if is_mended(one)]
    gone = list(
        ListRow.objects.filter(
            invitation=upload.invitation_id,
            state__in=_COUNTS,
            identity__in=list_rows.gone_identities(upload),
        )
    )
    audit.record_read(
        "registry.own_list_file_read",
        actor=actor,
        about=[row.identity for row in gone],
        purpose=Purpose.PARTNER_LIST,
        at=now,
        detail={"upload": upload.pk},
    )
    return Preview(
        tuple(_shown(to_do[:SHOWN_PROBLEMS])),
        len(to_do),
        tuple(_shown(mended[:SHOWN_PROBLEMS])),
        len(mended),
        tuple(gone),
        children,
    )


def _shown(problems: Sequence[Mapping[str, Any]]) -> list[ShownProblem]:
    return [ShownProblem(place_in_words(one), one["read"], problem_in_words(one)) for one in problems]


@dataclass(frozen=True, slots=True)
class OwnRow:
    """A row of the own list, to show and to correct."""

    identity: UUID
    row: ReadRow
    problems: tuple[ShownProblem, ...]


@transaction.atomic
def own_rows(
    actor: Actor,
    invitation: int,
    *,
    now: datetime,
    page: int = 1,
    size: int = 50,
    only_problems: bool = False,
) -> tuple[list[OwnRow], int]:
    """One page of the own list, and how many rows there are. Raises NotFoundHere."""
    asked = own_invitation(actor, invitation)
    rows = ListRow.objects.filter(invitation=asked, state__in=_COUNTS).order_by("number", "pk")
    if only_problems:
        rows = rows.exclude(problems=[])
    shown = list(rows[(page - 1) * size : page * size])
    audit.record_read(
        "registry.own_list_read",
        actor=actor,
        about=[row.identity for row in shown],
        purpose=Purpose.PARTNER_LIST,
        at=now,
        detail={"invitation": asked.pk},
    )
    return [_own(row) for row in shown], rows.count()


@transaction.atomic
def own_row(actor: Actor, invitation: int, identity: UUID, *, now: datetime) -> OwnRow:
    """One row of the own list. Raises NotFoundHere."""
    asked = own_invitation(actor, invitation)
    row = ListRow.objects.filter(invitation=asked, identity=identity, state__in=_COUNTS).first()
    if row is None:
        raise NotFoundHere
    audit.record_read(
        "registry.own_list_read",
        actor=actor,
        about=[row.identity],
        purpose=Purpose.PARTNER_LIST,
        at=now,
        detail={"invitation": asked.pk},
    )
    return _own(row)


def _own(row: ListRow) -> OwnRow:
    todo = [one for one in row.problems if not is_mended(one)]
    return OwnRow(row.identity, list_rows.read_row(row.said), tuple(_shown(todo)))


@transaction.atomic
def own_questions(actor: Actor, invitation: int, *, now: datetime) -> list[tuple[OwnerQuestion, OwnRow]]:
    """Questions about rows of the own list that wait for an answer. Raises NotFoundHere."""
    asked = own_invitation(actor, invitation)
    questions = OwnerQuestion.objects.filter(answer="", child__row__invitation=asked).select_related(
        "child__row"
    )
    once = {question.child.row.identity: question for question in questions}
    audit.record_read(
        "registry.own_questions_read",
        actor=actor,
        about=list(once),
        purpose=Purpose.PARTNER_LIST,
        at=now,
        detail={"invitation": asked.pk},
    )
    return [(question, _own(question.child.row)) for question in once.values()]


FIELD_CHOICES = tuple(Field)
