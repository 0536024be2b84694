"""Noodkoopfonds: a loan of the OCMW without interest, to make a bad dwelling of one's own good again."""

from nabij_rights.authoring import *
from nabij_rights.rules.flemish._renovation import owners_at_home

RIGHT = Right(
    id="noodkoopfonds",
    block="N21",
    level=Level.FLEMISH,
    kind=Kind.MAY_ASK,
    unit=Unit.HOUSEHOLD,
    period="once",
    provider="OCMW",
    legal_basis=("Energiebesluit van 19 november 2010, Noodkoopfonds",),
    granting=Granting.APPLICATION,
    documents=("identity_card", "income_proof", "bank_statements", "quotations"),
    procedure=Procedure(
        starts=Starter.PERSON,
        at="Sociaal Huis of OCMW",
        appeal_to=AppealBody.LABOUR_COURT,
        appeal_within=LegalTerm("Noodkoopfonds, conditions", months=3, confidence="unverified"),
    ),
    sources=(
        (
            "Vlaanderen: ondersteuning van renovatie van noodkoopwoningen",
            "https://www.vlaanderen.be/ondersteuning-van-renovatie-van-noodkoopwoningen",
        ),
        (
            "Vlaanderen: renteloze lening voor noodkopers",
            "https://www.vlaanderen.be/renteloze-lening-voor-noodkopers",
        ),
        ("Herzele: noodkoopfonds (2022)", "https://www.herzele.be/noodkoopfonds"),
    ),
)

_FUND = "Noodkoopfonds, conditions"


@RIGHT.rule(from_on="2020-02-14")
def rule() -> Rule:
    """For who owns and lives in one bad dwelling and cannot pay an ordinary loan.

    Only where the OCMW has a project. It is paid back when the home is sold or left, or after twenty years.
    """
    named("highest_loan", amount("emergency_purchase.highest_loan"))
    owns_more = (fact("other_built_cadastral_eur") > 0) | (fact("land_cadastral_eur") > 0)
    return Rule(
        condition("in_flemish_region", lives_in_flanders(), _FUND),
        condition("owns_this_home", is_("tenure", "owner"), _FUND),
        condition("registered_at_this_address", you(registered_at_address()), _FUND),
        condition("no_other_property", ~anyone(owners_at_home() & owns_more), _FUND),
        person_decides("dwelling_needs_big_works", _FUND),
        person_decides("cannot_pay_ordinary_loan", _FUND),
        person_decides("ocmw_has_a_project", _FUND),
    )
