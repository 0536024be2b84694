"""Which rows are worth comparing: those that share at least one key. Keys hold names as they sound."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from nabij_methods.linkage.evidence import Reading
from nabij_methods.linkage.normal import skeleton, spelling, without_particles

Key = tuple[object, ...]
LARGEST_BLOCK = 120


def candidates(readings: Sequence[Reading]) -> set[tuple[int, int]]:
    """Pairs of positions, the smaller first.

    A block of more than 120 rows (a block of flats without box numbers, a telephone of an organisation) is
    cut by
    first name, and when still too large by birth year: there the other keys do the work.
    """
    blocks: dict[Key, list[int]] = defaultdict(list)
    for place, reading in enumerate(readings):
        for key in _keys(reading):
            blocks[key].append(place)
    found: set[tuple[int, int]] = set()
    for members in blocks.values():
        if len(members) > 1:
            for part in _cut(members, readings, 0):
                found.update(combinations(part, 2))
    return found


def _cut(members: Sequence[int], readings: Sequence[Reading], depth: int) -> Iterator[Sequence[int]]:
    if len(members) <= LARGEST_BLOCK:
        yield members
        return
    if depth == len(_FINER):
        return
    parts: dict[object, list[int]] = defaultdict(list)
    for place in members:
        parts[_FINER[depth](readings[place])].append(place)
    for part in parts.values():
        yield from _cut(part, readings, depth + 1)


def _first_bones(reading: Reading) -> object:
    return skeleton(reading.first)


def _birth_year(reading: Reading) -> object:
    return reading.row.birth.year


def _surname(reading: Reading) -> object:
    return spelling(reading.last)


_FINER = (_first_bones, _birth_year, _surname)


def _keys(reading: Reading) -> Iterator[Key]:
    row, birth = reading.row, reading.row.birth
    first, last = skeleton(reading.first), skeleton(without_particles(reading.last))
    whole_first = skeleton(without_particles(reading.first))
    if first and last:
        yield ("names", *sorted((whole_first, last)))
    for phone in reading.phones:
        yield "phone", phone
    if reading.house.street and reading.house.number:
        yield "house", reading.house.street, reading.house.number
    if birth.day is not None and birth.month is not None:
        day = (birth.year, *sorted((birth.month, birth.day)))
        for letter in {first[:1], last[:1]}:
            yield ("day", *day, letter)
    if row.guardian and first:
        yield ("guardian", first, *sorted(skeleton(word) for word in row.guardian.split()))
