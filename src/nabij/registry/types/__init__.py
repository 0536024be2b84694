"""What the registry speaks of: birth dates, names, relations, wishes, layers, and states that refuse."""

from nabij.registry.types import hooks
from nabij.registry.types.births import BirthDate
from nabij.registry.types.given import Door, NewPerson, Place
from nabij.registry.types.kinds import (
    ConsentGiven,
    ConsentPurpose,
    ContactKind,
    ExceptionCategory,
    LanguageLevel,
    PairVerdict,
    Relation,
    ReviewOutcome,
    StayKind,
    WishKind,
)
from nabij.registry.types.layers import (
    CONTACT_ROLES,
    SIGHT_ROLES,
    TASK_ONLY_ROLES,
    TASK_ROLES,
    TEAM_ROLES,
    Layer,
    Sight,
    Topic,
    topics_of,
)
from nabij.registry.types.names import Naming, clean_text
from nabij.registry.types.panels import Panel, panels, register_panel
from nabij.registry.types.problems import (
    AlreadyMember,
    ClientIdReused,
    ContactPersonTaken,
    LikelyDouble,
    NoMoreToday,
    NotPossible,
)

__all__ = [
    "CONTACT_ROLES",
    "SIGHT_ROLES",
    "TASK_ONLY_ROLES",
    "TASK_ROLES",
    "TEAM_ROLES",
    "AlreadyMember",
    "BirthDate",
    "ClientIdReused",
    "ConsentGiven",
    "ConsentPurpose",
    "ContactKind",
    "ContactPersonTaken",
    "Door",
    "ExceptionCategory",
    "LanguageLevel",
    "Layer",
    "LikelyDouble",
    "Naming",
    "NewPerson",
    "NoMoreToday",
    "NotPossible",
    "PairVerdict",
    "Panel",
    "Place",
    "Relation",
    "ReviewOutcome",
    "Sight",
    "StayKind",
    "Topic",
    "WishKind",
    "clean_text",
    "hooks",
    "panels",
    "register_panel",
    "topics_of",
]
