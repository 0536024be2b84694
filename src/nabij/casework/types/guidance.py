"""How far guidance is, how it ends, and who acts."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nabij.kernel.actors import Actor
from nabij.registry.types import NotPossible

QUIET_DAYS = 30
"""Days without a contact after which a household in guidance is called quiet."""

LEAD_SEES_AFTER_DAYS = 7
"""Days after which a step that is late stands before the team lead."""

MOST_INTENSIVE = 16
"""Households in intensive guidance for one full-time worker (project MISSION, Kortrijk, 2016-2019)."""

ATTEMPTS_BEFORE_LOST = 3
"""Attempts, over as many ways, before guidance may close because nobody could be reached."""


def worker(actor: Actor) -> int:
    """The account of whoever acts. A policy let the actor through before, so there is one."""
    assert actor.staff_id is not None
    return actor.staff_id


class GuidanceState(models.TextChoices):
    """How far guidance is."""

    SIGNALLED = "signalled", gettext_lazy("Signalled")
    GUIDED = "guided", gettext_lazy("In guidance")
    CLOSED = "closed", gettext_lazy("Closed")


class ClosingOutcome(models.TextChoices):
    """What guidance came to."""

    REACHED = "reached", gettext_lazy("What we set out for was reached")
    PARTLY = "partly", gettext_lazy("Partly reached; the family goes on by itself")
    ELSEWHERE = "elsewhere", gettext_lazy("Another service follows them now")
    MOVED = "moved", gettext_lazy("Moved to another town")
    DECLINED = "declined", gettext_lazy("The family does not want guidance")
    LOST = "lost", gettext_lazy("Nobody could be reached any more")
    NOT_NEEDED = "not_needed", gettext_lazy("Guidance turned out not to be needed")
    DIED = "died", gettext_lazy("The person died")


class StepEnd(models.TextChoices):
    """What became of a step."""

    DONE = "done", gettext_lazy("Done")
    POSTPONED = "postponed", gettext_lazy("Put off")
    DROPPED = "dropped", gettext_lazy("No longer needed")
    CLOSED = "closed", gettext_lazy("Guidance closed")


class GuidanceStands(NotPossible):
    """The household is signalled or in guidance already."""

    def __init__(self) -> None:
        super().__init__(
            _("This household is signalled or in guidance already. Open its page to see how it stands.")
        )


class ChangedMeanwhile(NotPossible):
    """A colleague changed what this form is about; nothing of the form was saved."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "A colleague changed this just before. What you see now is new; your words still stand in "
                "the form. Look at both, and save again if it still holds."
            )
        )
