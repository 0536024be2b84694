"""Many random households by column, with values that lie close to the thresholds of the law.

Nothing here is likely: every fact is drawn on its own from its whole domain. The point is to visit corners
that real households seldom reach. The same seed gives the same households.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from nabij_rights.catalogue import RuleSet
from nabij_rights.engine.arrays import Column, Ends, Population
from nabij_rights.engine.expression import NEVER
from nabij_rights.engine.program import ANY_VALUE, Situation
from nabij_rights.engine.spans import Span
from nabij_rights.facts.vocabulary import FIRST_DAY, LAST_DAY, Fact, vocabulary

CLOSE_BY = (-100, -1, 0, 0, 0, 1, 100)
DAYS_CLOSE_BY = (-366, -31, -1, 0, 0, 1, 31, 366)


@dataclass
class Draws:
    """Random columns for the facts of one set of rules."""

    rules: RuleSet
    seed: int
    share_unknown: float = 0.2
    share_ranges: float = 0.15
    chance: np.random.Generator = field(init=False)

    def __post_init__(self) -> None:
        self.chance = np.random.default_rng(self.seed)

    def population(self, number: int) -> Population:
        """So many households of 1 to 8 persons, most of them small."""
        sizes = np.minimum(self.chance.geometric(0.6, number), 8)
        offsets = np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)
        household: dict[str, Ends] = {}
        persons: dict[str, Ends] = {}
        for key, leaf in self.rules.program.inputs.items():
            length = int(offsets[-1]) if leaf.is_personal else number
            column = self.column(key, leaf.unknown, length)
            (persons if leaf.is_personal else household)[key] = column
        if "relation_to_reference" in persons:
            persons["relation_to_reference"] = self._relations(offsets)
        decisions = {name: self._yes_no(number) for name in sorted(self.rules.program.decisions)}
        return Population(offsets, household, persons, decisions)

    def column(self, key: str, unknown: Span, length: int) -> Ends:
        """Values of one fact: known, roughly known, or not known."""
        fact_id, _, _snapshot = key.partition("@")
        fact = vocabulary()[fact_id]
        if unknown == (ANY_VALUE, ANY_VALUE):
            return self._masks(fact, length)
        first, second = self._values(fact, unknown, length), self._values(fact, unknown, length)
        turn = self.chance.random(length)
        is_range, is_unknown = turn < self.share_ranges, turn > 1 - self.share_unknown
        low = np.where(is_range, np.minimum(first, second), first)
        high = np.where(is_range, np.maximum(first, second), first)
        return np.where(is_unknown, unknown[0], low), np.where(is_unknown, unknown[1], high)

    def _values(self, fact: Fact, unknown: Span, length: int) -> Column:
        lowest, highest = unknown
        if unknown == (0, 1):
            return self.chance.integers(0, 2, length)
        if fact.is_date:
            return self._days(fact, length)
        anywhere = self.chance.integers(lowest, highest + 1, length)
        small = self.chance.integers(lowest, min(highest, lowest + 12) + 1, length)
        close = self.chance.choice(self._thresholds, length) + self.chance.choice(CLOSE_BY, length)
        picked = np.choose(
            self.chance.integers(0, 5, length), [anywhere, small, close, close, np.zeros_like(close)]
        )
        return np.clip(picked, lowest, highest)

    @property
    def _thresholds(self) -> Column:
        """Amounts of the law, and the same per month and per year."""
        ends = np.array([end for span in self.rules.setting.amounts.values() for end in span] or [0])
        return np.concatenate([ends, ends // 12, ends * 12, ends * 10, ends // 2])

    def _days(self, fact: Fact, length: int) -> Column:
        days = np.array([*self.rules.setting.days.values(), self.rules.on.toordinal()])
        days = days[days >= FIRST_DAY]
        close = self.chance.choice(days, length) + self.chance.choice(DAYS_CLOSE_BY, length)
        lived = self.rules.on.toordinal() - self.chance.integers(0, 100 * 365, length)
        picked = np.clip(np.where(self.chance.random(length) < 0.5, close, lived), FIRST_DAY, LAST_DAY)
        if fact.type == "since":
            picked = np.where(self.chance.random(length) < 0.4, NEVER, picked)
        return picked

    def _masks(self, fact: Fact, length: int) -> Ends:
        count = len(fact.values)
        one = np.left_shift(1, self.chance.integers(0, count, length))
        other = np.left_shift(1, self.chance.integers(0, count, length))
        turn = self.chance.random(length)
        mask = np.where(turn < self.share_ranges, one | other, one)
        mask = np.where(turn > 1 - self.share_unknown, fact.any_value, mask).astype(np.int64)
        return mask, mask

    def _relations(self, offsets: Column) -> Ends:
        """The first person of each household is the one whom the question is about, and nobody else is."""
        relation = vocabulary()["relation_to_reference"]
        itself = 1 << relation.position("self")
        mask, _ = self._masks(relation, int(offsets[-1]))
        other = 1 << relation.position(str(self.chance.choice(relation.values[1:])))
        mask = np.where(mask & ~itself, mask & ~itself, other)
        mask[offsets[:-1]] = itself
        return mask, mask

    def _yes_no(self, length: int) -> Ends:
        turn = self.chance.integers(0, 3, length)
        return (turn == 1).astype(np.int64), (turn > 0).astype(np.int64)

    def forgetting(self, population: Population, share: float = 0.25) -> Population:
        """The same households with some facts less well known: a range, or nothing at all."""
        inputs = self.rules.program.inputs

        def less(columns: Mapping[str, Ends]) -> dict[str, Ends]:
            return {
                key: self._forgotten(key, ends, inputs[key].unknown, share) for key, ends in columns.items()
            }

        decisions = {
            key: self._forgotten(key, ends, (0, 1), share) for key, ends in population.decisions.items()
        }
        return Population(population.offsets, less(population.household), less(population.persons), decisions)

    def _forgotten(self, key: str, ends: Ends, unknown: Span, share: float) -> Ends:
        if key == "relation_to_reference":
            return ends
        low, high = ends
        turn = self.chance.random(len(low))
        is_lost, is_wider = turn < share, turn < 1.5 * share
        fact = vocabulary().get(key.partition("@")[0])
        if fact is not None and unknown == (ANY_VALUE, ANY_VALUE):
            mask = np.where(is_lost, fact.any_value, low)
            return mask, mask
        other = low if fact is None or unknown == (0, 1) else self._values(fact, unknown, len(low))
        wider_low = np.where(is_wider, np.minimum(low, other), low)
        wider_high = np.where(is_wider, np.maximum(high, other), high)
        return np.where(is_lost, unknown[0], wider_low), np.where(is_lost, unknown[1], wider_high)


def situations_of(population: Population) -> list[Situation]:
    """The same households one by one, as the interpreter takes them."""
    starts = population.offsets.tolist()
    household = _by_row(population.household)
    persons = _by_row(population.persons)
    decisions = _by_row(population.decisions)
    return [
        Situation(
            household[row] if household else {},
            persons[first:last] if persons else [{}] * (last - first),
            decisions[row] if decisions else {},
        )
        for row, (first, last) in enumerate(pairwise(starts))
    ]


def _by_row(columns: Mapping[str, Ends]) -> Sequence[dict[str, Span]]:
    names = list(columns)
    pairs = [zip(low.tolist(), high.tolist(), strict=True) for low, high in columns.values()]
    return [dict(zip(names, row, strict=True)) for row in zip(*pairs, strict=True)]
