"""Training vouchers (opleidingscheques): employees pay half of a training, Flanders pays the other half."""

from nabij_rights.authoring import *
from nabij_rights.rules.flemish._social_protection import lives_in_brussels

RIGHT = Right(
    id="opleidingscheques",
    block="N23",
    level=Level.FLEMISH,
    kind=Kind.PRICE,
    unit=Unit.PERSON,
    period="year",
    provider="Departement Werk en Sociale Economie",
    legal_basis=("Flemish rules on training vouchers for employees",),
    granting=Granting.APPLICATION,
    documents=("identity_card", "training_enrolment"),
    procedure=Procedure(starts=Starter.PERSON, at="WSE-loket (online)", appeal_to=AppealBody.COMPLAINT),
    sources=(
        (
            "Vlaanderen: opleidingscheques voor werknemers",
            "https://www.vlaanderen.be/opleidingscheques-voor-werknemers",
        ),
        (
            "Roeselare: opleidingscheques voor werknemers",
            "https://roeselare.be/wonen-en-leven/werk/loopbaan/opleidingscheques-voor-werknemers",
        ),
    ),
)

ARTICLE = "Training vouchers for employees, conditions"


@RIGHT.rule(from_on="2019-01-01")
def rule() -> Rule:
    """An employee of Flanders or Brussels without a diploma of higher education, or with career guidance.

    A training on one's own initiative, from the database. Which diploma somebody has we do not ask.
    """
    named("share_paid", in_unit(amount("training_vouchers.share_paid"), "pct"))
    employee = is_("work_status", "employee", "self_employed_side")
    return Rule(
        condition("is_employee", you(employee), ARTICLE),
        condition("in_flanders_or_brussels", lives_in_flanders() | lives_in_brussels(), ARTICLE),
        any_way(
            "diploma_or_guidance",
            person_decides("no_higher_diploma", ARTICLE),
            person_decides("had_career_guidance", ARTICLE),
            article=ARTICLE,
        ),
        person_decides("training_is_registered", ARTICLE),
    )
