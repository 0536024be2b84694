"""Requests of people, holds, erasing and keeping: kinds, states and terms, and what stands in the way."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from nabij.audit.types.extension import Outcome, Part

WARNING_DAY = 20
ALARM_DAY = 27
"""Days after a request came in on which it is marked; the term itself is one month (GDPR art. 12.3)."""


class RequestKind(models.TextChoices):
    """What somebody may ask about what we keep (GDPR art. 15, 16, 17 and 21)."""

    ACCESS = "access", _("A copy of what we keep, and who looked")
    RECTIFICATION = "rectification", _("Put something right")
    ERASURE = "erasure", _("Erase")
    OBJECTION = "objection", _("Object to a use")


class RequestState(models.TextChoices):
    """Where a request stands."""

    OPEN = "open", _("Open")
    DONE = "done", _("Done")
    REFUSED = "refused", _("Refused, with the reason")


class Urgency(models.TextChoices):
    """How near the end of the term is."""

    CALM = "calm", _("In time")
    WARNING = "warning", _("Answer this week")
    ALARM = "alarm", _("Answer now")
    LATE = "late", _("Too late")


class RunState(models.TextChoices):
    """The steps of removing what was kept to its term."""

    PREPARED = "prepared", _("Waits for a second person")
    APPROVED = "approved", _("Approved, not carried out yet")
    REFUSED = "refused", _("Not approved")
    DONE = "done", _("Carried out")


def month_later(day: date, months: int = 1) -> date:
    """Return the same day of a later month, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def urgency_of(received_on: date, due_on: date, *, on: date) -> Urgency:
    """Return how urgent an open request is on a day: a warning from day 20, an alarm from day 27.

    A term that was made longer moves both along with its end.
    """
    longer = due_on - month_later(received_on)
    if on > due_on:
        return Urgency.LATE
    if on >= received_on + timedelta(days=ALARM_DAY) + longer:
        return Urgency.ALARM
    if on >= received_on + timedelta(days=WARNING_DAY) + longer:
        return Urgency.WARNING
    return Urgency.CALM


class SubjectOnHold(Exception):
    """Erasing is stopped by a hold, with a reason and an end."""

    def __init__(self, reason: str, until_on: date) -> None:
        super().__init__(reason)
        self.reason, self.until_on = reason, until_on


class AlreadyHandled(Exception):
    """Somebody handled this request or run meanwhile."""


@dataclass(frozen=True, slots=True)
class Look:
    """One time that somebody looked, as the person it is about may see it: no name of staff."""

    at: datetime
    who: str
    why: str


@dataclass(frozen=True, slots=True)
class OwnCopy:
    """All that is kept about a subject, and who looked."""

    subject: UUID
    made_at: datetime
    parts: tuple[Part, ...]
    looks: tuple[Look, ...]


@dataclass(frozen=True, slots=True)
class ErasureReport:
    """What erasing did, or would do, per model."""

    subject: UUID
    outcomes: tuple[Outcome, ...]

    @property
    def erased(self) -> int:
        """How many rows went."""
        return sum(outcome.erased for outcome in self.outcomes)

    @property
    def stays(self) -> int:
        """How many rows stay."""
        return sum(outcome.stays for outcome in self.outcomes)
