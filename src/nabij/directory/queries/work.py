"""What waits to be done in the directory: entries to check again, suggestions, and what changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nabij.directory import policies
from nabij.directory.models import Change, Service, Suggestion
from nabij.directory.models.services import ServiceQuerySet
from nabij.directory.queries.entries import Entry, entry_of
from nabij.directory.types import TERM_DAYS, SuggestionState, in_words, names_of
from nabij.directory.types.content import LABELS
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere, require

EVENTS = {  # names of events, and how they are told
    "service_added": gettext_lazy("Added"),
    "service_changed": gettext_lazy("Changed"),
    "service_checked": gettext_lazy("Checked: still right"),
    "service_ended": gettext_lazy("Ended"),
    "service_reopened": gettext_lazy("Offered again"),
    "service_imported": gettext_lazy("Taken over from the national catalogue"),
    "organisation_added": gettext_lazy("Organisation added"),
    "organisation_changed": gettext_lazy("Organisation changed"),
}


@dataclass(frozen=True, slots=True)
class ChangedField:
    """A field that changed, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A change in words."""

    event: str
    fields: tuple[ChangedField, ...]
    note: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class SuggestionView:
    """A suggestion with the entry that it is about."""

    number: int
    service_id: int
    service: str
    text: str
    fields: tuple[ChangedField, ...]
    by: str
    at: datetime
    state: str
    state_words: str
    answer: str


def due_count(towns: frozenset[str] | None, *, on: date) -> int:
    """How many services wait to be checked; of every town when none is named."""
    return _due(on, towns).count()


def due(actor: Actor, *, on: date, now: datetime) -> list[Entry]:
    """Services of the own towns that nobody checked within a year, longest ago first. Raises Refused."""
    require(policies.may_see_directory(actor))
    found = _due(on, actor.towns).whole().order_by("checked_on", "name", "pk")
    ordered = sorted(found, key=lambda one: (one.checked_on or date.min, one.name, one.pk))
    return [entry_of(one, now=now) for one in ordered]


def _due(on: date, towns: frozenset[str] | None) -> ServiceQuerySet:
    before = on - timedelta(days=TERM_DAYS)
    found = Service.objects.open().filter(Q(checked_on=None) | Q(checked_on__lt=before))
    return found if towns is None else found.filter(town__in=towns)


def history(actor: Actor, number: int) -> list[ChangeView]:
    """What changed in one entry of the own towns, newest first. Raises Refused, NotFoundHere."""
    require(policies.may_see_directory(actor))
    if not Service.objects.filter(town__in=actor.towns, pk=number).exists():
        raise NotFoundHere
    rows = list(Change.objects.filter(service=number)[:100])
    called = names_of({row.staff_id for row in rows if row.staff_id is not None})
    return [
        ChangeView(
            str(EVENTS.get(row.event, row.event)),
            _fields(row.changed),
            row.note,
            row.at,
            _called(row.staff_id, called),
        )
        for row in rows
    ]


def _fields(changed: dict[str, list[Any]]) -> tuple[ChangedField, ...]:
    return tuple(
        ChangedField(str(LABELS.get(name, name)), in_words(name, before), in_words(name, after))
        for name, (before, after) in changed.items()
    )


def _called(staff_id: int | None, called: dict[int, str]) -> str:
    return _("The system") if staff_id is None else called.get(staff_id, _("A colleague"))


def open_suggestions(actor: Actor, *, service: int | None = None) -> list[SuggestionView]:
    """Suggestions of the own towns that wait, oldest first. Raises Refused."""
    require(policies.may_see_directory(actor))
    found = Suggestion.objects.filter(state=SuggestionState.OPEN, service__town__in=actor.towns)
    if service is not None:
        found = found.filter(service=service)
    return _views(list(found.select_related("service")[:500]))


def own_suggestions(actor: Actor, service: int) -> list[SuggestionView]:
    """What this account suggested about one entry, with what became of it. Raises Refused."""
    require(policies.may_see_directory(actor))
    found = Suggestion.objects.filter(by=actor.staff_id, service=service, service__town__in=actor.towns)
    return _views(list(found.select_related("service").order_by("-at", "-pk")[:20]))


def _views(rows: list[Suggestion]) -> list[SuggestionView]:
    called = names_of({row.by for row in rows if row.by is not None})
    return [
        SuggestionView(
            row.pk,
            row.service_id,
            row.service.name,
            row.text,
            _fields(row.proposed or {}),
            _called(row.by, called),
            row.at,
            row.state,
            str(SuggestionState(row.state).label),
            row.answer,
        )
        for row in rows
    ]
