"""Whether somebody may be known already. No score and no merge: it only asks to look first."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from itertools import combinations

from django.db import transaction
from django.db.models import Count, F, Q

from nabij.audit.actions import record_read
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere, require
from nabij.kernel.purposes import Purpose
from nabij.registry import policies
from nabij.registry.models import (
    ContactAssignment,
    ContactPoint,
    Household,
    Identity,
    Membership,
    Person,
    PersonPair,
)
from nabij.registry.queries.households import concerned, members_of, stays_of
from nabij.registry.queries.protection import is_protected
from nabij.registry.queries.sights import sight_into
from nabij.registry.queries.subjects import numbers_of_persons
from nabij.registry.types import BirthDate, ContactKind, Naming, PairVerdict, Sight
from nabij.registry.types.names import sound_of

MOST = 10
SOUNDS = 25
"""Sounds of names on one page of pairs."""


def likely_doubles(naming: Naming, birth: BirthDate) -> tuple[int, ...]:
    """Persons whose name sounds the same, also with names swapped, and who may be born on that day.

    Looks at everybody in the registry, also outside what the actor sees: a double is made by who cannot see.
    Without surname and first name the nickname must be the same. The numbers of persons, at most ten.
    """
    first = naming.called or naming.given
    sounds = {sound for sound in (naming.sound, sound_of(first, naming.family)) if sound}
    if sounds:
        found = Identity.objects.filter(sound__in=sounds, is_expected=False)
    elif naming.folded:
        found = Identity.objects.filter(folded=naming.folded, is_expected=False)
    else:
        return ()
    alike = [identity.pk for identity in found.order_by("pk")[:200] if identity.birth.may_be(birth)]
    return tuple(alike[:MOST])


@dataclass(frozen=True, slots=True)
class LikelyPair:
    """Two persons who may be one, as they stand in a list to look at."""

    first_id: int
    second_id: int
    first: Naming
    second: Naming
    first_birth: BirthDate
    second_birth: BirthDate


@dataclass(frozen=True, slots=True)
class PairPage:
    """A page of pairs; `after` asks for the next one, None at the end: a number, no name is in it."""

    pairs: tuple[LikelyPair, ...]
    after: int | None


@dataclass(frozen=True, slots=True)
class Side:
    """One of two persons, with the household in which the actor sees them."""

    person_id: int
    naming: Naming
    birth: BirthDate
    died_on: date | None
    household_id: int
    members: tuple[str, ...]
    places: tuple[str, ...]
    is_shut: bool
    phones: tuple[str, ...]
    contact_person_id: int | None
    known_since: datetime
    unlike_because: str


@dataclass(frozen=True, slots=True)
class PairView:
    """Two persons side by side, what was said of them, and whether the actor may say so."""

    sides: tuple[Side, Side]
    standing: PersonPair | None
    history: tuple[PersonPair, ...]
    sights: tuple[Sight, Sight]


@transaction.atomic
def likely_pairs(actor: Actor, *, now: datetime, after: int | None = None) -> PairPage:
    """Persons in the households that the actor sees who may be one and of whom nobody said anything yet.

    The same sound of names, and days of birth that may be the same; no score. Each person shown is a line
    in the log. `after` is what the page before gave: somebody of the last sound on it. Raises Refused.
    """
    require(policies.may_list_households(actor))
    seen = Membership.objects.filter(household__in=Household.objects.visible_to(actor, now).open())
    everybody = Identity.objects.filter(person__in=seen.values("person"), is_expected=False)
    last = everybody.filter(person=after).order_by().values_list("sound", flat=True).first() or ""
    among = everybody.filter(sound__gt=last)
    sounds = among.values("sound").annotate(number=Count("pk")).filter(number__gt=1).order_by("sound")
    keys = list(sounds.values_list("sound", flat=True)[: SOUNDS + 1])
    alike: dict[str, list[Identity]] = {}
    for identity in among.filter(sound__in=keys[:SOUNDS]).order_by("sound", "pk"):
        alike.setdefault(identity.sound, []).append(identity)
    pairs = [
        pair
        for found in alike.values()
        for pair in combinations(found, 2)
        if pair[0].birth.may_be(pair[1].birth)
    ]
    persons = {identity.pk for pair in pairs for identity in pair}
    said = set(PersonPair.objects.filter(ended_at=None, first__in=persons).values_list("first", "second"))
    open_ones = tuple(_likely(*pair) for pair in pairs if (pair[0].pk, pair[1].pk) not in said)
    shown = {number for pair in open_ones for number in (pair.first_id, pair.second_id)}
    record_read(
        "registry.pairs_listed",
        actor=actor,
        about=numbers_of_persons(shown),
        purpose=Purpose.UPKEEP,
        at=now,
    )
    return PairPage(open_ones, alike[keys[SOUNDS - 1]][0].pk if len(keys) > SOUNDS else None)


def _likely(first: Identity, second: Identity) -> LikelyPair:
    return LikelyPair(first.pk, second.pk, first.naming, second.naming, first.birth, second.birth)


def both_in_sight(actor: Actor, first_id: int, second_id: int, *, at: datetime) -> tuple[Sight, Sight]:
    """The sights into a household of each of two persons. Raises NotFoundHere when one is not seen."""
    if first_id == second_id:
        raise NotFoundHere
    return _home(actor, first_id, at)[1], _home(actor, second_id, at)[1]


def _home(actor: Actor, person_id: int, at: datetime) -> tuple[Household, Sight]:
    """The household in which the actor sees somebody: one of today before one of earlier."""
    homes = (
        Household.objects.visible_to(actor, at)
        .filter(memberships__person=person_id)
        .order_by(F("memberships__until_on").desc(nulls_first=True), "pk")
    )
    if (home := homes.first()) is None:
        raise NotFoundHere
    return home, sight_into(actor, home, at=at)


@transaction.atomic
def pair_of_persons(actor: Actor, first_id: int, second_id: int, *, on: date, now: datetime) -> PairView:
    """Two persons side by side, each in a household that the actor sees; who is shown is on record.

    Raises NotFoundHere.
    """
    both_in_sight(actor, first_id, second_id, at=now)
    low, high = sorted((first_id, second_id))
    homes = [_home(actor, number, now) for number in (low, high)]
    about = {number for home, _sight in homes for number in concerned(home, on=on)}
    about |= set(numbers_of_persons((low, high)))
    record_read("registry.pair_read", actor=actor, about=sorted(about), purpose=Purpose.UPKEEP, at=now)
    said = tuple(PersonPair.objects.filter(first=low, second=high))
    return PairView(
        sides=(_side(low, *homes[0], on, now), _side(high, *homes[1], on, now)),
        standing=next((pair for pair in said if pair.ended_at is None), None),
        history=said,
        sights=(homes[0][1], homes[1][1]),
    )


def _side(person_id: int, home: Household, sight: Sight, on: date, now: datetime) -> Side:
    person = Person.objects.select_related("identity").get(pk=person_id)
    others = [
        one.naming.shown
        for one in members_of(home, sight, on=on)
        if one.person_id != person_id and one.naming.shown
    ]
    owned = Q(person=person_id) | Q(household=home)
    points = ContactPoint.objects.filter(owned, kind=ContactKind.PHONE, withdrawn_at=None)
    contact = ContactAssignment.objects.at(now).filter(household=home).first()
    return Side(
        person_id=person_id,
        naming=person.identity.naming,
        birth=person.identity.birth,
        died_on=person.died_on,
        household_id=home.pk,
        members=tuple(others),
        places=tuple(
            stay.address.first_line if stay.address else stay.spot for stay in stays_of(home, sight, on=on)
        ),
        is_shut=is_protected(home.pk, on=on) and not sight.sees_protected,
        phones=tuple(points.values_list("value", flat=True)),
        contact_person_id=contact.staff_id if contact else None,
        known_since=person.created_at,
        unlike_because=person.unlike_because,
    )


def marked_same(actor: Actor, person_ids: Collection[int], *, now: datetime) -> dict[int, list[int]]:
    """Of these persons, with whom they were marked as one, as far as the actor sees the other. Two numbers:
    no name, so no line in the log."""
    marks = PersonPair.objects.filter(
        Q(first__in=person_ids) | Q(second__in=person_ids), ended_at=None, verdict=PairVerdict.SAME
    )
    found: dict[int, list[int]] = {}
    pairs = list(marks.values_list("first", "second"))
    if not pairs:
        return {}
    seen = set(
        Membership.objects.filter(
            household__in=Household.objects.visible_to(actor, now),
            person__in={one for pair in pairs for one in pair},
        ).values_list("person", flat=True)
    )
    for first, second in pairs:
        for own, other in ((first, second), (second, first)):
            if own in person_ids and other in seen:
                found.setdefault(own, []).append(other)
    return found
