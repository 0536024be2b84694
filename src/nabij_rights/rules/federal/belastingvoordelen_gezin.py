"""Less tax with children, alone with a child or with a disability, and time to pay: to ask about."""

from nabij_rights.authoring import *

RIGHT = Right(
    id="belastingvoordelen_gezin",
    block="N26",
    level=Level.FEDERAL,
    kind=Kind.MAY_ASK,
    unit=Unit.HOUSEHOLD,
    period="year",
    provider="FOD Financiën",
    legal_basis=("Income Tax Code 1992, tax-free sum and tax credit for children",),
    granting=Granting.SEMI,
    documents=("identity_card", "tax_assessment", "disability_certificate"),
    procedure=Procedure(
        starts=Starter.PERSON,
        at="Belastingkantoor van de FOD Financiën",
        appeal_to=AppealBody.ADMINISTRATION,
    ),
    sources=(
        (
            "Jabbeke: belastingkrediet voor kinderen ten laste",
            "http://jabbeke.be/Productencatalogus.aspx?vid=814",
        ),
        (
            "Jabbeke: toeslag op de belastingvrije som",
            "https://www.jabbeke.be/Productencatalogus.aspx?vid=868",
        ),
        (
            "FOD Financiën: alleenstaande ouders",
            "https://financien.belgium.be/nl/particulieren/gezin/kinderopvang/alleenstaande-ouders",
        ),
    ),
)

ARTICLE = "Income Tax Code 1992"


@RIGHT.rule(from_on="2018-09-01", note="No amounts: the tax service works them out.")
def rule() -> Rule:
    """Children or relatives in charge, a recognised disability, or tax that you cannot pay at once.

    Old pages name these advantages and no source gives the rules of today: it opens a question to the tax
    service and never refuses.
    """
    return Rule(
        any_way(
            "family_situation",
            condition("has_dependent", anyone(fact("is_fiscally_dependent")), ARTICLE),
            person_decides("disability_or_other_reason", ARTICLE),
            person_decides("cannot_pay_tax_at_once", ARTICLE),
        ),
    )
