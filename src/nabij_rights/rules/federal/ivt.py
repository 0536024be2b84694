"""Income replacement allowance (IVT) for a disability: law of 27 February 1987, RD of 6 July 1987."""

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
    id="ivt",
    block="F22",
    level=Level.FEDERAL,
    kind=Kind.AMOUNT,
    unit=Unit.PERSON,
    period="month",
    provider="FOD Sociale Zekerheid, Directie-generaal Personen met een handicap",
    legal_basis=(
        "Law of 27 February 1987 on allowances for persons with a disability, art. 2, 4, 6 and 7",
        "RD of 6 July 1987",
    ),
    granting=Granting.APPLICATION,
    documents=("identity_card", "certificate_doctor", "tax_assessment", "benefit_proof"),
    opens=(
        "verhoogde_tegemoetkoming",
        "sociaal_tarief_energie",
        "sociaal_tarief_water",
        "sociaal_internetaanbod",
        "juridische_tweedelijnsbijstand",
    ),
    recorded_as=("receives_income_replacement_allowance",),
    procedure=Procedure(
        starts=Starter.PERSON,
        appeal_to=AppealBody.LABOUR_COURT,
        appeal_within=APPEAL_TERM,
    ),
    sources=(
        (
            "DG Personen met een handicap: allocation de remplacement de revenus (2024)",
            "https://handicap.belgium.be/fr/allocations/allocation-de-remplacement-de-revenus",
        ),
        (
            "Droits Quotidiens: allocation de remplacement de revenus, combien vais-je recevoir (2025)",
            "https://www.droitsquotidiens.be/fr/question/jai-droit-une-allocation-de-remplacement-de-revenus-arr-combien-vais-je-recevoir",
        ),
        (
            "Mes aides financières: ARR (april 2024)",
            "https://mes-aides-financieres.be/securite-sociale/statut-bim/handicap/arr/",
        ),
        (
            "Handijob: proposition de loi sur l'âge maximum",
            "http://handijob.net/news-informations-sur-la-proposition-de-loi-relative-lage-maximum-pour-demander-des-allocations.html",
        ),
    ),
)


@RIGHT.rule(from_on="2019-01-01", note="From 21 years; income of the partner counts.")
def from_21_years() -> Rule:
    """From 21 to 65; own income and that of who shares the household lower it; how far was not found."""
    return _ivt(_right_age(from_age=21), _any_income_of_household())


@RIGHT.rule(from_on="2020-01-01", note="The age goes from 21 to 18 in the course of 2020.")
def while_age_changed() -> Rule:
    """Between 18 and 21 the sources do not agree on the day; the service looks."""
    return _ivt(_right_age(from_age=21, perhaps_from=18), _any_income_of_household())


@RIGHT.rule(from_on="2020-08-01", note="From 18 years.")
def from_18_years() -> Rule:
    """From 18 to 65."""
    return _ivt(_right_age(from_age=18), _any_income_of_household())


@RIGHT.rule(from_on="2023-07-01", note="Income of the partner counts above half of category A.")
def with_free_part_for_partner() -> Rule:
    """Income of who shares the household counts above half of the amount of category A."""
    return _ivt(_right_age(from_age=18), _income_of_household_above_free_part())


@RIGHT.rule(from_on="2025-02-01", note="Pension age 66: between 65 and 66 nothing is settled.")
def with_pension_age_66() -> Rule:
    """As before; whether somebody of 65 may still apply is not settled."""
    return _ivt(_right_age(from_age=18, pension_age=66), _income_of_household_above_free_part())


@RIGHT.rule(from_on="2030-02-01", note="Pension age 67: between 65 and 67 nothing is settled.")
def with_pension_age_67() -> Rule:
    """As before; whether somebody of 65 or 66 may still apply is not settled."""
    return _ivt(_right_age(from_age=18, pension_age=67), _income_of_household_above_free_part())


def _right_age(*, from_age: int, perhaps_from: int | None = None, pension_age: int = 65) -> Condition:
    """Art. 2: from this age, and before 65 at the application; who gets it already keeps it."""
    return right_age(
        already=you(fact("receives_income_replacement_allowance")),
        from_age=from_age,
        perhaps_from=perhaps_from,
        pension_age=pension_age,
    )


def _ivt(age: Condition, income_of_household: Node) -> Rule:
    """At most the amount of the category; income that counts is taken off (art. 6 and 7)."""
    full = named("full_amount_year", _of_category())
    counted = named("counted_income_year", _own_income() + income_of_household)
    return Rule(
        age,
        nationality(),
        register(),
        person_decides("really_lives_in_belgium", "Law art. 4"),
        condition("earns_a_third_at_most", you(fact("earning_capacity_at_most_third")), "Law art. 2"),
        condition("income_below_full_amount", counted < full, "Law art. 7"),
        # only the month is rounded
        amount=in_unit(to_cents(finely(above_zero(full - counted)), parts=12), "EUR/month"),
    )


# ------------------------------------------------------------------------------- the three categories


def _of_category() -> Node:
    """Art. 6 and the RD: first C, then B, else A. Of two partners who both get it, each has category B."""
    highest, middle = amount("ivt.category_c"), amount("ivt.category_b")
    in_c = named("with_household_or_child", anyone(_shares_household()) | _has_child_in_charge())
    lives_alone = named("lives_alone", ~anyone(lives_under_roof() & ~is_you()))
    partner_gets_it = anyone(
        is_partner() & lives_under_roof() & fact("receives_income_replacement_allowance")
    )
    in_care_home = open_question("category_c_before_care_home", if_so=highest, else_=middle)
    not_in_c = when(
        you(fact("lives_in_care_home")),
        in_care_home,
        when(lives_alone, middle, amount("ivt.category_a")),
    )
    return when(in_c, when(partner_gets_it, middle, highest), not_in_c)


def _shares_household() -> Node:
    """Of each person: lives in, and is no relative by blood or marriage to the third degree."""
    return lives_under_roof() & ~is_you() & ~is_("relation_to_reference", *RELATIVES_TO_THIRD_DEGREE)


def _has_child_in_charge() -> Node:
    is_child = is_("relation_to_reference", *CHILD_KINDS) & lives_under_roof()
    return anyone(is_child & fact("is_in_own_charge"))


# -------------------------------------------------------------------------------------------- income


def _own_income() -> Node:
    """A part of wages is free, in slices that were not found: anything from nothing to all counts."""
    return open_question("own_income_counts", if_so=you(work_income() + other_income()), else_=0)


def _income_of_household_above_free_part() -> Node:
    """The taxable income of who shares the household, above half of the amount of category A."""
    free = share(amount("ivt.category_a"), amount("ivt.partner_free_pct"))
    return above_zero(_taxable_income_of_household() - free)


def _any_income_of_household() -> Node:
    """Before July 2023 the free part was not found: anything from nothing to all of it may count."""
    return open_question("partner_income_counts", if_so=_taxable_income_of_household(), else_=0)


def _taxable_income_of_household() -> Node:
    return sum_over(work_income() + other_income(), among=_shares_household())
