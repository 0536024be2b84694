"""Reads of casework: who asks, why, and a line in the log."""

from nabij.casework.queries.board import Board, board_of
from nabij.casework.queries.contacts import Beside, Entry, Timeline, contact_to_change, timeline
from nabij.casework.queries.documents import Documents, document_to_open, documents_of, topic_to_file_under
from nabij.casework.queries.drafts import Draft, latest_draft
from nabij.casework.queries.guidance import GuidanceView, guidance_of, lacking
from nabij.casework.queries.plans import (
    PlanView,
    goal_to_extend,
    need_to_settle,
    plan_of,
    plan_on_paper,
    require_in_sight,
)
from nabij.casework.queries.reminders import moments_of, reader_of_feed, wishes_of
from nabij.casework.queries.today import Today, today_of
from nabij.casework.queries.visits import (
    calling,
    colleagues_for_visit,
    goes_on,
    visit_of,
    visits_of,
    who_is_out,
)

__all__ = [
    "Beside",
    "Board",
    "Documents",
    "Draft",
    "Entry",
    "GuidanceView",
    "PlanView",
    "Timeline",
    "Today",
    "board_of",
    "calling",
    "colleagues_for_visit",
    "contact_to_change",
    "document_to_open",
    "documents_of",
    "goal_to_extend",
    "goes_on",
    "guidance_of",
    "lacking",
    "latest_draft",
    "moments_of",
    "need_to_settle",
    "plan_of",
    "plan_on_paper",
    "reader_of_feed",
    "require_in_sight",
    "timeline",
    "today_of",
    "topic_to_file_under",
    "visit_of",
    "visits_of",
    "who_is_out",
    "wishes_of",
]
