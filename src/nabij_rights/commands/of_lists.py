"""What the commands about a list of households share: the list, the day, and a number on the command line."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

from nabij_rights.catalogue import EARLIEST_DAY
from nabij_rights.facts.reading import shown
from nabij_rights.given.household import LATEST_DAY, BadHousehold, day_out_of_reach

if TYPE_CHECKING:
    from nabij_rights.engine.program import Program, Situation
    from nabij_rights.lists.listed import Listed

MOST_PROBLEMS = 20


def add_list(parser: argparse.ArgumentParser) -> None:
    """Adds the list of households and the day."""
    parser.add_argument(
        "file",
        metavar="IN",
        help="a table (.parquet, .csv or .xlsx; see `nabij-rights template`), a file with one household per "
        "line as JSON, each with an optional key (- is standard input), or a number: so many made-up ones",
    )
    parser.add_argument("--on", metavar="DATE", help="day to calculate for, such as 2026-11-21 (today)")


def list_given(given: str, program: Program, *, on: date, told: Callable[[Situation], Situation]) -> Listed:
    """The list; a household that cannot be used is named on standard error and the others go on."""
    from nabij_rights.lists.listed import listed

    found = listed(given, program, on=on, standard_input=sys.stdin.buffer, told=told)
    for problem in found.problems[:MOST_PROBLEMS]:
        print(f"nabij-rights: {problem}", file=sys.stderr)
    if found.problems:
        kept = found.population.number_of_households
        print(
            f"nabij-rights: what is named above was left out ({len(found.problems)} problems); "
            f"{kept} households were kept. Correct those lines and run again.",
            file=sys.stderr,
        )
    return found


def the_day(text: str | None) -> date:
    """The day asked for, or today. Raises BadHousehold."""
    try:
        on = date.fromisoformat(text) if text is not None else datetime.now().astimezone().date()
    except ValueError:
        raise BadHousehold([f"--on: {shown(text)} is not a date such as 2026-11-21."]) from None
    if not EARLIEST_DAY <= on <= LATEST_DAY:
        raise BadHousehold([f"--on: {day_out_of_reach(on)}"])
    return on


def whole_number(option: str, text: str, *, least: int, most: int) -> int:
    """A whole number of the command line. Raises BadHousehold."""
    if not text.isascii() or not text.isdigit() or not least <= int(text[:9]) <= most:
        raise BadHousehold([f"{option}: {shown(text)} is not a number from {least} to {most}."])
    return int(text)
