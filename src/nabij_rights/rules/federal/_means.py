"""What somebody has to live on, as the leefloon counts it: RD of 11 July 2002, art. 22 to 33.

Everything here is said of each person, for a year. Never summed, because art. 22 leaves it out: child benefit
and maintenance for one's children, study grants, aid of the OCMW, foster-care money, moving, installation and
rent allowances, the integration allowance, care budgets, training premiums, the volunteer allowance and gifts
that are not regular. None of these is in the facts that are read below.
"""

from nabij_rights.authoring import *

_LOOK_BACK_MONTHS = 120
"""How long a sale or a gift keeps counting: ten years (RD art. 28)."""


def means_of_each(children: Node) -> Node:
    """Of each person: all means, with wages in full; ``children`` is the number with child benefit."""
    return finely(per_year(income_without_work() + work_and_training())) + property_and_money(children)


def property_and_money(children: Node) -> Node:
    """Of each person: what property, savings and goods that were sold or given count for."""
    return _property(children) + _money()


def income_without_work() -> Node:
    """Of each person: benefits and other money of each month (art. 22 and 33)."""
    return (
        fact("net_benefit_income_eur_month")
        + fact("maintenance_for_self_eur_month")
        + fact("child_benefit_for_self_eur_month")
        + fact("other_net_income_eur_month")
        + fact("housing_paid_by_outsider_eur_month")
    )


def work_and_training() -> Node:
    """Of each person: wages and money for a training, each month (art. 35 may exempt a part of them)."""
    return fact("net_work_income_eur_month") + fact("net_training_income_eur_month")


# ------------------------------------------------------------------------------------------ property


def _property(children: Node) -> Node:
    """Art. 25 and 26: three times the cadastral income above the exemption, or the rent when that is more.

    Interest on a mortgage may lower it, up to a limit that the sources do not agree on: both stay possible.
    """
    rent = finely(per_year(fact("rent_received_eur_month")))
    interest = finely(fact("mortgage_interest_eur_year"))
    buildings, land = _buildings(children), _land()
    rest_of_interest = above_zero(interest - buildings)
    return open_question(
        "mortgage_interest_counts",
        if_so=most(above_zero(buildings - interest), rent) + above_zero(land - rest_of_interest),
        else_=most(buildings, rent) + land,
    )


def _buildings(children: Node) -> Node:
    """Art. 25, par. 1, 1°: one exemption for all buildings together; who owns a part gets that part of it."""
    exemption = amount("leefloon.home_exemption") + amount("leefloon.home_exemption_per_child") * children
    home = part_of(finely(fact("own_home_cadastral_eur")), fact("ownership_share_pct"))
    others = finely(fact("other_built_cadastral_eur"))  # asked as one's own part
    part_of_exemption = when(fact("other_built_cadastral_eur") > 0, 100, fact("ownership_share_pct"))
    return _tripled(above_zero(home + others - part_of(finely(exemption), part_of_exemption)))


def _land() -> Node:
    """Art. 25, par. 1, 2°: land without a building; asked as one's own part."""
    return _tripled(above_zero(finely(fact("land_cadastral_eur") - amount("leefloon.land_exemption"))))


def _tripled(cadastral: Node) -> Node:
    """The cadastral income is itself a yearly figure."""
    return in_unit(cadastral * amount("leefloon.cadastral_factor"), "fine EUR/year")


# ------------------------------------------------------------------------------------------- savings


def _money() -> Node:
    """Art. 27 to 32: savings, alone and together with somebody, and goods that were sold or given.

    A shared account counts for one's part of its own tariff. Whether that tariff is taken apart from the
    savings of one's own, the decree does not say: with both, both readings stay possible.
    """
    own, shared, part = fact("savings_eur"), fact("joint_savings_eur"), fact("joint_account_share_pct")
    alone = finely(own + _sold_or_given())
    has_both = (own > 0) & (shared > 0)
    apart = _tariff(alone) + part_of(_tariff(finely(shared)), part)
    together = _tariff(alone + part_of(finely(shared), part))
    return when(has_both, open_question("accounts_counted_together", if_so=together, else_=apart), apart)


def _tariff(capital: Node) -> Node:
    """Art. 27: nothing of the first part, a low percentage of the second, a high one of the rest."""
    free, upper = finely(amount("leefloon.savings_free")), finely(amount("leefloon.savings_upper"))
    second = share(above_zero(least(capital, upper) - free), amount("leefloon.savings_low_pct"))
    rest = share(above_zero(capital - upper), amount("leefloon.savings_high_pct"))
    return in_unit(second + rest, "fine EUR/year")


def _sold_or_given() -> Node:
    """Art. 28 to 32: the value counts like savings, less debts, a free part and a part for each year since.

    Those deductions are not among the facts, and in equity the OCMW may count only what is left of the money:
    anything from nothing to the whole value is possible.
    """
    is_recent = has("sold_or_gave_property_on") & ~months_since("sold_or_gave_property_on", _LOOK_BACK_MONTHS)
    value = fact("sold_or_gave_value_eur")
    return when(is_recent, open_question("sold_goods_count", if_so=value, else_=0), 0)


def part_of(whole: Node, percent: Node | int) -> Node:
    """The part of a fine amount that is somebody's own, from a whole percentage."""
    return divided(whole * percent, 100)
