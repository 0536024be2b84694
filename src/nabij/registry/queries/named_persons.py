"""What persons are called, for lists of apps above; each name that is shown is on record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from nabij.audit.actions import record_read
from nabij.kernel.actors import Actor
from nabij.kernel.purposes import Purpose
from nabij.registry.models import Household, Identity


@transaction.atomic
def persons_named(
    actor: Actor, homes: Mapping[int, int], *, purpose: Purpose, now: datetime
) -> dict[int, str]:
    """What these persons are called, given the household of each: of households that the actor sees only."""
    if not homes:
        return {}
    wanted = set(homes.values())
    seen = set(Household.objects.visible_to(actor, now).filter(pk__in=wanted).values_list("pk", flat=True))
    people = [person for person, home in homes.items() if home in seen]
    found = list(Identity.objects.filter(person__in=people).select_related("person__subject"))
    if found:
        about = [one.person.subject.number for one in found]
        record_read("registry.persons_listed", actor=actor, about=about, purpose=purpose, at=now)
    return {one.person_id: one.naming.shown for one in found}
