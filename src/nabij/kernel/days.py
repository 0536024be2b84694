"""A day in words, in the language of the page; and which day a moment falls on."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.dateformat import format as format_day
from django.utils.translation import get_language, get_language_bidi

_BRUSSELS = ZoneInfo("Europe/Brussels")


def day_of(moment: datetime) -> date:
    """The day on which a moment falls in Belgium: just after midnight there it is still yesterday in UTC."""
    return moment.astimezone(_BRUSSELS).date()


def written_day(day: date) -> str:
    """A day with the month in words; in figures where a word would turn the order round."""
    if get_language_bidi():
        return format_day(day, "d/m/Y")
    written = format_day(day, "j E Y")
    if (get_language() or "").startswith("fr"):
        # Django gives French months a capital; French writes none, and calls the first day "1er".
        written = written.lower()
        return f"1er{written[1:]}" if day.day == 1 else written
    return written
