"""What stored facts say on a day, as the rules read it: also on the snapshot days of the past."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol

from nabij_rights.catalogue import rules_on
from nabij_rights.engine.days import Day
from nabij_rights.facts.vocabulary import vocabulary
from nabij_rights.questions import facts_used

NOT_SAID = object()
"""What a day says when no fact holds on it, or when two answers leave everything possible."""


class StoredFact(Protocol):
    """What is read of a fact that somebody recorded; ``value`` None means: not known any more."""

    key: str
    value: Any
    from_on: date
    until_on: date | None


@dataclass(frozen=True)
class Standing:
    """A key with the facts that hold on the day. More than one value: nobody chose between them yet."""

    key: str
    facts: tuple[StoredFact, ...]

    @property
    def values(self) -> list[Any]:
        """The different values, the one that was recorded first in front."""
        found: list[Any] = []
        for fact in self.facts:
            if fact.value not in found:
                found.append(fact.value)
        return found

    @property
    def is_disputed(self) -> bool:
        """Whether there are two answers."""
        return len(self.values) > 1


def standing_on(facts: Iterable[StoredFact], day: date) -> list[Standing]:
    """The facts that hold on a day, by key, in the order in which the keys were first told."""
    by_key: dict[str, list[StoredFact]] = {}
    for fact in facts:
        if fact.from_on <= day and (fact.until_on is None or day < fact.until_on):
            by_key.setdefault(fact.key, []).append(fact)
    return [Standing(key, tuple(held)) for key, held in by_key.items()]


def told_on(facts: Sequence[StoredFact], on: date) -> dict[str, Any]:
    """What the rules of a day read: facts that hold that day, and the snapshots that its rules ask about.

    Two answers that nobody chose between become the range that holds both; where there is no such range
    the fact is unknown. Neither of the two is ever taken in silence.
    """
    told = {one.key: value for one in standing_on(facts, on) if (value := _agreed(one)) is not NOT_SAID}
    for key in sorted(facts_used(rules_on(on))):
        plain, at, written = key.partition("@")
        if at and (value := _then(plain, facts, Day.parse(written).date_on(on), told)) is not NOT_SAID:
            told[key] = value
    return told


def _agreed(standing: Standing) -> Any:
    values = [value for value in standing.values if value is not None]
    if not values or len(values) < len(standing.values):
        return NOT_SAID
    return values[0] if len(values) == 1 else _both(values, vocabulary()[standing.key].type)


def _both(values: Sequence[Any], kind: str) -> Any:
    """What is certain when either of these may be true."""
    if kind in ("money", "int", "pct", "date"):
        ends = [_ends(value) for value in values]
        found: dict[str, Any] = {}
        if None not in (lows := [low for low, _ in ends]):
            found["min"] = min(lows, key=_order)
        if None not in (highs := [high for _, high in ends]):
            found["max"] = max(highs, key=_order)
        return found or NOT_SAID
    if kind == "enum":
        words: list[str] = []
        for value in values:
            words += value["any_of"] if isinstance(value, Mapping) else [value]
        return {"any_of": sorted(set(words))}
    return NOT_SAID


def _ends(value: Any) -> tuple[Any, Any]:
    return (value.get("min"), value.get("max")) if isinstance(value, Mapping) else (value, value)


def _order(value: Any) -> Any:
    """Amounts are written as text; days sort as they are written."""
    return value if isinstance(value, str) and "-" in value[1:] else Decimal(str(value))


def _then(plain: str, facts: Sequence[StoredFact], day: date, told: Mapping[str, Any]) -> Any:
    """The value of a fact on a snapshot day: what was said of that day, or what today's beginning says."""
    said = [one for one in standing_on(facts, day) if one.key == plain]
    value = _agreed(said[0]) if said else NOT_SAID
    if vocabulary()[plain].type != "since":
        return value
    if value is not NOT_SAID:
        return value not in (False, "no")
    return True if _began_before(told.get(plain), day) else NOT_SAID


def _began_before(value: Any, day: date) -> bool:
    """Whether "since 1 March", told today, says that it was so on this day too."""
    last = value.get("max") if isinstance(value, Mapping) else value
    return isinstance(last, str) and last != "no" and date.fromisoformat(last) <= day


def known_at(facts: Iterable[Any], moment: datetime) -> list[Any]:
    """The facts that we knew and that stood at a moment: what a decision of then was taken with.

    Each fact has ``recorded_at`` and ``replaced_at`` (None when nothing took its place).
    """
    return [
        fact
        for fact in facts
        if fact.recorded_at <= moment and (fact.replaced_at is None or fact.replaced_at > moment)
    ]
