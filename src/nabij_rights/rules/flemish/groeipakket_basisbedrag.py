"""Basic amount of the Growth Package: an amount each month for every child, whatever the income."""

from nabij_rights.authoring import *
from nabij_rights.rules.flemish._growth_package import (
    APPEAL_SOURCE,
    gives_right,
    has_left_school,
    has_support_need,
    is_in_new_system,
    is_student,
    is_under_18,
    procedure,
)

RIGHT = Right(
    id="groeipakket_basisbedrag",
    block="V1.1",
    level=Level.FLEMISH,
    kind=Kind.AMOUNT,
    unit=Unit.HOUSEHOLD,
    period="month",
    provider="Uitbetaler van het Groeipakket (FONS, Infino, KidsLife, MyFamily of Parentia)",
    legal_basis=("Groeipakketdecreet van 27 april 2018",),
    granting=Granting.AUTOMATIC,
    documents=("identity_card", "bank_account_number"),
    opens=(
        "groeipakket_sociale_toeslag",
        "groeipakket_schoolbonus",
        "groeipakket_wezentoeslag",
        "groeipakket_pleegzorgtoeslag",
        "groeipakket_zorgtoeslag_ondersteuningsbehoefte",
        "kleutertoeslag",
        "schooltoeslag",
        "kinderopvangtoeslag",
    ),
    recorded_as=("gives_right_to_child_benefit",),
    procedure=procedure(Starter.PERSON),
    sources=(
        APPEAL_SOURCE,
        (
            "Groeipakket, basic amount",
            "https://www.groeipakket.be/en/benefits-Groeipakket/basic-amount",
        ),
        ("Groeipakket, indexering", "https://www.groeipakket.be/Bedragen/Indexering"),
        ("MyFamily, bedragen", "https://www.myfamily.be/nl-be/groeipakket-bedragen"),
        ("Parentia, amounts", "https://www.parentia.be/en/vlaanderen/groeipakket/amounts/new-system"),
    ),
)

_DECREE = "Decree of 27 April 2018, right to the basic amount"
_AMOUNTS = "groeipakket_basisbedrag"


@RIGHT.rule(from_on="2019-01-01")
def rule() -> Rule:
    """For each child who lives in Flanders: to the month of 18, 21 with a support need, 25 as a student."""
    named("number_of_children", number_of(gives_right()))
    return Rule(
        condition("lives_in_flanders", lives_in_flanders(), _DECREE),
        any_way(
            "has_child",
            condition("child_under_18", anyone(is_under_18()), _DECREE),
            condition("child_with_support_need", anyone(has_support_need()), _DECREE),
            condition("student_under_25", anyone(is_student()), _DECREE),
            condition("child_left_school", anyone(has_left_school()), _DECREE),
            article=_DECREE,
        ),
        condition("child_may_stay", anyone(gives_right()), _DECREE),
        amount=sum_over(_amount_per_month(), among=gives_right()),
    )


def _amount_per_month() -> Node:
    """Of each child: the amount of the new system, or of the old one."""
    return when(is_in_new_system(), amount(f"{_AMOUNTS}.new_system"), _amount_of_old_system())


def _amount_of_old_system() -> Node:
    """By the rank on 31 December 2018, which only the payer knows, with a supplement from 6, 12 and 18."""
    by_rank = open_question(
        "old_rank_is_third_or_later",
        if_so=amount(f"{_AMOUNTS}.old_rank_3"),
        else_=open_question(
            "old_rank_is_second",
            if_so=amount(f"{_AMOUNTS}.old_rank_2"),
            else_=amount(f"{_AMOUNTS}.old_rank_1"),
        ),
    )
    return by_rank + open_question(
        "old_age_supplement_is_high", if_so=_age_supplement("high"), else_=_age_supplement("low")
    )


def _age_supplement(which: str) -> Node:
    """From the month after a birthday: 18, else 12, else 6."""
    turned_18, turned_12, turned_6 = (aged(years, on=days.FIRST_OF_MONTH) for years in (18, 12, 6))
    from_12 = when(turned_12, amount(f"{_AMOUNTS}.old_age_12_{which}"), _from_6(turned_6, which))
    return when(turned_18, amount(f"{_AMOUNTS}.old_age_18_{which}"), from_12)


def _from_6(turned_6: Node, which: str) -> Node:
    return when(turned_6, amount(f"{_AMOUNTS}.old_age_6_{which}"), 0)
