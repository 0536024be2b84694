"""Sociaal tarief water: a lower water bill by a status on 1 January. General water sale regulation."""

from nabij_rights.authoring import *

RIGHT = Right(
    id="sociaal_tarief_water",
    block="V2.10",
    level=Level.FLEMISH,
    kind=Kind.PRICE,
    unit=Unit.HOUSEHOLD,
    period="year",
    provider="Waterbedrijf",
    legal_basis=(
        "Order of the Flemish Government of 8 April 2011 (general water sale regulation)",
        "Decree of 24 May 2002 on water for human use",
    ),
    granting=Granting.AUTOMATIC,
    documents=("benefit_proof",),
    procedure=Procedure(starts=Starter.NOBODY, appeal_to=AppealBody.COMPLAINT),
    sources=(
        ("Vlaanderen: sociaal tarief voor water", "https://www.vlaanderen.be/sociaal-tarief-voor-water"),
        ("VMM: sociaal tarief", "https://www.vmm.be/water/waterfactuur/sociaal-tarief"),
        (
            "De Watergroep: sociale tegemoetkoming",
            "https://www.dewatergroep.be/nl-be/drinkwater/kortingen-en-vrijstellingen/sociale-tegemoetkoming",
        ),
    ),
)

NEW_YEAR = days.FIRST_OF_JANUARY


@RIGHT.rule(from_on="2019-01-01")
def rule() -> Rule:
    """A fifth of the fixed and the variable price.

    Somebody of the household had one of the listed benefits on 1 January of this year. What was granted later
    in the year counts from next year on.
    """
    named("bill_in_household_name", fact("water_bill_in_household_name", at=NEW_YEAR))
    return Rule(
        condition("in_flemish_region", lives_in_flanders(), "Decree of 24 May 2002"),
        _somebody_has_a_listed_benefit(),
    )


def _somebody_has_a_listed_benefit() -> Condition:
    """Living wage or support of that height, income guarantee, a disability allowance, or care budget.

    The regulation says "leefloon of levensminimum"; the second is the support of the law of 2 April 1965.
    """
    article = "General water sale regulation, social tariff"
    return any_way(
        "somebody_has_listed_benefit",
        condition(
            "had_integration_income", _somebody(fact("integration_income_since_on", at=NEW_YEAR)), article
        ),
        condition(
            "had_equivalent_support", _somebody(fact("equivalent_support_since_on", at=NEW_YEAR)), article
        ),
        condition(
            "had_income_guarantee", _somebody(fact("receives_older_income_guarantee", at=NEW_YEAR)), article
        ),
        condition(
            "had_income_replacement",
            _somebody(fact("receives_income_replacement_allowance", at=NEW_YEAR)),
            article,
        ),
        condition(
            "had_integration_allowance",
            _somebody(fact("receives_integration_allowance", at=NEW_YEAR)),
            article,
        ),
        condition(
            "had_older_care_budget", _somebody(fact("receives_older_care_budget", at=NEW_YEAR)), article
        ),
        article=article,
    )


def _somebody(had_benefit: Node) -> Node:
    """Whether it was so, on 1 January, of anybody who was registered at this address then."""
    return anyone(fact("is_registered_here", at=NEW_YEAR) & had_benefit)
