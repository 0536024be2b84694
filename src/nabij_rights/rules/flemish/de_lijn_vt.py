"""De Lijn with the increased reimbursement (VT): a cheaper season ticket for bus and tram."""

from nabij_rights.authoring import *

RIGHT = Right(
    id="de_lijn_vt",
    block="V2.11",
    level=Level.FLEMISH,
    kind=Kind.PRICE,
    unit=Unit.PERSON,
    period="year",
    provider="De Lijn",
    legal_basis=("Tariffs of De Lijn, verhoogde tegemoetkoming",),
    granting=Granting.APPLICATION,
    documents=("identity_card", "health_insurance_sticker"),
    replaced_by=("de_lijn_vervoergarantie",),
    procedure=Procedure(
        starts=Starter.PERSON,
        at="Lijnwinkel",
        appeal_to=AppealBody.COMPLAINT,
    ),
    sources=(
        (
            "De Lijn: verhoogde tegemoetkoming en vervoergarantie",
            "https://www.delijn.be/de/vervoerbewijzen/abonnementen/verhoogde-tegemoetkoming-vervoersgarantie.html?vertaling=true",
        ),
        (
            "Pitane: tarieven van De Lijn vanaf april 2025",
            "https://en.pitane.blue/2025/03/01/standard-ticket-the-line-from-April-three-euros-other-rates-will-also-increase/",
        ),
        (
            "Plus Magazine: tickets van De Lijn worden duurder (2025)",
            "https://www.plusmagazine.be/nl/maatschappij/regering-maakt-tickets-de-lijn-een-vijfde-duurder/",
        ),
    ),
)

ARTICLE = "Tariffs of De Lijn, verhoogde tegemoetkoming"


@RIGHT.rule(from_on="2019-01-01")
def rule() -> Rule:
    """For whoever has the increased reimbursement; the vervoergarantie is cheaper and goes first."""
    return Rule(
        condition("has_increased_reimbursement", you(fact("has_increased_reimbursement")), ARTICLE),
        amount=amount("de_lijn.increased_reimbursement"),
    )
