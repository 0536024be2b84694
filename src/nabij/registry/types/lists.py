"""Shapes and exceptions of lists of partners."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID


class ListProblem(Exception):
    """Something stands in the way; the message is a sentence for the person who tried."""


class ListFrozen(ListProblem):
    """The list is frozen: nothing on it changes any more."""


class SameIdOtherContent(ListProblem):
    """The same form came twice with different contents; the first one counts."""


class UploadNotOpen(ListProblem):
    """The file was taken in or set aside already."""


class RowsChangedMeanwhile(ListProblem):
    """The rows of this list changed after the file was compared with them."""


class NotComparedYet(ListProblem):
    """The rows changed since they were last compared with each other."""


class PairsOpen(ListProblem):
    """Some pairs were not looked at yet, or wait for an answer of a partner."""


@dataclass(frozen=True, slots=True)
class NewCollection:
    """What somebody says when beginning a collection."""

    name: str
    town: str
    aim: str
    legal_basis: str
    from_on: date
    until_on: date


@dataclass(frozen=True, slots=True)
class Source:
    """Which list and row a value comes from. Only those who lead a collection see it."""

    partner: str
    row: int | None
    identity: UUID
    told_on: str


@dataclass(frozen=True, slots=True)
class Told:
    """A value and every row that says it."""

    value: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class ResultChild:
    """One child after putting together. The first of each is proposed; the others are what lists say too."""

    rows: tuple[int, ...]
    first: tuple[Told, ...]
    last: tuple[Told, ...]
    birth: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class ResultDoor:
    """One door with its children. `addresses` and `phones`: the newest first.

    `identities` are those of the rows behind it; the log knows the family by them, and the door by the first.
    """

    number: int
    identities: tuple[UUID, ...]
    children: tuple[ResultChild, ...]
    addresses: tuple[Told, ...]
    phones: tuple[Told, ...]
    guardians: tuple[Told, ...]
    languages: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """Everything put together, with a hash of every byte of it."""

    doors: tuple[ResultDoor, ...]
    content_hash: str

    @property
    def children(self) -> int:
        """How many children: packages."""
        return sum(len(door.children) for door in self.doors)
