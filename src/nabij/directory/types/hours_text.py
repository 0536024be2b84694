"""Opening hours as people and files write them: "ma-vr 9-12 en 13-16:30", "Mo,We 09:00-12:00; Sa off"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from django.utils.translation import gettext as _

from nabij.directory.types.hours import Exceptional, Slot, without_overlap
from nabij.directory.types.words import folded

_DAYS = {
    **dict.fromkeys(("ma", "maandag", "maandags", "mo", "mon", "monday", "lu", "lun", "lundi"), 0),
    **dict.fromkeys(("di", "dinsdag", "tu", "tue", "tues", "tuesday", "mar", "mardi"), 1),
    **dict.fromkeys(("wo", "woe", "woensdag", "we", "wed", "wednesday", "me", "mer", "mercredi"), 2),
    **dict.fromkeys(("do", "don", "donderdag", "th", "thu", "thur", "thursday", "je", "jeu", "jeudi"), 3),
    **dict.fromkeys(("vr", "vrij", "vrijdag", "fr", "fri", "friday", "ve", "ven", "vendredi"), 4),
    **dict.fromkeys(("za", "zat", "zaterdag", "sa", "sat", "saturday", "sam", "samedi"), 5),
    **dict.fromkeys(("zo", "zon", "zondag", "su", "sun", "sunday", "dim", "dimanche"), 6),
}
_SHORT = ("ma", "di", "wo", "do", "vr", "za", "zo")
_SCHEMA = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_CLOSED = frozenset({"gesloten", "closed", "off", "ferme", "dicht"})
_TIME = r"(\d{1,2})(?:\s*[:.uh]\s*(\d{2})?)?\s*(?:uur|u|h)?"
_RANGE = re.compile(rf"{_TIME}\s*(?:-|–|—|tot|to|a|à|until)\s*{_TIME}", re.IGNORECASE)
_LEAD = re.compile(r"^[^\d]*")
_DAY = r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})"
_DATES = re.compile(rf"^\s*{_DAY}(?:\s*(?:-|–|tot|t/m|to)\s*{_DAY})?\s*:?\s*(.*)$", re.IGNORECASE)
LONGEST = 2000


@dataclass(frozen=True, slots=True)
class ReadHours:
    """What could be read, and the lines that could not: those are kept as they stand."""

    slots: tuple[Slot, ...]
    unread: tuple[str, ...]


def read_week(text: str) -> ReadHours:
    """Read the hours of a week, a line or a part between semicolons at a time."""
    slots: list[Slot] = []
    unread: list[str] = []
    for line in re.split(r"[;\n\r]+", text[:LONGEST]):
        if not line.strip():
            continue
        found = _line(line.strip())
        if found is None:
            unread.append(line.strip())
        else:
            slots += found
    return ReadHours(without_overlap(slots), tuple(unread))


def _line(line: str) -> list[Slot] | None:
    """The hours of one line, none for a closed day, None when it cannot be read."""
    lead = _LEAD.match(line)
    named, rest = (lead.group(0), line[lead.end() :]) if lead else ("", line)
    days = _days(named)
    if days is None:
        return None
    if not rest.strip():
        return [] if set(folded(named).split()) & _CLOSED else None
    times = _times(rest)
    return None if times is None else [Slot(day, *between) for day in days for between in times]


def _days(named: str) -> list[int] | None:
    """The weekdays that a lead such as "ma-wo en vr:" names."""
    text = re.sub(r"\s*(?:-|–|—|\btot\b|\bt/m\b|\btill\b)\s*", ">", named.casefold())
    found: list[int] = []
    for part in re.split(r"[\s,&:+/]+|\ben\b|\band\b|\bet\b", text):
        word = part.strip(". ")
        if not word or folded(word) in _CLOSED:
            continue
        ends = [_DAYS.get(folded(one)) for one in word.split(">") if one]
        if not ends or None in ends or len(ends) > 2:
            return None
        first, last = ends[0], ends[-1]
        if first is None or last is None:
            return None
        span = (last - first) % 7
        found += [(first + step) % 7 for step in range(span + 1)]
    return found or None


def _times(rest: str) -> list[tuple[time, time]] | None:
    """The times of a line; None when something else stands between them."""
    found = []
    for match in _RANGE.finditer(rest):
        between = _between(match)
        if between is None:
            return None
        found.append(between)
    left = _RANGE.sub(" ", rest)
    if not found or re.sub(r"\ben\b|\band\b|\bet\b|\buur\b|[\s,&+.u]", "", left.casefold()):
        return None
    return found


def _between(match: re.Match[str]) -> tuple[time, time] | None:
    hours = [int(match[1]), int(match[2] or 0), int(match[3]), int(match[4] or 0)]
    if hours[2] == 24 and hours[3] == 0:
        hours[2:] = [23, 59]
    try:
        opens, closes = time(hours[0], hours[1]), time(hours[2], hours[3])
    except ValueError:
        return None
    return (opens, closes) if opens < closes else None


def read_exceptions(text: str) -> tuple[tuple[Exceptional, ...], tuple[str, ...]]:
    """Read lines such as "24/12/2026 - 02/01/2027 gesloten"; the second are those that cannot be read."""
    read: list[Exceptional] = []
    unread: list[str] = []
    for line in text[:LONGEST].splitlines():
        if not line.strip():
            continue
        found = _exception(line.strip())
        if found is None:
            unread.append(line.strip())
        else:
            read += found
    return tuple(sorted(read, key=lambda one: (one.first_on, one.opens or time.min))), tuple(unread)


def _exception(line: str) -> list[Exceptional] | None:
    match = _DATES.match(line)
    if match is None:
        return None
    try:
        first = date(int(match[3]), int(match[2]), int(match[1]))
        last = date(int(match[6]), int(match[5]), int(match[4])) if match[4] else first
        rest = match[7].strip()
        times = [between for found in _RANGE.finditer(rest) if (between := _between(found))]
        note = _RANGE.sub(" ", rest).strip(" ,.-")
        if not times:
            words = rest.split()
            if not words or folded(words[0]) not in _CLOSED:
                return None
            return [Exceptional(first, last, note=" ".join(words[1:])[:200])]
        return [Exceptional(first, last, opens, closes, note[:200]) for opens, closes in times]
    except ValueError:
        return None


def written_week(slots: Iterable[Slot]) -> str:
    """The week as it is typed in the form, a day a line."""
    lines: dict[int, list[str]] = {}
    for slot in sorted(slots):
        lines.setdefault(slot.weekday, []).append(f"{clock_time(slot.opens)}-{clock_time(slot.closes)}")
    return "\n".join(f"{_SHORT[day]} {', '.join(times)}" for day, times in lines.items())


def written_exceptions(exceptions: Iterable[Exceptional]) -> str:
    """The exceptions as they are typed in the form, one a line."""
    return "\n".join(_written(one) for one in exceptions)


def _written(one: Exceptional) -> str:
    days = f"{one.first_on:%d/%m/%Y}"
    if one.last_on != one.first_on:
        days += f" - {one.last_on:%d/%m/%Y}"
    if one.opens is None or one.closes is None:
        return f"{days} gesloten {one.note}".strip()
    return f"{days} {clock_time(one.opens)}-{clock_time(one.closes)} {one.note}".strip()


def clock_time(moment: time) -> str:
    """A time of the day with figures."""
    return f"{moment:%H:%M}"


def schema_org(slots: Iterable[Slot]) -> str:
    """The week as schema.org writes opening hours: "Mo 09:00-12:00; Mo 13:00-16:00"."""
    return "; ".join(
        f"{_SCHEMA[slot.weekday]} {clock_time(slot.opens)}-{clock_time(slot.closes)}"
        for slot in sorted(slots)
    )


def cannot_read(lines: Iterable[str]) -> str:
    """A sentence about lines that nobody can read, with an example."""
    return _(
        "This cannot be read as opening hours: “{lines}”. Write a day and times, such as: {example}"
    ).format(lines="”, “".join(lines), example="ma-vr 9:00-12:00, 13:00-16:30")
