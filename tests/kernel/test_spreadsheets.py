import csv
import io

import pytest

from nabij.kernel.spreadsheets import as_csv, safe_cell


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
