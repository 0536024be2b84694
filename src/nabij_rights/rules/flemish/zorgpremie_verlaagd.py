"""Reduced care premium (zorgpremie) of the Flemish social protection: decree of 18 May 2018, order art. 68.

Everybody pays this premium from the year of the 26th birthday on. The right is to pay less, or nothing.
"""

from nabij_rights.authoring import *
from nabij_rights.rules.flemish._social_protection import (
    five_years_here,
    member_of_care_fund,
    pays_premium,
)

RIGHT = Right(
    id="zorgpremie_verlaagd",
    block="V3.1",
    level=Level.FLEMISH,
    kind=Kind.PRICE,
    unit=Unit.PERSON,
    period="year",
    provider="Zorgkas",
    legal_basis=(
        "Decree of 18 May 2018 on Flemish social protection",
        "Order of the Flemish Government of 30 November 2018, art. 68",
    ),
    granting=Granting.AUTOMATIC,
    documents=("debt_help_certificate",),
    procedure=Procedure(starts=Starter.NOBODY, appeal_to=AppealBody.COMPLAINT),
    sources=(
        (
            "Vlaanderen: jaarlijkse zorgpremie voor de Vlaamse sociale bescherming",
            "https://www.vlaanderen.be/gezondheid-en-welzijn/gezondheid/zorgkassen-in-vlaanderen/jaarlijkse-zorgpremie-voor-de-vlaamse-sociale-bescherming",
        ),
        ("LM Zorgkas: zorgpremie", "https://www.lm-ml.be/nl/zorg-ondersteuning/lm-zorgkas/zorgpremie"),
        (
            "Rechtenverkenner: vermindering zorgpremie",
            "https://rechtenverkenner.dendermonde.be/vermindering--zorgpremie--zorgkas",
        ),
        (
            "Vlaamse Codex: besluit van 30 november 2018",
            "https://codex.vlaanderen.be/PrintDocument.ashx?datum=&geannoteerd=false&id=1030063&print=true",
        ),
    ),
)

ARTICLE = "Order of 30 November 2018, art. 68"
NEW_YEAR_BEFORE = Day("year", years=-1)


@RIGHT.rule(from_on="2019-01-01", note="Without the demand of five years in Flanders or Brussels.")
def before_five_years() -> Rule:
    """Reduced with the increased reimbursement on 1 January of the year before; exempt in debt settlement."""
    return _premium(_had_increased_reimbursement())


@RIGHT.rule(from_on="2022-01-01", note="Also five years in a row in Flanders or Brussels.")
def with_five_years() -> Rule:
    """As before, and once five years in a row in Flanders, Brussels or insured in Europe."""
    return _premium(_had_increased_reimbursement(), five_years_here(ARTICLE))


def _premium(*reduced: Condition) -> Rule:
    """Nothing, or the reduced premium. Who gets neither pays the full one, and that is no right."""
    named("full_premium", amount("care_premium.full"))
    exempt = _exempt()
    return Rule(
        member_of_care_fund("Decree, art. 41 and 42"),
        condition("premium_is_due", you(pays_premium()), ARTICLE),
        any_way("pays_less", exempt, every("reduced_premium", *reduced, article=ARTICLE)),
        amount=when(named("pays_nothing", _is_exempt()), 0, amount("care_premium.reduced")),
    )


def _had_increased_reimbursement() -> Condition:
    """On 1 January of the calendar year before: won in March 2025, it counts for 2027."""
    had_it = you(fact("has_increased_reimbursement", at=NEW_YEAR_BEFORE))
    return condition("had_increased_reimbursement_last_year", had_it, ARTICLE)


def _exempt() -> Condition:
    """A judge admitted the collective debt settlement, or declared the person bankrupt."""
    bankrupt = you(is_("stop_reason", "bankruptcy") & has("self_employed_stopped_on"))
    return any_way(
        "exempt",
        condition("in_debt_settlement", _in_settlement(), ARTICLE),
        every(
            "personally_bankrupt",
            condition("business_went_bankrupt", bankrupt, ARTICLE),
            person_decides("bankrupt_as_a_person", ARTICLE),
        ),
        article=ARTICLE,
    )


def _in_settlement() -> Node:
    """The settlement is known of the household; with more adults it may be that of somebody else."""
    is_only_adult = number_of(aged(18)) <= 1
    yours = is_only_adult | open_question("settlement_is_yours", if_so=True, else_=False)
    return is_("debt_help", "collective_admitted") & yours


def _is_exempt() -> Node:
    """The same as the condition, as a step that is shown."""
    bankrupt = you(is_("stop_reason", "bankruptcy") & has("self_employed_stopped_on"))
    as_a_person = open_question("bankrupt_as_a_person", if_so=True, else_=False)
    return _in_settlement() | (bankrupt & as_a_person)
