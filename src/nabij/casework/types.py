"""What casework speaks of: how far guidance is, kinds of contacts, what a need leads to, and plans."""

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
    TAKEN_BACK = "taken_back", gettext_lazy("Taken back")
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
