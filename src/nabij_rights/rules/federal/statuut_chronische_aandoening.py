"""Status of a person with a chronic condition: law of 14 July 1994 on health insurance."""

from nabij_rights.authoring import *
from nabij_rights.rules.federal._charter import APPEAL_TERM

RIGHT = Right(
    id="statuut_chronische_aandoening",
    block="F19",
    level=Level.FEDERAL,
    kind=Kind.YES_NO,
    unit=Unit.PERSON,
    period="year",
    provider="Ziekenfonds",
    legal_basis=("Law of 14 July 1994 on health insurance",),
    granting=Granting.SEMI,
    documents=("certificate_doctor",),
    opens=("maximumfactuur", "derdebetaler_huisarts"),
    recorded_as=("has_chronic_condition_status",),
    procedure=Procedure(starts=Starter.NOBODY, appeal_to=AppealBody.LABOUR_COURT, appeal_within=APPEAL_TERM),
    sources=(
        (
            "RIZIV: het statuut van persoon met een chronische aandoening",
            "https://www.riziv.fgov.be/nl/thema-s/verzorging-kosten-en-terugbetaling/financiele-toegankelijkheid/statuut-chronische-aandoening-",
        ),
        (
            "Wikiwiph AViQ: statut de malade chronique",
            "https://wikiwiph.aviq.be/Pages/Statut-malade-chronique.aspx",
        ),
        (
            "Belgian FAPA: la santé, une affaire onéreuse",
            "https://belgianfapa.be/fr/la-sante-une-affaire-onereuse",
        ),
    ),
)

ARTICLE = "Status of a chronic condition, health insurance"

QUARTERS = 8


@RIGHT.rule(from_on="2019-01-01")
def rule() -> Rule:
    """High costs in the eight quarters of two calendar years, or the care lump sum in that time.

    With a certificate of a rare disease the same costs give the status for longer. The sum of a quarter
    follows the index: fewer than eight quarters of 300 euros is a no, eight are looked at by the fund.
    """
    named("costs_of_quarter", amount("chronic_status.costs_of_quarter"))
    return Rule(
        any_way(
            "opened_by",
            condition("has_it_already", you(fact("has_chronic_condition_status")), ARTICLE),
            every(
                "high_costs",
                condition("eight_quarters", you(fact("quarters_over_300_in_row")) >= QUARTERS, ARTICLE),
                person_decides("two_years_above_indexed_sum", ARTICLE),
            ),
            every(
                "care_lump_sum",
                condition("long_care", ~you(is_("dependency_situation", "none")), ARTICLE),
                person_decides("gets_care_lump_sum", ARTICLE),
            ),
        ),
    )
