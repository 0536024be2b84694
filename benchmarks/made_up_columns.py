"""A million made-up households as columns, within seconds. They resemble nobody.

Some thousands are written one by one by :mod:`nabij_rights.synthetic`, so that composition, ages and incomes
hang together. Each household of the list takes one of them and gets days and amounts of its own. The same
seed gives the same households.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.questions import with_history
from nabij_rights.catalogue import RuleSet
from nabij_rights.engine.arrays import Column, Ends, Population, population_of
from nabij_rights.engine.expression import NEVER, Entity, Op, in_order, reduce, unchecked
from nabij_rights.engine.program import ANY_VALUE, Program
from nabij_rights.facts.reading import read_situation
from nabij_rights.facts.vocabulary import vocabulary
from nabij_rights.synthetic import made_up_households

WRITTEN = 4_000
"""Households that are written one by one."""

ALWAYS_KNOWN = frozenset({"relation_to_reference", "birth_on"})
"""What a list always has: who is who, and how old."""

_DAYS_AWAY = 180


def population(number: int, rules: RuleSet, *, seed: int = 1, written: int = WRITTEN) -> Population:
    """So many households of which everything is known; both ends of a fact are one array."""
    models = _written(rules, seed, written)
    chance = np.random.default_rng(seed)
    picked = chance.integers(0, models.number_of_households, number)
    sizes = np.diff(models.offsets)[picked]
    offsets = np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)
    rows = np.repeat(models.offsets[:-1][picked] - offsets[:-1], sizes) + np.arange(offsets[-1])
    told_twice = facts_told_twice(rules)
    raise_of = chance.uniform(0.8, 1.25, number)

    def drawn(columns: Mapping[str, Ends], where: Column, raised: NDArray[np.float64]) -> dict[str, Ends]:
        found = {}
        for key, (low, _) in columns.items():
            column = low[where]
            if key.partition("@")[0] not in told_twice:
                column = _varied(key, column, rules, chance, raised)
            found[key] = (column, column)
        return found

    return Population(
        offsets,
        drawn(models.household, picked, raise_of),
        drawn(models.persons, rows, np.repeat(raise_of, sizes)),
    )


def _written(rules: RuleSet, seed: int, number: int) -> Population:
    cases = made_up_households(number, seed=seed, on=rules.on)
    return population_of([with_history(read_situation(case, on=rules.on)) for case in cases], rules.program)


def facts_told_twice(rules: RuleSet) -> set[str]:
    """Facts that are a whole or its part; they have to keep agreeing with each other."""
    same = [node for node in rules.program.nodes if node.op is Op.SAME]
    return {key.partition("@")[0] for key in Program(same).inputs} if same else set()


def _varied(
    key: str, column: Column, rules: RuleSet, chance: np.random.Generator, raised: NDArray[np.float64]
) -> Column:
    """Another amount in the same household for the same life, another day in the same half-year."""
    lowest, highest = rules.program.inputs[key].unknown
    fact = vocabulary()[key.partition("@")[0]]
    if (lowest, highest) in ((0, 1), (ANY_VALUE, ANY_VALUE)):
        return column
    if fact.is_date:
        moved = column - chance.integers(0, _DAYS_AWAY, len(column))
        return np.where(column >= NEVER, column, np.clip(moved, lowest, highest))
    if fact.type == "money":
        return np.clip(np.rint(column * raised).astype(np.int64), lowest, highest)
    return column


@dataclass(frozen=True)
class Hidden:
    """Households of which a share of the facts is not known, and one of the ways in which they may be."""

    known: Population
    completed: Population


def hidden(of: Population, rules: RuleSet, share: float, *, seed: int = 2) -> Hidden:
    """The same households with each fact hidden at random, and filled in again with another household's."""
    chance = np.random.default_rng(seed)

    def both(columns: Mapping[str, Ends]) -> tuple[dict[str, Ends], dict[str, Ends]]:
        known: dict[str, Ends] = {}
        completed: dict[str, Ends] = {}
        for key, (column, _) in columns.items():
            if key.partition("@")[0] in ALWAYS_KNOWN:
                known[key] = completed[key] = (column, column)
                continue
            is_hidden = chance.random(len(column)) < share
            known[key] = _forgotten(key, column, rules, is_hidden)
            other = column[chance.integers(0, len(column), len(column))]
            filled = np.where(is_hidden, other, column)
            completed[key] = (filled, filled)
        return known, completed

    household, persons = both(of.household), both(of.persons)
    return Hidden(
        Population(of.offsets, household[0], persons[0]), Population(of.offsets, household[1], persons[1])
    )


def _forgotten(key: str, column: Column, rules: RuleSet, is_hidden: NDArray[np.bool_]) -> Ends:
    lowest, highest = rules.program.inputs[key].unknown
    low = np.where(is_hidden, lowest, column)
    return (low, low) if lowest == highest else (low, np.where(is_hidden, highest, column))


def clashes(rules: RuleSet) -> dict[str, Program]:
    """Of each right that reads a number as a whole and in parts: in which households the two differ.

    Such a household cannot exist, so nothing is promised about it.
    """
    found = {}
    for right_id, version in rules.versions.items():
        differ = [
            unchecked(Op.NOT, unchecked(Op.EQ, *node.args))
            for node in in_order(version.roots())
            if node.op is Op.SAME
        ]
        if differ:
            roots = [reduce(Op.ANY, one) if one.entity is Entity.PERSON else one for one in differ]
            found[right_id] = Program([functools.reduce(lambda a, b: unchecked(Op.OR, a, b), roots)])
    return found
