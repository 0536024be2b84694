"""Which facts a population must hold for its calendar: more than the rules of one day read."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from nabij_rights.catalogue import catalogue
from nabij_rights.coming.ticks import BENEFIT_ENDS, Window, answer_roots, is_seen, moving_parts
from nabij_rights.engine.expression import Node
from nabij_rights.engine.program import Program
from nabij_rights.facts.vocabulary import vocabulary
from nabij_rights.lists.coming_rows import SEEN_OTHERWISE
from nabij_rights.rights import Version
from nabij_rights.shelf import rests_on_shelf


@rests_on_shelf
@lru_cache(maxsize=8)
def calendar_program(window: Window) -> Program:
    """A program whose inputs are the columns for :func:`nabij_rights.engine.arrays.population_of`."""
    versions = [
        version for right in catalogue().values() for version in right.versions if is_seen(version, window)
    ]
    roots = [root for version in versions for root in answer_roots(version)]
    return Program([*roots, *(_node(fact_id) for fact_id in dict.fromkeys(_facts(versions)))])


def _facts(versions: list[Version]) -> Iterator[str]:
    """What is so today counts on a later day too, and a benefit may end."""
    yield from ("birth_on", *SEEN_OTHERWISE, *BENEFIT_ENDS)
    for version in versions:
        for key in moving_parts(version).snapshots:
            yield key.partition("@")[0]


def _node(fact_id: str) -> Node:
    fact = vocabulary()[fact_id]
    return fact.is_one_of(fact.values[0]) if fact.values else fact.node()
