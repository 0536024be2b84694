"""Reads of the registry: who asks, why, and a line in the log."""

from nabij.registry.queries.households import HouseholdView, Member, household, members_of, stays_of
from nabij.registry.queries.sights import household_in_sight, sight_into
from nabij.registry.queries.subjects import behind, number_of_household, number_of_person, numbers_of_persons
from nabij.registry.queries.summaries import Summary, age_in_words, summary_of

__all__ = [
    "HouseholdView",
    "Member",
    "Summary",
    "age_in_words",
    "behind",
    "household",
    "household_in_sight",
    "members_of",
    "number_of_household",
    "number_of_person",
    "numbers_of_persons",
    "sight_into",
    "stays_of",
    "summary_of",
]
