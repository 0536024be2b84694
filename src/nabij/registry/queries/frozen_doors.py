"""What a campaign takes from a frozen list: doors with children and their ages; names only at the door.

Who brought a family, and that its children live with foster parents, never leaves the lists.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from nabij.audit.actions import record_read
from nabij.kernel.actors import Actor
from nabij.kernel.purposes import Purpose
from nabij.registry.models import FrozenChild, FrozenDoor, Identity, ListCollection
from nabij.registry.queries.lists import collections
from nabij.registry.queries.outreach_names import Doorplate
from nabij.registry.types import BirthDate, NotPossible
from nabij_methods.linkage.normal import folded

AT_ONCE = 2000
"""SQLite takes only so many numbers in a question."""

ChildKey = tuple[str, str]


@dataclass(frozen=True, slots=True)
class FrozenFamily:
    """A door of a frozen list without a name: its number, the language, and when its children were born."""

    door_id: int
    number: int
    subject: UUID
    """Under which number the log knows this family."""
    language: str
    children: tuple[tuple[int, BirthDate, ChildKey | None], ...]
    """Number of the child, birth as far as it is known, and what a child is recognised by."""


@dataclass(frozen=True, slots=True)
class FrozenList:
    """A frozen list that somebody may use, with its numbers and its last day."""

    collection_id: int
    name: str
    doors: int
    children: int
    until_on: date


def frozen_lists(actor: Actor, town: str) -> list[FrozenList]:
    """The frozen lists of a town that this actor leads or was named for. Raises Refused."""
    found = collections(actor).filter(town=town, frozen_at__isnull=False)
    return [
        FrozenList(one.pk, one.name, one.frozen_doors or 0, one.frozen_children or 0, one.until_on)
        for one in found
    ]


def name_of_list(collection: int) -> str:
    """What a collection is called."""
    return ListCollection.objects.values_list("name", flat=True).get(pk=collection)


def families_of(collection: int) -> Iterator[FrozenFamily]:
    """Every door of a frozen list in its order, with its children. Nobody is shown to anybody here."""
    children: dict[int, list[tuple[int, BirthDate, ChildKey | None]]] = {}
    rows = FrozenChild.objects.filter(door__collection=collection).order_by("door", "position")
    for pk, door, birth, said in rows.values_list("pk", "door_id", "birth", "said"):
        key = child_key(first_said(said, "first"), first_said(said, "last"), birth)
        children.setdefault(door, []).append((pk, birth_of(birth), key))
    doors = FrozenDoor.objects.filter(collection=collection).order_by("number")
    for pk, number, subject, said in doors.values_list("pk", "number", "subject", "said"):
        yield FrozenFamily(pk, number, subject, first_said(said, "languages"), tuple(children.get(pk, ())))


def birth_of(text: str) -> BirthDate:
    """A birth of a list: 2019-03-12, 2019-03, 2019 or nothing; nothing too for a day that does not exist."""
    try:
        return BirthDate(*(int(part) for part in text.split("-") if part))
    except (NotPossible, ValueError):
        return BirthDate()


def child_key(first: str, last: str, birth: str) -> ChildKey | None:
    """What a child is recognised by on two lists: the whole name, and a full birth date; None in doubt."""
    words = folded(f"{first} {last}").split()
    return (" ".join(sorted(words)), birth) if len(birth) == 10 and len(words) > 1 else None


def keys_of_persons(person_ids: Collection[int]) -> dict[int, ChildKey]:
    """What these persons of the register are recognised by; who has no full birth date is not in it."""
    found: dict[int, ChildKey] = {}
    wanted = sorted(person_ids)
    for at in range(0, len(wanted), AT_ONCE):
        for one in Identity.objects.filter(person_id__in=wanted[at : at + AT_ONCE]):
            if one.birth_day is None or one.is_expected:
                continue
            birth = f"{one.birth_year:04d}-{one.birth_month:02d}-{one.birth_day:02d}"
            if (key := child_key(one.given, one.family, birth)) is not None:
                found[one.person_id] = key
    return found


def births_of_persons(person_ids: Collection[int]) -> dict[int, BirthDate]:
    """When these persons of the register were born, as far as it is known. For counting: nobody is shown."""
    found: dict[int, BirthDate] = {}
    wanted = sorted(person_ids)
    for at in range(0, len(wanted), AT_ONCE):
        rows = Identity.objects.filter(person_id__in=wanted[at : at + AT_ONCE])
        for person, *birth in rows.values_list("person_id", "birth_year", "birth_month", "birth_day"):
            found[person] = BirthDate(*birth)
    return found


def keys_of_listed(child_ids: Collection[int]) -> dict[int, ChildKey]:
    """What these listed children are recognised by; who has no whole name or birth date is not in it."""
    found: dict[int, ChildKey] = {}
    wanted = sorted(child_ids)
    for at in range(0, len(wanted), AT_ONCE):
        rows = FrozenChild.objects.filter(pk__in=wanted[at : at + AT_ONCE])
        for pk, birth, said in rows.values_list("pk", "birth", "said"):
            if (key := child_key(first_said(said, "first"), first_said(said, "last"), birth)) is not None:
                found[pk] = key
    return found


def first_names_of_persons(person_ids: Collection[int]) -> dict[int, str]:
    """What these persons of the register are called, for a page on which they are in the log already."""
    rows = Identity.objects.filter(person_id__in=list(person_ids))
    return {one.person_id: one.called or one.given for one in rows}


def first_names_of_children(child_ids: Collection[int]) -> dict[int, str]:
    """What these listed children are called, for a page of which the doors are in the log already."""
    rows = FrozenChild.objects.filter(pk__in=child_ids)
    return {pk: first_said(said, "first") for pk, said in rows.values_list("pk", "said")}


def plates_of_doors(
    actor: Actor, door_ids: Collection[int], *, event: str, now: datetime
) -> dict[int, Doorplate]:
    """Who opens and where, for these doors; each family is in the log as `event`, under its number.

    Of a foster child that is the foster family: nothing tells that it is one.
    """
    doors = {one.pk: one for one in FrozenDoor.objects.filter(pk__in=door_ids).prefetch_related("children")}
    about = [doors[number].subject for number in sorted(doors)]
    if about:
        record_read(event, actor=actor, about=about, purpose=Purpose.OUTREACH, at=now)
    return {pk: Doorplate((_opens(one),), _place(one)) for pk, one in doors.items()}


def _opens(door: FrozenDoor) -> str:
    """The adult that the newest row names; without one the first child, so that the door has a name."""
    if name := first_said(door.said, "guardians"):
        return name
    names = (
        f"{first_said(one.said, 'first')} {first_said(one.said, 'last')}".strip()
        for one in door.children.all()
    )
    return next((name for name in names if name), "")


def _place(door: FrozenDoor) -> tuple[str, ...]:
    street, _comma, town = first_said(door.said, "addresses").partition(", ")
    return tuple(part for part in (street, town) if part)


def first_said(said: Mapping[str, Any], name: str) -> str:
    """The value that is proposed: the first."""
    told = said.get(name) or ()
    return str(told[0]["value"]) if told else ""
