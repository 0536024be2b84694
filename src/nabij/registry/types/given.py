"""What forms and lists hand over, before it is kept."""

from __future__ import annotations

from dataclasses import dataclass, field

from nabij.registry.types.births import BirthDate
from nabij.registry.types.kinds import Relation, StayKind
from nabij.registry.types.names import Naming


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody to add. Of a child that is expected `birth` holds the month in which it is due.

    `unlike_because`: how the worker knows that it is not the person who looks the same; else empty.
    """

    naming: Naming
    birth: BirthDate = field(default_factory=BirthDate)
    is_expected: bool = False
    relation: Relation = Relation.REFERENCE
    share_pct: int = 100
    unlike_because: str = ""


@dataclass(frozen=True, slots=True)
class Door:
    """An address as it was typed, or as it stands in a list. Coordinates in degrees, WGS84."""

    street: str
    number: str = ""
    box: str = ""
    postcode: str = ""
    municipality: str = ""
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a household is: a door, or a spot where they can be met. `is_hidden`: only for who wrote it."""

    door: Door | None = None
    spot: str = ""
    kind: StayKind = StayKind.HOME
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Leaving:
    """Who goes to the new household when one separates, as what there, and for which share of their time."""

    person_id: int
    relation: Relation
    share_pct: int = 100
