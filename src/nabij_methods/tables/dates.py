"""Dates as people type them: full, half known, and in an order that the file itself often tells."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from nabij_methods.tables.cells import Cell, Kind


class Order(StrEnum):
    """In what order the parts of a date stand. UNSURE: both readings are possible for every date of the
    file."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"
    UNSURE = "unsure"


class DateTrouble(StrEnum):
    """What was odd about a date. The first three are repaired or half kept; the others are not read."""

    WAS_A_NUMBER = "was_a_number"
    SHORT_YEAR = "short_year"
    PARTS_UNKNOWN = "parts_unknown"
    IMPOSSIBLE = "impossible"
    NOT_A_DATE = "not_a_date"
    IN_THE_FUTURE = "in_the_future"
    TOO_LONG_AGO = "too_long_ago"


@dataclass(frozen=True, slots=True)
class ReadDate:
    """A date as 2019-03-12, 2019-03, 2019 or empty, and what was odd."""

    text: str = ""
    trouble: DateTrouble | None = None


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januari janvier january", "feb februari fevrier february fev", "mrt maart mars march mar maa",  # noqa: E501
            "apr april avril avr", "mei mai may", "jun juni juin june", "jul juli juillet july juil",
            "aug augustus aout august", "sep september septembre sept", "okt oktober octobre october oct",
            "nov november novembre", "dec december decembre",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_PARTS = re.compile(r"(\d{1,2})\s*[-/.\\ ]\s*(\d{1,2})\s*[-/.\\ ]\s*(\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_ISO_TIGHT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_IN_WORDS = re.compile(r"(\d{1,2}|\?+|\.+|x+)?[-. /]*([a-zéû]{3,9})\.?[-. /']*(\d{4}|\d{2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{4})")
_YEAR = re.compile(r"(?:[0?x._\s]{0,2}[-/.\s]+){0,2}((?:19|20)\d{2})")
_ISO_YEAR = re.compile(r"((?:19|20)\d{2})-00-00")
_TIME_BEHIND = re.compile(r"[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?$")
_SERIAL = re.compile(r"\d{4,5}(?:\.\d+)?")
_EXCEL_BEGAN_ON = date(1899, 12, 30)
_SERIALS = range(20_000, 70_000)  # 1954 to 2091; a smaller number is a year or a slip
_ACCENTS = str.maketrans("éèêûü", "eeeuu")


def order_of(cells: Iterable[Cell]) -> Order | None:
    """The order that these dates must be in; None when no cell needs to know.

    A date of which one part is above 12 tells. When some tell this and some that, what most of them tell.
    """
    votes, asked = {Order.DAY_FIRST: 0, Order.MONTH_FIRST: 0}, False
    for cell in cells:
        found = _PARTS.fullmatch(_plain(cell.text)) if cell.kind is Kind.TEXT else None
        if found is None:
            continue
        first, second = int(found[1]), int(found[2])
        asked = asked or (0 < first <= 12 and 0 < second <= 12 and first != second)
        if first > 12 >= second > 0:
            votes[Order.DAY_FIRST] += 1
        elif second > 12 >= first > 0:
            votes[Order.MONTH_FIRST] += 1
    if not any(votes.values()):
        return Order.UNSURE if asked else None
    return max(votes, key=lambda order: (votes[order], order is Order.DAY_FIRST))


def read_date(cell: Cell, *, order: Order, on: date) -> ReadDate:
    """Read one date as it was on `on`, the day the file came. Nothing typed gives an empty one."""
    text = _plain(cell.text)
    if not text or not re.search(r"[0-9]", text):
        return ReadDate(trouble=DateTrouble.NOT_A_DATE) if re.search(r"[a-z]", text) else ReadDate()
    read = _from_number(text) if _SERIAL.fullmatch(text) else None
    read = read or _from_text(text, order, on)
    return _within_a_life(read, on)


def _plain(text: str) -> str:
    """Small letters, plain spaces, without a time of day behind it."""
    tidy = " ".join(text.replace("\u00a0", " ").strip().strip("'*°").lower().translate(_ACCENTS).split())
    return _TIME_BEHIND.sub("", tidy.upper()).lower()


def _from_number(text: str) -> ReadDate | None:
    """The days since 1900 that a spreadsheet keeps instead of a date."""
    days = int(float(text))
    if days not in _SERIALS:
        return None
    return ReadDate((_EXCEL_BEGAN_ON + timedelta(days=days)).isoformat(), DateTrouble.WAS_A_NUMBER)


def _from_text(text: str, order: Order, on: date) -> ReadDate:
    if found := _ISO_YEAR.fullmatch(text) or _YEAR.fullmatch(text):
        return ReadDate(found[1], DateTrouble.PARTS_UNKNOWN)
    if found := _ISO.fullmatch(text) or _ISO_TIGHT.fullmatch(text):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if found := _PARTS.fullmatch(text):
        day, month = (found[2], found[1]) if order is Order.MONTH_FIRST else (found[1], found[2])
        return _with_year(found[3], int(month), int(day), on)
    if found := _MONTH_YEAR.fullmatch(text):
        return _date(int(found[2]), int(found[1]), 0)
    found = _IN_WORDS.fullmatch(text)
    if found and found[2] in _MONTHS:
        day = int(found[1]) if found[1] and found[1].isdigit() else 0
        return _with_year(found[3], _MONTHS[found[2]], day, on)
    return ReadDate(trouble=DateTrouble.NOT_A_DATE)


def _with_year(year: str, month: int, day: int, on: date) -> ReadDate:
    if len(year) == 4:
        return _date(int(year), month, day)
    century = on.year // 100 * 100
    whole = century + int(year)
    read = _date(whole if whole <= on.year else whole - 100, month, day)
    return ReadDate(read.text, read.trouble or DateTrouble.SHORT_YEAR)


def _date(year: int, month: int, day: int) -> ReadDate:
    """The date; of 0 for a day or a month only what is known; of an impossible one only the year."""
    if month == 0:
        return ReadDate(f"{year:04d}", DateTrouble.PARTS_UNKNOWN)
    try:
        whole = date(year, month, day or 1)
    except ValueError:
        return ReadDate(f"{year:04d}" if 1900 <= year < 2200 else "", DateTrouble.IMPOSSIBLE)
    return (
        ReadDate(whole.isoformat()) if day else ReadDate(f"{year:04d}-{month:02d}", DateTrouble.PARTS_UNKNOWN)
    )


def _within_a_life(read: ReadDate, on: date) -> ReadDate:
    if not read.text or read.trouble is DateTrouble.IMPOSSIBLE:
        return read
    if read.text[:4] < "1900":
        return ReadDate(trouble=DateTrouble.TOO_LONG_AGO)
    if read.text > on.isoformat()[: len(read.text)]:
        return ReadDate(trouble=DateTrouble.IN_THE_FUTURE)
    return read
