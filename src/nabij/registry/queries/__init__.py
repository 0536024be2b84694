"""Reads of the registry: who asks, why, and a line in the log."""

from nabij.registry.queries.access import contact_history, exceptions_to_review, notices, open_exceptions
from nabij.registry.queries.assigning import (
    AssigningFacts,
    assigned_at,
    assigning_facts,
    count_exceptions_to_review,
    count_followed,
    followed_by_staff,
    follower_of_row,
    neighbourhood_names,
    written_since,
)
from nabij.registry.queries.conflicts import count_disputes, disputes
from nabij.registry.queries.contacts import (
    Reaching,
    consents_to_share,
    has_consent,
    may_be_contacted,
    reaching,
)
from nabij.registry.queries.districts import OtherArea, area_beside, area_of
from nabij.registry.queries.doubles import likely_pairs, marked_same, pair_of_persons
from nabij.registry.queries.followers import followers, own_tasks
from nabij.registry.queries.given_tasks import GivenTask, given_tasks, household_of_given_task
from nabij.registry.queries.history import history
from nabij.registry.queries.households import (
    HouseholdView,
    Member,
    concerned,
    has_home,
    household,
    members_of,
    stays_of,
)
from nabij.registry.queries.looks import one_page
from nabij.registry.queries.other_homes import other_homes
from nabij.registry.queries.persons import PersonView, masked_number, may_be_before_school, person
from nabij.registry.queries.places import neighbourhoods_of
from nabij.registry.queries.places_seen import household_places
from nabij.registry.queries.protection import households_of_protected, is_protected
from nabij.registry.queries.scopes import (
    Ids,
    Named,
    contact_persons,
    homes_of,
    households_named,
    households_of_contact,
    households_with_contact,
    persons_named_to_partner,
    team_of,
    visible_households,
)
from nabij.registry.queries.search import Hit, search, search_beyond
from nabij.registry.queries.sights import household_in_sight, households_in_sight, sight_into
from nabij.registry.queries.subjects import (
    behind,
    number_of_household,
    number_of_person,
    numbers_of_households,
    numbers_of_persons,
)
from nabij.registry.queries.summaries import Summary, age_in_words, summary_of
from nabij.registry.queries.visiting import ToVisit, homes_to_visit
from nabij.registry.queries.work_lists import Page, Row, count_households, household_list

__all__ = [
    "AssigningFacts",
    "GivenTask",
    "Hit",
    "HouseholdView",
    "Ids",
    "Member",
    "Named",
    "OtherArea",
    "Page",
    "PersonView",
    "Reaching",
    "Row",
    "Summary",
    "ToVisit",
    "age_in_words",
    "area_beside",
    "area_of",
    "assigned_at",
    "assigning_facts",
    "behind",
    "concerned",
    "consents_to_share",
    "contact_history",
    "contact_persons",
    "count_disputes",
    "count_exceptions_to_review",
    "count_followed",
    "count_households",
    "disputes",
    "exceptions_to_review",
    "followed_by_staff",
    "follower_of_row",
    "followers",
    "given_tasks",
    "has_consent",
    "has_home",
    "history",
    "homes_of",
    "homes_to_visit",
    "household",
    "household_in_sight",
    "household_list",
    "household_of_given_task",
    "household_places",
    "households_in_sight",
    "households_named",
    "households_of_contact",
    "households_of_protected",
    "households_with_contact",
    "is_protected",
    "likely_pairs",
    "marked_same",
    "masked_number",
    "may_be_before_school",
    "may_be_contacted",
    "members_of",
    "neighbourhood_names",
    "neighbourhoods_of",
    "notices",
    "number_of_household",
    "number_of_person",
    "numbers_of_households",
    "numbers_of_persons",
    "one_page",
    "open_exceptions",
    "other_homes",
    "own_tasks",
    "pair_of_persons",
    "person",
    "persons_named_to_partner",
    "reaching",
    "search",
    "search_beyond",
    "sight_into",
    "stays_of",
    "summary_of",
    "team_of",
    "visible_households",
    "written_since",
]
