"""Rounds drawn on the outlines of neighbourhoods: points and lines, and nobody's map service is asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import Any

from nabij.campaigns.queries.round_shapes import shapes_of
from nabij.campaigns.types.drawn_rounds import Point, Way, colour_of, number_words
from nabij.registry.types.outlines import ATTRIBUTION, Outline, outlines

WIDTH, HEIGHT, EDGE = 616, 426, 26
SAME_SPOT = 12
"""Doors that are nearer than this in the drawing would hide each other's numbers."""


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
    """A map of routes, and the outlines of the neighbourhoods behind it.

    `shapes`: the same as GeoJSON, for a map that can be zoomed. `source`: whom to name for the outlines.
    """

    ways: tuple[DrawnWay, ...]
    outlines: tuple[str, ...]
    shapes: dict[str, Any]
    source: str
    width: int = WIDTH
    height: int = HEIGHT


def drawn(ways: Sequence[Way], *, is_alone: bool = False) -> Drawing | None:
    """These routes on one map; None when there is nothing to draw."""
    ways = [one for one in ways if one.doors]
    points = [point for one in ways for point in one.points]
    if not points:
        return None
    scale = _Scale(points)
    lines = tuple(_drawn(one, colour_of(turn), scale, is_alone=is_alone) for turn, one in enumerate(ways))
    behind = [one for one in outlines() if scale.shows(one)]
    return Drawing(
        ways=lines,
        outlines=tuple(_outlines(behind, scale)),
        shapes=shapes_of(ways, behind, is_alone=is_alone),
        source=ATTRIBUTION if behind else "",
    )


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

    def shows(self, one: Outline) -> bool:
        """Whether some of a neighbourhood lies in the picture."""
        west, south, east, north = one.box
        return west <= self.east and east >= self.west and south <= self.north and north >= self.south


def _drawn(one: Way, colour: str, scale: _Scale, *, is_alone: bool) -> DrawnWay:
    doors = [(door.number, *scale.at(door.point)) for door in one.doors]
    return DrawnWay(
        colour=colour,
        line="M" + "L".join("{} {}".format(*scale.at(point)) for point in one.points),
        points="".join(f"M{x} {y}h0" for _number, x, y in doors),
        marks=_numbered(doors) if is_alone else (Mark(*doors[0][1:], one.name),),
    )


def _numbered(doors: Sequence[tuple[int, int, int]]) -> tuple[Mark, ...]:
    """A number at each door; doors after each other on one spot share a mark: 4–9."""
    marks: list[tuple[int, int, list[int]]] = []
    for number, x, y in doors:
        if marks and abs(marks[-1][0] - x) < SAME_SPOT and abs(marks[-1][1] - y) < SAME_SPOT:
            marks[-1][2].append(number)
        else:
            marks.append((x, y, [number]))
    return tuple(Mark(x, y, number_words(numbers)) for x, y, numbers in marks)


def _outlines(behind: Iterable[Outline], scale: _Scale) -> Iterable[str]:
    """The neighbourhoods behind the routes; none for a town without outlines."""
    for one in behind:
        for rings in one.polygons:
            corners = (scale.at((corner[1], corner[0])) for corner in rings[0])
            yield "M" + "L".join(f"{x} {y}" for x, y in corners) + "z"
