"""What can be done in casework, one use case per function."""

from nabij.casework.actions.calls import cancel_call, finish_call, plan_call, set_rhythm
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
from nabij.casework.actions.signals import (
    pass_signal_on,
    read_signal,
    reject_signal,
    send_signal,
    take_up_signal,
)

__all__ = [
    "add_goal",
    "add_step",
    "cancel_call",
    "change_contact",
    "close_guidance",
    "drop_draft",
    "end_plan_step",
    "end_step",
    "finish_call",
    "keep_draft",
    "note_contact",
    "note_need",
    "pass_signal_on",
    "plan_call",
    "plan_review",
    "reach_goal",
    "read_signal",
    "reject_signal",
    "report_how_it_goes",
    "send_signal",
    "set_rhythm",
    "settle_beside",
    "settle_need",
    "signal_household",
    "start_guidance",
    "take_up_signal",
]
