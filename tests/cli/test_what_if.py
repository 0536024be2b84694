"""The what-if on the command line: a table, JSON for programs, and a sentence for whatever cannot be used."""

import io
import json
from pathlib import Path

import pytest

from nabij_rights import cli
from tests.what_if.town import PREMIUM, lines

ON = ("--on", "2026-11-21")


@pytest.fixture
def households(tmp_path: Path) -> str:
    file = tmp_path / "town.jsonl"
    file.write_text("\n".join(lines()) + "\n", encoding="utf-8")
    return str(file)


@pytest.fixture
def change(tmp_path: Path) -> str:
    file = tmp_path / "change.toml"
    file.write_text(f'note = "a tenth"\n[amounts]\n"{PREMIUM}.premium_1" = "+10 %"\n', encoding="utf-8")
    return str(file)


def run(*arguments: str) -> int:
    return cli.main(["what-if", *ON, *arguments])


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", ("Wat als? 102 gezinnen", "zeker", "Per wijk", "Goed om te weten", "240,00")),
        ("fr", ("Et si ? 102 ménages", "Par quartier", "Bon à savoir", "264,00")),
        ("en", ("What if? 102 households", "By neighbourhood", "Good to know", "couple")),
    ],
)
def test_it_tells_what_changes_for_whom(
    households: str, change: str, language: str, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--households", households, "--change", change, "--lang", language) == 0
    told = capsys.readouterr().out
    assert [word for word in words if word not in told] == []
    assert "€ 288,00" in told
    assert max(map(len, told.splitlines())) <= 110


def test_json_has_the_same_with_every_cent(
    households: str, change: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--households", households, "--change", change, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["format"] == "nabij-what-if/1"
    assert found["total"]["gain"] == 12
    assert found["total"]["difference_in_a_year"] == {"lowest": "288.00", "highest": "288.00"}
    (moved,) = found["amounts"]
    assert (moved["before"]["lowest"], moved["after"]["lowest"]) == ("240.00", "264.00")
    (right,) = found["rights"]
    assert right["id"] == PREMIUM
    assert right["households"]["before"] == {"at_least": 60, "at_most": 70}
    assert len(found["limits"]) >= 5


def test_options_and_files_go_together(
    households: str, change: str, capsys: pytest.CaptureFixture[str]
) -> None:
    more = ("--set", f"{PREMIUM}.premium_2=200.00", "--about", PREMIUM, "--threshold", "12")
    assert run("--households", households, "--change", change, *more, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["total"]["gain"], found["threshold"], found["about"]) == (32, 12, PREMIUM)


def test_another_day_and_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(lines())))
    assert (
        cli.main(
            [
                "what-if",
                "--on",
                "2025-12-15",
                "--to",
                "2026-11-21",
                "--households",
                "-",
                "--about",
                PREMIUM,
                "--json",
            ]
        )
        == 0
    )
    found = json.loads(capsys.readouterr().out)
    assert (found["on"], found["then"], found["total"]["gain"]) == ("2025-12-15", "2026-11-21", 62)


def test_made_up_households_say_that_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--households", "30", "--set", f"{PREMIUM}.premium_1=+10 %", "--lang", "en") == 0
    assert "nobody is real" in capsys.readouterr().out


def test_few_who_notice_are_not_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "few.jsonl"
    file.write_text("\n".join(lines()[8:]), encoding="utf-8")
    told = ("--set", f"{PREMIUM}.premium_1=+10 %", "--households", str(file))
    assert run(*told, "--lang", "en") == 0
    assert "Fewer than 10 households notice this" in capsys.readouterr().out
    assert run(*told, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["total"] is None
    assert found["rights"] == found["by_composition"] == found["by_neighbourhood"] == []
    assert found["hidden_rights"] == [PREMIUM]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("amounts = 3", "begin a line with [amounts]"),
        ("[amount]\n", "'amount' is not known here. Did you mean amounts?"),
        ("[amounts]\nleefloon.family = 1400.00", "write it between quotes"),
        ("[amounts]\nleefloon.famly = '1400.00'", "Did you mean leefloon.family?"),
        ("on = '2027-01-01'", "write a day without quotes"),
        ("on = 1999-01-01", "before that day"),
        ("drafts = 'x.toml'", "write a list of files"),
        ("drafts = ['x.toml']", "there is no such file"),
        ("on = 2027-13-01", "cannot be read"),
    ],
)
def test_a_change_that_cannot_be_read_says_what_to_do(
    text: str, sentence: str, tmp_path: Path, households: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "change.toml"
    file.write_text(text, encoding="utf-8")
    assert run("--households", households, "--change", str(file)) == cli.CANNOT_USE
    assert sentence in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--households", "nowhere.jsonl"), "there is no such file"),
        (("--households", "town.parquet"), "town.parquet: there is no such file"),
        (("--households", "0"), "is not a number from 1"),
        (("--households", "999999"), "is not a number from 1"),
        (("--households", "20", "--town", "zonedam"), "Did you mean zonnedam?"),
        (("--households", "20", "--threshold", "3"), "is not a number from 10"),
        (("--households", "20", "--to", "1/1/2027"), "is not a date"),
        (("--households", "20", "--set", "leefloon.family"), "is no amount with a value"),
        (("--households", "20", "--about", "leeflon"), "there is no right"),
        (("--households", "20", "--change", "."), "this is a folder"),
    ],
)
def test_options_that_cannot_be_used_say_what_to_do(
    arguments: tuple[str, ...], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*arguments) == cli.CANNOT_USE
    assert sentence in capsys.readouterr().err
