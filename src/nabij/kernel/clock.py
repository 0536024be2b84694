"""The only place that reads the clock. Views, tasks and commands ask it and hand the moment down."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

BRUSSELS = ZoneInfo("Europe/Brussels")


def now() -> datetime:
    """Return this moment, aware of its time zone."""
    return timezone.now()


def today() -> date:
    """Return the day it is in Belgium: rights change at midnight there, not in UTC."""
    return now().astimezone(BRUSSELS).date()
