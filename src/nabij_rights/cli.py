"""The command line: check a household, read the catalogue, ask the next question, lint what was written.

Exit status: 0 when all went well, 1 when the lint found errors, 2 when what was given cannot be used. This
is the only place in the library that looks at the clock, and only when no day is given.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from typing import Any, TextIO

from nabij_rights.answers import answer
from nabij_rights.catalogue import EARLIEST_DAY, catalogue
from nabij_rights.commands import best_question, coming_list, screen, sql, template, validate, what_if
from nabij_rights.facts.reading import nearest, shown
from nabij_rights.given.file import UnreadableFile, read_given
from nabij_rights.given.household import LATEST_DAY, BadHousehold, day_out_of_reach, household_on
from nabij_rights.texts.leaflets import COMPLETE_LANGUAGES

USED_WELL, FOUND_ERRORS, CANNOT_USE = 0, 1, 2

MOST_MONTHS = 60
"""Further ahead no rule of today says anything."""


class _CannotUse(ValueError):
    """Something on the command line that cannot be used; one sentence per line."""


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit status; never raises for what somebody typed or wrote."""
    _make_printable(sys.stdout)
    _make_printable(sys.stderr)
    try:
        options = _parser().parse_args(argv)
        status: int = options.run(options)
        sys.stdout.flush()
        return status
    except SystemExit as stop:  # argparse has said what is wrong, or has given help
        return stop.code if isinstance(stop.code, int) else CANNOT_USE
    except (UnreadableFile, BadHousehold, _CannotUse) as problem:
        for sentence in str(problem).splitlines():
            print(f"nabij-rights: {sentence}", file=sys.stderr)
        return CANNOT_USE
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return USED_WELL


def _make_printable(stream: TextIO) -> None:
    """A terminal that cannot show a sign shows a question mark, not a trace."""
    if (reconfigure := getattr(stream, "reconfigure", None)) is not None:
        reconfigure(errors="replace")


@cache
def _parser() -> argparse.ArgumentParser:
    """Made once: a program that calls `main` often should not wait for it each time."""
    parser = argparse.ArgumentParser(
        prog="nabij-rights",
        description="Which social rights may a household have, how much, why, and what is not known yet.",
        epilog="A household is a TOML or JSON file; `nabij-rights schema input` describes it. "
        "What is not in it is unknown, and unknown is never no.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    check = _command(commands, "check", _check, "the rights of one household")
    check.add_argument("file", metavar="FILE", help="TOML or JSON file; - is standard input")
    check.add_argument("--full", action="store_true", help="with every condition, figure and source")
    _add_day(check)
    ask = _command(commands, "ask", _ask, "the next best question for a household")
    ask.add_argument("file", metavar="FILE", help="TOML or JSON file; - is standard input")
    _add_day(ask)
    coming = _command(
        commands, "calendar", _calendar, "what begins and ends for a household in the coming months"
    )
    coming.add_argument("file", metavar="FILE", help="TOML or JSON file; - is standard input")
    coming.add_argument("--months", metavar="N", default="24", help="so many months ahead, 1 to 60 (24)")
    _add_day(coming)
    _add_lists(commands)
    _command(commands, "facts", _facts, "what can be known of a household")
    _command(commands, "rights", _rights, "all rights")
    show = _command(commands, "show", _show, "one right: its law, rule, amounts over time and cases")
    show.add_argument("id", metavar="ID", help="id of the right, such as leefloon")
    _add_day(show)
    lint = _command(commands, "lint", _lint, "what may not be published yet; exit status 1 when there is any")
    lint.add_argument("about", metavar="NAME", nargs="*", help="only what is about this town, right or fact")
    lint.add_argument("--readability", action="store_true", help="how hard each leaflet is to read instead")
    review = _command(commands, "review", _review, "the amounts that somebody must look up again")
    _add_day(review)
    how_sure = _command(commands, "how-sure", _how_sure, "how sure the figures are, counted")
    how_sure.add_argument("--markdown", action="store_true", help="as a page of the documentation")
    _add_day(how_sure)
    _add_descriptions(commands)
    return parser


def _add_descriptions(commands: Any) -> None:
    openapi = commands.add_parser("openapi", help="the OpenAPI description of the open data")
    openapi.set_defaults(run=_openapi)
    schema = commands.add_parser("schema", help="the JSON Schema of input or output")
    schema.add_argument("which", choices=("input", "output"))
    schema.set_defaults(run=_schema)


def _add_lists(commands: Any) -> None:
    """The commands about a list of households."""
    screen.add(commands, day=_day_within_reach)
    template.add(commands, today=_today)
    validate.add(commands, day=_day_within_reach)
    for command in (coming_list, best_question, what_if, sql):
        command.add(commands)


def _command(commands: Any, name: str, run: Any, help_: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=help_, description=f"Shows {help_}.")
    parser.add_argument("--json", action="store_true", help="as JSON, for programs")
    parser.add_argument("--lang", choices=COMPLETE_LANGUAGES, default="nl", help="language (nl)")
    parser.set_defaults(run=run)
    return parser


def _add_day(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--on", metavar="DATE", help="day to calculate for, such as 2026-11-21 (today)")


# --------------------------------------------------------------------------------------- commands


def _check(options: argparse.Namespace) -> int:
    from nabij_rights.output import to_json
    from nabij_rights.plain_text.check import check_text

    given = read_given(options.file, standard_input=sys.stdin.buffer)
    situation, on = household_on(given, on=_day(options.on), today=_today())
    answers = answer(situation, on=on)
    if options.json:
        _print_json(to_json(answers, language=options.lang))
    else:
        sys.stdout.write(check_text(answers, language=options.lang, is_full=options.full))
    return USED_WELL


def _ask(options: argparse.Namespace) -> int:
    from nabij_rights.facts.implied import with_implied
    from nabij_rights.plain_text.ask import ask_json, ask_text
    from nabij_rights.questions import next_question

    given = read_given(options.file, standard_input=sys.stdin.buffer)
    situation, on = household_on(given, on=_day(options.on), today=_today())
    asked = next_question(with_implied(situation, on=on), on=on)
    if options.json:
        _print_json(ask_json(asked, on=on, language=options.lang))
    else:
        sys.stdout.write(ask_text(asked, language=options.lang))
    return USED_WELL


def _calendar(options: argparse.Namespace) -> int:
    from nabij_rights.coming.calendar import calendar_of, window_of
    from nabij_rights.coming.reminders import reminders_of
    from nabij_rights.plain_text.calendar import calendar_json, calendar_text

    months = _months(options.months)
    given = read_given(options.file, standard_input=sys.stdin.buffer)
    situation, on = household_on(given, on=_day(options.on), today=_today())
    found = answer(situation, on=on)
    calendar = calendar_of(situation, on=on, months=months, found=found)
    reminders = reminders_of(found, window_of(on, months))
    if options.json:
        _print_json(calendar_json(calendar, reminders, language=options.lang))
    else:
        sys.stdout.write(calendar_text(calendar, reminders, language=options.lang))
    return USED_WELL


def _facts(options: argparse.Namespace) -> int:
    from nabij_rights.catalogue_json import facts_json
    from nabij_rights.plain_text.catalogue import facts_text

    if options.json:
        _print_json(facts_json(options.lang))
    else:
        sys.stdout.write(facts_text(options.lang))
    return USED_WELL


def _rights(options: argparse.Namespace) -> int:
    from nabij_rights.catalogue_json import rights_json
    from nabij_rights.plain_text.catalogue import rights_text

    if options.json:
        _print_json(rights_json(options.lang))
    else:
        sys.stdout.write(rights_text(options.lang))
    return USED_WELL


def _show(options: argparse.Namespace) -> int:
    from nabij_rights.catalogue_json import right_json
    from nabij_rights.plain_text.catalogue import right_text

    right = catalogue().get(options.id)
    if right is None:
        hint = nearest(options.id, catalogue(), otherwise="`nabij-rights rights` lists all.")
        raise _CannotUse(f"there is no right {shown(options.id)}. {hint}")
    on = _day_within_reach(options.on)
    if options.json:
        _print_json(right_json(right, on=on, language=options.lang))
    else:
        sys.stdout.write(right_text(right, on=on, language=options.lang))
    return USED_WELL


def _lint(options: argparse.Namespace) -> int:
    if options.readability:
        return _readability(options)
    from nabij_rights.lint import Severity, findings

    found = [one for one in findings() if not options.about or _is_about(one.place, options.about)]
    if options.json:
        _print_json([{"severity": str(f.severity), "place": f.place, "sentence": f.sentence} for f in found])
    else:
        for finding in found:
            print(finding)
        counts = [sum(finding.severity is severity for finding in found) for severity in Severity]
        print("{} errors, {} warnings, {} pieces of information".format(*counts))
    return FOUND_ERRORS if any(finding.severity is Severity.ERROR for finding in found) else USED_WELL


def _is_about(place: str, names: Sequence[str]) -> bool:
    """Whether a finding is about one of these; a town or right is a whole word of its place."""
    return any(re.search(rf"(?<![a-z]){re.escape(name)}(?![a-z])", place) for name in names)


def _readability(options: argparse.Namespace) -> int:
    from dataclasses import asdict

    from nabij_rights.lint.readability import readings
    from nabij_rights.plain_text.readability import readability_text

    measured = readings()
    if options.json:
        _print_json([{"text": text, "language": lang, **asdict(one)} for text, lang, one in measured])
    else:
        sys.stdout.write(readability_text(measured))
    return USED_WELL


def _review(options: argparse.Namespace) -> int:
    from nabij_rights.plain_text.review import review_text
    from nabij_rights.review import review_json

    on = _day_within_reach(options.on)
    if options.json:
        _print_json(review_json(on, options.lang))
    else:
        sys.stdout.write(review_text(on, options.lang))
    return USED_WELL


def _how_sure(options: argparse.Namespace) -> int:
    from nabij_rights.how_sure import how_sure_json
    from nabij_rights.plain_text.how_sure import how_sure_markdown, how_sure_text

    on = _day_within_reach(options.on)
    if options.json:
        _print_json(how_sure_json(on, options.lang))
    elif options.markdown:
        sys.stdout.write(how_sure_markdown(on))
    else:
        sys.stdout.write(how_sure_text(on, options.lang))
    return USED_WELL


def _openapi(options: argparse.Namespace) -> int:
    from nabij_rights.schemas.open_data import openapi

    _print_json(openapi())
    return USED_WELL


def _schema(options: argparse.Namespace) -> int:
    from nabij_rights.schemas import input_schema, output_schema

    _print_json(input_schema() if options.which == "input" else output_schema())
    return USED_WELL


# ------------------------------------------------------------------------------------------ parts


def _print_json(value: object) -> None:
    json.dump(value, sys.stdout, indent=2, ensure_ascii=False, allow_nan=False)
    sys.stdout.write("\n")


def _today() -> date:
    return datetime.now().astimezone().date()


def _day_within_reach(text: str | None) -> date:
    """The day asked for, or today."""
    on = _day(text) or _today()
    if not EARLIEST_DAY <= on <= LATEST_DAY:
        raise _CannotUse(f"--on: {day_out_of_reach(on)}")
    return on


def _months(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:4]) <= MOST_MONTHS:
        raise _CannotUse(f"--months: {shown(text)} is not a number from 1 to {MOST_MONTHS}.")
    return int(text)


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _CannotUse(f"--on: {shown(text)} is not a date such as 2026-11-21.") from None
