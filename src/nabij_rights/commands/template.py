"""``nabij-rights template``: a list with two made-up households, and what every column means."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from nabij_rights.lists.needed import need_lists
from nabij_rights.texts.leaflets import COMPLETE_LANGUAGES


def add(commands: Any, *, today: Callable[[], date]) -> None:
    """Adds the command. ``today`` dates the examples."""
    parser = commands.add_parser(
        "template",
        help="an example of a list of households, and what every column means",
        description="Writes a list with two made-up households, and what every column means. CSV takes a"
        " second file for the members and a third for the meaning; Excel has a sheet for each.",
    )
    parser.add_argument("out", metavar="OUT", type=Path, help="file to write: .parquet, .csv or .xlsx")
    parser.add_argument(
        "--lang", choices=COMPLETE_LANGUAGES, default="nl", help="language of the meaning (nl)"
    )
    parser.set_defaults(run=lambda options: run(options, today=today))


def run(options: argparse.Namespace, *, today: Callable[[], date]) -> int:
    """Writes the template. Raises UnusableList."""
    need_lists()
    from nabij_rights.lists.source import UnusableList
    from nabij_rights.lists.template import write_template

    try:
        written = write_template(options.out, on=today(), language=options.lang)
    except OSError as error:
        raise UnusableList(f"{options.out}: cannot be written ({error.strerror or error}).") from None
    for path in written:
        print(path)
    return 0
