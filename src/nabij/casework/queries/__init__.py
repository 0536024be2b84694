"""Reads of casework: who asks, why, and a line in the log."""

from nabij.casework.queries.assigning import (
    Assigning,
    Transferred,
    Transferring,
    assigning_of,
    transferred_of,
    transferring_of,
)
from nabij.casework.queries.board import Board, board_of
from nabij.casework.queries.caseload import Caseload, Load, caseload_of
from nabij.casework.queries.contacts import Beside, Entry, Timeline, contact_to_change, timeline
from nabij.casework.queries.drafts import Draft, latest_draft
from nabij.casework.queries.guidance import GuidanceView, guidance_of, lacking
from nabij.casework.queries.handovers import HandoverView, handover_of
from nabij.casework.queries.plans import (
    PlanView,
    goal_to_extend,
    need_to_settle,
    plan_of,
    plan_on_paper,
    require_in_sight,
)
from nabij.casework.queries.today import Today, today_of

__all__ = [
    "Assigning",
    "Beside",
    "Board",
    "Caseload",
    "Draft",
    "Entry",
    "GuidanceView",
    "HandoverView",
    "Load",
    "PlanView",
    "Timeline",
    "Today",
    "Transferred",
    "Transferring",
    "assigning_of",
    "board_of",
    "caseload_of",
    "contact_to_change",
    "goal_to_extend",
    "guidance_of",
    "handover_of",
    "lacking",
    "latest_draft",
    "need_to_settle",
    "plan_of",
    "plan_on_paper",
    "require_in_sight",
    "timeline",
    "today_of",
    "transferred_of",
    "transferring_of",
]
