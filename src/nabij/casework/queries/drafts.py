"""What the actor was typing and did not send yet. Nobody else reads it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from nabij.casework.models import ContactDraft, ContactMoment
from nabij.kernel.actors import Actor
from nabij.registry import queries as registry

LAST = 10


@dataclass(frozen=True, slots=True)
class Draft:
    """A text that was not sent yet, with the fields as they were typed."""

    client_id: UUID
    fields: dict[str, str]
    turn: int
    saved_at: datetime


def latest_draft(actor: Actor, household_id: int, *, now: datetime) -> Draft | None:
    """The newest own draft about a household. The writer reads the own words, so no line in the log.

    Raises NotFoundHere for a household that the actor does not see any more.
    """
    registry.household_in_sight(actor, household_id, at=now)
    found = ContactDraft.objects.filter(staff=actor.staff_id, household=household_id).first()
    return Draft(found.client_id, found.content, found.turn, found.saved_at) if found else None


def sent_lately(actor: Actor, household_id: int) -> list[UUID]:
    """The numbers of the forms that the actor sent last: a copy of one of these in a browser may go."""
    own = ContactMoment.objects.filter(household=household_id, recorded_by=actor.staff_id)
    return list(own.order_by("-recorded_at", "-pk").values_list("client_id", flat=True)[:LAST])
