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
from nabij_rights.town_rights.problems import BadTownRight, Place, Problem, wrong

Row = Mapping[str, Any]

KINDS = ("lives_in_town", "decides", "fact", "age", "count", "any", "all")
PERSONS = ("you", "anyone", "everyone", "total", "largest")
HOME = "home"
_WHO = ("you", "anyone", "everyone")
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

    def amount(self, key: Any, place: Place) -> Node:
        """An amount of this file by its own name. Raises BadTownRight."""
        if not isinstance(key, str):
            raise wrong(place, "amount_not_named")
        if (found := self.amounts.get(f"{self.right_id}.{key}")) is None:
            known = ", ".join(name.partition(".")[2] for name in self.amounts) or "none"
            raise wrong(place, "amount_lacks", amount=key, known=known)
        return amount_of(found)


def condition_of(row: Row, scope: Scope, place: Place) -> Condition:
    """The condition of one row. Raises BadTownRight."""
    if not isinstance(row, Mapping):
        raise wrong(place, "condition_is_no_table")
    key = row.get("key")
    if not isinstance(key, str) or not key.isidentifier() or not key.islower():
        raise wrong(place, "condition_key")
    place = (*place, ("group" if "any" in row or "all" in row else "condition", key))
    if unread := sorted(row.keys() - _ROW_KEYS):
        raise wrong(place, "unread", names=", ".join(unread), known=", ".join(_IN_ORDER))
    kinds = [kind for kind in KINDS if kind in row]
    if len(kinds) != 1:
        raise wrong(place, "say_one", known=", ".join(KINDS))
    article = str(row.get("article", ""))
    if kinds[0] in ("any", "all"):
        parts = conditions_of(_rows(row[kinds[0]], place), scope, place)
        join = any_way if kinds[0] == "any" else every
        return join(key, *parts, article=article)
    if kinds[0] == "decides":
        return person_decides(key, article)
    try:
        return condition(key, _test(kinds[0], row, scope, place), article)
    except (BadExpression, TypeError) as error:
        raise wrong(place, "does_not_fit", error=error) from None


def conditions_of(rows: Sequence[Row], scope: Scope, place: Place) -> list[Condition]:
    """The conditions of a list. Raises BadTownRight with what is wrong in any of them."""
    found: list[Condition] = []
    problems: list[Problem] = []
    for row in rows:
        try:
            found.append(condition_of(row, scope, place))
        except BadTownRight as error:
            problems += error.problems
    if problems:
        raise BadTownRight(problems)
    return found


def _rows(rows: Any, place: Place) -> Sequence[Row]:
    if not isinstance(rows, Sequence) or isinstance(rows, str):
        raise wrong(place, "group_is_no_list")
    if not rows:
        raise wrong(place, "group_empty")
    return rows


def _test(kind: str, row: Row, scope: Scope, place: Place) -> Node:
    if kind == "lives_in_town":
        return lives_in(scope.town)
    if kind == "age":
        return _of_persons(row, _age(row["age"], place, _day(row, place)), scope, place)
    if kind == "count":
        return _count(row, scope, place)
    return _fact_test(row, scope, place)


def _day(row: Row, place: Place) -> Day:
    name = row.get("on", "today")
    if name not in DAYS:
        raise wrong(place, "on_is_one_of", known=", ".join(DAYS))
    return Day(DAYS[name])


def _age(bounds: Any, place: Place, on: Day) -> Node:
    if not isinstance(bounds, Mapping) or not bounds or bounds.keys() - {"from", "under"}:
        raise wrong(place, "age_shape")
    if not all(isinstance(years, int) and 0 <= years <= 120 for years in bounds.values()):
        raise wrong(place, "age_range")
    if bounds.get("from", 0) >= bounds.get("under", 121):
        raise wrong(place, "age_order", **{f"{name}_age": years for name, years in bounds.items()})
    oldest = younger_than(bounds["under"], on=on) if "under" in bounds else ALWAYS
    youngest = aged(bounds["from"], on=on) if "from" in bounds else ALWAYS
    return youngest & oldest


def _of_persons(row: Row, of: Node, scope: Scope, place: Place) -> Node:
    """A yes/no of persons as one of the household."""
    who, group = _whom(row, scope, place)
    if who == "you":
        return you(of)
    return anyone(group & of) if who == "anyone" else everyone(of, among=group)


def _whom(row: Row, scope: Scope, place: Place) -> tuple[str, Node]:
    """Of whom a yes/no of persons is: you, or anyone or everyone of a group."""
    who, group = row.get("who", "you"), group_of(row.get("among"), scope, place)
    if who not in _WHO:
        raise wrong(place, "who_is_one_of", known=", ".join(_WHO))
    return who, group


def group_of(group: Any, scope: Scope, place: Place) -> Node:
    """Of each person: belongs to this group. No group means everybody who was named."""
    if group is None:
        return ALWAYS
    if not isinstance(group, Mapping) or group.keys() - _GROUP_KEYS:
        raise wrong(place, "group_keys", known=", ".join(sorted(_GROUP_KEYS)))
    of = lives_under_roof() if group.get("lives_here") else ALWAYS
    if "relation" in group:
        of = of & _relation(group["relation"], place)
    bounds = {name: group[f"{name}_age"] for name in ("from", "under") if f"{name}_age" in group}
    if bounds:
        of = of & _age(bounds, place, Day())
    if "fact" in group:
        of = of & _compared(_fact(group["fact"], place, Entity.PERSON), group, scope, place)
    return of


def _relation(relation: Any, place: Place) -> Node:
    kinds = {"child": CHILD_KINDS, "adult": None, "you": ("self",)}
    if relation not in kinds:
        raise wrong(place, "relation_is_one_of", known=", ".join(kinds))
    if relation == "adult":
        return aged(18)
    return is_you() if relation == "you" else is_("relation_to_reference", *(kinds[relation] or ()))


def _count(row: Row, scope: Scope, place: Place) -> Node:
    found = number_of(group_of(row["count"], scope, place))
    compared = [name for name in COMPARISONS if name in row]
    if len(compared) != 1 or not isinstance(row[compared[0]], int) or compared[0] not in _NUMBERS:
        raise wrong(place, "count_how")
    return _NUMBERS[compared[0]](found, row[compared[0]])


# --------------------------------------------------------------------------------------------- facts


def _meant(fact_id: str) -> str:
    found = get_close_matches(fact_id, vocabulary(), n=3, cutoff=0.6)
    return f"Do you mean {' or '.join(found)}?" if found else "`nabij-rights facts` lists all."


def _fact(fact_id: Any, place: Place, entity: Entity | None = None) -> Fact:
    try:
        found = fact_named(str(fact_id))
    except UnknownFact:
        raise wrong(place, "fact_unknown", fact=fact_id, meant=_meant(str(fact_id))) from None
    if entity is not None and found.entity is not entity:
        raise wrong(place, "fact_not_of_person", fact=fact_id)
    return found


def _fact_test(row: Row, scope: Scope, place: Place) -> Node:
    found = _fact(row["fact"], place)
    who = row.get("who", HOME if found.entity is Entity.HOUSEHOLD else "you")
    if (who == HOME) != (found.entity is Entity.HOUSEHOLD):
        of_home = found.entity is Entity.HOUSEHOLD
        raise wrong(place, "fact_of_home" if of_home else "fact_of_person", fact=found.id)
    if who in ("total", "largest"):
        return _compare(quantity_of(row, scope, place), row, scope, place)
    if who != HOME:
        _whom(row, scope, place)  # told first, also when an amount lacks
    of = _compared(found, row, scope, place)
    return of if who == HOME else _of_persons(row, of, scope, place)


def quantity_of(row: Any, scope: Scope, place: Place) -> Node:
    """A number of the household: of the home, of you, or added up over persons. Raises BadTownRight."""
    if not isinstance(row, Mapping) or "fact" not in row:
        raise wrong(place, "fact_not_named")
    found = _fact(row["fact"], place)
    if found.values or found.type in ("bool", "since", "date", "nis"):
        raise wrong(place, "fact_is_no_number", fact=found.id)
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
        raise wrong(place, "who_is_one_of", known=", ".join(over))
    return over[who]()


def _compared(found: Fact, row: Row, scope: Scope, place: Place) -> Node:
    """The yes/no that a fact of a person or of the home is compared to."""
    compared = [name for name in COMPARISONS if name in row]
    if len(compared) != 1:
        raise wrong(place, "compare_one_way", fact=found.id, known=", ".join(comparisons_of(found)))
    (name,) = compared
    if name not in comparisons_of(found):
        raise wrong(place, "compared_by", fact=found.id, known=", ".join(comparisons_of(found)), name=name)
    at = None if row.get("on", "today") == "today" else _day(row, place)
    if name in ("is", "is_not"):
        values = row[name] if isinstance(row[name], list) else [row[name]]
        try:
            chosen = is_(found.id, *map(str, values), at=at)
        except (UnknownFact, IndexError) as error:
            raise wrong(place, "value_unknown", error=error) from None
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


def _compare(left: Node, row: Row, scope: Scope, place: Place) -> Node:
    """A number against an amount of this file, a plain number (counts) or an ISO date (days)."""
    names = [name for name in _NUMBERS if name in row]
    if len(names) != 1:
        raise wrong(place, "compare_number_one_way", known=", ".join(_NUMBERS))
    right: Any = row[names[0]]
    if left.unit == "date":
        right = day(_date(right, place))
    elif isinstance(right, str):
        right = scope.amount(right, place)
    elif left.unit is not None or not isinstance(right, int):
        raise wrong(place, "compare_money")
    return _NUMBERS[names[0]](left, right)


def _date(written: Any, place: Place) -> str:
    try:
        return str(Day.parse(str(written)))
    except ValueError as error:
        raise wrong(place, "day_unknown", error=error) from None
