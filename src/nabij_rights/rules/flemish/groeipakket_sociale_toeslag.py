"""Social supplement of the Growth Package: more per child for a family whose income stays below a limit."""

from nabij_rights.authoring import *
from nabij_rights.rules.flemish._growth_package import (
    APPEAL_SOURCE,
    another_family_lives_here,
    counts_for_income,
    family_income,
    gives_right,
    is_in_new_system,
    is_raised_by_you,
    procedure,
    ways_through_cadastral_test,
)

RIGHT = Right(
    id="groeipakket_sociale_toeslag",
    block="V1.3",
    level=Level.FLEMISH,
    kind=Kind.AMOUNT,
    unit=Unit.HOUSEHOLD,
    period="month",
    provider="Uitbetaler van het Groeipakket (FONS, Infino, KidsLife, MyFamily of Parentia)",
    legal_basis=("Groeipakketdecreet van 27 april 2018",),
    granting=Granting.AUTOMATIC,
    documents=("tax_assessment", "income_proof_six_months"),
    opens=("uitpas_kansentarief",),
    goes_after=("groeipakket_basisbedrag",),
    recorded_as=("receives_social_supplement",),
    procedure=procedure(Starter.NOBODY),
    exceptions_to={
        Law.MORE_INCOME_NEVER_OPENS: "Decree of 27 April 2018, cadastral test: more income can pass it"
    },
    sources=(
        APPEAL_SOURCE,
        ("Groeipakket, sociale toeslag", "https://www.groeipakket.be/tegemoetkomingen/sociale-toeslag"),
        ("Groeipakket, income", "https://www.groeipakket.be/en/income-calculation"),
        ("Groeipakket, KI-test", "https://www.groeipakket.be/nl/ki-test"),
        (
            "Groeipakket, changes in 2023",
            "https://www.groeipakket.be/en/nieuws/wijzigingen-groeipakket-januari-2023",
        ),
        ("Groeipakket, separated parents", "https://www.groeipakket.be/en/tegemoetkoming/gescheiden-ouder"),
    ),
)

_DECREE = "Decree of 27 April 2018, social supplement"
_CADASTRAL = "Decree of 27 April 2018, cadastral test"
_AMOUNTS = "groeipakket_sociale_toeslag"
_SMALL_FAMILY = 2
"""Families of one or two children have amounts and limits of their own."""
_HALF_TIME = 50


@RIGHT.rule(from_on="2019-01-01")
def rule_of_2019() -> Rule:
    """Up to the lowest limit; from three children, one of them in the new system, up to a higher limit."""
    # A small family has one limit only, so below it by the alarm bell means the full amount.
    return _rule(_is_between_limits_with_three_children(), second_amount_small="full_small")


@RIGHT.rule(from_on="2023-04-01", note="A middle amount for families of one or two children.")
def rule_of_april_2023() -> Rule:
    """As before; families of one or two children also have a higher limit, with a smaller amount."""
    return _rule(
        _is_between_limits_with_one_or_two_children(),
        _is_between_limits_with_three_children(),
        second_amount_small="middle_small",
    )


def _rule(*between_limits: Condition, second_amount_small: str) -> Rule:
    named("family_income", family_income())
    named("number_of_children", _number_of_children())
    yours = every("your_family", _has_child(), _low_enough(between_limits), _cadastral_test())
    second = _by_size(small=second_amount_small, large="middle_large")
    another = condition("another_family", another_family_lives_here(gives_right()), _DECREE)
    return Rule(
        condition("lives_in_flanders", lives_in_flanders(), _DECREE),
        any_way("family", yours, another),
        amount=when(yours.holds, _amount_per_month(second), 0)
        + when(another.holds, _perhaps_for_others(), 0),
    )


# ------------------------------------------------------------------------------------------ conditions


def _children() -> Node:
    """Of each person: a child with a right whom you raise at least half of the time."""
    return gives_right() & is_raised_by_you() & (fact("custody_share_pct") >= _HALF_TIME)


def _number_of_children() -> Node:
    """A child in shared custody counts in full, in both families."""
    return number_of(_children())


def _has_child() -> Condition:
    return condition("has_child", _number_of_children() >= 1, _DECREE)


def _low_enough(between_limits: tuple[Condition, ...]) -> Condition:
    return any_way(
        "income_low_enough",
        condition("only_minimum_benefit", _lives_only_on_minimum_benefit(), _DECREE),
        condition("below_lowest_limit", _is_below_lowest_limit(), _DECREE),
        *between_limits,
        condition("six_months_below_limit", _has_alarm_bell(), _DECREE),
        article=_DECREE,
    )


def _is_below_lowest_limit() -> Node:
    return family_income() <= amount(f"{_AMOUNTS}.lowest_limit")


def _is_between_limits_with_one_or_two_children() -> Condition:
    return condition(
        "between_limits_one_or_two_children",
        (_number_of_children() <= _SMALL_FAMILY)
        & (family_income() <= amount(f"{_AMOUNTS}.middle_limit_small")),
        _DECREE,
    )


def _is_between_limits_with_three_children() -> Condition:
    return condition(
        "between_limits_three_children",
        (_number_of_children() > _SMALL_FAMILY)
        & (family_income() <= amount(f"{_AMOUNTS}.middle_limit_large"))
        & anyone(_children() & is_in_new_system()),
        _DECREE,
    )


def _has_alarm_bell() -> Node:
    """At least six months in a row below the limit since the newest assessment: on request."""
    return fact("months_below_limit_in_row") >= 6


def _lives_only_on_minimum_benefit() -> Node:
    """In these months the supplement is automatic: only leefloon, income replacement allowance or IGO.

    The benefits of the month hold the allowance and the IGO, but not the leefloon. So beside a leefloon any
    benefit is another one; beside the other two we cannot tell whether there is more.
    """
    family = counts_for_income()
    within_benefits = one_of(
        fact("receives_income_replacement_allowance"),
        fact("receives_older_income_guarantee"),
    )
    minimum_benefit = has("integration_income_since_on") | within_benefits
    no_other_benefit = open_question("no_other_benefit", if_so=True, else_=False)
    nothing_else = all_of(
        fact("net_work_income_eur_month") == 0,
        fact("net_training_income_eur_month") == 0,
        fact("other_net_income_eur_month") == 0,
        (fact("net_benefit_income_eur_month") == 0) | (within_benefits & no_other_benefit),
    )
    return anyone(family & minimum_benefit) & everyone(nothing_else, among=family)


def _cadastral_test() -> Condition:
    """Months on nothing but a minimum benefit are not tested."""
    return any_way(
        "cadastral_test",
        condition("only_minimum_benefit", _lives_only_on_minimum_benefit(), _DECREE),
        *ways_through_cadastral_test(family_income()),
        article=_CADASTRAL,
    )


# --------------------------------------------------------------------------------------------- amounts


def _amount_per_month(second_amount: Node) -> Node:
    """The amount of each child, half for a child in equal custody."""
    full_amount = _by_size(small="full_small", large="full_large")
    new = when(_gets_full_amount(), full_amount, second_amount)
    per_child = when(is_in_new_system(), new, _amount_of_old_system(second_amount))
    return divided(sum_over(per_child * _halves(), among=_children()), 2)


def _by_size(*, small: str, large: str) -> Node:
    """The amount for one or two children, or for three and more."""
    is_small = _number_of_children() <= _SMALL_FAMILY
    return when(is_small, amount(f"{_AMOUNTS}.{small}"), amount(f"{_AMOUNTS}.{large}"))


def _gets_full_amount() -> Node:
    """Below the lowest limit. By the alarm bell it depends on which limit the family is below."""
    is_below_lowest_now = open_question("below_lowest_limit_now", if_so=True, else_=False)
    return one_of(
        _is_below_lowest_limit(),
        _lives_only_on_minimum_benefit(),
        _has_alarm_bell() & is_below_lowest_now,
    )


def _amount_of_old_system(second_amount: Node) -> Node:
    """By the rank on 31 December 2018, which the payer knows. Between the limits two readings exist."""
    is_single = ~anyone(is_partner() & lives_under_roof())
    first = open_question(
        "parent_ill_for_long",
        if_so=amount(f"{_AMOUNTS}.old_rank_1_ill_parent"),
        else_=amount(f"{_AMOUNTS}.old_rank_1"),
    )
    third = when(is_single, amount(f"{_AMOUNTS}.old_rank_3_single_parent"), amount(f"{_AMOUNTS}.old_rank_3"))
    second = open_question("old_rank_is_second", if_so=amount(f"{_AMOUNTS}.old_rank_2"), else_=first)
    by_rank = open_question("old_rank_is_third_or_later", if_so=third, else_=second)
    between = open_question("old_amount_between_limits", if_so=by_rank, else_=second_amount)
    return when(_gets_full_amount(), by_rank, between)


def _halves() -> Node:
    """Of each child: two halves; one when a judge fixed equal custody; open when the parents agreed on it."""
    without_judgment = open_question("half_without_judgment", if_so=1, else_=2)
    equal = when(fact("custody_fixed_by_court"), 1, without_judgment)
    return when(fact("custody_share_pct") <= _HALF_TIME, equal, 2)


def _perhaps_for_others() -> Node:
    """From nothing to the full amount for each child of another family in the home."""
    children = number_of(gives_right() & ~is_raised_by_you())
    highest = children * amount(f"{_AMOUNTS}.full_large")
    return open_question("amount_of_another_family", if_so=highest, else_=0)
