"""Documents of a household: filed as a file beside the database, and taken away together with it.

The file stands first and the row after it, so that a row never points at nothing. What a breakdown in between
leaves behind has no row, and the work of every night takes it away.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from nabij.audit.actions import record
from nabij.casework import policies
from nabij.casework.actions import document_files
from nabij.casework.models import Document
from nabij.casework.queries.documents import document_in_sight
from nabij.casework.types import DocumentKind, FiledAlready, worker
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.decisions import require
from nabij.registry import queries as registry
from nabij.registry.actions import once
from nabij.registry.types import Layer, NotPossible, Topic, clean_text
from nabij_methods.letters.aside import Letter

_RIGHT = re.compile(r"[a-z0-9_.]{0,100}")


@dataclass(frozen=True, slots=True)
class Filing:
    """What is said about a document: what it is, under which topic, and when it came."""

    kind: DocumentKind
    topic: Topic
    received_on: date
    title: str = ""
    right_code: str = ""
    layer: Layer = Layer.TOPIC

    def checked(self, on: date) -> Filing:
        """The same with clean words. Raises NotPossible for a day to come, or what is no code of a right."""
        if self.received_on > on:
            raise NotPossible(
                _("This day has not come yet. Give the day on which the letter came."), field="received_on"
            )
        title = clean_text(self.title, longest=100, field="title")
        if not _RIGHT.fullmatch(self.right_code):
            raise NotPossible(_("This is no code of a right. Choose one, or none."), field="right_code")
        return Filing(self.kind, self.topic, self.received_on, title, self.right_code, self.layer)


def file_document(
    *,
    actor: Actor,
    household_id: int,
    filing: Filing,
    sent: bytes,
    letter: Letter,
    client_id: UUID,
    now: datetime,
) -> int:
    """File a letter that was made anew (`letter`) from what was `sent`; returns its number.

    A repeat of `client_id` files nothing more. Raises NotFoundHere, Refused, NotPossible, FiledAlready,
    ClientIdReused.
    """
    filing = filing.checked(day_of(now))
    digest = hashlib.sha256(sent).hexdigest()
    _require_new(actor, household_id, filing, digest, client_id, now)
    key = uuid4()
    document_files.write(key, letter.content)
    row = Document(
        household_id=household_id,
        client_id=client_id,
        file_key=key,
        sha256=digest,
        media_type=letter.media_type,
        size_bytes=len(letter.content),
        pages=letter.pages,
        filed_at=now,
        filed_by_id=worker(actor),
        owner_id=actor.staff_id if filing.layer == Layer.HIDDEN else None,
        **{name: value for name, value in asdict(filing).items()},
    )
    try:
        return _put(actor, row, filing, now)
    finally:
        if row.pk is None:  # refused, filed already, or a repeat: this copy is nobody's
            document_files.remove([key])


@transaction.atomic
def _require_new(
    actor: Actor, household_id: int, filing: Filing, digest: str, client_id: UUID, now: datetime
) -> None:
    """Ask everything that can be asked before a file is written."""
    _household, sight = registry.household_in_sight(actor, household_id, at=now)
    require(policies.may_write_contact(actor, sight, layer=filing.layer, topic=filing.topic))
    same = Document.objects.filter(household=household_id, sha256=digest).exclude(client_id=client_id)
    if same.seen_with(sight).exists():
        raise FiledAlready


@transaction.atomic
def _put(actor: Actor, row: Document, filing: Filing, now: datetime) -> int:
    """The row of a document, with its line on record."""
    _household, sight = registry.household_in_sight(actor, row.household_id, at=now)
    require(policies.may_write_contact(actor, sight, layer=filing.layer, topic=filing.topic))

    def work() -> int:
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError as problem:
            row.pk = None
            raise FiledAlready from problem
        about = [registry.number_of_household(row.household_id)]
        record("casework.document_filed", actor=actor, about=about, at=now, detail={"document": row.pk})
        return row.pk

    content = {"household": row.household_id, "sha256": row.sha256, **asdict(filing)}
    return once(
        "casework.document", actor=actor, client_id=row.client_id, content=content, now=now, work=work
    )


@transaction.atomic
def remove_document(*, actor: Actor, document_id: int, now: datetime) -> int:
    """Take away a document that was filed wrongly, with its file; returns the household.

    That there was one stays on record. Raises NotFoundHere, Refused.
    """
    document, sight = document_in_sight(actor, document_id, now=now)
    require(policies.may_remove_document(actor, sight, filed_by=document.filed_by_id))
    about = [registry.number_of_household(document.household_id)]
    record("casework.document_removed", actor=actor, about=about, at=now, detail={"document": document.pk})
    document_files.remove_after_commit([document.file_key])
    document.delete()
    return document.household_id


def pass_on_hidden_documents(household_id: int, from_staff_id: int, to_staff_id: int) -> None:
    """Give hidden documents along with a household that goes to a colleague, who may hold the same file."""
    mine = Document.objects.filter(household=household_id, owner=from_staff_id)
    theirs = Document.objects.filter(household=household_id, owner=to_staff_id).values("sha256")
    twice = list(mine.filter(sha256__in=theirs))
    document_files.remove_after_commit([one.file_key for one in twice])
    mine.filter(pk__in=[one.pk for one in twice]).delete()
    mine.update(owner=to_staff_id)
