"""What comes back: routes with their times, and for every visit that is left out why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Stop:
    """One visit of a route. Between `arrives_second` and `begins_second` one waits until the window opens."""

    visit_id: str
    arrives_second: int
    begins_second: int
    ends_second: int


@dataclass(frozen=True, slots=True)
class Route:
    """One shift of one person. `shift` is the number of the shift among those of this person, from 0."""

    walker_id: str
    shift: int
    leaves_second: int
    stops: tuple[Stop, ...]
    returns_second: int
    travel_seconds: int

    @property
    def seconds(self) -> int:
        """From leaving until being back, with the time at the doors and the waiting."""
        return self.returns_second - self.leaves_second


class Reason(StrEnum):
    """Why a visit is not in the plan. `in_english` says it in a sentence."""

    NO_SPEAKER = "no_speaker"
    NOBODY_OF_TEAM = "nobody_of_team"
    WINDOW_CLOSED = "window_closed"
    TOO_LONG = "too_long"
    CAPACITY = "capacity"
    PUSHES_OUT = "pushes_out"
    NOT_ENOUGH_HOURS = "not_enough_hours"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One visit that is not in the plan, the reason, and the facts that belong to the reason.

    `languages`: of which none is spoken by anybody who goes (NO_SPEAKER). `earliest_second`: the first moment
    at which anybody can be there (WINDOW_CLOSED). `missing_minutes`: how much longer the roomiest shift would
    have to be (TOO_LONG, NOT_ENOUGH_HOURS). `room`: how much may still go along (CAPACITY). `instead_of`: the
    visits, worth more together, that would have to make way (PUSHES_OUT).
    """

    visit_id: str
    reason: Reason
    languages: frozenset[str] = frozenset()
    earliest_second: int | None = None
    missing_minutes: int | None = None
    room: int | None = None
    instead_of: tuple[str, ...] = ()


class Ended(StrEnum):
    """Why the search ended. After TIME the same question may give another plan on another day."""

    WORK_DONE = "work_done"
    TIME = "time"
    CANCELLED = "cancelled"


class Basis(StrEnum):
    """What the travel times rest on. It belongs on every sheet."""

    CROW_FLIES = "crow_flies"
    ROADS = "roads"


@dataclass(frozen=True, slots=True)
class Plan:
    """Routes that can be walked as they are, and what is left out of them."""

    routes: tuple[Route, ...]
    left_out: tuple[LeftOut, ...]
    basis: Basis
    ended: Ended

    @property
    def travel_seconds(self) -> int:
        """On the way, all routes together."""
        return sum(route.travel_seconds for route in self.routes)

    @property
    def visit_ids(self) -> frozenset[str]:
        """What is in the plan."""
        return frozenset(stop.visit_id for route in self.routes for stop in route.stops)


class Step(StrEnum):
    """What the planner is doing."""

    EVERYBODY = "everybody"
    MOST_WORTH = "most_worth"
    BALANCE = "balance"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the search is. `share` of the work or the time that it may take, from 0 to 1."""

    step: Step
    share: float
    found_a_plan: bool


Listener = Callable[[Progress], None]
"""Is told how far the search is, some times a second at most."""
Cancelled = Callable[[], bool]
"""Is asked whether to stop; the best until then is kept."""
