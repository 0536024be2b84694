"""What can be done in casework, one use case per function."""

from nabij.casework.actions.contacts import change_contact, note_contact, settle_beside
from nabij.casework.actions.drafts import drop_draft, keep_draft
from nabij.casework.actions.guidance import close_guidance, end_step, signal_household, start_guidance
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

__all__ = [
    "add_goal",
    "add_step",
    "change_contact",
    "close_guidance",
    "drop_draft",
    "end_plan_step",
    "end_step",
    "keep_draft",
    "note_contact",
    "note_need",
    "plan_review",
    "reach_goal",
    "report_how_it_goes",
    "settle_beside",
    "settle_need",
    "signal_household",
    "start_guidance",
]
