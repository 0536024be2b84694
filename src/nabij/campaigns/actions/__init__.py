"""What can be done in campaigns, one use case per function."""

from nabij.campaigns.actions.calling import give_back, take_next, tell_outcome
from nabij.campaigns.actions.follow_up import end_worry, finish_follow_up, raise_worry, take_worry
from nabij.campaigns.actions.handing_out import count_card, give_quota, hand_out
from nabij.campaigns.actions.package_list import add_list, fix_packages, set_package
from nabij.campaigns.actions.package_money import (
    cancel_order,
    keep_invoice,
    place_order,
    receive_part,
    release_order,
)
from nabij.campaigns.actions.packages import (
    Composition,
    NewPart,
    NewVariant,
    PackagesPlan,
    close_door,
    close_open_doors,
    close_packages,
    compose,
    prepare_packages,
    start_packages,
)
from nabij.campaigns.actions.paper import make_paper, type_paper
from nabij.campaigns.actions.preparing import (
    CampaignPlan,
    add_caller,
    change_campaign,
    prepare_campaign,
    remove_caller,
)
from nabij.campaigns.actions.running import close_campaign, fix_list, start_campaign, stop_campaign
from nabij.campaigns.actions.settling import Told

__all__ = [
    "CampaignPlan",
    "Composition",
    "NewPart",
    "NewVariant",
    "PackagesPlan",
    "Told",
    "add_caller",
    "add_list",
    "cancel_order",
    "change_campaign",
    "close_campaign",
    "close_door",
    "close_open_doors",
    "close_packages",
    "compose",
    "count_card",
    "end_worry",
    "finish_follow_up",
    "fix_list",
    "fix_packages",
    "give_back",
    "give_quota",
    "hand_out",
    "keep_invoice",
    "make_paper",
    "place_order",
    "prepare_campaign",
    "prepare_packages",
    "raise_worry",
    "receive_part",
    "release_order",
    "remove_caller",
    "set_package",
    "start_campaign",
    "start_packages",
    "stop_campaign",
    "take_next",
    "take_worry",
    "tell_outcome",
    "type_paper",
]
