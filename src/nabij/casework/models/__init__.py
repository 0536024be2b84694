"""Tables of casework."""

from nabij.casework.models.calls import CallRhythm, PlannedCall
from nabij.casework.models.contacts import ContactDraft, ContactMoment, ContactVersion
from nabij.casework.models.guidance import EndedStep, Guidance
from nabij.casework.models.plans import Goal, Need, Plan, PlanStep, SelfReport
from nabij.casework.models.signals import Signal, SignalPass

__all__ = [
    "CallRhythm",
    "ContactDraft",
    "ContactMoment",
    "ContactVersion",
    "EndedStep",
    "Goal",
    "Guidance",
    "Need",
    "Plan",
    "PlanStep",
    "PlannedCall",
    "SelfReport",
    "Signal",
    "SignalPass",
]
