"""``nabij-rights sql``: the rules of a day as one SQL text, for a warehouse."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date, datetime
from typing import Any

from nabij_rights.catalogue import EARLIEST_DAY, RuleSet, catalogue, rules_on
from nabij_rights.engine.sql.dialects import Dialect
from nabij_rights.engine.sql.statement import CannotWrite
from nabij_rights.facts.reading import nearest, shown
from nabij_rights.given.household import LATEST_DAY, BadHousehold, day_out_of_reach


def add(commands: Any) -> None:
    """Adds the command to those of ``nabij-rights``."""
    parser = commands.add_parser(
        "sql",
        help="the rules as one SQL text over tables of households and persons",
        description="Writes one SELECT that gives, per household, whether each right holds (1, 0 or NULL for "
        "not known) and how much it is. It only reads.",
        epilog="--describe says which columns the two tables must have. How to use it: "
        "docs/how-to/export-rights-as-sql.md",
    )
    parser.add_argument("--rights", metavar="IDS", help="these rights, such as leefloon,igo (all)")
    parser.add_argument("--on", metavar="DATE", help="day to calculate for, such as 2026-11-21 (today)")
    parser.add_argument(
        "--dialect", choices=[str(one) for one in Dialect], default=str(Dialect.SQLITE), help="(sqlite)"
    )
    parser.add_argument(
        "--values",
        choices=("exact", "open"),
        default="exact",
        help="what NULL means: no answer for rights that rest on it, or any value is still possible (exact)",
    )
    parser.add_argument(
        "--decisions", action="store_true", help="read what persons decided from columns too; NULL is open"
    )
    parser.add_argument("--describe", action="store_true", help="the tables it reads, as JSON")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Prints the text or the description. Raises BadHousehold with a sentence for what cannot be used."""
    from nabij_rights.lists.sql_export import SqlExport, Values

    rule_set = _rules(options.rights, _day(options.on))
    export = SqlExport(rule_set, Dialect(options.dialect), Values(options.values), options.decisions)
    try:
        if options.describe:
            json.dump(export.description(), sys.stdout, indent=2, ensure_ascii=False)
            sys.stdout.write("\n")
        else:
            sys.stdout.write(export.text())
    except CannotWrite as problem:
        raise BadHousehold([str(problem)]) from None
    return 0


def _rules(written: str | None, on: date) -> RuleSet:
    """The rules of the rights that were asked for, each once."""
    if written is None:
        return rules_on(on)
    names = tuple(dict.fromkeys(name.strip() for name in written.split(",")))
    sentences = []
    for name in names:
        if (right := catalogue().get(name)) is None:
            hint = nearest(name, catalogue(), otherwise="`nabij-rights rights` lists all.")
            sentences.append(f"--rights: there is no right {shown(name)}. {hint}")
        elif right.version_on(on) is None:
            sentences.append(f"--rights: {name} has no rule on {on.isoformat()}. Leave it out.")
    if sentences:
        raise BadHousehold(sentences)
    return rules_on(on, names)


def _day(written: str | None) -> date:
    """The day asked for, or today."""
    try:
        on = datetime.now().astimezone().date() if written is None else date.fromisoformat(written)
    except ValueError:
        raise BadHousehold([f"--on: {shown(written)} is not a date such as 2026-11-21."]) from None
    if not EARLIEST_DAY <= on <= LATEST_DAY:
        raise BadHousehold([f"--on: {day_out_of_reach(on)}"])
    return on
