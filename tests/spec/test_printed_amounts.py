"""The families of base and coefficient give the amounts that were printed, to the cent.

One new coefficient moves leefloon, SPI, IGO, IT and IVT together, so what was printed must keep coming out.
"""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest

from nabij_rights.parameters.book import Confidence, amounts

CENT = Decimal("0.01")

# Amounts a month as the sources print them: leefloon, IGO, IT, IVT and SPI (which has no year amount).
PRINTED_A_MONTH = [
    ("leefloon.sharing", date(2023, 11, 1), "842.12"),
    ("leefloon.alone", date(2023, 11, 1), "1263.17"),
    ("leefloon.family", date(2023, 11, 1), "1707.11"),
    ("leefloon.sharing", date(2024, 5, 1), "858.97"),
    ("leefloon.alone", date(2024, 5, 1), "1288.46"),
    ("leefloon.family", date(2024, 5, 1), "1741.29"),
    ("leefloon.sharing", date(2025, 2, 1), "876.13"),
    ("leefloon.alone", date(2025, 2, 1), "1314.20"),
    ("leefloon.family", date(2025, 2, 1), "1776.07"),
    ("igo.basic", date(2023, 11, 1), "1012.67"),
    ("igo.increased", date(2023, 11, 1), "1519.01"),
    ("igo.increased", date(2024, 5, 1), "1549.42"),
    ("igo.increased", date(2025, 2, 1), "1580.37"),
    ("it.category_1", date(2024, 5, 1), "129.20"),
    ("it.category_2", date(2024, 5, 1), "427.35"),
    ("it.category_3", date(2024, 5, 1), "679.65"),
    ("it.category_4", date(2024, 5, 1), "987.71"),
    ("it.category_5", date(2024, 5, 1), "1119.77"),
    ("ivt.category_a", date(2023, 7, 1), "825.88"),
    ("ivt.category_a", date(2025, 2, 1), "898.21"),
    ("ivt.category_b", date(2025, 2, 1), "1347.32"),
    ("ivt.category_c", date(2023, 1, 1), "1641.35"),
    ("ivt.category_c", date(2025, 2, 1), "1820.82"),
    ("leefloon.work_exemption", date(2020, 3, 1), "253.88"),
    ("leefloon.work_exemption", date(2022, 1, 1), "264.13"),
    ("leefloon.work_exemption", date(2022, 8, 1), "280.31"),
    ("leefloon.work_exemption", date(2022, 11, 1), "285.91"),
    ("leefloon.work_exemption", date(2023, 11, 1), "297.46"),
    ("leefloon.work_exemption", date(2025, 2, 1), "309.48"),
    ("leefloon.student_work_exemption", date(2022, 1, 1), "264.13"),
    ("leefloon.student_work_exemption", date(2025, 2, 1), "309.48"),
    ("leefloon.shortage_work_exemption", date(2024, 1, 1), "426.30"),
    ("leefloon.shortage_work_exemption", date(2025, 2, 1), "443.52"),
]

PRINTED_A_YEAR = [
    ("ivt.category_b", date(2025, 2, 1), "16167.85"),
    ("ivt.category_c", date(2025, 2, 1), "21849.83"),
    ("leefloon.sharing", date(2025, 2, 1), "10513.60"),
    ("leefloon.alone", date(2025, 2, 1), "15770.41"),
    ("leefloon.family", date(2023, 1, 1), "19690.01"),
]


def _euro(amount_id: str, on: date) -> Decimal:
    figure = amounts()[amount_id].on(on)
    assert figure.low == figure.high
    return Decimal(figure.low) / 100


@pytest.mark.parametrize(("amount_id", "on", "printed"), PRINTED_A_MONTH)
def test_the_month_amount_is_the_printed_one(amount_id: str, on: date, printed: str) -> None:
    parts = 12 if amounts()[amount_id].unit == "EUR/year" else 1
    assert (_euro(amount_id, on) / parts).quantize(CENT, ROUND_HALF_UP) == Decimal(printed)


@pytest.mark.parametrize(("amount_id", "on", "printed"), PRINTED_A_YEAR)
def test_the_year_amount_is_the_printed_one(amount_id: str, on: date, printed: str) -> None:
    assert _euro(amount_id, on) == Decimal(printed)


@pytest.mark.parametrize(("amount_id", "on", "printed"), [*PRINTED_A_MONTH, *PRINTED_A_YEAR])
def test_a_printed_amount_is_marked_as_verified(amount_id: str, on: date, printed: str) -> None:
    row = amounts()[amount_id].row_on(on)
    assert row is not None
    assert row.from_on == on
    assert row.confidence is Confidence.VERIFIED


def test_no_amount_rests_on_a_step_that_is_only_expected() -> None:
    for amount_id in (
        "index.pivot_103_14",
        "leefloon.alone",
        "igo.increased",
        "it.category_1",
        "ivt.category_b",
    ):
        assert amounts()[amount_id].rows[-1].from_on == date(2026, 3, 1)
