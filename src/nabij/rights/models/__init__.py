"""The tables of the rights app."""

from nabij.rights.models.facts import Fact, Replacement
from nabij.rights.models.reports import Report, ReportState
from nabij.rights.models.town_rights import Draft, DraftState, Edition

__all__ = ["Draft", "DraftState", "Edition", "Fact", "Replacement", "Report", "ReportState"]
