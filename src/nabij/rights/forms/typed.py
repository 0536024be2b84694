"""Numbers, amounts and days as people type them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

LONGEST_ECHO = 60
"""What was typed wrong is shown again up to this length."""

_AMOUNT = re.compile(r"(?P<whole>\d{1,3}(?:[. ]\d{3})+|\d{1,9})(?:[.,](?P<cents>\d{1,2}))?")
_ENGLISH_AMOUNT = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d{2})?")


@dataclass(frozen=True)
class Mistake:
    """What is wrong with a field, for the summary and for the field itself."""

    field: str
    sentence: str


def plain_digits(text: str) -> str:
    """Digits of any script as 0 to 9, without signs around them."""
    digits = "".join(str(unicodedata.digit(sign, sign)) for sign in text)
    spaced = re.sub(r"[\s\u00a0\u202f\u200e\u200f\u2066-\u2069]+", " ", digits)
    return spaced.replace("€", "").replace("EUR", "").replace("\u066b", ",").replace("\u066c", ".").strip()


def read_euro(text: str) -> Decimal | None:
    """An amount such as 1780,40, 1.780,40, 1780 or 1,780.40; None when it is not an amount."""
    typed = plain_digits(text)
    if _ENGLISH_AMOUNT.fullmatch(typed):
        return Decimal(typed.replace(",", ""))
    if (found := _AMOUNT.fullmatch(typed)) is None:
        return None
    whole = re.sub(r"[. ]", "", found["whole"])
    return Decimal(f"{whole}.{(found['cents'] or '').ljust(2, '0')}")


def read_whole(text: str) -> int | None:
    """A whole number; None when it is not one."""
    typed = plain_digits(text)
    return int(typed) if re.fullmatch(r"\d{1,6}", typed) else None


def read_day(day: str, month: str, year: str) -> Any:
    """A day as the rules read it: exact, or a range when only the month or the year is known.

    Raises ValueError when there is no such day.
    """
    numbers = [read_whole(part) if part.strip() else None for part in (day, month, year)]
    typed = [bool(part.strip()) for part in (day, month, year)]
    if any(was_typed and number is None for was_typed, number in zip(typed, numbers, strict=True)):
        raise ValueError("no number")
    d, m, y = numbers
    if y is None or (d is not None and m is None) or not 1801 <= y <= 2100:
        raise ValueError("no year, or a day without month")
    if m is None:
        return {"min": date(y, 1, 1).isoformat(), "max": date(y, 12, 31).isoformat()}
    if d is None:
        following = date(y + m // 12, m % 12 + 1, 1)
        return {
            "min": date(y, m, 1).isoformat(),
            "max": date.fromordinal(following.toordinal() - 1).isoformat(),
        }
    return date(y, m, d).isoformat()


def echo(text: str) -> str:
    """What was typed, to show again."""
    return text.replace("\x00", "")[:LONGEST_ECHO]
