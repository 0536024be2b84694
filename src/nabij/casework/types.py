"""What casework speaks of: guidance, kinds of contacts, needs and plans, signals and planned calls."""

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


class Channel(models.TextChoices):
    """By which way there was contact."""

    PHONE = "phone", gettext_lazy("Telephone")
    HOME_VISIT = "home_visit", gettext_lazy("Home visit")
    COUNTER = "counter", gettext_lazy("Counter")
    SCHOOL_GATE = "school_gate", gettext_lazy("School gate")
    STREET = "street", gettext_lazy("Street")
    LETTER = "letter", gettext_lazy("Letter")
    MESSAGE = "message", gettext_lazy("Message")


CHANNEL_ICONS = {
    Channel.PHONE: "phone",
    Channel.HOME_VISIT: "home",
    Channel.COUNTER: "door",
    Channel.SCHOOL_GATE: "school",
    Channel.STREET: "walk",
    Channel.LETTER: "mail",
    Channel.MESSAGE: "sms",
}


class ContactOutcome(models.TextChoices):
    """What a contact came to."""

    TALKED = "talked", gettext_lazy("Talked")
    AGREED = "agreed", gettext_lazy("Something was agreed")
    NOT_REACHED = "not_reached", gettext_lazy("Not reached")
    NOT_NOW = "not_now", gettext_lazy("Does not want to talk now")


class Way(models.TextChoices):
    """What a need leads to. A need without a way is open, and stands on somebody's list."""

    STEP = "step", gettext_lazy("An action")
    REFERRAL = "referral", gettext_lazy("A referral")
    NOT_NOW = "not_now", gettext_lazy("Not now")


class StepOwner(models.TextChoices):
    """Who takes a step of a plan."""

    FAMILY = "family", gettext_lazy("The family")
    WORKER = "worker", gettext_lazy("A worker")
    PARTNER = "partner", gettext_lazy("A partner")


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


class PlanStands(NotPossible):
    """The household has an open plan: there is only one."""

    def __init__(self, plan_id: int) -> None:
        super().__init__(_("This household has a plan already. Add the goal to that one."))
        self.plan_id = plan_id


LANGUAGES = ("nl", "fr", "en")

PAPER_WORDS: dict[str, tuple[str, str, str]] = {
    "title": ("Ons plan", "Notre plan", "Our plan"),
    "intro": (
        "Dit spraken we samen af. Klopt er iets niet? Bel of spreek ons aan. "
        "Je mag het plan altijd veranderen.",
        "Voici ce que nous avons convenu ensemble. Quelque chose ne va pas ? Appelez-nous ou parlez-nous-en. "
        "Vous pouvez toujours changer le plan.",
        "This is what we agreed together. Is something not right? Call us or talk to us. "
        "You can always change the plan.",
    ),
    "contact_person": ("Je contactpersoon", "Votre personne de contact", "Your contact person"),
    "step": ("Wat we doen", "Ce que nous faisons", "What we do"),
    "who": ("Wie", "Qui", "Who"),
    "before": ("Voor", "Avant le", "Before"),
    "done": ("Klaar", "Fait", "Done"),
    "family": ("Jullie", "Vous", "You"),
    "reached": ("Bereikt", "Atteint", "Reached"),
    "review": (
        "We bekijken dit plan opnieuw op",
        "Nous revoyons ce plan le",
        "We look at this plan again on",
    ),
    "no_steps": ("Nog geen stappen.", "Pas encore d’étapes.", "No steps yet."),
    "waiting": ("Dit vroeg je ook", "Vous avez aussi demandé", "You also asked for"),
    "made": ("Gemaakt op", "Établi le", "Made on"),
}
"""What the paper of a plan says, per language: for the family, in short words (B1)."""


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
