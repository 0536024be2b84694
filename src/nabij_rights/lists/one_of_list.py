"""One household of a population by itself, as the interpreter takes it."""

from __future__ import annotations

from collections.abc import Mapping

from nabij_rights.engine.arrays import Ends, Population
from nabij_rights.engine.program import Situation
from nabij_rights.engine.spans import Span
from nabij_rights.facts.vocabulary import vocabulary


def situation_at(population: Population, household: int) -> Situation:
    """The household at this place (counted from 0); what nobody told is absent."""
    first, last = population.offsets[household : household + 2].tolist()
    return Situation(
        _told(population.household, household),
        [_told(population.persons, person) for person in range(first, last)],
        {name: _span(ends, household) for name, ends in population.decisions.items()},
    )


def _told(columns: Mapping[str, Ends], place: int) -> dict[str, Span]:
    spans = {name: _span(ends, place) for name, ends in columns.items()}
    return {name: span for name, span in spans.items() if not _is_unknown(name, span)}


def _span(ends: Ends, place: int) -> Span:
    return int(ends[0][place]), int(ends[1][place])


def _is_unknown(name: str, span: Span) -> bool:
    fact_id, _, snapshot = name.partition("@")
    fact = vocabulary()[fact_id]
    if fact.values:
        return span[0] & fact.any_value == fact.any_value
    if snapshot and fact.type == "since":
        return span == (0, 1)
    return span == (fact.lowest, fact.highest)
