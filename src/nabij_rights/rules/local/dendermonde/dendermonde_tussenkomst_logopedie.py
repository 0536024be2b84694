"""Tussenkomst logopedie in Dendermonde: plan of measures of the town since 2020.

The public text names the measure; shares, ceilings and conditions are for the town to fill in.
"""

from nabij_rights.authoring import *

RIGHT = Right(
    id="dendermonde_tussenkomst_logopedie",
    block="V4.9",
    level=Level.LOCAL,
    town="dendermonde",
    kind=Kind.TOWN,
    unit=Unit.HOUSEHOLD,
    period="year",
    provider="Sociaal Huis Dendermonde",
    legal_basis=("Plan of measures of the town of Dendermonde, since 2020",),
    granting=Granting.APPLICATION,
    documents=("prescription_or_advice", "invoice", "income_proof"),
    sources=(
        (
            "Dendermonde: overzicht van maatregelen",
            "https://www.dendermonde.be/maatregelen-voor-sociaal-kwetsbare-groepen",
        ),
        (
            "Dendermonde: maatschappelijke dienstverlening",
            "https://www.dendermonde.be/product/1007/maatschappelijke-dienstverlening-financiele-steun",
        ),
    ),
)


@RIGHT.rule(from_on="2020-01-01", note="Conditions and amounts are for the town to fill in.")
def rule() -> Rule:
    """For pupils in Dendermonde who need speech therapy; the Sociaal Huis looks at every question itself."""
    article = "Plan of measures of the town"
    at_school = younger_than(25) & is_("study_level", "nursery", "primary", "secondary")
    is_pupil = younger_than(18) | at_school
    return Rule(
        condition("lives_in_dendermonde", lives_in("dendermonde"), article),
        condition("has_pupil", anyone(lives_under_roof() & is_pupil), article),
        any_way(
            "social_house_grants_it",
            person_decides("social_house_decides", article),
            article=article,
        ),
    )
