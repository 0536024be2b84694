"""The rules before and after a change in one program: both answers of each household, and the difference."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from nabij_rights.catalogue import RuleSet
from nabij_rights.engine.arrays import Column, Ends, Population
from nabij_rights.engine.expression import Node, Op, in_order
from nabij_rights.engine.program import Program, Setting
from nabij_rights.lists.screening import Evaluate
from nabij_rights.parameters.book import Status
from nabij_rights.rights import Right, Version
from nabij_rights.what_if.change import Sides, version_pairs
from nabij_rights.what_if.difference import NEVER_SO, NOTHING, THEN, Differences, ThenDay, copied

COLUMNS = 12
"""Per right: held for certain and possibly, before and after; lowest and highest amount, before and after;
whether a no can become a yes, and a yes a no; lowest and highest difference of the amounts."""


PART = 2_000
"""So many households are worked out at a time: every node of the tree holds a number for each of them."""


@dataclass(frozen=True)
class Touched:
    """A right that the change can touch. An open amount has no highest value that means something."""

    right: Right
    before: Version | None
    after: Version | None
    has_amount: bool
    is_open: bool

    @property
    def is_money(self) -> bool:
        """Whether the amount is in euro."""
        nodes = [version.amount for version in (self.after, self.before) if version is not None]
        return any(node is not None and str(node.unit).startswith("EUR") for node in nodes)


@dataclass(frozen=True)
class Pairing:
    """Everything that is worked out for one change, in one go. ``untouched`` counts the other rights."""

    touched: tuple[Touched, ...]
    untouched: int
    program: Program
    setting: Setting


def pairing_of(sides: Sides) -> Pairing:
    """The rights that the change can touch, and the program that compares them."""
    moved = _moved(sides.before.setting, sides.after.setting)
    pairs = version_pairs(sides)
    key = tuple((before, after) for _right, before, after in pairs)
    numbers, program = _program(key, moved)
    missing = _missing(sides.before) | {f"{THEN}{slot}" for slot in _missing(sides.after)}
    missing |= _missing(sides.after)
    touched = tuple(
        Touched(*pairs[number], has_amount=has_amount, is_open=bool(slots & missing))
        for number, has_amount, slots in numbers
    )
    setting = _setting(sides.before.setting, sides.after.setting, moved)
    return Pairing(touched, len(pairs) - len(touched), program, setting)


def _missing(rules: RuleSet) -> set[str]:
    return {slot for slot, figure in rules.figures.items() if figure.status is Status.MISSING}


def _moved(before: Setting, after: Setting) -> frozenset[Any]:
    """The amounts and days that are not the same before and after."""
    found: set[Any] = {slot for slot, span in after.amounts.items() if before.amounts.get(slot, span) != span}
    found |= {day for day, number in after.days.items() if before.days.get(day, number) != number}
    return frozenset(found)


def _setting(before: Setting, after: Setting, moved: frozenset[Any]) -> Setting:
    amounts = {**after.amounts, **before.amounts}
    amounts |= {f"{THEN}{slot}": span for slot, span in after.amounts.items() if slot in moved}
    days: dict[object, int] = {**after.days, **before.days}
    days |= {ThenDay(day): number for day, number in after.days.items() if day in moved}
    return Setting(amounts, days)


def evaluated(
    pairing: Pairing, population: Population, evaluate: Evaluate, *, part: int = PART
) -> list[Column]:
    """The columns of the program, worked out in parts so that memory does not grow with what lies between."""
    number = population.number_of_households
    parts = [
        evaluate(pairing.program, _part(population, start, min(start + part, number)), pairing.setting)
        for start in range(0, number, part)
    ]
    return [np.concatenate(columns) for columns in zip(*parts, strict=True)]


def _part(population: Population, start: int, end: int) -> Population:
    """The households from one place to another."""
    offsets = population.offsets[start : end + 1]
    first, last = int(offsets[0]), int(offsets[-1])

    def cut(columns: Mapping[str, Ends], begin: int, stop: int) -> dict[str, Ends]:
        return {name: (low[begin:stop], high[begin:stop]) for name, (low, high) in columns.items()}

    household, decisions = (cut(one, start, end) for one in (population.household, population.decisions))
    return Population(offsets - first, household, cut(population.persons, first, last), decisions)


Found = tuple[int, bool, frozenset[str]]
"""The place of a right among the pairs, whether it has an amount, and the dated amounts below that amount."""


@lru_cache(maxsize=16)
def _program(
    pairs: tuple[tuple[Version | None, Version | None], ...], moved: frozenset[Any]
) -> tuple[tuple[Found, ...], Program]:
    """Compiled once for a set of rules and the names of what moved; other values need nothing new."""
    before = [_roots(version) for version, _ in pairs]
    after = [_roots(version) for _, version in pairs]
    old = _in_pairs(copied([root for pair in before for root in pair]))
    new = _in_pairs(copied([root for pair in after for root in pair], moved))
    touched = [
        number
        for number, (was, now) in enumerate(zip(old, new, strict=True))
        if any(one is not other for one, other in zip(was, now, strict=True))
    ]
    everything = [node for number in touched for node in (*old[number], *new[number])]
    differences = Differences(everything)
    roots: list[Node] = []
    found: list[Found] = []
    for number in touched:
        roots += _worked_out(differences, old[number], new[number])
        has_amount = any(version is not None and version.amount is not None for version in pairs[number])
        leaves = in_order([old[number][1], new[number][1]])
        found.append((number, has_amount, frozenset(str(n.meta) for n in leaves if n.op is Op.AMOUNT)))
    return tuple(found), Program(roots)


def _roots(version: Version | None) -> tuple[Node, Node]:
    """Whether it is held, and the amount; never and nothing without a version."""
    if version is None:
        return NEVER_SO, NOTHING
    return version.holds, NOTHING if version.amount is None else version.amount


def _in_pairs(nodes: list[Node]) -> list[tuple[Node, Node]]:
    return list(zip(nodes[::2], nodes[1::2], strict=True))


def _worked_out(differences: Differences, old: tuple[Node, Node], new: tuple[Node, Node]) -> Iterator[Node]:
    for which in (0, 1):
        yield from differences.bounds(old[which])
        yield from differences.bounds(new[which])
    yield from differences.turns(old[0], new[0])
    yield from differences.number(old[1], new[1])
