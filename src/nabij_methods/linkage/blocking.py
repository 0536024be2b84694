"""Which rows are worth comparing: those that share at least one key. Keys hold names as they sound.

Children of one name are many where two towns are laid side by side, and most of them have another birth
date; so of those only rows are laid side by side that share a birth year, a birthday, a telephone or a house
number, or of which one says no birth date. `evidence` would veto every other pair of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, product

from nabij_methods.linkage.evidence import Reading
from nabij_methods.linkage.normal import skeleton, spelling, without_particles

Key = tuple[object, ...]
LARGEST_BLOCK = 120


def candidates(readings: Sequence[Reading]) -> set[tuple[int, int]]:
    """Pairs of positions, the smaller first.

    A block of more than 120 rows (a block of flats without box numbers, a telephone of an organisation) is
    cut by first name, and when still too large by birth year: there the other keys do the work.
    """
    blocks: dict[Key, list[int]] = defaultdict(list)
    for place, reading in enumerate(readings):
        for key in _keys(reading):
            blocks[key].append(place)
    found: set[tuple[int, int]] = set()
    for key, members in blocks.items():
        if len(members) == 1:
            continue
        for block in _of_one_name(members, readings) if key[0] == "names" else (members,):
            for part in _cut(block, readings, 0):
                found.update(combinations(part, 2))
    return found


def _of_one_name(members: Sequence[int], readings: Sequence[Reading]) -> Iterator[Sequence[int]]:
    """The parts of a block of one name within which two rows may be one child."""
    parts: dict[Key, list[int]] = defaultdict(list)
    unknown = []
    for place in members:
        reading = readings[place]
        if not reading.row.birth.is_known:
            unknown.append(place)
        for key in _closer_keys(reading):
            parts[key].append(place)
    yield from (part for part in parts.values() if len(part) > 1)
    yield unknown
    if len(members) <= LARGEST_BLOCK:
        known = [place for place in members if readings[place].row.birth.is_known]
        yield from (sorted(pair) for pair in product(unknown, known))


def _closer_keys(reading: Reading) -> Iterator[Key]:
    birth = reading.row.birth
    if birth.is_known:
        yield "year", birth.year
    if birth.is_full:
        yield "day", birth.month, birth.day
    for phone in reading.phones:
        yield "phone", phone
    if reading.house.number:
        yield "number", reading.house.number


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
        for letter in {first[:1], last[:1], skeleton(reading.last)[:1]}:  # "Benali" and "Ben Ali"
            yield ("day", *day, letter)
    if row.guardian and first:
        yield ("guardian", first, *sorted(skeleton(word) for word in row.guardian.split()))
