"""Tables of casework."""

from nabij.casework.models.contacts import ContactDraft, ContactMoment, ContactVersion
from nabij.casework.models.documents import Document
from nabij.casework.models.guidance import EndedStep, Guidance
from nabij.casework.models.plans import Goal, Need, Plan, PlanStep, SelfReport
from nabij.casework.models.reminders import Reminding
from nabij.casework.models.visits import Visit

__all__ = [
    "ContactDraft",
    "ContactMoment",
    "ContactVersion",
    "Document",
    "EndedStep",
    "Goal",
    "Guidance",
    "Need",
    "Plan",
    "PlanStep",
    "Reminding",
    "SelfReport",
    "Visit",
]
