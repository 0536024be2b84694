"""A date of birth of which a part may be unknown, as in the papers of many people: 00/00/1980."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from nabij.registry.types.problems import NotPossible

EARLIEST_YEAR = 1880
LATEST_YEAR = 2150


@dataclass(frozen=True, slots=True)
class BirthDate:
    """The year, the month and the day that are known; a day needs its month, a month needs its year.

    Raises NotPossible for a day that does not exist.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.year is None:
            if self.month is not None or self.day is not None:
                raise NotPossible(_("Give the year too, or leave month and day empty."), field="birth_year")
            return
        if not EARLIEST_YEAR <= self.year <= LATEST_YEAR:
            raise NotPossible(
                _("The year of birth %(year)d cannot be. Write it with four figures.") % {"year": self.year},
                field="birth_year",
            )
        if self.month is None:
            if self.day is not None:
                raise NotPossible(_("Give the month too, or leave the day empty."), field="birth_month")
            return
        if not 1 <= self.month <= 12:
            raise NotPossible(_("A month is a number from 1 to 12."), field="birth_month")
        if self.day is not None and not 1 <= self.day <= monthrange(self.year, self.month)[1]:
            raise NotPossible(
                _("The day %(day)d/%(month)d/%(year)d does not exist.")
                % {"day": self.day, "month": self.month, "year": self.year},
                field="birth_day",
            )

    @classmethod
    def of(cls, day: date) -> BirthDate:
        """A date that is wholly known."""
        return cls(day.year, day.month, day.day)

    @property
    def is_known(self) -> bool:
        """Whether at least the year is known."""
        return self.year is not None

    @property
    def is_complete(self) -> bool:
        """Whether year, month and day are known."""
        return self.day is not None

    @property
    def earliest(self) -> date | None:
        """The first day that it can be; None when nothing is known."""
        return None if self.year is None else date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date | None:
        """The last day that it can be; None when nothing is known."""
        if self.year is None:
            return None
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def ages(self, on: date) -> tuple[int, int] | None:
        """The lowest and highest age in whole years on a day; None when nothing is known, or before birth."""
        if (first := self.earliest) is None or (last := self.latest) is None or first > on:
            return None
        return age(min(last, on), on), age(first, on)

    def may_be(self, other: BirthDate) -> bool:
        """Whether both can be the same day: what both know agrees."""
        pairs = ((self.year, other.year), (self.month, other.month), (self.day, other.day))
        return all(mine is None or theirs is None or mine == theirs for mine, theirs in pairs)

    def __str__(self) -> str:
        if self.year is None:
            return ""
        if self.month is None:
            return f"{self.year}"
        return f"{self.month}/{self.year}" if self.day is None else f"{self.day}/{self.month}/{self.year}"


def age(born_on: date, on: date) -> int:
    """Whole years between two days. Who was born on 29 February is a year older on 1 March."""
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def day_after(day: date) -> date:
    """The day after, for ends that are not included."""
    return day + timedelta(days=1)
