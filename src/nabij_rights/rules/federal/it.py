"""Integration allowance (IT) for people with a disability: law of 27 February 1987, RD of 6 July 1987."""

from nabij_rights.authoring import *
from nabij_rights.rules.federal._charter import APPEAL_TERM
from nabij_rights.rules.federal._disability_allowance import (
    nationality,
    other_income,
    register,
    right_age,
    work_income,
)

RIGHT = Right(
    id="it",
    block="F23",
    level=Level.FEDERAL,
    kind=Kind.AMOUNT,
    unit=Unit.PERSON,
    period="month",
    provider="FOD Sociale Zekerheid, Directie-generaal Personen met een handicap",
    legal_basis=(
        "Law of 27 February 1987 on allowances for persons with a disability, art. 2, 4, 6 and 12",
        "RD of 6 July 1987",
        "RD of 2 March 2021 (income of the partner does not count any more)",
    ),
    granting=Granting.APPLICATION,
    documents=("identity_card", "certificate_doctor", "tax_assessment", "benefit_proof"),
    opens=(
        "verhoogde_tegemoetkoming",
        "sociaal_tarief_energie",
        "sociaal_tarief_water",
        "sociaal_internetaanbod",
    ),
    recorded_as=("receives_integration_allowance",),
    procedure=Procedure(
        starts=Starter.PERSON,
        appeal_to=AppealBody.LABOUR_COURT,
        appeal_within=APPEAL_TERM,
    ),
    sources=(
        (
            "DG Personen met een handicap: integratietegemoetkoming",
            "https://handicap.belgium.be/fr/nos-services/allocation-integration.htm",
        ),
        (
            "DG Personen met een handicap: inkomen van je partner heeft geen invloed meer (2021)",
            "https://handicap.belgium.be/nl/news/270121-prijs-liefde.htm",
        ),
        (
            "Mes aides financières: allocation d'intégration (2024)",
            "https://mes-aides-financieres.be/handicap/allocation-dintegration",
        ),
    ),
)


@RIGHT.rule(from_on="2018-07-01", note="From 21 years; income of the partner counts.")
def from_21_years() -> Rule:
    """From 21 to 65; own income and that of a partner lower it in a way that the sources do not give."""
    return _it(_right_age(from_age=21), _any_income() + _income_of_partner())


@RIGHT.rule(from_on="2020-01-01", note="The age goes from 21 to 18 in the course of 2020.")
def while_age_changed() -> Rule:
    """Between 18 and 21 the sources do not agree on the day; the service looks."""
    return _it(_right_age(from_age=21, perhaps_from=18), _any_income() + _income_of_partner())


@RIGHT.rule(from_on="2020-08-01", note="From 18 years.")
def from_18_years() -> Rule:
    """From 18 to 65."""
    return _it(_right_age(from_age=18), _any_income() + _income_of_partner())


@RIGHT.rule(from_on="2021-01-01", note="The income of the partner does not count any more.")
def without_partner() -> Rule:
    """Only your own income counts."""
    return _it(_right_age(from_age=18), _any_income())


@RIGHT.rule(from_on="2021-10-01", note="A large part of the income from work is free.")
def with_free_income() -> Rule:
    """Income from work and an income replacement allowance count above a free part only."""
    return _it(_right_age(from_age=18), _income_above_free_parts())


@RIGHT.rule(from_on="2025-02-01", note="Pension age 66: between 65 and 66 nothing is settled.")
def with_pension_age_66() -> Rule:
    """As before; whether somebody of 65 may still apply is not settled."""
    return _it(_right_age(from_age=18, pension_age=66), _income_above_free_parts())


@RIGHT.rule(from_on="2030-02-01", note="Pension age 67: between 65 and 67 nothing is settled.")
def with_pension_age_67() -> Rule:
    """As before; whether somebody of 65 or 66 may still apply is not settled."""
    return _it(_right_age(from_age=18, pension_age=67), _income_above_free_parts())


def _it(age: Condition, counted: Node) -> Rule:
    """At most the sum of the category; income that counts is taken off (art. 6)."""
    points = you(fact("self_reliance_points"))
    full = named("full_amount_year", _of_category(points))
    named("counted_income_year", counted)
    return Rule(
        age,
        nationality(),
        register(),
        person_decides("really_lives_in_belgium", "Law art. 4"),
        condition("at_least_seven_points", points >= 7, "Law art. 6, par. 2"),
        condition("income_below_full_amount", counted < full, "Law art. 7"),
        amount=_paid(above_zero(full - counted)),
    )


def _right_age(*, from_age: int, perhaps_from: int | None = None, pension_age: int = 65) -> Condition:
    """Art. 2: from this age, and before 65 at the application; who gets it already keeps it."""
    return right_age(
        already=you(fact("receives_integration_allowance")),
        from_age=from_age,
        perhaps_from=perhaps_from,
        pension_age=pension_age,
    )


def _of_category(points: Node) -> Node:
    """Five categories by the points for looking after oneself (0 to 18)."""
    return brackets(
        points,
        (8, amount("it.category_1")),
        (11, amount("it.category_2")),
        (14, amount("it.category_3")),
        (16, amount("it.category_4")),
        above=amount("it.category_5"),
    )


def _paid(year: Node) -> Node:
    """Art. 12: in an institution at public expense a part is not paid. Only the month is rounded."""
    whole = finely(year)
    less = share(whole, amount("it.paid_in_institution_pct"))
    in_home = open_question("institution_at_public_expense", if_so=less, else_=whole)
    return in_unit(to_cents(when(you(fact("lives_in_care_home")), in_home, whole), parts=12), "EUR/month")


# -------------------------------------------------------------------------------------------- income


def _income_above_free_parts() -> Node:
    """Work and the income replacement allowance above a free part; that of other income is not known.

    So what counts lies between nothing and the whole: the allowance is "at most" the sum of the category.
    """
    work = above_zero(work_income() - amount("it.free_work_income"))
    allowance = when(
        fact("receives_income_replacement_allowance"),
        above_zero(fact("income_replacement_eur_year") - amount("it.free_replacement_allowance")),
        0,
    )
    return open_question("own_income_counts", if_so=you(work + allowance + other_income()), else_=0)


def _any_income() -> Node:
    """Before October 2021: the free parts are not known, so anything from nothing to all income may count."""
    allowance = when(fact("receives_income_replacement_allowance"), fact("income_replacement_eur_year"), 0)
    return open_question("own_income_counts", if_so=you(work_income() + allowance + other_income()), else_=0)


def _income_of_partner() -> Node:
    """Before 2021: the taxable income of a partner counted too, above an abatement that is not known."""
    income = sum_over(work_income() + other_income(), among=is_partner() & lives_under_roof())
    return open_question("partner_income_counts", if_so=income, else_=0)
