"""What social renting and the deposit loan share: the tenants, their income, and the limit for them.

The tenants are you and your partner. The limits of Flemish housing policy stand in ``housing_limits.toml``.
"""

from nabij_rights.authoring import *
from nabij_rights.rules.flemish._housing import (
    is_child_in_charge,
    is_recognised_disabled,
    resident_family,
)

_COUNTED_INCOME = (
    "joint_taxable_income_eur_year",
    "separate_taxable_income_eur_year",
    "integration_income_eur_year",
    "income_replacement_eur_year",
    "exempt_foreign_income_eur_year",
)

_CURRENT_INCOME = (
    "net_work_income_eur_month",
    "net_training_income_eur_month",
    "net_benefit_income_eur_month",
    "other_net_income_eur_month",
)


def tenants() -> Node:
    """Of each person: you, or your partner, married or not."""
    return is_you() | is_partner()


def income_of(persons: Node) -> Node:
    """What these persons had in the year of the newest assessment.

    Taxable income, living wage, income replacement allowance and exempt foreign income. The law indexes it to
    this year by an index that we did not find, so it is used as it stands.
    """
    return _together(_COUNTED_INCOME, persons)


def current_income_of(persons: Node) -> Node:
    """What these persons have now, as a year: twelve times the net income of a month."""
    return per_year(_together(_CURRENT_INCOME, persons))


def _together(fact_ids: tuple[str, ...], persons: Node) -> Node:
    total = sum_over(fact(fact_ids[0]), among=persons)
    for fact_id in fact_ids[1:]:
        total = total + sum_over(fact(fact_id), among=persons)
    return total


def dependants_in_social_renting() -> Node:
    """Children in charge, and members of the family with a severe disability; such a child counts twice."""
    return number_of(is_child_in_charge()) + number_of(resident_family() & is_recognised_disabled())


def limit_for_tenants(dependants: Node, single: Node, single_disabled: Node, others: Node) -> Node:
    """Alone; alone with a disability; all others. ``others`` holds the part for the dependants.

    Who lives with relatives may move alone or together with them: then both limits stay possible.
    """
    alone = when(you(is_recognised_disabled()), single_disabled, single)
    has_partner = anyone(is_partner())
    has_child = anyone(is_child_in_charge())
    lives_with_relatives = number_of(resident_family()) > 1
    moves_with_relatives = lives_with_relatives & open_question("moves_together", if_so=True, else_=False)
    return when(has_partner | has_child | moves_with_relatives, others, alone)


def housing_limit_for_tenants(dependants: Node) -> Node:
    """The income limit of Flemish housing policy for these tenants."""
    return limit_for_tenants(
        dependants,
        amount("housing_limit.single"),
        amount("housing_limit.single_disabled"),
        amount("housing_limit.others") + amount("housing_limit.per_dependant") * dependants,
    )


def no_property_of_tenants(article: str) -> Condition:
    """No dwelling or building plot, whole or in part, in Belgium or abroad, but for the listed exceptions."""
    owns = fact("has_property_right") & is_("property_exception", "none")
    return condition("no_property", ~anyone(tenants() & owns), article)


def in_a_register(article: str) -> Condition:
    """In the population or foreigners' register, or with a reference address; not the waiting register."""
    registers = is_("register_kind", "population", "foreigners", "reference_address")
    return condition("in_a_register", you(registers), article)
