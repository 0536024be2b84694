"""The tables of the registry."""

from nabij.registry.models.access import ContactAssignment, ExceptionalAccess, Notice, TaskAccess
from nabij.registry.models.addresses import (
    Address,
    Neighbourhood,
    StatisticalSector,
    Stay,
    Street,
    StreetPart,
)
from nabij.registry.models.contacts import Consent, ContactPoint, ContactWish, SpokenLanguage
from nabij.registry.models.districts import TeamChoice
from nabij.registry.models.households import FosterPlacement, Household, Membership
from nabij.registry.models.list_pairs import (
    ChildPair,
    FrozenChild,
    FrozenDoor,
    OwnerQuestion,
    PairDecision,
    QuestionAnswer,
    RememberedPair,
    Verdict,
)
from nabij.registry.models.lists import (
    ListCollection,
    ListedChild,
    ListInvitation,
    ListLayout,
    ListPartner,
    ListPartnerMember,
    ListRow,
    ListUpload,
    ListViewer,
    RowState,
    UploadState,
)
from nabij.registry.models.persons import Identity, NationalNumber, NumberReveal, Person, Subject
from nabij.registry.models.protection import PersonPair, Protection
from nabij.registry.models.records import Conflict, Operation, Revision
from nabij.registry.models.searching import PhoneTail, SearchEntry, SearchGram, SearchWord

__all__ = [
    "Address",
    "ChildPair",
    "Conflict",
    "Consent",
    "ContactAssignment",
    "ContactPoint",
    "ContactWish",
    "ExceptionalAccess",
    "FosterPlacement",
    "FrozenChild",
    "FrozenDoor",
    "Household",
    "Identity",
    "ListCollection",
    "ListInvitation",
    "ListLayout",
    "ListPartner",
    "ListPartnerMember",
    "ListRow",
    "ListUpload",
    "ListViewer",
    "ListedChild",
    "Membership",
    "NationalNumber",
    "Neighbourhood",
    "Notice",
    "NumberReveal",
    "Operation",
    "OwnerQuestion",
    "PairDecision",
    "Person",
    "PersonPair",
    "PhoneTail",
    "Protection",
    "QuestionAnswer",
    "RememberedPair",
    "Revision",
    "RowState",
    "SearchEntry",
    "SearchGram",
    "SearchWord",
    "SpokenLanguage",
    "StatisticalSector",
    "Stay",
    "Street",
    "StreetPart",
    "Subject",
    "TaskAccess",
    "TeamChoice",
    "UploadState",
    "Verdict",
]
