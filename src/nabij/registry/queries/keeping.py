"""Which households are past the term for which they are kept."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from nabij.audit.types import Due
from nabij.registry.models import Household, Membership
from nabij.registry.queries.subjects import number_of_household, numbers_of_persons

TERM_MONTHS = 120


def ended_households(on: date, *, limit: int, after: str = "") -> Iterable[Due]:
    """Households that ended longer ago than the term, in order; `after` is the last number seen.

    A household of which somebody lives in another one that goes on is due too: that person stays there.
    """
    last = _months_before(on, TERM_MONTHS)
    found = Household.objects.filter(ended_on__lt=last, pk__gt=int(after or 0)).order_by("pk")
    for household in found[:limit]:
        persons = persons_of_ended(household.pk)
        subjects = (number_of_household(household.pk), *numbers_of_persons(persons))
        assert household.ended_on is not None
        yield Due(key=str(household.pk), subjects=subjects, since=household.ended_on)


def persons_of_ended(household_id: int) -> list[int]:
    """Who belonged to an ended household and to no other."""
    elsewhere = Membership.objects.exclude(household=household_id).values("person")
    return list(
        Membership.objects.filter(household=household_id)
        .exclude(person__in=elsewhere)
        .values_list("person", flat=True)
        .distinct()
    )


def _months_before(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, 28))
