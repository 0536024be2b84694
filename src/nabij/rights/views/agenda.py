"""What changes soon as a calendar file (RFC 5545), for the agenda on somebody's phone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from django.utils.translation import gettext
from icalendar import Alarm, Calendar, Event

from nabij.rights.queries import wording
from nabij.rights.queries.coming import Because, DayBlock, Soon, ToMind

WEEKS_BEFORE = 3
"""So long before a day that somebody can still put something in order, the phone reminds of it."""

_NAMESPACE = UUID("5f0b1f0e-6e0b-5c0c-9d57-6f1f2b0b8c4e")
_AT_NINE = timedelta(hours=9)


def ics(soon: Soon, *, on: date, now: datetime) -> bytes:
    """The changes and the days to mind as all-day events; ``now`` is the moment of making."""
    calendar = Calendar()
    calendar.add("prodid", "-//Nabij//nabij//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Nabij")
    for event in (*(_change(one_day, on) for one_day in soon.days), *_to_mind(soon.to_mind, on)):
        event.add("dtstamp", now)
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _event(kind: str, first: date, last: date, title: str, lines: list[str]) -> Event:
    """An event on the first day. The title says nothing to who looks at the phone by chance.

    The identifier follows from the days alone: who saves the file again gets no second event, and nothing
    about a person can be read from it.
    """
    event = Event()
    event.add("uid", f"{uuid5(_NAMESPACE, f'{kind} {first} {last}')}@nabij")
    event.add("summary", title, parameters={"LANGUAGE": wording.page_language()})
    event.add("dtstart", first)
    event.add("dtend", first + timedelta(days=1))
    event.add("description", "\n".join(lines))
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    return event


def _change(one_day: DayBlock, on: date) -> Event:
    lines = [one_day.when, *(line for because in one_day.reasons for line in _because(because))]
    reminder = gettext("This is what we know on %(day)s. It is not a decision. Ask, also when you doubt.")
    lines += ["", reminder % {"day": wording.isolated(f"{on:%d/%m/%Y}")}]
    title = gettext("Nabij: something changes")
    return _event("change", one_day.first_on, one_day.last_on, title, lines)


def _because(because: Because) -> Iterator[str]:
    yield ""
    yield from because.causes
    for block in because.blocks:
        whom = f" · {gettext('For %(name)s') % {'name': block.whom}}" if block.whom else ""
        yield f"{block.change}{whom}: {', '.join(str(right.name) for right in block.rights)}"
        yield block.to_do


def _to_mind(reminders: tuple[ToMind, ...], on: date) -> Iterator[Event]:
    """One event for each day, with an alarm some weeks before, or tomorrow when the day is nearer."""
    by_day: dict[date, list[str]] = {}
    for one in reminders:
        by_day.setdefault(one.on, []).append(f"{one.name}: {one.text}")
    for day, lines in by_day.items():
        title = gettext("Nabij: a day to mind")
        event = _event("mind", day, day, title, lines)
        days_before = min(7 * WEEKS_BEFORE, max((day - on).days - 1, 0))
        event.add_component(_alarm(title, _AT_NINE - timedelta(days=days_before)))
        yield event


def _alarm(title: str, trigger: timedelta) -> Alarm:
    """A message on the phone, counted from the midnight with which the day begins."""
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", trigger)
    return alarm
