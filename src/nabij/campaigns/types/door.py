"""Telling what happened at a door: which outcomes there are, and what becomes of what a phone brings."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nabij.campaigns.types.campaigns import Channel, Outcome
from nabij.registry.types import NotPossible

TOLD_AT_DOOR = {
    Channel.DOOR: (
        Outcome.TALKED,
        Outcome.NO_ANSWER,
        Outcome.CALL_BACK,
        Outcome.NO_MORE_CALLS,
        Outcome.MOVED_OR_DIED,
        Outcome.WRONG_NUMBER,
    ),
    Channel.PACKAGE: (
        Outcome.DELIVERED,
        Outcome.NO_ANSWER,
        Outcome.TALKED,
        Outcome.CALL_BACK,
        Outcome.NO_MORE_CALLS,
        Outcome.MOVED_OR_DIED,
        Outcome.WRONG_NUMBER,
    ),
}
"""What can be told at a door, the most usual first."""

ENDS_AT_DOOR = (
    Outcome.TALKED,
    Outcome.DELIVERED,
    Outcome.NO_MORE_CALLS,
    Outcome.MOVED_OR_DIED,
    Outcome.WRONG_NUMBER,
)
"""After these a door needs no other visit in this round; the others found nobody, or ask to come back."""

HEARD_AT_DOOR = (Outcome.TALKED, Outcome.DELIVERED, Outcome.NO_MORE_CALLS)
"""With these somebody was spoken with, so a question can have been heard."""

LABELS_AT_DOOR = {
    Outcome.TALKED: gettext_lazy("Talked"),
    Outcome.DELIVERED: gettext_lazy("Given at the door"),
    Outcome.NO_ANSWER: gettext_lazy("Not at home"),
    Outcome.CALL_BACK: gettext_lazy("Come back later"),
    Outcome.NO_MORE_CALLS: gettext_lazy("Wants no visits"),
    Outcome.MOVED_OR_DIED: gettext_lazy("Moved or died"),
    Outcome.WRONG_NUMBER: gettext_lazy("Address is not right"),
}

ICONS_AT_DOOR = {
    Outcome.TALKED: "chat",
    Outcome.DELIVERED: "box",
    Outcome.NO_ANSWER: "card",
    Outcome.CALL_BACK: "clock",
    Outcome.NO_MORE_CALLS: "hand",
    Outcome.MOVED_OR_DIED: "moved",
    Outcome.WRONG_NUMBER: "map",
}

GONE_AFTER = timedelta(hours=24)
"""So long after the planned end of a round its names and addresses are gone from the phone."""

KEPT_WAITING = timedelta(days=40)
"""So long after a round was taken along something of it may still be waiting on a phone."""

SKEW_TOLD = timedelta(minutes=5)
"""A clock that differs more than this from that of the server is told to the coordinator."""


class HeldBecause(models.TextChoices):
    """Why something that a phone brought could not be written down by itself."""

    NEWER = "newer", gettext_lazy("The phone runs a newer release than the server")
    BROKEN = "broken", gettext_lazy("It cannot be read")
    UNKNOWN = "unknown", gettext_lazy("The round or the door is not there any more")
    REUSED = "reused", gettext_lazy("The same number came before with something else in it")
    NOT_POSSIBLE = "not_possible", gettext_lazy("It does not go together")
    NOT_ALLOWED = "not_allowed", gettext_lazy("Whoever told it does not go to doors any more")


class NotThisDoor(NotPossible):
    """The door stands in no round of this visitor."""

    def __init__(self) -> None:
        super().__init__(
            _("This door is not in a round of yours. Nothing was saved. Tell the coordinator what you heard.")
        )


class RoundNotThere(NotPossible):
    """The round was closed, stopped or given to somebody else."""

    def __init__(self) -> None:
        super().__init__(
            _("This round is not yours to walk now: it was stopped, or given to a colleague. Ring no doors.")
        )


class NotTicked(NotPossible):
    """The instruction of the campaign was not ticked, or it changed since."""

    def __init__(self) -> None:
        super().__init__(
            _("Read the instruction of this campaign first, and tick it. Then you see the doors.")
        )
