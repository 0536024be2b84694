"""Tables of casework."""

from nabij.casework.models.budget import BudgetFact, BudgetLine
from nabij.casework.models.calls import CallRhythm, PlannedCall
from nabij.casework.models.contacts import ContactDraft, ContactMoment, ContactVersion
from nabij.casework.models.documents import Document
from nabij.casework.models.given_tasks import TaskNote, TaskReport
from nabij.casework.models.guidance import EndedStep, Guidance
from nabij.casework.models.letters import Letter
from nabij.casework.models.plans import Goal, Need, Plan, PlanStep, SelfReport
from nabij.casework.models.programmes import Attendance, Participation, Programme, ProgrammeSession
from nabij.casework.models.reach import (
    AgreedFeedback,
    ReachedContact,
    ReachedPerson,
    Setting,
    SettingKind,
    SettingReader,
    SettingWork,
    UnnamedContact,
    UnnamedNeed,
)
from nabij.casework.models.referrals import Referral, ReferralLine
from nabij.casework.models.register import CaseProposal, HeldRight, RightMove
from nabij.casework.models.reminders import Reminding
from nabij.casework.models.signals import Signal, SignalPass
from nabij.casework.models.taken import PhotoPart, TakenVisit, TakenVisits, VisitLetter
from nabij.casework.models.team import BeyondCeiling, Handover, HandoverItem, HandoverQuestion, Transfer
from nabij.casework.models.visits import Visit

__all__ = [
    "AgreedFeedback",
    "Attendance",
    "BeyondCeiling",
    "BudgetFact",
    "BudgetLine",
    "CallRhythm",
    "CaseProposal",
    "ContactDraft",
    "ContactMoment",
    "ContactVersion",
    "Document",
    "EndedStep",
    "Goal",
    "Guidance",
    "Handover",
    "HandoverItem",
    "HandoverQuestion",
    "HeldRight",
    "Letter",
    "Need",
    "Participation",
    "PhotoPart",
    "Plan",
    "PlanStep",
    "PlannedCall",
    "Programme",
    "ProgrammeSession",
    "ReachedContact",
    "ReachedPerson",
    "Referral",
    "ReferralLine",
    "Reminding",
    "RightMove",
    "SelfReport",
    "Setting",
    "SettingKind",
    "SettingReader",
    "SettingWork",
    "Signal",
    "SignalPass",
    "TakenVisit",
    "TakenVisits",
    "TaskNote",
    "TaskReport",
    "Transfer",
    "UnnamedContact",
    "UnnamedNeed",
    "Visit",
    "VisitLetter",
]
