"""``nabij-rights coming-list``: what begins and ends in the coming months for a list of households."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from nabij_rights.commands.of_lists import add_list, list_given, the_day, whole_number
from nabij_rights.given.household import BadHousehold
from nabij_rights.lists.safe_cells import safe_cell
from nabij_rights.texts.leaflets import COMPLETE_LANGUAGES

MOST_MONTHS = 60
COLUMNS = (
    "key", "person", "right", "change", "earliest_on", "on", "before", "after",
    "lowest_eur", "highest_eur", "period", "why",
)  # fmt: skip


def add(commands: Any) -> None:
    """Adds the command to those of ``nabij-rights``."""
    parser = commands.add_parser(
        "coming-list",
        help="what begins and ends in the coming months for a list of households",
        description="Counts per month and per right how many households gain, lose or must look again. Small "
        "numbers are hidden; the lines of --out name the households by their key and are for who helps them.",
    )
    add_list(parser)
    parser.add_argument("--months", metavar="N", default="24", help="so many months ahead, 1 to 60 (24)")
    parser.add_argument("--out", metavar="FILE", help="CSV file with one line per change, in the order given")
    parser.add_argument(
        "--lang", choices=COMPLETE_LANGUAGES, default="nl", help="language of the reasons (nl)"
    )
    parser.add_argument("--json", action="store_true", help="the counts as JSON, for programs")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Works out the calendar, writes the lines and prints the counts."""
    from nabij_rights.coming.calendar import window_of
    from nabij_rights.lists.coming import list_calendar
    from nabij_rights.lists.coming_columns import calendar_program
    from nabij_rights.lists.coming_report import report_json, report_text

    on = the_day(options.on)
    months = whole_number("--months", options.months, least=1, most=MOST_MONTHS)
    found = list_given(options.file, calendar_program(window_of(on, months)), on=on, told=lambda one: one)
    changes = list(list_calendar(found.population, on=on, months=months))
    if options.out is not None:
        _write(options.out, found.keys, changes, options.lang)
    households = found.population.number_of_households
    if options.json:
        json.dump(report_json(changes, households=households), sys.stdout, indent=2)
        sys.stdout.write("\n")
    else:
        sys.stdout.write(report_text(changes, households=households))
    return 0


def _write(name: str, keys: Sequence[str], changes: Iterable[Any], language: str) -> None:
    try:
        with Path(name).open("w", encoding="utf-8", newline="") as file:
            lines = csv.writer(file)
            lines.writerow(COLUMNS)
            for change in changes:
                lines.writerow(_line(keys[change.household], change, language))
    except OSError as error:
        reason = error.strerror or "it cannot be written"
        raise BadHousehold([f"--out {name}: {reason}. Nothing was kept; choose another file."]) from None


def _line(key: str, change: Any, language: str) -> list[object]:
    from nabij_rights.coming.words import cause_sentences

    low, high = (f"{cents / 100:.2f}" for cents in change.amount) if change.amount else ("", "")
    why = cause_sentences(change.causes, language, names=_person, days=_iso)
    return [
        safe_cell(key), change.person + 1, change.right.id, change.change, change.earliest_on, change.on,
        change.before, change.after, low, high, change.right.period if change.amount else "", " ".join(why),
    ]  # fmt: skip


def _person(place: int) -> str:
    return str(place + 1)


def _iso(day: date) -> str:
    return day.isoformat()
