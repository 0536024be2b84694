"""Tables of casework."""

from nabij.casework.models.contacts import ContactDraft, ContactMoment, ContactVersion
from nabij.casework.models.guidance import EndedStep, Guidance
from nabij.casework.models.plans import Goal, Need, Plan, PlanStep, SelfReport
from nabij.casework.models.team import (
    BeyondCeiling,
    Handover,
    HandoverItem,
    HandoverQuestion,
    Transfer,
)

__all__ = [
    "BeyondCeiling",
    "ContactDraft",
    "ContactMoment",
    "ContactVersion",
    "EndedStep",
    "Goal",
    "Guidance",
    "Handover",
    "HandoverItem",
    "HandoverQuestion",
    "Need",
    "Plan",
    "PlanStep",
    "SelfReport",
    "Transfer",
]
