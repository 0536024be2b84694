"""What is kept of visits and documents: the own copy, erasing them with their files, and for how long."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from nabij.audit.types import Due, Outcome, Part
from nabij.casework.actions import document_files
from nabij.casework.actions.keeping import TERM_MONTHS, as_day, homes_of_subject, months_before
from nabij.casework.models import Document, Guidance, Visit
from nabij.casework.types import DocumentKind, VisitState
from nabij.kernel.days import day_of
from nabij.registry import queries as registry
from nabij.registry.types import Layer, Topic

VISIT_MODELS = ("casework.Visit",)
DOCUMENT_MODELS = ("casework.Document",)
ABOUT_PEOPLE = VISIT_MODELS + DOCUMENT_MODELS

VISIT_TERM_MONTHS = 12
"""How long visits stay, in months: what was said there stands in the contact."""

DOCUMENT_TERM_MONTHS = TERM_MONTHS


def own_copy(subject: UUID, *, now: datetime) -> Iterable[Part]:
    """Visits to, and documents of, a household, or of those that a person belongs to now.

    What one worker keeps hidden is left out, as with contacts. The files are given beside the copy.
    """
    homes = homes_of_subject(subject, on=day_of(now))
    if not homes:
        return []
    return [part for part in (_visits(homes), _documents(homes)) if part.records]


def _visits(homes: list[int]) -> Part:
    labels = {
        "planned_on": _("Planned for"),
        "state": _("Stage"),
        "ended_on": _("Ended on"),
        "safety_note": _("What we mind"),
    }
    rows = (
        {
            "planned_on": as_day(one.planned_from),
            "state": str(VisitState(one.state).label),
            "ended_on": as_day(one.ended_at),
            "safety_note": one.safety_note,
        }
        for one in Visit.objects.filter(household__in=homes).order_by("planned_from", "pk")
    )
    return Part("casework.visits", _("Visits to you"), labels, tuple(rows))


def _documents(homes: list[int]) -> Part:
    labels = {
        "kind": _("What it is"),
        "title": _("From whom or about what"),
        "topic": _("About"),
        "right_code": _("Proof for the right"),
        "received_on": _("Received on"),
        "filed_on": _("Filed on"),
        "pages": _("Pages"),
    }
    found = Document.objects.filter(household__in=homes).exclude(layer=Layer.HIDDEN)
    rows = (
        {
            "kind": str(DocumentKind(one.kind).label),
            "title": one.title,
            "topic": str(Topic(one.topic).label),
            "right_code": one.right_code,
            "received_on": one.received_on.isoformat(),
            "filed_on": as_day(one.filed_at),
            "pages": one.pages,
        }
        for one in found.order_by("filed_at", "pk")
    )
    note = _("Ask for the letters themselves, and we give you a copy on paper or as a file.")
    return Part("casework.documents", _("Letters and documents that we keep"), labels, tuple(rows), note)


def erase(subject: UUID, *, now: datetime, only_look: bool) -> Iterable[Outcome]:
    """Erase visits and documents of a household with their files; of a person where nobody else ever was."""
    homes = homes_of_subject(subject, on=None, alone=True)
    visits, documents = (
        Visit.objects.filter(household__in=homes),
        Document.objects.filter(household__in=homes),
    )
    numbers = visits.count(), documents.count()
    if not only_look:
        visits.delete()
        _delete(documents)
    yield Outcome("casework.Visit", numbers[0])
    yield Outcome("casework.Document", numbers[1])


def _delete(documents: QuerySet[Document]) -> int:
    """Remove documents, and their files once that is final."""
    document_files.remove_after_commit(documents.values_list("file_key", flat=True))
    return documents.delete()[0]


def visits_past_term(on: date, *, limit: int, after: str = "") -> Iterable[Due]:
    """Visits longer ago than the term, in order."""
    last = months_before(on, VISIT_TERM_MONTHS)
    over = Visit.objects.exclude(state=VisitState.BEGUN)
    found = over.filter(planned_until__date__lt=last, pk__gt=int(after or 0)).order_by("pk")
    for one in found[:limit]:
        yield Due(str(one.pk), (registry.number_of_household(one.household_id),), day_of(one.planned_until))


def remove_visits(keys: Iterable[str], *, now: datetime) -> int:
    """Remove these visits; returns how many went."""
    return Visit.objects.filter(pk__in=[int(key) for key in keys]).delete()[0]


def documents_past_term(on: date, *, limit: int, after: str = "") -> Iterable[Due]:
    """Documents filed longer ago than the term, of households that are not in guidance."""
    last = months_before(on, DOCUMENT_TERM_MONTHS)
    standing = Exists(Guidance.objects.open().filter(household=OuterRef("household")))
    found = Document.objects.filter(~standing, filed_at__date__lt=last, pk__gt=int(after or 0)).order_by("pk")
    for one in found[:limit]:
        yield Due(str(one.pk), (registry.number_of_household(one.household_id),), day_of(one.filed_at))


def remove_documents(keys: Iterable[str], *, now: datetime) -> int:
    """Remove these documents with their files; returns how many rows went."""
    return _delete(Document.objects.filter(pk__in=[int(key) for key in keys]))
