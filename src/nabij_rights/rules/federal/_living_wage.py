"""The sum of the leefloon: law of 26 May 2002, art. 14 and 16, and RD of 11 July 2002, art. 22 to 35.

The equivalent support of the OCMW follows the same sum in practice, so it uses this module too.
"""

from dataclasses import dataclass

from nabij_rights.authoring import *
from nabij_rights.rules.federal._means import (
    income_without_work,
    means_of_each,
    property_and_money,
    work_and_training,
)

LEEFLOON = ("integration_income_since_on",)
EQUIVALENT = ("equivalent_support_since_on", "integration_income_since_on")
"""The support that is asked for, and any other that counts the same way for a partner."""

_DEBTORS_UNTIL_FEBRUARY_2026 = ("parent", "child")
_DEBTORS_FROM_MARCH_2026 = (
    "parent",
    "grandparent",
    "child",
    "grandchild",
    "parent_in_law",
    "child_in_law",
)


@dataclass(frozen=True)
class LivingWage:
    """The sum for one household: the full amount of a year and the means that count (fine amounts)."""

    full: Node
    counted: Node
    month: Node
    is_covered_by_partner: Node


def with_parents_and_children(support: tuple[str, ...]) -> LivingWage:
    """What resident parents and adult children have above category 1, the OCMW may count or leave out."""
    return _sum(support, _relatives_that_may_count(), _work_exemption(support[0]))


def with_shortage_occupations(support: tuple[str, ...]) -> LivingWage:
    """As before; who starts in a shortage occupation may keep more of the wage for three months."""
    return _sum(support, _relatives_that_may_count(), _work_exemption_with_shortage(support[0]))


def with_all_who_owe_maintenance(support: tuple[str, ...]) -> LivingWage:
    """All resident adults who owe maintenance count, unless the OCMW leaves them out in equity."""
    return _sum(support, _relatives_that_count(support[0]), _work_exemption_with_shortage(support[0]))


def _sum(support: tuple[str, ...], relatives: Node, exemption: Node) -> LivingWage:
    family = named("has_family_to_support", has_family_to_support())
    sharing = named("shares_a_home", ~family & shares_a_home())
    named("child_here_part_of_the_time", anyone(child_in_charge() & (fact("custody_share_pct") < 100)))
    full = named("full_amount_year", by_category(family, sharing, *_FULL))
    means = _own_means(exemption) + _partner_means(family, support) + _relatives_means(relatives)
    counted = named("counted_means_year", to_cents(means))
    month = _what_is_missing(full, means, by_category(family, sharing, *_EXEMPTIONS))
    return LivingWage(full, counted, month, family & _is_covered_by_partner(support))


_FULL = ("family", "sharing", "alone")
_EXEMPTIONS = ("exemption_family", "exemption_sharing", "exemption_alone")


def _what_is_missing(full: Node, means: Node, general_exemption: Node) -> Node:
    """A small part of the means never counts (RD art. 22, par. 2). A month is a twelfth of a year."""
    counted = above_zero(means - finely(general_exemption))
    return in_unit(to_cents(above_zero(finely(full) - counted), parts=12), "EUR/month")


def amount_of_own_category() -> Node:
    """The full amount of a year for the category of the household."""
    family = has_family_to_support()
    return by_category(family, ~family & shares_a_home(), *_FULL)


# ----------------------------------------------------------------------------------------- category


def has_family_to_support() -> Node:
    """Category 3: an unmarried minor child in your charge lives in, all or part of the time (art. 14)."""
    return anyone(child_in_charge())


def child_in_charge() -> Node:
    """Of each person: a minor for whom you care and pay.

    A child that is not yours is in your charge when no other adult lives in than you and your partner. With
    your grandchild and its parent under one roof, who has charge of it is a question for the OCMW.
    """
    other_adult = anyone(lives_under_roof() & aged(18) & ~is_you() & ~is_partner())
    yours = is_("relation_to_reference", *CHILD_KINDS) | ~other_adult
    of_whom = yours | (is_("relation_to_reference", "grandchild") & _grandchild_is_in_your_charge())
    unmarried = younger_than(16) | is_("civil_status", "single")  # a child of 9 is not asked about marriage
    is_minor = ~is_you() & ~is_partner() & younger_than(18) & unmarried
    return is_minor & lives_under_roof() & fact("is_in_own_charge") & of_whom


def _grandchild_is_in_your_charge() -> Node:
    return open_question("grandchild_in_your_charge", if_so=True, else_=False)


def shares_a_home() -> Node:
    """Category 1: sharing the household under one roof (art. 14, par. 1, 1°).

    A couple under one roof does so by definition. Somebody without a home who has a project with the OCMW
    counts as living alone (art. 14, par. 1, 2°).
    """
    housemate = ~is_you() & lives_under_roof() & (is_partner() | fact("shares_household_costs"))
    homeless_with_project = is_("tenure", "homeless") & you(fact("has_integration_project"))
    return anyone(housemate) & ~homeless_with_project


def by_category(family: Node, sharing: Node, third: str, first: str, second: str) -> Node:
    """The amount of the category: 3 with a family to support, 1 when sharing a home, else 2."""
    return when(
        family,
        amount(f"leefloon.{third}"),
        when(sharing, amount(f"leefloon.{first}"), amount(f"leefloon.{second}")),
    )


# -------------------------------------------------------------------------------------- own means


def _own_means(work_exemption: Node) -> Node:
    """Your own means; of wages and training money only what is above the exemption counts (RD art. 35)."""
    earned = you(work_and_training())
    named("exempt_wages_month", least(earned, work_exemption))
    wages = above_zero(earned - work_exemption)
    children = number_of(is_("relation_to_reference", *CHILD_KINDS) & fact("gives_right_to_child_benefit"))
    own = finely(per_year(you(income_without_work()) + wages)) + you(property_and_money(children))
    named("own_means_year", to_cents(own))
    return own


def _work_exemption(support: str) -> Node:
    """RD art. 35: who starts to work while on leefloon, and a student with a project from the first day."""
    student = (
        fact("has_integration_project")
        & is_("study_level", "secondary", "nursing", "higher")
        & younger_than(25)
    )
    started_later = fact(support) < fact("work_started_on")
    ordinary = amount("leefloon.work_exemption")
    # money for a training, and no first day of work: whether it began while on leefloon nobody told
    in_training = open_question("training_began_on_leefloon", if_so=ordinary, else_=0)
    has_no_first_day = has(support) & ~has("work_started_on")
    return when(
        you(student),
        amount("leefloon.student_work_exemption"),
        when(
            you(has_no_first_day),
            in_training,
            when(you(started_later), _while_credit_lasts(ordinary), 0),
        ),
    )


def _while_credit_lasts(exempt: Node) -> Node:
    """Three years in all, spread over six at most; in between it depends on the months that were used."""
    after_three_years = open_question("exemption_left", if_so=exempt, else_=0)
    return when(
        you(months_since("work_started_on", 72)),
        0,
        when(you(months_since("work_started_on", 36)), after_three_years, exempt),
    )


def _work_exemption_with_shortage(support: str) -> Node:
    """RD art. 35 since 2024: once in a life, three months of a higher exemption in a shortage occupation."""
    ordinary = _work_exemption(support)
    is_new_job = you(has("work_started_on") & ~months_since("work_started_on", 3))
    started_later = you(fact(support) < fact("work_started_on"))
    higher = open_question(
        "shortage_occupation", if_so=amount("leefloon.shortage_work_exemption"), else_=ordinary
    )
    return when(is_new_job & started_later, higher, ordinary)


# --------------------------------------------------------------- partner and relatives, RD art. 34


def _is_covered_by_partner(support: tuple[str, ...]) -> Node:
    """The amount of category 3 covers the partner too; it is paid once, to one of the two."""
    has_it = anyone(is_partner() & lives_under_roof() & _has_any(support))
    return has_it & ~you(has(support[0]))


def _has_any(support: tuple[str, ...]) -> Node:
    """Of each person: has one of these kinds of support."""
    return one_of(*[has(fact_id) for fact_id in support])


def _partner_means(family: Node, support: tuple[str, ...]) -> Node:
    """Par. 1: with a family to support all means of the partner count, else what is above category 1.

    The means of a partner with a leefloon of their own do not count.
    """
    partner = is_partner() & lives_under_roof() & ~_has_any(support)
    means = sum_over(means_of_each(_children_with_benefit()), among=partner)
    counted = when(family, means, above_zero(means - finely(amount("leefloon.sharing"))))
    named("partner_means_year", to_cents(counted))
    return counted


def _relatives_means(counted: Node) -> Node:
    named("relatives_means_year", to_cents(counted))
    return counted


def _relatives_that_may_count() -> Node:
    """Par. 2 until 28 February 2026: the OCMW may count the surplus, wholly or partly, or leave it out."""
    surplus = _surplus_of(_DEBTORS_UNTIL_FEBRUARY_2026)
    return open_question("ocmw_counts_relatives", if_so=surplus, else_=0)


def _relatives_that_count(support: str) -> Node:
    """Par. 2 from 1 March 2026, for new files; a running file follows at its next review."""
    surplus = _surplus_of(_DEBTORS_FROM_MARCH_2026) + _child_benefit_paid_to_relatives()
    new = open_question("ocmw_leaves_relatives_out", if_so=0, else_=surplus)
    is_running_file = you(fact(support) < day("2026-03-01"))
    before_review = open_question("not_reviewed_yet", if_so=_relatives_that_may_count(), else_=new)
    return when(is_running_file, before_review, new)


def _is_debtor(relations: tuple[str, ...]) -> Node:
    return lives_under_roof() & aged(18) & is_("relation_to_reference", *relations)


def _surplus_of(relations: tuple[str, ...]) -> Node:
    """What these adults have together above one amount of category 1 for each of them; wages in full."""
    # one amount off for each before adding up: whoever may or may not be a debtor weighs with both or neither
    above_own = means_of_each(_children_with_benefit()) - finely(amount("leefloon.sharing"))
    return above_zero(sum_over(above_own, among=_is_debtor(relations)))


def _children_with_benefit() -> Node:
    return number_of(fact("gives_right_to_child_benefit"))


def _child_benefit_paid_to_relatives() -> Node:
    """Child benefit that a relative receives for you counts too; not when you have the care supplement."""
    paid_to_others = fact("gives_right_to_child_benefit") & (fact("child_benefit_for_self_eur_month") == 0)
    counts = you(paid_to_others & younger_than(25) & ~fact("receives_care_supplement"))
    lives_with_relative = anyone(_is_debtor(_DEBTORS_FROM_MARCH_2026))
    return when(
        counts & lives_with_relative, finely(per_year(amount("leefloon.child_benefit_of_applicant"))), 0
    )
