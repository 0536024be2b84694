"""Medical card: the OCMW promises to pay for care (organic law of 8 July 1976, art. 57, and local rules)."""

from nabij_rights.authoring import *
from nabij_rights.rules.federal import _ocmw_aid

RIGHT = Right(
    id="medische_kaart_ocmw",
    block="F8",
    level=Level.FEDERAL,
    kind=Kind.MAY_ASK,
    unit=Unit.PERSON,
    period="quarter",
    provider="OCMW",
    legal_basis=("Organic law of 8 July 1976 on the OCMW, art. 57", "Rules of the own OCMW"),
    granting=Granting.APPLICATION,
    documents=("identity_card", "health_insurance_sticker", "income_proof", "invoice", "certificate_doctor"),
    sources=(
        (
            "Sociale zekerheid: hulp bij medische kosten",
            "https://www.socialsecurity.be/citizen/nl/sociale-bijstand-en-ocmw/hulp-bij-medische-kosten",
        ),
        (
            "VVSG: medische kaart, de betalingsverbintenis voor medische kosten",
            "http://docplayer.nl/4192345-Medische-kaart-de-betalingsverbintenis-voor-medische-kosten-van-ocmw-clienten.html",
        ),
        *_ocmw_aid.TERMS,
    ),
    procedure=_ocmw_aid.PROCEDURE,
)


@RIGHT.rule(from_on="2018-01-01")
def rule() -> Rule:
    """In need, and no insurance or an own share that is too high: who, which care and for how long is local.

    No law gives the conditions, so nothing here rules anybody out.
    """
    return Rule(
        person_decides("in_need", "Organic law of 8 July 1976, art. 1"),
        person_decides("cannot_pay_care", _ocmw_aid.AID),
        person_decides("ocmw_has_card", "Rules of the own OCMW"),
    )
