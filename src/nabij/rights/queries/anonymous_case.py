"""A household as an example for the rules, without anybody in it who could be recognised."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from nabij.rights.queries import steps
from nabij.rights.queries.household import HouseholdRights
from nabij.rights.types import Place
from nabij_rights.answers import answer
from nabij_rights.cases import case_of
from nabij_rights.catalogue import TooEarly, catalogue, rules_on
from nabij_rights.facts.reading import UnreadableCase, read_situation
from nabij_rights.facts.vocabulary import vocabulary
from nabij_rights.questions import facts_used

_ROUND_TO = (10, 1)
"""Euro to which amounts are rounded: the coarsest that changes nothing in the answer."""

_KEPT = ("relation_to_reference", "lives_here", "birth_on")
"""Facts of everybody at home that say how many there are, and of what age."""


@dataclass(frozen=True)
class AnonymousCase:
    """A case as it stands in a file, and what the rules say of it; empty when they cannot read it."""

    case: dict[str, Any]
    says: str


def anonymous_case(
    rights: HouseholdRights, right_id: str, *, is_granted: bool, amount_cents: int | None
) -> AnonymousCase:
    """The household of a decision as a case of a right.

    Only facts that this right reads are in it. Names, addresses and dates of birth are not: everybody gets an
    age in whole years, other days become the first of their month, amounts are rounded, and the town is left
    out unless the right is its own. Raises KeyError for a right that is not in the catalogue.
    """
    found = rights.found
    on = found.on.replace(day=1)
    expect: dict[str, Any] = {"answer": "yes" if is_granted else "no"}
    if is_granted and amount_cents is not None:
        expect["amount"] = f"{Decimal(amount_cents) / 100:.2f}"
    row = {"name": f"a decision: {'granted' if is_granted else 'refused'}", "on": on.isoformat()}
    wanted = says_of_given(right_id, _given(rights, right_id, on, lambda money: money), on)
    given: dict[str, Any] = {}
    for step in _ROUND_TO:
        given = _given(rights, right_id, on, _rounding(step))
        if says_of_given(right_id, given, on) == wanted:
            break
    return AnonymousCase({**row, **given, "expect": expect}, says_of_given(right_id, given, on))


def says_of_given(right_id: str, given: Mapping[str, Any], on: date) -> str:
    """The group in which the rules of a day put a right for such a household; empty when they cannot."""
    if right_id not in catalogue():
        return ""
    try:
        return answer(read_situation(given, on=on), on=on, right_ids=(right_id,)).of(right_id).group.value
    except (UnreadableCase, TooEarly):
        return ""


def says_of_case(right_id: str, case: Mapping[str, Any]) -> str:
    """What the rules of today say of a case that was kept."""
    given = {key: case[key] for key in ("municipality", "household", "persons") if key in case}
    return says_of_given(right_id, given, date.fromisoformat(case["on"]))


def _given(rights: HouseholdRights, right_id: str, on: date, rounded: Callable[[str], str]) -> dict[str, Any]:
    used = {key.partition("@")[0] for key in facts_used(rules_on(on, (right_id,)))}
    check = rights.found.check

    def blurred(facts: Mapping[str, Any], kept: tuple[str, ...] = ()) -> dict[str, Any]:
        return {
            key: _blurred(key, value, rights.found.on, on, rounded)
            for key, value in facts.items()
            if key.partition("@")[0] in used or key in kept
        }

    given: dict[str, Any] = {
        "household": blurred(check.household),
        "persons": [blurred(member.facts, _KEPT) for member in check.members],
    }
    if "municipality" in used or catalogue()[right_id].town is not None:
        own = catalogue()[right_id].town
        given["municipality"] = (
            check.municipality if own is not None else steps.municipality_of(Place.FLANDERS, None)
        )
    return {key: value for key, value in given.items() if value}


def _blurred(key: str, value: Any, known_on: date, on: date, rounded: Callable[[str], str]) -> Any:
    if isinstance(value, Mapping):
        return {end: _blurred(key, one, known_on, on, rounded) for end, one in value.items()}
    if key == "birth_on":
        return _same_age(value, known_on, on)
    fact = vocabulary()[key.partition("@")[0]]
    if fact.type == "money" and value is not None:
        return rounded(str(value))
    if isinstance(value, str) and _is_day(value):
        return value[:8] + "01"
    return value


def _same_age(born: str, known_on: date, on: date) -> str:
    """Another day of birth with the same age in years: half a year before the birthday would be."""
    day = date.fromisoformat(born)
    age = known_on.year - day.year - ((known_on.month, known_on.day) < (day.month, day.day))
    return (date(on.year - age, on.month, 1) - timedelta(days=183)).isoformat()


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _rounding(step: int) -> Callable[[str], str]:
    def rounded(money: str) -> str:
        return str(int((Decimal(money) / step).quantize(Decimal(1))) * step)

    return rounded


# ------------------------------------------------------------------------------------------ as a file


def case_as_toml(right_id: str, case: Mapping[str, Any]) -> str:
    """The case as it is added to the file of cases of a right. Raises BadCase when that would not read it."""
    row = {**case, "on": date.fromisoformat(case["on"])}
    case_of(right_id, row, "a proposed case")
    lines = [f"{key} = {_written(value)}" for key, value in row.items()]
    return "\n".join(["[[case]]", *lines]) + "\n"


def _written(value: Any) -> str:
    """A value as TOML writes it, tables on one line."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(key)} = {_written(one)}" for key, one in value.items()) + " }"
    if isinstance(value, list | tuple) and any(isinstance(one, Mapping) for one in value):
        return "[\n" + "".join(f"  {_written(one)},\n" for one in value) + "]"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_written(one) for one in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False)


def _key(key: str) -> str:
    return key if key.replace("_", "").replace("-", "").isalnum() else json.dumps(key)
