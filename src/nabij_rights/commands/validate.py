"""``nabij-rights validate``: everything in a list that cannot be read, before anything is worked out."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from nabij_rights.lists.needed import need_lists

Day = Callable[[str | None], date]

ALL_GOOD, SOME_PROBLEMS = 0, 1


def add(commands: Any, *, day: Day) -> None:
    """Adds the command. ``day`` gives the day that somebody wrote, or today."""
    parser = commands.add_parser(
        "validate",
        help="everything in a list of households that cannot be read",
        description="Reads a list of households and shows every problem with its line; works out nothing.",
        epilog="Exit status: 0 when all can be read, 1 when there are problems, 2 when it is of no use.",
    )
    parser.add_argument("list", metavar="IN", type=Path, help="list of households: .parquet, .csv or .xlsx")
    parser.add_argument("--persons", metavar="FILE", type=Path, help="members, for CSV (IN.persons.csv)")
    parser.add_argument("--on", metavar="DATE", help="day to calculate for, such as 2026-11-21 (today)")
    parser.add_argument("--ignore", metavar="A,B", default="", help="columns that are not read")
    parser.set_defaults(run=lambda options: run(options, day=day))


def run(options: argparse.Namespace, *, day: Day) -> int:
    """Checks the list. Raises UnusableList."""
    need_lists()
    from nabij_rights.lists.running import check_list
    from nabij_rights.lists.source import open_source

    source = open_source(options.list, persons=options.persons)
    ignored = tuple(name.strip() for name in options.ignore.split(",") if name.strip())
    households = problems = 0
    for number, found in check_list(source, on=day(options.on), ignored=ignored):
        households += number
        problems += len(found)
        for problem in found:
            print(problem)
    print(f"{households:,} households, {problems:,} problems")
    return SOME_PROBLEMS if problems else ALL_GOOD
