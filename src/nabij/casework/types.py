"""What casework speaks of: guidance, kinds of contacts, needs and plans, signals and planned calls."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

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


class VisitState(models.TextChoices):
    """How far a visit is."""

    PLANNED = "planned", gettext_lazy("Planned")
    BEGUN = "begun", gettext_lazy("Under way")
    ENDED = "ended", gettext_lazy("Ended")
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


class DocumentKind(models.TextChoices):
    """What a document is. Identity cards are not kept: seeing one is enough."""

    LETTER = "letter", gettext_lazy("Letter")
    DECISION = "decision", gettext_lazy("Decision")
    BILL = "bill", gettext_lazy("Bill")
    PROOF = "proof", gettext_lazy("Proof")
    OTHER = "other", gettext_lazy("Something else")


class FiledAlready(NotPossible):
    """The same file stands with this household."""

    def __init__(self) -> None:
        super().__init__(
            _("This file is with the household already. Nothing was filed a second time."), field="file"
        )


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


# ------------------------------------------------------------------------ the rights register of a household


class RightState(models.TextChoices):
    """How a right of a household stands. Possible follows from the rules and is never stored."""

    POSSIBLE = "possible", gettext_lazy("Possible")
    DISCUSSED = "discussed", gettext_lazy("Discussed")
    APPLIED = "applied", gettext_lazy("Applied for")
    GRANTED = "granted", gettext_lazy("Granted")
    REFUSED = "refused", gettext_lazy("Refused")
    APPEALED = "appealed", gettext_lazy("Appealed")
    RUNNING = "running", gettext_lazy("Running")
    TO_RENEW = "to_renew", gettext_lazy("To renew")
    DECLINED = "declined", gettext_lazy("Not wanted by the family")
    ENDED = "ended", gettext_lazy("Ended")


_S = RightState
MOVES: dict[RightState, tuple[RightState, ...]] = {
    _S.POSSIBLE: (_S.DISCUSSED, _S.APPLIED, _S.GRANTED, _S.RUNNING, _S.REFUSED, _S.DECLINED),
    _S.DISCUSSED: (_S.APPLIED, _S.GRANTED, _S.RUNNING, _S.REFUSED, _S.DECLINED),
    _S.APPLIED: (_S.GRANTED, _S.REFUSED, _S.DECLINED),
    _S.GRANTED: (_S.RUNNING, _S.APPEALED, _S.TO_RENEW, _S.ENDED),
    _S.REFUSED: (_S.APPEALED, _S.APPLIED, _S.DECLINED, _S.ENDED),
    _S.APPEALED: (_S.GRANTED, _S.REFUSED, _S.ENDED),
    _S.RUNNING: (_S.TO_RENEW, _S.APPEALED, _S.ENDED),
    _S.TO_RENEW: (_S.APPLIED, _S.GRANTED, _S.REFUSED, _S.DECLINED, _S.ENDED),
    _S.DECLINED: (_S.DISCUSSED, _S.APPLIED),
    _S.ENDED: (_S.DISCUSSED, _S.APPLIED, _S.GRANTED, _S.RUNNING),
}
"""Where a right may go from each state. What brought it from possible may be done before we came along."""

GAINED = (RightState.GRANTED, RightState.RUNNING, RightState.TO_RENEW)
"""States in which a household gets what the right brings."""

HELD_STATES = tuple(one.value for one in RightState if one != RightState.POSSIBLE)
"""What may stand in the register."""

RENEW_DAYS_BEFORE = 60
"""Days before the last day of a grant on which its renewal begins."""

FEWEST_SHOWN = 5
"""Counts of decisions below this are hidden: few households could be recognised in them."""

MOST_PEOPLE_IN_A_CASE = 7
"""A household with more people could be recognised by their number alone, and is not proposed as a case."""


class DueKind(models.TextChoices):
    """What has to happen before a day."""

    ANSWER = "answer", gettext_lazy("There should be an answer")
    APPEAL = "appeal", gettext_lazy("Last day to appeal")
    RENEWAL = "renewal", gettext_lazy("Begin the renewal")
    LOOK = "look", gettext_lazy("Look how it stands")


class DueBasis(models.TextChoices):
    """On what a day rests."""

    LAW = "law", gettext_lazy("the law of this right")
    LETTER = "letter", gettext_lazy("the letter")
    AGREED = "agreed", gettext_lazy("agreed with the family")


class AmountPer(models.TextChoices):
    """The period of an amount, as the decision says it."""

    MONTH = "month", gettext_lazy("a month")
    QUARTER = "quarter", gettext_lazy("a quarter")
    YEAR = "year", gettext_lazy("a year")
    ONCE = "once", gettext_lazy("once")


TIMES_A_YEAR = {AmountPer.MONTH: 12, AmountPer.QUARTER: 4, AmountPer.YEAR: 1}
"""How often an amount comes in a year; once is counted apart."""


class Feedback(models.TextChoices):
    """Whether a decision that differs from the rules went to the editors of the rules."""

    DIFFERS = "differs", gettext_lazy("Differs from what the rules said")
    SENT = "sent", gettext_lazy("Proposed as a case")
    NOT_SENT = "not_sent", gettext_lazy("Not proposed")


class ProposalState(models.TextChoices):
    """What the editors made of a proposed case."""

    NEW = "new", gettext_lazy("To look at")
    ACCEPTED = "accepted", gettext_lazy("Taken over")
    REJECTED = "rejected", gettext_lazy("Not taken over")


SMALL = 5
"""Numbers from 1 up to here (not included) may point at somebody: whoever does not work there sees none."""

LEAST_ANSWERS = 10
"""From this many answers on, satisfaction with a programme is shown."""

FIRST_TALK_DAYS = 7
"""A first talk within this many days of the registration is in time."""


class Counts(models.TextChoices):
    """Whom a kind of setting counts: families, or people one by one."""

    HOUSEHOLDS = "households", gettext_lazy("Families")
    PERSONS = "persons", gettext_lazy("Persons")


class Asked(models.TextChoices):
    """What somebody without a dossier asked: a closed list, so that no name gets into it."""

    BILLS = "bills", gettext_lazy("Bills and money")
    FOOD = "food", gettext_lazy("Food")
    GOODS = "goods", gettext_lazy("Clothes and things for the house")
    SCHOOL_COSTS = "school_costs", gettext_lazy("Costs of school")
    CHILD_CARE = "child_care", gettext_lazy("Child care")
    HOUSING = "housing", gettext_lazy("A place to live")
    WORK = "work", gettext_lazy("Work and training")
    LANGUAGE = "language", gettext_lazy("Learning Dutch")
    PAPERS = "papers", gettext_lazy("Papers and letters")
    HEALTH = "health", gettext_lazy("Health")
    LEISURE = "leisure", gettext_lazy("Leisure and holidays")
    LISTENING = "listening", gettext_lazy("Somebody who listens")


class ConsentOf(models.TextChoices):
    """Who agreed that somebody takes part in a programme."""

    PARENT = "parent", gettext_lazy("A parent")
    SELF = "self", gettext_lazy("The young person")
    BOTH = "both", gettext_lazy("Both")


class ProgrammeOutcome(models.TextChoices):
    """How taking part in a programme ended."""

    COMPLETED = "completed", gettext_lazy("Followed to the end")
    STOPPED = "stopped", gettext_lazy("Stopped earlier")
    ELSEWHERE = "elsewhere", gettext_lazy("Goes on with another service")


class LetterCode(models.TextChoices):
    """The letters that can be made from a household, by what they are for."""

    PROOF_OF_GUIDANCE = "proof_of_guidance", gettext_lazy("Proof of guidance")
    REQUEST_RIGHT = "request_right", gettext_lazy("Request for a right")
    APPEAL = "appeal", gettext_lazy("Appeal after a refusal")
    PAYMENT_PLAN = "payment_plan", gettext_lazy("Request for a payment plan")
    ASK_DOCUMENT = "ask_document", gettext_lazy("Ask for a document")
    APPOINTMENT = "appointment", gettext_lazy("Invitation to an appointment")
    NOT_AT_HOME = "not_at_home", gettext_lazy("Not at home")
    CONSENT_TO_SHARE = "consent_to_share", gettext_lazy("Consent to share")
    MANDATE = "mandate", gettext_lazy("Mandate to act")
    NEW_CONTACT_PERSON = "new_contact_person", gettext_lazy("Another contact person")
    AGREED = "agreed", gettext_lazy("What we agreed")
    COMPLAINT = "complaint", gettext_lazy("Complaint")


class LetterLanguage(models.TextChoices):
    """Languages in which letters stand ready."""

    NL = "nl", "Nederlands"
    FR = "fr", "Français"
    EN = "en", "English"
