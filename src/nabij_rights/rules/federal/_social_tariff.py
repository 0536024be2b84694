"""Shared by the social energy tariff and the social internet offer: the groups that open them.

Ministerial decrees of 30 March 2007 (energy); law of 13 June 2005 and annex (internet). One person in a group
is enough, if that person is registered at the address.
"""

from nabij_rights.authoring import *


def someone_in_social_group(article: str, *further_ways: Condition) -> Condition:
    """Groups 1 to 3: support of the OCMW, an allowance for disability or care, a guarantee in old age."""
    return any_way(
        "someone_in_group",
        condition("ocmw_support", someone_registered_here(gets_ocmw_support()), article),
        condition("disability_allowance", someone_registered_here(gets_disability_allowance()), article),
        condition("older_care_budget", someone_registered_here(fact("receives_older_care_budget")), article),
        condition("child_with_disability", someone_registered_here(is_child_with_supplement()), article),
        condition(
            "older_guarantee", someone_registered_here(fact("receives_older_income_guarantee")), article
        ),
        *further_ways,
    )


def someone_registered_here(of: Node) -> Node:
    """It is true of at least one person who is registered at this address, family or not."""
    return anyone(registered_at_address() & of)


def gets_ocmw_support() -> Node:
    """Group 1: leefloon, equivalent support, aid that the State refunds, or an advance on an allowance."""
    refunded_or_advance = ("refunded_by_state", "advance_older_guarantee", "advance_disability")
    return (
        has("integration_income_since_on")
        | has("equivalent_support_since_on")
        | is_("other_ocmw_aid", *refunded_or_advance)
    )


def gets_disability_allowance() -> Node:
    """Group 2A: income replacement or integration allowance, or an old one (65 %, help of a third party)."""
    return (
        fact("receives_income_replacement_allowance")
        | fact("receives_integration_allowance")
        | fact("receives_old_disability_allowance")
    )


def is_child_with_supplement() -> Node:
    """Group 2C: a child with 66 % or 4 points in the first pillar who gets the care supplement."""
    is_recognised = (fact("disability_pct") >= 66) | (fact("medical_social_points_pillar1") >= 4)
    return fact("receives_care_supplement") & is_recognised
