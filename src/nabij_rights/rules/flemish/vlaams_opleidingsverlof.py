"""Flemish training leave (Vlaams opleidingsverlof): away from work with pay, to follow a training."""

from nabij_rights.authoring import *

RIGHT = Right(
    id="vlaams_opleidingsverlof",
    block="N23",
    level=Level.FLEMISH,
    kind=Kind.YES_NO,
    unit=Unit.PERSON,
    period="school year",
    provider="Werkgever",
    legal_basis=("Flemish rules on training leave, since 1 September 2019",),
    granting=Granting.APPLICATION,
    documents=("training_enrolment",),
    procedure=Procedure(starts=Starter.PERSON, appeal_to=AppealBody.LABOUR_COURT),
    sources=(
        (
            "Onderwijs Vlaanderen: Vlaams opleidingsverlof",
            "https://www.onderwijs.vlaanderen.be/nl/vlaams-opleidingsverlof-cursisten",
        ),
        (
            "Partena: Vlaams opleidingsverlof, regels vanaf 1 september 2019",
            "https://www.partena-professional.be/nl/knowledge-center/infoflashes/vlaams-opleidingsverlof-wat-zijn-de-regels-vanaf-1-september-2019",
        ),
    ),
)

ARTICLE = "Training leave, conditions"


@RIGHT.rule(from_on="2019-09-01")
def rule() -> Rule:
    """An employee of the private sector, half time at least, at work in the Flemish Region.

    The place of work counts, not the home. The training has 32 hours or 3 credits and stands in the database.
    """
    return Rule(
        condition("is_employee", you(is_("work_status", "employee", "self_employed_side")), ARTICLE),
        any_way(
            "job_gives_right",
            person_decides("private_sector_half_time_in_flanders", ARTICLE),
            article=ARTICLE,
        ),
        person_decides("training_is_registered", ARTICLE),
    )
