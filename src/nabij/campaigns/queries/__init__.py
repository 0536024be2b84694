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
from nabij.campaigns.queries.comparing import Compared, compared
from nabij.campaigns.queries.door import (
    Door,
    VisitorDay,
    WalkedRound,
    visitor_day,
    visitor_door,
    walked_round,
)
from nabij.campaigns.queries.follow_up import FollowUpLine, FollowUpPage, follow_up_of, follow_up_page
from nabij.campaigns.queries.going import campaign_of_round, round_of
from nabij.campaigns.queries.handing_out import QuotaPage, own_quotas, quota_page, quotas_of
from nabij.campaigns.queries.held import held_for, number_waiting
from nabij.campaigns.queries.listing import group_of
from nabij.campaigns.queries.named import NamedPage, Paper, contacted, paper_of, passed_on
from nabij.campaigns.queries.package_doors import children_page, undelivered
from nabij.campaigns.queries.package_making import Label, assembly_of, labels_of, swaps_of
from nabij.campaigns.queries.package_stock import Stock, stock_of
from nabij.campaigns.queries.packages import (
    PackagesPage,
    campaign_of_door,
    campaign_of_package,
    card_of,
    has_packages,
    led_packages,
    money_of,
    package_figures,
    packages_of,
    packages_page,
    seen_order,
)
from nabij.campaigns.queries.phones import (
    NoteLine,
    OnPhone,
    PhonesPage,
    may_wait,
    on_phones,
    phones_page,
)
from nabij.campaigns.queries.plates import plates_of
from nabij.campaigns.queries.report import Report, report_of
from nabij.campaigns.queries.round_sheets import PlanningPage, RoundSheet, planning_page, round_sheet
from nabij.campaigns.queries.rounds import (
    HoursPage,
    RoundsPage,
    ShiftsPage,
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
    "Compared",
    "Counted",
    "Door",
    "FollowUpLine",
    "FollowUpPage",
    "HoursPage",
    "Label",
    "NamedPage",
    "NoteLine",
    "OnPhone",
    "PackagesPage",
    "Paper",
    "PhonesPage",
    "PlanningPage",
    "QuotaPage",
    "Report",
    "RoundSheet",
    "RoundsPage",
    "ShiftsPage",
    "Stock",
    "VisitorDay",
    "WalkedRound",
    "Why",
    "WorryLine",
    "WorryPage",
    "assembly_of",
    "caller_day",
    "campaign_of",
    "campaign_of_door",
    "campaign_of_package",
    "campaign_of_round",
    "campaign_page",
    "campaigns_of",
    "card_of",
    "children_page",
    "compared",
    "contacted",
    "counted",
    "follow_up_of",
    "follow_up_page",
    "group_of",
    "has_packages",
    "held_for",
    "hours_page",
    "labels_of",
    "led_packages",
    "may_wait",
    "money_of",
    "number_waiting",
    "on_phones",
    "own_quotas",
    "package_figures",
    "packages_of",
    "packages_page",
    "paper_of",
    "passed_on",
    "phones_page",
    "planning_page",
    "plates_of",
    "quota_page",
    "quotas_of",
    "report_of",
    "round_of",
    "round_sheet",
    "rounds_page",
    "seen_order",
    "shifts_page",
    "stock_of",
    "swaps_of",
    "undelivered",
    "visitor_day",
    "visitor_door",
    "walked_round",
    "why_contacted",
    "worries_calling",
    "worry_page",
]
