"""Vlaamse huurpremie: rent premium for who waits four years for a social dwelling. Order of 4 May 2012."""

from nabij_rights.authoring import *
from nabij_rights.rules.flemish._housing import (
    assessed_income,
    assessment_is_recent,
    current_income,
    dependants,
    highest_rent_before_may_2019,
    highest_rent_finely,
    income_limit,
    income_limit_before_may_2019,
    lives_here_in_flanders,
    monthly_help,
    monthly_help_before_may_2019,
    no_property,
    young_tenant_pays_the_rest,
)

RIGHT = Right(
    id="vlaamse_huurpremie",
    block="V2.3",
    level=Level.FLEMISH,
    kind=Kind.AMOUNT,
    unit=Unit.HOUSEHOLD,
    period="month",
    provider="Wonen in Vlaanderen",
    legal_basis=(
        "Order of the Flemish Government of 4 May 2012 on the rent premium",
        "Order of 5 April 2019 (new formula from 1 May 2019)",
        "Besluit Vlaamse Codex Wonen van 2021, book 5",
    ),
    granting=Granting.SEMI,
    documents=(
        "rent_contract",
        "custody_agreement",
        "disability_certificate",
        "child_benefit_proof",
        "income_proof",
    ),
    # The agency sends the form when the four years are over; the tenant must send it back.
    procedure=Procedure(starts=Starter.PROVIDER, appeal_to=AppealBody.ADMINISTRATION),
    sources=(
        (
            "Vlaanderen: hoeveel bedraagt de Vlaamse huurpremie",
            "https://www.vlaanderen.be/bouwen-wonen-en-energie/huren-en-verhuren/vlaamse-huurpremie-voor-kandidaat-huurders-van-een-sociale-woning/hoeveel-bedraagt-de-vlaamse-huurpremie",
        ),
        (
            "Vlaanderen: hoe vraag ik de Vlaamse huurpremie aan",
            "https://www.vlaanderen.be/vlaamse-huurpremie-voor-kandidaat-huurders-van-een-sociale-woning/hoe-vraag-ik-de-vlaamse-huurpremie-aan",
        ),
        (
            "Wonen in Vlaanderen: persoon ten laste",
            "https://wonenvlaanderen.be/lexicon/persoon-ten-laste",
        ),
        (
            "Knack: vanaf 1 november 2023 veranderen de huursubsidie en de huurpremie",
            "https://www.knack.be/nieuws/belgie/vanaf-1-november-veranderen-de-huursubsidie-en-de-huurpremie/",
        ),
    ),
)


@RIGHT.rule(from_on="2019-01-01", note="A third of the rent, up to a fixed sum (until 30 April 2019).")
def with_part_of_the_rent() -> Rule:
    """A third of the rent or a fixed sum, with a sum per dependant; one income limit for everybody."""
    number_of_dependants = named("dependants", dependants())
    income = named("counted_income", assessed_income())
    limit = named("income_limit", income_limit_before_may_2019(number_of_dependants))
    highest_rent = named("highest_rent", highest_rent_before_may_2019(number_of_dependants))
    return Rule(
        *_who(),
        condition("dwelling_is_conform", fact("dwelling_is_conform"), "Order, conditions on the dwelling"),
        condition("income_below_limit", income <= limit, "Order, condition on income"),
        condition(
            "rent_below_highest", fact("rent_eur_month") <= highest_rent, "Order, condition on the rent"
        ),
        young_tenant_pays_the_rest(),
        amount=monthly_help_before_may_2019(number_of_dependants),
    )


@RIGHT.rule(from_on="2019-05-01", note="Three quarters of the highest rent minus 1/55 of the income.")
def with_the_income_counted() -> Rule:
    """Three quarters of the highest rent minus 1/55 of the income, in a dwelling that meets the standards."""
    conform = condition(
        "dwelling_is_conform", fact("dwelling_is_conform"), "Order, conditions on the dwelling"
    )
    return _by_income(conform)


@RIGHT.rule(
    from_on="2023-11-01", note="No inspection any more: only a dwelling that was declared unfit is refused."
)
def without_inspection() -> Rule:
    """As before, but the agency does not inspect: only a dwelling that was declared unfit closes the way."""
    not_refused = any_way(
        "dwelling_not_refused",
        condition("dwelling_is_conform", fact("dwelling_is_conform"), "Order, conditions on the dwelling"),
        person_decides("not_declared_unfit", "Wonen in Vlaanderen, rule of 1 November 2023"),
        article="Wonen in Vlaanderen, rule of 1 November 2023",
    )
    return _by_income(not_refused)


def _by_income(dwelling: Condition) -> Rule:
    """Income up to the limit, or income of now up to it; the premium falls as that income rises."""
    number_of_dependants = named("dependants", dependants())
    limit = named("income_limit", income_limit(number_of_dependants))
    assessed = named("counted_income", assessed_income())
    highest_rent = highest_rent_finely(number_of_dependants)
    counted = when(assessed <= limit, assessed, current_income())
    monthly = monthly_help(highest_rent, counted, number_of_dependants)
    named("assessment_is_recent", assessment_is_recent())
    return Rule(
        *_who(),
        dwelling,
        _income_up_to(limit, assessed),
        condition(
            "rent_below_highest",
            fact("rent_eur_month") <= named("highest_rent", to_cents(highest_rent)),
            "Order, condition on the rent",
        ),
        young_tenant_pays_the_rest(),
        condition("premium_above_zero", monthly > 0, "Order, formula"),
        amount=monthly,
    )


def _income_up_to(limit: Node, assessed: Node) -> Condition:
    """The assessed income, or else the income of now; which one it takes then, the agency decides."""
    is_lower_now = (current_income() <= limit) & open_question(
        "current_income_counts", if_so=True, else_=False
    )
    return any_way(
        "income_below_limit",
        condition("assessed_income_below_limit", assessed <= limit, "Order, condition on income"),
        condition("current_income_below_limit", is_lower_now, "Order, condition on income"),
        article="Order, condition on income",
    )


def _who() -> tuple[Condition, ...]:
    """A private tenant with a lease in own name, four years on the list for a social dwelling, no refusal."""
    return (
        *lives_here_in_flanders(),
        condition("rents_privately", is_("tenure", "private_tenant"), "Order, conditions on the dwelling"),
        condition("lease_in_own_name", fact("lease_in_own_name"), "Order, conditions on the dwelling"),
        condition(
            "waited_four_years",
            months_since("social_waiting_list_since_on", 48),
            "Order, condition on the waiting time",
        ),
        condition(
            "no_social_dwelling_refused", ~has("refused_social_dwelling_on"), "Order, end of the premium"
        ),
        no_property(),
        condition(
            "landlord_is_no_resident_relative",
            ~fact("landlord_is_resident_relative"),
            "Order, conditions on the dwelling",
        ),
    )
