"""From a file to a household on a day, or every problem in it with its line."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any

from nabij_rights.catalogue import EARLIEST_DAY, catalogue
from nabij_rights.catalogue_json import decisions_of
from nabij_rights.engine.expression import Op
from nabij_rights.engine.program import Program, Situation
from nabij_rights.facts.reading import (
    Path,
    Problem,
    UnreadableCase,
    nearest,
    read_situation,
    shown,
)
from nabij_rights.given.file import Given
from nabij_rights.rights import Version
from nabij_rights.shelf import rests_on_shelf

LATEST_DAY = date(2099, 12, 31)
MOST_PROBLEMS = 20


class BadHousehold(ValueError):
    """A household that cannot be worked out; ``sentences`` has one line per problem, with its place."""

    def __init__(self, sentences: Iterable[str]) -> None:
        self.sentences = tuple(sentences)
        super().__init__("\n".join(self.sentences))


def household_on(given: Given, *, on: date | None, today: date) -> tuple[Situation, date]:
    """The household of this file, and the day: the one asked for, else the one in the file, else today.

    Raises BadHousehold with every problem.
    """
    day = on or _day_in(given) or today
    if not EARLIEST_DAY <= day <= LATEST_DAY:
        raise BadHousehold([f"{'--on' if on else given.place(('on',))}: {day_out_of_reach(day)}"])
    problems: list[Problem] = []
    situation = Situation()
    try:
        situation = read_situation(given.table, on=day)
    except UnreadableCase as error:
        problems += error.problems
    problems += _unread_days(given)
    problems += _unknown_decisions(given)
    if problems:
        raise BadHousehold(_sentences(given, problems))
    return situation, day


def day_out_of_reach(day: date) -> str:
    """What to say of a calculation date for which there are no rules."""
    if day < EARLIEST_DAY:
        return f"our rules begin on {EARLIEST_DAY:%d/%m/%Y}; {day.isoformat()} is before that day."
    return f"{day.isoformat()} is too far away; choose a day until {LATEST_DAY:%d/%m/%Y}."


def _day_in(given: Given) -> date | None:
    value = given.table.get("on")
    if value is None:
        return None
    try:
        if type(value) is date:
            return value
        if isinstance(value, str):
            return date.fromisoformat(value)
    except ValueError:
        pass
    sentence = f"{shown(value)} is not a date such as 2026-11-21."
    raise BadHousehold([f"{given.place(('on',))} (on): {sentence}"])


def _sentences(given: Given, problems: list[Problem]) -> Iterable[str]:
    for problem in problems[:MOST_PROBLEMS]:
        yield f"{given.place(problem.path)} ({problem.place}): {problem.sentence}"
    if (more := len(problems) - MOST_PROBLEMS) > 0:
        yield f"{given.name}: and {more} more like these."


# ---------------------------------------------------------------------- what only the catalogue knows


def _unknown_decisions(given: Given) -> Iterable[Problem]:
    rows = given.table.get("decisions")
    for name in rows if isinstance(rows, dict) else ():
        if name not in decision_names():
            sentence = nearest(
                name, decision_names(), otherwise="`nabij-rights show` lists those of a right."
            )
            yield Problem(
                "decisions", f"{shown(name)} is decided in no rule. {sentence}", ("decisions", name)
            )


def _unread_days(given: Given) -> Iterable[Problem]:
    """A value on a day that no rule looks at would be left out in silence."""
    persons = given.table.get("persons")
    rows = persons if isinstance(persons, list) else []
    places: list[tuple[Path, Any]] = [(("household",), given.table.get("household"))]
    places += [(("persons", number), row) for number, row in enumerate(rows)]
    for path, row in places:
        for key in row if isinstance(row, dict) else ():
            fact_id, _, snapshot = key.partition("@")
            if not snapshot or (fact_id, snapshot) in fact_days():
                continue
            known = ", ".join(f"@{day}" for name, day in sorted(fact_days()) if name == fact_id)
            read = f" Days that count: {known}." if known else ""
            place = key if key.isprintable() else shown(key)
            yield Problem(place, f"no rule looks at this fact on that day.{read}", (*path, key))


def _versions() -> Iterable[Version]:
    return (version for right in catalogue().values() for version in right.versions)


@rests_on_shelf
@cache
def decision_names() -> frozenset[str]:
    """What a person may decide, as "right.name"."""
    return frozenset(name for right in catalogue().values() for name in decisions_of(right))


@rests_on_shelf
@cache
def fact_days() -> frozenset[tuple[str, str]]:
    """The facts that some rule reads on another day than today, with that day."""
    found = set()
    for version in _versions():
        program = Program(version.roots())
        keys = [str(node.meta) for node in program.leaves(Op.FACT)]
        keys += [str(node.meta[0]) for node in program.leaves(Op.FACT_IS)]
        found |= {(fact_id, day) for fact_id, _, day in (key.partition("@") for key in keys) if day}
    return frozenset(found)
