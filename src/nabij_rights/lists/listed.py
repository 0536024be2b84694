"""A list of households with the key by which its owner knows each: read from a file, or made up.

Whoever has a population and its keys makes a :class:`Listed` of them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from nabij_rights.engine.arrays import Population, population_of
from nabij_rights.engine.program import Program, Situation
from nabij_rights.facts.reading import read_situation, shown
from nabij_rights.given.file import STANDARD_INPUT, UnreadableFile, parse_given
from nabij_rights.given.household import BadHousehold, household_on
from nabij_rights.lists.needed import TABLES, need_lists
from nabij_rights.synthetic import made_up_households

NEIGHBOURHOOD = "neighbourhood"
"""A column that may stand beside the facts."""

MOST_MADE_UP = 100_000
SEED = 7
_LONGEST_LINE = 1_000_000


@dataclass(frozen=True)
class Listed:
    """Households by column and their keys in the same order; ``problems`` has a sentence per household that
    was left out."""

    keys: Sequence[str]
    population: Population
    problems: Sequence[str] = ()


def listed(
    given: str,
    program: Program,
    *,
    on: date,
    standard_input: BinaryIO,
    told: Callable[[Situation], Situation],
) -> Listed:
    """So many made-up households when ``given`` is a number; else those of a table (Parquet, CSV, XLSX) or of
    a file with one household per line as JSON. ``told`` completes each.

    Raises UnreadableFile when no household can be used.
    """
    if given.isascii() and given.isdigit():
        return _made_up(int(given), program, on, told)
    if Path(given).suffix.lower() in TABLES:
        return _of_table(given, program, on, told)
    keys: list[str] = []
    situations: list[Situation] = []
    problems: list[str] = []
    for number, line in enumerate(_lines(given, standard_input), start=1):
        if not line.strip():
            continue
        try:
            key, situation = _household(given, number, line, on)
        except (UnreadableFile, BadHousehold) as problem:
            problems += str(problem).splitlines()
            continue
        keys.append(key)
        situations.append(told(situation))
    return _of_situations(given, keys, situations, problems, program)


def _of_situations(
    given: str, keys: list[str], situations: list[Situation], problems: list[str], program: Program
) -> Listed:
    if not situations:
        first = f" The first problem: {problems[0]}" if problems else ""
        raise UnreadableFile(f"{given}: no household in it can be used.{first}")
    return Listed(keys, population_of(situations, program), problems)


def _of_table(given: str, program: Program, on: date, told: Callable[[Situation], Situation]) -> Listed:
    need_lists()
    from nabij_rights.lists.rows import rows_of

    problems: list[str] = []
    rows = [*rows_of(Path(given), on=on, beside=NEIGHBOURHOOD, problems=problems)]
    situations = [told(row.situation) for row in rows]
    return _of_situations(given, [row.key for row in rows], situations, problems, program)


def _made_up(number: int, program: Program, on: date, told: Callable[[Situation], Situation]) -> Listed:
    if not 1 <= number <= MOST_MADE_UP:
        raise UnreadableFile(f"{number} made-up households: choose a number from 1 to {MOST_MADE_UP}.")
    situations = [told(read_situation(case, on=on)) for case in made_up_households(number, seed=SEED, on=on)]
    return Listed([str(n) for n in range(1, number + 1)], population_of(situations, program))


def _lines(given: str, standard_input: BinaryIO) -> Iterator[bytes]:
    if given == STANDARD_INPUT:
        yield from standard_input
        return
    try:
        with Path(given).open("rb") as file:
            yield from file
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise UnreadableFile(
            f"{shown(given)}: {reason}. Give a number of made-up households, or a file with one household "
            "per line as JSON."
        ) from None


def _household(given: str, number: int, line: bytes, on: date) -> tuple[str, Situation]:
    """The key (else the number of the line) and the household of one line."""
    name = f"{given}, line {number}"
    if len(line) > _LONGEST_LINE:
        raise UnreadableFile(f"{name}: this line is longer than a household can be. It was left out.")
    household = parse_given(name, line)
    key = _key(household.table, number, name)
    # a line is one household, so its number says enough
    situation, _ = household_on(replace(household, text="{}", is_json=True), on=on, today=on)
    return key, situation


def _key(table: dict[str, Any], number: int, name: str) -> str:
    key = table.pop("key", number)
    if not isinstance(key, str | int) or isinstance(key, bool):
        raise UnreadableFile(f"{name}: key is a text or a number, not {shown(json.dumps(key, default=str))}.")
    return str(key)
