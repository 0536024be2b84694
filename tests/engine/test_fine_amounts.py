"""A sum with percentages is rounded once, at its end."""

import pytest

from nabij_rights.authoring import finely, share, to_cents
from nabij_rights.engine.expression import BadExpression, const


def test_two_halves_of_a_cent_make_one_cent() -> None:
    half = share(finely(const(1, "EUR/year")), 50)
    assert to_cents(half + half).meta == 1


def test_rounding_each_half_would_have_made_two() -> None:
    half = share(const(1, "EUR/year"), 50)
    assert (half + half).meta == 2


def test_a_part_is_rounded_half_up() -> None:
    assert to_cents(finely(const(18, "EUR/year")), parts=12).meta == 2
    assert to_cents(finely(const(17, "EUR/year")), parts=12).meta == 1


def test_the_unit_comes_back() -> None:
    assert to_cents(finely(const(5, "EUR/year"))).unit == "EUR/year"


def test_fine_amounts_and_cents_do_not_add_up() -> None:
    with pytest.raises(BadExpression):
        finely(const(1, "EUR/year")) + const(1, "EUR/year")


def test_only_a_fine_amount_leads_back_to_cents() -> None:
    with pytest.raises(BadExpression, match="fine amount"):
        to_cents(const(1, "EUR/year"))
