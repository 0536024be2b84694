"""Rounds as they are drawn: where each begins, its doors in order, where it ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

Point = tuple[float, float]
"""Latitude and longitude, in degrees."""
LETTERS = "ABCDEF"
"""The colours of the house for routes; with more of them they come round again, and names tell them apart."""


def colour_of(turn: int) -> str:
    """The class of the colour of the so-manieth route of a drawing, from 0."""
    return f"r{LETTERS[turn % len(LETTERS)]}"


@dataclass(frozen=True, slots=True)
class WayDoor:
    """A door of a route: its number on the list, and whether somebody told what happened there."""

    number: int
    point: Point
    is_done: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """One route. `name`: a letter or nothing; `line`: the id of its line in the list beside the drawing."""

    name: str
    start: Point | None
    doors: tuple[WayDoor, ...]
    end: Point | None
    line: str = ""

    @property
    def points(self) -> list[Point]:
        """All of them, as they are walked."""
        walked = [self.start, *(door.point for door in self.doors), self.end]
        return [point for point in walked if point is not None]


def number_words(numbers: Iterable[int]) -> str:
    """Numbers in a few signs: those after each other as a range (4–6, 9)."""
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in _ranges(numbers))


def _ranges(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    first = last = None
    for number in sorted(numbers):
        if first is None or last is None or number != last + 1:
            if first is not None and last is not None:
                yield first, last
            first = number
        last = number
    if first is not None and last is not None:
        yield first, last
