"""Iedereen Verdient Vakantie: a cheap holiday or day trip, through a Rap op Stap office or an organisation.

An older rule asked three of six signs of poverty of a family with a small child; it is not used here.
"""

from nabij_rights.authoring import *

RIGHT = Right(
    id="iedereen_verdient_vakantie",
    block="V4.2",
    level=Level.LOCAL,
    kind=Kind.YES_NO,
    unit=Unit.HOUSEHOLD,
    period="trip",
    provider="Iedereen Verdient Vakantie (Toerisme Vlaanderen)",
    legal_basis=("Rules of Iedereen Verdient Vakantie and of the Rap op Stap offices",),
    granting=Granting.APPLICATION,
    documents=(
        "health_insurance_sticker",
        "tax_assessment",
        "household_composition",
        "debt_help_certificate",
    ),
    procedure=Procedure(starts=Starter.PERSON, at="Rap op Stap-kantoor", appeal_to=AppealBody.COMPLAINT),
    sources=(
        (
            "Rap op Stap: wie komt in aanmerking",
            "https://www.duinen-heide.be/rapopstap_rotselaar/wie_komt_in_aanmerking/",
        ),
        ("Stapje in de wereld: voor wie", "https://stapjeindewereld.be/voor_wie.html"),
        ("Poperinge: Iedereen Verdient Vakantie", "https://www.poperinge.be/iedereen-verdient-vakantie"),
    ),
)

ARTICLE = "Rules of Iedereen Verdient Vakantie"

_NET_INCOME = (
    "net_work_income_eur_month",
    "net_training_income_eur_month",
    "net_benefit_income_eur_month",
    "other_net_income_eur_month",
)


@RIGHT.rule(from_on="2019-01-01")
def rule() -> Rule:
    """One of the listed statuses, or an income up to the limit for the household."""
    return Rule(
        condition("in_flanders_or_brussels", lives_in_flanders() | _lives_in_brussels(), ARTICLE),
        any_way("may_join", *_statuses(), *_low_income(), article=ARTICLE),
    )


def _statuses() -> list[Condition]:
    """Any one of these is enough; the household goes along."""
    return [
        _somebody("increased_reimbursement", fact("has_increased_reimbursement")),
        _somebody("integration_income", has("integration_income_since_on")),
        _somebody("uitpas_reduced", fact("has_uitpas_reduced")),
        condition("help_with_budget", ~is_("budget_help", "none"), ARTICLE),
        condition("help_with_debts", ~is_("debt_help", "none"), ARTICLE),
        _somebody("full_school_supplement", is_("school_supplement_kind", "full", "exceptional")),
        _somebody("ill_or_disabled", _is_long_ill_or_disabled()),
        _somebody("sheltered_workplace", fact("works_in_sheltered_workplace")),
    ]


def _somebody(key: str, has_it: Node) -> Condition:
    return condition(key, anyone(lives_under_roof() & has_it), ARTICLE)


def _is_long_ill_or_disabled() -> Node:
    """Of each person: a status that somebody has because of a long illness or a disability."""
    return one_of(
        fact("is_invalid"),
        fact("receives_income_replacement_allowance"),
        fact("receives_integration_allowance"),
        fact("receives_care_supplement"),
        fact("has_chronic_condition_status"),
    )


def _low_income() -> list[Condition]:
    """Taxable income of a month up to the limit. Some offices count net income, so that stays open."""
    limit = named("income_limit", _limit())
    taxable = per_month(_of_household("joint_taxable_income_eur_year", "separate_taxable_income_eur_year"))
    net = _of_household(*_NET_INCOME)
    return [
        condition("taxable_income_below_limit", named("taxable_income", taxable) <= limit, ARTICLE),
        every(
            "net_income_counts",
            condition("net_income_below_limit", net <= limit, ARTICLE),
            person_decides("office_counts_net_income", ARTICLE),
        ),
    ]


def _limit() -> Node:
    """The base for one, half of it for each other person from 14 on, and 30 % for each younger child."""
    others = number_of(lives_under_roof() & aged(14)) - 1
    children = number_of(lives_under_roof() & younger_than(14))
    tenths = 10 + 5 * above_zero(others) + 3 * children
    return divided(amount("holiday_participation.limit_alone") * tenths, 10)


def _of_household(*fact_ids: str) -> Node:
    """The sum of these incomes of everybody who lives here."""
    total = sum_over(fact(fact_ids[0]), among=lives_under_roof())
    for fact_id in fact_ids[1:]:
        total = total + sum_over(fact(fact_id), among=lives_under_roof())
    return total


def _lives_in_brussels() -> Node:
    """The Brussels Region, by its NIS codes."""
    nis = fact("municipality")
    return (nis >= 21_000) & (nis < 22_000)
