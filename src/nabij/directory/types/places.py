"""Where something is: a door, a point on the globe, and how far it is to walk."""

from __future__ import annotations

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

_EARTH_KM = 6371.0088  # mean radius (IUGG)


@dataclass(frozen=True, slots=True)
class Point:
    """Degrees in WGS84."""

    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        if not (-90 <= self.latitude <= 90 and -180 <= self.longitude <= 180):
            raise ValueError(f"no point on the globe: {self.latitude}, {self.longitude}")

    def km_to(self, other: Point) -> float:
        """As the crow flies, in kilometres (haversine)."""
        north = radians(other.latitude - self.latitude)
        east = radians(other.longitude - self.longitude)
        flat = cos(radians(self.latitude)) * cos(radians(other.latitude))
        return 2 * _EARTH_KM * asin(min(1.0, sqrt(sin(north / 2) ** 2 + flat * sin(east / 2) ** 2)))


@dataclass(frozen=True, slots=True)
class Door:
    """The address where a service is. Without a street there is none."""

    street: str = ""
    number: str = ""
    box: str = ""
    postcode: str = ""
    municipality: str = ""
    point: Point | None = None

    @property
    def is_known(self) -> bool:
        """Whether there is a street."""
        return bool(self.street)

    @property
    def first_line(self) -> str:
        """Street, number and box, as on an envelope."""
        line = f"{self.street} {self.number}".strip()
        return f"{line} bus {self.box}" if self.box else line

    @property
    def second_line(self) -> str:
        """Postcode and municipality."""
        return f"{self.postcode} {self.municipality}".strip()

    def __str__(self) -> str:
        return ", ".join(part for part in (self.first_line, self.second_line) if part)
