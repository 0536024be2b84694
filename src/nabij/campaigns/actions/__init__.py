"""What can be done in campaigns, one use case per function."""

from nabij.campaigns.actions.calling import give_back, take_next, tell_outcome
from nabij.campaigns.actions.follow_up import end_worry, finish_follow_up, raise_worry, take_worry
from nabij.campaigns.actions.paper import make_paper, type_paper
from nabij.campaigns.actions.planning import (
    ask_planning,
    carry_out,
    promise_visit,
    stop_planning,
    take_back_promise,
)
from nabij.campaigns.actions.preparing import (
    CampaignPlan,
    add_caller,
    change_campaign,
    prepare_campaign,
    remove_caller,
)
from nabij.campaigns.actions.running import close_campaign, fix_list, start_campaign, stop_campaign
from nabij.campaigns.actions.settling import Told
from nabij.campaigns.actions.shifts import ShiftWish, add_shifts, remove_shift

__all__ = [
    "CampaignPlan",
    "ShiftWish",
    "Told",
    "add_caller",
    "add_shifts",
    "ask_planning",
    "carry_out",
    "change_campaign",
    "close_campaign",
    "end_worry",
    "finish_follow_up",
    "fix_list",
    "give_back",
    "make_paper",
    "prepare_campaign",
    "promise_visit",
    "raise_worry",
    "remove_caller",
    "remove_shift",
    "start_campaign",
    "stop_campaign",
    "stop_planning",
    "take_back_promise",
    "take_next",
    "take_worry",
    "tell_outcome",
    "type_paper",
]
