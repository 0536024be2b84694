"""Student facilities: what the social service of a college or university can do."""

from nabij_rights.authoring import *

CODEX = "Codex Hoger Onderwijs: studentenvoorzieningen"

RIGHT = Right(
    id="studentenvoorzieningen",
    block="N28",
    level=Level.FLEMISH,
    kind=Kind.MAY_ASK,
    unit=Unit.HOUSEHOLD,
    period="school year",
    provider="Sociale dienst van de hogeschool of universiteit",
    legal_basis=(CODEX,),
    granting=Granting.APPLICATION,
    documents=("study_certificate", "tax_assessment", "income_proof", "household_composition"),
    goes_after=("studietoelage_hoger_onderwijs",),
    sources=(
        ("LUCA School of Arts: studiefinanciering (2023-2024)", "https://luca-arts.be/nl/studiefinanciering"),
        ("Howest: studiefinanciering", "https://www.howest.be/nl/stuvo/studiefinanciering"),
    ),
    procedure=Procedure(starts=Starter.PERSON, appeal_to=AppealBody.COMPLAINT),
)


@RIGHT.rule(from_on="2018-01-01")
def rule() -> Rule:
    """A student in higher education: an advance, a loan without interest, money for costs, a cheaper room.

    Each college and university has its own rules; the social service looks at what is possible.
    """
    is_student = is_("study_level", "higher") | is_("work_status", "student")
    return Rule(
        condition("student_at_home", anyone(is_student), CODEX),
        person_decides("costs_too_high", CODEX),
    )
