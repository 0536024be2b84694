"""Partners that come in with a list: what a row says, and what taking the list in would do."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from typing import Any

MOST_ROWS = 1000
"""So many rows fit in one list; a town has some hundred partners."""


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """One row of the list: an organisation, and perhaps somebody of it who answers here."""

    row: int
    """As the file counts, from 1."""
    organisation: str
    kind: str = ""
    """The code of a kind of organisation; empty when the file gives none that is known."""
    phone: str = ""
    website: str = ""
    person: str = ""
    email: str = ""

    def as_json(self) -> dict[str, Any]:
        """Plain values, to seal in a page."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class RowRemark:
    """Something odd about a row, in a sentence; ``row`` is 0 for the whole list."""

    row: int
    sentence: str


@dataclass(frozen=True, slots=True)
class PartnerList:
    """The rows that can be taken in, and a sentence for each that cannot."""

    rows: tuple[PartnerRow, ...]
    left_out: tuple[RowRemark, ...] = ()
    remarks: tuple[RowRemark, ...] = ()


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody who gets an invitation: for a team that stands, or for the one that the list begins."""

    organisation: str
    folded: str
    person: str
    email: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody of the list who has an account and never came in."""

    account_id: int
    organisation: str
    person: str
    email: str


@dataclass(frozen=True, slots=True)
class PartnerChanges:
    """What taking a list in would do. Nobody is taken away, and nothing that stands is changed."""

    organisations: tuple[PartnerRow, ...] = ()
    """New in the directory: the first row of each."""
    teams: tuple[tuple[str, str], ...] = ()
    """Organisations that begin to work in here: as they are called, and folded."""
    joined: dict[str, int] = field(default_factory=dict)
    """The team that stands already, by the folded name of the organisation."""
    people: tuple[NewPerson, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    same: int = 0
    """Rows that change nothing."""
    left_out: tuple[RowRemark, ...] = ()
    remarks: tuple[RowRemark, ...] = ()

    @property
    def number(self) -> int:
        """How much would be new."""
        return len(self.organisations) + len(self.teams) + len(self.people)

    @property
    def mark(self) -> str:
        """A mark of what was shown: what is taken in carries the same, or is shown again."""
        told = [
            [one.as_json() for one in self.organisations],
            self.teams,
            sorted(self.joined.items()),
            [asdict(one) for one in self.people],
            [one.account_id for one in self.waiting],
        ]
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


class PartnersMovedOn(Exception):
    """What the list would do is no longer what was shown: it has to be looked at again."""
