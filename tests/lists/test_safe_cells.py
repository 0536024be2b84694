"""No text of a list becomes a formula in a spreadsheet."""

import csv
from pathlib import Path

import pytest

from nabij_rights import cli
from nabij_rights.lists.safe_cells import safe_cell


@pytest.mark.parametrize("text", ["=1+1", " =1+1", "+32", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_what_a_spreadsheet_would_reckon_with_is_kept_as_text(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Kaaien", "a=b", "1-2"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert safe_cell(text) == text


def test_a_key_of_a_household_becomes_no_formula(tmp_path: Path) -> None:
    line = '{"key": " =1+1", "municipality": "zonnedam", "persons": [{"age": 64}, {"age": 4}]}\n'
    given, out = tmp_path / "list.jsonl", tmp_path / "out.csv"
    given.write_text(line, encoding="utf-8")
    assert cli.main(["coming-list", str(given), "--on", "2026-11-21", "--out", str(out)]) == cli.USED_WELL
    with out.open(encoding="utf-8", newline="") as file:
        keys = {row["key"] for row in csv.DictReader(file)}
    assert keys == {"' =1+1"}
