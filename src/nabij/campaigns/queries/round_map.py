"""Rounds drawn on the outlines of neighbourhoods: points and lines, and nobody's map service is asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians

from nabij.registry.types.outlines import outlines

WIDTH, HEIGHT, EDGE = 616, 426, 26
SAME_SPOT = 12
"""Doors that are nearer than this in the drawing would hide each other's numbers."""
LETTERS = "ABCDEF"
"""The colours of the house for routes; with more of them they come round again, and names tell them apart."""

Point = tuple[float, float]
"""Latitude and longitude, in degrees."""


@dataclass(frozen=True, slots=True)
class Way:
    """One route: where it begins, the doors in order, and where it ends; `name` is a letter or nothing."""

    name: str
    start: Point | None
    doors: tuple[Point, ...]
    end: Point | None


@dataclass(frozen=True, slots=True)
class Mark:
    """Words at a point of the drawing."""

    x: int
    y: int
    words: str


@dataclass(frozen=True, slots=True)
class DrawnWay:
    """A route as it is drawn. `marks`: the doors with their numbers when it is drawn alone, else its name."""

    colour: str
    line: str
    points: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A map of routes, and the outlines of the neighbourhoods behind it."""

    ways: tuple[DrawnWay, ...]
    outlines: tuple[str, ...]
    width: int = WIDTH
    height: int = HEIGHT


def drawn(ways: Sequence[Way], *, is_alone: bool = False) -> Drawing | None:
    """These routes on one map; None when there is nothing to draw."""
    ways = [one for one in ways if one.doors]
    points = [point for one in ways for point in _all(one)]
    if not points:
        return None
    scale = _Scale(points)
    lines = tuple(
        _drawn(one, LETTERS[turn % len(LETTERS)], scale, is_alone=is_alone) for turn, one in enumerate(ways)
    )
    return Drawing(lines, tuple(_outlines(scale)))


def _all(one: Way) -> list[Point]:
    ends = [point for point in (one.start, one.end) if point is not None]
    return [*ends, *one.doors]


class _Scale:
    """From degrees to the points of a drawing, north up; a degree east is shorter than a degree north."""

    def __init__(self, points: Sequence[Point]) -> None:
        norths, easts = [point[0] for point in points], [point[1] for point in points]
        self.south, self.north, self.west, self.east = min(norths), max(norths), min(easts), max(easts)
        self.narrow = cos(radians((self.south + self.north) / 2))
        wide = max((self.east - self.west) * self.narrow, 0.0005)
        high = max(self.north - self.south, 0.0005)
        self.by = min((WIDTH - 2 * EDGE) / wide, (HEIGHT - 2 * EDGE) / high)
        self.left = (WIDTH - (self.east - self.west) * self.narrow * self.by) / 2
        self.top = (HEIGHT - (self.north - self.south) * self.by) / 2

    def at(self, point: Point) -> tuple[int, int]:
        """Where a point comes in the drawing."""
        across = (point[1] - self.west) * self.narrow * self.by
        return round(self.left + across), round(self.top + (self.north - point[0]) * self.by)


def _drawn(one: Way, letter: str, scale: _Scale, *, is_alone: bool) -> DrawnWay:
    doors = [scale.at(point) for point in one.doors]
    way = [scale.at(point) for point in ([one.start] if one.start else [])] + doors
    way += [scale.at(one.end)] if one.end else []
    return DrawnWay(
        colour=f"r{letter}",
        line="M" + "L".join(f"{x} {y}" for x, y in way),
        points="".join(f"M{x} {y}h0" for x, y in doors),
        marks=_numbered(doors) if is_alone else (Mark(*doors[0], one.name),),
    )


def _numbered(doors: Sequence[tuple[int, int]]) -> tuple[Mark, ...]:
    """A number at each door; doors after each other on one spot share a mark: 4–9."""
    marks: list[tuple[int, int, int, int]] = []
    for number, (x, y) in enumerate(doors, 1):
        if marks and abs(marks[-1][0] - x) < SAME_SPOT and abs(marks[-1][1] - y) < SAME_SPOT:
            marks[-1] = (*marks[-1][:3], number)
        else:
            marks.append((x, y, number, number))
    return tuple(
        Mark(x, y, str(first) if first == last else f"{first}–{last}") for x, y, first, last in marks
    )


def _outlines(scale: _Scale) -> Iterable[str]:
    """The neighbourhoods of which some lies in the picture; none for a town without outlines."""
    for one in outlines():
        west, south, east, north = one.box
        if west > scale.east or east < scale.west or south > scale.north or north < scale.south:
            continue
        for rings in one.polygons:
            corners = (scale.at((corner[1], corner[0])) for corner in rings[0])
            yield "M" + "L".join(f"{x} {y}" for x, y in corners) + "z"
