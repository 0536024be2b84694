"""Which rows of lists are about somebody who does not want to be contacted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Q

from nabij.registry.models import ContactPoint, ContactWish, Identity, ListRow, Membership
from nabij.registry.queries.list_rows import read_row
from nabij.registry.types import ContactKind, WishKind
from nabij_methods.linkage.normal import folded, phones, without_particles
from nabij_methods.tables.rows import ReadRow


@dataclass
class _Wished:
    """What rows are recognised by: a whole name with a birth date, or a telephone with a surname."""

    people: set[tuple[frozenset[str], str]] = field(default_factory=set)
    surnames_of_phone: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


def unwanted_rows(collection: int, *, on: date) -> set[UUID]:
    """Rows of a collection that are about a person or household with the wish, in force on this day.

    Recognised by the same name and full birth date, or the same telephone with the same surname. More is not
    guessed: in doubt the row stays, and whoever stands at the door sees the wish when it is known there.
    """
    wished = _wished(on)
    rows = ListRow.objects.filter(invitation__collection=collection, state__in=("live", "unwanted"))
    return {row.identity for row in rows if _is_about(read_row(row.said), wished)}


def _wished(on: date) -> _Wished:
    in_force = ContactWish.objects.filter(
        Q(until_on=None) | Q(until_on__gt=on), kind=WishKind.DO_NOT_CONTACT, ended_at=None
    )
    households = set(in_force.exclude(household=None).values_list("household_id", flat=True))
    people = set(in_force.exclude(person=None).values_list("person_id", flat=True))
    members = Membership.objects.filter(
        Q(until_on=None) | Q(until_on__gt=on), household_id__in=households, from_on__lte=on
    )
    home = dict(members.values_list("person_id", "household_id"))
    found = _Wished()
    surnames: dict[tuple[str, int], set[str]] = defaultdict(set)
    for one in Identity.objects.filter(person_id__in=people | set(home)):
        birth = ""
        if one.birth_day is not None and not one.is_expected:
            birth = f"{one.birth_year:04d}-{one.birth_month:02d}-{one.birth_day:02d}"
        for first in {one.given, one.called} - {""}:
            found.people.add((_name(first, one.family), birth))
        for owner in (("person", one.person_id), ("household", home.get(one.person_id, 0))):
            surnames[owner].add(without_particles(one.family))
    numbers = ContactPoint.objects.filter(
        Q(person_id__in=people | set(home)) | Q(household_id__in=households),
        kind=ContactKind.PHONE,
        withdrawn_at=None,
    )
    for point in numbers:
        kind, key = ("person", point.person_id) if point.person_id else ("household", point.household_id)
        for number in phones(point.value):
            found.surnames_of_phone[number] |= surnames[kind, key or 0] - {""}
    return found


def _name(first: str, last: str) -> frozenset[str]:
    return frozenset(folded(f"{first} {last}").split())


def _is_about(row: ReadRow, wished: _Wished) -> bool:
    if any(
        (_name(one.first, one.last), one.birth) in wished.people
        for one in row.children
        if len(one.birth) == 10
    ):
        return True
    surnames = set(_surnames(row))
    numbers: Iterable[str] = (number for text in row.phones for number in phones(text))
    return any(wished.surnames_of_phone.get(number, set()) & surnames for number in numbers)


def _surnames(row: ReadRow) -> Iterator[str]:
    for last in (row.guardian_last, *(child.last for child in row.children)):
        if last:
            yield without_particles(last)
