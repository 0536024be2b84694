"""One anonymous check: what somebody told so far, in the plain form that the rules read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

Asking = tuple[str, int | None]
"""A question about a person (counted from 0), or about the household."""

NOT_TICKED = (None, False, "no", "0", 0)
"""What is known of a thing that is not ticked on a screen about several things."""

PARTNERS = ("spouse", "legal_cohabitant", "de_facto_partner")
RELATIVES = (
    "parent",
    "parent_in_law",
    "grandparent",
    "sibling",
    "child_in_law",
    "grandchild",
    "foster_child",
    "other_relative",
    "unrelated",
)
"""The relations to choose from, and all that a relation can be when nobody chose."""

MOST_CHILDREN = 9
MOST_OTHERS = 5


class Reply(StrEnum):
    """What somebody did with a question."""

    GIVEN = "given"
    NOT_ALL = "not_all"  # a "no" to a question about everybody: it tells nothing of anybody yet
    UNKNOWN = "unknown"
    SKIPPED = "skipped"


class Place(StrEnum):
    """Where somebody lives."""

    TOWN = "town"
    FLANDERS = "flanders"
    BELGIUM = "belgium"
    NO_ADDRESS = "no_address"


class Role(StrEnum):
    """The part somebody plays at home; names are never asked."""

    YOU = "you"
    PARTNER = "partner"
    CHILD = "child"
    OTHER = "other"


class Screen(StrEnum):
    """The screens about who lives at home; the other questions come from the rules."""

    HOME = "home"
    PEOPLE = "people"
    AGES = "ages"


class FactSource(models.TextChoices):
    """From whom we know it."""

    TOLD = "told", _("Told by the family")
    DOCUMENT = "document", _("Read in a document")
    OFFICIAL = "official", _("From an official source")
    PARTNER = "partner", _("From a partner")
    WORKER = "worker", _("Seen by a worker")


class SpoiledCheck(ValueError):
    """What came back from the browser is not a check that this version of the application made."""


@dataclass(frozen=True)
class Member:
    """Somebody at home, with the facts told about this person.

    ``name`` is empty for a visitor, who never gives one; a worker sees the name that the registry has.
    """

    role: Role
    facts: Mapping[str, Any] = field(default_factory=dict)
    name: str = ""


@dataclass(frozen=True)
class Check:
    """Everything that one visitor told. ``town`` is the town whose page they came in by or live in.

    The first member is the one who answers. ``replies`` stand in the order in which they were given.
    """

    town: str | None = None
    place: Place | None = None
    municipality: Any = None
    household: Mapping[str, Any] = field(default_factory=dict)
    members: tuple[Member, ...] = (Member(Role.YOU),)
    replies: Mapping[Asking, Reply] = field(default_factory=dict)

    @property
    def knows_the_home(self) -> bool:
        """Whether we know who lives here; without that no answer can be certain."""
        return self.reply_to((Screen.HOME, None)) is Reply.GIVEN

    @property
    def number_of_answers(self) -> int:
        """How many screens somebody passed, with or without an answer; where they live is the first."""
        return len(self.replies) + (self.place is not None)

    def reply_to(self, asking: Asking) -> Reply | None:
        """What was done with a question, None when it was not asked yet."""
        return self.replies.get(asking)

    def known_about(self, person: int | None) -> Mapping[str, Any]:
        """The facts told about a person, or about the household."""
        return self.household if person is None else self.members[person].facts

    def described(self) -> dict[str, Any]:
        """The check as the reader of the rules wants it."""
        told: dict[str, Any] = {
            "household": dict(self.household),
            "persons": [dict(member.facts) for member in self.members],
        }
        if self.municipality is not None:
            told["municipality"] = self.municipality
        return told

    def replied(self, asking: Asking, reply: Reply) -> Check:
        """The check after a reply; a reply to the same question keeps its place."""
        return replace(self, replies={**self.replies, asking: reply})

    def told(self, asking: Asking, facts: Mapping[str, Any]) -> Check:
        """The check after an answer: these facts are known, those that are None are unknown again."""
        person = asking[1]
        known = {**self.known_about(person), **facts}
        kept = {key: value for key, value in known.items() if value is not None}
        if person is None:
            return replace(self, household=kept)
        members = list(self.members)
        members[person] = replace(members[person], facts=kept)
        return replace(self, members=tuple(members))

    def told_of_all(self, persons: Iterable[int], facts: Mapping[str, Any], *, holds: bool) -> Check:
        """The check after an answer about everybody. What was told of a person apart stays.

        When it does not hold, what an earlier "yes" told is unknown again.
        """
        meant, members = set(persons), list(self.members)
        for number, member in enumerate(members):
            if number in meant and holds:
                members[number] = replace(member, facts={**facts, **member.facts})
            elif number in meant:
                kept = {key: value for key, value in member.facts.items() if facts.get(key) != value}
                members[number] = replace(member, facts=kept)
        return replace(self, members=tuple(members))

    def lived_in_by(self, *, partner: bool, children: int, others: int) -> Check:
        """The check with this home. Whoever stays keeps what was told about them."""
        wanted = [(Role.YOU, 1), (Role.PARTNER, int(partner)), (Role.CHILD, children), (Role.OTHER, others)]
        stay: list[int | None] = []
        members: list[Member] = []
        for role, number in wanted:
            here = [index for index, member in enumerate(self.members) if member.role is role]
            for nth in range(number):
                stay.append(here[nth] if nth < len(here) else None)
                members.append(self.members[here[nth]] if nth < len(here) else Member(role))
        moved = {old: new for new, old in enumerate(stay) if old is not None}
        replies = {
            (question, None if person is None else moved[person]): reply
            for (question, person), reply in self.replies.items()
            if person is None or person in moved
        }
        if None in stay:  # somebody came: ages and relations are asked again
            replies = {
                key: reply for key, reply in replies.items() if key[0] not in (Screen.PEOPLE, Screen.AGES)
            }
        return replace(self, members=tuple(members), replies=replies)

    def to_plain(self) -> dict[str, Any]:
        """The check as JSON can hold it."""
        return {
            "v": _VERSION,
            "t": self.town,
            "p": self.place,
            "m": self.municipality,
            "h": dict(self.household),
            "w": [[member.role, dict(member.facts)] for member in self.members],
            "r": [[question, person, reply] for (question, person), reply in self.replies.items()],
        }

    @classmethod
    def from_plain(cls, plain: Any) -> Check:
        """The check that :meth:`to_plain` wrote. Raises SpoiledCheck for anything else."""
        try:
            if plain["v"] != _VERSION:
                raise SpoiledCheck("made by another version")
            members = tuple(Member(Role(role), dict(facts)) for role, facts in plain["w"])
            replies = {(str(question), person): Reply(reply) for question, person, reply in plain["r"]}
            place = None if plain["p"] is None else Place(plain["p"])
            found = cls(plain["t"], place, plain["m"], dict(plain["h"]), members, replies)
        except (KeyError, TypeError, ValueError) as error:
            raise SpoiledCheck("not the shape of a check") from error
        if not members or members[0].role is not Role.YOU:
            raise SpoiledCheck("nobody answers")
        return found


_VERSION = 1


def address_key(*parts: object) -> str:
    """A short key for an address, so that no question and no right stands readable in a browser's history."""
    return hashlib.blake2s("/".join(map(str, parts)).encode(), digest_size=5).hexdigest()


class TooManyReports(Exception):
    """More reports in a minute than people can write."""


class NoSuchReport(LookupError):
    """No report with this number."""


class ChangedMeanwhile(Exception):
    """Somebody else saved the same thing after it was opened."""


class NoSuchTownRight(LookupError):
    """No draft or edition of a right of a town with this number or id."""


class NotReady(Exception):
    """A draft that cannot go on; ``reasons`` says in words what is still to do."""

    def __init__(self, reasons: Iterable[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__("; ".join(self.reasons))


class Composition(models.TextChoices):
    """Who lives together, for a group that a campaign is for."""

    ANY = "any", _("Any household")
    ALONE = "alone", _("Somebody who lives alone")
    SINGLE_PARENT = "single_parent", _("One adult with children under 18")
    WITH_CHILDREN = "with_children", _("Adults with children under 18")
    WITH_CHILD_BEFORE_SCHOOL = "before_school", _("Adults with a child that does not go to school yet")


@dataclass(frozen=True, slots=True)
class TargetGroup:
    """Whom a campaign is for: every condition that is filled in has to hold.

    Ages are whole years on the reference date, `age_under` not included. `contact_from` until
    `contact_until` (not included) are the days in Belgium on which there was contact in any way.
    """

    age_from: int | None = None
    age_under: int | None = None
    lives_independently: bool = False
    neighbourhoods: tuple[str, ...] = ()
    contact_from: date | None = None
    contact_until: date | None = None
    composition: Composition = Composition.ANY
