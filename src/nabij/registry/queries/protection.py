"""Whose place is shut, because somebody there may not be found; and looking at places, on record."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet

from nabij.kernel.looks import once
from nabij.registry.models import Membership, Protection


def households_of_protected(*, on: date | None = None) -> QuerySet[Membership, int]:
    """The numbers of households to which somebody belongs, or will belong, who may not be found.

    Without a day: also of those to which they belonged, for what is kept without knowing what day it is.
    """
    lasting = Q() if on is None else Q(until_on=None) | Q(until_on__gt=on)
    protected = Protection.objects.standing().values("person")
    return Membership.objects.filter(lasting, person__in=protected).values_list("household", flat=True)


def is_protected(household_id: int, *, on: date | None = None) -> bool:
    """Whether somebody in this household may not be found."""
    asked = households_of_protected(on=on).filter(household=household_id)
    return once(("registry.is_protected", household_id, on), asked.exists)


def protected_among(household_ids: Collection[int], *, on: date) -> set[int]:
    """Those of these households in which somebody may not be found."""
    return set(households_of_protected(on=on).filter(household__in=household_ids))
