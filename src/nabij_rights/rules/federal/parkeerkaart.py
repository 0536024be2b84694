"""Parking card for people with a disability: ministerial decree of 7 May 1999.

The card belongs to a person, young or old, so the rule looks at everybody in the home.
"""

from collections.abc import Iterator

from nabij_rights.authoring import *

RIGHT = Right(
    id="parkeerkaart",
    block="N13",
    level=Level.FEDERAL,
    kind=Kind.YES_NO,
    unit=Unit.HOUSEHOLD,
    period="once",
    provider="FOD Sociale Zekerheid, Directie-generaal Personen met een handicap",
    legal_basis=("Ministerial decree of 7 May 1999 on the parking card",),
    granting=Granting.APPLICATION,
    documents=("identity_card", "passport_photo", "disability_certificate"),
    procedure=Procedure(
        starts=Starter.PERSON,
        at="Sociaal Huis of OCMW",
        appeal_to=AppealBody.LABOUR_COURT,
        appeal_within=LegalTerm("Judicial Code, art. 582", months=3, confidence="unverified"),
    ),
    sources=(
        ("Brecht: hulp bij aanvraag parkeerkaart", "https://www.brecht.be/hulp-bij-aanvraag"),
        (
            "Diksmuide: parkeerkaart voor personen met een handicap",
            "https://www.diksmuide.be/product/328/parkeerkaart-voor-personen-met-een-handicap",
        ),
        ("Gingelom: parkeerkaart", "https://www.gingelom.be/parkeerkaart"),
    ),
)

ARTICLE = "Ministerial decree of 7 May 1999, art. 1"
CHILD_SCALE_UNTIL = 21
"""Until this age the scale for children counts."""


@RIGHT.rule(from_on="2019-01-01")
def rule() -> Rule:
    """80 % for life, 50 % of the legs, 12 points of self-reliance, or 2 points on moving about."""
    return Rule(any_way("somebody_may_have_card", *_ways(), article=ARTICLE))


def _ways() -> Iterator[Condition]:
    """What we know as a number opens it; what the number hides is for the service to see."""
    yield condition("disability_80", anyone(fact("disability_pct") >= 80), ARTICLE)
    yield condition("self_reliance_12", anyone(fact("self_reliance_points") >= 12), ARTICLE)
    yield _perhaps("legs_50", fact("disability_pct") >= 50, "is_about_the_legs")
    # Two points on moving about are part of the total, so a total of two at least.
    yield _perhaps("adult_moving_2", fact("self_reliance_points") >= 2, "adult_points_on_moving")
    child = younger_than(CHILD_SCALE_UNTIL) & (fact("medical_social_points") >= 2)
    yield _perhaps("child_moving_2", child, "child_points_on_moving")


def _perhaps(key: str, of_a_person: Node, decided_by: str) -> Condition:
    """A way in that is open in a situation, but on which the service decides."""
    return every(
        key,
        condition(f"{key}_possible", anyone(of_a_person), ARTICLE),
        person_decides(decided_by, ARTICLE),
    )
