"""The tasks that somebody was given in households: what to do and where, and nothing else of those people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from nabij.audit.actions import record_read
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.decisions import NotFoundHere
from nabij.kernel.purposes import Purpose
from nabij.registry.models import Stay, TaskAccess
from nabij.registry.queries.protection import protected_among
from nabij.registry.queries.scopes import contact_persons
from nabij.registry.queries.subjects import numbers_of_households
from nabij.registry.types import TASK_ROLES, Topic
from nabij.staff import queries as staff


@dataclass(frozen=True, slots=True)
class GivenTask:
    """A task that is open: what whoever gave it wrote, where, and whom to call. No name of a resident."""

    number: int
    household_id: int
    what: str
    topic: Topic
    from_at: datetime
    until_at: datetime | None
    places: tuple[str, ...]
    """One line for each place; empty where it is secret, or where somebody may not be found."""
    contact_person: str
    contact_phone: str


@transaction.atomic
def given_tasks(actor: Actor, *, now: datetime, number: int | None = None) -> tuple[GivenTask, ...]:
    """The open tasks of the actor, the one that ends first in front, or only one of them.

    Needs no sight into the household and gives none. One line in the log for each household.
    """
    found = _open(actor, now)
    if number is not None:
        found = found.filter(pk=number)
    tasks = sorted(found, key=lambda one: (one.until_at is None, one.until_at or one.from_at, one.pk))
    homes = {one.household_id for one in tasks}
    if not homes:
        return ()
    about = numbers_of_households(homes)
    record_read("registry.given_tasks_read", actor=actor, about=about, purpose=Purpose.HELP, at=now)
    places, contacts = _places(homes, on=day_of(now)), contact_persons(homes, at=now)
    followers = set(contacts.values())
    names, phones = staff.names_of(followers), staff.work_phones_of(followers)
    return tuple(
        GivenTask(
            number=one.pk,
            household_id=one.household_id,
            what=one.reason,
            topic=Topic(one.topic),
            from_at=one.from_at,
            until_at=one.until_at,
            places=tuple(places[one.household_id]),
            contact_person=names.get(contacts.get(one.household_id, 0), ""),
            contact_phone=phones.get(contacts.get(one.household_id, 0), ""),
        )
        for one in tasks
    )


def household_of_given_task(actor: Actor, number: int, *, now: datetime) -> tuple[int, Topic]:
    """In which household an open task of the actor lies, and its topic, for whoever goes on to write there.

    Raises NotFoundHere, also for the task of somebody else and for one that ended.
    """
    found = _open(actor, now).filter(pk=number).first()
    if found is None:
        raise NotFoundHere
    return found.household_id, Topic(found.topic)


def _open(actor: Actor, now: datetime) -> QuerySet[TaskAccess]:
    if actor.staff_id is None or not actor.roles & TASK_ROLES:
        return TaskAccess.objects.none()
    own = TaskAccess.objects.in_force(actor.staff_id, now)
    return own.filter(household__town__in=actor.towns, household__ended_on=None)


def _places(homes: Collection[int], *, on: date) -> defaultdict[int, list[str]]:
    """Where these households are, without what is hidden: two questions, however many there are."""
    told = set(homes) - protected_among(homes, on=on)
    stays = Stay.objects.on(on).filter(household__in=told).not_hidden().order_by("from_on", "pk")
    found: defaultdict[int, list[str]] = defaultdict(list)
    for stay in stays.select_related("address"):
        found[stay.household_id].append(stay.address.one_line if stay.address else stay.spot)
    return found
