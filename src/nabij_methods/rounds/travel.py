"""How long it takes from door to door: by our own rule, or by the matrix of a town."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from nabij_methods.rounds.answers import Basis
from nabij_methods.rounds.asked import Mode, Place
from nabij_methods.rounds.refusals import Fault, NotPlannable, Wrong

Seconds = NDArray[np.int64]

DETOUR = 1.3
"""Roads are so much longer than the straight line, as a rule, in a town."""
SPEED_KM_HOUR: Mapping[Mode, float] = {Mode.FOOT: 4.5, Mode.BICYCLE: 14.0, Mode.CAR: 26.0}
"""From door to door in a town, with crossings, locks and parking."""
_EARTH_METRES = 6_371_000.0


class Travel(Protocol):
    """Where travel times come from."""

    @property
    def basis(self) -> Basis:
        """What they rest on."""

    def seconds(self, places: Sequence[Place], mode: Mode) -> Seconds:
        """From each place (row) to each place (column), in whole seconds.

        Raises NotPlannable when a place or the mode is not known.
        """

    def in_english(self) -> str:
        """One sentence for under the plan."""


@dataclass(frozen=True)
class CrowFlies:
    """Straight line times `detour`, at one speed per way of going. Says nothing of bridges or railways."""

    detour: float = DETOUR
    speed_km_hour: Mapping[Mode, float] = field(default_factory=lambda: dict(SPEED_KM_HOUR))

    @property
    def basis(self) -> Basis:
        """The straight line."""
        return Basis.CROW_FLIES

    def seconds(self, places: Sequence[Place], mode: Mode) -> Seconds:
        """Rounded up, so that a plan is never too tight by rounding."""
        if mode not in self.speed_km_hour:
            raise NotPlannable((Fault(Wrong.NO_TIMES_FOR_MODE, mode),))
        metres = _straight_metres(places) * self.detour
        return np.ceil(metres / (self.speed_km_hour[mode] / 3.6)).astype(np.int64)

    def in_english(self) -> str:
        """The rule, with its figures."""
        speeds = ", ".join(f"{mode.value} {speed:g} km/h" for mode, speed in self.speed_km_hour.items())
        return f"Travel times are estimates: the straight line times {self.detour:g}, at {speeds}."


@dataclass(frozen=True)
class GivenTimes:
    """Travel times that a town brings, of its own road service: seconds between the places in `keys`."""

    keys: tuple[str, ...]
    seconds_of: Mapping[Mode, Sequence[Sequence[float]] | NDArray[np.float64]]

    @property
    def basis(self) -> Basis:
        """Roads."""
        return Basis.ROADS

    def seconds(self, places: Sequence[Place], mode: Mode) -> Seconds:
        """Rounded up. Raises NotPlannable for a place or a mode without times."""
        if mode not in self.seconds_of:
            raise NotPlannable((Fault(Wrong.NO_TIMES_FOR_MODE, mode),))
        given = np.asarray(self.seconds_of[mode], dtype=np.float64)
        size = len(self.keys)
        if given.shape != (size, size) or not np.isfinite(given).all() or (given < 0).any():
            raise NotPlannable((Fault(Wrong.MATRIX_NOT_SQUARE),))
        at = {key: number for number, key in enumerate(self.keys)}
        strangers = sorted({place.key for place in places if place.key not in at})
        if strangers:
            raise NotPlannable(tuple(Fault(Wrong.NOT_IN_MATRIX, key or "?") for key in strangers))
        rows = np.array([at[place.key] for place in places], dtype=np.intp)
        return np.ceil(given[np.ix_(rows, rows)]).astype(np.int64)

    def in_english(self) -> str:
        """Where they come from."""
        return "Travel times come from the road service of the town."


def _straight_metres(places: Sequence[Place]) -> NDArray[np.float64]:
    """Great circle between each pair (haversine)."""
    latitude = np.radians([place.latitude for place in places])
    longitude = np.radians([place.longitude for place in places])
    north = np.sin((latitude[:, None] - latitude[None, :]) / 2) ** 2
    east = np.sin((longitude[:, None] - longitude[None, :]) / 2) ** 2
    chord = north + np.cos(latitude)[:, None] * np.cos(latitude)[None, :] * east
    return np.asarray(2 * _EARTH_METRES * np.arcsin(np.sqrt(np.clip(chord, 0.0, 1.0))), dtype=np.float64)
