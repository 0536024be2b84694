"""What a need leads to, who takes a step, and what the paper of a plan says."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nabij.registry.types import NotPossible


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
