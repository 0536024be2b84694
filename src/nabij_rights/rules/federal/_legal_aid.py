"""Who has too little to pay a lawyer: shared by legal aid and by the legal assistance of the court."""

from nabij_rights.authoring import *

ARTICLE = "Judicial Code, art. 508/13/1"


def ways_to_legal_aid() -> tuple[Condition, Node]:
    """The ways to a free or partly free lawyer, and whether it is fully free (art. 508/13/1)."""
    below_full, below_partly = _free_by_income()
    low_enough = below_full & _no_property().holds  # other property may make it partly free, or not at all
    entitled = any_way(
        "entitled",
        condition("is_minor", you(younger_than(18)), ARTICLE),
        _status(),
        every("income_low_enough", condition("income_within_limit", below_partly, ARTICLE), _no_property()),
    )
    return entitled, named("fully_free", one_of(you(younger_than(18)), _status().holds, low_enough))


def _status() -> Condition:
    """With these benefits the bureau presumes too little income; it may look further."""
    in_settlement = is_("debt_help", "collective_requested", "collective_admitted")
    return any_way(
        "presumed_by_status",
        condition("gets_integration_income", you(has("integration_income_since_on")), ARTICLE),
        condition("gets_equivalent_support", you(has("equivalent_support_since_on")), ARTICLE),
        condition("gets_older_guarantee", you(fact("receives_older_income_guarantee")), ARTICLE),
        condition("gets_replacement_allowance", you(fact("receives_income_replacement_allowance")), ARTICLE),
        condition("in_collective_settlement", in_settlement, ARTICLE),
    )


def _no_property() -> Condition:
    """The only home of your own does not count; other property does, and the bureau says for how much."""
    owns_more = (fact("other_built_cadastral_eur") > 0) | (fact("land_cadastral_eur") > 0)
    return any_way(
        "other_property_left_aside",
        condition("no_other_property", ~anyone(_shares_budget() & owns_more), ARTICLE),
        person_decides("bureau_counts_property", ARTICLE),
    )


# ------------------------------------------------------------------------------------------- income


def _free_by_income() -> tuple[Node, Node]:
    """Whether fully free, and whether at least partly. Free is "lower than" the limit, partly is up to it."""
    dependants = named("dependants", number_of(_is_dependant()))
    is_alone = named("lives_alone_for_this", ~anyone(_shares_budget() & ~is_you()) & (dependants == 0))
    income = _income()
    less = share(per_month(amount("leefloon.family")), amount("legal_aid.per_dependant_pct")) * dependants
    counted = named("counted_income_month", when(is_alone, income, above_zero(income - less)))
    lowest, middle = amount("legal_aid.alone_full"), amount("legal_aid.alone_partly_household_full")
    full = named("limit_fully_free", when(is_alone, lowest, middle))
    partly = named("limit_partly_free", when(is_alone, middle, amount("legal_aid.household_partly")))
    return counted < full, counted <= partly


def _shares_budget() -> Node:
    """Of each person: you, and adults with whom you share the household and no conflict, like a divorce."""
    shares_with_you = is_partner() | fact("shares_household_costs")
    together = lives_under_roof() & aged(18) & shares_with_you & ~fact("has_opposed_interest")
    return is_you() | (~is_you() & together)


def _is_dependant() -> Node:
    """Of each person: a child here that somebody cares and pays for; an adult child while it studies."""
    is_child = is_("relation_to_reference", *CHILD_KINDS, "grandchild")
    still_child = younger_than(18) | fact("gives_right_to_child_benefit")
    return is_child & lives_under_roof() & still_child & fact("is_in_own_charge")


def _income() -> Node:
    """Net income of a month of all who share the budget, without child benefit, less exceptional debts.

    The bureau also looks at savings. How it turns them into income the sources do not say: anything from
    nothing to the whole sum is possible.
    """
    each = (
        fact("net_work_income_eur_month")
        + fact("net_benefit_income_eur_month")
        + fact("maintenance_for_self_eur_month")
        + fact("other_net_income_eur_month")
        + fact("rent_received_eur_month")
    )
    income = sum_over(each, among=_shares_budget())
    debts = sum_over(fact("exceptional_debt_eur_month"), among=_shares_budget())
    own_part = divided(fact("joint_savings_eur") * fact("joint_account_share_pct"), 100)
    savings = sum_over(fact("savings_eur") + own_part, among=_shares_budget())
    counted = open_question("bureau_counts_savings", if_so=in_unit(savings, "EUR/month"), else_=0)
    return above_zero(income - debts) + counted
