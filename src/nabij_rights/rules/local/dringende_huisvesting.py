"""A roof for now: an emergency home of the OCMW, crisis reception of a CAW, or another place."""

from nabij_rights.authoring import *
from nabij_rights.rules.federal import _ocmw_aid

RIGHT = Right(
    id="dringende_huisvesting",
    block="N20",
    level=Level.LOCAL,
    kind=Kind.SERVICE,
    unit=Unit.HOUSEHOLD,
    period="once",
    provider="OCMW en CAW",
    legal_basis=("Organic law of 8 July 1976 on the OCMW, art. 1 and 57",),
    granting=Granting.APPLICATION,
    documents=("identity_card",),
    opens=("referentieadres_ocmw", "installatiepremie_rmi", "installatiepremie_organiek"),
    sources=(
        ("Wichelen: nood- en crisisopvang", "https://www.wichelen.be/nood-en-crisisopvang"),
        (
            "Sint-Gillis-Waas: doorgangswoning of crisiskamer",
            "https://www.sint-gillis-waas.be/welzijn/welzijnshuis/wonen/doorgangswoning-crisiskamer",
        ),
        (
            "CAW Oost-Brabant: opvangcentra (2020)",
            "https://www.caw.be/jaarverslag-2020-caw-oost-brabant/waar-we-trots-op-zijn/opvangcentra/",
        ),
        *_ocmw_aid.TERMS,
    ),
    procedure=Procedure(
        starts=Starter.PERSON,
        appeal_to=AppealBody.LABOUR_COURT,
        at="Sociaal Huis of OCMW",
        appeal_within=_ocmw_aid.PROCEDURE.appeal_within,
    ),
)


@RIGHT.rule(from_on="2018-01-01")
def rule() -> Rule:
    """No roof tonight, put out, or a home that was declared unfit: ask at once. A place is never certain."""
    return Rule(
        person_decides("no_roof_now", "Organic law of 8 July 1976, art. 1"),
        person_decides("place_is_free", "Rules of the own OCMW"),
    )
