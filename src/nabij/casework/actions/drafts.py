"""What somebody is typing, kept on the server while they type; only for whoever types it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from nabij.audit.actions import record
from nabij.casework import policies
from nabij.casework.models import ContactDraft, ContactMoment
from nabij.casework.types import worker
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import require
from nabij.registry import queries as registry
from nabij.registry.types import Layer, Topic

KEPT_FIELDS = ("channel", "topic", "outcome", "note", "need", "day", "layer", "setting", "persons")
LONGEST = 12_000
"""Signs of one field of a draft; what is longer than a note may be still stays, so that nothing is lost."""

DRAFT_DAYS = 30
"""Days after which a draft that nobody took up goes."""


@transaction.atomic
def keep_draft(
    *,
    actor: Actor,
    household_id: int,
    client_id: UUID,
    fields: Mapping[str, str],
    turn: int,
    now: datetime,
) -> bool:
    """Keep what was typed so far; returns whether it was kept. On record once per draft.

    What arrives late never takes the place of what is newer; after the contact was saved no draft comes back.
    Raises NotFoundHere, Refused.
    """
    _household, sight = registry.household_in_sight(actor, household_id, at=now)
    # Under which topic it comes is not decided while typing: that it may be written at all is enough.
    topic = next(iter(sorted(sight.topics)), Topic.FAMILY)
    require(policies.may_write_contact(actor, sight, layer=Layer.TOPIC, topic=Topic(topic)))
    if ContactMoment.objects.filter(client_id=client_id).exists():
        return False
    content = {name: fields[name][:LONGEST] for name in KEPT_FIELDS if name in fields}
    own = ContactDraft.objects.filter(pk=client_id, staff=actor.staff_id, household=household_id)
    if own.filter(turn__lt=turn).update(content=content, turn=turn, saved_at=now):
        return True
    if own.exists():
        return False
    try:
        with transaction.atomic():
            ContactDraft.objects.create(
                client_id=client_id,
                household_id=household_id,
                staff_id=worker(actor),
                content=content,
                turn=turn,
                saved_at=now,
            )
    except IntegrityError:
        return False
    about = [registry.number_of_household(household_id)]
    record("casework.draft_begun", actor=actor, about=about, at=now)
    return True


@transaction.atomic
def drop_draft(*, actor: Actor, client_id: UUID, now: datetime) -> int | None:
    """Throw an own draft away; returns its household, or None when it was gone already."""
    draft = ContactDraft.objects.filter(pk=client_id, staff=actor.staff_id).first()
    if draft is None:
        return None
    draft.delete()
    about = [registry.number_of_household(draft.household_id)]
    record("casework.draft_dropped", actor=actor, about=about, at=now)
    return draft.household_id


def end_drafts(now: datetime) -> int:
    """Remove drafts that were left for a month; returns how many. Nightly work."""
    return ContactDraft.objects.filter(saved_at__lt=now - timedelta(days=DRAFT_DAYS)).delete()[0]
