"""What the rent subsidy and its installation premium share: who gets them, and the subsidy of a month.

Order of 2 February 2007; since 2021 book 5 of the Besluit Vlaamse Codex Wonen, art. 5.164 and 5.166.
"""

from nabij_rights.authoring import *
from nabij_rights.rules.flemish._housing import (
    assessed_income,
    assessment_is_recent,
    dependants,
    highest_rent_before_may_2019,
    highest_rent_finely,
    income_limit,
    income_limit_before_may_2019,
    is_recognised_disabled,
    lives_here_in_flanders,
    monthly_help,
    monthly_help_before_may_2019,
    no_property,
    resident_family,
    young_tenant_pays_the_rest,
)


def subsidy_before_may_2019() -> tuple[tuple[Condition, ...], Node]:
    """The conditions, and a third of the rent or a fixed sum, with a sum per dependant."""
    number_of_dependants = named("dependants", dependants())
    income = named("counted_income", assessed_income())
    limit = named("income_limit", income_limit_before_may_2019(number_of_dependants))
    highest_rent = named("highest_rent", highest_rent_before_may_2019(number_of_dependants))
    # The page that prints the old amounts is about the premium. The formula of the subsidy was the same one.
    monthly = monthly_help_before_may_2019(number_of_dependants)
    conditions = (
        *_who(),
        registered_for_social_renting(),
        condition("income_below_limit", income <= limit, "Order, condition on income"),
        condition(
            "rent_below_highest", fact("rent_eur_month") <= highest_rent, "Order, condition on the rent"
        ),
        young_tenant_pays_the_rest(),
        person_decides("had_no_subsidy_before", "Order, once only"),
    )
    return conditions, monthly


def subsidy_by_income(*registration: Condition) -> tuple[tuple[Condition, ...], Node]:
    """The conditions and the amount; only the income of the assessment counts, never the income of now."""
    number_of_dependants = named("dependants", dependants())
    limit = named("income_limit", income_limit(number_of_dependants))
    income = named("counted_income", assessed_income())
    highest_rent = highest_rent_finely(number_of_dependants)
    monthly = monthly_help(highest_rent, income, number_of_dependants)
    named("assessment_is_recent", assessment_is_recent())
    conditions = (
        *_who(),
        *registration,
        condition("income_below_limit", income <= limit, "Order, condition on income"),
        condition(
            "rent_below_highest",
            fact("rent_eur_month") <= named("highest_rent", to_cents(highest_rent)),
            "Order, condition on the rent",
        ),
        young_tenant_pays_the_rest(),
        condition("subsidy_above_zero", monthly > 0, "Order, formula"),
        person_decides("had_no_subsidy_before", "Order, once only"),
    )
    return conditions, monthly


def had_grant_of_ocmw() -> Node:
    """Who was homeless and already had an installation grant of an OCMW."""
    return was_homeless() & you(fact("had_installation_grant"))


def three_times(monthly: Node) -> Node:
    """Three times the subsidy of the first month."""
    return in_unit(monthly * 3, "EUR")


def still_three_times() -> Node:
    """Older pages say three times; a page of after 1 November 2023 was not found."""
    return open_question("installation_premium_is_three_times", if_so=True, else_=False)


# ------------------------------------------------------------------------------------- conditions


def _who() -> tuple[Condition, ...]:
    """A tenant, not of a social dwelling, who made one of the four moves and asks in time."""
    return (
        *lives_here_in_flanders(),
        condition(
            "rents_privately_or_sublet",
            is_("tenure", "private_tenant", "social_sublet"),
            "Order, conditions on the new dwelling",
        ),
        condition("lease_in_own_name", fact("lease_in_own_name"), "Order, conditions on the new dwelling"),
        _one_of_the_four_moves(),
        _asks_in_time(),
        condition(
            "dwelling_is_conform",
            rents_from_housing_company() | fact("dwelling_is_conform"),
            "Order, conditions on the new dwelling",
        ),
        no_property(),
    )


def rents_from_housing_company() -> Node:
    """Sub-let by the housing company (before 2023 the social letting agency)."""
    return is_("tenure", "social_sublet") | is_("left_dwelling_because", "sublet")


def was_homeless() -> Node:
    """Had no home before this one."""
    return is_("left_dwelling_because", "homeless") | you(fact("was_homeless_before_move"))


def _one_of_the_four_moves() -> Condition:
    """To a sub-let dwelling, out of homelessness, out of a bad dwelling, or out of one that did not fit."""
    out_of_bad_dwelling = is_(
        "left_dwelling_because", "unfit_declared", "overcrowded", "not_for_living", "camping", "demolished"
    )
    older_or_disabled = anyone(resident_family() & (aged(65) | is_recognised_disabled()))
    article = "Order, art. 5.164"
    return any_way(
        "made_one_of_four_moves",
        condition("moved_to_sublet", rents_from_housing_company(), article),
        condition("was_homeless", was_homeless(), article),
        condition("left_bad_dwelling", out_of_bad_dwelling, article),
        condition(
            "left_unadapted_dwelling",
            is_("left_dwelling_because", "unadapted") & older_or_disabled,
            article,
        ),
        article=article,
    )


def _asks_in_time() -> Condition:
    """Within nine months of the start of the lease. Tenants of a housing company could ask later in 2022."""
    still_open_for_sublet = rents_from_housing_company() & open_question(
        "later_application_accepted", if_so=True, else_=False
    )
    nine_months_ago = day(Day("today", months=-9))
    return any_way(
        "asks_in_time",
        condition("within_nine_months", fact("lease_starts_on") >= nine_months_ago, "Order, application"),
        condition("later_for_sublet", still_open_for_sublet, "Order, application"),
        article="Order, application",
    )


def registered_for_social_renting() -> Condition:
    """Until 31 October 2023: registered for a social dwelling, at the latest nine months after asking.

    Not for who rents from a housing company or left a dwelling that did not fit.
    """
    article = "Order, registration (until 31 October 2023)"
    return any_way(
        "registered_for_social_dwelling",
        condition("is_on_waiting_list", has("social_waiting_list_since_on"), article),
        condition(
            "need_not_register",
            rents_from_housing_company() | is_("left_dwelling_because", "unadapted"),
            article,
        ),
        person_decides("registers_in_time", article),
        article=article,
    )
