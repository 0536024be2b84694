"""Compares the rules of today with a change, for a population: households and euros, never a person.

Bounds stay bounds. A household whose facts are not all known may gain between nothing and something; it is
counted as not sure, and its euros as a lowest and a highest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np

from nabij_rights.facts.reading import shown
from nabij_rights.lists.evaluators import FEW_COMPARED, evaluator_for
from nabij_rights.lists.screening import Evaluate
from nabij_rights.parameters.book import Figure
from nabij_rights.rights import Right
from nabij_rights.what_if.change import BadChange, Change, Sides, sides_of
from nabij_rights.what_if.hiding import (
    GAIN,
    LOSE,
    THRESHOLD,
    UNSURE,
    Counts,
    Shown,
    are_few,
    best_merge,
    finest_merge,
    shown_rows,
    wide,
)
from nabij_rights.what_if.households import Composition, Households
from nabij_rights.what_if.pairing import COLUMNS, evaluated, pairing_of
from nabij_rights.what_if.sights import Classes, Money, Sight, together


@dataclass(frozen=True)
class Euros:
    """Lowest and highest sum in cents; None where nothing is known that limits it."""

    lowest: int | None
    highest: int | None


@dataclass(frozen=True)
class Number:
    """A number of households: at least, and at most. Both are rounded away from each other."""

    least: int
    most: int


@dataclass(frozen=True)
class Status:
    """Who holds a right before and after (for certain, or perhaps), who newly gets it, and who loses it."""

    before: Number
    after: Number
    new: Number
    lost: Number


class Unsure(StrEnum):
    """What may happen to the households of which it is not sure."""

    GAIN = "may_gain"
    LOSE = "may_lose"
    EITHER = "either"


@dataclass(frozen=True)
class OfRight:
    """One right that the change touches, for everybody together. Sums are per period of the right.

    ``a_year`` is the difference in a year, None when the period does not say how often it comes, or when the
    amount is a price. ``counts_in_total`` tells whether it is in the sum over all rights.
    """

    right: Right
    status: Status
    gain: Number
    lose: Number
    before: Euros | None
    after: Euros | None
    difference: Euros | None
    a_year: Euros | None
    counts_in_total: bool


@dataclass(frozen=True)
class Group:
    """One row of a table: a kind of household or a neighbourhood, or several put together."""

    names: tuple[str, ...]
    counts: Shown
    a_year: Euros | None


@dataclass(frozen=True)
class Comparison:
    """What a change does.

    ``about`` is the right that the tables count, None for all together. ``total`` is None when so few notice
    it that nothing may be shown. ``hidden`` are the rights that so few notice; they are in no sum at all.
    ``still`` counts the rights that stay the same for all these households.
    """

    on: date
    then: date
    households: int
    threshold: int
    is_made_up: bool
    moved: Mapping[str, tuple[Figure, Figure]]
    about: Right | None
    rights: tuple[OfRight, ...]
    hidden: tuple[Right, ...]
    still: int
    unsure: Unsure
    total: Group | None
    by_composition: tuple[Group, ...]
    by_neighbourhood: tuple[Group, ...] | None


def compare(
    change: Change,
    households: Households,
    *,
    on: date,
    about: str | None = None,
    threshold: int = THRESHOLD,
    evaluate: Evaluate | None = None,
) -> Comparison:
    """The rules of a day against those rules with a change. ``about`` counts the tables for one right.

    Without ``evaluate`` it takes the evaluator that costs least for so many households.

    Raises BadChange; ValueError for a threshold below the least, or without households.
    """
    if threshold < THRESHOLD:
        raise ValueError(f"the threshold is {THRESHOLD} or more, not {threshold}")
    if households.number == 0:
        raise ValueError("there is no household to compare for")
    sides = sides_of(change, on=on)
    if about is not None and about not in sides.rights:
        raise BadChange(f"there is no right {shown(about)}. `nabij-rights rights` lists all.")
    evaluate = evaluate or evaluator_for(households.number, few=FEW_COMPARED)
    sights, still = _sights(sides, households, evaluate)
    visible = [sight for sight in sights if not are_few(sight.noticed, threshold)]
    counting = _Counting(_in_tables(visible, about), households.number, threshold)
    hidden = [sight.right for sight in sights if sight not in visible]
    if any(about in (None, right.id) for right in hidden) and not counting.sights:
        counting.merged = None  # what changes, changes for so few that nothing may be told
    return Comparison(
        on,
        sides.after.on,
        households.number,
        threshold,
        households.is_made_up,
        sides.moved,
        None if about is None else sides.rights[about],
        tuple(_of_right(sight, threshold) for sight in visible),
        tuple(hidden),
        still,
        counting.unsure,
        counting.total,
        counting.by(households.compositions, list(Composition)),
        None if households.neighbourhoods is None else _by_name(counting, households.neighbourhoods),
    )


def _sights(sides: Sides, households: Households, evaluate: Evaluate) -> tuple[list[Sight], int]:
    """Every right for which something changes, and how many others there are."""
    pairing = pairing_of(sides)
    columns = evaluated(pairing, households.population, evaluate)
    every = [
        Sight(touched, columns[number * COLUMNS : (number + 1) * COLUMNS])
        for number, touched in enumerate(pairing.touched)
    ]
    found = [sight for sight in every if sight.noticed.any()]
    return found, pairing.untouched + len(every) - len(found)


def _in_tables(visible: Sequence[Sight], about: str | None) -> list[Sight]:
    """The right that was chosen; else all that can be added, else all."""
    if about is not None:
        return [sight for sight in visible if sight.right.id == about]
    return [sight for sight in visible if sight.counts_in_total] or list(visible)


def _by_name(counting: _Counting, labels: Sequence[str]) -> tuple[Group, ...]:
    """Neighbourhoods in the order of their names, those without a name last."""
    return counting.by(labels, sorted(set(labels), key=lambda name: (name == "", name.casefold())))


# ---------------------------------------------------------------------------------------- counting


class _Counting:
    """Counts classes and euros by group, and shows no small number."""

    def __init__(self, sights: Sequence[Sight], number: int, threshold: int) -> None:
        self.sights = sights
        self.classes, self.money = together(sights, number)
        self.has_euros = not sights or any(sight.has_year for sight in sights)
        self.is_open = any(sight.is_open for sight in sights)
        self.threshold = threshold
        self.merged = finest_merge(_counted(self.classes), threshold)

    @property
    def unsure(self) -> Unsure:
        """Which way it can go at all, over everybody."""
        may_gain = any(bool(sight.may_gain.any()) for sight in self.sights)
        may_lose = any(bool(sight.may_lose.any()) for sight in self.sights)
        return Unsure.EITHER if may_gain == may_lose else Unsure.GAIN if may_gain else Unsure.LOSE

    @property
    def total(self) -> Group | None:
        """Everybody together; None when that may not be shown."""
        found = self.by(["all"] * len(self.classes), ["all"])
        return found[0] if found else None

    def by(self, labels: Sequence[str], names: Sequence[str]) -> tuple[Group, ...]:
        """A row per name that may be shown, and one for the others; none when the total is hidden."""
        if self.merged is None:
            return ()
        place = {name: number for number, name in enumerate(names)}
        of = np.array([place[label] for label in labels], dtype=np.int64)
        counts: Counts = np.zeros((len(names), 4), dtype=np.int64)
        np.add.at(counts, (of, self.classes), 1)
        low, high = (np.zeros(len(names), dtype=np.int64) for _ in range(2))
        np.add.at(low, of, self.money[0])
        np.add.at(high, of, self.money[1])
        found = []
        for row in shown_rows(counts, self.threshold, best_merge(counts, self.threshold, self.merged)):
            sums = int(low[list(row.groups)].sum()), int(high[list(row.groups)].sum())
            a_year = _euros(*sums, is_open=self.is_open) if self.has_euros else None
            found.append(Group(tuple(str(names[group]) for group in row.groups), row, a_year))
        return tuple(found)


def _counted(classes: Classes) -> Counts:
    return np.bincount(classes, minlength=4).astype(np.int64)


def _euros(low: int, high: int, *, is_open: bool) -> Euros:
    """A sum; an end that only rests on an amount that nobody found is no figure to show."""
    if not is_open or low == high:
        return Euros(low, high)
    return Euros(low if low >= 0 else None, high if high <= 0 else None)


def _of_right(sight: Sight, threshold: int) -> OfRight:
    """The numbers of households are rounded, so that no small one can be had by subtracting."""
    classes, turned, (rises, falls) = sight.classes, sight.turned, sight.can_turn

    def number(least: int, most: int) -> Number:
        return Number(*wide(least, most, threshold))

    before, after = (number(int(certain.sum()), int(possible.sum())) for certain, possible in sight.held)
    status = Status(
        before,
        after,
        number(int((turned == GAIN).sum()), int(rises.sum())),
        number(int((turned == LOSE).sum()), int(falls.sum())),
    )
    gain, lose = int((classes == GAIN).sum()), int((classes == LOSE).sum())
    return OfRight(
        sight.right,
        status,
        number(gain, gain + int((sight.may_gain & (classes == UNSURE)).sum())),
        number(lose, lose + int((sight.may_lose & (classes == UNSURE)).sum())),
        *_sums(sight, threshold),
        sight.counts_in_total,
    )


def _sums(sight: Sight, threshold: int) -> tuple[Euros | None, Euros | None, Euros | None, Euros | None]:
    """Before, after, the difference, and that in a year; no sum over a few households."""
    if not sight.touched.has_amount or not sight.touched.is_money:
        return None, None, None, None

    def told(money: Money) -> Euros:
        return _euros(int(money[0].sum()), int(money[1].sum()), is_open=sight.is_open)

    before, after = (
        None if are_few(possible, threshold) else told(money)
        for money, (_certain, possible) in zip((sight.before, sight.after), sight.held, strict=True)
    )
    return before, after, told(sight.difference), told(sight.year) if sight.has_year else None


__all__ = ["Comparison", "Euros", "Group", "Number", "OfRight", "Status", "compare"]
