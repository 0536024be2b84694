"""What a household lacks in a month beside the reference budget of its town, basket by basket.

A comparison of two amounts and no decision: it opens no right. What is not known stays a span.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from nabij_rights.engine.spans import Span
from nabij_rights.reasons import Answer
from nabij_rights.towns.budgets import BASKETS, Budget

MOST_EUR_MONTH = 50_000
ANYTHING: Span = (0, MOST_EUR_MONTH * 100)


@dataclass(frozen=True)
class Living:
    """Who lives together, in what home, and with what means. Amounts are spans in cents per month.

    ``means`` is everything that comes in, net; absent when nobody knows. ``spends`` is what goes to a basket
    now, as far as it is known.
    """

    adults: Mapping[str, int]
    children: tuple[int, ...]
    home: str
    means: Span = ANYTHING
    spends: Mapping[str, Span] = field(default_factory=dict)

    @property
    def people(self) -> int:
        """How many people live here."""
        return sum(self.adults.values()) + len(self.children)


@dataclass(frozen=True)
class BasketNeed:
    """One basket: what it takes, what goes to it now (None when not known), and what it lacks."""

    basket: str
    needs: Span
    spends: Span | None
    lacks: Span


@dataclass(frozen=True)
class Dignity:
    """What the household needs and lacks in a month; ``is_enough`` is yes, no or unknown."""

    baskets: tuple[BasketNeed, ...]
    needs: Span
    means: Span
    lacks: Span
    is_enough: Answer


def dignity_of(living: Living, budget: Budget) -> Dignity:
    """The means of a household beside the table of its town. Raises KeyError for a kind that has no row."""
    rows = [budget.of_home(living.home, max(1, living.people))]
    rows += [budget.adults[kind] for kind, number in living.adults.items() for _ in range(number)]
    rows += [budget.of_child(age) for age in living.children]
    baskets = tuple(
        _basket(basket, rows, living.spends.get(basket))
        for basket in BASKETS
        if any(basket in row for row in rows)
    )
    needs = _sum(one.needs for one in baskets)
    lacks = (max(0, needs[0] - living.means[1]), max(0, needs[1] - living.means[0]))
    is_enough = Answer.YES if lacks[1] == 0 else (Answer.NO if lacks[0] > 0 else Answer.UNKNOWN)
    return Dignity(baskets, needs, living.means, lacks, is_enough)


def _basket(basket: str, rows: list[Mapping[str, Span]], spends: Span | None) -> BasketNeed:
    """A home costs what must be paid; energy at least what the table says, for a cold home saves too."""
    low, high = _sum(row[basket] for row in rows if basket in row)
    if spends is None:
        return BasketNeed(basket, (low, high), None, (0, high))
    if basket == "housing":
        return BasketNeed(basket, spends, spends, (0, 0))
    if basket == "energy":
        low, high = max(low, spends[0]), max(high, spends[1])
    return BasketNeed(basket, (low, high), spends, (max(0, low - spends[1]), max(0, high - spends[0])))


def _sum(spans: Iterable[Span]) -> Span:
    ends = list(spans)
    return sum(low for low, _ in ends), sum(high for _, high in ends)
