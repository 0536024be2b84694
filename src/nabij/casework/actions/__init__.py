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
from nabij.casework.actions.referral_moves import join_household, move_referral
from nabij.casework.actions.referrals import prepare_referral, refer_to_town, send_again, send_referral

__all__ = [
    "add_goal",
    "add_step",
    "change_contact",
    "close_guidance",
    "drop_draft",
    "end_plan_step",
    "end_step",
    "join_household",
    "keep_draft",
    "move_referral",
    "note_contact",
    "note_need",
    "plan_review",
    "prepare_referral",
    "reach_goal",
    "refer_to_town",
    "report_how_it_goes",
    "send_again",
    "send_referral",
    "settle_beside",
    "settle_need",
    "signal_household",
    "start_guidance",
]
