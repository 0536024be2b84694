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
from nabij.campaigns.models.handing_out import HandOut, PartnerQuota, QuotaLine
from nabij.campaigns.models.packages import (
    Addition,
    Package,
    PackageOrder,
    PackagePart,
    PackagePlan,
    PackageVariant,
    Supplier,
)
from nabij.campaigns.models.rounds import NotPlanned, Planning, Round, Shift, Stop
from nabij.campaigns.models.street import ContactTheme, Spot, StreetContact
from nabij.campaigns.models.targets import Attempt, PaperList, Target, TargetPerson

__all__ = [
    "Addition",
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
    "HandOut",
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
    "Package",
    "PackageOrder",
    "PackagePart",
    "PackagePlan",
    "PackageVariant",
    "PaperList",
    "PartnerQuota",
    "Planning",
    "QuotaLine",
    "RegisterFile",
    "Round",
    "Shift",
    "ShortLaunch",
    "Spot",
    "Stop",
    "StreetContact",
    "Supplier",
    "TakenRound",
    "Target",
    "TargetPerson",
    "Worry",
]
