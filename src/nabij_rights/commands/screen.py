"""``nabij-rights screen``: every right for every household of a list, as a file."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from nabij_rights.catalogue import catalogue
from nabij_rights.facts.reading import nearest, shown
from nabij_rights.lists.needed import need_lists
from nabij_rights.texts.leaflets import COMPLETE_LANGUAGES

Day = Callable[[str | None], date]

ALL_READ, SOME_NOT_READ, CANNOT_USE, STOPPED = 0, 1, 2, 130
MOST_EXPLAINED = 10_000


def add(commands: Any, *, day: Day) -> None:
    """Adds the command. ``day`` gives the day that somebody wrote, or today."""
    parser = commands.add_parser(
        "screen",
        help="every right for every household of a list",
        description="Works out every right for every household of a list. Each row says yes, no or unknown,"
        " the lowest and highest amount, and what is missing. `nabij-rights template` writes an example.",
        epilog="Exit status: 0 when all rows were read, 1 when some were not (see OUT.problems.csv), 2 when"
        " the list cannot be used, 130 when it was stopped; the same command then goes on where it stopped.",
    )
    parser.add_argument("list", metavar="IN", type=Path, help="list of households: .parquet, .csv or .xlsx")
    parser.add_argument("--persons", metavar="FILE", type=Path, help="members, for CSV (IN.persons.csv)")
    parser.add_argument("--out", metavar="OUT", type=Path, required=True, help=".parquet, .csv or .xlsx")
    parser.add_argument("--on", metavar="DATE", help="day to calculate for, such as 2026-11-21 (today)")
    parser.add_argument("--rights", metavar="A,B", help="only these rights (all)")
    parser.add_argument(
        "--missing",
        choices=("names", "none"),
        default="names",
        help="name the facts that are missing (names)",
    )
    parser.add_argument(
        "--warnings", choices=("names", "none"), default="names", help="warn of old figures (names)"
    )
    parser.add_argument("--ignore", metavar="A,B", default="", help="columns that are not read")
    parser.add_argument("--explain", metavar="N", default="0", help="the first N households in full (0)")
    parser.add_argument("--jobs", metavar="N", default="", help="processes (one per core)")
    parser.add_argument("--again", action="store_true", help="begin again, whatever is finished")
    parser.add_argument("--lang", choices=COMPLETE_LANGUAGES, default="nl", help="language of --explain (nl)")
    parser.set_defaults(run=lambda options: run(options, day=day))


def run(options: argparse.Namespace, *, day: Day) -> int:
    """Screens the list. Raises UnusableList."""
    need_lists()
    from nabij_rights.lists.running import Request, Stopped, screen_list
    from nabij_rights.lists.source import UnusableList, open_source
    from nabij_rights.lists.table import MissingFacts

    source = open_source(options.list, persons=options.persons)
    request = Request(
        on=day(options.on),
        right_ids=_rights(options.rights),
        out=_out(options.out, source.paths),
        missing=MissingFacts(options.missing),
        with_warnings=options.warnings == "names",
        ignored=_names(options.ignore),
        jobs=_number("--jobs", options.jobs, 1, 256) if options.jobs else _cores(),
        explain=_number("--explain", options.explain, 0, MOST_EXPLAINED),
        language=options.lang,
        separator=getattr(source, "separator", ";"),
        is_again=options.again,
    )
    try:
        finished = screen_list(source, request, _Bar())
    except (Stopped, KeyboardInterrupt) as stopped:
        done = f" after {stopped.households:,} households" if isinstance(stopped, Stopped) else ""
        print(f"nabij-rights: stopped{done}. The same command goes on where it stopped.", file=sys.stderr)
        return STOPPED
    except OSError as error:
        reason = error.strerror or error
        raise UnusableList(
            f"{request.out}: cannot be written ({reason}). What is finished is kept:"
            " the same command goes on."
        ) from None
    print(f"{finished.households:,} households in {request.out}")
    if not finished.problems:
        return ALL_READ
    where = request.beside(".problems.csv")
    print(f"{finished.not_read:,} of them could not be read: {where} says on which lines, and why.")
    return SOME_NOT_READ


class _Bar:
    """How far it is, how fast, and how long still, for somebody who watches; nothing in a file."""

    def begin(self, households: int | None, said: Sequence[str]) -> None:
        from tqdm import tqdm

        for sentence in said:
            print(f"nabij-rights: {sentence}", file=sys.stderr)
        is_watched = sys.stderr.isatty()
        self._bar = tqdm(total=households, unit=" households", file=sys.stderr, disable=not is_watched)

    def done(self, households: int) -> None:
        self._bar.update(households)

    def end(self) -> None:
        self._bar.close()


def _rights(text: str | None) -> tuple[str, ...]:
    from nabij_rights.lists.source import UnusableList

    if text is None:
        return tuple(catalogue())
    names = tuple(dict.fromkeys(_names(text)))
    unknown = [name for name in names if name not in catalogue()]
    if unknown or not names:
        raise UnusableList(
            "\n".join(
                f"--rights: there is no right {shown(name)}. "
                + nearest(name, catalogue(), otherwise="`nabij-rights rights` lists all.")
                for name in unknown or [""]
            )
        )
    return names


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _out(path: Path, inputs: Iterable[Path]) -> Path:
    from nabij_rights.lists.source import UnusableList
    from nabij_rights.lists.writing import ENDINGS

    if path.suffix.lower() not in ENDINGS:
        raise UnusableList(f"--out: {path} must end in .parquet, .csv or .xlsx.")
    if not path.parent.is_dir():
        raise UnusableList(f"--out: there is no folder {path.parent}.")
    if path.is_dir():
        raise UnusableList(f"--out: {path} is a folder. Name a file.")
    if any(path.resolve() == one.resolve() for one in inputs):
        raise UnusableList(f"--out: {path} is the list itself. Name another file.")
    return path


def _number(option: str, text: str, lowest: int, highest: int) -> int:
    from nabij_rights.lists.source import UnusableList

    if not text.isascii() or not text.isdigit() or not lowest <= int(text[:9]) <= highest:
        raise UnusableList(f"{option}: {shown(text)} is not a number from {lowest} to {highest}.")
    return int(text)


def _cores() -> int:
    """The cores that this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1
