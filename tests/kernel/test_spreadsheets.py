import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nabij.kernel.spreadsheets import as_csv, original_cell, safe_cell


@pytest.mark.parametrize("text", ["=1+1", "+32 470", "-5", "@SUM(A1)", "\t=1", "\r=1", "  =1"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["€ 12,50", "a=b", "", "2026-11-21", "é"])
def test_other_cells_stay_as_they_are(text: str) -> None:
    assert safe_cell(text) == text


def test_a_file_is_read_back_as_it_was_written() -> None:
    rows = [["naam", "een; twee"], ['"zo"', "lijn\nlijn"]]
    text = as_csv(rows)
    assert text.startswith("\ufeff")
    assert list(csv.reader(io.StringIO(text[1:], newline=""), delimiter=";")) == rows


CELLS = st.text(
    alphabet=st.one_of(st.sampled_from("=+-@'\"\t\r\n \uff1d\uff0b\u00a01a"), st.characters(codec="utf-8"))
)


@given(text=CELLS)
def test_a_safe_cell_is_read_back_as_it_was_and_starts_no_formula(text: str) -> None:
    safe = safe_cell(text)
    assert original_cell(safe) == text
    assert not safe.startswith(tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"))
