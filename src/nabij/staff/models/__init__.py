"""Tables of the people who work here."""

from nabij.staff.models.accounts import RoleGrant, TownGrant, User
from nabij.staff.models.teams import Absence, CoveredNeighbourhood, Membership, StandIn, Team

__all__ = [
    "Absence",
    "CoveredNeighbourhood",
    "Membership",
    "RoleGrant",
    "StandIn",
    "Team",
    "TownGrant",
    "User",
]
