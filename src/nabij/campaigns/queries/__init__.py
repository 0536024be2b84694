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
from nabij.campaigns.queries.follow_up import FollowUpLine, FollowUpPage, follow_up_of, follow_up_page
from nabij.campaigns.queries.handing_out import QuotaPage, own_quotas, quota_page, quotas_of
from nabij.campaigns.queries.listing import group_of
from nabij.campaigns.queries.named import NamedPage, Paper, contacted, paper_of, passed_on
from nabij.campaigns.queries.package_doors import children_page, undelivered
from nabij.campaigns.queries.packages import (
    Label,
    PackagesPage,
    Stock,
    assembly_of,
    campaign_of_door,
    campaign_of_package,
    card_of,
    has_packages,
    labels_of,
    led_packages,
    money_of,
    package_figures,
    packages_of,
    packages_page,
    seen_order,
    stock_of,
    swaps_of,
)
from nabij.campaigns.queries.plates import plates_of
from nabij.campaigns.queries.report import Report, report_of
from nabij.campaigns.queries.why import Why, why_contacted
from nabij.campaigns.queries.worries import WorryLine, WorryPage, worries_calling, worry_page

__all__ = [
    "CallNow",
    "CallerDay",
    "CampaignLine",
    "CampaignPage",
    "Compared",
    "Counted",
    "FollowUpLine",
    "FollowUpPage",
    "Label",
    "NamedPage",
    "PackagesPage",
    "Paper",
    "QuotaPage",
    "Report",
    "Stock",
    "Why",
    "WorryLine",
    "WorryPage",
    "assembly_of",
    "caller_day",
    "campaign_of",
    "campaign_of_door",
    "campaign_of_package",
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
    "labels_of",
    "led_packages",
    "money_of",
    "own_quotas",
    "package_figures",
    "packages_of",
    "packages_page",
    "paper_of",
    "passed_on",
    "plates_of",
    "quota_page",
    "quotas_of",
    "report_of",
    "seen_order",
    "stock_of",
    "swaps_of",
    "undelivered",
    "why_contacted",
    "worries_calling",
    "worry_page",
]
