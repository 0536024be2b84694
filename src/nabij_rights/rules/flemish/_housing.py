"""What the Flemish rent premium and rent subsidy share: who counts, whose income, and up to which rent.

Income limits and highest rents are those of the year of the application. The rules stand in the order of
4 May 2012 (premium) and that of 2 February 2007 (subsidy), since 2021 both in book 5 of the Besluit Vlaamse
Codex Wonen.
"""

from typing import Final

from nabij_rights.authoring import *

# ------------------------------------------------------------------------------------- who counts


def resident_family() -> Node:
    """Of each person: the tenant, and every relative who really lives in this home."""
    return lives_under_roof() & ~is_("relation_to_reference", "unrelated")


def adults_of_the_family() -> Node:
    """Of each person: an adult of the resident family."""
    return resident_family() & aged(18)


def is_recognised_disabled() -> Node:
    """Of each person: a severe disability is recognised: 66 % or more."""
    return fact("disability_pct") >= 66


def is_child_in_charge() -> Node:
    """Of each person: a child that lives here, or a child of yours that regularly stays here.

    It is a minor, or gives a right to child benefit (which ends at 25).
    """
    lives_here = resident_family() & ~is_you() & ~is_partner()
    stays_here = is_("relation_to_reference", *CHILD_KINDS) & (fact("custody_share_pct") >= 1)
    in_charge = younger_than(18) | (younger_than(25) & fact("gives_right_to_child_benefit"))
    return (lives_here | stays_here) & in_charge


def dependants() -> Node:
    """Children in charge, and other members of the family with a recognised severe disability.

    The tenant with such a disability counts too. Whether a child with one counts twice here, as it does in
    social renting, we did not find: both stay possible.
    """
    children = number_of(is_child_in_charge())
    disabled = resident_family() & is_recognised_disabled()
    others = number_of(disabled & ~is_child_in_charge())
    children_with_disability = number_of(disabled & is_child_in_charge())
    return (
        children
        + others
        + open_question("disabled_child_counts_twice", if_so=children_with_disability, else_=0)
    )


def lives_alone() -> Node:
    """Whether the tenant lives without family and without a child in charge."""
    return (number_of(resident_family()) <= 1) & ~anyone(is_child_in_charge())


# ------------------------------------------------------------------------------------------ income

_COUNTED_INCOME: Final = (
    "joint_taxable_income_eur_year",
    "separate_taxable_income_eur_year",
    "integration_income_eur_year",
    "income_replacement_eur_year",
    "exempt_foreign_income_eur_year",
)

_CURRENT_INCOME: Final = (
    "net_work_income_eur_month",
    "net_training_income_eur_month",
    "net_benefit_income_eur_month",
    "other_net_income_eur_month",
)


def _together(fact_ids: tuple[str, ...]) -> Node:
    """The sum of these incomes over the adults of the family."""
    total = sum_over(fact(fact_ids[0]), among=adults_of_the_family())
    for fact_id in fact_ids[1:]:
        total = total + sum_over(fact(fact_id), among=adults_of_the_family())
    return total


def assessed_income() -> Node:
    """What the tenant and the resident family had in the year of the newest tax assessment.

    Income taxed jointly and separately, living wage, income replacement allowance, and income that is exempt
    in Belgium. The law indexes it to the year of the application by a housing index that we did not find, so
    it is used as it stands; :func:`assessment_is_recent` tells whether that matters.
    """
    return _together(_COUNTED_INCOME)


def current_income() -> Node:
    """What the family has now, as a year: twelve times the net income of a month."""
    return per_year(_together(_CURRENT_INCOME))


def assessment_is_recent() -> Node:
    """Whether the newest assessment is about last year or the year before."""
    return fact("assessment_income_year") >= day(days.THIS_YEAR) - 2


def income_limit(number_of_dependants: Node) -> Node:
    """Alone; alone with a disability; all others, with a part for each dependant."""
    alone = when(
        you(is_recognised_disabled()),
        amount("housing_limit.single_disabled"),
        amount("housing_limit.single"),
    )
    others = amount("housing_limit.others") + amount("housing_limit.per_dependant") * number_of_dependants
    return when(lives_alone(), alone, others)


def income_limit_before_may_2019(number_of_dependants: Node) -> Node:
    """One limit for everybody, with a part for each dependant."""
    per_dependant = amount("housing_limit.per_dependant_before_may_2019")
    return amount("housing_limit.before_may_2019") + per_dependant * number_of_dependants


# -------------------------------------------------------------------------------------------- rent

_LISTED_TOWNS: Final = (
    # Antwerp and around
    *(11_001, 11_002, 11_004, 11_007, 11_013, 11_018, 11_021, 11_024, 11_025, 11_029, 11_030),
    *(11_038, 11_050, 11_052, 11_056),
    # Ghent and around (44088 is Merelbeke-Melle, two listed towns that merged in 2025)
    *(44_012, 44_013, 44_019, 44_021, 44_040, 44_043, 44_064, 44_088),
    # Aalst, Bruges, Genk, Hasselt (71072 since 2025), Kortrijk, Leuven
    *(41_002, 31_005, 71_016, 71_022, 71_072, 34_022, 24_062),
    # Mechelen, Ostend, Roeselare, Sint-Niklaas, Turnhout
    *(12_025, 35_013, 36_015, 46_021, 13_040),
    # Bertem, Huldenberg, Kortenberg and Tervuren
    *(24_009, 24_045, 24_055, 24_104),
)
"""NIS codes of the municipalities with 10 % more, as the agency lists them, without Halle-Vilvoorde."""

_MERGED_IN_PART: Final = (44_086, 46_030)
"""Nazareth-De Pinte and Beveren-Kruibeke-Zwijndrecht: only one part was on the list before the merger."""


def is_listed_town() -> Node:
    """Whether rents and premiums are 10 % higher: in listed towns, and everywhere in Halle-Vilvoorde."""
    nis = fact("municipality")
    in_halle_vilvoorde = (nis >= 23_000) & (nis < 24_000)
    is_listed = one_of(in_halle_vilvoorde, *[nis == code for code in _LISTED_TOWNS])
    merged = one_of(*[nis == code for code in _MERGED_IN_PART])
    return is_listed | (merged & open_question("merged_town_keeps_increase", if_so=True, else_=False))


def highest_rent_finely(number_of_dependants: Node) -> Node:
    """The highest rent of a dwelling or room, plus 20 % per dependant up to 50 %, plus 10 % in a listed town.

    Two percentages make ten-thousandths, so this is a fine amount: nothing is rounded yet.
    """
    rent = when(
        is_("dwelling_kind", "room"),
        amount("rent_premium.highest_rent_room"),
        amount("rent_premium.highest_rent"),
    )
    for_family = 100 + least(20 * number_of_dependants, 50)
    for_town = when(is_listed_town(), 110, 100)
    return in_unit(rent * for_family * for_town, "fine EUR/month")


def highest_rent_before_may_2019(number_of_dependants: Node) -> Node:
    """One rent for dwellings, higher in a listed town, with a part for each of the first four dependants."""
    rent = when(
        is_listed_town(),
        amount("rent_help_before_may_2019.highest_rent_listed_town"),
        amount("rent_help_before_may_2019.highest_rent"),
    )
    return rent + amount("rent_help_before_may_2019.highest_rent_per_dependant") * least(
        number_of_dependants, 4
    )


# --------------------------------------------------------------------------------------- the amount


def monthly_help(highest_rent: Node, income: Node, number_of_dependants: Node) -> Node:
    """Three quarters of the highest rent minus 1/55 of the yearly income, up to the cap of the year.

    The rent that is really paid plays no part. 3/4 rent - 1/55 income = (165 rent - 4 income) / 220.
    """
    own_share = finely(
        in_unit(income, "EUR/month")
    )  # a fifty-fifth of a year's income is the share of a month
    worked_out = to_cents(above_zero(highest_rent * 165 - own_share * 4), parts=220)
    return least(worked_out, highest_help(number_of_dependants))


def highest_help(number_of_dependants: Node) -> Node:
    """The cap, with a part for each of the first four dependants; both are higher in a listed town."""
    counted = least(number_of_dependants, 4)
    elsewhere = amount("rent_premium.cap") + amount("rent_premium.cap_per_dependant") * counted
    listed = (
        amount("rent_premium.cap_listed_town")
        + amount("rent_premium.cap_per_dependant_listed_town") * counted
    )
    return when(is_listed_town(), listed, elsewhere)


def monthly_help_before_may_2019(number_of_dependants: Node) -> Node:
    """A third of the rent, or a fixed sum from a certain rent on, and a sum per dependant.

    In a listed town 10 % more.
    """
    rent = fact("rent_eur_month")
    full = amount("rent_help_before_may_2019.full")
    per_dependant = amount("rent_help_before_may_2019.per_dependant") * number_of_dependants
    elsewhere = when(
        rent < amount("rent_help_before_may_2019.full_from_rent"),
        divided(rent, 3) + per_dependant,
        full + per_dependant,
    )
    listed_per_dependant = (
        amount("rent_help_before_may_2019.per_dependant_listed_town") * number_of_dependants
    )
    listed = when(
        rent < amount("rent_help_before_may_2019.full_from_rent_listed_town"),
        divided(rent, 3) + listed_per_dependant,
        share(full + per_dependant, 110),
    )
    return when(is_listed_town(), listed, elsewhere)


# ---------------------------------------------------------------------------- conditions they share


def lives_here_in_flanders() -> tuple[Condition, Condition]:
    """The dwelling lies in the Flemish Region and is the main residence of the tenant."""
    return (
        condition("in_flemish_region", lives_in_flanders(), "Order, conditions on the dwelling"),
        condition(
            "registered_at_this_address", you(registered_at_address()), "Order, conditions on the dwelling"
        ),
    )


def no_property() -> Condition:
    """No adult of the family has a dwelling or building plot, but for the listed exceptions."""
    owns = fact("has_property_right") & is_("property_exception", "none")
    return condition("no_property", ~anyone(adults_of_the_family() & owns), "Order, condition on property")


def young_tenant_pays_the_rest() -> Condition:
    """Who is under 25 shows an own income that covers what is left of the rent."""
    return any_way(
        "tenant_can_pay_the_rest",
        condition("tenant_is_25", you(aged(25)), "Order, condition on income"),
        person_decides("own_income_covers_the_rest", "Order, condition on income"),
        article="Order, condition on income",
    )
