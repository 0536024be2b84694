"""What somebody takes along who visits households: who lives there, where, their language and numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from nabij.audit.actions import record_read, written_together
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.purposes import Purpose
from nabij.registry.models import ContactPoint, Household, Membership, Stay
from nabij.registry.queries.outreach import languages_of
from nabij.registry.queries.protection import protected_among
from nabij.registry.queries.sights import households_in_sight
from nabij.registry.types import ContactKind, Layer, Relation, Sight
from nabij.registry.types.reaching import shown_phone


@dataclass(frozen=True, slots=True)
class ToVisit:
    """One household to visit, as far as the visitor sees it. Nothing of its story."""

    household_id: int
    sight: Sight
    names: tuple[str, ...]
    """The reference person first; who died is not among them."""
    places: tuple[str, ...]
    """Where they live, in one line each; empty where it is hidden from the visitor."""
    language: str
    """Code of the language in which the reference person speaks with us; empty when it is not known."""
    phones: tuple[str, ...]


def homes_to_visit(
    actor: Actor, household_ids: Collection[int], *, event: str, now: datetime
) -> dict[int, ToVisit]:
    """Those of these households that the actor sees, in a fixed number of questions.

    One `event` in the log for each household, with everybody who is named; together, or nothing is shown.
    """
    on = day_of(now)
    with written_together():
        seen = households_in_sight(actor, household_ids, at=now)
        members, places = _members(seen, on), _places(seen, on)
        people = [one.person_id for rows in members.values() for one in rows]
        languages, phones = languages_of(people), _phones(seen, members)
        for number, (household, _sight) in seen.items():
            about: list[UUID] = [
                household.subject.number,
                *(one.person.subject.number for one in members[number]),
            ]
            record_read(event, actor=actor, about=about, purpose=Purpose.HELP, at=now)
        return {
            number: ToVisit(
                household_id=number,
                sight=sight,
                names=tuple(one.person.identity.naming.shown for one in members[number]),
                places=tuple(places[number]),
                language=languages.get(members[number][0].person_id, "") if members[number] else "",
                phones=tuple(dict.fromkeys(phones[number])),
            )
            for number, (_household, sight) in seen.items()
        }


def _members(seen: Collection[int], on: date) -> defaultdict[int, list[Membership]]:
    rows = (
        Membership.objects.on(on)
        .alive(on)
        .filter(household__in=list(seen), person__identity__is_expected=False)
        .select_related("person__identity", "person__subject")
        .order_by("household_id", "pk")
    )
    found: defaultdict[int, list[Membership]] = defaultdict(list)
    for one in sorted(rows, key=lambda one: (one.relation != Relation.REFERENCE, one.pk)):
        found[one.household_id].append(one)
    return found


def _places(seen: dict[int, tuple[Household, Sight]], on: date) -> defaultdict[int, list[str]]:
    shut = protected_among(list(seen), on=on)
    found: defaultdict[int, list[str]] = defaultdict(list)
    for stay in Stay.objects.on(on).filter(household__in=list(seen)).select_related("address"):
        sight = seen[stay.household_id][1]
        if stay.household_id in shut and not sight.sees_protected:
            continue
        if sight.sees(Layer(stay.layer), owner_id=stay.owner_id):
            found[stay.household_id].append(
                stay.address.one_line if stay.address else str(stay.get_kind_display())
            )
    return found


def _phones(seen: Collection[int], members: dict[int, list[Membership]]) -> defaultdict[int, list[str]]:
    home_of = {one.person_id: number for number, rows in members.items() for one in rows}
    owned = Q(household__in=list(seen)) | Q(person__in=list(home_of))
    found: defaultdict[int, list[str]] = defaultdict(list)
    points = ContactPoint.objects.filter(owned, kind=ContactKind.PHONE, withdrawn_at=None)
    for one in points.order_by("pk"):
        home = one.household_id if one.household_id is not None else home_of[one.person_id or 0]
        found[home].append(shown_phone(one.value))
    return found
