"""Outlines of neighbourhoods, and which of them a point lies in."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

GEO = Path(__file__).resolve().parents[1] / "geo"

ATTRIBUTION = (
    "Wijken voor omgevingsanalyse. (c) gemeentebesturen, verzameld door "
    "Data & Analyse van de Vlaamse provincies"
)
"""What the licence of the outlines asks to show with a map, word for word."""

Ring = Sequence[Sequence[float]]


@dataclass(frozen=True, slots=True)
class Outline:
    """A neighbourhood as polygons: a ring, then its holes; in degrees (WGS84), longitude first."""

    code: str
    name: str
    nis_code: str
    municipality: str
    polygons: tuple[tuple[Ring, ...], ...]
    box: tuple[float, float, float, float]
    """West, south, east, north."""

    def holds(self, longitude: float, latitude: float) -> bool:
        """Whether a point lies inside: in a ring and in none of its holes."""
        west, south, east, north = self.box
        if not (west <= longitude <= east and south <= latitude <= north):
            return False
        return any(
            _inside(rings[0], longitude, latitude)
            and not any(_inside(hole, longitude, latitude) for hole in rings[1:])
            for rings in self.polygons
        )


def _inside(ring: Ring, x: float, y: float) -> bool:
    """Whether a line from the point to the east crosses the ring an odd number of times (ray casting)."""
    is_inside = False
    x1, y1 = ring[-1]
    for x2, y2 in ring:
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            is_inside = not is_inside
        x1, y1 = x2, y2
    return is_inside


@cache
def outlines() -> tuple[Outline, ...]:
    """The outlines that come with Nabij (see geo/README.md for source and licence)."""
    return tuple(read_outlines((GEO / "neighbourhoods.geojson").read_text(encoding="utf-8")))


def read_outlines(geojson: str) -> Iterable[Outline]:
    """Read outlines from GeoJSON with the properties `wijk`, `naam`, `gemeente_nis` and `gemeente`."""
    for feature in json.loads(geojson)["features"]:
        told, shape = feature["properties"], feature["geometry"]
        parts = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
        points = [point for rings in parts for point in rings[0]]
        xs, ys = [point[0] for point in points], [point[1] for point in points]
        yield Outline(
            code=told["wijk"],
            name=told["naam"],
            nis_code=told["gemeente_nis"],
            municipality=told["gemeente"],
            polygons=tuple(tuple(rings) for rings in parts),
            box=(min(xs), min(ys), max(xs), max(ys)),
        )


def outline_at(longitude: float, latitude: float) -> Outline | None:
    """The neighbourhood in which a point lies; None outside all of them."""
    return next((outline for outline in outlines() if outline.holds(longitude, latitude)), None)
