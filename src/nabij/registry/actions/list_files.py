"""Taking in a file of a partner: received, laid out, staged row by row, and then taken in all at once.

Each step can be killed and done again. Only the last one changes what counts, in one short transaction.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import islice
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from nabij.audit import actions as audit
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere
from nabij.registry.actions.lists import own_invitation, staff_id
from nabij.registry.models import (
    ListCollection,
    ListedChild,
    ListInvitation,
    ListLayout,
    ListRow,
    ListUpload,
    RowState,
    UploadState,
)
from nabij.registry.queries import list_rows
from nabij.registry.types.lists import ListProblem, RowsChangedMeanwhile, SameIdOtherContent, UploadNotOpen
from nabij_methods.tables import columns as table_columns
from nabij_methods.tables.cells import Table
from nabij_methods.tables.columns import Layout
from nabij_methods.tables.dates import Order
from nabij_methods.tables.differences import Differences, content_hash, differences
from nabij_methods.tables.fields import Field
from nabij_methods.tables.rows import ReadRow

AT_ONCE = 250
"""Rows in one transaction while a file is staged: short enough that others can write in between."""


@transaction.atomic
def receive_file(
    *, actor: Actor, invitation: int, client_id: UUID, name: str, content: bytes, table: Table, now: datetime
) -> ListUpload:
    """Keep the cells of a file, with a proposal of what its columns hold. Nothing on the list changes.

    The same `client_id` again gives the same file. An open file of this list is set aside.
    Raises NotFoundHere, ListFrozen, SameIdOtherContent.
    """
    asked = own_invitation(actor, invitation)
    digest = hashlib.sha256(content).hexdigest()
    if standing := ListUpload.objects.filter(client_id=client_id).first():
        if (standing.sha256, standing.invitation_id) != (digest, asked.pk):
            raise SameIdOtherContent(
                _("This form was sent before with another file. That one counts. Open the page again.")
            )
        return standing
    for old in asked.uploads.filter(state__in=("received", "laid_out", "staged")):
        _set_aside(old)
    layout, order = _proposal(asked, table, now)
    upload = ListUpload.objects.create(
        invitation=asked,
        client_id=client_id,
        sha256=digest,
        file_name=name[-120:],
        table=table.packed(),
        signature=_signature(table, layout.header_row),
        header_row=layout.header_row,
        columns={str(column): field.value for column, field in layout.columns.items()},
        date_order=order,
        received_by_id=staff_id(actor),
        received_at=now,
    )
    audit.record("registry.list_file_received", actor=actor, at=now, detail={"upload": upload.pk})
    return upload


def _signature(table: Table, header_row: int) -> str:
    return table_columns.signature(table_columns.headers_of(table, header_row))


def _proposal(asked: ListInvitation, table: Table, now: datetime) -> tuple[Layout, str]:
    """What this partner said before about the same headers, else a guess; the order of dates may be open."""
    guessed = table_columns.guess(table, on=now.date())
    known = ListLayout.objects.filter(
        partner=asked.partner_id, signature=_signature(table, guessed.header_row)
    ).first()
    if known is None:
        return guessed, ""
    held = {int(column): Field(field) for column, field in known.columns.items()}
    return Layout(guessed.header_row, held), known.date_order


def open_upload(actor: Actor, number: int) -> ListUpload:
    """An upload of the actor's own list that still waits, locked. Raises NotFoundHere, ListFrozen,
    UploadNotOpen."""
    found = ListUpload.objects.select_for_update().filter(pk=number).first()
    if found is None:
        raise NotFoundHere
    own_invitation(actor, found.invitation_id)
    if not found.is_open:
        raise UploadNotOpen(
            _("This file was taken in or set aside already. Nothing changed. Look at the list.")
        )
    return found


@transaction.atomic
def lay_out(
    *, actor: Actor, upload: int, header_row: int, fields: dict[int, Field], order: Order, now: datetime
) -> ListUpload:
    """Say what the columns hold; remembered for the next file of this partner with the same headers.

    Rows that were staged with another layout go. Raises NotFoundHere, ListFrozen, UploadNotOpen, ListProblem.
    """
    found = open_upload(actor, upload)
    of_children = {Field.CHILD_FIRST, Field.CHILD_LAST, Field.CHILD_NAME, Field.CHILDREN, Field.CHILD_BIRTH}
    if not of_children & set(fields.values()):
        raise ListProblem(_("Say at least which column holds the children: their names, or their births."))
    table = list_rows.table_of(found)
    found.header_row = header_row
    found.columns = {str(column): field.value for column, field in sorted(fields.items())}
    found.date_order = order.value
    found.signature = _signature(table, header_row)
    found.state = UploadState.LAID_OUT
    found.save()
    found.staged_rows.filter(state=RowState.STAGED).delete()
    ListLayout.objects.update_or_create(
        partner_id=found.invitation.partner_id,
        signature=found.signature,
        defaults={"columns": found.columns, "date_order": found.date_order},
    )
    audit.record("registry.list_file_laid_out", actor=actor, at=now, detail={"upload": found.pk})
    return found


def stage_file(*, actor: Actor, upload: int, now: datetime) -> ListUpload:
    """Read every row, compare with what the list held, and put what is new or changed beside it, uncounted.

    In small transactions; after a kill the same call goes on where it was.
    Raises NotFoundHere, ListFrozen, UploadNotOpen.
    """
    with transaction.atomic():
        found = open_upload(actor, upload)
    rows = list(list_rows.rows_of(found))
    known = list_rows.known_rows(found.invitation_id)
    found_differences = differences(known, rows)
    base = list_rows.base_of(known)
    if found.base != base:
        with transaction.atomic():
            found = open_upload(actor, upload)
            found.staged_rows.filter(state=RowState.STAGED).delete()
            ListUpload.objects.filter(pk=found.pk).update(base=base)
    done = set(found.staged_rows.values_list("number", flat=True))
    waiting = (
        (row, identity)
        for index, (row, identity) in enumerate(zip(rows, found_differences.matched, strict=True))
        if index not in found_differences.same and row.row not in done
    )
    while piece := list(islice(waiting, AT_ONCE)):
        with transaction.atomic():
            _stage_rows(open_upload(actor, upload), piece, now)
    return _staged(actor, upload, found_differences, len(rows))


def _stage_rows(upload: ListUpload, rows: Sequence[tuple[ReadRow, UUID | None]], now: datetime) -> None:
    made = ListRow.objects.bulk_create(
        ListRow(
            invitation_id=upload.invitation_id,
            upload=upload,
            number=row.row,
            # From the file and the row, so that staging again gives the same one.
            identity=identity or uuid5(upload.client_id, str(row.row)),
            state=RowState.STAGED,
            content_hash=content_hash(row),
            said=list_rows.said(row),
            problems=list_rows.problems_said(row),
            added_at=now,
        )
        for row, identity in rows
    )
    keep_children(zip(made, (row for row, _ in rows), strict=True))


def keep_children(rows: Iterable[tuple[ListRow, ReadRow]]) -> None:
    """Give rows their children."""
    ListedChild.objects.bulk_create(
        ListedChild(
            row=kept, position=position, first=child.first[:200], last=child.last[:200], birth=child.birth
        )
        for kept, read in rows
        for position, child in enumerate(read.children, start=1)
    )


def _staged(actor: Actor, upload: int, found: Differences, rows: int) -> ListUpload:
    with transaction.atomic():
        standing = open_upload(actor, upload)
        standing.state = UploadState.STAGED
        standing.rows, standing.new, standing.changed = rows, found.new, found.changed
        standing.same = len(found.same)
        standing.gone = len(list_rows.without_typed(standing.invitation_id, found.gone))
        standing.save()
    return standing


@transaction.atomic
def import_file(*, actor: Actor, upload: int, take_gone_off: bool, now: datetime) -> ListUpload:
    """Take a staged file in, all of it or nothing: the one transaction that changes what counts.

    Doing it again changes nothing. `take_gone_off`: rows that the file no longer has leave the list.
    Raises NotFoundHere, ListFrozen, UploadNotOpen, RowsChangedMeanwhile.
    """
    standing = ListUpload.objects.select_for_update().filter(pk=upload).first()
    if standing is not None and standing.state == UploadState.IMPORTED:
        own_invitation(actor, standing.invitation_id, to_change=False)
        return standing
    found = open_upload(actor, upload)
    known = list_rows.known_rows(found.invitation_id)
    if found.state != UploadState.STAGED or found.base != list_rows.base_of(known):
        raise RowsChangedMeanwhile(
            _("The list changed after this file was read. Nothing was taken in. Look at the file again.")
        )
    staged = found.staged_rows.filter(state=RowState.STAGED)
    about = list(staged.values_list("identity", flat=True))
    live = ListRow.objects.filter(invitation=found.invitation_id, state__in=("live", "unwanted"))
    if take_gone_off:
        gone = list_rows.gone_identities(found)
        about += gone
        live.filter(identity__in=gone).update(state=RowState.WITHDRAWN)
    live.filter(identity__in=staged.values("identity")).update(state=RowState.REPLACED)
    staged.update(state=RowState.LIVE)
    if about:
        list_changed(found.invitation.collection_id)
    found.state, found.imported_at, found.table = UploadState.IMPORTED, now, b""
    found.save()
    audit.record("registry.list_file_imported", actor=actor, about=about, at=now, detail={"upload": found.pk})
    return found


def list_changed(collection: int) -> None:
    """Say that rows of a collection changed, so that they are compared again."""
    ListCollection.objects.filter(pk=collection).update(turn=F("turn") + 1)


def _set_aside(upload: ListUpload) -> None:
    upload.staged_rows.filter(state=RowState.STAGED).delete()
    upload.state, upload.table = UploadState.SET_ASIDE, b""
    upload.save()


@transaction.atomic
def set_file_aside(*, actor: Actor, upload: int, now: datetime) -> None:
    """Do not take this file in; its cells go. Raises NotFoundHere, ListFrozen, UploadNotOpen."""
    found = open_upload(actor, upload)
    _set_aside(found)
    audit.record("registry.list_file_set_aside", actor=actor, at=now, detail={"upload": found.pk})


@transaction.atomic
def type_row(
    *,
    actor: Actor,
    invitation: int,
    client_id: UUID,
    row: ReadRow,
    now: datetime,
    corrects: UUID | None = None,
) -> ListRow:
    """Add a row by hand, or correct one. The same `client_id` again changes nothing.

    Raises NotFoundHere, ListFrozen, SameIdOtherContent, ListProblem when there is no child on it.
    """
    asked = own_invitation(actor, invitation)
    if not row.children:
        raise ListProblem(_("Nobody is on this row yet. Give at least the first name of one child."))
    identity = corrects or client_id
    digest = content_hash(row)
    counting = ListRow.objects.filter(invitation=asked, identity=identity, state__in=("live", "unwanted"))
    standing = counting.first()
    if standing is not None and standing.content_hash == digest:
        return standing
    if corrects is None and standing is not None:
        raise SameIdOtherContent(_("This form was sent before. Open the row on your list to correct it."))
    if corrects is not None and standing is None:
        raise NotFoundHere
    counting.update(state=RowState.REPLACED)
    try:
        kept = ListRow.objects.create(
            invitation=asked,
            identity=identity,
            state=RowState.LIVE,
            content_hash=digest,
            said=list_rows.said(row),
            problems=list_rows.problems_said(row),
            added_at=now,
        )
    except IntegrityError:
        raise SameIdOtherContent(_("Somebody changed this row at the same moment. Open it again.")) from None
    keep_children([(kept, row)])
    list_changed(asked.collection_id)
    event = "registry.list_row_typed" if corrects is None else "registry.list_row_corrected"
    audit.record(event, actor=actor, about=[identity], at=now, detail={"invitation": asked.pk})
    return kept


@transaction.atomic
def withdraw_row(*, actor: Actor, invitation: int, identity: UUID, now: datetime) -> None:
    """The owner takes a family off the own list. Doing it again changes nothing. Raises NotFoundHere,
    ListFrozen."""
    asked = own_invitation(actor, invitation)
    rows = ListRow.objects.filter(invitation=asked, identity=identity)
    if not rows.exists():
        raise NotFoundHere
    if rows.filter(state__in=("live", "unwanted")).update(state=RowState.WITHDRAWN):
        list_changed(asked.collection_id)
        audit.record(
            "registry.list_row_withdrawn",
            actor=actor,
            about=[identity],
            at=now,
            detail={"invitation": asked.pk},
        )
