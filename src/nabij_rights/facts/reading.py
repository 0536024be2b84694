"""From what people write (TOML, JSON, a form) to what the engine counts with.

A value is exact, a range ``{min = ..., max = ...}``, or absent, which means unknown. Every problem gets
a sentence with the place and what to do, and all problems are found in one go.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from typing import Any

from nabij_rights.engine.expression import MOST_PERSONS, NEVER, Entity
from nabij_rights.engine.program import Situation, Span
from nabij_rights.facts.vocabulary import FIRST_DAY, LAST_DAY, Fact, vocabulary
from nabij_rights.towns.packs import towns

TOP_KEYS = ("municipality", "household", "persons", "on", "decisions")


@dataclass(frozen=True)
class Problem:
    """What is wrong, and where."""

    place: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence}"


class UnreadableCase(ValueError):
    """What was given cannot be read; ``problems`` has every place."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


class _BadValue(ValueError):
    """A value that does not fit its fact; the message is for people."""


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
            self._problem("the file", "expected household and persons; found something else.")
            return Situation()
        for key in given:
            if key not in TOP_KEYS:
                self._problem(str(key), f"is not known here. {_nearest(str(key), TOP_KEYS)}")
        household = self._facts(given.get("household", {}), Entity.HOUSEHOLD, "household")
        if "municipality" in given and (
            span := self._value("municipality", given["municipality"], "municipality")
        ):
            household["municipality"] = span
        return Situation(household, self._persons(given.get("persons", [{}])), self._decisions(given))

    def _persons(self, rows: Any) -> list[dict[str, Span]]:
        if not isinstance(rows, list) or not 1 <= len(rows) <= MOST_PERSONS:
            self._problem("persons", f"expected a list of 1 to {MOST_PERSONS} persons.")
            return [{}]
        persons = [self._facts(row, Entity.PERSON, f"person {number}") for number, row in enumerate(rows, 1)]
        self._mark_reference(persons)
        return persons

    def _mark_reference(self, persons: list[dict[str, Span]]) -> None:
        """The first person is the one whom the question is about; nobody else is."""
        relation = vocabulary()["relation_to_reference"]
        itself = 1 << relation.position("self")
        if persons[0].setdefault("relation_to_reference", (itself, itself))[0] != itself:
            self._problem(
                "person 1", 'is the one whom the question is about: write relation_to_reference = "self".'
            )
        others = relation.any_value & ~itself
        for number, person in enumerate(persons[1:], 2):
            mask = person.get("relation_to_reference", (others, others))[0]
            if mask == itself:
                self._problem(f"person {number}", 'cannot be "self" too; only the first person is.')
            person["relation_to_reference"] = (mask & others, mask & others)

    def _decisions(self, given: Mapping[str, Any]) -> dict[str, Span]:
        rows = given.get("decisions", {})
        if not isinstance(rows, Mapping) or not all(isinstance(value, bool) for value in rows.values()):
            self._problem("decisions", "expected names with true or false.")
            return {}
        return {name: (int(value), int(value)) for name, value in rows.items()}

    def _facts(self, rows: Any, entity: Entity, place: str) -> dict[str, Span]:
        if not isinstance(rows, Mapping):
            self._problem(place, "expected facts with their values.")
            return {}
        found: dict[str, Span] = {}
        for key, value in rows.items():
            if key == "age" and entity is Entity.PERSON:
                self._age(value, place, found)
            elif (span := self._fact(str(key), value, entity, place)) is not None:
                found[str(key)] = span
        return found

    def _fact(self, key: str, value: Any, entity: Entity, place: str) -> Span | None:
        fact_id, _, _snapshot = key.partition("@")
        known = vocabulary().get(fact_id)
        if known is None or known.entity is not entity:
            same = [name for name, fact in vocabulary().items() if fact.entity is entity]
            belongs = f"{fact_id} is said of a {known.entity}." if known else "is not a fact we know."
            self._problem(f"{place}, {key}", f"{belongs} {_nearest(fact_id, same)}")
            return None
        return self._value(key, value, f"{place}, {key}")

    def _value(self, key: str, value: Any, place: str) -> Span | None:
        fact_id, _, snapshot = key.partition("@")
        known = vocabulary()[fact_id]
        read = _read_yes_no if snapshot and known.type == "since" else _READERS[known.type]
        try:
            return _span(known, value, read, self.on)
        except _BadValue as error:
            self._problem(place, str(error))
            return None

    def _age(self, value: Any, place: str, found: dict[str, Span]) -> None:
        """An age, or a range of ages, as the span of birth dates it leaves possible."""
        ends = (value.get("min"), value.get("max")) if isinstance(value, Mapping) else (value, value)
        if not all(type(end) is int and 0 <= end <= 125 for end in ends) or ends[0] > ends[1]:
            self._problem(f"{place}, age", "expected a whole number from 0 to 125, such as 34.")
            return
        found["birth_on"] = birth_span(ends[0], ends[1], on=self.on)

    def _problem(self, place: str, sentence: str) -> None:
        self.problems.append(Problem(place, sentence))


def birth_span(youngest: int, oldest: int, *, on: date) -> Span:
    """The birth days that give an age from ``youngest`` to ``oldest`` years on a day."""
    first = _years_before(on, oldest + 1) + 1
    return (first, _years_before(on, youngest))


def _years_before(on: date, years: int) -> int:
    day = 28 if (on.month, on.day) == (2, 29) else on.day
    return date(on.year - years, on.month, day).toordinal()


def _nearest(word: str, words: Sequence[str]) -> str:
    near = get_close_matches(word, words, n=1, cutoff=0.5)
    return f"Did you mean {near[0]}?" if near else "`nabij-rights facts` lists all names."


def _span(fact: Fact, value: Any, read: Callable[[Fact, Any], Span], on: date) -> Span:
    if value is True and read is _read_since:
        return (FIRST_DAY, on.toordinal())
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
    if fact.type in ("enum", "bool") or not set(value) <= {"min", "max"} or not value:
        raise _BadValue(f"{fact.id} takes {_expected(fact)}, not {dict(value)!r}.")
    low = read(fact, value["min"])[0] if "min" in value else fact.lowest
    high = read(fact, value["max"])[1] if "max" in value else fact.highest
    if low > high:
        raise _BadValue(
            f"the lowest ({value['min']}) is above the highest ({value['max']}). Change one of the two."
        )
    return (low, high)


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
            raise _BadValue(f"{value!r} is not {_expected(fact)}.") from None
    if type(value) is not date:
        raise _BadValue(f"{value!r} is not {_expected(fact)}.")
    number = value.toordinal()
    if not FIRST_DAY <= number <= LAST_DAY:
        raise _BadValue(f"{value} lies before 1801 or after 2100. Is the year right?")
    return (number, number)


def _read_since(fact: Fact, value: Any) -> Span:
    if value is False or (isinstance(value, str) and value.lower() == "no"):
        return (NEVER, NEVER)
    return _read_date(fact, value)


def _read_yes_no(fact: Fact, value: Any) -> Span:
    if type(value) is not bool:
        raise _BadValue(f"{value!r} is not true or false.")
    return (int(value), int(value))


def _read_money(fact: Fact, value: Any) -> Span:
    try:
        if isinstance(value, bool) or not isinstance(value, (int, float, str, Decimal)):
            raise _BadValue(f"{value!r} is not {_expected(fact)}.")
        cents = Decimal(str(value)) * 100
    except InvalidOperation:
        raise _BadValue(f"{value!r} is not {_expected(fact)}.") from None
    if not cents.is_finite() or cents != cents.to_integral_value():
        raise _BadValue(f"{value!r} has more than two decimals or is no amount; write it such as 1780.40.")
    return _within(fact, int(cents), f"between 0 and {fact.highest // 100} euro")


def _read_number(fact: Fact, value: Any) -> Span:
    if type(value) is not int:
        raise _BadValue(f"{value!r} is not {_expected(fact)}.")
    return _within(fact, value, f"between {fact.lowest} and {fact.highest}")


def _within(fact: Fact, number: int, words: str) -> Span:
    if not fact.lowest <= number <= fact.highest:
        raise _BadValue(f"{fact.id} lies {words}.")
    return (number, number)


def _read_choice(fact: Fact, value: Any) -> Span:
    if not isinstance(value, str) or value not in fact.values:
        near = get_close_matches(str(value), fact.values, n=1, cutoff=0.5)
        hint = f" Did you mean {near[0]}?" if near else ""
        raise _BadValue(f"{value!r} is not {_expected(fact)}.{hint}")
    mask = 1 << fact.position(value)
    return (mask, mask)


def _read_municipality(fact: Fact, value: Any) -> Span:
    if isinstance(value, str):
        for town in towns().values():
            if value.casefold() in (town.id, town.name.casefold()):
                return (town.nis_code, town.nis_code)
        if not value.isdigit():
            near = get_close_matches(value.casefold(), list(towns()), n=1, cutoff=0.5)
            hint = f" Did you mean {towns()[near[0]].name}?" if near else ""
            raise _BadValue(f"{value!r} is not {_expected(fact)}.{hint}")
        value = int(value)
    if type(value) is not int or not 10_000 <= value <= 99_999:
        raise _BadValue(f"{value!r} is not {_expected(fact)}.")
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

__all__ = ["Problem", "UnreadableCase", "birth_span", "read_situation"]
