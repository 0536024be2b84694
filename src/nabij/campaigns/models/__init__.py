"""Tables of campaigns."""

from nabij.campaigns.models.campaigns import AskedNeed, Campaign, CampaignCaller, CampaignText
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
from nabij.campaigns.models.targets import Attempt, PaperList, Target, TargetPerson

__all__ = [
    "Addition",
    "AskedNeed",
    "Attempt",
    "Campaign",
    "CampaignCaller",
    "CampaignText",
    "FollowUp",
    "HandOut",
    "Package",
    "PackageOrder",
    "PackagePart",
    "PackagePlan",
    "PackageVariant",
    "PaperList",
    "PartnerQuota",
    "QuotaLine",
    "Supplier",
    "Target",
    "TargetPerson",
    "Worry",
]
