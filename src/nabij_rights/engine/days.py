"""Days that follow from the calculation date: today, 1 January, 31 August before the school year.

Ages and waiting times are written as comparisons with such a day ("born on or before this day 18 years
ago"), so that a birth date that is only roughly known keeps its meaning.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

_WRITTEN = re.compile(
    r"(?P<anchor>today|month|year|school_year|\d{4}-\d\d-\d\d)"
    r"(?:(?P<years>[+-]\d+)y)?(?:(?P<months>[+-]\d+)m)?(?:(?P<days>[+-]\d+)d)?"
)


@dataclass(frozen=True)
class Day:
    """A day relative to an anchor; years and months first, then days.

    Anchors: ``today``, ``month`` (first of this month), ``year`` (1 January), ``school_year``
    (1 September on or before today), or a fixed ISO date.
    """

    anchor: str = "today"
    years: int = 0
    months: int = 0
    days: int = 0

    unit = "date"

    def on(self, today: date) -> int:
        """The day number of this day, seen from the calculation date."""
        start = _shifted(_anchor(self.anchor, today), 12 * self.years + self.months)
        return (start + timedelta(days=self.days)).toordinal()

    def date_on(self, today: date) -> date:
        """The same as a date, for people."""
        return date.fromordinal(self.on(today))

    @classmethod
    def parse(cls, text: str) -> Day:
        """The day that is written like this; the inverse of ``str``. Raises ValueError."""
        match = _WRITTEN.fullmatch(text)
        if match is None:
            raise ValueError(f"{text!r} is not a day such as year, today-18y or 2024-02-29")
        return cls(match["anchor"], *(int(match[part] or 0) for part in ("years", "months", "days")))

    def __str__(self) -> str:
        shift = "".join(
            f"{n:+d}{letter}" for n, letter in ((self.years, "y"), (self.months, "m"), (self.days, "d")) if n
        )
        return self.anchor + shift


@dataclass(frozen=True)
class CalendarNumber:
    """A number of the calculation date itself: ``month`` (1 to 12), ``year`` or ``day`` (of the month)."""

    part: str

    unit = None

    def on(self, today: date) -> int:
        """The number, seen from the calculation date."""
        return int(getattr(today, self.part))

    def __str__(self) -> str:
        return f"the {self.part} of today"


def _anchor(name: str, today: date) -> date:
    if name == "today":
        return today
    if name == "month":
        return today.replace(day=1)
    if name == "year":
        return date(today.year, 1, 1)
    if name == "school_year":
        return date(today.year if today.month >= 9 else today.year - 1, 9, 1)
    return date.fromisoformat(name)


def _shifted(start: date, months: int) -> date:
    """The same day so many months away, or the last day of a shorter month."""
    index = start.year * 12 + start.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


TODAY = Day()
FIRST_OF_MONTH = Day("month")
FIRST_OF_JANUARY = Day("year")
LAST_OF_DECEMBER = Day("year", years=1, days=-1)
START_OF_SCHOOL_YEAR = Day("school_year")
LAST_OF_AUGUST_BEFORE_SCHOOL_YEAR = Day("school_year", days=-1)
THIS_MONTH = CalendarNumber("month")
THIS_YEAR = CalendarNumber("year")
