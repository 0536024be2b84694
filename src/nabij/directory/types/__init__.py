"""Lists, dataclasses and problems of the directory."""

from nabij.directory.types.codes import (
    LANGUAGES,
    Cost,
    Need,
    NeedGroup,
    OrganisationKind,
    SuggestionState,
    WayIn,
    language_name,
)
from nabij.directory.types.content import ServiceContent, content_from_json, differences, in_words
from nabij.directory.types.extension import (
    TownWords,
    names_of,
    register_names,
    register_towns,
    town_words,
)
from nabij.directory.types.freshness import TERM_DAYS, Freshness
from nabij.directory.types.hours import WEEKDAYS, Exceptional, Hours, OpenNow, OpenState, Slot
from nabij.directory.types.places import Door, Point
from nabij.directory.types.problems import AlreadySettled, ChangedMeanwhile, NoIpdcFile, NotPossible

__all__ = [
    "LANGUAGES",
    "TERM_DAYS",
    "WEEKDAYS",
    "AlreadySettled",
    "ChangedMeanwhile",
    "Cost",
    "Door",
    "Exceptional",
    "Freshness",
    "Hours",
    "Need",
    "NeedGroup",
    "NoIpdcFile",
    "NotPossible",
    "OpenNow",
    "OpenState",
    "OrganisationKind",
    "Point",
    "ServiceContent",
    "Slot",
    "SuggestionState",
    "TownWords",
    "WayIn",
    "content_from_json",
    "differences",
    "in_words",
    "language_name",
    "names_of",
    "register_names",
    "register_towns",
    "town_words",
]
