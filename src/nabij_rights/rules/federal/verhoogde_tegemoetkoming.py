"""Increased reimbursement (VT, BIM): law of 14 July 1994 on health insurance, art. 37, par. 1 and 19."""

from nabij_rights.authoring import *
from nabij_rights.rules.federal._charter import APPEAL_TERM
from nabij_rights.rules.federal._health_insurance import (
    in_insured_family,
    indexed_cadastral_income,
    is_on_own_name,
    is_single_parent,
    lives_alone_or_with_near_relatives,
    size_of_insured_family,
)

RIGHT = Right(
    id="verhoogde_tegemoetkoming",
    block="F16",
    level=Level.FEDERAL,
    kind=Kind.YES_NO,
    unit=Unit.PERSON,
    period="year",
    provider="Ziekenfonds",
    legal_basis=("Law of 14 July 1994 on health insurance, art. 37, par. 1 and 19",),
    granting=Granting.SEMI,
    documents=(
        "identity_card",
        "income_proof",
        "tax_assessment",
        "household_composition",
        "property_tax_bill",
    ),
    opens=(
        "maximumfactuur",
        "nmbs_verhoogde_tegemoetkoming",
        "verwarmingstoelage",
        "derdebetaler_huisarts",
        "gratis_huisarts_onder_25",
        "zorgforfait_chronisch_zieken",
        "eerstelijnspsycholoog",
    ),
    recorded_as=("has_increased_reimbursement",),
    procedure=Procedure(
        starts=Starter.PERSON,
        appeal_to=AppealBody.LABOUR_COURT,
        appeal_within=APPEAL_TERM,
    ),
    sources=(
        (
            "CM: bénéficier de l'intervention majorée (2024)",
            "https://mc.be/en-marche/vos-droits/droits-du-patient/beneficier-de-lintervention-majoree",
        ),
        (
            "Helan: verhoogde tegemoetkoming (2024)",
            "https://www.helan.be/nl/wat-te-doen-bij/praktische-vragen/terugbetalingen/terugbetalingsregelingen/verhoogde-tegemoetkoming/",
        ),
        (
            "Droits Quotidiens: personne isolée, droit automatiquement au statut BIM (2024)",
            "https://droitsquotidiens.be/fr/actualites/personne-isolee-droit-automatiquement-au-statut-bim",
        ),
        (
            "Solidaris Brabant: demande pour le statut BIM",
            "https://solidaris-brabant.be/fr/introduire-une-demande-pour-b%C3%A9n%C3%A9ficier-du-statut-bim",
        ),
    ),
)

ARTICLE = "Law of 14 July 1994, art. 37, par. 19"


@RIGHT.rule(from_on="2019-01-01", note="without the automatic check of people who live alone")
def rule_until_september_2024() -> Rule:
    """Automatically with some benefits; on application with a low income of a month or of last year."""
    return _rule(by_benefit(), by_month_income(), by_year_income())


@RIGHT.rule(from_on="2024-10-01", note="the insurer also checks people who live alone and are out of work")
def rule() -> Rule:
    """Automatically with some benefits, or alone and out of work; else on application with a low income."""
    return _rule(by_benefit(), out_of_work_and_alone(), by_month_income(), by_year_income())


def _rule(*ways: Condition) -> Rule:
    """The ways in the order in which they are tried; the first that is open counts."""
    by_own_status, *others = ways
    whole_family = named("for_whole_family", one_of(*(way.holds for way in ways)))
    return Rule(
        condition("insured", you(fact("has_health_insurance")), ARTICLE),
        condition("on_own_name", is_on_own_name(), ARTICLE),
        any_way("opened_by", by_own_status, for_one_child(), *others),
        reach=whole_family,
    )


# ------------------------------------------------------------------------------- A: by a benefit


def by_benefit() -> Condition:
    """A. With one of these benefits in the family: for all of it, whatever the income."""
    return any_way(
        "by_benefit",
        condition("leefloon_three_months", anyone(in_insured_family() & has_had_leefloon()), ARTICLE),
        condition("older_guarantee", _paid_in_family("receives_older_income_guarantee"), ARTICLE),
        condition(
            "disability_allowance",
            _paid_in_family("receives_income_replacement_allowance")
            | _paid_in_family("receives_integration_allowance"),
            ARTICLE,
        ),
        condition("older_care_budget", _paid_in_family("receives_older_care_budget"), ARTICLE),
    )


def _paid_in_family(fact_id: str) -> Node:
    return anyone(in_insured_family() & fact(fact_id))


def has_had_leefloon() -> Node:
    """Of each person: leefloon or equivalent support for three full calendar months without a break."""
    # three months are full on the first of this month when it began on or before the first, three months ago
    three_months_ago = day(Day("month", months=-3))
    return (fact("integration_income_since_on") <= three_months_ago) | (
        fact("equivalent_support_since_on") <= three_months_ago
    )


def for_one_child() -> Condition:
    """A. A child or young person with a status of their own has the right alone; the family does not."""
    has_own_status = _is_disabled() | _is_orphan() | _came_alone()
    named("children_on_own_status", number_of(_is_of_the_home() & has_own_status))
    return any_way(
        "for_one_child",
        condition("child_with_disability", anyone(_is_of_the_home() & _is_disabled()), ARTICLE),
        condition("full_orphan", anyone(_is_of_the_home() & _is_orphan()), ARTICLE),
        condition("unaccompanied_minor", anyone(_is_of_the_home() & _came_alone()), ARTICLE),
    )


def _is_of_the_home() -> Node:
    return is_you() | is_("relation_to_reference", *CHILD_KINDS)


def _is_disabled() -> Node:
    """A disability of a child is recognised until 21: 66 % or more, or 4 points in the first pillar."""
    is_recognised = (fact("disability_pct") >= 66) | (fact("medical_social_points_pillar1") >= 4)
    return younger_than(21) & is_recognised


def _is_orphan() -> Node:
    """Both parents died, under 25 and insured in their own name."""
    return younger_than(25) & (fact("deceased_parents") >= 2) & ~fact("is_dependent_in_health_insurance")


def _came_alone() -> Node:
    return younger_than(18) & fact("is_unaccompanied_minor")


# ---------------------------------------------------------- B: out of work and alone, without asking


def out_of_work_and_alone() -> Condition:
    """B. The insurer looks itself at the income of who lives alone and is out of work for three months.

    Who owns other property or has a pension asks it under C.
    """
    no_other_property = you(fact("other_built_cadastral_eur") + fact("land_cadastral_eur")) <= 0
    return every(
        "out_of_work_and_alone",
        condition("lives_alone", lives_alone_or_with_near_relatives(), ARTICLE),
        condition("out_of_work_yourself", you(_is_out_of_work() | fact("is_invalid")), ARTICLE),
        condition("no_other_property", no_other_property, ARTICLE),
        condition("no_pension", you(is_("pension_kind", "none")), ARTICLE),
        condition("month_income_checked", _month_income_is_low(), ARTICLE),
    )


def _is_out_of_work() -> Node:
    """Of each person: unemployed or unable to work for at least three months."""
    return months_since("unemployed_since_on", 3) | months_since("incapable_since_on", 3)


# ------------------------------------------------------------------- C: on the income of one month


def by_month_income() -> Condition:
    """C. With one of these in the family, on application: 12 times the income of the month before."""
    return every(
        "by_month_income",
        any_way(
            "status_in_family",
            condition("single_parent", is_single_parent(), ARTICLE),
            condition("pensioner", _in_family(is_("pension_kind", "retirement", "survivor")), ARTICLE),
            condition("widowed", _in_family(is_("civil_status", "widowed")), ARTICLE),
            condition("out_of_work", _in_family(_is_out_of_work()), ARTICLE),
            condition("invalid", _in_family(fact("is_invalid")), ARTICLE),
            condition("disability", _in_family(_has_recognised_disability()), ARTICLE),
            condition("bridging_right", _in_family(fact("bridging_right_full_quarters") >= 1), ARTICLE),
        ),
        condition("month_income_low", _month_income_is_low(), ARTICLE),
    )


def _in_family(of: Node) -> Node:
    return anyone(in_insured_family() & of)


def _has_recognised_disability() -> Node:
    """66 % is enough for certain; which lower recognition is enough stands in no source that we read."""
    less = open_question("lower_disability_is_enough", if_so=True, else_=False)
    pct = fact("disability_pct")
    return (
        fact("earning_capacity_at_most_third")
        | fact("receives_old_disability_allowance")
        | (pct >= 66)
        | ((pct >= 1) & less)
    )


def _month_income_is_low() -> Node:
    """Lower than the ceiling: sources differ on "lower" or "not higher", so the stricter one."""
    income = per_year(sum_over(fact("gross_taxable_income_eur_month"), among=in_insured_family()))
    limit = _limit("increased_reimbursement.month_base", "increased_reimbursement.month_per_member")
    counted = income + indexed_cadastral_income(in_insured_family())
    return named("month_income_x_12", counted) < named("month_income_limit", limit)


def _limit(base: str, per_member: str) -> Node:
    """One amount for the first person, and one more for each further member of the family."""
    return amount(base) + amount(per_member) * above_zero(size_of_insured_family() - 1)


# ----------------------------------------------------------------------- D: on the income of a year


def by_year_income() -> Condition:
    """D. Everybody, on application: the gross taxable income of the family in the calendar year before."""
    income = sum_over(fact("gross_taxable_income_eur_year"), among=in_insured_family())
    limit = _limit("increased_reimbursement.year_base", "increased_reimbursement.year_per_member")
    counted = income + indexed_cadastral_income(in_insured_family())
    is_low = named("year_income", counted) < named("year_income_limit", limit)
    return condition("by_year_income", is_low, ARTICLE)
