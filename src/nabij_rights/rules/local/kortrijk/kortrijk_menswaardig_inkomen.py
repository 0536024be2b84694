"""Decent income of Kortrijk (KMI): a temporary top-up of the OCMW on the way to work, since July 2018."""

from nabij_rights.authoring import *

RIGHT = Right(
    id="kortrijk_menswaardig_inkomen",
    block="V4.4",
    level=Level.LOCAL,
    town="kortrijk",
    kind=Kind.MAY_ASK,
    unit=Unit.HOUSEHOLD,
    period="month",
    provider="OCMW Kortrijk",
    legal_basis=("Beslissing van OCMW Kortrijk, juli 2018",),
    granting=Granting.APPLICATION,
    documents=(
        "identity_card",
        "income_proof",
        "benefit_proof",
        "bank_statements",
        "rent_contract",
        "invoice",
    ),
    goes_after=("leefloon",),
    residual=True,
    sources=(
        (
            "KW: Kortrijk lanceert KMI (2018)",
            "https://kw.be/nieuws/samenleving/kortrijk-lanceert-kmi-wie-een-job-zoekt-krijgt-hoger-leefloon/article-normal-327817.html",
        ),
        (
            "Kortrijk verhoogt leefloon tot menswaardig inkomen",
            "https://www.s-p-a.be/artikel/kortrijk-verhoogt-leefloon-tot-menswaardig-inkom-2/",
        ),
        (
            "HLN Kortrijk, 6 juli 2018",
            "https://www.hln.be/regio/kortrijk/-wie-job-zoekt-krijgt-hoger-leefloon~a8ed15bf/",
        ),
    ),
)

DECISION = "OCMW Kortrijk, July 2018"


@RIGHT.rule(from_on="2018-07-01")
def rule() -> Rule:
    """What a budget for a decent life (REMI) needs more than the household has, during guidance to work.

    The tables of that budget are licensed and the local rules are not public: a social worker reckons, so the
    machine knows no amount. Only the town is a hard condition.
    """
    return Rule(
        condition("lives_in_kortrijk", lives_in("kortrijk"), DECISION),
        any_way(
            "in_guidance",
            condition("known_at_ocmw", you(fact("is_ocmw_user")), DECISION),
            person_decides("ocmw_starts_guidance", DECISION),
        ),
        any_way(
            "leefloon_or_alike",
            condition("gets_integration_income", you(has("integration_income_since_on")), DECISION),
            condition("gets_equivalent_support", you(has("equivalent_support_since_on")), DECISION),
            person_decides("comparable_income", DECISION),
        ),
        any_way(
            "on_the_way_to_work",
            condition("has_project", you(fact("has_integration_project")), DECISION),
            person_decides("other_way_to_work", DECISION),
        ),
        person_decides("needs_exceed_means", DECISION),
    )
