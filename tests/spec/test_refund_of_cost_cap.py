"""What the cap on health costs pays back, worked out by hand from the ceilings of 2024."""

from datetime import date
from typing import Any

import pytest

from nabij_rights.answers import answer
from nabij_rights.facts.reading import read_situation

ON = date(2024, 6, 15)
BAND_2, BAND_3, CHILD = 51_692, 74_666, 74_666


def refund_of(*persons: dict[str, Any]) -> tuple[int, int]:
    """Lowest and highest refund so far, in cents."""
    known = {
        "has_health_insurance": True,
        "has_increased_reimbursement": False,
        "has_chronic_condition_status": False,
        "receives_integration_allowance": False,
        "own_shares_last_year_eur": "0",
        "own_shares_year_before_eur": "0",
        "is_registered_here@year": True,
        "birth_on": date(1980, 1, 1),
        "net_taxable_income_eur_year": "0",
        "own_shares_this_year_eur": "0",
    }
    situation = read_situation({"persons": [{**known, **person} for person in persons]}, on=ON)
    named = {value.key: value for value in answer(situation, on=ON).of("maximumfactuur").named}
    return named["refund"].lowest, named["refund"].highest


def paid(euros: str, income: str = "30000.00", **facts: Any) -> dict[str, Any]:
    return {"own_shares_this_year_eur": euros, "net_taxable_income_eur_year": income, **facts}


def a_child(euros: str, **facts: Any) -> dict[str, Any]:
    birth_on = date(2010, 1, 1)
    return paid(euros, "0", relation_to_reference="child", birth_on=birth_on, **facts)


@pytest.mark.parametrize(("euros", "cents"), [("746.66", 0), ("746.67", 1), ("1000.00", 100_000 - BAND_3)])
def test_what_lies_above_the_ceiling_is_paid_back(euros: str, cents: int) -> None:
    assert refund_of(paid(euros)) == (cents, cents)


def test_the_own_shares_of_all_at_the_address_add_up() -> None:
    lodger = paid("400.00", "0", relation_to_reference="unrelated", is_dependent_in_health_insurance=False)
    assert refund_of(paid("400.00"), lodger) == (80_000 - BAND_3, 80_000 - BAND_3)


def test_with_the_increased_reimbursement_only_the_family_counts_for_the_low_ceiling() -> None:
    lodger = paid("100.00", "0", relation_to_reference="unrelated", is_dependent_in_health_insurance=False)
    found = refund_of(paid("600.00", has_increased_reimbursement=True), lodger)
    assert found == (60_000 - BAND_2, 60_000 - BAND_2)


def test_a_child_has_a_ceiling_of_its_own_in_a_household_with_a_high_income() -> None:
    child = a_child("900.00", is_dependent_in_health_insurance=True)
    assert refund_of(paid("0", "60000.00"), child) == (90_000 - CHILD, 90_000 - CHILD)


def test_a_child_of_nineteen_counts_with_the_others() -> None:
    grown_up = a_child("900.00", is_dependent_in_health_insurance=True) | {"birth_on": date(2005, 6, 15)}
    assert refund_of(paid("0", "60000.00"), grown_up) == (0, 0)
