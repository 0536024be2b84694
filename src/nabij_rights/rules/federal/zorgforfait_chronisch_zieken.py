"""Yearly care lump sum for people with a long illness: health insurance."""

from nabij_rights.authoring import *
from nabij_rights.rules.federal._charter import APPEAL_TERM

RIGHT = Right(
    id="zorgforfait_chronisch_zieken",
    block="F20",
    level=Level.FEDERAL,
    kind=Kind.AMOUNT,
    theme=Theme.HEALTH,
    unit=Unit.HOUSEHOLD,
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
    """High own shares this year and last year, and a situation of long care; only the highest sum is paid.

    Each patient counts alone, also a child: so the rule looks at everybody in the household.
    """
    named("threshold", you(_threshold()))
    last_year = _own_shares("own_shares_last_year_eur") >= _threshold()
    this_year = _own_shares("own_shares_this_year_eur") >= _threshold()
    patient = last_year & _needs_long_care()
    return Rule(
        condition("high_own_shares_last_year", anyone(last_year), ARTICLE),
        condition("long_care", anyone(patient), ARTICLE),
        any_way(
            "high_own_shares_this_year",
            condition("high_already", anyone(patient & this_year), ARTICLE),
            # what is paid so far says nothing final: the year is not over
            person_decides("year_not_over", ARTICLE),
        ),
        amount=_sum_of_patients(patient & this_year, patient & ~this_year),
    )


def _sum_of_patients(reached: Node, not_yet: Node) -> Node:
    """Who has not paid enough yet this year may still get there, beside somebody who has."""
    later = sum_over(_highest_sum(), among=not_yet)
    others_too = open_question("others_reach_it_too", if_so=later, else_=0)
    return when(anyone(reached), sum_over(_highest_sum(), among=reached) + others_too, later)


def _threshold() -> Node:
    """Of each person: lower with the increased reimbursement."""
    return when(
        fact("has_increased_reimbursement"),
        amount("care_lump_sum.threshold_low"),
        amount("care_lump_sum.threshold"),
    )


def _needs_long_care() -> Node:
    return ~is_("dependency_situation", "none") | _has_twelve_points()


def _highest_sum() -> Node:
    """By the situation, not by its number: pages number the eight situations differently."""
    return when(
        is_("dependency_situation", "nursing_b_c"),
        amount("care_lump_sum.nursing"),
        when(
            is_("dependency_situation", *_HELP_OF_OTHERS) | _has_twelve_points(),
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
    """Of each person: the own shares of one calendar year."""
    return in_unit(fact(fact_id), "EUR/year")


def _has_twelve_points() -> Node:
    """At least 12 points for looking after oneself: the letter that the integration allowance rests on."""
    return fact("self_reliance_points") >= 12
