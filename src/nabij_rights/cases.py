"""Cases of a right: households with the answer that the law gives them.

A case is a test for whoever changes a rule and an example for whoever reads it. The cases of a right
stand in ``cases/<right id>.toml``; the amounts in it are worked out by hand from the law.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

from nabij_rights.answers import Group, Outcome, Warning_, answer
from nabij_rights.catalogue import TooEarly, UnknownRight, catalogue, right_named
from nabij_rights.facts.reading import UnreadableCase, read_situation
from nabij_rights.parameters.book import BadAmount, engine_number, written_number
from nabij_rights.reasons import Answer, NamedValue
from nabij_rights.shelf import documents, rests_on_shelf

_Word = TypeVar("_Word", bound=StrEnum)
_GIVEN = ("municipality", "household", "persons", "decisions")
_KEYS = ("name", "on", "right", "expect", "note", *_GIVEN)
_EXPECT_KEYS = (
    "answer",
    "amount",
    "lowest",
    "highest",
    "missing",
    "not_missing",
    "warnings",
    "group",
    "person",
    "named",
)


class BadCase(ValueError):
    """A case that cannot be read; the message has the file, the case and what to change."""


@dataclass(frozen=True)
class Expected:
    """The answer that the law gives. What is None is not looked at; ``person`` is counted from 0.

    ``missing`` and ``warnings`` must be among those of the answer, ``not_missing`` must not.
    ``lowest`` and ``highest`` are amounts as they are written, in the unit of the right. ``named`` holds
    steps by their key: true, false or "unknown" for a yes/no, else the number as it is written.
    """

    answer: Answer
    lowest: str | None = None
    highest: str | None = None
    missing: tuple[str, ...] = ()
    not_missing: tuple[str, ...] = ()
    warnings: tuple[Warning_, ...] = ()
    group: Group | None = None
    person: int = 0
    named: Mapping[str, bool | str] = field(default_factory=dict)


@dataclass(frozen=True)
class Case:
    """A household on a day, as somebody would write it down, and the answer on one right."""

    right_id: str
    name: str
    on: date
    given: Mapping[str, Any]
    expected: Expected
    note: str = ""


def case_files() -> tuple[str, ...]:
    """The names of all rights with cases, in alphabetical order."""
    folder = files("nabij_rights").joinpath("cases")
    names = [path.name for path in folder.iterdir()] if folder.is_dir() else []
    found = {name.removesuffix(".toml") for name in names if name.endswith(".toml")}
    return tuple(sorted(found | {right_id for right_id, row in documents().items() if row.get("cases")}))


@rests_on_shelf
@cache
def cases_of(right_id: str) -> tuple[Case, ...]:
    """The cases of a right; none when there is no file. Raises BadCase."""
    if (document := documents().get(right_id)) is not None:
        return cases_in(document)
    path = files("nabij_rights").joinpath("cases").joinpath(f"{right_id}.toml")
    return parse_cases(right_id, path.read_text(encoding="utf-8")) if path.is_file() else ()


def parse_cases(right_id: str, text: str) -> tuple[Case, ...]:
    """The cases of one file. Raises BadCase."""
    place = f"cases/{right_id}.toml"
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadCase(f"{place}: {error}") from None
    rows = table.get("case")
    if set(table) != {"case"} or not isinstance(rows, list):
        raise BadCase(f"{place} holds [[case]] tables and nothing else")
    found = [case_of(right_id, row, f"{place}, case {number}") for number, row in enumerate(rows, 1)]
    names = [case.name for case in found]
    if twice := {name for name in names if names.count(name) > 1}:
        raise BadCase(f"{place}: two cases are called {', '.join(sorted(twice))}")
    return tuple(found)


def cases_in(document: Mapping[str, Any]) -> tuple[Case, ...]:
    """The cases of a right that is data. Raises BadCase."""
    rows = document.get("cases", ())
    return tuple(case_of(document["id"], row, f"example {nth}") for nth, row in enumerate(rows, 1))


def case_of(right_id: str, row: Mapping[str, Any], place: str) -> Case:
    """One case from its table. Raises BadCase."""
    _only(row, _KEYS, place)
    if not isinstance(row.get("name"), str) or not row["name"].strip():
        raise BadCase(f"{place} has no name; say in one line what it shows")
    place = f"{place} ({row['name']})"
    if type(row.get("on")) is not date:
        raise BadCase(f"{place} has no date: on = 2026-11-21")
    if not isinstance(row.get("expect"), Mapping):
        raise BadCase(f'{place} expects nothing: expect = {{ answer = "yes" }}')
    given = {key: row[key] for key in _GIVEN if key in row}
    expected = _expected(row["expect"], f"{place}, expect")
    return Case(row.get("right", right_id), row["name"], row["on"], given, expected, row.get("note", ""))


def _only(row: Mapping[str, Any], known: Sequence[str], place: str) -> None:
    if unknown := [key for key in row if key not in known]:
        raise BadCase(f"{place}: {', '.join(unknown)} is not known here; known are {', '.join(known)}")


def _expected(row: Mapping[str, Any], place: str) -> Expected:
    _only(row, _EXPECT_KEYS, place)
    if "amount" in row and ("lowest" in row or "highest" in row):
        raise BadCase(f"{place}: give amount, or lowest and highest, not both")
    texts = {end: row.get("amount", row.get(end)) for end in ("lowest", "highest")}
    if wrong := [end for end, text in texts.items() if not (text is None or isinstance(text, str))]:
        raise BadCase(f"{place}: write {' and '.join(wrong)} between quotes, so that no cent is lost")
    person = row.get("person", 0)
    if type(person) is not int or person < 0:
        raise BadCase(f"{place}: person is the place of an adult in persons, counted from 0")
    return Expected(
        answer=_one_of(Answer, row.get("answer"), "answer", place),
        lowest=texts["lowest"],
        highest=texts["highest"],
        missing=_words(row, "missing", place),
        not_missing=_words(row, "not_missing", place),
        warnings=tuple(
            _one_of(Warning_, word, "a warning", place) for word in _words(row, "warnings", place)
        ),
        group=_one_of(Group, row["group"], "group", place) if "group" in row else None,
        person=person,
        named=dict(row.get("named", {})),
    )


def _one_of(kind: type[_Word], written: object, key: str, place: str) -> _Word:
    try:
        return kind(str(written))
    except ValueError:
        raise BadCase(f"{place}: {key} is one of {', '.join(kind)}, not {written!r}") from None


def _words(row: Mapping[str, Any], key: str, place: str) -> tuple[str, ...]:
    words = row.get(key, [])
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise BadCase(f"{place}: {key} is a list of names")
    return tuple(words)


# ----------------------------------------------------------------------------------------- checking


def differences(case: Case) -> list[str]:
    """What the program says otherwise than the case, in words; empty when the case holds."""
    try:
        situation = read_situation(case.given, on=case.on)
        outcome = answer(situation, on=case.on, right_ids=_with_neighbours(case.right_id)).of(case.right_id)
    except UnreadableCase as error:
        return [str(problem) for problem in error.problems]
    except UnknownRight:
        return [f"{case.right_id} is no right of the catalogue"]
    except TooEarly as error:
        return [str(error)]
    if case.expected.person:
        others = dict(outcome.for_others)
        if case.expected.person not in others:
            return [f"person {case.expected.person} is no other adult with an answer of their own"]
        outcome = others[case.expected.person]
    return list(_differences(case.expected, outcome))


def _with_neighbours(right_id: str) -> tuple[str, ...]:
    """The right, and the rights on which its warnings depend."""
    right = right_named(right_id)
    neighbours = (other for other in (*right.goes_after, *right.replaced_by) if other in catalogue())
    return tuple(dict.fromkeys((right_id, *neighbours)))


def _differences(expected: Expected, outcome: Outcome) -> Iterable[str]:
    if outcome.answer is not expected.answer:
        because = ", ".join(_reasons(outcome))
        yield f"the answer is {outcome.answer}, not {expected.answer} ({because or 'no conditions'})"
    for end in ("lowest", "highest"):
        yield from _amount_difference(end, getattr(expected, end), outcome)
    missing = {name for item in outcome.missing for name in (item.fact, item.fact.partition("@")[0])}
    yield from (f"{name} is not missing" for name in expected.missing if name not in missing)
    yield from (f"{name} is missing" for name in expected.not_missing if name in missing)
    yield from (
        f"the warning {warning} is not given; given are: {', '.join(outcome.warnings) or 'none'}"
        for warning in expected.warnings
        if warning not in outcome.warnings
    )
    yield from _named_differences(expected.named, {value.key: value for value in outcome.named})
    if expected.group is not None and outcome.group is not expected.group:
        yield f"the group is {outcome.group}, not {expected.group}"


def _reasons(outcome: Outcome) -> Iterable[str]:
    for reason in outcome.reasons:
        yield f"{reason.key}: {reason.answer}"


def _amount_difference(end: str, text: str | None, outcome: Outcome) -> Iterable[str]:
    if text is None:
        return
    found: int | None = getattr(outcome, end)
    node = outcome.version.amount if outcome.version else None
    if found is None or node is None:
        yield f"the {end} amount is not known, and {text} was expected"
        return
    try:
        expected = engine_number(text, node.unit, f"the {end} amount")
    except BadAmount as error:
        yield str(error)
        return
    if found != expected:
        steps = ", ".join(_step(value) for value in outcome.named) or "no steps named"
        yield f"the {end} amount is {written_number(found, node.unit)}, not {text} ({steps})"


def _named_differences(expected: Mapping[str, bool | str], found: Mapping[str, NamedValue]) -> Iterable[str]:
    for key, wanted in expected.items():
        if key not in found:
            yield f"{key} is no step of this right on this day; steps are {', '.join(found) or 'none'}"
            continue
        said = _yes_no(found[key]) if found[key].is_yes_no else _step(found[key]).removeprefix(f"{key} ")
        if said != wanted:
            yield f"the step {key} is {said}, not {wanted}"


def _yes_no(value: NamedValue) -> bool | str:
    return bool(value.lowest) if value.lowest == value.highest else "unknown"


def _step(value: NamedValue) -> str:
    lowest, highest = written_number(value.lowest, value.unit), written_number(value.highest, value.unit)
    return f"{value.key} {lowest}" if lowest == highest else f"{value.key} {lowest} to {highest}"
