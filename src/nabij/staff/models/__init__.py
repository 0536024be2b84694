"""Tables of the people who work here."""

from nabij.staff.models.accounts import RoleGrant, TownGrant, User, WorkPhone
from nabij.staff.models.capacity import StaffLanguage, WorkTime
from nabij.staff.models.log_in import Invitation, LostFactor, SpentCode, Throttle
from nabij.staff.models.teams import Absence, CoveredNeighbourhood, Membership, StandIn, Team

__all__ = [
    "Absence",
    "CoveredNeighbourhood",
    "Invitation",
    "LostFactor",
    "Membership",
    "RoleGrant",
    "SpentCode",
    "StaffLanguage",
    "StandIn",
    "Team",
    "Throttle",
    "TownGrant",
    "User",
    "WorkPhone",
    "WorkTime",
]
