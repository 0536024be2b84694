"""``nabij-rights what-if``: other amounts, another day or a draft, compared with the rules of today."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

from nabij_rights.catalogue import EARLIEST_DAY
from nabij_rights.facts.reading import nearest, shown
from nabij_rights.given.household import LATEST_DAY, BadHousehold, day_out_of_reach
from nabij_rights.lists.needed import TABLES, need_lists
from nabij_rights.texts.leaflets import COMPLETE_LANGUAGES

MOST_MADE_UP = 20_000
SEED = 7
TOWN = "zonnedam"
STANDARD_INPUT = "-"


def add(commands: Any) -> None:
    """Adds the command to those of ``nabij-rights``."""
    parser = commands.add_parser(
        "what-if",
        help="what a change of amounts, of the day or of a draft does to households and euros",
        description="Compares the rules of a day with a change, for a list of households. Shows numbers of "
        "households and euros, never a household; small numbers are hidden.",
        epilog='A change is a TOML file: on = 2027-01-01, drafts = ["premium.toml"], and under [amounts] '
        'lines such as "leefloon.family" = "1800.00", "x 1.05" or "+5 %%".',
    )
    parser.add_argument(
        "--households",
        metavar="IN",
        default="1000",
        help="a table (.parquet, .csv or .xlsx; see `nabij-rights template`), a file with one household per "
        "line as JSON (- is standard input), each with a neighbourhood if you know it, or a number: so many "
        "made-up households (1000)",
    )
    parser.add_argument(
        "--change", metavar="FILE", action="append", default=[], help="TOML file with a change"
    )
    parser.add_argument(
        "--set",
        metavar="ID=VALUE",
        action="append",
        default=[],
        help="one amount, such as leefloon.family=+5 %%",
    )
    parser.add_argument("--to", metavar="DATE", help="compare with the rules and amounts of this day")
    parser.add_argument("--draft", metavar="FILE", action="append", default=[], help="a right of a town")
    parser.add_argument("--about", metavar="ID", help="count the tables for this right only")
    parser.add_argument("--town", metavar="ID", default=TOWN, help=f"town of made-up households ({TOWN})")
    parser.add_argument(
        "--threshold", metavar="N", default="10", help="hide numbers below N households, 10 or more (10)"
    )
    parser.add_argument("--on", metavar="DATE", help="day to calculate for, such as 2026-11-21 (today)")
    parser.add_argument("--json", action="store_true", help="as JSON, for programs")
    parser.add_argument("--lang", choices=COMPLETE_LANGUAGES, default="nl", help="language (nl)")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Compares and prints. Raises BadHousehold with a sentence for whatever cannot be used."""
    from nabij_rights.plain_text.what_if import draft_names, what_if_json, what_if_text
    from nabij_rights.what_if.change import BadChange
    from nabij_rights.what_if.compare import compare
    from nabij_rights.what_if.households import UnreadableHouseholds

    on = _day("--on", options.on) or datetime.now().astimezone().date()
    threshold = _number("--threshold", options.threshold, least=10, most=1_000_000)
    try:
        change = _change(options)
        households = _households(options, on, [draft.right for draft in change.drafts])
        found = compare(change, households, on=on, about=options.about, threshold=threshold)
    except (BadChange, UnreadableHouseholds) as problem:
        raise BadHousehold(problem.sentences) from None
    names = draft_names(change, options.lang)
    if options.json:
        json.dump(
            what_if_json(found, language=options.lang, names=names), sys.stdout, indent=2, ensure_ascii=False
        )
        sys.stdout.write("\n")
    else:
        sys.stdout.write(what_if_text(found, language=options.lang, names=names))
    return 0


def _change(options: argparse.Namespace) -> Any:
    from nabij_rights.what_if.change import Change
    from nabij_rights.what_if.reading import joined, read_change, read_draft, read_setting

    changes = [read_change(Path(name)) for name in options.change]
    changes.append(
        Change(
            tuple(read_setting(text) for text in options.set),
            _day("--to", options.to),
            tuple(read_draft(Path(name)) for name in options.draft),
        )
    )
    return joined(changes)


def _households(options: argparse.Namespace, on: date, drafts: list[Any]) -> Any:
    """Households from a file, or made up."""
    from nabij_rights.towns.packs import towns
    from nabij_rights.what_if.households import UnreadableHouseholds, made_up, read_json_lines, read_table

    name = options.households
    if name.isdigit():
        if options.town not in towns():
            hint = nearest(options.town, towns(), otherwise=f"There are {', '.join(towns())}.")
            raise BadHousehold([f"--town: there is no town {shown(options.town)}. {hint}"])
        number = _number("--households", name, least=1, most=MOST_MADE_UP)
        return made_up(number, town=options.town, seed=SEED, on=on, drafts=drafts)
    if Path(name).suffix.lower() in TABLES:
        need_lists()
        return read_table(Path(name), on=on, drafts=drafts)
    try:
        if name == STANDARD_INPUT:
            return read_json_lines(sys.stdin, "standard input", on=on, drafts=drafts)
        with Path(name).open(encoding="utf-8-sig") as file:
            return read_json_lines(file, name, on=on, drafts=drafts)
    except UnicodeDecodeError:
        raise UnreadableHouseholds([f"{name}: this is not UTF-8 text. Save the file as UTF-8."]) from None
    except FileNotFoundError:
        raise UnreadableHouseholds([f"{name}: there is no such file."]) from None
    except (OSError, ValueError) as error:
        if isinstance(error, UnreadableHouseholds):
            raise
        reason = getattr(error, "strerror", None) or error
        raise UnreadableHouseholds([f"{name}: cannot be read ({reason})."]) from None


def _day(option: str, text: str | None) -> date | None:
    if text is None:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise BadHousehold([f"{option}: {shown(text)} is not a date such as 2026-11-21."]) from None
    if not EARLIEST_DAY <= day <= LATEST_DAY:
        raise BadHousehold([f"{option}: {day_out_of_reach(day)}"])
    return day


def _number(option: str, text: str, *, least: int, most: int) -> int:
    if not text.isascii() or not text.isdigit() or not least <= int(text[:9]) <= most:
        raise BadHousehold([f"{option}: {shown(text)} is not a number from {least} to {most}."])
    return int(text)
