"""A list from the command line: every kind of file, every way to stop, and what is said of bad rows."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from nabij_rights.catalogue import catalogue
from nabij_rights.cli import main
from nabij_rights.commands import screen as command
from nabij_rights.engine.machine import compiling
from nabij_rights.engine.machine.running import with_kernel
from nabij_rights.lists import evaluators, reading_parquet, reading_two_tables, state
from nabij_rights.lists.alone import alone
from nabij_rights.lists.screening import with_numpy
from tests.factories.tables import batch_of, hidden_households

ON = date(2026, 11, 21)
SOME_RIGHTS = "leefloon,vlaamse_huurpremie,verhoogde_tegemoetkoming,groeipakket_sociale_toeslag"
DRIVER = """
import os, signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # a parent in the background lets it be ignored
from nabij_rights.cli import main
from nabij_rights.lists import reading_parquet, reading_two_tables, running, state
work_out = running._work_out
def and_pause(*given):
    work_out(*given)
    time.sleep(float(os.environ.get("PAUSE", "0")))
running._work_out = and_pause
if __name__ == "__main__":
    reading_parquet.PART = reading_two_tables.PART = state.PART = 50
    sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A list of a hundred households is one of several parts."""
    for module in (reading_parquet, reading_two_tables, state):
        monkeypatch.setattr(module, "PART", 30)


@pytest.fixture
def households(tmp_path: Path) -> Path:
    """A hundred households in Parquet."""
    path = tmp_path / "in.parquet"
    write_parquet(path, hidden_households(100, seed=7, on=ON))
    return path


def write_parquet(path: Path, cases: Sequence[Any], keys: Sequence[str] | None = None) -> None:
    pq.write_table(pa.Table.from_batches([batch_of(cases, keys)]), path, row_group_size=40)


def texts(cases: Sequence[Any]) -> tuple[list[list[str]], list[list[str]]]:
    """The households as two tables of text: the lines of the homes, and those of the members."""
    home = ["household", "municipality", *dict.fromkeys(key for case in cases for key in case["household"])]
    of_members = dict.fromkeys(key for case in cases for person in case["persons"] for key in person)
    person = ["household", *of_members]
    homes, members = [home], [person]
    for number, case in enumerate(cases):
        told = {"household": f"h{number}", "municipality": case["municipality"], **case["household"]}
        homes.append([text(told.get(key)) for key in home])
        for facts in case["persons"]:
            members.append([text({"household": f"h{number}", **facts}.get(key)) for key in person])
    return homes, members


def text(value: Any) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return "" if value is None else str(value)


def write_csv(
    path: Path, rows: Sequence[Sequence[str]], *, separator: str = ";", encoding: str = "utf-8"
) -> None:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=separator).writerows(rows)


def run(capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, str, str]:
    """The exit status, what was printed, and what was said of errors."""
    status = main([str(word) for word in words])
    return status, *capsys.readouterr()


def screened(*words: str | Path) -> int:
    """Screen a list in this process, unless the words ask for more: each process reads all rules anew."""
    jobs = () if "--jobs" in words else ("--jobs", "1")
    given = [str(word) for word in (*words, *jobs)]
    return main(["screen", *given, "--on", ON.isoformat(), "--rights", SOME_RIGHTS])


def rows_of(path: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = pq.read_table(path).to_pylist()
    return rows


# ------------------------------------------------------------------------------------- kinds of files


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_csv_gives_the_rows_that_parquet_gives(tmp_path: Path, households: Path, separator: str) -> None:
    homes, members = texts(hidden_households(100, seed=7, on=ON))
    write_csv(tmp_path / "in.csv", homes, separator=separator)
    write_csv(tmp_path / "in.persons.csv", members, separator=separator)
    assert screened(tmp_path / "in.csv", "--out", tmp_path / "csv.parquet") == 0
    assert screened(households, "--out", tmp_path / "parquet.parquet") == 0
    assert rows_of(tmp_path / "csv.parquet") == rows_of(tmp_path / "parquet.parquet")


def test_a_workbook_gives_the_rows_that_parquet_gives_in_any_order_of_members(
    tmp_path: Path, households: Path
) -> None:
    homes, members = texts(hidden_households(100, seed=7, on=ON))
    book = xlsxwriter.Workbook(str(tmp_path / "in.xlsx"))
    ordered = [members[0], *sorted(members[1:], key=lambda row: row[0])]
    for name, rows in (("Households", homes), ("persons", ordered)):
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                is_number = cell.replace(".", "", 1).isdigit()
                sheet.write(number, place, float(cell) if is_number else cell or None)
    book.close()
    assert screened(tmp_path / "in.xlsx", "--out", tmp_path / "xlsx.parquet") == 0
    assert screened(households, "--out", tmp_path / "parquet.parquet") == 0
    assert rows_of(tmp_path / "xlsx.parquet") == rows_of(tmp_path / "parquet.parquet")


@pytest.mark.slow
def test_csv_and_workbook_hold_what_parquet_holds(tmp_path: Path, households: Path) -> None:
    for ending in ("parquet", "csv", "xlsx"):
        assert screened(households, "--out", tmp_path / f"out.{ending}") == 0
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        of_csv = list(csv.DictReader(file, delimiter=";"))
    sheet = CalamineWorkbook.from_path(str(tmp_path / "out.xlsx")).get_sheet_by_name("rights").to_python()
    of_xlsx = [dict(zip(sheet[0], row, strict=True)) for row in sheet[1:]]
    for row, in_csv, in_xlsx in zip(rows_of(tmp_path / "out.parquet"), of_csv, of_xlsx, strict=True):
        for column, value in row.items():
            if isinstance(value, list):
                assert len([part for part in in_csv[column].split("|") if part]) == len(value)
                assert in_csv[column] == in_xlsx[column]
            elif column.endswith(("lowest", "highest")):
                assert in_csv[column] == text(value).replace(".", ",")
                assert in_xlsx[column] == ("" if value is None else float(value))
            else:
                assert in_csv[column] == in_xlsx[column] == text(value)


def test_an_old_encoding_is_read(tmp_path: Path) -> None:
    write_csv(tmp_path / "in.csv", [["household", "rent_eur_month"], ["café", "€ 712,10"]], encoding="cp1252")
    write_csv(tmp_path / "in.persons.csv", [["household", "age"], ["café", "71"]], encoding="cp1252")
    assert screened(tmp_path / "in.csv", "--out", tmp_path / "out.parquet") == 0
    assert rows_of(tmp_path / "out.parquet")[0]["household"] == "café"


@pytest.mark.parametrize("ending", ["parquet", "csv", "xlsx"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_template_is_a_list_that_can_be_read(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, ending: str, language: str
) -> None:
    path = tmp_path / f"list.{ending}"
    status, out, _ = run(capsys, "template", path, "--lang", language)
    assert (status, out.splitlines()[0]) == (0, str(path))
    assert run(capsys, "validate", path) == (0, "2 households, 0 problems\n", "")
    assert screened(path, "--out", tmp_path / "out.parquet") == 0
    assert [row["household"] for row in rows_of(tmp_path / "out.parquet")] == ["example-1", "example-2"]


def test_a_list_without_rows_gives_a_result_without_rows(tmp_path: Path, households: Path) -> None:
    pq.write_table(pq.read_table(households).slice(0, 0), tmp_path / "empty.parquet")
    assert screened(tmp_path / "empty.parquet", "--out", tmp_path / "out.parquet") == 0
    assert rows_of(tmp_path / "out.parquet") == []


# ----------------------------------------------------------------------------------------- same bytes


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["parquet", "csv", "xlsx"])
def test_the_bytes_are_the_same_whatever_the_number_of_processes(
    tmp_path: Path, households: Path, ending: str
) -> None:
    found = set()
    for jobs in (1, 2):
        out = tmp_path / f"out{jobs}.{ending}"
        assert screened(households, "--out", out, "--jobs", str(jobs)) == 0
        found.add(out.read_bytes())
    assert len(found) == 1


# ------------------------------------------------------------------------------------ stop and go on


@pytest.fixture
def stops(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Somebody presses Ctrl-C after so many parts; the list can be emptied."""
    after: list[int] = [2]
    seen: list[int] = []

    def done(_bar: object, households: int) -> None:
        seen.append(households)
        if after and len(seen) >= after[0]:
            raise KeyboardInterrupt

    monkeypatch.setattr(command._Bar, "done", done)
    return after


def test_after_a_stop_the_same_command_goes_on(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, households: Path, stops: list[int]
) -> None:
    out, words = tmp_path / "out.parquet", ("--out", tmp_path / "out.parquet", "--jobs", "1")
    assert screened(households, *words) == 130
    assert "The same command goes on where it stopped." in capsys.readouterr().err
    assert not out.exists()
    kept = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "out.parts").glob("*.parquet")}
    assert len(kept) == 2
    stops.clear()
    assert screened(households, *words) == 0
    assert "goes on after 2 finished parts" in capsys.readouterr().err
    assert screened(households, "--out", tmp_path / "at_once.parquet") == 0
    assert out.read_bytes() == (tmp_path / "at_once.parquet").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "at_once.parquet",
        "in.parquet",
        "out.parquet",
    ]


@pytest.mark.parametrize(
    ("more", "said"), [(("--rights", "leefloon"), "the rights"), (("--on", "2026-10-01"), "the day")]
)
def test_after_a_change_it_starts_again_and_says_so(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    households: Path,
    stops: list[int],
    more: tuple[str, str],
    said: str,
) -> None:
    words = ("--out", tmp_path / "out.parquet", "--jobs", "1")
    assert screened(households, *words) == 130
    stops.clear()
    status = main(
        ["screen", *map(str, (households, *words)), "--on", ON.isoformat(), "--rights", SOME_RIGHTS, *more]
    )
    assert status == 0
    assert f"{said} " in capsys.readouterr().err
    assert len(rows_of(tmp_path / "out.parquet")) == 100


def test_another_input_starts_again(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, households: Path, stops: list[int]
) -> None:
    words = ("--out", tmp_path / "out.parquet", "--jobs", "1")
    assert screened(households, *words) == 130
    write_parquet(households, hidden_households(40, seed=8, on=ON))
    stops.clear()
    assert screened(households, *words) == 0
    assert "the input changed since the work that was stopped: it starts again." in capsys.readouterr().err
    assert len(rows_of(tmp_path / "out.parquet")) == 40


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_process_that_is_ended_goes_on_where_it_was(tmp_path: Path, how: signal.Signals) -> None:
    cases = hidden_households(200, seed=3, on=ON)
    batch = batch_of(cases)
    keys = [pa.array([f"h{turn}-{number}" for number in range(200)]) for turn in range(10)]
    tiles = [batch.set_column(0, "household", one) for one in keys]
    pq.write_table(pa.Table.from_batches(tiles), tmp_path / "in.parquet")
    driver = tmp_path / "driver.py"
    driver.write_text(DRIVER)
    words = [sys.executable, str(driver), "screen", str(tmp_path / "in.parquet"), "--on", ON.isoformat()]
    words += ["--rights", "leefloon,vlaamse_huurpremie", "--jobs", "1", "--out"]
    slow = {**os.environ, "PAUSE": "0.5"}  # forty parts: it must not be ready before it is ended
    started = subprocess.Popen([*words, str(tmp_path / "out.parquet")], stderr=subprocess.PIPE, env=slow)
    parts = tmp_path / "out.parts"
    deadline = time.monotonic() + 120
    while len(list(parts.glob("*.parquet"))) < 2 and time.monotonic() < deadline:
        time.sleep(0.02)
    os.kill(started.pid, how)
    _, said = started.communicate(timeout=120)
    assert started.returncode == (-how if how is signal.SIGKILL else 130)
    assert (b"goes on where it stopped" in said) == (how is signal.SIGINT)
    assert not (tmp_path / "out.parquet").exists()
    for out in ("out.parquet", "at_once.parquet"):
        again = subprocess.run([*words, str(tmp_path / out)], capture_output=True, check=True, timeout=300)
        assert (b"goes on after" in again.stderr) == (out == "out.parquet")
    assert (tmp_path / "out.parquet").read_bytes() == (tmp_path / "at_once.parquet").read_bytes()


def test_a_second_run_on_the_same_result_is_told_to_wait(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, households: Path
) -> None:
    out, lock = tmp_path / "out.parquet", tmp_path / "out.lock"
    with alone(lock, on=out):
        assert screened(households, "--out", out) == 2
        said = capsys.readouterr().err
    assert f"another run (process {os.getpid()}) is writing it at this moment. Nothing was changed" in said
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.parquet"]


def test_the_lock_of_a_run_that_was_killed_is_taken_over(tmp_path: Path, households: Path) -> None:
    holder = (
        "import sys, time; from pathlib import Path; from nabij_rights.lists.alone import alone\n"
        "with alone(Path(sys.argv[1]), on=Path('out')): print('held', flush=True); time.sleep(600)"
    )
    words = [sys.executable, "-c", holder, str(tmp_path / "out.lock")]
    with subprocess.Popen(words, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        assert screened(households, "--out", tmp_path / "out.parquet") == 2
        other.kill()
    assert (tmp_path / "out.lock").exists()
    assert screened(households, "--out", tmp_path / "out.parquet") == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.parquet", "out.parquet"]


@pytest.mark.skipif(not compiling.is_there(), reason="llvmlite is not installed: nabij[scale]")
def test_both_evaluators_write_the_same_bytes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, households: Path
) -> None:
    assert evaluators.evaluator_for(100) is with_numpy
    assert screened(households, "--out", tmp_path / "numpy.parquet") == 0
    monkeypatch.setattr(evaluators, "FEW", 0)
    assert evaluators.evaluator_for(100) is with_kernel
    assert screened(households, "--out", tmp_path / "kernels.parquet") == 0
    assert (tmp_path / "numpy.parquet").read_bytes() == (tmp_path / "kernels.parquet").read_bytes()


# --------------------------------------------------------------------------------------- bad rows


BAD_HOMES = """household;rent_eur_month
a;700
=b;x
c;1;2
d;
a;7

e;
"""
BAD_MEMBERS = """household;birth_on
a;1990-01-01
=b;
z;
c;
e;1990-99-01
"""


def test_bad_rows_are_told_with_their_line_and_the_others_go_on(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "in.csv").write_text(BAD_HOMES)
    (tmp_path / "who.csv").write_text(BAD_MEMBERS)
    out = tmp_path / "out.parquet"
    assert screened(tmp_path / "in.csv", "--persons", tmp_path / "who.csv", "--out", out) == 1
    said = capsys.readouterr().out
    assert f"5 of them could not be read: {tmp_path / 'out.problems.csv'}" in said
    answers = [(row["household"], row["leefloon.answer"]) for row in rows_of(out)]
    assert answers == [("a", "unknown"), *((key, None) for key in ("=b", "c", "d", "a", "e"))]
    with (tmp_path / "out.problems.csv").open(encoding="utf-8-sig", newline="") as file:
        problems = [
            (Path(row["file"]).name, row["line"], row["household"], row["member"], row["column"])
            for row in csv.DictReader(file, delimiter=";")
        ]
    assert problems == [
        ("in.csv", "3", "'=b", "", "rent_eur_month"),
        ("in.csv", "4", "c", "", ""),
        ("in.csv", "5", "d", "", "members"),
        ("in.csv", "6", "a", "", "household"),
        ("in.csv", "6", "a", "", "members"),
        ("who.csv", "4", "z", "", "household"),
        ("who.csv", "6", "e", "1", "birth_on"),
    ]


def test_a_folder_of_somebody_else_is_left_alone(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, households: Path
) -> None:
    (tmp_path / "out.parts").mkdir()
    (tmp_path / "out.parts" / "mine.txt").write_text("mine")
    assert screened(households, "--out", tmp_path / "out.parquet", "--again") == 2
    assert "is in the way of the finished parts" in capsys.readouterr().err
    assert (tmp_path / "out.parts" / "mine.txt").read_text() == "mine"


def test_without_the_extra_a_sentence_says_what_to_install(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nabij_rights.lists.needed.find_spec", lambda name: None)
    for words in (("screen", "in.csv", "--out", "out.csv"), ("validate", "in.csv"), ("template", "in.csv")):
        status, _, err = run(capsys, *words)
        assert (status, "pip install nabij[lists]" in err) == (2, True)


def test_validate_tells_the_same_and_computes_nothing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_csv(tmp_path / "in.csv", [["household", "rent_eur_month"], ["a", "x"], ["b", "1.780"]])
    write_csv(tmp_path / "in.persons.csv", [["household", "age"], ["a", "200"], ["b", "20"]])
    monkeypatch.setattr("nabij_rights.lists.running.screen_rows", None)
    status, out, err = run(capsys, "validate", tmp_path / "in.csv")
    assert (status, err) == (1, "")
    home, persons = tmp_path / "in.csv", tmp_path / "in.persons.csv"
    assert out.splitlines() == [
        f"{home}, line 2, household a, rent_eur_month: 'x' is not an amount in euro such as 1780.40.",
        f"{home}, line 3, household b, rent_eur_month: '1.780' can mean thousands or cents. Write the amount"
        " with two decimals, such as 1780.40.",
        f"{persons}, line 2, household a, member 1, age: expected a whole number from 0 to 125, such as 34.",
        "2 households, 3 problems",
    ]


def test_a_household_that_stands_twice_is_told_in_whatever_part_it_stands(tmp_path: Path) -> None:
    keys = [f"h{number}" for number in range(100)]
    keys[95] = keys[50] = keys[51] = "h3"
    write_parquet(tmp_path / "in.parquet", hidden_households(100, seed=7, on=ON), keys)
    assert screened(tmp_path / "in.parquet", "--out", tmp_path / "out.parquet") == 1
    wrong = [number for number, row in enumerate(rows_of(tmp_path / "out.parquet")) if row["problems"]]
    assert wrong == [50, 51, 95]


# ------------------------------------------------------------------------------------ of no use at all


def test_what_cannot_be_used_gets_a_sentence(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    good = tmp_path / "in.parquet"
    write_parquet(good, hidden_households(2, seed=1, on=ON))
    bad = {
        "text.parquet": (b"household", "this is not a Parquet file"),
        "none.csv": (b"", "is empty"),
        "wide.csv": (b"\xff\xfeh\x00", 'is "Unicode text" (UTF-16)'),
        "zero.csv": (b"a\0b", "signs that are no text"),
        "book.xlsx": (b"PK", "this is not an Excel workbook"),
        "list.txt": (b"", "a list is a .parquet, .csv or .xlsx file"),
        "typo.csv": (b"household;rent_eur_mnth\n", "Did you mean rent_eur_month?"),
        "nokey.csv": (b"rent_eur_month\n", "there is no column household"),
        "misplaced.csv": (b"household;birth_on\n", "column 'birth_on' belongs in"),
    }
    for name, (content, said) in bad.items():
        (tmp_path / name).write_bytes(content)
        (tmp_path / name).with_suffix(".persons.csv").write_bytes(b"household;age\n")
        status, _, err = run(capsys, "screen", tmp_path / name, "--out", tmp_path / "out.parquet")
        assert status == 2
        assert said in err, name
    for words, said in [
        ((tmp_path / "gone.csv", "--out", tmp_path / "out.csv"), "there is no such file"),
        ((good, "--out", good), "is the list itself"),
        ((good, "--out", tmp_path / "out.pdf"), "must end in"),
        ((good, "--out", tmp_path / "no" / "out.csv"), "there is no folder"),
        ((good, "--out", tmp_path / "out.csv", "--rights", "leeflon"), "Did you mean leefloon?"),
        ((good, "--out", tmp_path / "out.csv", "--jobs", "0"), "is not a number from 1 to 256"),
        ((good, "--out", tmp_path / "out.csv", "--on", "2001-01-01"), "our rules begin on"),
        ((good, "--out", tmp_path / "out.csv", "--persons", good), "only a CSV list has a second file"),
    ]:
        status, _, err = run(capsys, "screen", *words)
        assert (status, said in err) == (2, True), err


def test_a_file_that_breaks_off_is_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, households: Path
) -> None:
    content = bytearray(households.read_bytes())
    content[2000:20000] = bytes(18000)
    households.write_bytes(content)
    assert screened(households, "--out", tmp_path / "out.parquet") == 2
    assert "is damaged after row" in capsys.readouterr().err
    assert not (tmp_path / "out.parquet").exists()


# ------------------------------------------------------------------------------------------- explain


def test_the_first_households_are_told_in_full_as_check_does(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    cases = hidden_households(5, seed=7, on=ON)
    write_parquet(tmp_path / "in.parquet", cases)
    words = ("--out", tmp_path / "out.parquet", "--explain", "2", "--lang", "en")
    assert main(["screen", *map(str, (tmp_path / "in.parquet", *words)), "--on", ON.isoformat()]) == 0
    told = [json.loads(line) for line in (tmp_path / "out.explain.jsonl").read_text("utf-8").splitlines()]
    assert [one["household"] for one in told] == ["h0", "h1"]
    for case, one in zip(cases, told, strict=False):
        (tmp_path / "case.json").write_text(json.dumps(case, default=str), "utf-8")
        capsys.readouterr()
        status, out, _ = run(
            capsys, "check", tmp_path / "case.json", "--on", ON.isoformat(), "--json", "--lang", "en"
        )
        assert status == 0
        assert {key: value for key, value in one.items() if key != "household"} == json.loads(out)


def test_all_rights_are_shown_when_none_are_named(tmp_path: Path, households: Path) -> None:
    pq.write_table(pq.read_table(households).slice(0, 3), tmp_path / "few.parquet")
    words = ("--on", ON.isoformat(), "--out", str(tmp_path / "out.parquet"))
    assert main(["screen", str(tmp_path / "few.parquet"), *words]) == 0
    names = pq.read_schema(tmp_path / "out.parquet").names
    assert [name.removesuffix(".answer") for name in names if name.endswith(".answer")] == list(catalogue())


@pytest.mark.slow
def test_memory_does_not_grow_with_the_list(tmp_path: Path) -> None:
    """What Python and NumPy hold at most; the memory of Arrow is measured in benchmarks/screening.py."""
    cases = hidden_households(30, seed=7, on=ON)
    peaks = []
    for parts in (3, 9):
        path = tmp_path / f"in{parts}.parquet"
        keys = [f"h{number}" for number in range(30 * parts)]
        write_parquet(path, cases * parts, keys)
        words = ("--out", tmp_path / "out.parquet", "--jobs", "1")
        if not peaks:
            assert screened(path, *words) == 0  # what is worked out once is there from now on
        tracemalloc.start()
        assert screened(path, *words) == 0
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.2 * peaks[0]
