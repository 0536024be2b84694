"""Reads of documents: the list of a household, and one file; each look at a file is a line in the log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from django.db import transaction

from nabij.audit.actions import record_read
from nabij.casework import policies
from nabij.casework.models import Document
from nabij.casework.types import DocumentKind
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere, require
from nabij.kernel.own_place import files_folder
from nabij.kernel.purposes import Purpose
from nabij.registry import queries as registry
from nabij.registry.types import Layer, Sight, Topic
from nabij.staff import queries as staff

MOST = 200
"""Documents on the page of all of them, the newest first."""

ENDINGS = {"image/jpeg": "jpg", "application/pdf": "pdf"}


@dataclass(frozen=True, slots=True)
class Listed:
    """A document on a list."""

    number: int
    kind: DocumentKind
    title: str
    topic: Topic
    is_hidden: bool
    right_code: str
    received_on: date
    by: str
    pages: int
    size_kb: int
    is_photo: bool
    may_remove: bool


@dataclass(frozen=True, slots=True)
class Documents:
    """Documents of a household that somebody sees. `elsewhere` counts those under topics that are not seen;
    what is hidden is not even counted."""

    listed: tuple[Listed, ...]
    elsewhere: int
    may_file: bool


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file that may be given out. Its name says the kind and the day, and nothing about anybody."""

    path: Path
    name: str
    media_type: str


def folder() -> Path:
    """Where the files of documents stand. A backup takes it along with all other files."""
    return files_folder() / "documents"


def place_of(key: UUID) -> Path:
    """Where one file stands: spread over 256 folders."""
    return folder() / key.hex[:2] / key.hex


def document_in_sight(actor: Actor, document_id: int, *, now: datetime) -> tuple[Document, Sight]:
    """A document that the actor sees; no line in the log yet. Raises NotFoundHere."""
    document = Document.objects.filter(pk=document_id).first()
    if document is None:
        raise NotFoundHere
    _household, sight = registry.household_in_sight(actor, document.household_id, at=now)
    if not Document.objects.seen_with(sight).filter(pk=document_id).exists():
        raise NotFoundHere
    return document, sight


@transaction.atomic
def topic_to_file_under(actor: Actor, household_id: int, *, now: datetime) -> Topic:
    """The topic that the form begins with: one that the actor sees. Raises NotFoundHere, Refused."""
    _household, sight = registry.household_in_sight(actor, household_id, at=now)
    topic = Topic.FAMILY if Topic.FAMILY in sight.topics else next(iter(sorted(sight.topics)), Topic.FAMILY)
    require(policies.may_write_contact(actor, sight, layer=Layer.TOPIC, topic=Topic(topic)))
    return Topic(topic)


@transaction.atomic
def documents_of(
    actor: Actor, household_id: int, *, purpose: Purpose, on: date, now: datetime, size: int = MOST
) -> Documents:
    """The documents of a household that this actor sees, newest first. Raises NotFoundHere."""
    household, sight = registry.household_in_sight(actor, household_id, at=now)
    about = registry.concerned(household, on=on)
    record_read("casework.documents_read", actor=actor, about=about, purpose=purpose, at=now)
    everything = Document.objects.filter(household=household_id)
    rows = list(everything.seen_with(sight).order_by("-received_on", "-pk")[:size])
    foreign = [topic for topic in Topic if topic not in sight.topics]
    elsewhere = everything.filter(layer=Layer.TOPIC, topic__in=foreign).exclude(filed_by=sight.staff_id)
    names = staff.names_of({one.filed_by_id for one in rows})
    topic = next(iter(sorted(sight.topics)), Topic.FAMILY)
    return Documents(
        listed=tuple(_listed(one, actor, sight, names) for one in rows),
        elsewhere=elsewhere.count() if foreign else 0,
        may_file=policies.may_write_contact(actor, sight, layer=Layer.TOPIC, topic=Topic(topic)).allowed,
    )


def _listed(one: Document, actor: Actor, sight: Sight, names: dict[int, str]) -> Listed:
    return Listed(
        number=one.pk,
        kind=DocumentKind(one.kind),
        title=one.title,
        topic=Topic(one.topic),
        is_hidden=one.layer == Layer.HIDDEN,
        right_code=one.right_code,
        received_on=one.received_on,
        by=names.get(one.filed_by_id, ""),
        pages=one.pages,
        size_kb=max(1, one.size_bytes // 1024),
        is_photo=one.media_type == "image/jpeg",
        may_remove=policies.may_remove_document(actor, sight, filed_by=one.filed_by_id).allowed,
    )


@transaction.atomic
def document_to_open(
    actor: Actor, document_id: int, *, purpose: Purpose, on: date, now: datetime
) -> OpenFile:
    """One file, with a line in the log. Raises NotFoundHere, also when the disk lacks it."""
    document, _sight = document_in_sight(actor, document_id, now=now)
    path = place_of(document.file_key)
    if not path.is_file():
        raise NotFoundHere
    household, _again = registry.household_in_sight(actor, document.household_id, at=now)
    record_read(
        "casework.document_opened",
        actor=actor,
        about=registry.concerned(household, on=on),
        purpose=purpose,
        at=now,
        detail={"document": document.pk},
    )
    name = f"{document.kind}-{document.received_on.isoformat()}.{ENDINGS[document.media_type]}"
    return OpenFile(path, name, document.media_type)
