"""Words for people on a list by the way in which a campaign goes to them: nobody calls at a door."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from nabij.campaigns.types.campaigns import Channel, Outcome, PassedBecause, TargetState
from nabij.campaigns.types.door import LABELS_AT_DOOR
from nabij.campaigns.types.packages import CloseBecause

_STATES_AT_DOOR: dict[TargetState, str | Promise] = {
    TargetState.OPEN: gettext_lazy("To be visited"),
    TargetState.ENDED: gettext_lazy("No further visits"),
}
_OUTCOMES_AT_DOOR: dict[Outcome, str | Promise] = {
    **LABELS_AT_DOOR,
    Outcome.LET_GO: gettext_lazy("Not visited: given back"),
}
_PASSED_AT_DOOR: dict[PassedBecause, str | Promise] = {
    PassedBecause.WRONG_NUMBER: gettext_lazy("Address is not right"),
    PassedBecause.TOO_OFTEN: gettext_lazy("Not at home after the last attempt"),
    PassedBecause.NO_MORE_CALLS: gettext_lazy("Wants no visits"),
    PassedBecause.CHANGED: gettext_lazy("Not to be visited any more, by the register"),
}


def state_in_words(state: str, channel: str) -> str:
    """How a household stands."""
    known = TargetState(state)
    return str(known.label if channel == Channel.PHONE else _STATES_AT_DOOR.get(known, known.label))


def outcome_in_words(outcome: str, channel: str) -> str:
    """What an attempt came to."""
    known = Outcome(outcome)
    return str(known.label if channel == Channel.PHONE else _OUTCOMES_AT_DOOR.get(known, known.label))


def passed_in_words(because: str, channel: str) -> str:
    """Why somebody goes to the next way, or is not tried any more."""
    known = PassedBecause(because)
    if channel == Channel.PACKAGE and known == PassedBecause.CHANGED:
        return str(CloseBecause.NOT_FOUND.label)
    return str(known.label if channel == Channel.PHONE else _PASSED_AT_DOOR.get(known, known.label))
