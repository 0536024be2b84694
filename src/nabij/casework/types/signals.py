"""Signals, their triage, and planned calls."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nabij.registry.types import NotPossible

TRIAGE_DAYS = 5
"""Working days within which a team lead decides on a signal."""

REJECTED_STAYS_DAYS = 30
"""Days after which a signal that was rejected is erased."""


class SignalState(models.TextChoices):
    """What became of a signal."""

    WAITING = "waiting", gettext_lazy("Not decided yet")
    TAKEN_UP = "taken_up", gettext_lazy("Taken up")
    JOINED = "joined", gettext_lazy("Added to guidance that runs")
    REJECTED = "rejected", gettext_lazy("Rejected")


class CallKind(models.TextChoices):
    """How somebody plans to be in touch."""

    CALL = "call", gettext_lazy("Telephone call")
    VISIT = "visit", gettext_lazy("Visit")


class CallState(models.TextChoices):
    """What became of a planned call or visit."""

    PLANNED = "planned", gettext_lazy("Planned")
    DONE = "done", gettext_lazy("Done")
    CANCELLED = "cancelled", gettext_lazy("Cancelled")


class SignalDecided(NotPossible):
    """A colleague decided on the signal, or passed it on; nothing of this decision was kept."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "A colleague decided on this signal just before. Your decision was not kept. "
                "Look in the list how the signal stands now."
            )
        )


class CallStands(NotPossible):
    """A call or visit is planned so close by that planning this one asks for a reason."""

    def __init__(self, sentence: str) -> None:
        super().__init__(
            sentence + " " + _("Choose another day, or say below why it is needed all the same."),
            field="because",
        )
