"""The vocabulary of facts: what can be known about a household and the persons in it.

One list for rights, campaigns and funds. The six notions of income and the four notions of household
stay apart here, so that one number is never used for another. The texts stand in the TOML files beside
this module.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from nabij_rights.engine.expression import NEVER, Entity, Node, fact, fact_is

FIRST_DAY = 657_438
"""Day number of 1801-01-01: no date in the vocabulary is earlier."""

LAST_DAY = 767_010
"""Day number of 2100-12-31: no known date in the vocabulary is later."""

_MONEY_CEILING_EUR = {"month": 50_000, "year": 600_000, "once": 10_000_000, "day": 1_000}
_MONEY_UNIT = {"month": "EUR/month", "year": "EUR/year", "once": "EUR", "day": "EUR/day"}


class UnknownFact(LookupError):
    """A name that is not in the vocabulary."""


@dataclass(frozen=True)
class Fact:
    """One fact: of whom it is said, what values it can take, and how it is asked.

    ``texts`` holds, per kind of text (label, question, question_other, why, help, question_snapshot),
    the wording per language.
    """

    id: str
    entity: Entity
    type: str
    unit: str | None
    lowest: int
    highest: int
    values: tuple[str, ...]
    sensitivity: int
    applies_to: str
    proof: str
    texts: Mapping[str, Mapping[str, str]]
    options: Mapping[str, Mapping[str, str]]
    lies_ahead: bool = False
    """Whether its day may still come: a "yes" without a day then says nothing about past or future."""
    chapter: str = ""
    """The file of the vocabulary in which it stands, such as f_housing: facts that are asked together."""

    @property
    def any_value(self) -> int:
        """The bit mask that leaves every named value possible."""
        return (1 << len(self.values)) - 1

    @property
    def is_date(self) -> bool:
        """Whether its value is a day, or a day or "no"."""
        return self.type in ("date", "since")

    def text(self, kind: str, language: str) -> str:
        """The wording in this language, else in Dutch; empty when there is none."""
        wording = self.texts.get(kind, {})
        return wording.get(language) or wording.get("nl", "")

    def option(self, value: str, language: str) -> str:
        """What a person reads for one of the named values."""
        wording = self.options.get(value, {})
        return wording.get(language) or wording.get("nl", value)

    def node(self, snapshot: str | None = None) -> Node:
        """The expression for this fact: today, or on a snapshot day.

        Raises TypeError for a fact with named values; ask :meth:`is_one_of` instead.
        """
        if self.values:
            raise TypeError(f"{self.id} has named values: write {self.id} with is_(…)")
        name = key_of(self.id, snapshot)
        if snapshot and self.type == "since":  # on a snapshot day we only ask whether it was so
            return fact(name, self.entity, None, 0, 1, is_yes_no=True)
        return fact(name, self.entity, self.unit, self.lowest, self.highest, is_yes_no=self.type == "bool")

    def is_one_of(self, *wanted: str, snapshot: str | None = None) -> Node:
        """Whether the fact has one of these named values. Raises UnknownFact for another value."""
        nodes = [fact_is(key_of(self.id, snapshot), self.position(value), self.entity) for value in wanted]
        joined = nodes[0]
        for node in nodes[1:]:
            joined = joined | node
        return joined

    def position(self, value: str) -> int:
        """The place of a named value. Raises UnknownFact when the fact has no such value."""
        if value not in self.values:
            raise UnknownFact(f"{self.id} has no value {value!r}; it has {', '.join(self.values)}")
        return self.values.index(value)


def key_of(fact_id: str, snapshot: str | None = None) -> str:
    """The key under which a fact is stored: its id, or id@snapshot for its value on another day."""
    return f"{fact_id}@{snapshot}" if snapshot else fact_id


def parse_fact(fact_id: str, row: Mapping[str, Any]) -> Fact:
    """A fact from its TOML table. Raises KeyError or ValueError when the table is not complete."""
    kind = row["type"]
    unit, lowest, highest = _domain(kind, row)
    if row["entity"] not in ("person", "household"):
        raise ValueError(f"{fact_id}: entity is person or household, not {row['entity']}")
    return Fact(
        id=fact_id,
        entity=Entity(row["entity"]),
        type=kind,
        unit=unit,
        lowest=lowest,
        highest=highest,
        values=tuple(row.get("values", ())),
        sensitivity=row["sensitivity"],
        applies_to=row.get("applies_to", "household"),
        proof=row.get("proof", ""),
        texts={key: value for key, value in row.items() if isinstance(value, dict) and key != "options"},
        options=row.get("options", {}),
        lies_ahead=row.get("lies_ahead", False),
    )


def _domain(kind: str, row: Mapping[str, Any]) -> tuple[str | None, int, int]:
    if kind == "date":
        return "date", FIRST_DAY, LAST_DAY
    if kind == "since":
        return "date", FIRST_DAY, NEVER
    if kind == "money":
        period = row["period"]
        return _MONEY_UNIT[period], 0, 100 * _MONEY_CEILING_EUR[period]
    if kind == "nis":
        return None, 0, 99_999
    if kind in ("int", "pct"):
        return row.get("unit"), row.get("min", 0), row.get("max", 100)
    if kind in ("bool", "enum"):
        return None, 0, 1
    raise ValueError(f"{kind} is no type of fact")


@cache
def vocabulary() -> Mapping[str, Fact]:
    """All facts by id."""
    found: dict[str, Fact] = {}
    for path in sorted(files("nabij_rights.facts").iterdir(), key=lambda path: path.name):
        if path.name[1:2] == "_" and path.name.endswith(".toml"):
            for fact_id, row in tomllib.loads(path.read_text(encoding="utf-8")).items():
                if fact_id in found:
                    raise ValueError(
                        f"{fact_id} stands twice in the vocabulary; the second time in {path.name}"
                    )
                found[fact_id] = replace(parse_fact(fact_id, row), chapter=path.name.removesuffix(".toml"))
    return MappingProxyType(found)


def some_of(fact: Fact) -> tuple[int, int]:
    """What "yes, there is some" tells of an amount or a number: anything but nothing."""
    return (max(1, fact.lowest), fact.highest)


def some_day(fact: Fact, on: date) -> tuple[int, int]:
    """What "yes" tells of a fact with a day: until today, unless its day may still come."""
    return (FIRST_DAY, LAST_DAY if fact.lies_ahead else on.toordinal())


def fact_named(fact_id: str) -> Fact:
    """The fact with this id. Raises UnknownFact."""
    try:
        return vocabulary()[fact_id]
    except KeyError:
        raise UnknownFact(f"{fact_id} is not in the vocabulary of facts") from None
