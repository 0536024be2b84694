"""In which other homes the members of a household live for a part of their time."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from nabij.registry.models import Household, Membership
from nabij.registry.types import Sight


def other_homes(household: Household, sight: Sight, *, on: date) -> dict[int, list[int]]:
    """By the number of a person, the other households that they belong to on a day, in order.

    By the rule of the page of the household: a placement in foster care is hidden on both sides, for all
    but its owner. It says nothing about who lives there, and is not on record by itself.
    """
    seen = Q(foster_placement=None) | Q(foster_placement__owner=sight.staff_id)
    here = Membership.objects.on(on).filter(seen, household=household).values("person")
    there = Membership.objects.on(on).filter(seen, person__in=here).exclude(household=household)
    found: dict[int, list[int]] = {}
    for person, other in there.order_by("household", "pk").values_list("person", "household"):
        found.setdefault(person, []).append(other)
    return found
