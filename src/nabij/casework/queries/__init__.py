"""Reads of casework: who asks, why, and a line in the log."""

from nabij.casework.queries.board import (Board, board_of)
from nabij.casework.queries.calls import (Calls, Planned, call_to_end, calls_of)
from nabij.casework.queries.contacts import (Beside, Entry, Timeline, contact_to_change, timeline)
from nabij.casework.queries.documents import (Documents, document_to_open, documents_of, topic_to_file_under)
from nabij.casework.queries.drafts import (Draft, latest_draft)
from nabij.casework.queries.guidance import (GuidanceView, guidance_of, lacking)
from nabij.casework.queries.plans import (PlanView, goal_to_extend, need_to_settle, plan_of, plan_on_paper, require_in_sight)
from nabij.casework.queries.referral_choices import (Shareable, arrives_at, facts_to_share, mark_of, partner_team, receiver_chosen, receiver_groups, topics_to_refer, town_of_household)
from nabij.casework.queries.referral_lists import (ReferralLists, ReferralRow, referrals_for, referrals_for_lead, referrals_of_household, referrals_today)
from nabij.casework.queries.referrals import (ReferralView, Standing, consent_holds, found_referral, referral_of, standing_in)
from nabij.casework.queries.register import (register_in_short)
from nabij.casework.queries.reminders import (moments_of, reader_of_feed, wishes_of)
from nabij.casework.queries.signals import (Sent, SignalView, TeamChoice, Triage, TriageList, late_signals, sent_signals, signal_in_triage, teams_for_signals, triage_in_short, triage_list)
from nabij.casework.queries.today import (Today, today_of)
from nabij.casework.queries.visits import (calling, colleagues_for_visit, goes_on, visit_of, visits_of, who_is_out)
from nabij.casework.queries.assigning import (Assigning, Transferred, Transferring, assigning_of, transferred_of, transferring_of)
from nabij.casework.queries.caseload import (Caseload, Load, caseload_of)
from nabij.casework.queries.handovers import (HandoverView, handover_of)

__all__ = [
    "Assigning",
    "Beside",
    "Board",
    "Calls",
    "Documents",
    "Caseload",
    "Draft",
    "Entry",
    "GuidanceView",
    "HandoverView",
    "Load",
    "PlanView",
    "Planned",
    "ReferralLists",
    "ReferralRow",
    "ReferralView",
    "Sent",
    "Shareable",
    "SignalView",
    "Standing",
    "TeamChoice",
    "Timeline",
    "Today",
    "Triage",
    "TriageList",
    "arrives_at",
    "board_of",
    "call_to_end",
    "calling",
    "calls_of",
    "colleagues_for_visit",
    "consent_holds",
    "Transferred",
    "Transferring",
    "assigning_of",
    "board_of",
    "caseload_of",
    "contact_to_change",
    "document_to_open",
    "documents_of",
    "facts_to_share",
    "found_referral",
    "goal_to_extend",
    "goes_on",
    "guidance_of",
    "handover_of",
    "lacking",
    "late_signals",
    "latest_draft",
    "mark_of",
    "moments_of",
    "need_to_settle",
    "partner_team",
    "plan_of",
    "plan_on_paper",
    "reader_of_feed",
    "receiver_chosen",
    "receiver_groups",
    "referral_of",
    "referrals_for",
    "referrals_for_lead",
    "referrals_of_household",
    "referrals_today",
    "register_in_short",
    "require_in_sight",
    "sent_signals",
    "signal_in_triage",
    "standing_in",
    "teams_for_signals",
    "timeline",
    "today_of",
    "topic_to_file_under",
    "topics_to_refer",
    "town_of_household",
    "triage_in_short",
    "triage_list",
    "visit_of",
    "visits_of",
    "who_is_out",
    "wishes_of",
    "transferred_of",
    "transferring_of",
]
