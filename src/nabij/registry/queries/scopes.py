"""Which households: the scope of lists for apps above, their contact persons, what they are called."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from nabij.audit.actions import record_read
from nabij.kernel.actors import Actor
from nabij.kernel.purposes import Purpose
from nabij.registry.models import ContactAssignment, Household, Membership, Person
from nabij.registry.queries.sights import followed_by
from nabij.registry.types import Relation
from nabij.staff import queries as staff

Ids = QuerySet[Household, int]


def visible_households(
    actor: Actor, *, at: datetime, team_ids: Collection[int] | None = None, with_ended: bool = False
) -> Ids:
    """The numbers of the open households that somebody sees, or those of these teams only; for `in`."""
    found = Household.objects.visible_to(actor, at)
    if not with_ended:
        found = found.open()
    if team_ids is not None:
        found = found.filter(team__in=list(team_ids))
    return found.values_list("pk", flat=True)


def households_of_contact(
    staff_ids: Collection[int], *, at: datetime, as_stand_in: bool = False
) -> QuerySet[ContactAssignment, int]:
    """The numbers of the households of which these are contact person now, or also stand-in; for `in`."""
    mine = Q(staff__in=staff_ids) | Q(stand_in__in=staff_ids) if as_stand_in else Q(staff__in=staff_ids)
    found = ContactAssignment.objects.at(at).filter(mine, household__ended_on=None)
    return found.values_list("household_id", flat=True)


def contact_persons(household_ids: Collection[int], *, at: datetime) -> dict[int, int]:
    """Who is contact person now, by household; who has none is not in it."""
    if len(household_ids) == 1:  # the page of one household asks it more than once
        (one,) = household_ids
        followed = followed_by(one, at=at)
        return {one: followed.staff_id} if followed else {}
    found = ContactAssignment.objects.at(at).filter(household__in=list(household_ids))
    return dict(found.values_list("household_id", "staff_id"))


def households_with_contact(*, at: datetime) -> QuerySet[ContactAssignment, int]:
    """The numbers of the households with a contact person whose account is open; for `in`."""
    found = ContactAssignment.objects.at(at).filter(staff__is_active=True)
    return found.values_list("household_id", flat=True)


def team_of(household_ids: Collection[int]) -> dict[int, int | None]:
    """The team of each household."""
    return dict(Household.objects.filter(pk__in=list(household_ids)).values_list("pk", "team_id"))


def homes_of(person_id: int, *, on: date | None = None, alone: bool = False) -> list[int]:
    """The households that somebody belongs to on a day (None: ever); `alone`: where nobody else ever was."""
    own = Membership.objects.filter(person=person_id)
    found = Household.objects.filter(pk__in=(own if on is None else own.on(on)).values("household"))
    if alone:
        others = Membership.objects.exclude(person=person_id).values("household")
        found = found.exclude(pk__in=others)
    return list(found.order_by("pk").values_list("pk", flat=True))


def persons_named_to_partner(
    actor: Actor, person_ids: Collection[int], *, purpose: Purpose, now: datetime
) -> dict[int, str]:
    """What persons are called, for a partner whom their family agreed to tell something about them.

    The caller made sure of that; nobody else is named. One line in the log with each of them.
    """
    found = Person.objects.filter(pk__in=list(person_ids)).select_related("identity", "subject")
    people = {one.pk: one for one in found}
    about = [one.subject.number for one in people.values()]
    if about:
        record_read("registry.pupils_listed", actor=actor, about=about, purpose=purpose, at=now)
    return {number: one.identity.naming.shown for number, one in people.items()}


@dataclass(frozen=True, slots=True)
class Named:
    """A household in a list: what its reference person is called, and who is contact person."""

    household_id: int
    name: str
    contact_person: str
    contact_person_id: int | None
    subject: UUID | None


@transaction.atomic
def households_named(
    actor: Actor, household_ids: Collection[int], *, purpose: Purpose, on: date, now: datetime
) -> dict[int, Named]:
    """What these households are called, of those that the actor sees; each person shown is in the log."""
    wanted = set(household_ids)
    if not wanted:
        return {}
    seen = set(Household.objects.visible_to(actor, now).filter(pk__in=wanted).values_list("pk", flat=True))
    references = (
        Membership.objects.on(on)
        .filter(household__in=seen, relation=Relation.REFERENCE)
        .select_related("person__identity", "person__subject")
    )
    people = {one.household_id: one.person for one in references}
    contacts = contact_persons(seen, at=now)
    names = staff.names_of(set(contacts.values()))
    about = [person.subject.number for person in people.values()]
    if about:
        record_read("registry.household_listed", actor=actor, about=about, purpose=purpose, at=now)
    return {
        number: Named(
            household_id=number,
            name=people[number].identity.naming.shown if number in people else "",
            contact_person=names.get(contacts.get(number, 0), ""),
            contact_person_id=contacts.get(number),
            subject=people[number].subject.number if number in people else None,
        )
        for number in seen
    }
