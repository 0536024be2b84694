"""Made-up services of the made-up towns for the tests of the directory."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any
from uuid import uuid4

from nabij.directory import actions
from nabij.directory.models import Organisation, Service
from nabij.directory.types import Door, Hours, OrganisationKind, Point, ServiceContent, Slot
from nabij.directory.types.words import folded
from nabij.kernel.actors import Actor

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)  # a Friday, 11 o'clock in Belgium
TODAY = date(2026, 11, 20)
TOWN = "zonnedam"
EDITOR = Actor(staff_id=71, roles=frozenset({"editor"}), towns=frozenset({TOWN}))
WORKER = Actor(staff_id=72, roles=frozenset({"social_worker"}), towns=frozenset({TOWN}))
CALLER = Actor(staff_id=73, roles=frozenset({"caller"}), towns=frozenset({TOWN}))
ELSEWHERE = Actor(staff_id=74, roles=frozenset({"editor"}), towns=frozenset({"kortrijk"}))

FRIDAY_MORNING = Hours((Slot(4, time(9), time(12)),))
KAAI = Door("Kaai", "4", "", "9901", "Zonnedam", Point(51.36, 2.91))


def organisation(name: str = "Huis De Boei", *, town: str = TOWN) -> Organisation:
    known = Organisation.objects.filter(town=town, name=name).first()
    return known or Organisation.objects.create(
        town=town, name=name, folded=folded(name), kind=OrganisationKind.OTHER, created_at=NOW
    )


def content(name: str = "Energieadvies", **more: Any) -> ServiceContent:
    return ServiceContent(name=name, **{"needs": ("energy",), "languages": ("nl",), **more})


def service(
    name: str = "Energieadvies", *, town: str = TOWN, of: str = "Huis De Boei", **more: Any
) -> Service:
    """A service as an editor of its town adds it, today."""
    by = Actor(staff_id=71, roles=frozenset({"editor"}), towns=frozenset({town}))
    number = actions.add_service(
        actor=by,
        organisation_id=organisation(of, town=town).pk,
        content=content(name, **more),
        client_id=uuid4(),
        on=TODAY,
        now=NOW,
    )
    return Service.objects.get(pk=number)
