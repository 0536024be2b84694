"""What the renovation premium and the renovation loan share: whose income counts, and the limits.

The classes of Mijn VerbouwPremie. Income as in Flemish housing policy: taxable jointly and separately, living
wage, income replacement allowance and exempt foreign income of the newest assessment.
"""

from nabij_rights.authoring import *
from nabij_rights.rules.flemish._housing import dependants
from nabij_rights.rules.flemish._social_renting import income_of


def owners_at_home() -> Node:
    """Of each person: you, your husband, wife or legal partner, and other adults at home who own a part.

    A partner who is not married or legally cohabiting only counts as an owner.
    """
    legal_partner = is_("relation_to_reference", "spouse", "legal_cohabitant")
    other_owner = lives_under_roof() & aged(18) & (fact("ownership_share_pct") >= 1)
    return is_you() | legal_partner | other_owner


def income_of_owners() -> Node:
    """The income that decides on the class."""
    return income_of(owners_at_home())


def renovation_dependants() -> Node:
    """Children in charge and others at home with a recognised severe disability."""
    return dependants()


def renovation_limit(number_of_dependants: Node, single: Node, couple: Node, per_dependant: Node) -> Node:
    """Alone without dependants; a couple, or alone with one dependant; more for each further one."""
    is_couple = number_of(owners_at_home()) > 1
    for_couple = couple + per_dependant * number_of_dependants
    # the first dependant of who is alone brings the limit of a couple
    for_single_parent = couple + per_dependant * above_zero(number_of_dependants - 1)
    alone = when(number_of_dependants >= 1, for_single_parent, single)
    return when(is_couple, for_couple, alone)


def lives_in_own_home(article: str) -> tuple[Condition, ...]:
    """In Flanders, in a dwelling of one's own (also usufruct, lease right or joint ownership)."""
    return (
        condition("in_flemish_region", lives_in_flanders(), article),
        condition("owns_this_home", is_("tenure", "owner"), article),
        condition("registered_at_this_address", you(registered_at_address()), article),
    )


def building_old_enough(article: str) -> Condition:
    """At least 15 years; at least 5 for a heat pump or heat-pump boiler.

    Only the year is known, so a building of exactly that many calendar years may be just too young.
    """
    age = day(days.THIS_YEAR) - fact("building_year")
    almost = (age >= 15) & open_question("building_is_15_already", if_so=True, else_=False)
    heat_pump = (age >= 5) & open_question("works_are_a_heat_pump", if_so=True, else_=False)
    return any_way(
        "building_old_enough",
        condition("building_of_15_years", (age >= 16) | almost, article),
        condition("building_of_5_years_for_heat_pump", heat_pump, article),
        article=article,
    )
