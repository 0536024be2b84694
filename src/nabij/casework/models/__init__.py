"""Tables of casework."""

from nabij.casework.models.contacts import ContactDraft, ContactMoment, ContactVersion
from nabij.casework.models.guidance import EndedStep, Guidance
from nabij.casework.models.plans import Goal, Need, Plan, PlanStep, SelfReport
from nabij.casework.models.register import CaseProposal, HeldRight, RightMove

__all__ = [
    "CaseProposal",
    "ContactDraft",
    "ContactMoment",
    "ContactVersion",
    "EndedStep",
    "Goal",
    "Guidance",
    "HeldRight",
    "Need",
    "Plan",
    "PlanStep",
    "RightMove",
    "SelfReport",
]
