"""The commands of the command line, as somebody uses them."""

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import time_machine
from jsonschema_rs import Draft202012Validator

from nabij_rights import lint
from nabij_rights.catalogue import catalogue
from nabij_rights.cli import main
from nabij_rights.facts.vocabulary import vocabulary
from nabij_rights.plain_text.layout import WIDTH
from nabij_rights.schemas import input_schema, output_schema

HERE = Path(__file__).parent
TOML, JSON = HERE / "household.toml", HERE / "household.json"


def run(capsys: pytest.CaptureFixture[str], *argv: str | Path) -> tuple[int, str, str]:
    """The exit status, what was printed, and what was said of errors."""
    status = main([str(word) for word in argv])
    return status, *capsys.readouterr()


def said(capsys: pytest.CaptureFixture[str], *argv: str | Path) -> str:
    """What a command prints that goes well."""
    status, out, err = run(capsys, *argv)
    assert (status, err) == (0, "")
    return out


def refused(capsys: pytest.CaptureFixture[str], *argv: str | Path) -> str:
    """What a command says that cannot be done; it prints nothing else."""
    status, out, err = run(capsys, *argv)
    assert (status, out) == (2, "")
    return err


# -------------------------------------------------------------------------------------------- check


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
@pytest.mark.parametrize("more", [(), ("--full",)])
@pytest.mark.parametrize("file", [TOML, JSON])
def test_check_shows_every_right_in_lines_that_fit(
    capsys: pytest.CaptureFixture[str], file: Path, more: tuple[str, ...], language: str
) -> None:
    out = said(capsys, "check", file, "--lang", language, *more)
    too_long = [line for line in out.splitlines() if len(line) > WIDTH and "http" not in line]
    assert too_long == []
    assert "{" not in out
    names = {right["name"] for right in json.loads(said(capsys, "rights", "--json", "--lang", language))}
    as_one_line = " ".join(out.split())
    assert [name for name in names if " ".join(name.split()) not in as_one_line] == []


@pytest.mark.parametrize("file", [TOML, JSON])
def test_check_gives_json_in_the_published_shape(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    found = json.loads(said(capsys, "check", file, "--json"))
    Draft202012Validator(output_schema()).validate(found)
    assert found["on"] == "2026-11-21"
    assert [right["id"] for right in found["rights"]] == list(catalogue())


def test_the_day_asked_for_goes_before_the_day_in_the_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert json.loads(said(capsys, "check", TOML, "--json", "--on", "2025-01-31"))["on"] == "2025-01-31"


def test_without_any_day_it_is_today(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "nothing.toml"
    file.write_text("")
    with time_machine.travel("2026-03-05T12:00:00Z", tick=False):
        assert json.loads(said(capsys, "check", file, "--json"))["on"] == "2026-03-05"


def test_a_household_is_read_from_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    outs = []
    for file in (TOML, JSON):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(file.read_bytes())))
        outs.append(said(capsys, "check", "-", "--json"))
    assert outs == [said(capsys, "check", file, "--json") for file in (TOML, JSON)]


def test_the_program_works_as_a_module() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "nabij_rights", "check", str(TOML), "--json"],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    assert json.loads(done.stdout)["format"] == "nabij-rights/1"


def test_a_reader_that_has_seen_enough_causes_no_trace() -> None:
    command = f'"{sys.executable}" -m nabij_rights facts --json | head -c 10'
    done = subprocess.run(command, shell=True, capture_output=True, check=True, encoding="utf-8")
    assert done.stderr == ""


# ---------------------------------------------------------------------------------------- catalogue


def test_facts_lists_the_vocabulary(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(said(capsys, "facts", "--json", "--lang", "en"))
    assert [row["id"] for row in found] == list(vocabulary())
    first_words = {line.split()[0] for line in said(capsys, "facts").splitlines() if line.split()}
    assert first_words >= set(vocabulary())


def test_show_gives_the_law_the_amounts_and_the_cases(capsys: pytest.CaptureFixture[str]) -> None:
    for right_id, right in catalogue().items():
        found = json.loads(said(capsys, "show", right_id, "--json", "--lang", "en", "--on", "2026-11-21"))
        assert len(found["legal_basis"]) == len(right.legal_basis)
        assert len(found["versions"]) == len(right.versions)
        assert found["cases"]
        out = said(capsys, "show", right_id, "--on", "2026-11-21")
        assert right.provider.split()[0] in out
        assert [line for line in out.splitlines() if len(line) > WIDTH and "http" not in line] == []


def test_schema_prints_both_schemas(capsys: pytest.CaptureFixture[str]) -> None:
    assert json.loads(said(capsys, "schema", "input")) == input_schema()
    assert json.loads(said(capsys, "schema", "output")) == output_schema()


def test_lint_counts_what_it_found(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = lint.findings()
    monkeypatch.setattr(lint, "findings", lambda: found)  # asked twice, worked out once
    status, out, err = run(capsys, "lint")
    assert err == ""
    assert status == int(any(line.startswith("error: ") for line in out.splitlines()))
    assert out.splitlines()[-1].endswith("pieces of information")
    _, as_json, _ = run(capsys, "lint", "--json")
    assert len(json.loads(as_json)) == len(out.splitlines()) - 1


# ---------------------------------------------------------------------------------------------- ask


def test_ask_gives_one_question_that_the_household_left_open(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(said(capsys, "ask", TOML, "--json"))["question"]
    assert found["facts"]
    assert set(found["waiting_rights"]) <= set(catalogue())
    assert found["title"] in " ".join(said(capsys, "ask", TOML).split())


# -------------------------------------------------------------------------------------- what is wrong


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (("check", "nowhere.toml"), "nowhere.toml: there is no such file."),
        (("check", HERE), "this is a folder. Name a file in it."),
        (("check", TOML, "--on", "tomorrow"), "--on: 'tomorrow' is not a date such as 2026-11-21."),
        (("check", TOML, "--on", "2018-12-31"), "--on: our rules begin on 01/01/2019; 2018-12-31 is before"),
        (("check", TOML, "--on", "2100-01-01"), "--on: 2100-01-01 is too far away"),
        (("check", "a\0b"), "'a\\x00b': cannot be read (embedded null byte)."),
        (("show", "leeflon"), "there is no right 'leeflon'. Did you mean leefloon?"),
        (("show", "xyz"), "there is no right 'xyz'. `nabij-rights rights` lists all."),
        (("show", "leefloon", "--on", "1999-01-01"), "--on: our rules begin on 01/01/2019"),
        (("check",), "the following arguments are required: FILE"),
        (("check", TOML, "--lang", "de"), "invalid choice: 'de'"),
        ((), "the following arguments are required: COMMAND"),
        (("chek", TOML), "invalid choice: 'chek'"),
    ],
)
def test_a_command_that_cannot_be_done_is_refused_in_a_sentence(
    capsys: pytest.CaptureFixture[str], argv: tuple[Any, ...], sentence: str
) -> None:
    assert sentence in refused(capsys, *argv)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.toml", b"[household]\nrent = 3", "a.toml, line 2 (household, rent): is not a fact we know."),
        (
            "a.toml",
            b"\n[[persons]]\nage=3\n[[persons]]\nsavings_eur = -1",
            "a.toml, line 5 (person 2, savings_eur)",
        ),
        ("a.json", b'{"persons": [{},\n{"age": 300}]}', "a.json, line 2 (person 2, age)"),
        ("a.json", b'{"persons":\n[{"age": 3,\n"age": 4}]}', "a.json, line 3: 'age' stands twice."),
        ("a.json", b'{"persons":\n[{"savings_eur": NaN}]}', "a.json, line 2: NaN is not a number that"),
        ("a.json", b'{"persons":\n[{"savings_eur": -Infinity}]}', "line 2: -Infinity is not a number that"),
        ("a.json", b'{"persons": [{"savings_eur": 1e400}]}', "a.json, line 1 (person 1, savings_eur)"),
        ("a.json", b"{" * 3, "a.json, line 1: this is not JSON"),
        ("a.json", b"[" * 100_000, "a.json: is nested deeper than 8 levels."),
        ("a.json", b"3", "a.json: holds 3 where household and persons were expected."),
        ("a.json", b'{"persons": [{"savings_eur": ' + b"9" * 5000 + b"}]}", "a number that is too long."),
        ("a.toml", b"a = " + b"[" * 10_000, "a.toml: is nested deeper than 8 levels."),
        ("a.toml", b"a." * 50 + b"b = 1", "a.toml: is nested deeper than 8 levels."),
        ("a.toml", b"on = 2026-11-21\non = 2026-11-22", "a.toml, line 2: this is not TOML (cannot overwrite"),
        ("a.toml", b"[[persons]]\nsavings_eur = nan", "a.toml, line 2 (person 1, savings_eur)"),
        ("a.toml", b"[[persons]]\nsavings_eur = inf", "a.toml, line 2 (person 1, savings_eur)"),
        ("a.toml", b"on = 2026-02-30", "a.toml, line 1: this is not TOML"),
        ("a.toml", b"\n\non = 3", "a.toml, line 3 (on): 3 is not a date such as 2026-11-21."),
        ("a.toml", b"on = 2011-01-01", "a.toml, line 1: our rules begin on 01/01/2019"),
        ("a.toml", b"a\n\nb\xff\xfe", "a.toml, line 3: this is not UTF-8 text."),
        ("a.toml", b"#" * 5_000_001, "a.toml: is larger than 5 MB."),
        (
            "a.toml",
            b"[decisions]\n'leefloon.x' = true",
            "line 2 (decisions): 'leefloon.x' is decided in",
        ),
        ("a.toml", b"[[persons]]\n'lives_here@2026-01-02' = true", "no rule looks at this fact on that day."),
        ("a", b'{"persons": [{"age": "x"}]}', "a, line 1 (person 1, age)"),
        ("a", b"[[persons]]\nage = 'x'", "a, line 2 (person 1, age)"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_the_place(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    name: str, content: bytes, sentence: str,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).write_bytes(content)
    found = refused(capsys, "check", name)
    assert sentence in found, found


def test_every_problem_is_told_in_one_go(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "many.toml"
    file.write_text("[[persons]]\n" + "".join(f"fact_{n} = 1\n" for n in range(25)))
    lines = refused(capsys, "check", file).splitlines()
    assert len(lines) == 21
    assert lines[-1].endswith("and 5 more like these.")
    assert all(line.startswith("nabij-rights: ") for line in lines)


def test_a_byte_order_mark_is_no_problem(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "windows.toml"
    file.write_bytes(b"\xef\xbb\xbf" + TOML.read_bytes().replace(b"\n", b"\r\n"))
    assert said(capsys, "check", file, "--json") == said(capsys, "check", TOML, "--json")


def test_help_is_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert "nabij-rights schema input" in said(capsys, "--help")


# ----------------------------------------------------------------------------------------- calendar


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_the_calendar_of_a_household_fits_its_lines(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, language: str
) -> None:
    file = tmp_path / "household.toml"
    file.write_text("on = 2026-11-21\n[[persons]]\nbirth_on = 1961-05-01\nis_registered_here = true\n")
    out = said(capsys, "calendar", file, "--lang", language)
    assert [line for line in out.splitlines() if len(line) > WIDTH] == []
    assert "01/05/2027" in out
    assert "{" not in out


def test_the_calendar_as_json_names_right_day_and_cause(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "household.toml"
    file.write_text("on = 2026-11-21\n[[persons]]\nbirth_on = 1961-05-01\n")
    found = json.loads(said(capsys, "calendar", file, "--json", "--months", "6"))
    assert (found["on"], found["until"]) == ("2026-11-21", "2027-05-21")
    [igo] = [change for change in found["changes"] if change["right"] == "igo"]
    assert (igo["change"], igo["on"], igo["causes"][0]["kind"]) == ("may_begin", "2027-05-01", "birthday")


@pytest.mark.parametrize("months", ["0", "61", "-1", "many", "1.5", "9" * 50, ""])
def test_a_number_of_months_that_is_none_is_refused(capsys: pytest.CaptureFixture[str], months: str) -> None:
    assert "--months" in refused(capsys, "calendar", TOML, f"--months={months}")


# ---------------------------------------------------------------------------------------- procedure


def test_a_right_tells_how_it_goes_in_text_and_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert "Zo gaat het" in said(capsys, "show", "leefloon")
    procedure = json.loads(said(capsys, "show", "leefloon", "--json"))["procedure"]
    assert procedure is None or len(procedure["sentences"]) == 3
