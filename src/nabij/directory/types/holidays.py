"""Legal holidays in Belgium (law of 4 January 1974 and royal decree of 18 April 1974)."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache


def easter(year: int) -> date:
    """Easter Sunday (anonymous Gregorian algorithm)."""
    gold, century, rest = year % 19, year // 100, year % 100
    leap, more = divmod(century, 4)
    shift = (19 * gold + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    days = (32 + 2 * more + 2 * (rest // 4) - shift - rest % 4) % 7
    month, day = divmod(shift + days - 7 * ((gold + 11 * shift + 22 * days) // 451) + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=64)
def holidays(year: int) -> frozenset[date]:
    """The ten legal holidays of a year."""
    sunday = easter(year)
    moving = {sunday + timedelta(days=days) for days in (1, 39, 50)}
    fixed = {date(year, *day) for day in ((1, 1), (5, 1), (7, 21), (8, 15), (11, 1), (11, 11), (12, 25))}
    return frozenset(moving | fixed)
