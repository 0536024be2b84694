"""What is counted of a talk in the street. Nobody is named anywhere."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy

MOST_PEOPLE = 30
"""So many people in one talk; a larger group is more than one."""

TAKE_BACK_WITHIN = timedelta(minutes=15)
"""So long whoever noted a contact can take it back; later it counts."""


class StreetTheme(models.TextChoices):
    """What a talk was about. A talk may have several."""

    HOME = "home", gettext_lazy("Home and family")
    SCHOOL = "school", gettext_lazy("School")
    WORK = "work", gettext_lazy("Work")
    MONEY = "money", gettext_lazy("Money")
    HOUSING = "housing", gettext_lazy("A place to live")
    HEALTH = "health", gettext_lazy("Health")
    FREE_TIME = "free_time", gettext_lazy("Free time")
    OTHER = "other", gettext_lazy("Something else")


THEME_ICONS = {
    StreetTheme.HOME: "people",
    StreetTheme.SCHOOL: "school",
    StreetTheme.WORK: "work",
    StreetTheme.MONEY: "euro",
    StreetTheme.HOUSING: "home",
    StreetTheme.HEALTH: "health",
    StreetTheme.FREE_TIME: "sun",
    StreetTheme.OTHER: "more",
}


class AgeBand(models.TextChoices):
    """About how old, at a glance; nobody is asked."""

    CHILD = "child", gettext_lazy("Under 12")
    TEEN = "teen", gettext_lazy("12 to 17")
    YOUNG = "young", gettext_lazy("18 to 25")
    ADULT = "adult", gettext_lazy("26 to 64")
    SENIOR = "senior", gettext_lazy("65 or over")
    MIXED = "mixed", gettext_lazy("Several ages")
