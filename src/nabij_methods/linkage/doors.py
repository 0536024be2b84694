"""From children to doors: who lives together, so that brothers and sisters get their packages at one door.

A door follows from what lists keep together and from children whom two lists share. Foster children stand
at the
foster address only: their row elsewhere never ties that door to the one of their parents. Where the lists
give one
child several addresses, the machine does not choose: it asks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from nabij_methods.linkage.evidence import CLOSE, Reading, read
from nabij_methods.linkage.names import STRONG, whole_names
from nabij_methods.linkage.normal import House
from nabij_methods.linkage.places import HouseLikeness, houses
from nabij_methods.linkage.rows import Row


@dataclass(frozen=True, slots=True)
class Door:
    """Children (each a group of rows) who get their packages together; `rows` are those that say so.

    `houses` are the different addresses in those rows: more than one means that the family moved or has two
    homes, and that somebody must ask where to deliver.
    """

    children: tuple[tuple[str, ...], ...]
    rows: tuple[str, ...]
    houses: tuple[House, ...]
    is_foster: bool

    @property
    def must_ask_where(self) -> bool:
        """The lists do not agree on the address, or give none."""
        return len(self.houses) != 1


def doors(rows: Iterable[Row], groups: Sequence[tuple[str, ...]]) -> tuple[Door, ...]:
    """Put the children of `groups` together per door; every child stands at exactly one."""
    readings = {row.row_id: read(row) for row in rows}
    telling = [_telling(group, readings) for group in groups]
    child_of = {row_id: place for place, group in enumerate(telling) for row_id in group}
    roots = list(range(len(groups)))

    def root(place: int) -> int:
        while roots[place] != place:
            roots[place] = roots[roots[place]]
            place = roots[place]
        return place

    for one, other in _ties([readings[row_id] for row_id in sorted(child_of)]):
        first, second = sorted((root(child_of[one]), root(child_of[other])))
        roots[second] = first
    together: dict[int, list[int]] = defaultdict(list)
    for place in range(len(groups)):
        together[root(place)].append(place)
    return tuple(_door(places, groups, telling, readings) for _, places in sorted(together.items()))


def ties(rows: Iterable[Row]) -> Iterator[tuple[str, str]]:
    """Pairs of rows that may bring two children to one door. What these do not join never meets there."""
    return _ties(sorted((read(row) for row in rows), key=lambda reading: reading.row.row_id))


def _telling(group: Sequence[str], readings: Mapping[str, Reading]) -> tuple[str, ...]:
    foster = tuple(row_id for row_id in group if readings[row_id].row.is_foster)
    return foster or tuple(group)


def _ties(readings: Sequence[Reading]) -> Iterator[tuple[str, str]]:
    blocks: dict[object, list[Reading]] = defaultdict(list)
    for reading in readings:
        row = reading.row
        if row.group:
            blocks["group", row.list_id, row.group].append(reading)
        for phone in reading.phones:
            blocks["phone", phone, reading.house.street, reading.house.number].append(reading)
    for key, block in blocks.items():
        first, *others = block
        for other in others:
            if isinstance(key, tuple) and key[0] == "group":
                yield first.row.row_id, other.row.row_id
                continue
            for one in block:
                if one is not other and _one_family(one, other):
                    yield one.row.row_id, other.row.row_id


def _one_family(one: Reading, other: Reading) -> bool:
    """The same telephone at the same house, and the same parent: relatives next door may share the first
    two."""
    return (
        one.row.is_foster == other.row.is_foster
        and houses(one.house, other.house) in CLOSE
        and whole_names(one.row.guardian, other.row.guardian) in STRONG
    )


def _door(
    places: Sequence[int],
    groups: Sequence[tuple[str, ...]],
    telling: Sequence[tuple[str, ...]],
    readings: Mapping[str, Reading],
) -> Door:
    rows = tuple(sorted(row_id for place in places for row_id in telling[place]))
    found: list[House] = []
    for row_id in rows:
        house = readings[row_id].house
        if not house.street or not house.number:
            continue
        alike = [place for place, known in enumerate(found) if houses(known, house) in CLOSE]
        if not alike:
            found.append(house)
        elif houses(found[alike[0]], house) is HouseLikeness.HOUSE and house.box:
            found[alike[0]] = house
    return Door(
        children=tuple(groups[place] for place in places),
        rows=rows,
        houses=tuple(found),
        is_foster=any(readings[row_id].row.is_foster for row_id in rows),
    )
