"""``nabij-rights best-question``: which question, asked to whom on a list, is expected to settle most."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nabij_rights.commands.of_lists import add_list, list_given, the_day, whole_number
from nabij_rights.given.household import BadHousehold
from nabij_rights.lists.safe_cells import safe_cell
from nabij_rights.texts.leaflets import COMPLETE_LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from nabij_rights.lists.best_question import BestForHousehold
    from nabij_rights.lists.shares import LocalShares

COLUMNS = ("key", "question", "person", "title", "worth")


def add(commands: Any) -> None:
    """Adds the command to those of ``nabij-rights``."""
    parser = commands.add_parser(
        "best-question",
        help="which question, asked to whom on a list, is expected to settle most",
        description="Puts questions in order, never people. What goes without saying (a child of four has no "
        "pension) is not asked. A right counts as settled when no further answer can change its yes or no.",
    )
    add_list(parser)
    parser.add_argument("--shares", metavar="FILE", help="TOML file with counts of your own town")
    parser.add_argument("--top", metavar="N", default="15", help="show so many questions (15)")
    parser.add_argument("--out", metavar="FILE", help="CSV file with the best question of each household")
    parser.add_argument("--lang", choices=COMPLETE_LANGUAGES, default="nl", help="language of questions (nl)")
    parser.add_argument("--json", action="store_true", help="as JSON, for programs")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Chooses, writes the questions per household and prints those of the list."""
    from nabij_rights.catalogue import rules_on
    from nabij_rights.facts.implied import with_implied
    from nabij_rights.lists.best_question import best_questions
    from nabij_rights.lists.best_question_report import questions_json, questions_text

    on = the_day(options.on)
    top = whole_number("--top", options.top, least=1, most=1000)
    local = _shares(options.shares)
    found = list_given(
        options.file, rules_on(on).program, on=on, told=lambda situation: with_implied(situation, on=on)
    )
    best = best_questions(found.population, on=on, local=local)
    if options.out is not None:
        _write(options.out, found.keys, best.households, options.lang, on)
    households = found.population.number_of_households
    if options.json:
        made = questions_json(best.questions[:top], households=households, language=options.lang, on=on)
        json.dump(made, sys.stdout, indent=2, ensure_ascii=False)
        sys.stdout.write("\n")
    else:
        text = questions_text(best.questions[:top], households=households, language=options.lang, on=on)
        sys.stdout.write(text)
    return 0


def _shares(name: str | None) -> LocalShares | None:
    from nabij_rights.lists.shares import BadCounts, read_shares

    if name is None:
        return None
    try:
        return read_shares(Path(name))
    except BadCounts as problem:
        raise BadHousehold(problem.sentences) from None


def _write(name: str, keys: Sequence[str], best: Sequence[BestForHousehold], language: str, on: date) -> None:
    try:
        with Path(name).open("w", encoding="utf-8", newline="") as file:
            lines = csv.writer(file)
            lines.writerow(COLUMNS)
            for one in best:
                key, person = keys[one.household], "" if one.person is None else one.person + 1
                title = one.question.title(language, on=on)
                lines.writerow([safe_cell(key), one.question.id, person, title, f"{one.worth:.2f}"])
    except OSError as error:
        reason = error.strerror or "it cannot be written"
        raise BadHousehold([f"--out {name}: {reason}. Nothing was kept; choose another file."]) from None
