"""Whom bridge workers count, and programmes."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy

SMALL = 5
"""Numbers from 1 up to here (not included) may point at somebody: whoever does not work there sees none."""

LEAST_ANSWERS = 10
"""From this many answers on, satisfaction with a programme is shown."""

FIRST_TALK_DAYS = 7
"""A first talk within this many days of the registration is in time."""


class Counts(models.TextChoices):
    """Whom a kind of setting counts: families, or people one by one."""

    HOUSEHOLDS = "households", gettext_lazy("Families")
    PERSONS = "persons", gettext_lazy("Persons")


class Asked(models.TextChoices):
    """What somebody without a dossier asked: a closed list, so that no name gets into it."""

    BILLS = "bills", gettext_lazy("Bills and money")
    FOOD = "food", gettext_lazy("Food")
    GOODS = "goods", gettext_lazy("Clothes and things for the house")
    SCHOOL_COSTS = "school_costs", gettext_lazy("Costs of school")
    CHILD_CARE = "child_care", gettext_lazy("Child care")
    HOUSING = "housing", gettext_lazy("A place to live")
    WORK = "work", gettext_lazy("Work and training")
    LANGUAGE = "language", gettext_lazy("Learning Dutch")
    PAPERS = "papers", gettext_lazy("Papers and letters")
    HEALTH = "health", gettext_lazy("Health")
    LEISURE = "leisure", gettext_lazy("Leisure and holidays")
    LISTENING = "listening", gettext_lazy("Somebody who listens")


class ConsentOf(models.TextChoices):
    """Who agreed that somebody takes part in a programme."""

    PARENT = "parent", gettext_lazy("A parent")
    SELF = "self", gettext_lazy("The young person")
    BOTH = "both", gettext_lazy("Both")


class ProgrammeOutcome(models.TextChoices):
    """How taking part in a programme ended."""

    COMPLETED = "completed", gettext_lazy("Followed to the end")
    STOPPED = "stopped", gettext_lazy("Stopped earlier")
    ELSEWHERE = "elsewhere", gettext_lazy("Goes on with another service")
