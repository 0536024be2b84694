"""A table is read for what-if, calendar and best question as for a screening."""

from datetime import date
from pathlib import Path

import pytest

from nabij_rights import cli
from nabij_rights.facts.reading import read_situation
from nabij_rights.lists.rows import rows_of

ON = date(2026, 11, 21)
HOUSEHOLDS = """household;municipality;tenure;neighbourhood
a;zonnedam;private_tenant;Kaaien
b;zonnedam;castle;Kaaien
c;zonnedam;owner;
"""
PERSONS = """household;age;relation_to_reference
a;34;self
a;4;child
b;50;self
c;70;self
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "town.csv"
    path.write_text(HOUSEHOLDS, encoding="utf-8")
    path.with_name("town.persons.csv").write_text(PERSONS, encoding="utf-8")
    return path


def test_the_rows_of_a_table_are_the_households_that_a_file_of_one_gives(table: Path) -> None:
    problems: list[str] = []
    rows = [*rows_of(table, on=ON, beside="neighbourhood", problems=problems)]
    assert [(row.key, row.beside) for row in rows] == [("a", "Kaaien"), ("c", "")]
    [problem] = problems
    assert "line 3" in problem
    assert "castle" in problem
    same = {
        "household": {"municipality": "zonnedam", "tenure": "private_tenant"},
        "persons": [{"age": 34}, {"age": 4, "relation_to_reference": "child"}],
    }
    assert rows[0].situation == read_situation(same, on=ON)


@pytest.mark.parametrize("command", ["coming-list", "best-question"])
def test_a_command_about_lists_goes_on_without_the_row_that_cannot_be_read(
    command: str, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main([command, str(table), "--on", "2026-11-21"]) == cli.USED_WELL
    said = capsys.readouterr()
    assert "castle" in said.err
    assert "2 households were kept" in said.err
    assert said.out


def test_a_what_if_compares_nothing_while_a_row_cannot_be_read(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = [
        "what-if",
        "--households",
        str(table),
        "--set",
        "leefloon.family=+10 %",
        "--on",
        "2026-11-21",
    ]
    assert cli.main(arguments) == cli.CANNOT_USE
    assert "castle" in capsys.readouterr().err
    table.write_text(HOUSEHOLDS.replace("castle", "owner"), encoding="utf-8")
    assert cli.main(arguments) == cli.USED_WELL
    assert "3 gezinnen" in capsys.readouterr().out
