"""What somebody sees who calls people or writes to them: names, numbers, the place on a letter.

Each person who is shown is on record here. Choosing whom to reach is in `outreach`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from nabij.audit.actions import record_read
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.purposes import Purpose
from nabij.registry.models import ContactPoint, ContactWish, Membership, Stay
from nabij.registry.models import Subject as SubjectNumber
from nabij.registry.queries.outreach import LIVED_IN
from nabij.registry.queries.protection import households_of_protected
from nabij.registry.types import ContactKind, WishKind
from nabij.registry.types.reaching import shown_phone


@dataclass(frozen=True, slots=True)
class Number:
    """A telephone number as people write it, with the form to call it by; a shared one names nobody."""

    shown: str
    value: str
    is_shared: bool


@dataclass(frozen=True, slots=True)
class ToCall:
    """What somebody sees who calls people: what they are called, their numbers, and when they want a call."""

    names: tuple[str, ...]
    numbers: tuple[Number, ...]
    times: tuple[str, ...]


NOBODY = ToCall((), (), ())
"""Nobody to call, and no number to call."""


def people_to_call(
    actor: Actor, household_id: int, person_ids: Collection[int], *, event: str, now: datetime
) -> ToCall:
    """Names, numbers and times of these members of one household; each of them is in the log as `event`.

    For an app that knows that this actor calls them now: no sight into the household is asked.
    """
    return people_to_call_at(actor, {household_id: person_ids}, event=event, now=now)[household_id]


@transaction.atomic
def people_to_call_at(
    actor: Actor, persons: Mapping[int, Collection[int]], *, event: str, now: datetime
) -> dict[int, ToCall]:
    """The same of several households, given the persons of each; one line in the log for each person."""
    everybody = {one for members in persons.values() for one in members}
    _put_on_record(actor, everybody, event, now)
    on, home_of = day_of(now), {one: home for home, members in persons.items() for one in members}
    rows = Membership.objects.on(on).filter(household__in=list(persons), person__in=everybody)
    names: defaultdict[int, list[str]] = defaultdict(list)
    for row in rows.select_related("person__identity").order_by("pk"):
        names[row.household_id].append(row.person.identity.naming.shown)
    owned = Q(household__in=list(persons)) | Q(person__in=everybody)
    points = ContactPoint.objects.filter(owned, kind=ContactKind.PHONE, withdrawn_at=None).order_by("pk")
    numbers: defaultdict[int, list[Number]] = defaultdict(list)
    for one in points:
        home = one.household_id if one.household_id is not None else home_of[one.person_id or 0]
        numbers[home].append(Number(shown_phone(one.value), one.value, one.is_shared))
    wishes = ContactWish.objects.filter(owned, Q(until_on=None) | Q(until_on__gt=on), ended_at=None)
    times: defaultdict[int, list[str]] = defaultdict(list)
    for wish in wishes.filter(kind=WishKind.TIMES).order_by("pk"):
        home = wish.household_id if wish.household_id is not None else home_of[wish.person_id or 0]
        times[home].append(wish.detail)
    return {
        home: ToCall(tuple(names[home]), tuple(dict.fromkeys(numbers[home])), tuple(times[home]))
        for home in persons
    }


def _put_on_record(actor: Actor, person_ids: Collection[int], event: str, now: datetime) -> None:
    numbers = dict(
        SubjectNumber.objects.filter(person__in=list(person_ids)).values_list("person_id", "number")
    )
    if numbers:
        about = _in_order(numbers)
        record_read(event, actor=actor, about=about, purpose=Purpose.OUTREACH, at=now)


def _in_order(numbers: dict[int, UUID]) -> list[UUID]:
    return [numbers[person] for person in sorted(numbers)]


@dataclass(frozen=True, slots=True)
class Doorplate:
    """What stands on a letter or a list for the door: the names, and the place on two lines."""

    names: tuple[str, ...]
    place: tuple[str, ...]


@transaction.atomic
def people_to_write_to(
    actor: Actor, persons: Mapping[int, Collection[int]], *, event: str, now: datetime
) -> dict[int, Doorplate]:
    """Names and address by household, given the persons of each; each of them is in the log as `event`.

    A place that is kept hidden, and that of somebody who may not be found, stays out.
    """
    everybody = {one for members in persons.values() for one in members}
    _put_on_record(actor, everybody, event, now)
    on = day_of(now)
    rows = Membership.objects.on(on).filter(household__in=list(persons), person__in=everybody)
    names: defaultdict[int, list[str]] = defaultdict(list)
    for one in rows.select_related("person__identity").order_by("pk"):
        names[one.household_id].append(one.person.identity.naming.shown)
    shut = set(households_of_protected(on=on).filter(household__in=list(persons)))
    stays = Stay.objects.on(on).not_hidden().filter(household__in=set(persons) - shut, kind__in=LIVED_IN)
    places: dict[int, tuple[str, ...]] = {}
    for stay in stays.select_related("address").order_by("pk"):
        if stay.address is not None:
            places[stay.household_id] = (stay.address.first_line, stay.address.second_line)
    return {home: Doorplate(tuple(names[home]), places.get(home, ())) for home in persons}
