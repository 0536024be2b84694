"""Reads of campaigns: who asks, why, and a line in the log where somebody is named."""

from nabij.campaigns.queries.calling import CallerDay, CallNow, caller_day
from nabij.campaigns.queries.campaigns import (
    CampaignLine,
    CampaignPage,
    Counted,
    campaign_of,
    campaign_page,
    campaigns_of,
    counted,
)
from nabij.campaigns.queries.door import (
    Door,
    VisitorDay,
    WalkedRound,
    visitor_day,
    visitor_door,
    walked_round,
)
from nabij.campaigns.queries.follow_up import FollowUpLine, FollowUpPage, follow_up_of, follow_up_page
from nabij.campaigns.queries.listing import group_of
from nabij.campaigns.queries.named import NamedPage, Paper, contacted, paper_of, passed_on
from nabij.campaigns.queries.phones import (
    NoteLine,
    OnPhone,
    PhonesPage,
    held_of,
    may_wait,
    on_phones,
    phones_page,
)
from nabij.campaigns.queries.report import Report, report_of
from nabij.campaigns.queries.round_sheets import PlanningPage, RoundSheet, planning_page, round_sheet
from nabij.campaigns.queries.rounds import (
    HoursPage,
    RoundsPage,
    ShiftsPage,
    campaign_of_round,
    hours_page,
    rounds_page,
    shifts_page,
)
from nabij.campaigns.queries.why import Why, why_contacted
from nabij.campaigns.queries.worries import WorryLine, WorryPage, worries_calling, worry_page

__all__ = [
    "CallNow",
    "CallerDay",
    "CampaignLine",
    "CampaignPage",
    "Counted",
    "Door",
    "FollowUpLine",
    "FollowUpPage",
    "HoursPage",
    "NamedPage",
    "NoteLine",
    "OnPhone",
    "Paper",
    "PhonesPage",
    "PlanningPage",
    "Report",
    "RoundSheet",
    "RoundsPage",
    "ShiftsPage",
    "VisitorDay",
    "WalkedRound",
    "Why",
    "WorryLine",
    "WorryPage",
    "caller_day",
    "campaign_of",
    "campaign_of_round",
    "campaign_page",
    "campaigns_of",
    "contacted",
    "counted",
    "follow_up_of",
    "follow_up_page",
    "group_of",
    "held_of",
    "hours_page",
    "may_wait",
    "on_phones",
    "paper_of",
    "passed_on",
    "phones_page",
    "planning_page",
    "report_of",
    "round_sheet",
    "rounds_page",
    "shifts_page",
    "visitor_day",
    "visitor_door",
    "walked_round",
    "why_contacted",
    "worries_calling",
    "worry_page",
]
