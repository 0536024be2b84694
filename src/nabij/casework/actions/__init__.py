"""What can be done in casework, one use case per function."""

from nabij.casework.actions.contacts import change_contact, note_contact, settle_beside
from nabij.casework.actions.drafts import drop_draft, keep_draft
from nabij.casework.actions.guidance import close_guidance, end_step, signal_household, start_guidance

__all__ = [
    "change_contact",
    "close_guidance",
    "drop_draft",
    "end_step",
    "keep_draft",
    "note_contact",
    "settle_beside",
    "signal_household",
    "start_guidance",
]
