"""Reading that asks for a question: simple rules that people wrote, each with its reason in words. No score.

Nothing is learned from anybody's behaviour and nothing is added up over rules: each finding says what was
seen and where the line lies, and a person looks. Most of it has a good reason.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from nabij.kernel.clock import BRUSSELS

OWN_WORK = frozenset({"contact_person", "stand_in", "task"})
"""Relations to a household that make reading it one's own work; a whole team is wider than that."""

OPENED = (".household_read", ".dossier_read", ".national_number_revealed")
"""Endings of events in which somebody opened what is kept of a household, and not only saw it in a list."""

EXPORTED = ("_exported", "own_copy_made")


class OddRule(models.TextChoices):
    """What can be odd about a day of reading."""

    MANY_OUTSIDE = "many_outside", _("Many people outside the own work")
    MANY_IN_AN_HOUR = "many_in_an_hour", _("Very many people in an hour")
    AT_NIGHT = "at_night", _("Reading at night")
    OWN_SURNAME = "own_surname", _("Somebody with the same surname")
    COLLEAGUE = "colleague", _("Somebody called as a colleague")
    LONG_QUIET = "long_quiet", _("Households in which nothing happened for long")
    MANY_READERS = "many_readers", _("One household opened by many colleagues")
    EXPORTS = "exports", _("Many exports")


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where the lines lie; a number above the line is told. All are settings (ODD_READING)."""

    outside_a_day: int = 30
    in_an_hour: int = 60
    at_night: int = 5
    night_from_hour: int = 22
    night_until_hour: int = 6
    quiet_days: int = 365
    quiet_a_day: int = 5
    readers_a_day: int = 6
    exports_a_day: int = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """One line of reading of the log: who, when, what, whom, and in which relation."""

    at: datetime
    staff_id: int
    event: str
    subject: UUID | None
    detail: str

    @property
    def is_opened(self) -> bool:
        """Whether a household was opened, not only seen in a list."""
        return self.event.endswith(OPENED)

    @property
    def is_own_work(self) -> bool:
        """Whether the reader is contact person, stands in, or has a task there."""
        told: Any = json.loads(self.detail or "{}")
        return bool(OWN_WORK & set(str(told.get("relation", "")).split(",")))


@dataclass(frozen=True, slots=True)
class OddFinding:
    """One rule that one member of staff met on one day: how many, and where the line lies."""

    rule: OddRule
    staff_id: int
    number: int
    line: int


LastChange = Callable[[Collection[UUID], datetime], Mapping[UUID, datetime]]
"""The moment at which something was last changed about each of these subjects, before a moment."""


def odd_readings(
    readings: Iterable[Reading], thresholds: Thresholds, *, last_change: LastChange, midnight: datetime
) -> list[OddFinding]:
    """What is odd in one day of reading, by the rules that need nothing but the log."""
    by_staff: dict[int, list[Reading]] = defaultdict(list)
    readers: dict[UUID, set[int]] = defaultdict(set)
    for one in readings:
        by_staff[one.staff_id].append(one)
        if one.is_opened and one.subject is not None:
            readers[one.subject].add(one.staff_id)
    found: list[OddFinding] = []
    for staff_id, own in sorted(by_staff.items()):
        numbers = _numbers(own, thresholds, last_change, midnight)
        numbers[OddRule.MANY_READERS] = max(
            (len(who) for who in readers.values() if staff_id in who), default=0
        )
        found += [
            OddFinding(rule, staff_id, number, line)
            for rule, line in _lines(thresholds).items()
            if (number := numbers[rule]) > line
        ]
    return found


def _lines(thresholds: Thresholds) -> dict[OddRule, int]:
    return {
        OddRule.MANY_OUTSIDE: thresholds.outside_a_day,
        OddRule.MANY_IN_AN_HOUR: thresholds.in_an_hour,
        OddRule.AT_NIGHT: thresholds.at_night,
        OddRule.LONG_QUIET: thresholds.quiet_a_day,
        OddRule.MANY_READERS: thresholds.readers_a_day,
        OddRule.EXPORTS: thresholds.exports_a_day,
    }


def _numbers(
    own: Sequence[Reading], thresholds: Thresholds, last_change: LastChange, midnight: datetime
) -> Counter[OddRule]:
    opened = [one for one in own if one.is_opened and one.subject is not None]
    outside = {one.subject for one in opened if not one.is_own_work}
    quiet_since = midnight - timedelta(days=thresholds.quiet_days)
    changed = last_change([one for one in outside if one is not None], midnight)
    quiet = [one for one, at in changed.items() if at < quiet_since]
    numbers: Counter[OddRule] = Counter()
    numbers[OddRule.MANY_OUTSIDE] = len(outside)
    numbers[OddRule.MANY_IN_AN_HOUR] = _most_in_an_hour(opened)
    numbers[OddRule.AT_NIGHT] = len({one.subject for one in opened if _is_night(one.at, thresholds)})
    numbers[OddRule.LONG_QUIET] = len(quiet)
    numbers[OddRule.EXPORTS] = len({(one.event, one.at) for one in own if one.event.endswith(EXPORTED)})
    return numbers


def _most_in_an_hour(opened: Sequence[Reading]) -> int:
    """The most different people of whom something was opened within sixty minutes."""
    in_time = sorted(opened, key=lambda one: one.at)
    most, first, within = 0, 0, Counter[UUID | None]()
    for one in in_time:
        within[one.subject] += 1
        while in_time[first].at <= one.at - timedelta(hours=1):
            within[in_time[first].subject] -= 1
            if not within[in_time[first].subject]:
                del within[in_time[first].subject]
            first += 1
        most = max(most, len(within))
    return most


def _is_night(at: datetime, thresholds: Thresholds) -> bool:
    hour = at.astimezone(BRUSSELS).hour
    return hour >= thresholds.night_from_hour or hour < thresholds.night_until_hour


def reason_in_words(rule: OddRule, number: int, line: int) -> str:
    """What was seen, in a sentence, and where the line lies."""
    return _REASONS[rule](number) % {"number": number, "line": line}


_REASONS: dict[OddRule, Callable[[int], str]] = {
    OddRule.MANY_OUTSIDE: lambda number: ngettext(
        "Opened %(number)d person outside the own work that day: not as contact person, "
        "stand-in or for a task. "
        "The line lies at %(line)d.",
        "Opened %(number)d persons outside the own work that day: not as contact person, "
        "stand-in or for a task. "
        "The line lies at %(line)d.",
        number,
    ),
    OddRule.MANY_IN_AN_HOUR: lambda number: ngettext(
        "Opened %(number)d person within one hour. The line lies at %(line)d.",
        "Opened %(number)d persons within one hour. The line lies at %(line)d.",
        number,
    ),
    OddRule.AT_NIGHT: lambda number: ngettext(
        "Opened %(number)d person at night. The line lies at %(line)d.",
        "Opened %(number)d persons at night. The line lies at %(line)d.",
        number,
    ),
    OddRule.OWN_SURNAME: lambda number: ngettext(
        "Opened %(number)d person with the same surname as the reader, outside the own work. "
        "It can be chance.",
        "Opened %(number)d persons with the same surname as the reader, outside the own work. "
        "It can be chance.",
        number,
    ),
    OddRule.COLLEAGUE: lambda number: ngettext(
        "Opened %(number)d person who is called as somebody who works here, outside the own work.",
        "Opened %(number)d persons who are called as somebody who works here, outside the own work.",
        number,
    ),
    OddRule.LONG_QUIET: lambda number: ngettext(
        "Opened %(number)d person about whom nothing was written for long, outside the own work. "
        "The line lies at %(line)d.",
        "Opened %(number)d persons about whom nothing was written for long, outside the own work. "
        "The line lies at %(line)d.",
        number,
    ),
    OddRule.MANY_READERS: lambda number: ngettext(
        "Is one of %(number)d colleague who opened the same person that day. The line lies at %(line)d.",
        "Is one of %(number)d colleagues who opened the same person that day. The line lies at %(line)d.",
        number,
    ),
    OddRule.EXPORTS: lambda number: ngettext(
        "Saved %(number)d export with people in it that day. The line lies at %(line)d.",
        "Saved %(number)d exports with people in it that day. The line lies at %(line)d.",
        number,
    ),
}
