"""Extra advantages and the social service of one's health insurance fund. Each fund has its own list."""

from nabij_rights.authoring import *

RIGHT = Right(
    id="aanvullende_voordelen_ziekenfonds",
    block="N27",
    level=Level.FEDERAL,
    kind=Kind.SERVICE,
    unit=Unit.PERSON,
    period="year",
    provider="Ziekenfonds",
    legal_basis=("Statutes of the health insurance fund",),
    granting=Granting.APPLICATION,
    documents=("health_insurance_sticker", "invoice"),
    procedure=Procedure(starts=Starter.PERSON, appeal_to=AppealBody.COMPLAINT),
    sources=(
        (
            "Socialistische Mutualiteit van Brabant: voordelen en diensten (2013)",
            "https://issuu.com/fmsb-fsmb/docs/gd_avantages_2013_bat_nl",
        ),
    ),
)

ARTICLE = "Statutes of the health insurance fund"


@RIGHT.rule(from_on="2019-01-01")
def rule() -> Rule:
    """Every member can ask for them: camps, glasses, transport, and a social worker without a fee."""
    return Rule(condition("member_of_a_fund", you(fact("has_health_insurance")), ARTICLE))
