"""What casework speaks of: how far guidance is, kinds of contacts, what a need leads to, and plans."""

from __future__ import annotations

from dataclasses import dataclass

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


# ---------------------------------------------------------------------------- referrals
REMIND_AFTER = 2
"""Working days without an answer after which a referral stands on the list of whoever sent it."""

ESCALATE_AFTER = 5
"""Working days without an answer after which it stands before the lead of the team that sent it."""

BOUNCES_BEFORE_LEAD = 3
"""How often a referral comes back before the lead of the team is told."""

SEEN_AFTER_END_DAYS = 90
"""How many days the receiver still sees a referral that finished."""


class Direction(models.TextChoices):
    """Whether the town refers somebody to a service, or a partner refers somebody to the town."""

    OUT = "out", gettext_lazy("From the town")
    IN = "in", gettext_lazy("To the town")


class ReferralState(models.TextChoices):
    """How far a referral is. Returned is open: it lies with its sender again."""

    SENT = "sent", gettext_lazy("Sent")
    RECEIVED = "received", gettext_lazy("Received")
    ACCEPTED = "accepted", gettext_lazy("Taken on")
    TALKED = "talked", gettext_lazy("First talk done")
    RETURNED = "returned", gettext_lazy("Came back")
    FINISHED = "finished", gettext_lazy("Finished")
    WITHDRAWN = "withdrawn", gettext_lazy("Withdrawn")


WITH_RECEIVER = (ReferralState.SENT, ReferralState.RECEIVED, ReferralState.ACCEPTED, ReferralState.TALKED)
UNANSWERED = (ReferralState.SENT, ReferralState.RECEIVED)
OPEN_REFERRALS = (*WITH_RECEIVER, ReferralState.RETURNED)


class Basis(models.TextChoices):
    """On what ground facts about a family go along."""

    CONSENT = "consent", gettext_lazy("The family agrees")
    NO_NAMES = "no_names", gettext_lazy("Only advice, without names")
    URGENT = "urgent", gettext_lazy("It cannot wait: somebody is in danger")


class Urgency(models.TextChoices):
    """How soon an answer is needed."""

    TODAY = "today", gettext_lazy("Today")
    WEEK = "week", gettext_lazy("This week")
    CALM = "calm", gettext_lazy("It can wait a little")


class ReferralOutcome(models.TextChoices):
    """What a referral came to."""

    HELPED = "helped", gettext_lazy("The family was helped")
    PARTLY = "partly", gettext_lazy("Helped in part")
    ADVICE = "advice", gettext_lazy("Advice was given")
    ELSEWHERE = "elsewhere", gettext_lazy("Another service helps")
    NOT_WANTED = "not_wanted", gettext_lazy("The family does not want this")
    NOT_REACHED = "not_reached", gettext_lazy("The family could not be reached")
    NOBODY = "nobody", gettext_lazy("Nobody could take this on")


class LineKind(models.TextChoices):
    """What happened to a referral, for both sides to read."""

    SENT = "sent", gettext_lazy("Sent")
    RECEIVED = "received", gettext_lazy("Received")
    ACCEPTED = "accepted", gettext_lazy("Taken on")
    TALKED = "talked", gettext_lazy("First talk done")
    RETURNED = "returned", gettext_lazy("Came back")
    FINISHED = "finished", gettext_lazy("Finished")
    WITHDRAWN = "withdrawn", gettext_lazy("Withdrawn")
    ASKED = "asked", gettext_lazy("Question")
    ANSWERED = "answered", gettext_lazy("Answer")
    GIVEN = "given", gettext_lazy("Given to a colleague")
    TAKEN_OVER = "taken_over", gettext_lazy("Taken over")
    KNOWN = "known", gettext_lazy("This family has a contact person, who will call")


class Fact(models.TextChoices):
    """What may go along about a family, each chosen by itself."""

    NAME = "name", gettext_lazy("Name")
    PHONE = "phone", gettext_lazy("Telephone")
    PLACE = "place", gettext_lazy("Address")
    LANGUAGE = "language", gettext_lazy("Language")
    MEMBERS = "members", gettext_lazy("How many people, and their ages")
    CONTACT_PERSON = "contact_person", gettext_lazy("Contact person in our team")
    NEIGHBOURHOOD = "neighbourhood", gettext_lazy("Neighbourhood")
    WHEN = "when", gettext_lazy("When to call")


NAMELESS_FACTS = frozenset({Fact.LANGUAGE, Fact.CONTACT_PERSON, Fact.NEIGHBOURHOOD})
"""What leads to nobody, and so goes along without consent too."""


class Move(models.TextChoices):
    """What can be done with a referral; the value stands in the address."""

    RECEIVE = "ontvangen", gettext_lazy("We saw it")
    TAKE = "opnemen", gettext_lazy("I take this on")
    TALK = "gesprek", gettext_lazy("The first talk is done")
    FINISH = "afronden", gettext_lazy("Finish, with what came of it")
    DECLINE = "teruggeven", gettext_lazy("We cannot take this on")
    ASK = "vraag", gettext_lazy("Ask something back")
    ANSWER = "antwoord", gettext_lazy("Answer the question")
    GIVE = "geven", gettext_lazy("Give to a colleague")
    TAKE_OVER = "overnemen", gettext_lazy("I follow this from now on")
    CLOSE = "sluiten", gettext_lazy("Stop here, with what came of it")
    WITHDRAW = "intrekken", gettext_lazy("Withdraw")


@dataclass(frozen=True, slots=True)
class Rule:
    """Who makes a move, from which states, to which one (None: the state stays), and what is told of it."""

    by_receiver: bool
    from_states: tuple[ReferralState, ...]
    to_state: ReferralState | None
    line: LineKind


RULES: dict[Move, Rule] = {
    Move.RECEIVE: Rule(True, (ReferralState.SENT,), ReferralState.RECEIVED, LineKind.RECEIVED),
    Move.TAKE: Rule(True, UNANSWERED, ReferralState.ACCEPTED, LineKind.ACCEPTED),
    Move.TALK: Rule(True, (ReferralState.ACCEPTED,), ReferralState.TALKED, LineKind.TALKED),
    Move.FINISH: Rule(
        True, (ReferralState.ACCEPTED, ReferralState.TALKED), ReferralState.FINISHED, LineKind.FINISHED
    ),
    Move.DECLINE: Rule(True, WITH_RECEIVER, ReferralState.RETURNED, LineKind.RETURNED),
    Move.ASK: Rule(True, WITH_RECEIVER, None, LineKind.ASKED),
    Move.GIVE: Rule(True, WITH_RECEIVER, None, LineKind.GIVEN),
    Move.TAKE_OVER: Rule(False, OPEN_REFERRALS, None, LineKind.TAKEN_OVER),
    Move.ANSWER: Rule(False, WITH_RECEIVER, None, LineKind.ANSWERED),
    Move.CLOSE: Rule(False, (ReferralState.RETURNED,), ReferralState.FINISHED, LineKind.FINISHED),
    Move.WITHDRAW: Rule(False, OPEN_REFERRALS, ReferralState.WITHDRAWN, LineKind.WITHDRAWN),
}
"""Every move there is. `TAKE_OVER` is also for a colleague of whoever took it on, on the receiving side."""


class TakenMeanwhile(NotPossible):
    """Somebody else took a referral on just before; nothing was changed."""

    def __init__(self, name: str) -> None:
        super().__init__(_("%(name)s took this on just before. You need do nothing more.") % {"name": name})
