"""Hours and costs of a campaign."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy

MOST_MINUTES = 2400
"""So many minutes one question takes at most: a week of work."""

DAY_MINUTES = 456
"""A full working day: 38 hours in a week of five days."""

MOST_CENTS = 100_000_000
"""One cost is a million euro at most: more is a slip of the pen."""


class CostKind(models.TextChoices):
    """What money of a campaign went to."""

    WORK = "work", gettext_lazy("Hours of work")
    PRINT = "print", gettext_lazy("Printing and stamps")
    OTHER = "other", gettext_lazy("Something else")
