"""Reads of the registry: who asks, why, and a line in the log."""

from nabij.registry.queries.households import HouseholdView, Member, household, members_of
from nabij.registry.queries.sights import household_in_sight, sight_into
from nabij.registry.queries.subjects import number_of_household, number_of_person, numbers_of_persons

__all__ = [
    "HouseholdView",
    "Member",
    "household",
    "household_in_sight",
    "members_of",
    "number_of_household",
    "number_of_person",
    "numbers_of_persons",
    "sight_into",
]
