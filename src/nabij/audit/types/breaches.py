"""The desk for breaches: what happened to data of people, and the clock of 72 hours that then runs."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

REPORT_WITHIN = timedelta(hours=72)
"""From the moment that we know of it (GDPR art. 33.1). A Flemish public body reports to the Vlaamse
Toezichtcommissie."""


class BreachKind(models.TextChoices):
    """What happened to the data (GDPR art. 4.12)."""

    SEEN = "seen", _("Seen or received by somebody who should not")
    LOST = "lost", _("Lost, or out of reach")
    CHANGED = "changed", _("Changed without right")


class BreachClock(models.TextChoices):
    """Where the clock stands."""

    RUNNING = "running", _("The clock runs")
    LAST_DAY = "last_day", _("Less than a day left")
    LATE = "late", _("The 72 hours are over")
    DECIDED = "decided", _("Decided")


def clock_of(known_at: datetime, *, decided_at: datetime | None, now: datetime) -> BreachClock:
    """Where the clock of a breach stands at a moment."""
    if decided_at is not None:
        return BreachClock.DECIDED
    left = known_at + REPORT_WITHIN - now
    if left <= timedelta(0):
        return BreachClock.LATE
    return BreachClock.LAST_DAY if left < timedelta(days=1) else BreachClock.RUNNING


class BreachProblem(ValueError):
    """What was filled in cannot be kept; the message is a sentence for whoever typed it."""
