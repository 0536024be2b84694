"""What the rights of the Growth Package share: the child, the income of the family and the cadastral test.

Decree of 27 April 2018 on the Growth Package. The social supplement and the school allowance look at the
same income of the same persons; the school allowance adds its own points and limits.
"""

from typing import Final

from nabij_rights.authoring import *

_ALLOWED_TO_STAY = (
    "belgian",
    "eu",
    "eu_family",
    "refugee",
    "subsidiary",
    "stateless",
    "long_term",
    "limited",
)

PAYER: Final = "Uitbetaler van het Groeipakket (FONS, Infino, KidsLife, MyFamily of Parentia)"
DECREE: Final = "Groeipakketdecreet van 27 april 2018"
APPEAL_SOURCE: Final = (
    "Kind en Gezin: hoe verloopt de beroepsprocedure?",
    "https://www.kindengezin.be/nl/faq-vraag/hoe-verloopt-de-beroepsprocedure",
)


def procedure(starts: Starter) -> Procedure:
    """At the payer. Appeal at the labour court, in three months from the third day after the letter.

    Within what time the payer decides stands in no source that we read. A commission of disputes settles most
    questions first; it is no duty to go there.
    """
    return Procedure(
        starts=starts,
        appeal_to=AppealBody.LABOUR_COURT,
        appeal_within=LegalTerm("Decree of 27 April 2018, appeal", months=3),
    )


# -------------------------------------------------------------------------------------------- the child


def may_stay() -> Node:
    """Of each person: Belgian, or allowed to stay. For asylum and other stay the payer has to look."""
    is_allowed = is_("residence_status", *_ALLOWED_TO_STAY)
    return is_allowed | open_question("stay_is_enough", if_so=True, else_=False)


def is_under_18() -> Node:
    """Of each person: the right lasts until and including the month of the 18th birthday."""
    return until_month_of(18)


def has_support_need() -> Node:
    """Of each person: from 18 until and including the month of 21, with a recognised need of support."""
    points_in_pillar_1 = fact("medical_social_points_pillar1")
    points = fact("medical_social_points")
    return _is_from_18_to(21) & one_of(
        fact("receives_care_supplement"),
        points_in_pillar_1 >= amount("groeipakket_basisbedrag.support_need_points_pillar_1"),
        points >= amount("groeipakket_basisbedrag.support_need_points"),
    )


def is_student() -> Node:
    """Of each person: from 18 until and including the month of 25, studies, not too many hours of work."""
    return _is_from_18_to(25) & ~is_("study_level", "none") & _works_within_limit()


def _works_within_limit() -> Node:
    """Student work has a limit per year, ordinary work one per month; in between the payer looks at each."""
    hours = fact("student_hours_year")
    as_student = amount("groeipakket_basisbedrag.student_hours_year")
    beside = 12 * amount("groeipakket_basisbedrag.other_work_hours_month")
    may_be_ordinary_work = open_question("works_within_monthly_limit", if_so=True, else_=False)
    return (hours <= as_student) | ((hours <= as_student + beside) & may_be_ordinary_work)


def has_left_school() -> Node:
    """Of each person: a child of the home who left school not long ago; the exact terms were not found."""
    is_child_without_school = is_("relation_to_reference", *CHILD_KINDS) & is_("study_level", "none")
    left_recently = open_question("left_school_recently", if_so=True, else_=False)
    return _is_from_18_to(25) & is_child_without_school & left_recently


def _is_from_18_to(years: int) -> Node:
    return ~is_under_18() & until_month_of(years)


def gives_right() -> Node:
    """Of each person: is a child with a right to the basic amount."""
    has_the_age = one_of(is_under_18(), has_support_need(), is_student(), has_left_school())
    return has_the_age & may_stay()


def is_in_new_system() -> Node:
    """Of each person: paid by the rules of 2019: born since then, or moved to them (from abroad, orphan)."""
    return (fact("birth_on") >= day("2019-01-01")) | is_("growth_package_system", "new")


def is_raised_by_you() -> Node:
    """Of each person: your (foster) child, another child in your charge, or you when paid yourself."""
    is_own_child = is_("relation_to_reference", *CHILD_KINDS)
    is_of_the_couple = is_you() | is_partner()
    is_paid_to_itself = fact("child_benefit_for_self_eur_month") > 0
    return one_of(
        is_own_child,
        is_of_the_couple & is_paid_to_itself,
        ~is_of_the_couple & ~is_own_child & fact("is_in_own_charge"),
    )


# ---------------------------------------------------------------------------------- the income of the family


def counts_for_income() -> Node:
    """Of each person: you and the partner who lives here. Another housemate who shares the costs is open."""
    shares_costs = lives_under_roof() & fact("shares_household_costs")
    is_housemate = is_("relation_to_reference", "unrelated") & aged(18) & shares_costs
    housemate_counts = open_question("housemate_counts", if_so=True, else_=False)
    return one_of(is_you(), is_partner() & lives_under_roof(), is_housemate & housemate_counts)


def family_income() -> Node:
    """The income of the family by the newest assessment, gross, with the weights of the law.

    Wages before costs, profit x 100/80, taxed benefits, a share of maintenance, the indexed cadastral
    income of what others use three times and of the own profession once, leefloon, the income replacement
    allowance, and income from abroad. The home you live in counts for nothing.
    """
    profit = divided(_of_the_family("self_employed_profit_eur_year") * 100, 80)
    parts = (
        _of_the_family("wage_before_costs_eur_year")
        + profit
        + _of_the_family("taxed_benefits_eur_year")
        + maintenance_that_counts()
        + 3 * cadastral_income_used_by_others()
        + _cadastral_income_of_the_profession()
        + integration_income_of_the_year()
        + income_replacement_of_the_year()
        + _of_the_family("exempt_foreign_income_eur_year")
    )
    return told_or_worked_out(fact("growth_package_income_eur_year"), parts)


def _of_the_family(fact_id: str) -> Node:
    return sum_over(fact(fact_id), among=counts_for_income())


def integration_income_of_the_year() -> Node:
    """Leefloon of the family in the year of the assessment."""
    return _of_the_family("integration_income_eur_year")


def income_replacement_of_the_year() -> Node:
    """Income replacement allowance of the family in the year of the assessment."""
    return _of_the_family("income_replacement_eur_year")


def replacement_benefits_of_the_year() -> Node:
    """Benefits that replace wages. Beside a retirement pension we cannot tell which part they are."""
    beside_pension = open_question("benefits_beside_pension", if_so=fact("taxed_benefits_eur_year"), else_=0)
    benefits = when(is_("pension_kind", "retirement"), beside_pension, fact("taxed_benefits_eur_year"))
    return sum_over(benefits, among=counts_for_income())


def maintenance_that_counts() -> Node:
    """80 % by the decree. Whether it follows the taxed share, lower since 2025, is not settled: a span."""
    received = _of_the_family("maintenance_received_eur_year")
    by_decree = share(received, amount("growth_package.maintenance_share"))
    income_year = fact("assessment_income_year")
    as_taxed = brackets(
        income_year,
        (2024, by_decree),
        (2025, share(received, amount("growth_package.taxed_maintenance_2025"))),
        (2026, share(received, amount("growth_package.taxed_maintenance_2026"))),
        above=share(received, amount("growth_package.taxed_maintenance_2027")),
    )
    return open_question("maintenance_counts_as_taxed", if_so=as_taxed, else_=by_decree)


def cadastral_income_used_by_others() -> Node:
    """Indexed cadastral income of property that others use; none without a house or land."""
    income = in_unit(fact("indexed_cadastral_foreign_use_eur"), "EUR/year")  # it is a yearly income
    return when(_owns_property(), income, 0)


def _cadastral_income_of_the_profession() -> Node:
    income = in_unit(fact("indexed_cadastral_professional_eur"), "EUR/year")
    return when(_owns_property(), income, 0)


def _owns_property() -> Node:
    return anyone(counts_for_income() & fact("has_property_right"))


# ----------------------------------------------------------------------------------- the cadastral test


def ways_through_cadastral_test(income: Node) -> tuple[Condition, ...]:
    """The cadastral test: three times K may not exceed a fifth of the income without cadastral income.

    There is no test when K is low, when the income of the year holds leefloon, or when benefits and
    maintenance make up most of it. More income can therefore pass the test.
    """
    used_by_others = cadastral_income_used_by_others()
    other_income = income - 3 * used_by_others - _cadastral_income_of_the_profession()
    benefits = (
        maintenance_that_counts() + replacement_benefits_of_the_year() + income_replacement_of_the_year()
    )
    return (
        condition(
            "hardly_any_property",
            used_by_others <= amount("growth_package.cadastral_income_untested"),
            "Decree of 27 April 2018, cadastral test",
        ),
        condition(
            "leefloon_in_year_of_income",
            integration_income_of_the_year() > 0,
            "Decree of 27 April 2018, cadastral test",
        ),
        condition(
            "mostly_benefits",
            share(income, amount("growth_package.untested_benefit_share")) <= benefits,
            "Decree of 27 April 2018, cadastral test",
        ),
        condition(
            "property_income_in_proportion",
            5 * (3 * used_by_others) <= other_income,
            "Decree of 27 April 2018, cadastral test",
        ),
    )


def another_family_lives_here(children: Node) -> Node:
    """A child whom you do not raise: another adult of the home may have the right, with an own income."""
    return anyone(children & ~is_raised_by_you()) & open_question(
        "another_family_lives_here", if_so=True, else_=False
    )
