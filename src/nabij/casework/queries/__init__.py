"""Reads of casework: who asks, why, and a line in the log."""

from nabij.casework.queries.board import Board, board_of
from nabij.casework.queries.contacts import Beside, Entry, Timeline, contact_to_change, timeline
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
from nabij.casework.queries.referral_choices import (
    Shareable,
    arrives_at,
    facts_to_share,
    mark_of,
    partner_team,
    receiver_chosen,
    receiver_groups,
    topics_to_refer,
    town_of_household,
)
from nabij.casework.queries.referral_lists import (
    ReferralLists,
    ReferralRow,
    referrals_for,
    referrals_for_lead,
    referrals_of_household,
    referrals_today,
)
from nabij.casework.queries.referrals import (
    ReferralView,
    Standing,
    consent_holds,
    found_referral,
    referral_of,
    standing_in,
)
from nabij.casework.queries.today import Today, today_of

__all__ = [
    "Beside",
    "Board",
    "Draft",
    "Entry",
    "GuidanceView",
    "PlanView",
    "ReferralLists",
    "ReferralRow",
    "ReferralView",
    "Shareable",
    "Standing",
    "Timeline",
    "Today",
    "arrives_at",
    "board_of",
    "consent_holds",
    "contact_to_change",
    "facts_to_share",
    "found_referral",
    "goal_to_extend",
    "guidance_of",
    "lacking",
    "latest_draft",
    "mark_of",
    "need_to_settle",
    "partner_team",
    "plan_of",
    "plan_on_paper",
    "receiver_chosen",
    "receiver_groups",
    "referral_of",
    "referrals_for",
    "referrals_for_lead",
    "referrals_of_household",
    "referrals_today",
    "require_in_sight",
    "standing_in",
    "timeline",
    "today_of",
    "topics_to_refer",
    "town_of_household",
]
