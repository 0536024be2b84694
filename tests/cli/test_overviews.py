"""The commands that look over the whole catalogue: what to review, how sure, and the open data."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from nabij_rights.catalogue import catalogue
from nabij_rights.cli import main
from nabij_rights.how_sure import how_sure
from nabij_rights.plain_text.layout import WIDTH
from nabij_rights.review import to_review
from nabij_rights.schemas.open_data import openapi

ON = "2026-11-21"
PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "what-we-know.md"


def said(capsys: pytest.CaptureFixture[str], *argv: str) -> str:
    status = main(argv)
    out, err = capsys.readouterr()
    assert (status, err) == (0, "")
    return out


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_review_names_every_amount_its_source_and_its_file(
    capsys: pytest.CaptureFixture[str], language: str
) -> None:
    out = said(capsys, "review", "--on", ON, "--lang", language)
    as_one_line = " ".join(out.split())
    for item in to_review(date.fromisoformat(ON)):
        assert item.amount.id in as_one_line
        assert item.file in as_one_line
    long = [line for line in out.splitlines() if len(line) > WIDTH and "http" not in line]
    assert long == []
    assert "{" not in out


def test_review_as_json_tells_what_to_change_where(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(said(capsys, "review", "--on", ON, "--json"))
    assert [row["id"] for row in found] == [item.amount.id for item in to_review(date.fromisoformat(ON))]
    assert all(row["rights"] and row["file"] and row["source"]["title"] for row in found)
    assert {row["change"] for row in found} <= {"file", "index", "editor"}


def test_long_ago_nothing_had_to_be_reviewed_that_was_written_later(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = json.loads(said(capsys, "review", "--on", "2019-01-01", "--json"))
    assert all(row["since"] <= "2019-01-01" or "missing" in row["reasons"] for row in found)


@pytest.mark.parametrize("day", ["tomorrow", "1999-01-01", "2100-01-01"])
def test_a_day_out_of_reach_is_refused(capsys: pytest.CaptureFixture[str], day: str) -> None:
    for command in ("review", "how-sure"):
        assert main([command, "--on", day]) == 2
        assert "--on: " in capsys.readouterr().err


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_how_sure_counts_in_words(capsys: pytest.CaptureFixture[str], language: str) -> None:
    out = said(capsys, "how-sure", "--on", ON, "--lang", language)
    assert str(how_sure(date.fromisoformat(ON)).all.total) in out
    found = json.loads(said(capsys, "how-sure", "--on", ON, "--json", "--lang", language))
    assert [right["id"] for right in found["rights"]] == list(catalogue())
    names = " ".join(out.split())
    assert [right["name"] for right in found["rights"] if right["name"] not in names] == []


def test_the_page_of_the_documentation_is_what_the_command_writes(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Rules or amounts changed? Run the command that the page names."""
    text = PAGE.read_text(encoding="utf-8")
    day = re.search(r"Counted for (\d{4}-\d{2}-\d{2})", text)
    assert day is not None
    assert said(capsys, "how-sure", "--markdown", "--on", day.group(1)) == text


def test_openapi_prints_the_description(capsys: pytest.CaptureFixture[str]) -> None:
    assert json.loads(said(capsys, "openapi")) == openapi()
