"""Tables of casework."""

from nabij.casework.models.contacts import ContactDraft, ContactMoment, ContactVersion
from nabij.casework.models.guidance import EndedStep, Guidance
from nabij.casework.models.plans import Goal, Need, Plan, PlanStep, SelfReport
from nabij.casework.models.referrals import Referral, ReferralLine

__all__ = [
    "ContactDraft",
    "ContactMoment",
    "ContactVersion",
    "EndedStep",
    "Goal",
    "Guidance",
    "Need",
    "Plan",
    "PlanStep",
    "Referral",
    "ReferralLine",
    "SelfReport",
]
