"""One child (or person) on one list, as far as the list tells: the only thing that linkage reads."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A birth date of which the month or the day may be unknown. Without a year nothing is known."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        """Raises ValueError when the parts are no date: 2026-02-30, or a day without its month."""
        if (self.day is not None and self.month is None) or (self.month is not None and self.year is None):
            raise ValueError("A day needs its month, and a month needs its year.")
        if self.year is not None:
            date(self.year, self.month or 1, self.day or 1)

    @property
    def is_known(self) -> bool:
        """At least the year is known."""
        return self.year is not None

    @property
    def is_full(self) -> bool:
        """Year, month and day are known."""
        return self.day is not None

    @property
    def is_placeholder(self) -> bool:
        """1 January: what offices write when they know the year only."""
        return (self.month, self.day) == (1, 1)

    def __str__(self) -> str:
        parts = (self.year, self.month, self.day)
        return "-".join(f"{part:02d}" for part in parts if part is not None)


UNKNOWN_DATE = PartialDate()


def partial_date(text: str) -> PartialDate:
    """Read "2017-03-05", "2017-03", "2017" or "" (unknown).

    Raises ValueError for anything else; the order of other notations is the business of who reads the file.
    """
    if not text.strip():
        return UNKNOWN_DATE
    found = _PARTIAL.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"{text!r} is not a date like 2017-03-05, 2017-03 or 2017.")
    return PartialDate(*(int(part) if part else None for part in found.groups()))


def full_date(born_on: date) -> PartialDate:
    """A birth date of which everything is known."""
    return PartialDate(born_on.year, born_on.month, born_on.day)


@dataclass(frozen=True, slots=True)
class Row:
    """What one list says of one child. Empty text means: not told.

    `row_id` is unique over all lists. `group` is what the list itself keeps together, such as the row of a
    family from which several children were read; it means nothing outside `list_id`. A foster child stands
    at the address where it lives now, and never ties that door to the one of its parents.
    """

    row_id: str
    list_id: str
    first: str = ""
    last: str = ""
    birth: PartialDate = UNKNOWN_DATE
    phone: str = ""
    street: str = ""
    number: str = ""
    box: str = ""
    postcode: str = ""
    guardian: str = ""
    group: str = ""
    is_foster: bool = False
    note: str = ""
