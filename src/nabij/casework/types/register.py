"""States of a right, its terms and its amounts."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy

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
    ENDED = "ended", gettext_lazy("Has ended")


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
