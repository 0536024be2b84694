"""Free visits to the doctor under 25 with the increased reimbursement, since 1 October 2023."""

from nabij_rights.authoring import *

RIGHT = Right(
    id="gratis_huisarts_onder_25",
    block="N9",
    level=Level.FEDERAL,
    kind=Kind.PRICE,
    unit=Unit.HOUSEHOLD,
    period="visit",
    provider="Huisarts",
    legal_basis=("Law of 14 July 1994 on health insurance",),
    granting=Granting.AUTOMATIC,
    documents=("identity_card",),
    procedure=Procedure(starts=Starter.PROFESSIONAL, at="Ziekenfonds", appeal_to=AppealBody.COMPLAINT),
    sources=(
        (
            "Eerstelijnszone: jongeren met verhoogde tegemoetkoming gratis naar de dokter",
            "https://www.eerstelijnszone.be/jongeren-met-verhoogde-tegemoetkoming-kunnen-tot-en-met-24-jaar-gratis-naar-de-dokter",
        ),
        (
            "Luttepauvrete Wallonie: consultations gratuites avant 25 ans (2023)",
            "http://luttepauvrete.wallonie.be/node/?page=3",
        ),
    ),
)

ARTICLE = "Health insurance, doctor's visits under 25"


@RIGHT.rule(from_on="2023-10-01")
def rule() -> Rule:
    """Under 25, with increased reimbursement and a medical file, nothing of the agreed fee is left to pay."""
    young = lives_under_roof() & younger_than(25)
    with_status = young & fact("has_increased_reimbursement")
    with_file = with_status & fact("has_global_medical_file")
    named("persons", number_of(with_file))
    return Rule(
        condition("someone_under_25", anyone(young), ARTICLE),
        condition("with_increased_reimbursement", anyone(with_status), ARTICLE),
        condition("with_medical_file", anyone(with_file), ARTICLE),
        person_decides("doctor_keeps_agreed_fees", ARTICLE),
    )
