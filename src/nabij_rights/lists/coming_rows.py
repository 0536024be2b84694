"""Every adult of a list in turn: who is who for that person, by column.

The same as :func:`nabij_rights.facts.reroot.seen_by` does for one household. A row is one household seen by
one person; its persons stand with that one first and the others in their order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from nabij_rights.coming.calendar import adult_from
from nabij_rights.coming.ticks import Window
from nabij_rights.engine.arrays import Column, Ends, Population
from nabij_rights.engine.program import Situation
from nabij_rights.engine.spans import Span
from nabij_rights.facts.reroot import seen_by
from nabij_rights.facts.vocabulary import FIRST_DAY, LAST_DAY, vocabulary

_RELATION = "relation_to_reference"
SEEN_OTHERWISE = (
    _RELATION,
    "is_dependent_in_health_insurance",
    "shares_household_costs",
    "has_opposed_interest",
)
"""The facts that are others when somebody else looks; a test holds them against ``seen_by``."""


@dataclass(frozen=True)
class Rows:
    """Households seen by their adults: per row the household, the viewer and the day of the window from
    which it is followed (0 is today). ``slots`` says where the persons of a row begin in ``persons``."""

    households: Column
    viewers: Column
    starts: Column
    sizes: Column
    slots: Column
    persons: Column
    """Where each person of each row stands in the population."""
    otherwise: Mapping[str, Ends]
    """Facts that are seen otherwise, one value per person of each row."""


def rows_of(population: Population, window: Window) -> Rows:
    """Everybody who answers or is an adult, and who becomes one within the window."""
    sizes = np.diff(population.offsets)
    place = np.arange(population.offsets[-1]) - np.repeat(population.offsets[:-1], sizes)
    household = np.repeat(np.arange(len(sizes)), sizes)
    starts = np.where(place == 0, 0, _first_days(population, window))
    kept = np.flatnonzero(starts >= 0)
    row_sizes = sizes[household[kept]]
    slots = np.concatenate(([0], np.cumsum(row_sizes))).astype(np.int64)
    persons = _persons_of_rows(population.offsets[household[kept]], place[kept], row_sizes, slots)
    rows = Rows(household[kept], place[kept], starts[kept], row_sizes, slots, persons, {})
    return Rows(
        *(rows.households, rows.viewers, rows.starts, rows.sizes, rows.slots, rows.persons),
        otherwise=_seen_otherwise(population, rows),
    )


def known(ends: Ends | None, unknown: Span, length: int) -> Ends:
    """A column, with the span of an unknown fact when nobody told it of anyone."""
    if ends is not None:
        return ends
    low = np.full(length, unknown[0], dtype=np.int64)
    return low, (low if unknown[0] == unknown[1] else np.full(length, unknown[1], dtype=np.int64))


def _first_days(population: Population, window: Window) -> Column:
    """From which day of the window the own rights of each person are followed; -1 for never."""
    ends = population.persons.get("birth_on")
    if ends is None:
        return np.full(population.offsets[-1], -1, dtype=np.int64)
    is_unknown = (ends[0] <= FIRST_DAY) & (ends[1] >= LAST_DAY)
    born, where = np.unique(ends[0], return_inverse=True)
    days = np.array([_first_day(int(day), window) for day in born], dtype=np.int64)
    return np.where(is_unknown, -1, days[where])


def _first_day(born: int, window: Window) -> int:
    starts: date | None = adult_from(Situation({}, [{"birth_on": (born, born)}]), window)
    return -1 if starts is None else starts.toordinal() - window.on.toordinal()


def _persons_of_rows(begins: Column, viewers: Column, sizes: Column, slots: Column) -> Column:
    """The viewer first, then the others in their order."""
    place = np.arange(slots[-1]) - np.repeat(slots[:-1], sizes)
    viewer = np.repeat(viewers, sizes)
    at_home = np.where(place == 0, viewer, np.where(place <= viewer, place - 1, place))
    moved: Column = np.repeat(begins, sizes) + at_home
    return moved


# ------------------------------------------------------------------------- what another person sees


def _seen_otherwise(population: Population, rows: Rows) -> dict[str, Ends]:
    """Each pair of a viewer and somebody else is looked up once, whatever the number of households."""
    length = int(population.offsets[-1])
    columns = {name: known(population.persons.get(name), _unknown(name), length) for name in SEEN_OTHERWISE}
    anyone = vocabulary()[_RELATION].any_value  # a mask may have bits to spare
    columns[_RELATION] = (columns[_RELATION][0] & anyone, columns[_RELATION][1] & anyone)
    viewer = np.repeat(rows.persons[rows.slots[:-1]], rows.sizes)
    told = {
        name: (low[rows.persons].copy(), high[rows.persons].copy()) for name, (low, high) in columns.items()
    }
    by_another = np.flatnonzero(np.repeat(rows.viewers, rows.sizes) > 0)
    if not len(by_another):
        return told
    pairs = _pairs(columns, viewer[by_another], rows.persons[by_another])
    unique, where = np.unique(pairs, axis=0, return_inverse=True)
    seen = np.array([_seen(row) for row in unique.tolist()], dtype=np.int64)[where.reshape(-1)]
    for number, name in enumerate(SEEN_OTHERWISE):
        told[name][0][by_another], told[name][1][by_another] = seen[:, 2 * number], seen[:, 2 * number + 1]
    return told


def _pairs(columns: Mapping[str, Ends], viewer: Column, other: Column) -> NDArray[np.int64]:
    """What is told of the viewer, what of the other, and whether they are the same person."""
    told = [end[who] for who in (viewer, other) for ends in columns.values() for end in ends]
    return np.stack([*told, (viewer == other).astype(np.int64)], axis=1)


def _seen(pair: list[int]) -> list[int]:
    """The facts of the other as this viewer sees them; one call of ``seen_by`` for two persons."""
    width = 2 * len(SEEN_OTHERWISE)
    viewer, other = _facts(pair[:width]), _facts(pair[width : 2 * width])
    situation = seen_by(Situation({}, [other, viewer]), 1)
    facts = situation.persons[0 if pair[-1] else 1]
    return [end for name in SEEN_OTHERWISE for end in facts.get(name, _unknown(name))]


def _facts(ends: list[int]) -> dict[str, Span]:
    spans = zip(SEEN_OTHERWISE, zip(ends[0::2], ends[1::2], strict=True), strict=True)
    return {name: span for name, span in spans if span != _unknown(name)}


def _unknown(name: str) -> Span:
    fact = vocabulary()[name]
    return (fact.any_value, fact.any_value) if fact.values else (fact.lowest, fact.highest)
