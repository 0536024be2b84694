"""Tables of campaigns."""

from nabij.campaigns.models.campaigns import AskedNeed, Campaign, CampaignCaller, CampaignText
from nabij.campaigns.models.door import (
    DoorTold,
    HeldDelivery,
    Instruction,
    InstructionTick,
    TakenRound,
)
from nabij.campaigns.models.follow_up import FollowUp, Worry
from nabij.campaigns.models.rounds import NotPlanned, Planning, Round, Shift, Stop
from nabij.campaigns.models.targets import Attempt, PaperList, Target, TargetPerson

__all__ = [
    "AskedNeed",
    "Attempt",
    "Campaign",
    "CampaignCaller",
    "CampaignText",
    "DoorTold",
    "FollowUp",
    "HeldDelivery",
    "Instruction",
    "InstructionTick",
    "NotPlanned",
    "PaperList",
    "Planning",
    "Round",
    "Shift",
    "Stop",
    "TakenRound",
    "Target",
    "TargetPerson",
    "Worry",
]
