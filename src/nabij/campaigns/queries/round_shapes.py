"""Rounds as GeoJSON for a map that can be zoomed: only our own shapes, and nobody's map service is asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from nabij.campaigns.types.drawn_rounds import Point, Way, WayDoor, colour_of, number_words
from nabij.registry.types.outlines import Outline

Feature = dict[str, Any]


def shapes_of(ways: Sequence[Way], behind: Sequence[Outline], *, is_alone: bool) -> Feature:
    """A FeatureCollection: outlines of neighbourhoods, then routes, then their ends and doors.

    Nothing stands in it that the list beside it does not hold: no name, no address. A door says its
    number and the id of its line in that list; on a map of several routes, the line of its route.
    """
    features = [_outline(one) for one in behind]
    for turn, way in enumerate(ways):
        features.append(_line(way, colour_of(turn)))
    for point in dict.fromkeys(end for way in ways for end in (way.start, way.end) if end):
        features.append(_feature("Point", _place(point), {"is": "end"}))
    for turn, way in enumerate(ways):
        features += _doors(way, colour_of(turn), is_alone=is_alone)
    return {"type": "FeatureCollection", "features": features}


def _feature(shape: str, coordinates: Any, told: Feature) -> Feature:
    return {
        "type": "Feature",
        "properties": told,
        "geometry": {"type": shape, "coordinates": coordinates},
    }


def _place(point: Point) -> list[float]:
    """GeoJSON names the longitude first; five decimals are a metre."""
    return [round(point[1], 5), round(point[0], 5)]


def _outline(one: Outline) -> Feature:
    return _feature("MultiPolygon", one.polygons, {"is": "outline", "name": one.name})


def _line(way: Way, colour: str) -> Feature:
    return _feature("LineString", [_place(point) for point in way.points], {"is": "way", "colour": colour})


def _doors(way: Way, colour: str, *, is_alone: bool) -> Iterator[Feature]:
    """The doors of a route; doors on one and the same spot share a mark, as no zoom ever parts them."""
    spots: defaultdict[tuple[float, ...], list[WayDoor]] = defaultdict(list)
    for door in way.doors:
        spots[tuple(_place(door.point))].append(door)
    for spot, doors in spots.items():
        numbers = number_words(door.number for door in doors)
        is_done = all(door.is_done for door in doors)
        is_first = doors[0] is way.doors[0]
        told = {
            "is": "door",
            "colour": colour,
            "words": numbers if is_alone else f"{way.name}{numbers}",
            "label": _label(way.name, numbers, is_done=is_done),
            "done": is_done,
            "first": is_first,
            "name": way.name,
            "to": f"stop-{doors[0].number}" if is_alone else way.line,
        }
        yield _feature("Point", list(spot), told)


def _label(name: str, numbers: str, *, is_done: bool) -> str:
    """What a screen reader says of a mark."""
    said = {"name": name, "numbers": numbers}
    if name:
        words = (
            _("Round %(name)s, door %(numbers)s, done") if is_done else _("Round %(name)s, door %(numbers)s")
        )
    else:
        words = _("Door %(numbers)s, done") if is_done else _("Door %(numbers)s")
    return words % said
