"""Contribution for home help (gezinszorg): the recognised service works out the price at a home visit.

The scale of the ministerial decree of 26 July 2001 was sought and not found, so there are no figures here.
"""

from nabij_rights.authoring import *
from nabij_rights.rules.flemish._social_protection import lives_in_brussels

RIGHT = Right(
    id="gezinszorg_bijdrage",
    block="V3.5",
    level=Level.FLEMISH,
    kind=Kind.PRICE,
    unit=Unit.HOUSEHOLD,
    period="hour",
    provider="Erkende dienst voor gezinszorg",
    legal_basis=("Ministerial decree of 26 July 2001, annex II",),
    granting=Granting.APPLICATION,
    documents=("identity_card", "income_proof", "benefit_proof", "household_composition"),
    procedure=Procedure(
        starts=Starter.PERSON,
        at="Dienst voor gezinszorg of OCMW",
        appeal_to=AppealBody.COMPLAINT,
    ),
    sources=(
        (
            "Zorg en Gezondheid: vragen over de gebruikersbijdrage voor gezinszorg",
            "https://zorg-en-gezondheid.be/vragen-over-de-gebruikersbijdrage-voor-gezinszorg",
        ),
        (
            "Zorg en Gezondheid: hulp voor gezinnen met drielingen",
            "https://zorg-en-gezondheid.be/hulp-voor-gezinnen-met-drielingen",
        ),
        (
            "OCMW Boortmeerbeek: gezinshulp, kostprijs",
            "https://www.ocmwboortmeerbeek.be/gezinshulp-kostprijs-0",
        ),
    ),
)

ARTICLE = "Ministerial decree of 26 July 2001, annex II"


@RIGHT.rule(from_on="2019-01-01")
def rule() -> Rule:
    """A price an hour by the net income of the month, the family, the care and how long it lasts."""
    return Rule(
        condition("in_flanders_or_brussels", lives_in_flanders() | lives_in_brussels(), ARTICLE),
        any_way(
            "help_is_needed",
            person_decides("service_finds_need", ARTICLE),
            article=ARTICLE,
        ),
    )
