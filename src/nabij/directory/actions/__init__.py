"""Every change of the directory."""

from nabij.directory.actions.importing import import_ipdc
from nabij.directory.actions.organisations import (
    OrganisationContent,
    add_organisation,
    change_organisation,
    load_landmarks,
    read_landmarks,
)
from nabij.directory.actions.services import (
    add_service,
    change_service,
    check_service,
    end_service,
    reopen_service,
)
from nabij.directory.actions.suggestions import settle_suggestion, suggest_change

__all__ = [
    "OrganisationContent",
    "add_organisation",
    "add_service",
    "change_organisation",
    "change_service",
    "check_service",
    "end_service",
    "import_ipdc",
    "load_landmarks",
    "read_landmarks",
    "reopen_service",
    "settle_suggestion",
    "suggest_change",
]
