"""Whether somebody may do something, with a reason for people when they may not."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer of a policy. `reason` is a sentence for the person who was refused."""

    allowed: bool
    reason: str = ""


class Refused(PermissionDenied):
    """A policy said no; the page that answers shows the reason."""

    def __init__(self, decision: Decision) -> None:
        super().__init__(decision.reason)
        self.decision = decision


class NotFoundHere(Http404):
    """What is asked for does not exist, or is not this actor's to see: nobody can tell which of the two."""


def allow() -> Decision:
    """Say yes."""
    return Decision(allowed=True)


def refuse(reason: str) -> Decision:
    """Say no, and tell why in a sentence that says what to do instead."""
    return Decision(allowed=False, reason=reason)


def require(decision: Decision) -> None:
    """Go on only after a yes. Raises Refused with the decision."""
    if not decision.allowed:
        raise Refused(decision)
