"""Requests of people: the clock starts on the day one comes in, and stops with an answer."""

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from nabij.audit import policies
from nabij.audit.actions.log import record
from nabij.audit.models import SubjectRequest
from nabij.audit.queries.towns import hidden_of, require_here
from nabij.audit.types.oversight import AlreadyHandled, RequestKind, RequestState, month_later
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere, require
from nabij.kernel.purposes import Purpose

LONGER_MONTHS = 2
"""A request that is hard may take two months more, when the person hears so, and why, within the month."""


def register_request(
    *,
    actor: Actor,
    sent_id: UUID,
    kind: RequestKind,
    subject: UUID,
    received_on: date,
    identity_checked: str,
    asked: str,
    now: datetime,
) -> SubjectRequest:
    """Register a request; it is due one month after it came in (GDPR art. 12.3).

    `identity_checked` says how we know that the person is who it is. The same form sent twice is one request.
    Raises Refused.
    """
    require(policies.may_handle_requests(actor))
    require_here(actor, subject)
    return _registered(actor, sent_id, kind, subject, received_on, identity_checked, asked, now)


def pass_on_request_for_copy(
    *,
    actor: Actor,
    sent_id: UUID,
    subject: UUID,
    received_on: date,
    identity_checked: str,
    asked: str,
    now: datetime,
) -> None:
    """Register that somebody asked a worker for the own copy: the privacy officer finds it and handles it.

    The caller has made sure that the actor follows this person. Raises Refused for who is not logged in.
    """
    require_here(actor, subject)
    _registered(actor, sent_id, RequestKind.ACCESS, subject, received_on, identity_checked, asked, now)


def _registered(
    actor: Actor,
    sent_id: UUID,
    kind: RequestKind,
    subject: UUID,
    received_on: date,
    identity_checked: str,
    asked: str,
    now: datetime,
) -> SubjectRequest:
    try:
        with transaction.atomic():
            made = SubjectRequest.objects.create(
                sent_id=sent_id,
                kind=kind,
                subject=subject,
                received_on=received_on,
                due_on=month_later(received_on),
                identity_checked=identity_checked,
                asked=asked,
                registered_by=policies.known_staff(actor),
                registered_at=now,
            )
            _record("audit.request_registered", actor, made, now)
    except IntegrityError:
        if (standing := SubjectRequest.objects.filter(sent_id=sent_id).first()) is None:
            raise
        return standing
    return made


@transaction.atomic
def answer_request(
    *, actor: Actor, number: int, state: RequestState, answer: str, now: datetime
) -> SubjectRequest:
    """Close a request with its answer. Raises Refused, AlreadyHandled, ValueError without an answer."""
    require(policies.may_handle_requests(actor))
    if state == RequestState.OPEN or not answer.strip():
        raise ValueError("A request is closed as done or refused, with an answer.")
    _require_own(actor, number)
    changed = (
        SubjectRequest.objects.open()
        .filter(pk=number)
        .update(state=state, answer=answer, handled_by=actor.staff_id, handled_at=now)
    )
    if not changed:
        raise AlreadyHandled
    found = SubjectRequest.objects.get(pk=number)
    _record("audit.request_answered", actor, found, now)
    return found


@transaction.atomic
def take_longer(*, actor: Actor, number: int, because: str, now: datetime) -> SubjectRequest:
    """Take two months more, once, for a reason that the person hears. Raises Refused, AlreadyHandled."""
    require(policies.may_handle_requests(actor))
    _require_own(actor, number)
    found = SubjectRequest.objects.open().filter(pk=number, longer_because="").first()
    if found is None:
        raise AlreadyHandled
    longer = month_later(found.received_on, 1 + LONGER_MONTHS)
    changed = (
        SubjectRequest.objects.open()
        .filter(pk=number, longer_because="")
        .update(due_on=longer, longer_because=because)
    )
    if not changed:
        raise AlreadyHandled
    _record("audit.request_takes_longer", actor, found, now)
    return SubjectRequest.objects.get(pk=number)


def _require_own(actor: Actor, number: int) -> None:
    """Raises NotFoundHere for a request of somebody of another town."""
    asked = SubjectRequest.objects.filter(pk=number).values_list("subject", "registered_by")
    if hidden_of(actor, list(asked)):
        raise NotFoundHere


def _record(event: str, actor: Actor, about: SubjectRequest, now: datetime) -> None:
    detail: dict[str, str | int | bool] = {"request": about.pk, "kind": str(about.kind)}
    purpose = Purpose.OWN_REQUEST
    record(event, actor=actor, about=[about.subject], at=now, purpose=purpose, detail=detail)
