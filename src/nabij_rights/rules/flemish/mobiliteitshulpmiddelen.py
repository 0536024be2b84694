"""Mobility aids of the Flemish social protection: wheelchair, scooter, tricycle or walking aid."""

from nabij_rights.authoring import *
from nabij_rights.rules.flemish._social_protection import member_of_care_fund

RIGHT = Right(
    id="mobiliteitshulpmiddelen",
    block="N14",
    level=Level.FLEMISH,
    kind=Kind.YES_NO,
    unit=Unit.HOUSEHOLD,
    period="once",
    provider="Zorgkas",
    legal_basis=("Decree of 18 May 2018 on Flemish social protection",),
    granting=Granting.APPLICATION,
    documents=("identity_card", "prescription_or_advice"),
    procedure=Procedure(
        starts=Starter.PERSON,
        at="Verstrekker van mobiliteitshulpmiddelen (bandagist)",
        appeal_to=AppealBody.ADMINISTRATION,
    ),
    sources=(
        (
            "Vlaamse sociale bescherming: wie kan een mobiliteitshulpmiddel krijgen",
            "https://vlaamsesocialebescherming.be/voorwaarden-wie-kan-een-mobiliteitshulpmiddel-krijgen",
        ),
        (
            "Vlaanderen: hulpmiddelen voor personen met een beperkte mobiliteit",
            "https://www.vlaanderen.be/hulpmiddelen-voor-personen-met-een-beperkte-mobiliteit",
        ),
    ),
)

ARTICLE = "Decree of 18 May 2018, mobility aids"


@RIGHT.rule(from_on="2019-01-01")
def rule() -> Rule:
    """At any age: member of a care fund, and a doctor or wheelchair team prescribes the aid.

    Unpaid premiums are no refusal: the provider and the care fund put them in order with the person.
    """
    return Rule(
        member_of_care_fund(ARTICLE),
        any_way(
            "aid_is_prescribed",
            person_decides("doctor_prescribes_aid", ARTICLE),
            article=ARTICLE,
        ),
    )
