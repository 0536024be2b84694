"""Reads for the privacy officer: requests, holds, somebody's own copy, what erasing would do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import translation

from nabij.audit import policies
from nabij.audit.models import Hold, RemovalRun, SubjectRequest
from nabij.audit.queries.lines import who_looked
from nabij.audit.queries.towns import hidden_of, require_here
from nabij.audit.queries.writing import write_lines
from nabij.audit.types import Due, RetentionClass, registered
from nabij.audit.types.oversight import ErasureReport, OwnCopy, Urgency, urgency_of
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere, require
from nabij.kernel.purposes import Purpose

MOST_HANDLED = 50
MOST_DUE = 5000
"""So many things go in one run at most; the next run takes the rest."""


@dataclass(frozen=True, slots=True)
class WaitingRequest:
    """A request and how urgent it is today."""

    request: SubjectRequest
    urgency: Urgency


def requests_to_handle(actor: Actor, *, on: date, now: datetime) -> list[WaitingRequest]:
    """Open requests, the nearest end of term first. Raises Refused."""
    require(policies.may_handle_requests(actor))
    with transaction.atomic():
        found = _own_requests(actor, SubjectRequest.objects.open())
        _record_read("audit.requests_read", actor, (one.subject for one in found), now)
    return [WaitingRequest(one, urgency_of(one.received_on, one.due_on, on=on)) for one in found]


def handled_requests(actor: Actor, *, now: datetime) -> list[SubjectRequest]:
    """The last requests that were answered. Raises Refused."""
    require(policies.may_handle_requests(actor))
    with transaction.atomic():
        handled = SubjectRequest.objects.exclude(state="open").order_by("-handled_at", "-pk")
        found = _own_requests(actor, handled)[:MOST_HANDLED]
        _record_read("audit.handled_requests_read", actor, (one.subject for one in found), now)
    return found


def one_request(actor: Actor, number: int, *, now: datetime) -> SubjectRequest:
    """A request by its number. Raises Refused, NotFoundHere."""
    require(policies.may_handle_requests(actor))
    with transaction.atomic():
        own = _own_requests(actor, SubjectRequest.objects.filter(pk=number))
        if not own:
            raise NotFoundHere
        (found,) = own
        _record_read("audit.request_read", actor, [found.subject], now)
    return found


def standing_hold(actor: Actor, subject: UUID, *, on: date) -> Hold | None:
    """The hold that stops erasing this subject, if any. Raises Refused."""
    require(policies.may_handle_requests(actor))
    require_here(actor, subject)
    return Hold.objects.standing(on).filter(subject=subject).first()


def standing_holds(actor: Actor, *, on: date, now: datetime) -> list[Hold]:
    """All holds that stand, the nearest end first. Raises Refused."""
    require(policies.may_handle_requests(actor))
    with transaction.atomic():
        holds = list(Hold.objects.standing(on))
        hidden = hidden_of(actor, [(one.subject, one.placed_by) for one in holds])
        found = [one for place, one in enumerate(holds) if place not in hidden]
        _record_read("audit.holds_read", actor, (one.subject for one in found), now)
    return found


def own_copy(actor: Actor, subject: UUID, *, language: str, now: datetime) -> OwnCopy:
    """All that every app keeps about a subject, and who looked. Raises Refused, LogNotWritten.

    Apps gather their parts inside the transaction in which the reading is put on record.
    """
    require(policies.may_handle_requests(actor))
    with transaction.atomic():
        looks = who_looked(actor, subject, language=language, purpose=Purpose.OWN_REQUEST, now=now)
        with translation.override(language):
            parts = tuple(
                part for _, gather in registered.own_copies.values() for part in gather(subject, now=now)
            )
        _record_read("audit.own_copy_made", actor, [subject], now)
    return OwnCopy(subject, now, parts, looks)


def erasure_preview(actor: Actor, subject: UUID, *, now: datetime) -> ErasureReport:
    """What erasing would take away, and what stays and why. Changes nothing. Raises Refused."""
    require(policies.may_handle_requests(actor))
    require_here(actor, subject)
    with transaction.atomic():
        outcomes = tuple(
            outcome
            for _, erase in reversed(registered.erasures.values())
            for outcome in erase(subject, now=now, only_look=True)
        )
        _record_read("audit.erasure_previewed", actor, [subject], now)
    return ErasureReport(subject, outcomes)


@dataclass(frozen=True, slots=True)
class RetentionPreview:
    """How much of a kind is past its term on a day, and how much of that a hold keeps here."""

    kept: RetentionClass
    due: int
    held: int
    oldest: date | None
    has_more: bool
    open_run: RemovalRun | None


def retention_preview(actor: Actor, *, on: date) -> list[RetentionPreview]:
    """Per kind of data what would go today, in numbers only. Raises Refused."""
    require(policies.may_oversee_retention(actor))
    open_runs = {run.code: run for run in RemovalRun.objects.filter(state__in=["prepared", "approved"])}
    found = []
    for kept in registered.retention.values():
        due = list(kept.find_due(on, limit=MOST_DUE + 1))
        free = without_holds(due, on=on)
        oldest = min((one.since for one in due), default=None)
        more = len(due) > MOST_DUE
        found.append(
            RetentionPreview(kept, len(free), len(due) - len(free), oldest, more, open_runs.get(kept.code))
        )
    return found


def past_removals(actor: Actor) -> list[RemovalRun]:
    """The last runs, newest first. Raises Refused."""
    require(policies.may_oversee_retention(actor))
    return list(RemovalRun.objects.all()[:MOST_HANDLED])


def one_removal(actor: Actor, number: int) -> RemovalRun:
    """A run by its number. Raises Refused, NotFoundHere."""
    require(policies.may_oversee_retention(actor))
    if (found := RemovalRun.objects.filter(pk=number).first()) is None:
        raise NotFoundHere
    return found


def without_holds(due: Iterable[Due], *, on: date) -> list[Due]:
    """Leave out what is about somebody on hold."""
    held = set(Hold.objects.standing(on).values_list("subject", flat=True))
    return [one for one in due if held.isdisjoint(one.subjects)]


def _own_requests(actor: Actor, asked: Iterable[SubjectRequest]) -> list[SubjectRequest]:
    """Without those of people of other towns."""
    found = list(asked)
    hidden = hidden_of(actor, [(one.subject, one.registered_by) for one in found])
    return [one for place, one in enumerate(found) if place not in hidden]


def _record_read(event: str, actor: Actor, about: Iterable[UUID], now: datetime) -> None:
    purpose = Purpose.OWN_REQUEST
    write_lines(event, actor=actor, about=about, at=now, purpose=purpose, detail={}, is_read=True)
