"""Three rounds to measure on: made up from a seed, around the real neighbourhoods of Kortrijk.

Middles and surfaces of neighbourhoods come from `src/nabij/registry/geo/neighbourhoods.geojson` (its README
tells source and licence). Doors are drawn around those middles; no door is the door of anybody.
"""

from __future__ import annotations

import json
import math
import random
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from nabij_methods.rounds import (
    Mode,
    Place,
    Priority,
    Question,
    Shift,
    Visit,
    Walker,
    Window,
    moment,
)

_MAP = Path(__file__).resolve().parents[1] / "src" / "nabij" / "registry" / "geo" / "neighbourhoods.geojson"
_TOWN = "34022"  # Kortrijk
_DEGREE_KM = 111.2
_TONGUES = ("ar", "tr", "uk", "fr", "ps")
_VILLAGES = ("Aalbeke", "Bellegem", "Kooigem", "Rollegem")
_WEIGHTS = {"Kortrijk Centrum": 5.0, "Kortrijk Noord": 3.0, "Kortrijk Oost": 3.0, "Kortrijk West": 3.0}
MORNING = Shift(moment(hour=9), moment(hour=12, minute=30))
AFTERNOON = Shift(moment(hour=13), moment(hour=16, minute=30))


def neighbourhoods() -> list[tuple[str, Place, float]]:
    """Name, middle and surface (km²) of each neighbourhood of the town."""
    read = json.loads(_MAP.read_text(encoding="utf-8"))
    return [
        (
            str(one["properties"]["naam"]),
            Place(one["properties"]["punt_lat"], one["properties"]["punt_lon"]),
            float(one["properties"]["opp_km2"]),
        )
        for one in read["features"]
        if one["properties"]["gemeente_nis"] == _TOWN
    ]


def _doors(chance: random.Random, number: int, *, without: Sequence[str] = ()) -> list[tuple[str, Place]]:
    towns = [one for one in neighbourhoods() if one[0] not in without]
    weights = [_WEIGHTS.get(name, 1.0) for name, _, _ in towns]
    found = []
    for name, middle, surface in chance.choices(towns, weights, k=number):
        spread_km = math.sqrt(surface / math.pi) / 2
        north = chance.gauss(0, spread_km) / _DEGREE_KM
        east = chance.gauss(0, spread_km) / (_DEGREE_KM * math.cos(math.radians(middle.latitude)))
        found.append((name, Place(round(middle.latitude + north, 5), round(middle.longitude + east, 5))))
    return found


def _needs(chance: random.Random, share: float) -> frozenset[str]:
    return frozenset({chance.choice(_TONGUES)}) if chance.random() < share else frozenset()


def _speaks(chance: random.Random, share: float) -> frozenset[str]:
    return frozenset(tongue for tongue in _TONGUES if chance.random() < share)


def day_of_40(seed: int = 40) -> Question:
    """40 home visits on one day, four colleagues by bicycle, windows and languages."""
    chance = random.Random(seed)
    windows = (
        (), (), (),
        (Window(moment(hour=9), moment(hour=11)),),
        (Window(moment(hour=13), moment(hour=15)),),
        (Window(moment(hour=10), moment(hour=11, minute=30)),),
        (Window(moment(hour=9), moment(hour=10)), Window(moment(hour=15), moment(hour=16))),
    )  # fmt: skip
    visits = tuple(
        Visit(
            f"v{number}", place, chance.choice((25, 30, 30)), windows=chance.choice(windows),
            languages=_needs(chance, 0.3), team=team,
        )
        for number, (team, place) in enumerate(_doors(chance, 40, without=_VILLAGES))
    )  # fmt: skip
    spoken = [{"ar", "fr"}, {"tr", "fr"}, {"uk", "ps"}, {"ar", "tr", "ps"}]
    base = dict((name, place) for name, place, _ in neighbourhoods())
    walkers = tuple(
        Walker(
            f"w{number}",
            base[team],
            base[team],
            (MORNING, AFTERNOON),
            Mode.BICYCLE,
            frozenset(tongues),
            team=team,
        )
        for number, (tongues, team) in enumerate(
            zip(spoken, ("Kortrijk Centrum", "Kortrijk Oost", "Heule Watermolen", "Marke"), strict=True)
        )
    )
    return Question(visits, walkers)


def packages_950(seed: int = 950) -> Question:
    """950 doors with 2,159 packages, 35 people by car in half-day shifts, from 12 centres."""
    chance = random.Random(seed)
    loads = [1] * 950
    while sum(loads) < 2_159:
        door = chance.randrange(950)
        loads[door] += loads[door] < 6
    visits = tuple(
        Visit(f"v{number}", place, 8 + loads[number], load=loads[number], team=team)
        for number, (team, place) in enumerate(_doors(chance, 950))
    )
    centres = [one for one in neighbourhoods() if one[0] not in ("Kooigem", "Heule Sente")]
    walkers = tuple(
        Walker(
            f"w{number}", centre[1], centre[1], (MORNING, AFTERNOON), Mode.CAR, capacity=45, team=centre[0]
        )
        for number, centre in ((n, centres[n % len(centres)]) for n in range(35))
    )
    return Question(visits, walkers)


def doorstep_600(seed: int = 600) -> Question:
    """600 doors with time for half of them: 12 people on foot and by bicycle, languages, priorities."""
    chance = random.Random(seed)
    priorities = (
        Priority.FIRST,
        *(Priority.SOON,) * 2,
        *(Priority.ORDINARY,) * 5,
        *(Priority.WHEN_IT_FITS,) * 2,
    )
    visits = tuple(
        Visit(
            f"v{number}", place, chance.choice((10, 15, 20)), priority=chance.choice(priorities),
            languages=_needs(chance, 0.2), team=team,
        )
        for number, (team, place) in enumerate(_doors(chance, 600))
    )  # fmt: skip
    centres = neighbourhoods()
    walkers = tuple(
        Walker(
            f"w{number}", centres[number][1], centres[number][1], (MORNING, AFTERNOON),
            Mode.FOOT if number % 3 == 0 else Mode.BICYCLE, _speaks(chance, 0.3), team=centres[number][0],
        )
        for number in range(14)
    )  # fmt: skip
    return Question(visits, walkers)


INSTANCES: Mapping[str, Callable[[], Question]] = {
    "day of 40 visits": day_of_40,
    "950 doors with packages": packages_950,
    "600 doors, time for half": doorstep_600,
}
