"""The reference budget of a town: what a household needs in a month to live in dignity, basket by basket.

A town enters its own table in ``towns/<town>/budget.toml``, with its source and who entered it; no table of
others is shipped. Amounts per month stand per adult by kind, per child by age, and per home by its size.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from nabij_rights.engine.spans import Span

OF_A_PERSON = ("food", "clothing", "health", "mobility", "leisure", "contact")
OF_A_CHILD = (*OF_A_PERSON, "childhood")
OF_A_HOME = ("housing", "energy")
BASKETS = (*OF_A_HOME, *OF_A_PERSON, "childhood")

ADULT_KINDS = ("working", "jobseeker", "retired")
HOMES = ("private_tenant", "social_tenant", "owner")
ADULT_FROM = 18

_ABOUT = ("title", "source", "entered_by")
_DAYS = ("from", "entered_on")
_KEYS = {*_ABOUT, *_DAYS, "url", "note", "fictional", "adult", "child", "home"}


class BadBudget(ValueError):
    """A table that cannot be used; ``sentences`` has one line per problem, with its place."""

    def __init__(self, sentences: Iterable[str]) -> None:
        self.sentences = tuple(sentences)
        super().__init__("\n".join(self.sentences))


@dataclass(frozen=True)
class ChildAges:
    """Children from an age until (not including) another, with their baskets."""

    from_age: int
    until_age: int
    baskets: Mapping[str, Span]


@dataclass(frozen=True)
class Budget:
    """One dated table. Amounts are spans in cents per month; a home is listed by its number of people."""

    title: str
    source: str
    url: str
    from_on: date
    entered_by: str
    entered_on: date
    is_fictional: bool
    note: str
    adults: Mapping[str, Mapping[str, Span]]
    children: tuple[ChildAges, ...]
    homes: Mapping[str, tuple[Mapping[str, Span], ...]]

    @property
    def most_people(self) -> int:
        """For so many people in a home the table has a row of its own; a larger home takes the last row."""
        return min(len(rows) for rows in self.homes.values())

    def of_child(self, age: int) -> Mapping[str, Span]:
        """The baskets of a child of this age."""
        return next(row.baskets for row in self.children if row.from_age <= age < row.until_age)

    def of_home(self, kind: str, people: int) -> Mapping[str, Span]:
        """The baskets of a home with so many people."""
        rows = self.homes[kind]
        return rows[min(people, len(rows)) - 1]


@cache
def budget_of(town_id: str) -> Budget | None:
    """The table of a town, or None when it has none yet. Raises BadBudget."""
    path = files("nabij_rights.towns").joinpath(town_id).joinpath("budget.toml")
    if not path.is_file():
        return None
    return parse_budget(f"towns/{town_id}/budget.toml", path.read_text(encoding="utf-8"))


def parse_budget(place: str, text: str) -> Budget:
    """A table from its file. Raises BadBudget with every problem."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadBudget([f"{place}: this is not TOML: {error}."]) from None
    reader = _Reader(place)
    budget = reader.budget(table)
    if reader.problems or budget is None:
        raise BadBudget(reader.problems)
    return budget


class _Reader:
    """Reads a table and gathers every problem with its place."""

    def __init__(self, place: str) -> None:
        self.place = place
        self.problems: list[str] = []

    def budget(self, table: Mapping[str, Any]) -> Budget | None:
        for key in sorted(set(table) - _KEYS):
            self._problem(key, f"is not known here. Known are {', '.join(sorted(_KEYS))}.")
        for key in _ABOUT:
            if not isinstance(table.get(key), str) or not table[key].strip():
                self._problem(key, "is not written. Say it in words.")
        for key in _DAYS:
            if type(table.get(key)) is not date:
                self._problem(key, "is not a day such as 2026-01-01 (without quotes).")
        adults = dict(self._adults(table.get("adult")))
        children = tuple(self._children(table.get("child")))
        homes = dict(self._homes(table.get("home")))
        if self.problems:
            return None
        return Budget(
            title=table["title"],
            source=table["source"],
            url=str(table.get("url", "")),
            from_on=table["from"],
            entered_by=table["entered_by"],
            entered_on=table["entered_on"],
            is_fictional=table.get("fictional") is True,
            note=str(table.get("note", "")),
            adults=adults,
            children=children,
            homes=homes,
        )

    def _adults(self, rows: Any) -> Iterator[tuple[str, Mapping[str, Span]]]:
        for kind, row in self._named(rows, "adult", ADULT_KINDS):
            yield kind, self._baskets(row, f"adult.{kind}", OF_A_PERSON)

    def _homes(self, rows: Any) -> Iterator[tuple[str, tuple[Mapping[str, Span], ...]]]:
        for kind, sizes in self._named(rows, "home", HOMES):
            if not isinstance(sizes, list) or not sizes:
                self._problem(f"home.{kind}", "is not a list: one [[home.…]] per number of people, from 1.")
                continue
            places = [f"home.{kind}, {number} people" for number in range(1, len(sizes) + 1)]
            rows_of_kind = zip(sizes, places, strict=True)
            yield kind, tuple(self._baskets(row, place, OF_A_HOME) for row, place in rows_of_kind)

    def _named(self, rows: Any, key: str, wanted: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
        found = rows if isinstance(rows, Mapping) else {}
        for name in wanted:
            if name not in found:
                self._problem(f"{key}.{name}", "is not written.")
            else:
                yield name, found[name]
        for name in sorted(set(found) - set(wanted)):
            self._problem(f"{key}.{name}", f"is not known here. Known are {', '.join(wanted)}.")

    def _children(self, rows: Any) -> Iterator[ChildAges]:
        expected = 0
        for number, row in enumerate(rows if isinstance(rows, list) else [], 1):
            place = f"child {number}"
            ages = self._ages(row, place)
            if ages is None:
                continue
            if ages[0] != expected:
                self._problem(place, f"begins at {ages[0]} years; the ages until {expected} are taken.")
            expected = ages[1]
            baskets = {key: value for key, value in row.items() if key not in ("from_age", "until_age")}
            yield ChildAges(ages[0], ages[1], self._baskets(baskets, place, OF_A_CHILD))
        if expected != ADULT_FROM:
            self._problem("child", f"covers the ages until {expected}; it must go from 0 until {ADULT_FROM}.")

    def _ages(self, row: Any, place: str) -> tuple[int, int] | None:
        found = row if isinstance(row, Mapping) else {}
        first, last = found.get("from_age"), found.get("until_age")
        if type(first) is int and type(last) is int and 0 <= first < last:
            return first, last
        self._problem(place, "needs from_age and until_age, such as from_age = 6 and until_age = 12.")
        return None

    def _baskets(self, row: Any, place: str, wanted: tuple[str, ...]) -> dict[str, Span]:
        found: dict[str, Span] = {}
        if not isinstance(row, Mapping):
            self._problem(place, f"is not a table with {', '.join(wanted)}.")
            return found
        for basket in wanted:
            if basket not in row:
                self._problem(f"{place}, {basket}", "is not written.")
            elif (span := self._amount(row[basket], f"{place}, {basket}")) is not None:
                found[basket] = span
        for basket in sorted(set(row) - set(wanted)):
            self._problem(f"{place}, {basket}", f"is no basket here. Baskets are {', '.join(wanted)}.")
        return found

    def _amount(self, value: Any, place: str) -> Span | None:
        """An amount between quotes, or a lowest and a highest."""
        if isinstance(value, Mapping) and set(value) == {"low", "high"}:
            low, high = self._cents(value["low"], place), self._cents(value["high"], place)
            if low is not None and high is not None and low > high:
                self._problem(place, f"the lowest ({value['low']}) is above the highest ({value['high']}).")
                return None
            return None if low is None or high is None else (low, high)
        cents = self._cents(value, place)
        return None if cents is None else (cents, cents)

    def _cents(self, value: Any, place: str) -> int | None:
        if not isinstance(value, str):
            self._problem(place, f'write the amount between quotes, such as "{value}".')
            return None
        whole, _, decimals = value.partition(".")
        if not (whole.isascii() and whole.isdigit() and len(whole) <= 6) or not (
            decimals == "" or (decimals.isascii() and decimals.isdigit() and len(decimals) <= 2)
        ):
            self._problem(place, f'"{value}" is no amount in euro per month, such as "250.00".')
            return None
        return int(Decimal(value) * 100)

    def _problem(self, where: str, sentence: str) -> None:
        self.problems.append(f"{self.place}: {where}: {sentence}")
