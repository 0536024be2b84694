"""Conditions as rows: who, which fact, compared with what. The same tree as a rule module builds.

A row has a ``key``, an ``article`` and one of: ``lives_in_town``, ``decides``, ``fact`` with a comparison,
``age``, ``count``, ``any`` (of several rows) or ``all``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from nabij_rights.authoring import (
    ALWAYS,
    CHILD_KINDS,
    Condition,
    Day,
    Node,
    aged,
    amount_of,
    any_way,
    anyone,
    condition,
    day,
    every,
    everyone,
    fact,
    has,
    is_,
    is_you,
    largest,
    lives_in,
    lives_under_roof,
    number_of,
    person_decides,
    sum_over,
    you,
    younger_than,
)
from nabij_rights.engine.expression import BadExpression, Entity
from nabij_rights.facts.vocabulary import Fact, UnknownFact, fact_named, vocabulary
from nabij_rights.parameters.book import DatedAmount
from nabij_rights.town_rights.problems import wrong

Row = Mapping[str, Any]

KINDS = ("lives_in_town", "decides", "fact", "age", "count", "any", "all")
PERSONS = ("you", "anyone", "everyone", "total", "largest")
HOME = "home"
COMPARISONS = ("is", "is_not", "yes", "no", "begun", "not_begun", "at_least", "at_most", "below", "above")
DAYS = {"today": "today", "first_of_january": "year", "start_of_school_year": "school_year"}
_GROUP_KEYS = {"lives_here", "relation", "from_age", "under_age", "fact", *COMPARISONS}
_IN_ORDER = ("key", "article", *KINDS, "who", "among", "on", *COMPARISONS)
_ROW_KEYS = set(_IN_ORDER)


@dataclass(frozen=True)
class Scope:
    """What the names in a row mean: the town, and the amounts of this right by their id."""

    right_id: str
    town: str
    amounts: Mapping[str, DatedAmount]

    def amount(self, key: Any, place: str) -> Node:
        """An amount of this file by its own name. Raises BadTownRight."""
        if not isinstance(key, str):
            raise wrong(place, "name an amount of this right here, such as income_ceiling.")
        if (found := self.amounts.get(f"{self.right_id}.{key}")) is None:
            known = ", ".join(name.partition(".")[2] for name in self.amounts) or "none"
            raise wrong(place, f"there is no amount {key} in this right; under amounts stand: {known}.")
        return amount_of(found)


def condition_of(row: Row, scope: Scope, place: str) -> Condition:
    """The condition of one row. Raises BadTownRight."""
    if not isinstance(row, Mapping):
        raise wrong(place, "a condition is a table with a key.")
    key = row.get("key")
    if not isinstance(key, str) or not key.isidentifier() or not key.islower():
        raise wrong(place, "give it a key of small letters and underscores, such as lives_here.")
    place = f"{place} {key}"
    if unread := sorted(row.keys() - _ROW_KEYS):
        raise wrong(place, f"{', '.join(unread)} means nothing here; known are {', '.join(_IN_ORDER)}.")
    kinds = [kind for kind in KINDS if kind in row]
    if len(kinds) != 1:
        raise wrong(place, f"say exactly one of {', '.join(KINDS)}.")
    article = str(row.get("article", ""))
    if kinds[0] in ("any", "all"):
        parts = [condition_of(part, scope, place) for part in _rows(row[kinds[0]], place)]
        join = any_way if kinds[0] == "any" else every
        return join(key, *parts, article=article)
    if kinds[0] == "decides":
        return person_decides(key, article)
    try:
        return condition(key, _test(kinds[0], row, scope, place), article)
    except (BadExpression, TypeError) as error:
        raise wrong(place, f"this does not fit together: {error}.") from None


def _rows(rows: Any, place: str) -> Sequence[Row]:
    if not isinstance(rows, Sequence) or isinstance(rows, str) or not rows:
        raise wrong(place, "needs at least one condition inside.")
    return rows


def _test(kind: str, row: Row, scope: Scope, place: str) -> Node:
    if kind == "lives_in_town":
        return lives_in(scope.town)
    if kind == "age":
        return _of_persons(row, _age(row["age"], place, _day(row, place)), scope, place)
    if kind == "count":
        return _count(row, scope, place)
    return _fact_test(row, scope, place)


def _day(row: Row, place: str) -> Day:
    name = row.get("on", "today")
    if name not in DAYS:
        raise wrong(place, f"on is one of {', '.join(DAYS)}.")
    return Day(DAYS[name])


def _age(bounds: Any, place: str, on: Day) -> Node:
    if not isinstance(bounds, Mapping) or not bounds or bounds.keys() - {"from", "under"}:
        raise wrong(place, "an age has from, under, or both: { from = 6, under = 18 }.")
    if not all(isinstance(years, int) and 0 <= years <= 120 for years in bounds.values()):
        raise wrong(place, "an age is a number of years from 0 to 120.")
    oldest = younger_than(bounds["under"], on=on) if "under" in bounds else ALWAYS
    youngest = aged(bounds["from"], on=on) if "from" in bounds else ALWAYS
    return youngest & oldest


def _of_persons(row: Row, of: Node, scope: Scope, place: str) -> Node:
    """A yes/no of persons as one of the household."""
    who = row.get("who", "you")
    if who == "you":
        return you(of)
    group = group_of(row.get("among"), scope, place)
    if who == "anyone":
        return anyone(group & of)
    if who == "everyone":
        return everyone(of, among=group)
    raise wrong(place, "who is you, anyone or everyone here.")


def group_of(group: Any, scope: Scope, place: str) -> Node:
    """Of each person: belongs to this group. No group means everybody who was named."""
    if group is None:
        return ALWAYS
    if not isinstance(group, Mapping) or group.keys() - _GROUP_KEYS:
        raise wrong(place, f"a group is told by {', '.join(sorted(_GROUP_KEYS))}.")
    of = lives_under_roof() if group.get("lives_here") else ALWAYS
    if "relation" in group:
        of = of & _relation(group["relation"], place)
    bounds = {name: group[f"{name}_age"] for name in ("from", "under") if f"{name}_age" in group}
    if bounds:
        of = of & _age(bounds, place, Day())
    if "fact" in group:
        of = of & _compared(_fact(group["fact"], place, Entity.PERSON), group, scope, place)
    return of


def _relation(relation: Any, place: str) -> Node:
    kinds = {"child": CHILD_KINDS, "adult": None, "you": ("self",)}
    if relation not in kinds:
        raise wrong(place, f"relation is one of {', '.join(kinds)}.")
    if relation == "adult":
        return aged(18)
    return is_you() if relation == "you" else is_("relation_to_reference", *(kinds[relation] or ()))


def _count(row: Row, scope: Scope, place: str) -> Node:
    found = number_of(group_of(row["count"], scope, place))
    compared = [name for name in COMPARISONS if name in row]
    if len(compared) != 1 or not isinstance(row[compared[0]], int) or compared[0] not in _NUMBERS:
        raise wrong(place, "say how many: at_least = 1, at_most = 3, below or above.")
    return _NUMBERS[compared[0]](found, row[compared[0]])


# --------------------------------------------------------------------------------------------- facts


def _meant(fact_id: str) -> str:
    found = get_close_matches(fact_id, vocabulary(), n=3, cutoff=0.6)
    return f"Do you mean {' or '.join(found)}?" if found else "`nabij-rights facts` lists all."


def _fact(fact_id: Any, place: str, entity: Entity | None = None) -> Fact:
    try:
        found = fact_named(str(fact_id))
    except UnknownFact:
        raise wrong(place, f"{fact_id} is no fact that can be asked. {_meant(str(fact_id))}") from None
    if entity is not None and found.entity is not entity:
        raise wrong(place, f"{fact_id} is no fact of a {entity}.")
    return found


def _fact_test(row: Row, scope: Scope, place: str) -> Node:
    found = _fact(row["fact"], place)
    who = row.get("who", HOME if found.entity is Entity.HOUSEHOLD else "you")
    if (who == HOME) != (found.entity is Entity.HOUSEHOLD):
        kind = "the home" if found.entity is Entity.HOUSEHOLD else "a person"
        raise wrong(place, f"{found.id} is a fact of {kind}; who does not fit.")
    if who in ("total", "largest"):
        return _compare(quantity_of(row, scope, place), row, scope, place)
    of = _compared(found, row, scope, place)
    return of if who == HOME else _of_persons(row, of, scope, place)


def quantity_of(row: Any, scope: Scope, place: str) -> Node:
    """A number of the household: of the home, of you, or added up over persons. Raises BadTownRight."""
    if not isinstance(row, Mapping) or "fact" not in row:
        raise wrong(place, 'name a fact: { fact = "rent_eur_month" }.')
    found = _fact(row["fact"], place)
    if found.values or found.type in ("bool", "since", "date", "nis"):
        raise wrong(place, f"{found.id} is no amount or number.")
    if found.entity is Entity.HOUSEHOLD:
        return fact(found.id)
    who = row.get("who", "you")
    group = group_of(row.get("among"), scope, place)
    over: dict[str, Callable[[], Node]] = {
        "you": lambda: you(fact(found.id)),
        "total": lambda: sum_over(fact(found.id), among=group),
        "largest": lambda: largest(fact(found.id), among=group),
    }
    if who not in over:
        raise wrong(place, f"who is one of {', '.join(over)} here.")
    return over[who]()


def _compared(found: Fact, row: Row, scope: Scope, place: str) -> Node:
    """The yes/no that a fact of a person or of the home is compared to."""
    compared = [name for name in COMPARISONS if name in row]
    if len(compared) != 1:
        raise wrong(place, f"compare {found.id} in one way: {', '.join(comparisons_of(found))}.")
    (name,) = compared
    if name not in comparisons_of(found):
        raise wrong(place, f"{found.id} is compared by {', '.join(comparisons_of(found))}, not by {name}.")
    at = None if row.get("on", "today") == "today" else _day(row, place)
    if name in ("is", "is_not"):
        values = row[name] if isinstance(row[name], list) else [row[name]]
        try:
            chosen = is_(found.id, *map(str, values), at=at)
        except (UnknownFact, IndexError) as error:
            raise wrong(place, f"{error}.") from None
        return chosen if name == "is" else ~chosen
    if name in ("yes", "no"):
        return fact(found.id, at=at) if name == "yes" else ~fact(found.id, at=at)
    if name in ("begun", "not_begun"):
        began = has(found.id) if at is None else fact(found.id, at=at)
        return began if name == "begun" else ~began
    return _compare(fact(found.id, at=at), row, scope, place)


def comparisons_of(found: Fact) -> tuple[str, ...]:
    """The ways in which a fact can be compared."""
    if found.values:
        return ("is", "is_not")
    if found.type == "bool":
        return ("yes", "no")
    if found.type == "since":
        return ("begun", "not_begun")
    return () if found.type == "nis" else ("at_least", "at_most", "below", "above")


_NUMBERS: Mapping[str, Callable[[Node, Any], Node]] = {
    "at_least": lambda left, right: left >= right,
    "at_most": lambda left, right: left <= right,
    "below": lambda left, right: left < right,
    "above": lambda left, right: left > right,
}


def _compare(left: Node, row: Row, scope: Scope, place: str) -> Node:
    """A number against an amount of this file, a plain number (counts) or an ISO date (days)."""
    names = [name for name in _NUMBERS if name in row]
    if len(names) != 1:
        raise wrong(place, f"compare it in one way: {', '.join(_NUMBERS)}.")
    right: Any = row[names[0]]
    if left.unit == "date":
        right = day(_date(right, place))
    elif isinstance(right, str):
        right = scope.amount(right, place)
    elif left.unit is not None or not isinstance(right, int):
        raise wrong(place, "compare money with an amount of this right, so that it has a date and a source.")
    return _NUMBERS[names[0]](left, right)


def _date(written: Any, place: str) -> str:
    try:
        return str(Day.parse(str(written)))
    except ValueError as error:
        raise wrong(place, f"{error}.") from None
