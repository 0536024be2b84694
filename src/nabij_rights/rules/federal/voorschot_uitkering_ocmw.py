"""Advance of the OCMW on a benefit that is not paid yet: organic law of 8 July 1976, art. 99, par. 2."""

from nabij_rights.authoring import *
from nabij_rights.rules.federal import _ocmw_aid

ARTICLE = "Organic law of 8 July 1976, art. 99, par. 2"

RIGHT = Right(
    id="voorschot_uitkering_ocmw",
    block="F5",
    level=Level.FEDERAL,
    kind=Kind.MAY_ASK,
    unit=Unit.PERSON,
    period="month",
    provider="OCMW",
    legal_basis=("Organic law of 8 July 1976 on the OCMW, art. 57 and 99, par. 2",),
    granting=Granting.APPLICATION,
    documents=("identity_card", "benefit_claim_proof", "bank_statements"),
    opens=("sociaal_tarief_energie", "sociaal_internetaanbod"),
    goes_after=("leefloon",),
    residual=True,
    recorded_as=("other_ocmw_aid",),
    sources=(
        ("Brusselse OCMW-federatie: voorschotten (1 oktober 2024)", "https://www.bdas-wwsb.brussels/?p=7190"),
        ("Famipedia: subrogatie van het OCMW", "http://famipedia.be/fr/node/116307.html"),
        *_ocmw_aid.TERMS,
    ),
    procedure=_ocmw_aid.PROCEDURE,
)


@RIGHT.rule(from_on="2018-01-01")
def rule() -> Rule:
    """A benefit was claimed and is not paid yet; who may have a full leefloon gets that instead.

    The OCMW decides on the amount, and gets it back from the arrears of the same time.
    """
    return Rule(
        _ocmw_aid.stays_lawfully(),
        person_decides("benefit_claimed", ARTICLE),
        person_decides("not_paid_yet", ARTICLE),
        person_decides("no_full_leefloon", _ocmw_aid.AID),
        person_decides("in_need", "Organic law of 8 July 1976, art. 1"),
    )
