"""``coming-list`` and ``best-question``: a list in, counts out, a sentence for a mistake."""

import csv
import json
from datetime import date
from pathlib import Path

import pytest

from nabij_rights import cli
from nabij_rights.synthetic import made_up_households

ON = "2026-11-21"


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    """Four households with a key each, and one line that is no household."""
    cases = list(made_up_households(4, seed=3, on=date.fromisoformat(ON)))
    lines = [json.dumps({"key": f"={n}", **case}, default=str) for n, case in enumerate(cases)]
    file = tmp_path / "list.jsonl"
    file.write_text("\n".join([*lines[:2], '{"persons": 3}', "", *lines[2:]]), encoding="utf-8")
    return file


def test_the_calendar_of_a_list(listed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out.csv"
    assert cli.main(["coming-list", str(listed), "--on", ON, "--out", str(out), "--lang", "en"]) == 0
    said = capsys.readouterr()
    assert said.out.startswith("4 households.")
    assert "line 3" in said.err
    assert "4 households were kept" in said.err
    rows = list(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))
    assert rows
    assert {row["key"] for row in rows} <= {"'=0", "'=1", "'=2", "'=3"}
    assert all(row["why"] and date.fromisoformat(row["on"]) > date.fromisoformat(ON) for row in rows)


def test_the_counts_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["coming-list", "30", "--on", ON, "--json", "--months", "3"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made["households"] == 30
    assert all(row["households"] is None or row["households"] >= 10 for row in made["per_month"])


def test_the_best_question(listed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, shares = tmp_path / "out.csv", tmp_path / "shares.toml"
    shares.write_text(
        'source = "register"\ntown = "Zonnedam"\nperiod = "2025"\n'
        '[[count]]\nfact = "has_increased_reimbursement"\nobserved = 1000\nyes = 200\n',
        encoding="utf-8",
    )
    options = ["--on", ON, "--out", str(out), "--shares", str(shares), "--top", "2", "--lang", "en"]
    assert cli.main(["best-question", str(listed), *options]) == 0
    said = capsys.readouterr().out
    assert "1. " in said
    assert "3. " not in said.replace("0.3. ", "")
    rows = list(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))
    assert [row["key"] for row in rows] == sorted(row["key"] for row in rows)
    assert all(row["title"] for row in rows)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["coming-list", "0"], "choose a number from 1"),
        (["coming-list", "nowhere.jsonl"], "one household per line"),
        (["coming-list", "2", "--months", "61"], "is not a number from 1 to 60"),
        (["coming-list", "2", "--on", "1999-01-01"], "our rules begin"),
        (["coming-list", "2", "--on", "soon"], "is not a date"),
        (["coming-list", "2", "--out", "/nowhere/at/all.csv"], "choose another file"),
        (["best-question", "2", "--shares", "nowhere.toml"], "Name a TOML file"),
        (["best-question", "2", "--top", "none"], "is not a number"),
    ],
)
def test_a_mistake_gets_a_sentence(
    options: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    day = [] if "--on" in options else ["--on", ON]
    assert cli.main([*options, *day]) == 2
    assert sentence in capsys.readouterr().err


def test_a_list_without_a_household_that_can_be_used_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "list.jsonl"
    file.write_text("[1]\nnothing\n", encoding="utf-8")
    assert cli.main(["coming-list", str(file), "--on", ON]) == 2
    assert "no household in it can be used" in capsys.readouterr().err
