from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nabij.rights.forms.typed import read_day, read_euro, read_whole


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1780,40", "1780.40"),
        ("1.780,40", "1780.40"),
        ("1780.40", "1780.40"),
        ("1780", "1780.00"),
        ("1.780", "1780.00"),
        ("1 780,4", "1780.40"),
        ("1\u202f780", "1780.00"),
        ("1,780.40", "1780.40"),
        ("1,780", "1780.00"),
        ("€ 690", "690.00"),
        ("690 €", "690.00"),
        ("690 EUR", "690.00"),
        ("0", "0.00"),
        ("٦٩٠", "690.00"),
        ("\u0661\u0667\u0668\u0660\u066b\u0664\u0660", "1780.40"),
        (" 12,5 ", "12.50"),
    ],
)
def test_amounts_as_people_type_them(typed: str, amount: str) -> None:
    assert read_euro(typed) == Decimal(amount)


@pytest.mark.parametrize(
    "typed",
    ["", "zeshonderd", "-5", "1.2.3", "1780,405", "12 34", "1e5", "NaN", "9999999999", "5 tot 6", "\x00"],
)
def test_what_is_no_amount(typed: str) -> None:
    assert read_euro(typed) is None


@given(st.text(max_size=40))
def test_whatever_is_typed_is_an_amount_or_nothing(typed: str) -> None:
    amount = read_euro(typed)
    assert amount is None or (amount >= 0 and amount == amount.quantize(Decimal("0.01")))


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        (("2", "3", "2015"), "2015-03-02"),
        (("", "", "2015"), {"min": "2015-01-01", "max": "2015-12-31"}),
        (("", "2", "2024"), {"min": "2024-02-01", "max": "2024-02-29"}),
        (("", "12", "2024"), {"min": "2024-12-01", "max": "2024-12-31"}),
        (("٢", "٣", "٢٠١٥"), "2015-03-02"),
    ],
)
def test_days_as_people_type_them(typed: tuple[str, str, str], day: object) -> None:
    assert read_day(*typed) == day


@pytest.mark.parametrize(
    "typed",
    [
        ("31", "2", "2015"),
        ("2", "", "2015"),
        ("", "", ""),
        ("x", "3", "2015"),
        ("1", "1", "15"),
        ("", "13", "2015"),
    ],
)
def test_what_is_no_day(typed: tuple[str, str, str]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the caller shows one sentence for all of them
        read_day(*typed)


@pytest.mark.parametrize(
    ("typed", "number"), [("4", 4), (" 12 ", 12), ("٤", 4), ("4,5", None), ("vier", None), ("", None)]
)
def test_whole_numbers(typed: str, number: int | None) -> None:
    assert read_whole(typed) == number
