"""How far a referral is, who may move it, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nabij.registry.types import NotPossible

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
    WITHDRAWN = "withdrawn", gettext_lazy("Was withdrawn")


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
    WITHDRAWN = "withdrawn", gettext_lazy("Was withdrawn")
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
