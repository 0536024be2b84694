"""Vlaamse huursubsidie: rent subsidy after a move to a good dwelling. Order of 2 February 2007."""

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

RIGHT = Right(
    id="vlaamse_huursubsidie",
    block="V2.4",
    level=Level.FLEMISH,
    kind=Kind.AMOUNT,
    unit=Unit.HOUSEHOLD,
    period="month",
    provider="Wonen in Vlaanderen",
    legal_basis=(
        "Order of the Flemish Government of 2 February 2007 on the rent subsidy",
        "Order of 5 April 2019 (new formula from 1 May 2019)",
        "Besluit Vlaamse Codex Wonen van 2021, art. 5.164 and 5.166",
    ),
    granting=Granting.APPLICATION,
    documents=(
        "rent_contract",
        "decision_on_old_dwelling",
        "homelessness_proof",
        "custody_agreement",
        "disability_certificate",
        "child_benefit_proof",
        "income_proof",
    ),
    replaced_by=("vlaamse_huurpremie",),
    sources=(
        (
            "Wonen in Vlaanderen: voor wie is de Vlaamse huursubsidie",
            "https://www.wonenvlaanderen.be/premies/voor-wie-de-vlaamse-huursubsidie-0",
        ),
        (
            "Wonen in Vlaanderen: hoeveel bedraagt de Vlaamse huursubsidie, en de gemeenten met verhoging",
            "https://www.wonenvlaanderen.be/premies/hoeveel-bedraagt-de-vlaamse-huursubsidie-0",
        ),
        (
            "Wonen in Vlaanderen: hoe de Vlaamse huursubsidie aanvragen",
            "https://wonenvlaanderen.be/premies/hoe-de-vlaamse-huursubsidie-aanvragen-0",
        ),
        (
            "Knack: vanaf 1 november 2023 veranderen de huursubsidie en de huurpremie",
            "https://www.knack.be/nieuws/belgie/vanaf-1-november-veranderen-de-huursubsidie-en-de-huurpremie/",
        ),
    ),
)


@RIGHT.rule(from_on="2019-01-01", note="A third of the rent, up to a fixed sum (until 30 April 2019).")
def with_part_of_the_rent() -> Rule:
    """A third of the rent or a fixed sum, and a sum per dependant; mostly registered for social renting."""
    number_of_dependants = named("dependants", dependants())
    income = named("counted_income", assessed_income())
    limit = named("income_limit", income_limit_before_may_2019(number_of_dependants))
    highest_rent = named("highest_rent", highest_rent_before_may_2019(number_of_dependants))
    # The page that prints the old amounts is about the premium. The formula of the subsidy was the same one.
    monthly = monthly_help_before_may_2019(number_of_dependants)
    named("installation_premium", _installation_premium(monthly))
    return Rule(
        *_who(),
        _registered_for_social_renting(),
        condition("income_below_limit", income <= limit, "Order, condition on income"),
        condition(
            "rent_below_highest", fact("rent_eur_month") <= highest_rent, "Order, condition on the rent"
        ),
        young_tenant_pays_the_rest(),
        person_decides("had_no_subsidy_before", "Order, once only"),
        amount=monthly,
    )


@RIGHT.rule(from_on="2019-05-01", note="Three quarters of the highest rent minus 1/55 of the income.")
def with_the_income_counted() -> Rule:
    """Three quarters of the highest rent minus 1/55 of the income; mostly registered for social renting."""
    return _by_income(_registered_for_social_renting(), is_three_times=True)


@RIGHT.rule(from_on="2023-11-01", note="No need any more to register for a social dwelling.")
def without_registration() -> Rule:
    """As before, but nobody has to register for a social dwelling any more."""
    # Older pages say three times; a page of after this day was not found.
    return _by_income(
        is_three_times=open_question("installation_premium_is_three_times", if_so=True, else_=False)
    )


def _by_income(*registration: Condition, is_three_times: Node | bool) -> Rule:
    """Only the income of the assessment counts, never the income of now."""
    number_of_dependants = named("dependants", dependants())
    limit = named("income_limit", income_limit(number_of_dependants))
    income = named("counted_income", assessed_income())
    highest_rent = highest_rent_finely(number_of_dependants)
    monthly = monthly_help(highest_rent, income, number_of_dependants)
    named("assessment_is_recent", assessment_is_recent())
    named("installation_premium", when(ALWAYS & is_three_times, _installation_premium(monthly), 0))
    return Rule(
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
        amount=monthly,
    )


def _installation_premium(monthly: Node) -> Node:
    """Three times the first month, but not for who was homeless and had an installation grant of the OCMW."""
    has_had_grant = was_homeless() & you(fact("had_installation_grant"))
    return in_unit(when(has_had_grant, 0, monthly * 3), "EUR")


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


def _registered_for_social_renting() -> Condition:
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
