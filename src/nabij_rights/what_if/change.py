"""What somebody wants to try: other amounts, another day, or the draft of a right of a town."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType

from nabij_rights.catalogue import EARLIEST_DAY, RuleSet, catalogue, rules_on
from nabij_rights.facts.reading import nearest, shown
from nabij_rights.given.household import LATEST_DAY, day_out_of_reach
from nabij_rights.parameters.book import (
    BadAmount,
    Confidence,
    DatedAmount,
    Figure,
    Row,
    Source,
    Status,
    amounts,
    engine_number,
    written_number,
)
from nabij_rights.rights import Right, Version
from nabij_rights.town_rights.document import TownRight

_FACTOR = re.compile(r"x\s*(?P<factor>\d{1,4}(?:\.\d{1,6})?)")
_PERCENTAGE = re.compile(r"(?P<sign>[+-])\s*(?P<pct>\d{1,4}(?:\.\d{1,4})?)\s*%")


class BadChange(ValueError):
    """A change that cannot be tried; ``sentences`` has one line per problem."""

    def __init__(self, *sentences: str) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


@dataclass(frozen=True)
class NewAmount:
    """Another value for one amount: a figure in its own unit, or its value of that day times a factor."""

    amount_id: str
    value: str = ""
    factor: Decimal | None = None

    @classmethod
    def written(cls, amount_id: str, text: str) -> NewAmount:
        """An amount as people write it: "1400.00", "x 1.05", "+5 %" or "-10 %"."""
        typed = text.strip()
        if match := _FACTOR.fullmatch(typed):
            return cls(amount_id, factor=Decimal(match["factor"]))
        if match := _PERCENTAGE.fullmatch(typed):
            return cls(amount_id, factor=1 + Decimal(f"{match['sign']}{match['pct']}") / 100)
        return cls(amount_id, typed)

    def __str__(self) -> str:
        told = self.value if self.factor is None else f"x {self.factor}"
        return f"{self.amount_id} = {told}"


@dataclass(frozen=True)
class Change:
    """What is tried, against the rules of today. ``on`` is another day: its rules and its amounts."""

    amounts: tuple[NewAmount, ...] = ()
    on: date | None = None
    drafts: tuple[TownRight, ...] = ()


@dataclass(frozen=True)
class Sides:
    """The rules before and after a change, with the rights of both by id."""

    before: RuleSet
    after: RuleSet
    rights: Mapping[str, Right]
    moved: Mapping[str, tuple[Figure, Figure]] = field(default_factory=dict)
    """The amounts that the change names itself, with their value before and after."""


def sides_of(change: Change, *, on: date) -> Sides:
    """The rules of a day, and those rules with the change.

    Raises BadChange, with every reason: a day without rules, an amount that no rule reads or whose value
    is out of reach, a draft without a version on that day.
    """
    day = change.on or on
    for one in (on, day):
        if not EARLIEST_DAY <= one <= LATEST_DAY:
            raise BadChange(day_out_of_reach(one))
    before, after = rules_on(on), rules_on(day)
    rights: dict[str, Right] = dict(catalogue())
    versions, drafted = dict(after.versions), dict(after.drafted)
    problems: list[str] = []
    for draft in change.drafts:
        rights[draft.right.id] = draft.right
        versions.pop(draft.right.id, None)
        drafted |= draft.amounts
        if (version := draft.right.version_on(day)) is None:
            problems.append(_no_version(draft, day))
        else:
            versions[draft.right.id] = version
    unchanged = RuleSet(day, MappingProxyType(versions), drafted)
    moved: dict[str, tuple[Figure, Figure]] = {}
    for wanted in change.amounts:
        try:
            drafted[wanted.amount_id] = _moved(wanted, unchanged, is_named_twice=wanted.amount_id in moved)
        except BadChange as problem:
            problems += problem.sentences
        else:
            was, now = unchanged.figures[wanted.amount_id], drafted[wanted.amount_id].on(day)
            moved[wanted.amount_id] = was, now
    if problems:
        raise BadChange(*problems)
    return Sides(before, RuleSet(day, MappingProxyType(versions), drafted), rights, moved)


def _no_version(draft: TownRight, day: date) -> str:
    first = min((version.from_on for version in draft.right.versions), default=None)
    hint = f" Its first version begins on {first:%d/%m/%Y}; choose that day." if first and first > day else ""
    return f"the draft of {draft.right.id} has no version on {day:%d/%m/%Y}.{hint}"


def _moved(wanted: NewAmount, rules: RuleSet, *, is_named_twice: bool) -> DatedAmount:
    """The amount with the new value from this day on. Raises BadChange."""
    amount_id = wanted.amount_id
    if is_named_twice:
        raise BadChange(f"{shown(amount_id)} stands twice. Leave one of the two out.")
    if amount_id not in rules.figures:
        raise BadChange(_not_read(amount_id, rules))
    known = {**amounts(), **rules.drafted}[amount_id]
    low, high = _new_value(wanted, known, rules.figures[amount_id])
    if not known.floor <= low <= high <= known.ceiling:
        lowest, highest = (written_number(end, known.unit) for end in (known.floor, known.ceiling))
        value = written_number(high if high > known.ceiling else low, known.unit)
        raise BadChange(
            f"{amount_id}: {value} is out of reach; the rules can reckon with {lowest} to {highest} "
            f"({known.unit or 'a plain number'})."
        )
    row = Row(rules.on, low, high, Source("what_if", "what if", "", None), Confidence.VERIFIED)
    rows = tuple(old for old in known.rows if old.from_on < rules.on)
    return replace(known, rows=(*rows, row))


def _not_read(amount_id: str, rules: RuleSet) -> str:
    name = shown(amount_id)
    if amount_id in amounts():
        return (
            f"no rule reads the amount {name} on {rules.on:%d/%m/%Y}. "
            "`nabij-rights show` lists the amounts of a right."
        )
    hint = nearest(amount_id, rules.figures, otherwise="`nabij-rights show` lists the amounts of a right.")
    return f"there is no amount {name}. {hint}"


def _new_value(wanted: NewAmount, known: DatedAmount, now: Figure) -> tuple[int, int]:
    if wanted.factor is None:
        try:
            value = engine_number(wanted.value, known.unit, wanted.amount_id)
        except BadAmount as problem:
            raise BadChange(f"{problem}. Or write a factor such as x 1.05, or +5 %.") from None
        return value, value
    if now.status is Status.MISSING:
        raise BadChange(
            f"{wanted.amount_id}: nobody found its value on this day, so it cannot be multiplied. "
            "Give a figure."
        )
    low, high = (
        int((Decimal(end) * wanted.factor).to_integral_value(ROUND_HALF_UP)) for end in (now.low, now.high)
    )
    return low, high


def version_pairs(sides: Sides) -> list[tuple[Right, Version | None, Version | None]]:
    """Every right with its version before and after; None where it is not there."""
    found = []
    for right_id in dict.fromkeys((*sides.before.versions, *sides.after.versions)):
        before, after = sides.before.versions.get(right_id), sides.after.versions.get(right_id)
        found.append((sides.rights[right_id], before, after))
    return found
