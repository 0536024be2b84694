"""The list of households that somebody sees: one row each, in the order of names, page by page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q, QuerySet

from nabij.audit.actions import record_read
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import require
from nabij.kernel.purposes import Purpose
from nabij.registry import policies
from nabij.registry.models import ContactAssignment, Household, Identity, Membership, Stay
from nabij.registry.queries.before_school import (
    SmallChild,
    among_homes_of_small_children,
    has_small_child,
    small_children_of,
)
from nabij.registry.queries.protection import protected_among
from nabij.registry.types import BirthDate, Naming, Relation

PAGE = 25


@dataclass(frozen=True, slots=True)
class Row:
    """One household: its reference person, how many members, where, and who is contact person."""

    household_id: int
    person_id: int
    subject: UUID
    naming: Naming
    birth: BirthDate
    members: int
    neighbourhood: str
    place: str
    team_id: int | None
    contact_person_id: int | None
    children: tuple[SmallChild, ...] = ()
    """For whom the household is on the list of those with a child before school; empty on other lists."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the list; `after` asks for the next one, None at the end. A number: no name is in it."""

    rows: tuple[Row, ...]
    after: int | None


@transaction.atomic
def household_list(
    actor: Actor,
    *,
    purpose: Purpose,
    on: date,
    now: datetime,
    mine: bool = False,
    team_id: int | None = None,
    with_small_child: bool = False,
    after: int | None = None,
    size: int = PAGE,
) -> Page:
    """A page of the households that the actor sees now; each person shown is a line in the log.

    `mine`: only those of which the actor is contact person or stand-in. `team_id`: only those of this team.
    `with_small_child`: only those with a child that is expected or does not go to school on the day `on`, or
    perhaps does not; each row says for which children. `after` is what the page before gave: its last
    household. The first page when that is not in the list any more. Raises Refused.
    """
    require(policies.may_list_households(actor))
    households = _narrowed(actor, now, mine=mine, team_id=team_id)
    if with_small_child:
        households = households.filter(has_small_child(on=on))
    references = (
        Membership.objects.filter(
            relation=Relation.REFERENCE, until_on=None, household__in=households.order_by().values("pk")
        )
        .filter(person__identity__isnull=False)  # everybody has one; said, it is read in the order of names
        .order_by("person__identity__folded", "household")
    )
    last_name = None if after is None else _name_of(references, after)
    if last_name is not None:
        # The first condition lets the index find the place; the second leaves out the page before.
        references = references.filter(person__identity__folded__gte=last_name).filter(
            Q(person__identity__folded__gt=last_name)
            | Q(person__identity__folded=last_name, household__gt=after)
        )
    found = list(references.values_list("household", "person", "household__team")[: size + 1])
    rows = _rows(found[:size], on=on, now=now)
    if with_small_child:
        children = small_children_of([row.household_id for row in rows], on=on)
        rows = tuple(replace(row, children=children.get(row.household_id, ())) for row in rows)
    shown = [one for row in rows for one in (row.subject, *(child.subject for child in row.children))]
    about = list(dict.fromkeys(shown))  # a child in two homes stands on the page twice
    record_read("registry.household_listed", actor=actor, about=about, purpose=purpose, at=now)
    return Page(rows, found[size - 1][0] if len(found) > size else None)


def _name_of(references: QuerySet[Membership], household_id: int) -> str | None:
    """By which name a household stands in this list; None for one that is not in it: no place is told."""
    found = references.filter(household=household_id).order_by()
    return found.values_list("person__identity__folded", flat=True).first()


def count_households(
    actor: Actor,
    *,
    now: datetime,
    mine: bool = False,
    team_id: int | None = None,
    with_small_child_on: date | None = None,
) -> int:
    """How many households the same list holds, by the same scope. It tells about nobody. Raises Refused."""
    require(policies.may_list_households(actor))
    households = _narrowed(actor, now, mine=mine, team_id=team_id)
    if with_small_child_on is not None:
        few, many = has_small_child, among_homes_of_small_children
        households = households.filter((few if mine else many)(on=with_small_child_on))
    return households.count()


def _narrowed(actor: Actor, now: datetime, *, mine: bool, team_id: int | None) -> QuerySet[Household]:
    asked = Household.objects.open()
    households = asked.of_contact_person(actor, now) if mine else asked.visible_to(actor, now, at_once=True)
    return households if team_id is None else households.filter(team=team_id)


def _rows(references: Sequence[tuple[int, int, int | None]], *, on: date, now: datetime) -> tuple[Row, ...]:
    """What stands beside each household and its reference person; five questions, however many rows.

    Each on its own: to plan one question over all these tables takes longer than to answer five.
    """
    homes = [household for household, _person, _team in references]
    persons = [person for _household, person, _team in references]
    members = _members(homes, on)
    told = set(homes) - protected_among(homes, on=on)
    stays = Stay.objects.on(on).filter(household__in=told).not_hidden().order_by("from_on", "pk")
    places = {stay.household_id: stay for stay in stays.select_related("address__neighbourhood")}
    contacts = ContactAssignment.objects.at(now).filter(household__in=homes)
    contact_persons = dict(contacts.order_by().values_list("household", "staff"))
    identities = Identity.objects.select_related("person__subject").in_bulk(persons)
    return tuple(
        Row(
            household_id=household,
            person_id=person,
            subject=identities[person].person.subject.number,
            naming=identities[person].naming,
            birth=identities[person].birth,
            members=members.get(household, 0),
            neighbourhood=_neighbourhood(places.get(household)),
            place=_place(places.get(household)),
            team_id=team,
            contact_person_id=contact_persons.get(household),
        )
        for household, person, team in references
    )


def _members(homes: list[int], on: date) -> dict[int, int]:
    """How many living members each household has."""
    living = Membership.objects.on(on).alive(on).filter(household__in=homes).order_by()
    counted = living.values("household").annotate(members=Count("pk"))
    return dict(counted.values_list("household", "members"))


def _neighbourhood(stay: Stay | None) -> str:
    if stay is None or stay.address is None or stay.address.neighbourhood is None:
        return ""
    return stay.address.neighbourhood.name


def _place(stay: Stay | None) -> str:
    if stay is None:
        return ""
    return stay.address.first_line if stay.address else stay.spot
