"""What can be done in casework, one use case per function."""

from nabij.casework.actions.contacts import change_contact, note_contact, settle_beside
from nabij.casework.actions.documents import file_document, remove_document
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
from nabij.casework.actions.reminders import choose_digest, end_feed, make_feed
from nabij.casework.actions.visits import (
    ask_for_somebody,
    begin_visit,
    call_off_visit,
    end_visit,
    plan_visit,
    stay_longer,
    take_on,
)

__all__ = [
    "add_goal",
    "add_step",
    "ask_for_somebody",
    "begin_visit",
    "call_off_visit",
    "change_contact",
    "choose_digest",
    "close_guidance",
    "drop_draft",
    "end_feed",
    "end_plan_step",
    "end_step",
    "end_visit",
    "file_document",
    "keep_draft",
    "make_feed",
    "note_contact",
    "note_need",
    "plan_review",
    "plan_visit",
    "reach_goal",
    "remove_document",
    "report_how_it_goes",
    "settle_beside",
    "settle_need",
    "signal_household",
    "start_guidance",
    "stay_longer",
    "take_on",
]
