"""The households of a population one by one, as the interpreter takes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from nabij_rights.engine.arrays import Ends, Population
from nabij_rights.engine.program import Situation
from nabij_rights.engine.spans import Span
from nabij_rights.lists.reading_cells import unknown_span


def situations_of(population: Population) -> Iterator[Situation]:
    """The households one by one, as the interpreter takes them."""
    household, persons = _known(population.household), _known(population.persons)
    decisions = population.decisions
    for row, (first, last) in enumerate(pairwise(population.offsets.tolist())):
        yield Situation(
            _facts(household, row),
            [_facts(persons, place) for place in range(first, last)],
            {key: _span(ends, row) for key, ends in decisions.items() if _span(ends, row) != (0, 1)},
        )


def _known(columns: Mapping[str, Ends]) -> Mapping[str, tuple[Ends, Span]]:
    return {key: (ends, unknown_span(key)) for key, ends in columns.items()}


def _facts(columns: Mapping[str, tuple[Ends, Span]], place: int) -> dict[str, Span]:
    return {key: span for key, (ends, unknown) in columns.items() if (span := _span(ends, place)) != unknown}


def _span(ends: Ends, place: int) -> Span:
    return int(ends[0][place]), int(ends[1][place])
