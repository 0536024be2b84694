"""What rounds of visits speak of: how people go, when half a day is, and why a door is in no round."""

from __future__ import annotations

from datetime import date, datetime, time

from django.db import models
from django.utils.translation import gettext_lazy

from nabij.campaigns.types.campaigns import Channel
from nabij.campaigns.types.day_parts import DayPart
from nabij.kernel.clock import BRUSSELS
from nabij.staff.types import Role

MOST_STOPS = 40
"""So many doors one round has at most: more than that is not walked in half a day, and not put on a phone."""

GOES_OUT = (Channel.DOOR, Channel.PACKAGE)
"""The campaigns that go to doors."""

GOES_AS = {
    Channel.PHONE: Role.CALLER,
    Channel.DOOR: Role.DOORSTEP_VISITOR,
    Channel.PACKAGE: Role.DELIVERER,
}
"""The role of whoever goes. A caller does not ring at doors: what each of them sees of people differs, and
whoever gives the role has told somebody so."""

MINUTES_AT_DOOR = {Channel.DOOR: 10, Channel.PACKAGE: 5}
"""So long a visit is counted: a talk on the doorstep, or a package that changes hands."""

SHIFT_HOURS = {
    DayPart.MORNING: (time(9), time(12, 30)),
    DayPart.AFTERNOON: (time(13), time(17)),
    DayPart.EVENING: (time(17), time(20)),
}
"""When somebody who goes in this part of the day leaves at the earliest, and is back at the latest."""


def shift_hours(day: date, part: str) -> tuple[datetime, datetime]:
    """From when until when somebody goes out on that day, in that part of it."""
    begins, ends = SHIFT_HOURS[DayPart(part)]
    return datetime.combine(day, begins, tzinfo=BRUSSELS), datetime.combine(day, ends, tzinfo=BRUSSELS)


class GoingMode(models.TextChoices):
    """How somebody goes from door to door."""

    FOOT = "foot", gettext_lazy("On foot")
    BICYCLE = "bicycle", gettext_lazy("By bicycle")
    CAR = "car", gettext_lazy("By car")


MODE_ICONS = {GoingMode.FOOT: "walk", GoingMode.BICYCLE: "bike", GoingMode.CAR: "bus"}


class PlanningState(models.TextChoices):
    """How far the making of rounds is."""

    WAITING = "waiting", gettext_lazy("Waiting")
    RUNNING = "running", gettext_lazy("Busy")
    DONE = "done", gettext_lazy("Ready")
    STOPPED = "stopped", gettext_lazy("Ready, ended sooner")
    FAILED = "failed", gettext_lazy("Not finished")


class NotPlannedBecause(models.TextChoices):
    """Why a door is in no round. The facts that belong to it stand beside it; a sentence is made of both."""

    NO_SPEAKER = "no_speaker", gettext_lazy("Nobody who goes speaks the language")
    NOBODY_OF_TEAM = "nobody_of_team", gettext_lazy("Nobody of the team goes")
    WINDOW_CLOSED = "window_closed", gettext_lazy("Nobody goes at the hours at which it may be")
    TOO_LONG = "too_long", gettext_lazy("The visit is longer than a shift")
    CAPACITY = "capacity", gettext_lazy("It does not fit in what goes along")
    PUSHES_OUT = "pushes_out", gettext_lazy("It would push out other doors")
    NOT_ENOUGH_HOURS = "not_enough_hours", gettext_lazy("There are not enough hours")
    NO_PLACE = "no_place", gettext_lazy("It is not known where the door is")
    NOT_WELCOME = "not_welcome", gettext_lazy("Not to be visited any more, by the register")
    LATER = "later", gettext_lazy("Not yet: a next try is due after these days")
    FULL = "full", gettext_lazy("The round has its most doors")
