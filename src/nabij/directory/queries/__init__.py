"""Reads of the directory. Nothing in it is about a person, so reads are not logged."""

from nabij.directory.queries.entries import (
    Entry,
    OrganisationLine,
    OrganisationView,
    content_of,
    entries,
    entry,
    organisation,
    organisations,
    organisations_of,
    public_entry,
    towns_with_services,
)
from nabij.directory.queries.places import KnownPlace, known_places
from nabij.directory.queries.search import (
    Hit,
    Results,
    Wanted,
    point_named,
    search,
    services_for_need,
)
from nabij.directory.queries.work import (
    ChangeView,
    SuggestionView,
    due,
    due_count,
    history,
    open_suggestions,
    own_suggestions,
)

__all__ = [
    "ChangeView",
    "Entry",
    "Hit",
    "KnownPlace",
    "OrganisationLine",
    "OrganisationView",
    "Results",
    "SuggestionView",
    "Wanted",
    "content_of",
    "due",
    "due_count",
    "entries",
    "entry",
    "history",
    "known_places",
    "open_suggestions",
    "organisation",
    "organisations",
    "organisations_of",
    "own_suggestions",
    "point_named",
    "public_entry",
    "search",
    "services_for_need",
    "towns_with_services",
]
