"""Places of a town that have a point on the map: where people can meet, or where a round begins."""

from __future__ import annotations

from dataclasses import dataclass

from nabij.directory.models import Landmark, Location


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A place with its point (WGS84, in degrees). `key` names it in a form."""

    key: str
    name: str
    latitude: float
    longitude: float


def known_places(town: str) -> list[KnownPlace]:
    """The places of organisations and the landmarks of a town of which the point is known, by name."""
    doors = Location.objects.filter(
        organisation__town=town, organisation__ended_on=None, latitude__isnull=False
    ).select_related("organisation")
    found = [
        KnownPlace(f"door-{one.pk}", f"{one.organisation.name}, {one}"[:120], one.latitude, one.longitude)
        for one in doors
        if one.latitude is not None and one.longitude is not None
    ]
    marks = Landmark.objects.filter(town=town)
    found += [KnownPlace(f"mark-{one.pk}", one.name, one.latitude, one.longitude) for one in marks]
    return sorted(found, key=lambda place: (place.name.casefold(), place.key))
