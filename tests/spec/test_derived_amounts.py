"""Amounts that no page prints and that follow from printed ones: the same formula gives what was printed."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

import pytest

from nabij_rights.parameters.book import amounts

CENT = Decimal("0.01")

TWO_PER_CENT_A_YEAR = [
    *[f"groeipakket_schoolbonus.age_{age}" for age in (0, 4, 11, 17)],
    *[f"groeipakket_zorgtoeslag.{row}" for row in ("only_pillar_1", "from_6", "from_9", "from_12")],
    *[f"groeipakket_zorgtoeslag.{row}" for row in ("from_15", "from_18", "from_21")],
    "groeipakket_pleegzorgtoeslag.per_child",
    "kleutertoeslag.per_year",
]


def _value(amount_id: str, on: date) -> Decimal:
    figure = amounts()[amount_id].on(on)
    assert figure.row is not None
    assert figure.row.low is not None
    return Decimal(figure.row.low) / 100


@pytest.mark.parametrize("amount_id", TWO_PER_CENT_A_YEAR)
def test_two_per_cent_a_year_leads_from_one_printed_amount_to_the_next(amount_id: str) -> None:
    rows = [row for row in amounts()[amount_id].rows if row.from_on < date(2024, 1, 1)]
    for earlier, later in pairwise(rows):
        assert earlier.low is not None
        assert later.low == int((Decimal(earlier.low) * Decimal("1.02")).quantize(Decimal(1), ROUND_HALF_UP))


@pytest.mark.parametrize("kind", ["limit", "full_until"])
@pytest.mark.parametrize(
    ("school_year", "factor", "off_by"), [(2021, "1.0530", "0"), (2020, "1.0677936", "0.01")]
)
def test_one_factor_gives_the_limits_of_the_school_allowance_that_were_printed(
    kind: str, school_year: int, factor: str, off_by: str
) -> None:
    for points in range(21):
        amount_id = f"schooltoeslag.{kind}_{points}"
        computed = (_value(amount_id, date(2023, 9, 1)) / Decimal(factor)).quantize(CENT, ROUND_HALF_UP)
        assert abs(_value(amount_id, date(school_year, 9, 1)) - computed) <= Decimal(off_by), points
