"""From persons and households to the numbers under which the log knows them."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from nabij.registry.models import Subject


def numbers_of_persons(person_ids: Iterable[int]) -> list[UUID]:
    """The numbers of these persons, in no order; who was erased has none."""
    return list(Subject.objects.filter(person__in=list(person_ids)).values_list("number", flat=True))


def number_of_person(person_id: int) -> UUID:
    """The number of one person. Raises Subject.DoesNotExist when the person was erased."""
    return Subject.objects.values_list("number", flat=True).get(person=person_id)


def number_of_household(household_id: int) -> UUID:
    """The number of one household. Raises Subject.DoesNotExist when it was erased."""
    return Subject.objects.values_list("number", flat=True).get(household=household_id)


def behind(number: UUID) -> tuple[int | None, int | None]:
    """The person or the household behind a number of the log; neither when it was erased or never was."""
    found = Subject.objects.filter(pk=number).values_list("person", "household").first()
    return found or (None, None)


def numbers_of_households(household_ids: Iterable[int]) -> list[UUID]:
    """The numbers of these households, in no order; what was erased has none."""
    return list(Subject.objects.filter(household__in=list(household_ids)).values_list("number", flat=True))
