"""What somebody heard on the telephone or at a door, from people who are not theirs to follow."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from nabij.audit.actions import record
from nabij.kernel.actors import Actor
from nabij.registry.models import ContactWish
from nabij.registry.queries.subjects import numbers_of_persons
from nabij.registry.types import WishKind


@transaction.atomic
def keep_wish_heard(
    *, actor: Actor, person_ids: Collection[int], kind: WishKind, detail: str, now: datetime
) -> int:
    """Write down at once what these persons asked about being contacted; returns how many wishes were made.

    For an app that knows that this actor speaks with them: no sight into the household is asked, and none is
    given. Who asked the same before keeps that wish, so a repeat changes nothing.
    """
    standing = ContactWish.objects.filter(person__in=person_ids, kind=kind, ended_at=None)
    new = sorted(set(person_ids) - set(standing.values_list("person_id", flat=True)))
    ContactWish.objects.bulk_create(
        ContactWish(person_id=one, kind=kind, detail=detail, set_at=now, set_by_id=actor.staff_id)
        for one in new
    )
    if new:
        about = numbers_of_persons(new)
        record("registry.wish_set", actor=actor, about=about, at=now, detail={"kind": str(kind)})
    return len(new)
