"""What is needed to share households out: who follows which, and facts that speak for a colleague."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Count, OuterRef, Q, Subquery

from nabij.audit.actions import record_read
from nabij.audit.queries import written_about
from nabij.kernel.actors import Actor
from nabij.kernel.purposes import Purpose
from nabij.registry.models import (
    ContactAssignment,
    ExceptionalAccess,
    Membership,
    Neighbourhood,
    SpokenLanguage,
    Subject,
)
from nabij.registry.queries.households import concerned, stays_of
from nabij.registry.queries.sights import household_in_sight
from nabij.registry.types import StayKind
from nabij.staff.types import Role


def followed_by_staff(staff_ids: Collection[int], *, at: datetime) -> dict[int, int]:
    """The open households of which these are contact person now, each with its contact person."""
    found = ContactAssignment.objects.at(at).filter(staff__in=list(staff_ids), household__ended_on=None)
    return dict(found.values_list("household_id", "staff_id"))


def count_followed(staff_ids: Collection[int], *, at: datetime) -> dict[int, int]:
    """How many open households each of these is contact person of now; who follows none is not in it."""
    found = ContactAssignment.objects.at(at).filter(staff__in=list(staff_ids), household__ended_on=None)
    counted = found.order_by().values("staff").annotate(number=Count("pk"))
    return dict(counted.values_list("staff", "number"))


def follower_of_row(*, at: datetime) -> Subquery:
    """The contact person now of the open household of a row, to count rows by; None for nobody."""
    found = ContactAssignment.objects.at(at).filter(household=OuterRef("household"), household__ended_on=None)
    return Subquery(found.order_by().values("staff")[:1])


def assigned_at(household_ids: Collection[int]) -> dict[int, tuple[int, datetime]]:
    """Who is contact person of each of these, and since when; who has none is not in it."""
    found = ContactAssignment.objects.filter(household__in=list(household_ids), until_at=None)
    return {
        number: (staff, since) for number, staff, since in found.values_list("household", "staff", "from_at")
    }


def neighbourhood_names(codes: Collection[str]) -> dict[str, str]:
    """What these neighbourhoods are called."""
    return dict(Neighbourhood.objects.filter(code__in=list(codes)).values_list("code", "name"))


@dataclass(frozen=True, slots=True)
class AssigningFacts:
    """What of a household bears on who could follow it: languages, and where it lives if that may be seen."""

    town: str
    languages: tuple[str, ...]
    """Codes of the languages that its members speak with us, in order."""
    neighbourhood_code: str
    neighbourhood: str


@transaction.atomic
def assigning_facts(
    actor: Actor, household_id: int, *, purpose: Purpose, on: date, now: datetime
) -> AssigningFacts:
    """Languages and neighbourhood of a household, for choosing its contact person; a line in the log.

    Raises NotFoundHere.
    """
    household, sight = household_in_sight(actor, household_id, at=now)
    about = concerned(household, on=on)
    record_read("registry.assigning_read", actor=actor, about=about, purpose=purpose, at=now)
    members = Membership.objects.on(on).filter(household=household_id).values("person")
    spoken = SpokenLanguage.objects.filter(person__in=members, ended_at=None)
    homes = [one for one in stays_of(household, sight, on=on) if one.kind == StayKind.HOME]
    place = homes[0].address.neighbourhood if homes and homes[0].address else None
    return AssigningFacts(
        town=household.town,
        languages=tuple(sorted(set(spoken.values_list("code", flat=True)))),
        neighbourhood_code=place.code if place else "",
        neighbourhood=place.name if place else "",
    )


def written_since(household_ids: Collection[int], *, by: Collection[int], after: datetime) -> set[int]:
    """Those of these households about which one of these colleagues put something on record since then.

    Also about somebody who belongs or belonged to it. Reading does not count.
    """
    wanted = list(household_ids)
    people = Membership.objects.filter(household__in=wanted).values_list("person", "household")
    homes: dict[int, set[int]] = {}
    for person, home in people:
        homes.setdefault(person, set()).add(home)
    subjects = Subject.objects.filter(Q(household__in=wanted) | Q(person__in=list(homes)))
    named = {
        number: {household} if household else homes.get(person or 0, set())
        for number, household, person in subjects.values_list("number", "household", "person")
    }
    written = written_about(list(named), by=by, after=after)
    return set().union(*(named[number] for number in written))


def count_exceptions_to_review(actor: Actor) -> int:
    """How many exceptional accesses this team lead looks back on; nothing about whom."""
    if Role.TEAM_LEAD not in actor.roles:
        return 0
    found = ExceptionalAccess.objects.to_review().filter(
        household__team__in=actor.team_ids, household__town__in=actor.towns
    )
    return int(found.exclude(staff=actor.staff_id).count())
