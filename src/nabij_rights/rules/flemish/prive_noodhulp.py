"""Private emergency funds: a worker asks for a family when the rights are used up."""

from nabij_rights.authoring import *

RIGHT = Right(
    id="prive_noodhulp",
    block="N30",
    level=Level.FLEMISH,
    kind=Kind.MAY_ASK,
    unit=Unit.HOUSEHOLD,
    period="once",
    provider="Private fondsen (Pelicano, Kindergeluk, Fonds Buitengewone Hulp, Welzijnszorg)",
    legal_basis=("Own rules of each fund: no law",),
    granting=Granting.APPLICATION,
    documents=("invoice", "income_proof"),
    goes_after=("leefloon",),
    procedure=Procedure(
        starts=Starter.PROFESSIONAL,
        at="OCMW, CAW of school",
        appeal_to=AppealBody.NONE,
    ),
    sources=(
        (
            "HLN: OCMW Zonnebeke treedt toe tot stichting Pelicano (2020)",
            "https://www.hln.be/in-de-buurt/zonnebeke/zonnebeke-pakt-kinderarmoede-aan~aa967348/",
        ),
        (
            "Stichting Pelicano: armoede schaadt (2016)",
            "http://pelicano.be/aan-het-woord/2016-11/armoede-schaadt",
        ),
    ),
)


@RIGHT.rule(from_on="2018-09-01", note="Each fund has rules of its own.")
def rule() -> Rule:
    """A partner of the fund writes a report on the family; a committee of the fund decides."""
    return Rule(
        person_decides("worker_asks", "Own rules of each fund: no law"),
        person_decides("fund_decides", "Own rules of each fund: no law"),
    )
