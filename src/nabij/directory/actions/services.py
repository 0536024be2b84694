"""Entries of the directory: added, changed, checked, ended, offered again. Each keeps what stood there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from nabij.audit.actions import record
from nabij.directory import policies
from nabij.directory.actions.writing import check_content, write_content
from nabij.directory.models import Change, Organisation, Service
from nabij.directory.queries.entries import content_of
from nabij.directory.types import ChangedMeanwhile, NotPossible, ServiceContent, differences
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere, require


@transaction.atomic
def add_service(
    *, actor: Actor, organisation_id: int, content: ServiceContent, client_id: UUID, on: date, now: datetime
) -> int:
    """Add what an organisation offers; returns its number. Sending the same form twice adds one.

    Whoever adds it has just looked at it, so it counts as checked. Raises Refused, NotFoundHere, NotPossible.
    """
    require(policies.may_edit(actor))
    house = Organisation.objects.open().filter(town__in=actor.towns, pk=organisation_id).first()
    if house is None:
        raise NotFoundHere
    if (known := Service.objects.filter(client_id=client_id, town=house.town).first()) is not None:
        return known.pk
    check_content(content)
    service = Service(
        organisation=house,
        town=house.town,
        created_at=now,
        client_id=client_id,
        checked_on=on,
        checked_by=policies.known_staff(actor),
    )
    write_content(service, content, now=now)
    keep_change(service, "service_added", differences({}, content.as_json()), actor=actor, at=now)
    return service.pk


@transaction.atomic
def change_service(
    *, actor: Actor, number: int, version: int, content: ServiceContent, note: str = "", now: datetime
) -> bool:
    """Change an entry that was opened at `version`; returns whether anything differs.

    Raises Refused, NotFoundHere, NotPossible, and ChangedMeanwhile when a colleague saved it after that.
    """
    require(policies.may_edit(actor))
    service = service_to_change(actor, number)
    if service.version != version:
        raise ChangedMeanwhile
    check_content(content)
    changed = differences(content_of(service).as_json(), content.as_json())
    if not changed:
        return False
    service.version += 1
    write_content(service, content, now=now)
    keep_change(service, "service_changed", changed, note=note, actor=actor, at=now)
    return True


@transaction.atomic
def check_service(*, actor: Actor, number: int, on: date, now: datetime) -> None:
    """Say that all that stands there is still right. Raises Refused, NotFoundHere."""
    require(policies.may_check(actor))
    service = service_to_change(actor, number)
    if service.checked_on == on and service.checked_by == actor.staff_id:
        return
    service.checked_on, service.checked_by = on, policies.known_staff(actor)
    service.save(update_fields=["checked_on", "checked_by"])
    keep_change(service, "service_checked", {}, actor=actor, at=now)


@transaction.atomic
def end_service(*, actor: Actor, number: int, because: str, on: date, now: datetime) -> None:
    """Say that it is no longer offered. Raises Refused, NotFoundHere, NotPossible."""
    require(policies.may_edit(actor))
    service = service_to_change(actor, number)
    if not because.strip():
        raise NotPossible(_("Say why it ends, such as: the organisation stopped."), field="because")
    if service.ended_on is not None:
        return
    service.ended_on, service.ended_because = on, because.strip()[:300]
    service.version += 1
    service.save(update_fields=["ended_on", "ended_because", "version"])
    keep_change(service, "service_ended", {}, note=service.ended_because, actor=actor, at=now)


@transaction.atomic
def reopen_service(*, actor: Actor, number: int, now: datetime) -> None:
    """Say that it is offered again. Raises Refused, NotFoundHere."""
    require(policies.may_edit(actor))
    service = service_to_change(actor, number)
    if service.ended_on is None:
        return
    service.ended_on, service.ended_because = None, ""
    service.version += 1
    service.save(update_fields=["ended_on", "ended_because", "version"])
    keep_change(service, "service_reopened", {}, actor=actor, at=now)


def service_to_change(actor: Actor, number: int) -> Service:
    """A service of the own towns, kept from others until the transaction ends. Raises NotFoundHere."""
    found = (
        Service.objects.select_for_update(of=("self",))
        .select_related("organisation", "location")
        .filter(town__in=actor.towns, pk=number)
        .first()
    )
    if found is None:
        raise NotFoundHere
    return found


def keep_change(
    service: Service,
    event: str,
    changed: Mapping[str, list[Any]],
    *,
    actor: Actor,
    at: datetime,
    note: str = "",
) -> None:
    """Keep what changed, and put the event on record with the number of the entry."""
    Change.objects.create(
        organisation_id=service.organisation_id,
        service=service,
        event=event,
        changed=dict(changed),
        note=note.strip()[:300],
        at=at,
        staff_id=actor.staff_id,
    )
    record(f"directory.{event}", actor=actor, at=at, detail={"service": service.pk})
