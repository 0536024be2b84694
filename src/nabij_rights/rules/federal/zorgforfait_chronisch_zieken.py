"""Yearly care lump sum for people with a long illness: health insurance."""

from nabij_rights.authoring import *
from nabij_rights.rules.federal._charter import APPEAL_TERM

RIGHT = Right(
    id="zorgforfait_chronisch_zieken",
    block="F20",
    level=Level.FEDERAL,
    kind=Kind.AMOUNT,
    unit=Unit.PERSON,
    period="year",
    provider="Ziekenfonds",
    legal_basis=("Law of 14 July 1994 on health insurance",),
    granting=Granting.SEMI,
    documents=("certificate_doctor",),
    opens=("statuut_chronische_aandoening",),
    procedure=Procedure(starts=Starter.NOBODY, appeal_to=AppealBody.LABOUR_COURT, appeal_within=APPEAL_TERM),
    sources=(
        ("Mutualité chrétienne: forfait de soins (2024)", "http://www.mc.be/forfaitdesoins"),
        (
            "En Marche: le forfait de soins",
            "http://www.enmarche.be/services/maladies-chroniques-et-handicap/le-forfait-de-soins.htm",
        ),
    ),
)

ARTICLE = "Care lump sum, health insurance"


@RIGHT.rule(from_on="2024-01-01")
def rule() -> Rule:
    """High own shares this year and last year, and a situation of long care; only the highest sum is paid."""
    threshold = when(
        you(fact("has_increased_reimbursement")),
        amount("care_lump_sum.threshold_low"),
        amount("care_lump_sum.threshold"),
    )
    named("threshold", threshold)
    return Rule(
        condition("high_own_shares_last_year", _own_shares("own_shares_last_year_eur") >= threshold, ARTICLE),
        any_way(
            "high_own_shares_this_year",
            condition("high_already", _own_shares("own_shares_this_year_eur") >= threshold, ARTICLE),
            # what is paid so far says nothing final: the year is not over
            person_decides("year_not_over", ARTICLE),
        ),
        condition("long_care", ~you(is_("dependency_situation", "none")) | _has_twelve_points(), ARTICLE),
        amount=_highest_sum(),
    )


def _highest_sum() -> Node:
    """By the situation, not by its number: pages number the eight situations differently."""
    return when(
        you(is_("dependency_situation", "nursing_b_c")),
        amount("care_lump_sum.nursing"),
        when(
            you(is_("dependency_situation", *_HELP_OF_OTHERS)) | _has_twelve_points(),
            amount("care_lump_sum.help_of_others"),
            amount("care_lump_sum.other_care"),
        ),
    )


_HELP_OF_OTHERS = (
    "third_party_allowance",
    "third_party_incapacity",
    "third_party_invalidity",
    "self_reliance_12",
)


def _own_shares(fact_id: str) -> Node:
    """Your own shares of one calendar year."""
    return in_unit(you(fact(fact_id)), "EUR/year")


def _has_twelve_points() -> Node:
    """At least 12 points for looking after oneself: the letter that the integration allowance rests on."""
    return you(fact("self_reliance_points")) >= 12
