"""From what people write (TOML, JSON, a form) to what the engine counts with.

A value is exact, a range ``{min = ..., max = ...}``, or absent, which means unknown. Every problem gets
a sentence with the place and what to do, and all problems are found in one go.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from nabij_rights.engine.days import Day
from nabij_rights.engine.expression import MOST_PERSONS, NEVER, Entity
from nabij_rights.engine.program import Situation
from nabij_rights.engine.spans import Span
from nabij_rights.facts.vocabulary import FIRST_DAY, LAST_DAY, Fact, some_day, vocabulary
from nabij_rights.towns.packs import towns

OLDEST = 125
"""No age in a file is higher."""

TOP_KEYS = ("municipality", "household", "persons", "on", "decisions")


Path = tuple[str | int, ...]
"""The way to a value: ("persons", 1, "birth_on") is the birth date of the second person."""

_LONGEST_SHOWN = 60


@dataclass(frozen=True)
class Problem:
    """What is wrong, and where: in words, and as the path by which a line in a file is found back."""

    place: str
    sentence: str
    path: Path = ()

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence}"


class UnreadableCase(ValueError):
    """What was given cannot be read; ``problems`` has every place."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


class BadValue(ValueError):
    """A value that does not fit its fact; the message is for people."""


def shown(value: Any) -> str:
    """A value as a message may repeat it: on one line, and short even when it was very long or very deep."""
    if isinstance(value, (dict, list)):
        return "a list" if isinstance(value, list) else "a table"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int) and abs(value) >= 10**_LONGEST_SHOWN:
        return "a very long number"
    if isinstance(value, str):
        return repr(value if len(value) <= _LONGEST_SHOWN else f"{value[:_LONGEST_SHOWN]}...")
    text = str(value)
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}..."


def _name(key: str) -> str:
    """A key as it is written, or between quotes when it cannot be shown just so."""
    return key if key.isprintable() and 0 < len(key) <= _LONGEST_SHOWN else shown(key)


def read_situation(given: Mapping[str, Any], *, on: date) -> Situation:
    """The situation that a file or form describes, on a calculation date.

    Raises UnreadableCase with every problem found.
    """
    reader = _Reader(on)
    situation = reader.situation(given)
    if reader.problems:
        raise UnreadableCase(reader.problems)
    return situation


class _Reader:
    def __init__(self, on: date) -> None:
        self.on = on
        self.problems: list[Problem] = []

    def situation(self, given: Mapping[str, Any]) -> Situation:
        if not isinstance(given, Mapping):
            self._problem("the file", "expected household and persons; found something else.", ())
            return Situation({}, [{}])
        for key in given:
            if key not in TOP_KEYS:
                self._problem(_name(key), f"is not known here. {nearest(key, TOP_KEYS)}", (key,))
        household = self._facts(given.get("household", {}), Entity.HOUSEHOLD, "household", ("household",))
        if "municipality" in given:
            self._municipality(given["municipality"], household)
        return Situation(household, self._persons(given.get("persons", [{}])), self._decisions(given))

    def _municipality(self, value: Any, household: dict[str, Span]) -> None:
        if "municipality" in household:
            self._problem("municipality", "stands twice. Leave one of the two out.", ("municipality",))
        elif (span := self._value("municipality", value, "municipality", ("municipality",))) is not None:
            household["municipality"] = span

    def _persons(self, rows: Any) -> list[dict[str, Span]]:
        if not isinstance(rows, list) or not 1 <= len(rows) <= MOST_PERSONS:
            self._problem("persons", f"expected a list of 1 to {MOST_PERSONS} persons.", ("persons",))
            return [{}]
        persons = [
            self._facts(row, Entity.PERSON, f"person {number}", ("persons", number - 1))
            for number, row in enumerate(rows, 1)
        ]
        self._mark_reference(persons)
        return persons

    def _mark_reference(self, persons: list[dict[str, Span]]) -> None:
        """The first person is the one whom the question is about; nobody else is."""
        relation = vocabulary()["relation_to_reference"]
        itself = 1 << relation.position("self")
        if persons[0].setdefault(relation.id, (itself, itself))[0] != itself:
            sentence = 'is the one whom the question is about: write relation_to_reference = "self".'
            self._problem("person 1", sentence, ("persons", 0, relation.id))
        others = relation.any_value & ~itself
        for number, person in enumerate(persons[1:], 1):
            mask = person.get(relation.id, (others, others))[0]
            if mask == itself:
                sentence = 'cannot be "self" too; only the first person is.'
                self._problem(f"person {number + 1}", sentence, ("persons", number, relation.id))
            person[relation.id] = (mask & others, mask & others)

    def _decisions(self, given: Mapping[str, Any]) -> dict[str, Span]:
        rows = given.get("decisions", {})
        if not isinstance(rows, Mapping):
            self._problem("decisions", "expected names with true or false.", ("decisions",))
            return {}
        for name, value in rows.items():
            if not isinstance(value, bool):
                sentence = f"{shown(value)} is not true or false."
                self._problem(f"decisions, {_name(name)}", sentence, ("decisions", name))
        return {name: (int(value), int(value)) for name, value in rows.items() if isinstance(value, bool)}

    def _facts(self, rows: Any, entity: Entity, place: str, path: Path) -> dict[str, Span]:
        if not isinstance(rows, Mapping):
            self._problem(place, "expected facts with their values.", path)
            return {}
        found: dict[str, Span] = {}
        for key, value in rows.items():
            if key == "age" and entity is Entity.PERSON:
                self._age(rows, place, path, found)
            elif (span := self._fact(key, value, entity, place, (*path, key))) is not None:
                found[key] = span
        return found

    def _fact(self, key: str, value: Any, entity: Entity, place: str, path: Path) -> Span | None:
        fact_id, _, snapshot = key.partition("@")
        known = vocabulary().get(fact_id)
        place = f"{place}, {_name(key)}"
        if known is None:
            same = [name for name, fact in vocabulary().items() if fact.entity is entity]
            self._problem(place, f"is not a fact we know. {nearest(fact_id, same)}", path)
            return None
        if known.entity is not entity:
            where = "with one of the persons" if known.entity is Entity.PERSON else "under household"
            self._problem(place, f"is said of a {known.entity}. Write it {where}.", path)
            return None
        if "@" in key and not _is_day(snapshot):
            self._problem(place, "what follows @ is a day such as year, today-1y or 2024-02-29.", path)
            return None
        return self._value(key, value, place, path)

    def _value(self, key: str, value: Any, place: str, path: Path) -> Span | None:
        try:
            return span_of(key, value, on=self.on)
        except BadValue as error:
            self._problem(place, str(error), path)
            return None

    def _age(self, rows: Mapping[str, Any], place: str, path: Path, found: dict[str, Span]) -> None:
        """An age, or a range of ages, as the span of birth dates it leaves possible."""
        if "birth_on" in rows:
            self._problem(f"{place}, age", "give an age or birth_on, not both.", (*path, "age"))
            return
        value = rows["age"]
        is_range = isinstance(value, Mapping) and value and set(value) <= {"min", "max"}
        ends = (value.get("min", 0), value.get("max", OLDEST)) if is_range else (value, value)
        if not all(type(end) is int and 0 <= end <= OLDEST for end in ends) or ends[0] > ends[1]:
            sentence = f"expected a whole number from 0 to {OLDEST}, such as 34."
            self._problem(f"{place}, age", sentence, (*path, "age"))
            return
        found["birth_on"] = birth_span(ends[0], ends[1], on=self.on)

    def _problem(self, place: str, sentence: str, path: Path) -> None:
        self.problems.append(Problem(place, sentence, path))


def _is_day(text: str) -> bool:
    try:
        Day.parse(text).on(date(2026, 1, 1))
    except (ValueError, OverflowError):
        return False
    return True


def birth_span(youngest: int, oldest: int, *, on: date) -> Span:
    """The birth days that give an age from ``youngest`` to ``oldest`` years on a day."""
    return (Day(years=-oldest - 1).on(on) + 1, Day(years=-youngest).on(on))


def nearest(
    word: str, words: Iterable[str], *, otherwise: str = "`nabij-rights facts` lists all names."
) -> str:
    """The question whether one of the known names was meant, or another sentence when none comes near."""
    near = get_close_matches(word[:_LONGEST_SHOWN], list(words), n=1, cutoff=0.5)
    return f"Did you mean {near[0]}?" if near else otherwise


def span_of(key: str, value: Any, *, on: date) -> Span:
    """What a value says of one fact, by its key (``fact`` or ``fact@day``). Raises BadValue."""
    fact_id, _, snapshot = key.partition("@")
    known = vocabulary()[fact_id]
    read = _read_yes_no if snapshot and known.type == "since" else _READERS[known.type]
    return _span(known, value, read, on)


def _span(fact: Fact, value: Any, read: Callable[[Fact, Any], Span], on: date) -> Span:
    if value is True and read is _read_since:
        return some_day(fact, on)
    if not isinstance(value, Mapping):
        return read(fact, value)
    if (
        fact.type == "enum"
        and set(value) == {"any_of"}
        and isinstance(value["any_of"], list)
        and value["any_of"]
    ):
        masks = [read(fact, one)[0] for one in value["any_of"]]
        mask = 0
        for one in masks:
            mask |= one
        return (mask, mask)
    if read is _read_yes_no:
        raise BadValue("expected true or false.")
    is_range = bool(value) and set(value) <= {"min", "max"}
    # "No" is an answer of its own, never the end of a range of days.
    if fact.type == "enum" or not is_range or any(end is False for end in value.values()):
        raise BadValue(f"expected {_expected(fact)}{_or_range(fact)}.")
    low = read(fact, value["min"])[0] if "min" in value else fact.lowest
    high = read(fact, value["max"])[1] if "max" in value else fact.highest
    if low > high:
        raise BadValue(
            f"the lowest ({shown(value.get('min'))}) is above the highest ({shown(value.get('max'))})."
            " Change one of the two."
        )
    return (low, high)


def _or_range(fact: Fact) -> str:
    if fact.type == "enum":
        return ", or { any_of = [...] }"
    return ", or { min = ..., max = ... }"


def _expected(fact: Fact) -> str:
    if fact.type == "enum":
        return "one of " + ", ".join(fact.values)
    return {
        "bool": "true or false",
        "date": "a date such as 2015-03-02",
        "since": 'a date such as 2024-05-01, or "no"',
        "nis": f"a town ({', '.join(town.name for town in towns().values())}) or the 5 digits of its code",
        "money": "an amount in euro such as 1780.40",
    }.get(fact.type, f"a whole number from {fact.lowest} to {fact.highest}")


def _read_date(fact: Fact, value: Any) -> Span:
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value)
        except ValueError:
            raise BadValue(f"{shown(value)} is not {_expected(fact)}.") from None
    if type(value) is not date:
        raise BadValue(f"{shown(value)} is not {_expected(fact)}.")
    number = value.toordinal()
    if not FIRST_DAY <= number <= LAST_DAY:
        raise BadValue(f"{shown(str(value))} lies before 1801 or after 2100. Is the year right?")
    return (number, number)


def _read_since(fact: Fact, value: Any) -> Span:
    if value is False or (isinstance(value, str) and value.lower() == "no"):
        return (NEVER, NEVER)
    return _read_date(fact, value)


def _read_yes_no(fact: Fact, value: Any) -> Span:
    if type(value) is not bool:
        raise BadValue(f"{shown(value)} is not true or false.")
    return (int(value), int(value))


def _read_money(fact: Fact, value: Any) -> Span:
    try:
        if isinstance(value, bool) or not isinstance(value, (int, float, str, Decimal)):
            raise ValueError
        if isinstance(value, str) and not re.fullmatch(r"[0-9]{1,12}(\.[0-9]+)?", value):
            raise ValueError
        cents = Decimal(str(value)) * 100
    except (ArithmeticError, ValueError):  # a number too large to be one
        raise BadValue(f"{shown(value)} is not {_expected(fact)}.") from None
    if not cents.is_finite() or cents != cents.to_integral_value():
        raise BadValue(f"{shown(value)} is no amount in euro with two decimals at most, such as 1780.40.")
    return _within(fact, int(cents), f"between 0 and {fact.highest // 100} euro")


def _read_number(fact: Fact, value: Any) -> Span:
    if type(value) is not int:
        raise BadValue(f"{shown(value)} is not {_expected(fact)}.")
    return _within(fact, value, f"between {fact.lowest} and {fact.highest}")


def _within(fact: Fact, number: int, words: str) -> Span:
    if not fact.lowest <= number <= fact.highest:
        raise BadValue(f"{fact.id} lies {words}.")
    return (number, number)


def _read_choice(fact: Fact, value: Any) -> Span:
    if not isinstance(value, str) or value not in fact.values:
        hint = nearest(value, fact.values, otherwise="") if isinstance(value, str) else ""
        raise BadValue(f"{shown(value)} is not {_expected(fact)}. {hint}".rstrip())
    mask = 1 << fact.position(value)
    return (mask, mask)


def _read_municipality(fact: Fact, value: Any) -> Span:
    if isinstance(value, str):
        for town in towns().values():
            if value.casefold() in (town.id, town.name.casefold()):
                return (town.nis_code, town.nis_code)
        if not re.fullmatch("[0-9]{5}", value):
            hint = nearest(value.title(), [town.name for town in towns().values()], otherwise="")
            raise BadValue(f"{shown(value)} is not {_expected(fact)}. {hint}".rstrip())
        value = int(value)
    if type(value) is not int or not 10_000 <= value <= 99_999:
        raise BadValue(f"{shown(value)} is not {_expected(fact)}.")
    return (value, value)


_READERS: dict[str, Callable[[Fact, Any], Span]] = {
    "date": _read_date,
    "since": _read_since,
    "bool": _read_yes_no,
    "money": _read_money,
    "int": _read_number,
    "pct": _read_number,
    "enum": _read_choice,
    "nis": _read_municipality,
}

__all__ = [
    "BadValue",
    "Path",
    "Problem",
    "UnreadableCase",
    "birth_span",
    "nearest",
    "read_situation",
    "shown",
    "span_of",
]
