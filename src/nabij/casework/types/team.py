"""Ceilings, transfers and hand-overs."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nabij.casework.types.guidance import MOST_INTENSIVE
from nabij.registry.types import NotPossible

# ------------------------------------------------------------------ sharing households out in a team
URGENT_DAYS = 7
"""A household whose step is late, or due within so many days, stands first where many change hands."""


def ceiling_of(fte_hundredths: int | None) -> int:
    """Households in intensive guidance for this share of a full-time job; unknown counts as full-time."""
    return MOST_INTENSIVE * (100 if fte_hundredths is None else fte_hundredths) // 100


class TransferReason(models.TextChoices):
    """Why many households change hands; never more precise: an absence may tell of an illness."""

    AWAY = "away", gettext_lazy("The colleague is away")
    LEAVES = "leaves", gettext_lazy("The colleague leaves")
    LOAD = "load", gettext_lazy("To share the work out")
    AREA = "area", gettext_lazy("The neighbourhoods are shared out anew")


class HandoverState(models.TextChoices):
    """How far a hand-over is."""

    OPEN = "open", gettext_lazy("To accept")
    ASKED = "asked", gettext_lazy("Asked back")
    ACCEPTED = "accepted", gettext_lazy("Accepted")
    TAKEN_BACK = "taken_back", gettext_lazy("Was taken back")
    PASSED_ON = "passed_on", gettext_lazy("Passed on to somebody else")


OPEN_HANDOVERS = (HandoverState.OPEN, HandoverState.ASKED)


class HandoverPoint(models.TextChoices):
    """What is gone through when a household changes hands; that the family knows it stands apart."""

    PLAN = "plan", gettext_lazy("The plan and what it is about")
    STEPS = "steps", gettext_lazy("Steps that are open, and who waits for what")
    PROMISES = "promises", gettext_lazy("What was promised to the family")
    PAPERS = "papers", gettext_lazy("Papers, keys and appointments")
    PEOPLE = "people", gettext_lazy("Who else helps here")
    SAFETY = "safety", gettext_lazy("What to mind for safety")


class FamilyTold(models.TextChoices):
    """Whether the family knows who comes; either way it is said how, or why not."""

    TOLD = "told", gettext_lazy("The family knows")
    NOT_TOLD = "not_told", gettext_lazy("The family does not know yet")


class CeilingReached(NotPossible):
    """A colleague would follow more households in intensive guidance than the ceiling, without a reason."""

    def __init__(self, name: str, *, after: int, ceiling: int) -> None:
        super().__init__(
            _(
                "%(name)s would then follow %(after)d households in intensive guidance. The most for this "
                "working time is %(ceiling)d. Choose somebody else, or write why it has to be so: the team "
                "lead reads it. Nothing was changed yet."
            )
            % {"name": name, "after": after, "ceiling": ceiling},
            field="beyond_because",
        )
