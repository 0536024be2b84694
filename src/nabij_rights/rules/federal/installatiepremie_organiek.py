"""Installation grant without a leefloon: organic law of 8 July 1976, art. 57bis; RD of 21 September 2004."""

from nabij_rights.authoring import *
from nabij_rights.rules.federal import _installation_grant, _ocmw_aid
from nabij_rights.rules.federal._living_wage import amount_of_own_category

ARTICLE = "Organic law of 8 July 1976, art. 57bis"

RIGHT = Right(
    id="installatiepremie_organiek",
    block="F4",
    level=Level.FEDERAL,
    kind=Kind.AMOUNT,
    unit=Unit.HOUSEHOLD,
    period="once",
    provider="OCMW",
    legal_basis=(ARTICLE, "RD of 21 September 2004 on an installation grant of the OCMW"),
    granting=Granting.APPLICATION,
    documents=(
        "identity_card",
        "rent_contract",
        "bank_statements",
        "homelessness_proof",
        "benefit_proof",
        "income_proof",
    ),
    goes_after=("installatiepremie_rmi",),
    recorded_as=("had_installation_grant",),
    sources=(
        (
            "PrimaBook: installatiepremie voor de begunstigden van de organieke wet",
            "https://primabook.mi-is.be/nl/wonen/installatiepremie/voor-de-begunstigden-van-de-organieke-wet",
        ),
        ("Lille: installatiepremie OCMW", "https://www.lille.be/installatiepremie-ocmw"),
        *_installation_grant.SOURCES,
        *_ocmw_aid.TERMS,
    ),
    procedure=_ocmw_aid.PROCEDURE,
)


@RIGHT.rule(from_on="2017-09-01")
def rule() -> Rule:
    """Without a leefloon: only benefits, or an income under 110 % of the own category; one per household.

    How income is counted for the second ground the sources do not say: the own net income of the month is.
    """
    return Rule(
        condition("has_no_leefloon", ~_installation_grant.on_leefloon_at_the_move(), ARTICLE),
        _low_income(),
        _installation_grant.leaves_homelessness(ARTICLE),
        _installation_grant.had_none_before(ARTICLE),
        person_decides("no_means_for_a_home", "RD of 21 September 2004, art. 1"),
        amount=_installation_grant.amount_of_grant(),
    )


def _low_income() -> Condition:
    own_category = amount_of_own_category()
    limit = named("income_limit_year", share(own_category, amount("installation_grant.income_pct")))
    benefit, other = fact("net_benefit_income_eur_month"), _other_income()
    income = named("own_income_year", per_year(you(benefit + other)))
    gets_benefit = (benefit > 0) | has("equivalent_support_since_on")
    return any_way(
        "low_income",
        condition("only_benefits", you(gets_benefit & (other == 0)), ARTICLE),
        condition("income_below_limit", income < limit, ARTICLE),
    )


def _other_income() -> Node:
    """Of each person: income of a month that is no benefit."""
    return (
        fact("net_work_income_eur_month")
        + fact("net_training_income_eur_month")
        + fact("maintenance_for_self_eur_month")
        + fact("other_net_income_eur_month")
        + fact("rent_received_eur_month")
    )
