"""What can be done in campaigns, one use case per function."""

from nabij.campaigns.actions.calling import give_back, take_next, tell_outcome
from nabij.campaigns.actions.delivering import (
    deliver,
    finish_taken,
    key_name,
    see_note,
    settle_held,
    take_round,
    try_again,
)
from nabij.campaigns.actions.door import AtDevice, raise_worry_at_door, tell_at_door, told_here
from nabij.campaigns.actions.ending_rounds import stop_round
from nabij.campaigns.actions.follow_up import end_worry, finish_follow_up, raise_worry, take_worry
from nabij.campaigns.actions.handing_out import count_card, give_quota, hand_out
from nabij.campaigns.actions.instructing import tick_instruction, write_instruction
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
from nabij.campaigns.actions.recorded import NEWEST
from nabij.campaigns.actions.running import close_campaign, fix_list, start_campaign, stop_campaign
from nabij.campaigns.actions.settling import Told
from nabij.campaigns.actions.shifts import ShiftWish, add_shifts, remove_shift
from nabij.kernel.brought import Answer, Letter

__all__ = [
    "NEWEST",
    "Answer",
    "AtDevice",
    "CampaignPlan",
    "Composition",
    "Letter",
    "NewPart",
    "NewVariant",
    "PackagesPlan",
    "ShiftWish",
    "Told",
    "add_caller",
    "add_list",
    "add_shifts",
    "ask_planning",
    "cancel_order",
    "carry_out",
    "change_campaign",
    "close_campaign",
    "close_door",
    "close_open_doors",
    "close_packages",
    "compose",
    "count_card",
    "deliver",
    "end_worry",
    "finish_follow_up",
    "finish_taken",
    "fix_list",
    "fix_packages",
    "give_back",
    "give_quota",
    "hand_out",
    "keep_invoice",
    "key_name",
    "make_paper",
    "place_order",
    "prepare_campaign",
    "prepare_packages",
    "promise_visit",
    "raise_worry",
    "raise_worry_at_door",
    "receive_part",
    "release_order",
    "remove_caller",
    "remove_shift",
    "see_note",
    "set_package",
    "settle_held",
    "start_campaign",
    "start_packages",
    "stop_campaign",
    "stop_planning",
    "stop_round",
    "take_back_promise",
    "take_next",
    "take_round",
    "take_worry",
    "tell_at_door",
    "tell_outcome",
    "tick_instruction",
    "told_here",
    "try_again",
    "type_paper",
    "write_instruction",
]
