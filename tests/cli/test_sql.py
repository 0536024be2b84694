"""``nabij-rights sql``: the text, its description, the example of the documentation, and mistakes."""

import json
import re
import sqlite3

import pytest

from nabij_rights.cli import main
from tests.house import tree

PAGE = (tree.ROOT / "docs/how-to/export-rights-as-sql.md").read_text(encoding="utf-8")
TABLES = re.search(r"```sql\n(.*?)```", PAGE, re.DOTALL)
SHOWN = re.search(r"```text\n(household_id.*?)```", PAGE, re.DOTALL)


def sql(*arguments: str) -> int:
    return main(["sql", "--on", "2026-11-22", *arguments])


def test_the_example_in_the_documentation_gives_what_it_shows(capsys: pytest.CaptureFixture[str]) -> None:
    assert TABLES is not None
    assert SHOWN is not None
    assert sql("--rights", "kleutertoeslag") == 0
    text = capsys.readouterr().out
    for line in re.findall(r"^-- .*$", PAGE, re.MULTILINE):
        assert line in text
    with sqlite3.connect(":memory:") as warehouse:
        warehouse.executescript(TABLES[1])
        rows = warehouse.execute(text)
        names = "|".join(column[0] for column in rows.description)
        cells = ["|".join("" if cell is None else str(cell) for cell in row) for row in rows]
    assert [names, *cells] == SHOWN[1].splitlines()


def test_without_names_all_rights_of_the_day_are_written(capsys: pytest.CaptureFixture[str]) -> None:
    assert sql("--dialect", "postgresql", "--values", "open") == 0
    text = capsys.readouterr().out
    assert text.count('_holds"') > 100
    assert "jit = off" in text


def test_the_description_is_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert sql("--rights", "kleutertoeslag", "--describe", "--decisions") == 0
    said = json.loads(capsys.readouterr().out)
    assert said["on"] == "2026-11-22"
    assert "kleutertoeslag.absent_by_illness" in said["tables"]["households"]
    assert said["rights"]["kleutertoeslag"]["needs"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--rights", "leeflon"], "--rights: there is no right 'leeflon'. Did you mean leefloon?"),
        (["--rights", ""], "--rights: there is no right ''. `nabij-rights rights` lists all."),
        (["--on", "2026-02-30"], "--on: '2026-02-30' is not a date such as 2026-11-21."),
        (["--on", "1999-01-01"], "--on: our rules begin on 01/01/2019; 1999-01-01 is before that day."),
        (
            ["--on", "2019-01-01", "--rights", "zonnedam_noodfonds"],
            "--rights: zonnedam_noodfonds has no rule on 2019-01-01. Leave it out.",
        ),
        (
            ["--dialect", "postgresql", "--decisions", "--rights", "installatiepremie_vlaanderen"],
            "The name installatiepremie_vlaanderen.installation_premium_is_three_times is longer than the 63"
            " signs that postgresql keeps. Nothing was written. Leave that right out with --rights.",
        ),
    ],
)
def test_what_cannot_be_used_gets_a_sentence(
    arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sql(*arguments) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == f"nabij-rights: {sentence}\n"
