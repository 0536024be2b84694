"""Food help: parcels, a social grocery or a social restaurant, through the OCMW or a partner."""

from nabij_rights.authoring import *
from nabij_rights.rules.federal import _ocmw_aid

RIGHT = Right(
    id="voedselhulp",
    block="N10",
    level=Level.LOCAL,
    kind=Kind.MAY_ASK,
    unit=Unit.HOUSEHOLD,
    period="month",
    provider="OCMW of organisatie in de buurt",
    legal_basis=("Organic law of 8 July 1976 on the OCMW, art. 57", "Rules of the own OCMW"),
    granting=Granting.APPLICATION,
    documents=("identity_card", "household_composition", "income_proof"),
    sources=(
        ("Bever: voedselhulp", "https://www.bever-bievene.be"),
        ("Sint-Lievens-Houtem: voedselpakketten", "https://www.sint-lievens-houtem.be/voedselpakketten"),
        *_ocmw_aid.TERMS,
    ),
    procedure=_ocmw_aid.PROCEDURE,
)


@RIGHT.rule(from_on="2018-01-01")
def rule() -> Rule:
    """A low income, help with debts, or what a social inquiry shows: each town has its own way in."""
    return Rule(
        person_decides("too_little_for_food", _ocmw_aid.AID),
        person_decides("offer_in_the_town", "Rules of the own OCMW"),
    )
