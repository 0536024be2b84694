"""Travel times between places: the straight line with a detour, or the road service of the town (OSRM).

No service is called unless a town names its own; points of doors go to nobody else.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from urllib.error import URLError
from urllib.request import urlopen

import numpy as np
from django.conf import settings
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from nabij_methods import rounds as method

SECONDS_TO_ANSWER = 20
_AT_ONCE = 50
"""A road service answers for a hundred places at once, as a rule: fifty from, fifty to."""


class NoAnswer(Exception):
    """The road service did not answer, or with something else than travel times."""


def travel_between(
    places: Iterable[method.Place], modes: Collection[method.Mode]
) -> tuple[method.Travel, str]:
    """How long it takes between these places in these ways of going, and what has to be said about it.

    Without a service of the town, or when it does not answer, the straight line with a detour.
    """
    if not settings.ROADS_URL:
        return method.CrowFlies(), ""
    by_key = {place.key: place for place in places}
    try:
        times = {mode: _table(list(by_key.values()), mode) for mode in sorted(modes)}
    except NoAnswer:
        return method.CrowFlies(), _(
            "The road service of the town did not answer. These travel times are estimates along the "
            "straight line; plan again later for better ones."
        )
    return method.GivenTimes(tuple(by_key), times), ""


def _table(places: list[method.Place], mode: method.Mode) -> NDArray[np.float64]:
    size = len(places)
    found = np.zeros((size, size))
    for row in range(0, size, _AT_ONCE):
        for column in range(0, size, _AT_ONCE):
            sources, targets = places[row : row + _AT_ONCE], places[column : column + _AT_ONCE]
            found[row : row + len(sources), column : column + len(targets)] = _asked(sources, targets, mode)
    return found


def _asked(
    sources: list[method.Place], targets: list[method.Place], mode: method.Mode
) -> NDArray[np.float64]:
    points = ";".join(f"{one.longitude:.6f},{one.latitude:.6f}" for one in [*sources, *targets])
    first = ";".join(map(str, range(len(sources))))
    then = ";".join(map(str, range(len(sources), len(sources) + len(targets))))
    base = str(settings.ROADS_URL).replace("{mode}", mode.value).rstrip("/")
    address = f"{base}/table/v1/{mode.value}/{points}?sources={first}&destinations={then}"
    try:
        with urlopen(address, timeout=SECONDS_TO_ANSWER) as answer:
            table = np.array(json.load(answer)["durations"], dtype=np.float64)
    except (URLError, OSError, ValueError, KeyError, TypeError) as error:
        raise NoAnswer from error
    if table.shape != (len(sources), len(targets)) or not np.isfinite(table).all():
        raise NoAnswer
    return table
