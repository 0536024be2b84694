"""Which band of ages somebody is in on a day, written in the same expressions as the rules of rights.

A band holds the day on which its first age is reached and not the day of its last: 2½ is in, 2 years and
5 months is out. Who is born on a day that is half known is in a band only when every possible day is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np

from nabij.rights.queries.target_groups import Candidate
from nabij_rights import authoring as words
from nabij_rights.engine.arrays import ArrayEvaluation, Population
from nabij_rights.engine.bounds import to_bounds
from nabij_rights.engine.expression import Node, Op
from nabij_rights.engine.program import Program, Setting
from nabij_rights.engine.serialise import to_json
from nabij_rights.facts.vocabulary import fact_named

Band = tuple[int, int]
"""From so many months, under so many months."""


def band_tree(band: Band, *, on: date) -> Node:
    """The expression of a band: of each person, whether they are in it on this day."""
    return words.all_of(_reached(band[0], on), ~_reached(band[1], on))


def written_bands(bands: Sequence[Band], *, on: date) -> Mapping[str, Any]:
    """The expressions of these bands as JSON, to keep beside a list: what was asked stays readable."""
    return to_json([band_tree(band, on=on) for band in bands])


def _reached(months: int, on: date) -> Node:
    return words.fact("birth_on") <= words.day(words.Day(on.isoformat(), months=-months))


def possible_bands(
    persons: Sequence[Candidate], bands: Sequence[Band], *, on: date
) -> list[tuple[frozenset[int], bool]]:
    """For each person the bands (by their place) that are possible, and whether one is certain.

    Nothing possible and certain: for sure in none of them.
    """
    if not persons or not bands:
        return [(frozenset(), True) for _one in persons]
    trees = [band_tree(band, on=on) for band in bands]
    inside = words.one_of(*trees)
    bounds = to_bounds([*trees, inside])
    program = Program([node for pair in bounds for node in pair])
    setting = Setting({}, {node.meta: node.meta.on(on) for node in program.leaves(Op.DAY)})
    evaluation = ArrayEvaluation(program, _population(persons), setting)

    def values(node: Node) -> list[bool]:
        return [bool(one) for one in np.broadcast_to(np.asarray(evaluation.value(node)), len(persons))]

    certain = [values(pair[0]) for pair in bounds]
    possible = [values(pair[1]) for pair in bounds]
    found: list[tuple[frozenset[int], bool]] = []
    for at in range(len(persons)):
        maybe = frozenset(place for place in range(len(bands)) if possible[place][at])
        sure = any(certain[place][at] for place in range(len(bands))) or not possible[-1][at]
        found.append((maybe, sure))
    return found


def _population(persons: Sequence[Candidate]) -> Population:
    birth = fact_named("birth_on")
    first = [one.born_first.toordinal() if one.born_first else birth.lowest for one in persons]
    last = [one.born_last.toordinal() if one.born_last else birth.highest for one in persons]
    offsets = np.arange(len(persons) + 1, dtype=np.int64)
    ends = (np.array(first, dtype=np.int64), np.array(last, dtype=np.int64))
    return Population(offsets, {}, {"birth_on": ends})
