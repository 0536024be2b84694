"""Needs that somebody outside casework heard on the telephone or at a door, of a followed household."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from nabij.audit.actions import record
from nabij.casework.models import Need
from nabij.casework.types import worker
from nabij.kernel.actors import Actor
from nabij.registry import queries as registry
from nabij.registry.types import Layer, Topic, clean_text


@transaction.atomic
def keep_need_heard(*, actor: Actor, household_id: int, what: str, topic: Topic, now: datetime) -> int | None:
    """Put a need in the dossier of a household with a contact person; returns its number.

    None when nobody follows the household: then there is no dossier to put it in, and whoever heard it keeps
    it. For an app that knows that this actor speaks with the household: no sight into it is asked or given.
    """
    if household_id not in registry.contact_persons([household_id], at=now):
        return None
    return keep_need(actor=actor, household_id=household_id, what=what, topic=topic, now=now)


def keep_need(*, actor: Actor, household_id: int, what: str, topic: Topic, now: datetime) -> int:
    """Put a need in the dossier under its topic; returns its number. No sight into it is asked or given.

    For whoever made sure that this actor works for the household. Runs in the transaction of the caller.
    """
    need = Need.objects.create(
        household_id=household_id,
        topic=topic,
        layer=Layer.TOPIC,
        what=clean_text(what, longest=200, field="what"),
        noted_at=now,
        noted_by_id=worker(actor),
    )
    about = [registry.number_of_household(household_id)]
    record("casework.need_noted", actor=actor, about=about, at=now, detail={"need": need.pk})
    return need.pk
