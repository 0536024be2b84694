"""Shared by the two federal allowances for people with a disability: IVT and IT (law of 27 February 1987)."""

from nabij_rights.authoring import *


def right_age(
    *, already: Node, from_age: int, perhaps_from: int | None = None, pension_age: int = 65
) -> Condition:
    """Art. 2: from this age, and before 65 at the application; who gets it already keeps it."""
    ways = [
        condition("old_enough_and_under_65", you(aged(from_age) & younger_than(65)), "Law art. 2"),
        condition("gets_it_already", already, "Law art. 2"),
        *_younger(from_age),
    ]
    if perhaps_from is not None:
        ways.append(_perhaps("age_of_start_changed", aged(perhaps_from) & younger_than(from_age)))
    if pension_age > 65:
        ways.append(_perhaps("before_pension_age", aged(65) & younger_than(pension_age)))
    return any_way("right_age", *ways)


def _younger(than: int) -> list[Condition]:
    """Art. 2: younger is possible when married, with a child, or disabled after child benefit ended."""
    has_child = anyone(
        is_("relation_to_reference", *CHILD_KINDS) & lives_under_roof() & fact("is_in_own_charge")
    )
    ways = [
        condition(
            "younger_and_married", you(younger_than(than) & ~is_("civil_status", "single")), "Law art. 2"
        ),
        condition("younger_with_child", you(younger_than(than)) & has_child, "Law art. 2"),
    ]
    if than > 18:  # until 18 there is always child benefit
        without = aged(18) & younger_than(than) & ~fact("gives_right_to_child_benefit")
        ways.append(_perhaps("disabled_after_child_benefit", without))
    return ways


def _perhaps(key: str, situation: Node) -> Condition:
    """A way in that is open in a situation, but on which the service decides."""
    return every(
        key,
        condition(f"{key}_situation", you(situation), "Law art. 2"),
        person_decides(f"{key}_decision", "Law art. 2"),
    )


def nationality() -> Condition:
    """Art. 4: Belgian, EU citizen, protected or stateless; on some others the service decides."""
    settled = is_("residence_status", "belgian", "eu", "refugee", "subsidiary", "stateless")
    may_be_listed = is_("residence_status", "eu_family", "long_term", "limited", "temporary")
    return any_way(
        "nationality_or_status",
        condition("belgian_or_assimilated", you(settled), "Law art. 4"),
        every(
            "treaty_or_child_benefit_until_21",
            condition("other_residence", you(may_be_listed), "Law art. 4"),
            person_decides("service_checks_nationality", "Law art. 4"),
        ),
    )


def register() -> Condition:
    """Entered in the population register; in the register of foreigners only with more conditions."""
    in_register = is_("residence_status", "belgian") | is_("register_kind", "population", "reference_address")
    return any_way(
        "in_register",
        condition("in_population_register", you(in_register), "Law art. 4"),
        every(
            "in_other_register",
            condition("in_foreigners_register", you(is_("register_kind", "foreigners")), "Law art. 4"),
            person_decides("service_checks_register", "Law art. 4"),
        ),
    )


# -------------------------------------------------------------------------------------------- income


def work_income() -> Node:
    """Of each person: wages and profit of the year of the newest tax assessment."""
    return fact("wage_before_costs_eur_year") + fact("self_employed_profit_eur_year")


def other_income() -> Node:
    """Of each person: benefits, pensions and maintenance of the year of the newest tax assessment."""
    return fact("taxed_benefits_eur_year") + fact("maintenance_received_eur_year")
