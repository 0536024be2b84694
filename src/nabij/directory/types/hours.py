"""Opening hours: a week, days on which it is otherwise, and whether it is open at a moment."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from nabij.directory.types.holidays import holidays

BRUSSELS = ZoneInfo("Europe/Brussels")
WEEKDAYS = (
    _("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"),
)  # fmt: skip
DAYS_AHEAD = 14
"""So far ahead the next opening is looked for."""


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """Open on a weekday (0 is Monday) between two times of the day, Belgian time."""

    weekday: int
    opens: time
    closes: time

    def __post_init__(self) -> None:
        if not 0 <= self.weekday <= 6 or self.opens >= self.closes:
            raise ValueError(f"no opening hours: {self.weekday} {self.opens}-{self.closes}")


@dataclass(frozen=True, slots=True, order=True)
class Exceptional:
    """Days on which the week does not count: closed, or open between other times. `last_on` is included."""

    first_on: date
    last_on: date
    opens: time | None = None
    closes: time | None = None
    note: str = ""

    def __post_init__(self) -> None:
        times = (self.opens, self.closes)
        if self.last_on < self.first_on or (times.count(None) == 1):
            raise ValueError("an exception ends before it starts, or misses a time")
        if self.opens is not None and self.closes is not None and self.opens >= self.closes:
            raise ValueError("it closes before it opens")

    @property
    def is_closed(self) -> bool:
        """Whether nobody is there."""
        return self.opens is None


class OpenState(enum.Enum):
    """Open, closed, or not known: unknown is not closed."""

    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class OpenNow:
    """Whether it is open at a moment, until when, or when it opens again (Belgian time)."""

    state: OpenState
    until: time | None = None
    opens_again: datetime | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Hours:
    """The week and the exceptions of one service."""

    slots: tuple[Slot, ...] = ()
    exceptions: tuple[Exceptional, ...] = ()
    closed_on_holidays: bool = True

    @property
    def is_known(self) -> bool:
        """Whether anybody told when it is open."""
        return bool(self.slots or self.exceptions)

    def times_on(self, day: date) -> tuple[tuple[time, time], ...]:
        """Between which times it is open on a day; the exceptions of a day stand instead of its week."""
        special = [one for one in self.exceptions if one.first_on <= day <= one.last_on]
        if special:
            return tuple(sorted((one.opens, one.closes) for one in special if one.opens and one.closes))
        if self.closed_on_holidays and day in holidays(day.year):
            return ()
        return tuple((one.opens, one.closes) for one in sorted(self.slots) if one.weekday == day.weekday())

    def at(self, now: datetime) -> OpenNow:
        """How it is at this moment."""
        if not self.is_known:
            return OpenNow(OpenState.UNKNOWN)
        here = now.astimezone(BRUSSELS)
        note = self._note_of(here.date())
        for opens, closes in self.times_on(here.date()):
            if opens <= here.time() < closes:
                return OpenNow(OpenState.OPEN, until=closes, note=note)
        return OpenNow(OpenState.CLOSED, opens_again=self._opens_after(here), note=note)

    def _note_of(self, day: date) -> str:
        return next((one.note for one in self.exceptions if one.first_on <= day <= one.last_on), "")

    def _opens_after(self, here: datetime) -> datetime | None:
        for ahead in range(DAYS_AHEAD + 1):
            day = here.date() + timedelta(days=ahead)
            for opens, _closes in self.times_on(day):
                moment = datetime.combine(day, opens, tzinfo=BRUSSELS)
                if moment > here:
                    return moment
        return None


def without_overlap(slots: Iterable[Slot]) -> tuple[Slot, ...]:
    """Slots in their order, those that touch or overlap on one day joined into one."""
    joined: list[Slot] = []
    for slot in sorted(set(slots)):
        last = joined[-1] if joined else None
        if last is not None and last.weekday == slot.weekday and slot.opens <= last.closes:
            joined[-1] = Slot(last.weekday, last.opens, max(last.closes, slot.closes))
        else:
            joined.append(slot)
    return tuple(joined)
