"""Shared by the rights that rest on health insurance: who belongs to the family that is insured together."""

from nabij_rights.authoring import *


def in_insured_family() -> Node:
    """Of each person: you, your partner, or somebody on your name or your partner's at the insurer.

    Other relatives under the roof do not count (law of 14 July 1994, art. 37, par. 19).
    """
    return is_you() | is_partner() | fact("is_dependent_in_health_insurance")


def size_of_insured_family() -> Node:
    """How many persons the insured family has, you included."""
    return number_of(in_insured_family())


def is_on_own_name() -> Node:
    """You are insured in your own name, or on the name of the partner with whom you form a family.

    Only asked where it can be otherwise: under 25, or with another adult in the home than the partner.
    """
    with_other_adult = anyone(aged(18) & ~is_you() & ~is_partner())
    can_be_otherwise = you(younger_than(25)) | with_other_adult
    on_another_name = can_be_otherwise & you(fact("is_dependent_in_health_insurance"))
    return anyone(is_partner()) | ~on_another_name


def lives_alone_or_with_near_relatives() -> Node:
    """Nobody lives here but you and relatives to the second degree who are not on your name."""
    further = is_("relation_to_reference", "other_relative", "foster_child", "unrelated")
    stands_in_the_way = is_partner() | further | fact("is_dependent_in_health_insurance")
    return everyone(~stands_in_the_way, among=lives_under_roof() & ~is_you())


def is_single_parent() -> Node:
    """You live with children only, and at least one is with you two days a week (28 % of the time)."""
    is_child = is_("relation_to_reference", *CHILD_KINDS)
    only_children = everyone(is_child, among=lives_under_roof() & ~is_you())
    return only_children & anyone(is_child & (fact("custody_share_pct") >= 28))


def indexed_cadastral_income(of: Node) -> Node:
    """Of these persons: the indexed cadastral income of property other than the home, per year."""
    told = sum_over(fact("other_built_cadastral_eur") + fact("land_cadastral_eur"), among=of)
    per_year_told = in_unit(told, "EUR/year")  # a cadastral income is a yearly figure, told as one sum
    index = amount("increased_reimbursement.cadastral_index")
    return when(per_year_told <= 0, 0, divided(per_year_told * index, 10_000))
