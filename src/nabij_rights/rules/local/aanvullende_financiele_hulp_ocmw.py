"""Additional financial help of the OCMW, for one cost that the income does not cover."""

from nabij_rights.authoring import *
from nabij_rights.rules.federal import _ocmw_aid

RIGHT = Right(
    id="aanvullende_financiele_hulp_ocmw",
    block="N2",
    level=Level.LOCAL,
    kind=Kind.MAY_ASK,
    unit=Unit.HOUSEHOLD,
    period="once",
    provider="OCMW",
    legal_basis=("Organic law of 8 July 1976 on the OCMW, art. 1 and 57", "Rules of the own OCMW"),
    granting=Granting.APPLICATION,
    documents=("identity_card", "income_proof", "bank_statements", "invoice"),
    recorded_as=("other_ocmw_aid",),
    sources=(
        ("Dendermonde: aanvullende financiële hulp", "https://www.dendermonde.be/product/1007"),
        *_ocmw_aid.TERMS,
    ),
    procedure=_ocmw_aid.PROCEDURE,
)


@RIGHT.rule(from_on="2018-01-01")
def rule() -> Rule:
    """An income that is not enough for one cost, like medicine, school or heating; sometimes it is a loan.

    Each OCMW has its own rules, after a social inquiry.
    """
    return Rule(
        _ocmw_aid.stays_lawfully(),
        person_decides("in_need", "Organic law of 8 July 1976, art. 1"),
        person_decides("income_too_low_for_cost", _ocmw_aid.AID),
    )
