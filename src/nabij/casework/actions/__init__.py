"""What can be done in casework, one use case per function."""

from nabij.casework.actions.contacts import change_contact, note_contact, settle_beside
from nabij.casework.actions.drafts import drop_draft, keep_draft
from nabij.casework.actions.guidance import close_guidance, end_step, signal_household, start_guidance
from nabij.casework.actions.handovers import accept_handover, answer_question, ask_back, note_checklist
from nabij.casework.actions.plans import (
    add_goal,
    add_step,
    end_plan_step,
    note_need,
    plan_review,
    reach_goal,
    report_how_it_goes,
    settle_need,
)
from nabij.casework.actions.team import assign_household, transfer_households, undo_transfer

__all__ = [
    "accept_handover",
    "add_goal",
    "add_step",
    "answer_question",
    "ask_back",
    "assign_household",
    "change_contact",
    "close_guidance",
    "drop_draft",
    "end_plan_step",
    "end_step",
    "keep_draft",
    "note_checklist",
    "note_contact",
    "note_need",
    "plan_review",
    "reach_goal",
    "report_how_it_goes",
    "settle_beside",
    "settle_need",
    "signal_household",
    "start_guidance",
    "transfer_households",
    "undo_transfer",
]
