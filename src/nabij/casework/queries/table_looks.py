"""All who looked at a household in the last ninety days, for the family at the table."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from nabij.audit.queries.at_the_table import LookOfDay, looks_at_the_table
from nabij.casework import policies
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere
from nabij.registry import queries as registry

MOST_LOOKS = 1000


@transaction.atomic
def table_looks(actor: Actor, household_id: int, *, language: str, now: datetime) -> tuple[LookOfDay, ...]:
    """Who looked, by function and day, newest first. Raises NotFoundHere, also for who sees only a part."""
    household, sight = registry.household_in_sight(actor, household_id, at=now)
    if not policies.sees_whole_story(sight):
        raise NotFoundHere
    number = registry.number_of_household(household.pk)
    return looks_at_the_table(actor, number, language=language, most=MOST_LOOKS, now=now)
