"""One right for every household of a population, before and after a change."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from nabij_rights.engine.arrays import Column
from nabij_rights.rights import Kind
from nabij_rights.town_rights.trying import TIMES_A_YEAR
from nabij_rights.what_if.hiding import GAIN, LOSE, SAME, UNSURE
from nabij_rights.what_if.pairing import Touched

NOT_BY_YEAR = frozenset({"half month", "hour", "trip", "visit"})
"""Periods of which nobody can say how often they come in a year."""

Classes = NDArray[np.int64]
Money = tuple[Column, Column]


class Sight:
    """What a change does with one right. Amounts are in cents per period of the right.

    Where a person decides nothing is certain: then the lowest amount is zero, and so is the least change.
    """

    def __init__(self, touched: Touched, columns: Sequence[Column]) -> None:
        self.touched, self.right = touched, touched.right
        certain, possible, certain2, possible2, low, high, low2, high2, rises, falls, least, most = (
            np.asarray(column) for column in columns
        )
        self.is_discretion = self.right.kind is Kind.MAY_ASK
        if self.is_discretion:
            certain, certain2 = np.zeros_like(certain), np.zeros_like(certain2)
            low, low2, least = (np.minimum(end, 0) for end in (low, low2, least))
            most = np.maximum(most, 0)
        self.held = (certain != 0, possible != 0), (certain2 != 0, possible2 != 0)
        self.can_turn = rises != 0, falls != 0
        self.before: Money = low, high
        self.after: Money = low2, high2
        self.difference: Money = least, most
        self.classes = self._classes()

    @property
    def noticed(self) -> NDArray[np.bool_]:
        """For whom something changes, or may change."""
        return np.asarray(self.classes != SAME)

    @property
    def is_given_in_euro(self) -> bool:
        """Whether it has an amount in euro that people get: a price is paid, or paid back in part."""
        return self.touched.has_amount and self.touched.is_money and self.right.kind is not Kind.PRICE

    @property
    def has_year(self) -> bool:
        """Whether its euros can be told for a year."""
        return self.is_given_in_euro and self.right.period not in NOT_BY_YEAR

    @property
    def is_open(self) -> bool:
        """Whether an amount that nobody found decides how large the change is."""
        return self.touched.is_open and bool((self.difference[0] != self.difference[1]).any())

    @property
    def counts_in_total(self) -> bool:
        """Whether it can be added to other rights."""
        return self.has_year and not self.is_open and not self.is_discretion

    @property
    def year(self) -> Money:
        """The difference in a year."""
        times = TIMES_A_YEAR.get(self.right.period, 1)
        return self.difference[0] * times, self.difference[1] * times

    @property
    def turned(self) -> Classes:
        """Of each household: whether it gets the right, loses it, keeps what it had, or that is not sure."""
        (certain, possible), (certain2, possible2) = self.held
        rises, falls = self.can_turn
        found = np.where(rises | falls, UNSURE, SAME)
        found[certain2 & ~possible] = GAIN
        found[certain & ~possible2] = LOSE
        return found

    @property
    def may_gain(self) -> NDArray[np.bool_]:
        """For whom it can get better. Another price may be better or worse."""
        if self.is_given_in_euro:
            return np.asarray(self.difference[1] > 0)
        return np.asarray(self.can_turn[0] | ((self.turned == SAME) & self._has_other_price))

    @property
    def may_lose(self) -> NDArray[np.bool_]:
        """For whom it can get worse."""
        if self.is_given_in_euro:
            return np.asarray(self.difference[0] < 0)
        return np.asarray(self.can_turn[1] | ((self.turned == SAME) & self._has_other_price))

    @property
    def _has_other_price(self) -> NDArray[np.bool_]:
        low, high = self.difference
        return np.asarray((low != 0) | (high != 0))

    def _classes(self) -> Classes:
        """Of each household: better, worse, the same, or not sure. Another price is not judged."""
        if self.is_given_in_euro:
            return signs(*self.difference)
        turned = self.turned
        return np.where((turned == SAME) & self._has_other_price, UNSURE, turned)


def signs(low: Column, high: Column) -> Classes:
    """More for certain, less for certain, the same for certain, or not sure."""
    found = np.full(low.shape, UNSURE, dtype=np.int64)
    found[low > 0] = GAIN
    found[high < 0] = LOSE
    found[(low == 0) & (high == 0)] = SAME
    return found


def together(sights: Sequence[Sight], number: int) -> tuple[Classes, Money]:
    """The class of each household over several rights, and its euros of a year.

    Euros of different rights are added; a right without such euros only counts when all agree.
    """
    low, high = np.zeros(number, dtype=np.int64), np.zeros(number, dtype=np.int64)
    better, worse = np.zeros(number, dtype=bool), np.zeros(number, dtype=bool)
    for sight in sights:
        if sight.has_year:
            low, high = low + sight.year[0], high + sight.year[1]
        else:
            better |= (sight.classes == GAIN) | (sight.classes == UNSURE)
            worse |= (sight.classes == LOSE) | (sight.classes == UNSURE)
    found = np.full(number, UNSURE, dtype=np.int64)
    found[(low >= 0) & ~worse & (better | (low > 0))] = GAIN
    found[(high <= 0) & ~better & (worse | (high < 0))] = LOSE
    found[(low == 0) & (high == 0) & ~better & ~worse] = SAME
    return found, (low, high)
