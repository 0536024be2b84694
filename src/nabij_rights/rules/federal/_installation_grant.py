"""A grant to furnish the first home after homelessness: what the two laws have in common."""

from nabij_rights.authoring import *

SOURCES = (
    (
        "Kruispunt Migratie-Integratie (agii): installatiepremie voor daklozen",
        "https://www.agii.be/thema/sociaal-medisch/ocmw-steun/bijzondere-vormen-van-ocmw-dienstverlening/installatiepremie-daklozen",
    ),
    ("PrimaBook: wonen, drie soorten installatiepremie", "https://primabook.mi-is.be/nl/wonen/inleiding"),
    (
        "Bilzen: installatiepremie voor dak- en thuislozen",
        "https://www.bilzen.be/installatiepremie-voor-dak--en-thuislozen-",
    ),
    ("Brusselse OCMW-federatie: installatiepremie (1 april 2025)", "https://bdas-wwsb.brussels/?p=4309"),
)


def amount_of_grant() -> Node:
    """A twelfth of the year amount of category 3, whatever your own category, of the day of the move."""
    return per_month(named("family_amount_year", amount_of_day("leefloon.family", fact("moved_on"))))


def leaves_homelessness(article: str, *ways_of_homelessness: Condition) -> Condition:
    """Whoever was homeless and moved in; who has no home yet may get it once there is one."""
    was_homeless = condition("was_homeless", you(fact("was_homeless_before_move")), article)
    return any_way(
        "leaves_homelessness",
        every(
            "moved_in",
            condition("has_moved", has("moved_on"), article),
            any_way("had_no_home", was_homeless, *ways_of_homelessness)
            if ways_of_homelessness
            else was_homeless,
            condition("lives_in_new_home", you(lives_under_roof()), article),
        ),
        every(
            "will_move_in",
            condition("is_homeless_now", is_("tenure", "homeless"), article),
            person_decides("finds_a_home", article),
        ),
    )


def had_none_before(article: str) -> Condition:
    """Once in a life, under either law."""
    return condition("had_none_before", ~you(fact("had_installation_grant")), article)


def on_leefloon_at_the_move() -> Node:
    """Whether you had a leefloon on the day of the move; today, as long as there was none."""
    since = you(fact("integration_income_since_on"))
    return you(has("integration_income_since_on")) & (~has("moved_on") | (since <= fact("moved_on")))
