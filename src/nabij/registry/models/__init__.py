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
from nabij.registry.models.households import FosterPlacement, Household, Membership
from nabij.registry.models.persons import Identity, NationalNumber, Person, Subject
from nabij.registry.models.records import Conflict, Operation, Revision

__all__ = [
    "Address",
    "Conflict",
    "Consent",
    "ContactAssignment",
    "ContactPoint",
    "ContactWish",
    "ExceptionalAccess",
    "FosterPlacement",
    "Household",
    "Identity",
    "Membership",
    "NationalNumber",
    "Neighbourhood",
    "Notice",
    "Operation",
    "Person",
    "Revision",
    "SpokenLanguage",
    "StatisticalSector",
    "Stay",
    "Street",
    "StreetPart",
    "Subject",
    "TaskAccess",
]
