"""How far a visit is, and when it calls for somebody."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nabij.registry.types import NotPossible


class VisitState(models.TextChoices):
    """How far a visit is."""

    PLANNED = "planned", gettext_lazy("Planned")
    BEGUN = "begun", gettext_lazy("Under way")
    ENDED = "ended", gettext_lazy("Has ended")
    CALLED_OFF = "called_off", gettext_lazy("Called off")


class Alarm(models.IntegerChoices):
    """How loud a visit calls. It follows from the clock alone, so it holds while no timer runs."""

    NONE = 0, gettext_lazy("In time")
    WORKER = 1, gettext_lazy("Past its end: the worker was reminded")
    BACKUP = 2, gettext_lazy("Colleagues are asked to call")
    EVERYBODY = 3, gettext_lazy("Nobody took this on yet: the whole team sees it")
    TAKEN = 4, gettext_lazy("A colleague sees to it")


REMINDED_AFTER = timedelta(minutes=15)
"""After the expected end of a visit: so long before the worker is reminded."""

ESCALATED_AFTER = timedelta(minutes=30)
"""After the expected end: so long before the backup and the team lead are asked to call."""

EVERYBODY_AFTER = timedelta(minutes=15)
"""After that: so long for one of them to take it on, before the whole team sees it."""

LONGER = timedelta(minutes=30)
"""How much one tap on “I am safe, longer” gives, counted from that moment."""


class AlreadyOut(NotPossible):
    """Somebody who is on a visit cannot begin another one."""

    def __init__(self) -> None:
        super().__init__(
            _("You are on another visit still. End that one first; then this one can begin. Nothing changed.")
        )


class VisitMovedOn(NotPossible):
    """A colleague, or the same tap before, changed how the visit stands."""

    def __init__(self) -> None:
        super().__init__(
            _("This visit stands otherwise by now. What you see is new; nothing was changed by this tap.")
        )
