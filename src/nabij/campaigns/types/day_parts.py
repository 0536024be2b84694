"""Parts of the day: somebody who does not answer is tried again in another one."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from django.db import models
from django.utils.translation import gettext_lazy

from nabij.kernel.clock import BRUSSELS


class DayPart(models.TextChoices):
    """When people are called."""

    MORNING = "morning", gettext_lazy("In the morning")
    AFTERNOON = "afternoon", gettext_lazy("In the afternoon")
    EVENING = "evening", gettext_lazy("In the evening")


_BEGINS = {DayPart.MORNING: time(9), DayPart.AFTERNOON: time(12), DayPart.EVENING: time(17)}
ENDS_AT = time(20)
"""From this hour on nobody is called."""


def part_of(moment: datetime) -> DayPart:
    """The part of the day in Belgium; before nine it counts as morning, after eight as evening."""
    at = moment.astimezone(BRUSSELS).time()
    if at < _BEGINS[DayPart.AFTERNOON]:
        return DayPart.MORNING
    return DayPart.AFTERNOON if at < _BEGINS[DayPart.EVENING] else DayPart.EVENING


def next_try(moment: datetime, tried: Collection[str]) -> datetime:
    """When to try again: at the beginning of the first coming part of a day that was not tried yet.

    When all were tried it begins anew, but never again in the same part of the same day.
    """
    here = moment.astimezone(BRUSSELS)
    left = {part for part in DayPart if part not in tried} or set(DayPart)
    starts = (
        (part, _start(here.date() + timedelta(days=days), part)) for days in range(3) for part in DayPart
    )
    return next(start for part, start in starts if start > moment and part in left)


def _start(day: date, part: DayPart) -> datetime:
    return datetime.combine(day, _BEGINS[part], tzinfo=BRUSSELS)
