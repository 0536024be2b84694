"""Tables of the directory."""

from nabij.directory.models.history import Change, Suggestion
from nabij.directory.models.organisations import Landmark, Location, Organisation
from nabij.directory.models.services import (
    OpeningException,
    OpeningHour,
    Service,
    ServiceLanguage,
    ServiceNeed,
)

__all__ = [
    "Change",
    "Landmark",
    "Location",
    "OpeningException",
    "OpeningHour",
    "Organisation",
    "Service",
    "ServiceLanguage",
    "ServiceNeed",
    "Suggestion",
]
