"""Tables of casework."""

from nabij.casework.models.contacts import ContactDraft, ContactMoment, ContactVersion
from nabij.casework.models.guidance import EndedStep, Guidance
from nabij.casework.models.letters import Letter
from nabij.casework.models.plans import Goal, Need, Plan, PlanStep, SelfReport

__all__ = [
    "ContactDraft",
    "ContactMoment",
    "ContactVersion",
    "EndedStep",
    "Goal",
    "Guidance",
    "Letter",
    "Need",
    "Plan",
    "PlanStep",
    "SelfReport",
]
