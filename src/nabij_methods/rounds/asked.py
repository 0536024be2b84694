"""What is asked of a round: the visits, and the people who go. Plain values, without names of people.

Moments are whole seconds since midnight of the first day of the round, so that 9:30 on the second day is
`moment(hour=9, minute=30, day=1)`. A round of one day never sees more than 86,400.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

DAY = 86_400
HOUR = 3_600
MINUTE = 60


def moment(*, hour: int, minute: int = 0, day: int = 0) -> int:
    """Seconds since midnight of the first day of the round; `day` counts from 0."""
    return day * DAY + hour * HOUR + minute * MINUTE


class Mode(StrEnum):
    """How somebody goes from door to door."""

    FOOT = "foot"
    BICYCLE = "bicycle"
    CAR = "car"


class Priority(StrEnum):
    """What goes first when the hours do not suffice. Of the visit, never of the person who lives there."""

    FIRST = "first"
    SOON = "soon"
    ORDINARY = "ordinary"
    WHEN_IT_FITS = "when_it_fits"


@dataclass(frozen=True, slots=True)
class Place:
    """A point on the map (WGS84). `key` names its row in a matrix of a town; without one it is not needed."""

    latitude: float
    longitude: float
    key: str = ""


@dataclass(frozen=True, slots=True)
class Window:
    """A visit may begin from `opens_second` until and with `closes_second`."""

    opens_second: int
    closes_second: int


@dataclass(frozen=True, slots=True)
class Promise:
    """What a household was told: who comes and when. The visit begins within `leeway_minutes` of it."""

    walker_id: str
    begins_second: int
    leeway_minutes: int = 15


@dataclass(frozen=True, slots=True)
class Visit:
    """One door. `languages`: whoever goes speaks at least one of them; empty means any language will do.

    `windows` are when somebody may come, empty means at any moment of a shift. `load` is what is carried to
    the door (packages). `team` is who the neighbourhood belongs to. What is `is_obligatory` or promised is
    left out only when there is no other way, whatever its `priority`.
    """

    visit_id: str
    place: Place
    minutes_at_door: int
    windows: tuple[Window, ...] = ()
    languages: frozenset[str] = frozenset()
    load: int = 0
    team: str = ""
    priority: Priority = Priority.ORDINARY
    is_obligatory: bool = False
    promised: Promise | None = None


@dataclass(frozen=True, slots=True)
class Shift:
    """Half a day, as a rule: nobody starts before it and everybody is back before it ends.

    Shifts of half a day take the place of breaks. `start`, `end` and `capacity` are those of this shift,
    where they are not those of the person.
    """

    starts_second: int
    ends_second: int
    start: Place | None = None
    end: Place | None = None
    capacity: int | None = None


@dataclass(frozen=True, slots=True)
class Walker:
    """Somebody who goes: a colleague or a volunteer. `capacity` is how much goes along in one shift.

    None as `capacity` means that it does not matter.
    """

    walker_id: str
    start: Place
    end: Place
    shifts: tuple[Shift, ...]
    mode: Mode = Mode.FOOT
    languages: frozenset[str] = frozenset()
    capacity: int | None = None
    team: str = ""
