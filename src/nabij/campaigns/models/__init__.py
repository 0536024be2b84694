"""Tables of campaigns."""

from nabij.campaigns.models.campaigns import AskedNeed, Campaign, CampaignCaller, CampaignText
from nabij.campaigns.models.capacity import CampaignCost, FollowUpTime, ShortLaunch
from nabij.campaigns.models.chain import (
    LetterBatch,
    LetterHead,
    LetterText,
    LetterTo,
    NextCampaign,
    NextTarget,
)
from nabij.campaigns.models.door import DoorTold, HeldDelivery, Instruction, InstructionTick, TakenRound
from nabij.campaigns.models.enterprises import Enterprise, EnterpriseAnswer, Mailing, RegisterFile
from nabij.campaigns.models.follow_up import FollowUp, Worry
from nabij.campaigns.models.rounds import NotPlanned, Planning, Round, Shift, Stop
from nabij.campaigns.models.street import ContactTheme, Spot, StreetContact
from nabij.campaigns.models.targets import Attempt, PaperList, Target, TargetPerson

__all__ = [
    "AskedNeed",
    "Attempt",
    "Campaign",
    "CampaignCaller",
    "CampaignCost",
    "CampaignText",
    "ContactTheme",
    "DoorTold",
    "Enterprise",
    "EnterpriseAnswer",
    "FollowUp",
    "FollowUpTime",
    "HeldDelivery",
    "Instruction",
    "InstructionTick",
    "LetterBatch",
    "LetterHead",
    "LetterText",
    "LetterTo",
    "Mailing",
    "NextCampaign",
    "NextTarget",
    "NotPlanned",
    "PaperList",
    "Planning",
    "RegisterFile",
    "Round",
    "Shift",
    "ShortLaunch",
    "Spot",
    "Stop",
    "StreetContact",
    "TakenRound",
    "Target",
    "TargetPerson",
    "Worry",
]
