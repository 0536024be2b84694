"""What opens what, as a list and as a drawing. The drawing is laid out here, in layers from left to right.

Each right stands one column after whatever leads to it, in the band of its level of government. A line that
skips columns runs through a lane of its own there; all lines to one right share that lane.
"""

from __future__ import annotations

import textwrap
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from nabij.rights.queries.catalogue import folded
from nabij.rights.queries.wording import Wording, from_leaflet, leaflet_of, page_language
from nabij_rights.blocks import right_name
from nabij_rights.catalogue import catalogue
from nabij_rights.edges import Edge, EdgeKind, edges
from nabij_rights.rights import Level

WIDE, HIGH = 214, 50
BETWEEN_COLUMNS, BETWEEN_ROWS, LANE = 86, 12, 14
BAND_TITLE, BETWEEN_BANDS, MARGIN = 30, 18, 14
LETTERS, LINES = 27, 2
SWEEPS = 8
ASIDE = {EdgeKind.OPENS: -5, EdgeKind.GOES_BEFORE: 5, EdgeKind.REPLACED_BY: 14}
"""How far from the middle of a box a line begins and ends, so that two lines to one right stay apart."""


@dataclass(frozen=True)
class Named:
    """A right by its name; without a page when its rule is not written yet."""

    id: str
    name: Wording
    has_page: bool


@dataclass(frozen=True)
class Links:
    """One right with everything that leads from it and to it."""

    right: Named
    level: Level
    opens: tuple[Named, ...]
    opened_by: tuple[Named, ...]
    asked_after: tuple[Named, ...]
    asked_before: tuple[Named, ...]
    replaced_by: tuple[Named, ...]
    replaces: tuple[Named, ...]


@dataclass(frozen=True)
class Box:
    """A right in the drawing, with the lines that leave it."""

    right: Named
    x: int
    y: int
    lines: tuple[tuple[str, int], ...]
    """Each line of its name, with its height."""
    leaving: tuple[tuple[EdgeKind, str], ...]
    """Each line to another right: its kind and its path."""


@dataclass(frozen=True)
class Band:
    """The strip of one level of government."""

    level: Level
    y: int
    high: int


@dataclass(frozen=True)
class Drawing:
    """Boxes, lines and bands with their places, in units of the drawing."""

    wide: int
    high: int
    boxes: tuple[Box, ...]
    bands: tuple[Band, ...]


@dataclass(frozen=True)
class EdgesPage:
    """The same twice: drawn, and as a list per level."""

    drawing: Drawing
    levels: tuple[tuple[Level, tuple[Links, ...]], ...]
    choices: tuple[Named, ...]
    chosen: str
    edges: int
    rights: int


def edges_page(chosen: str = "") -> EdgesPage:
    """All rights with an edge, or what leads to and from one of them."""
    every = edges()
    known = [edge for edge in every if edge.start in catalogue() and edge.end in catalogue()]
    ids = {end for edge in every for end in (edge.start, edge.end)} & catalogue().keys()
    choices = tuple(sorted(map(named, ids), key=_by_name))
    chosen = chosen if chosen in ids else ""
    shown = around(chosen, every) if chosen else ids
    links = [_links(right_id, every) for right_id in shown]
    levels = (
        (
            level,
            tuple(sorted((one for one in links if one.level is level), key=lambda one: _by_name(one.right))),
        )
        for level in Level
    )
    drawn = [edge for edge in known if edge.start in shown and edge.end in shown]
    return EdgesPage(
        drawing_of(drawn, shown),
        tuple((level, rows) for level, rows in levels if rows),
        choices,
        chosen,
        len(drawn) if chosen else len(every),
        len(shown),
    )


def around(right_id: str, every: Iterable[Edge]) -> set[str]:
    """This right, everything that leads to it and everything it leads to."""
    ahead, back = defaultdict(set), defaultdict(set)
    for edge in every:
        ahead[edge.start].add(edge.end)
        back[edge.end].add(edge.start)
    found = {right_id}
    for steps in (ahead, back):
        todo = [right_id]
        while todo:
            new = steps[todo.pop()] - found
            found |= new
            todo += new
    return found & catalogue().keys()


def named(right_id: str) -> Named:
    """A right to link to."""
    if right_id not in catalogue():
        return Named(right_id, Wording(right_name(right_id, page_language())), has_page=False)
    written = leaflet_of(right_id)
    return Named(right_id, from_leaflet(written, written.name), has_page=True)


def _by_name(right: Named) -> str:
    return folded(str(right.name))


def _links(right_id: str, every: Sequence[Edge]) -> Links:
    def ends(kind: EdgeKind) -> tuple[Named, ...]:
        return tuple(named(edge.end) for edge in every if edge.kind is kind and edge.start == right_id)

    def starts(kind: EdgeKind) -> tuple[Named, ...]:
        return tuple(named(edge.start) for edge in every if edge.kind is kind and edge.end == right_id)

    return Links(
        named(right_id),
        catalogue()[right_id].level,
        ends(EdgeKind.OPENS),
        starts(EdgeKind.OPENS),
        starts(EdgeKind.GOES_BEFORE),
        ends(EdgeKind.GOES_BEFORE),
        ends(EdgeKind.REPLACED_BY),
        starts(EdgeKind.REPLACED_BY),
    )


# ------------------------------------------------------------------------------------------- layout

Slot = tuple[str, str, int]
"""A place in a column: a right ("", id, column), or the lane of the lines of one kind to a right."""


def drawing_of(drawn: Sequence[Edge], shown: Iterable[str]) -> Drawing:
    """Where everything stands."""
    columns = columns_of(drawn, shown)
    ways = {edge: _way(edge, columns) for edge in drawn}
    slots = {("", right_id, column): None for right_id, column in columns.items()}
    slots |= {slot: None for way in ways.values() for slot in way}
    in_order = _ordered(list(slots), ways.values())
    heights, bands, bottom = _heights(in_order)
    boxes = tuple(
        _box(right_id, column, heights, [(edge, way) for edge, way in ways.items() if edge.start == right_id])
        for right_id, column in sorted(columns.items(), key=lambda pair: (pair[1], heights[("", *pair)]))
    )
    wide = _left(max(columns.values(), default=0)) + WIDE + MARGIN
    return Drawing(wide, bottom, boxes, bands)


def columns_of(drawn: Sequence[Edge], shown: Iterable[str]) -> dict[str, int]:
    """The column of each right: after all that leads to it, and no further from what it leads to."""
    ahead: dict[str, list[str]] = {right_id: [] for right_id in shown}
    back: dict[str, list[str]] = {right_id: [] for right_id in ahead}
    for edge in drawn:
        if not _reaches(edge.end, edge.start, ahead):  # a line that closes a circle is drawn, not obeyed
            ahead[edge.start].append(edge.end)
            back[edge.end].append(edge.start)
    columns: dict[str, int] = {}

    def column(right_id: str) -> int:
        if right_id not in columns:
            columns[right_id] = 1 + max((column(other) for other in back[right_id]), default=-1)
        return columns[right_id]

    for right_id in ahead:
        column(right_id)
    for right_id, others in ahead.items():
        if others and not back[right_id]:
            columns[right_id] = min(columns[other] for other in others) - 1
    return columns


def _reaches(start: str, end: str, ahead: Mapping[str, list[str]]) -> bool:
    todo, seen = [start], {start}
    while todo:
        here = todo.pop()
        if here == end:
            return True
        new = set(ahead[here]) - seen
        seen |= new
        todo += new
    return False


def _way(edge: Edge, columns: Mapping[str, int]) -> list[Slot]:
    """The slots that a line passes, from right to right."""
    first, last = columns[edge.start], columns[edge.end]
    lanes = [(str(edge.kind), edge.end, column) for column in range(first + 1, last)]
    return [("", edge.start, first), *lanes, ("", edge.end, last)]


def _level_of(slot: Slot) -> int:
    return list(Level).index(catalogue()[slot[1]].level)


def _ordered(slots: list[Slot], ways: Iterable[list[Slot]]) -> dict[int, list[Slot]]:
    """Per column the slots from top to bottom: by level, then near to what they are joined to."""
    joined: dict[Slot, set[Slot]] = defaultdict(set)
    for way in ways:
        for one, next_ in pairwise(way):
            joined[one].add(next_)
            joined[next_].add(one)
    columns: dict[int, list[Slot]] = defaultdict(list)
    for slot in slots:
        columns[slot[2]].append(slot)
    for column in columns.values():
        column.sort(key=_level_of)
    for sweep in range(SWEEPS):
        side = -1 if sweep % 2 == 0 else 1
        for number in sorted(columns, reverse=side > 0):
            beside = columns.get(number + side, [])
            rank = {slot: place / max(len(beside) - 1, 1) for place, slot in enumerate(beside)}
            columns[number] = _nearer(columns[number], joined, rank)
    return columns


def _nearer(column: list[Slot], joined: Mapping[Slot, set[Slot]], rank: Mapping[Slot, float]) -> list[Slot]:
    def middle(place: int, slot: Slot) -> float:
        ranks = [rank[other] for other in joined.get(slot, ()) if other in rank]
        return sum(ranks) / len(ranks) if ranks else place / max(len(column) - 1, 1)

    wanted = {slot: (_level_of(slot), middle(place, slot)) for place, slot in enumerate(column)}
    return sorted(column, key=lambda slot: wanted[slot])


def _heights(columns: Mapping[int, list[Slot]]) -> tuple[dict[Slot, int], tuple[Band, ...], int]:
    """The middle of each slot, the bands, and where the drawing ends."""
    heights: dict[Slot, int] = {}
    bands = []
    top = MARGIN
    for index, level in enumerate(Level):
        parts = [[slot for slot in column if _level_of(slot) == index] for column in columns.values()]
        if not any(parts):
            continue
        high = max(sum(map(_room, part)) for part in parts)
        bands.append(Band(level, top, BAND_TITLE + high + BETWEEN_ROWS))
        for part in parts:
            at = top + BAND_TITLE + (high - sum(map(_room, part))) // 2
            for slot in part:
                heights[slot] = at + _room(slot) // 2
                at += _room(slot)
        top += BAND_TITLE + high + BETWEEN_ROWS + BETWEEN_BANDS
    return heights, tuple(bands), top - BETWEEN_BANDS + MARGIN


def _room(slot: Slot) -> int:
    return LANE if slot[0] else HIGH + BETWEEN_ROWS


def _left(column: int) -> int:
    return 2 * MARGIN + column * (WIDE + BETWEEN_COLUMNS)


def _box(
    right_id: str, column: int, heights: Mapping[Slot, int], leaving: Sequence[tuple[Edge, list[Slot]]]
) -> Box:
    y = heights["", right_id, column] - HIGH // 2
    right = named(right_id)
    words = textwrap.wrap(str(right.name), LETTERS, max_lines=LINES, placeholder=" …")
    first = y + HIGH // 2 + 5 - 8 * (len(words) - 1)
    lines = tuple((text, first + 16 * number) for number, text in enumerate(words))
    paths = tuple((edge.kind, _path(way, heights, ASIDE[edge.kind])) for edge, way in leaving)
    return Box(right, _left(column), y, lines, paths)


def _path(way: Sequence[Slot], heights: Mapping[Slot, int], aside: int) -> str:
    """A line from the side of one box, through its lanes, to the side of the other."""
    return " ".join(_steps(way, heights, aside))


def _steps(way: Sequence[Slot], heights: Mapping[Slot, int], aside: int) -> Iterator[str]:
    x, y = _left(way[0][2]) + WIDE, heights[way[0]] + aside
    yield f"M{x} {y}"
    for slot in way[1:]:
        left, middle = _left(slot[2]), heights[slot] + (0 if slot[0] else aside)
        end = left if slot[0] else left - 7  # room for the head of the arrow
        bend = max((end - x) // 2, 30)
        yield f"C{x + bend} {y} {end - bend} {middle} {end} {middle}"
        x, y = left + WIDE, middle
        if slot[0]:
            yield f"H{x}"
