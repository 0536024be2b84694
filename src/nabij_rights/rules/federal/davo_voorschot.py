"""Advance on child maintenance that is not paid (DAVO): law of 21 February 2003."""

from nabij_rights.authoring import *
from nabij_rights.rules.federal._maintenance import is_unpaid_child

RIGHT = Right(
    id="davo_voorschot",
    block="F25",
    level=Level.FEDERAL,
    kind=Kind.AMOUNT,
    unit=Unit.HOUSEHOLD,
    period="month",
    provider="FOD Financiën, Dienst voor Alimentatievorderingen (DAVO)",
    legal_basis=(
        "Law of 21 February 2003 on the maintenance claims service",
        "Law of 2 July 2020 (no limit of income any more)",
    ),
    granting=Granting.APPLICATION,
    documents=("identity_card", "maintenance_title", "unpaid_maintenance_list", "child_benefit_proof"),
    opens=("davo_invordering",),
    procedure=Procedure(
        starts=Starter.PERSON,
        appeal_to=AppealBody.COURT,
        decided_within=LegalTerm("Law of 21 February 2003, decision on the application", days=30),
        appeal_within=LegalTerm("Law of 21 February 2003, appeal", months=1, confidence="unverified"),
    ),
    sources=(
        (
            "FOD Financiën, DAVO: voorschotten krijgen",
            "https://financien.belgium.be/nl/particulieren/gezin/onderhoudsgeld/davo/ik_ben_onderhoudsgerechtigde/voorschotten_krijgen",
        ),
        (
            "Diksmuide: voorschot op onderhoudsgeld",
            "https://www.diksmuide.be/product/331/voorschot-op-onderhoudsgeld-davo",
        ),
        (
            "Vlaanderen: voorschot op de alimentatievordering",
            "https://www.vlaanderen.be/voorschot-op-de-alimentatievordering",
        ),
        (
            "BIZ Kempen: afschaffing van de inkomensgrens (2020)",
            "https://www.biz-kempen.be/afschaffing-van-de-inkomensgrens-voor-hulp-van-dienst-voor-alimentatievorderingen-davo/",
        ),
    ),
)

ARTICLE = "Law of 21 February 2003, advances"
MISSED_TIMES = 2
"""The debtor paid nothing, or not all, at least twice in the twelve months before the application."""


@RIGHT.rule(from_on="2019-01-01", note="Only with an own income under a limit.")
def with_income_limit() -> Rule:
    """Until May 2020 also an own net income of a month up to a limit, higher with children in charge."""
    children = named("children_in_charge", number_of(_is_child() & fact("is_in_own_charge")))
    limit = named("income_limit", amount("davo.income_limit") + amount("davo.limit_per_child") * children)
    income = named("own_income_month", _own_income())
    return _davo(
        condition("income_within_limit", income <= limit, "Law of 21 February 2003, limit of income")
    )


@RIGHT.rule(from_on="2020-06-01", note="No limit of income any more.")
def without_income_limit() -> Rule:
    """Whatever you earn: fixed in a title, missed twice, and the child is minor or still at school."""
    return _davo()


def _davo(*more: Condition) -> Rule:
    """Per child what the title fixes, up to a ceiling; only for months to come."""
    unpaid = is_unpaid_child(MISSED_TIMES)
    young_enough = _still_child()
    counts = unpaid & young_enough
    named("number_of_children", number_of(counts))
    full = least(fact("maintenance_fixed_eur_month"), amount("davo.ceiling_per_child"))
    # Whether a part that the debtor does pay lowers the advance was not found: both stay possible.
    less = above_zero(full - fact("maintenance_for_child_eur_month"))
    advance = open_question("part_payment_counts", if_so=less, else_=full)
    return Rule(
        condition("has_title", anyone(_is_child() & fact("has_maintenance_title")), ARTICLE),
        condition("missed_twice", anyone(unpaid), ARTICLE),
        condition("minor_or_at_school", anyone(counts), ARTICLE),
        *more,
        amount=sum_over(advance, among=counts),
    )


def _is_child() -> Node:
    """Of each person: your child, or a child that you foster."""
    return is_("relation_to_reference", *CHILD_KINDS)


def _still_child() -> Node:
    """Of each person: minor, or adult with child benefit and at school; else the service looks.

    After school there is a time of looking for work with child benefit, which no fact tells apart.
    """
    at_school = is_("study_level", "secondary", "nursing", "higher")
    looks_for_work = open_question("in_time_of_looking_for_work", if_so=True, else_=False)
    return younger_than(18) | (fact("gives_right_to_child_benefit") & (at_school | looks_for_work))


def _own_income() -> Node:
    """Only your own net means of a month; those of a partner do not count."""
    return you(
        fact("net_work_income_eur_month")
        + fact("net_benefit_income_eur_month")
        + fact("maintenance_for_self_eur_month")
        + fact("other_net_income_eur_month")
    )
