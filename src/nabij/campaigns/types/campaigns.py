"""Campaigns, whom they go to, and what comes of it. One set of words for telephone, door and packages."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nabij.registry.types import NotPossible, Topic, WishKind


class Channel(models.TextChoices):
    """By which way a campaign goes to people."""

    PHONE = "phone", gettext_lazy("Phone round")
    DOOR = "door", gettext_lazy("Doorstep round")
    PACKAGE = "package", gettext_lazy("Packages")


ATTEMPTS = {Channel.PHONE: 5, Channel.DOOR: 3, Channel.PACKAGE: 3}
"""How often somebody is tried at most, unless a campaign says otherwise."""

MOST_ATTEMPTS = 12

AGAINST = {
    Channel.PHONE: (WishKind.NO_CALLS, WishKind.DO_NOT_CONTACT, WishKind.ONLY_VIA_CONTACT_PERSON),
    Channel.DOOR: (WishKind.NO_VISITS, WishKind.DO_NOT_CONTACT, WishKind.ONLY_VIA_CONTACT_PERSON),
    Channel.PACKAGE: (WishKind.NO_VISITS, WishKind.DO_NOT_CONTACT, WishKind.ONLY_VIA_CONTACT_PERSON),
}
"""The wishes that keep a campaign of this channel away."""


class CampaignState(models.TextChoices):
    """How far a campaign is."""

    PREPARED = "prepared", gettext_lazy("Being prepared")
    FROZEN = "frozen", gettext_lazy("List is fixed")
    RUNNING = "running", gettext_lazy("Running")
    STOPPED = "stopped", gettext_lazy("Stopped")
    CLOSED = "closed", gettext_lazy("Closed")


class NextWay(models.TextChoices):
    """Where somebody goes whom this campaign cannot reach."""

    LETTER = "letter", gettext_lazy("The list for letters")
    DOOR = "door", gettext_lazy("The list for the door")


class TargetState(models.TextChoices):
    """How a household on the list stands."""

    OPEN = "open", gettext_lazy("To be called")
    REACHED = "reached", gettext_lazy("Reached")
    PASSED_ON = "passed_on", gettext_lazy("To the next way")
    ENDED = "ended", gettext_lazy("No further calls")


class Outcome(models.TextChoices):
    """What an attempt came to. The meaning of each is fixed, so that campaigns can be compared."""

    TALKED = "talked", gettext_lazy("Talked")
    NO_ANSWER = "no_answer", gettext_lazy("No answer")
    CALL_BACK = "call_back", gettext_lazy("Call back later")
    WRONG_NUMBER = "wrong_number", gettext_lazy("Wrong number")
    NO_MORE_CALLS = "no_more_calls", gettext_lazy("Wants no more calls")
    MOVED_OR_DIED = "moved_or_died", gettext_lazy("Moved or died")
    DELIVERED = "delivered", gettext_lazy("Given at the door")
    LET_GO = "let_go", gettext_lazy("Not called: given back")


TOLD = tuple(one for one in Outcome if one != Outcome.LET_GO)
"""What can be told; giving back is no attempt."""

TOLD_BY_PHONE = tuple(one for one in TOLD if one != Outcome.DELIVERED)
"""What a caller can tell: nothing changes hands by telephone."""

OUTCOME_ICONS = {
    Outcome.TALKED: "chat",
    Outcome.NO_ANSWER: "phone",
    Outcome.CALL_BACK: "clock",
    Outcome.WRONG_NUMBER: "close",
    Outcome.NO_MORE_CALLS: "hand",
    Outcome.MOVED_OR_DIED: "moved",
}

CODES = {
    "1": Outcome.TALKED,
    "2": Outcome.NO_ANSWER,
    "4": Outcome.WRONG_NUMBER,
    "5": Outcome.NO_MORE_CALLS,
    "6": Outcome.MOVED_OR_DIED,
}
"""The codes on a list of paper. Calling back (3) is done by whoever holds the list."""


class LeftOut(models.TextChoices):
    """Why somebody who belongs to the group is not on the list. The first that holds is the one told."""

    DIED = "died", gettext_lazy("Died")
    MOVED = "moved", gettext_lazy("Moved away")
    PROTECTED = "protected", gettext_lazy("May not be found: safety comes first")
    SECRET = "secret", gettext_lazy("The address must stay secret")
    REFUSED = "refused", gettext_lazy("Does not want to be contacted in this way")
    ALREADY = "already", gettext_lazy("On this list already, in another household")
    UNSURE = "unsure", gettext_lazy("Not sure: a date of birth or an address is not known")
    NO_PACKAGE = "no_package", gettext_lazy("No package for this age")


class PassedBecause(models.TextChoices):
    """Why somebody goes to the next way, or is not called any more."""

    NO_NUMBER = "no_number", gettext_lazy("No number known")
    WRONG_NUMBER = "wrong_number", gettext_lazy("Wrong number")
    TOO_OFTEN = "too_often", gettext_lazy("No answer after the last attempt")
    NO_MORE_CALLS = "no_more_calls", gettext_lazy("Wants no more calls")
    MOVED_OR_DIED = "moved_or_died", gettext_lazy("Moved or died")
    CHANGED = "changed", gettext_lazy("Not to be called any more, by the register")
    TOO_LATE = "too_late", gettext_lazy("Not delivered before the last day")


class NeedCode(models.TextChoices):
    """What people often ask; a campaign chooses which, and which team takes each."""

    SHOPPING = "shopping", gettext_lazy("Shopping")
    MEAL = "meal", gettext_lazy("A meal")
    CALLS = "calls", gettext_lazy("A call more often")
    TRANSPORT = "transport", gettext_lazy("Transport")
    COMPANY = "company", gettext_lazy("Company")
    PAPERS = "papers", gettext_lazy("Help with papers or money")
    OTHER = "other", gettext_lazy("Something else")


NEED_ICONS = {
    NeedCode.SHOPPING: "cart",
    NeedCode.MEAL: "meal",
    NeedCode.CALLS: "phone",
    NeedCode.TRANSPORT: "bus",
    NeedCode.COMPANY: "people",
    NeedCode.PAPERS: "doc",
    NeedCode.OTHER: "more",
}

NEED_TOPICS = {
    NeedCode.SHOPPING: Topic.CARE,
    NeedCode.MEAL: Topic.CARE,
    NeedCode.CALLS: Topic.LEISURE,
    NeedCode.TRANSPORT: Topic.CARE,
    NeedCode.COMPANY: Topic.LEISURE,
    NeedCode.PAPERS: Topic.MONEY,
    NeedCode.OTHER: Topic.FAMILY,
}
"""Under which topic the words of each lie."""


class FollowUpKind(models.TextChoices):
    """What a team has to do."""

    NEED = "need", gettext_lazy("A question")
    CHECK = "check", gettext_lazy("Look whether somebody moved or died, and put the register right")


HELD_FOR = timedelta(minutes=30)
"""So long somebody stays reserved for whoever calls."""

WORRY_TAKEN_WITHIN = timedelta(minutes=5)
"""So long the duty team has to take a worry on, before it calls others too; twice."""

CLEANED_AFTER_DAYS = 30
"""So many days after its end the people of a campaign are erased; the counts stay."""


class CampaignMovedOn(NotPossible):
    """A colleague changed the campaign, or it is in another state by now."""

    def __init__(self) -> None:
        super().__init__(
            _("A colleague changed this campaign meanwhile. What you see is new; nothing of yours was saved.")
        )


class HoldPassed(NotPossible):
    """The reservation went to somebody else, or the campaign was stopped."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This person is not reserved for you any more: the half hour passed, or the campaign was "
                "stopped. Nothing was saved. Tell the coordinator what you heard."
            )
        )
