"""Reads of the registry: who asks, why, and a line in the log."""

from nabij.registry.queries.access import (
    contact_history,
    exceptions_to_review,
    notices,
    open_exceptions,
)
from nabij.registry.queries.contacts import Reaching, has_consent, may_be_contacted, reaching
from nabij.registry.queries.households import HouseholdView, Member, household, members_of, stays_of
from nabij.registry.queries.search import Hit, search, search_beyond
from nabij.registry.queries.sights import household_in_sight, sight_into
from nabij.registry.queries.subjects import behind, number_of_household, number_of_person, numbers_of_persons
from nabij.registry.queries.summaries import Summary, age_in_words, summary_of
from nabij.registry.queries.work_lists import Page, Row, count_households, household_list

__all__ = [
    "Hit",
    "HouseholdView",
    "Member",
    "Page",
    "Reaching",
    "Row",
    "Summary",
    "age_in_words",
    "behind",
    "contact_history",
    "count_households",
    "exceptions_to_review",
    "has_consent",
    "household",
    "household_in_sight",
    "household_list",
    "may_be_contacted",
    "members_of",
    "notices",
    "number_of_household",
    "number_of_person",
    "numbers_of_persons",
    "open_exceptions",
    "reaching",
    "search",
    "search_beyond",
    "sight_into",
    "stays_of",
    "summary_of",
]
