"""Free companion card of the railways: whoever helps a person with a disability travels free."""

from nabij_rights.authoring import *

RIGHT = Right(
    id="nmbs_begeleiderskaart",
    block="N30",
    level=Level.FEDERAL,
    kind=Kind.YES_NO,
    unit=Unit.HOUSEHOLD,
    period="once",
    provider="NMBS",
    legal_basis=("Public service contract of the NMBS",),
    granting=Granting.APPLICATION,
    documents=("identity_card", "disability_certificate"),
    procedure=Procedure(
        starts=Starter.PERSON,
        at="Loket in het station",
        appeal_to=AppealBody.COMPLAINT,
    ),
    sources=(
        (
            "NMBS: kaart kosteloze begeleider",
            "https://www.belgiantrain.be/nl/tickets-and-railcards/overview-discount/free-carer",
        ),
        (
            "Sociale zekerheid: gratis begeleiderskaart openbaar vervoer",
            "https://www.socialsecurity.be/citizen/nl/handicap-invaliditeit/vervoer-en-mobiliteit/gratis-begeleiderskaart-openbaar-vervoer",
        ),
        (
            "Niel: kaart voor kosteloos begeleiden",
            "https://www.niel.be/product/796/kaart-voor-kosteloos-begeleiden-van-een-persoon-met-een-handicap-op-het-openbaar-vervoer",
        ),
    ),
)

ARTICLE = "NMBS, free companion card"


@RIGHT.rule(from_on="2018-09-01")
def rule() -> Rule:
    """Not able to travel alone, for one of the listed reasons with a certificate.

    For somebody of the household, so that a child is found too. An integration allowance of category 3 or
    higher starts at the same twelve points. Legs, arms and blindness are no facts here, and whether a
    percentage is lasting stands on the certificate: those ways stay open.
    """
    points = fact("self_reliance_points") >= amount("companion_card.points")
    child_points = fact("medical_social_points_pillar1") >= amount("companion_card.points_pillar1")
    lasting = fact("disability_pct") >= amount("companion_card.disability_pct")
    return Rule(
        any_way(
            "cannot_travel_alone",
            condition("twelve_points", anyone(aged(21) & points), ARTICLE),
            condition("child_with_six_points", anyone(younger_than(21) & child_points), ARTICLE),
            every(
                "invalid_for_80_pct",
                condition("disability_of_80_pct", anyone(lasting), ARTICLE),
                person_decides("disability_is_lasting", ARTICLE),
            ),
            person_decides("legs_arms_or_eyes", ARTICLE),
            article=ARTICLE,
        ),
    )
