"""How far somebody sees into a household: the relations of the scope of lists, one household at a time."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Subquery

from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.decisions import NotFoundHere
from nabij.kernel.looks import keep, once
from nabij.registry.models import ContactAssignment, ExceptionalAccess, Household, TaskAccess
from nabij.registry.queries.protection import households_of_protected
from nabij.registry.types import TEAM_ROLES, Sight, Topic, topics_of
from nabij.staff.types import Role


@dataclass(frozen=True, slots=True)
class Followed:
    """Who follows a household and who stands in, by the numbers of their accounts; None for no stand-in."""

    staff_id: int
    stand_in_id: int | None


def sight_into(actor: Actor, household: Household, *, at: datetime) -> Sight:
    """What this actor sees of this household at a moment, and by which relation.

    Contact person and stand-in see every topic; the team those of their roles; a task its own; exceptional
    access all topics, for two hours. What is hidden only its owner sees, whatever the relation.
    """
    ties = _ties(actor, at)
    visible = Household.objects.visible_to(actor, at).filter(pk=household.pk).order_by()
    found = visible.values(**ties).first()
    return Sight(staff_id=actor.staff_id) if found is None else _sight(actor, household, found, at)


def households_in_sight(
    actor: Actor, household_ids: Collection[int], *, at: datetime
) -> dict[int, tuple[Household, Sight]]:
    """Those of these households that somebody sees, with the sight into each; no line in the log yet."""
    ties = _ties(actor, at)
    visible = Household.objects.visible_to(actor, at).filter(pk__in=list(household_ids))
    found = visible.select_related("subject").annotate(**ties).order_by("pk")
    return {one.pk: (one, _sight(actor, one, vars(one), at)) for one in found}


def _sight(actor: Actor, household: Household, ties: Mapping[str, object], at: datetime) -> Sight:
    assert actor.staff_id is not None  # nobody else sees a household
    relations: set[str] = set()
    topics: set[Topic] = set()
    if ties["is_contact"] or ties["is_stand_in"]:
        relations.add("contact_person" if ties["is_contact"] else "stand_in")
        topics |= set(Topic)
    if actor.roles & TEAM_ROLES and household.team_id in actor.team_ids:
        relations.add("team")
        topics |= topics_of(actor.roles)
    if ties["has_task"]:
        tasks = TaskAccess.objects.in_force(actor.staff_id, at).filter(household=household)
        relations.add("task")
        topics |= {Topic(topic) for topic in tasks.values_list("topic", flat=True)}
    if ties["has_exception"]:
        relations.add("exception")
        topics |= set(Topic)
    return Sight(
        staff_id=actor.staff_id,
        relations=frozenset(relations),
        topics=frozenset(topics),
        sees_protected="contact_person" in relations
        or (Role.TEAM_LEAD in actor.roles and "team" in relations),
    )


def _ties(actor: Actor, at: datetime) -> dict[str, Exists]:
    """What ties an actor to a household that the scope of lists shows them, for one question.

    As in that scope, everything is asked at one moment.
    """
    of_this = {"household": OuterRef("pk")}
    staff_id = actor.staff_id or 0
    contacts = ContactAssignment.objects.at(at).filter(**of_this)
    return {
        "is_contact": Exists(contacts.filter(staff=staff_id)),
        "is_stand_in": Exists(contacts.filter(stand_in=staff_id)),
        "has_task": Exists(TaskAccess.objects.in_force(staff_id, at).filter(**of_this)),
        "has_exception": Exists(ExceptionalAccess.objects.in_force(staff_id, at).filter(**of_this)),
    }


def followed_by(household_id: int, *, at: datetime) -> Followed | None:
    """The contact person of a household at a moment, with the stand-in; None for nobody."""
    asked = ContactAssignment.objects.at(at).filter(household=household_id)

    def ask() -> Followed | None:
        found = asked.values_list("staff", "stand_in").first()
        return Followed(*found) if found else None

    return once(("registry.followed_by", household_id, at), ask)


def household_in_sight(
    actor: Actor, household_id: int, *, at: datetime, lock: bool = False
) -> tuple[Household, Sight]:
    """A household with the sight into it, for whoever goes on to read or change it; no line in the log yet.

    With `lock` nobody else changes it until the transaction ends. Raises NotFoundHere.
    """
    if not lock:
        key = ("registry.in_sight", actor, household_id, at)
        return once(key, lambda: _looked_into(actor, household_id, at))
    household = Household.objects.select_for_update().filter(pk=household_id).first()
    if household is None or not (sight := sight_into(actor, household, at=at)).sees_summary:
        raise NotFoundHere
    return household, sight


def _looked_into(actor: Actor, household_id: int, at: datetime) -> tuple[Household, Sight]:
    """The same without the lock, in one question, with what a page of the household asks next."""
    ties, today = _ties(actor, at), day_of(at)
    contacts = ContactAssignment.objects.at(at).filter(household=OuterRef("pk"))
    found = (
        Household.objects.visible_to(actor, at)
        .select_related("subject")
        .annotate(
            **ties,
            contact_id=Subquery(contacts.values("staff")[:1]),
            stand_in_id=Subquery(contacts.values("stand_in")[:1]),
            is_shut=Exists(households_of_protected(on=today).filter(household=OuterRef("pk"))),
        )
        .filter(pk=household_id)
        .first()
    )
    if found is None:
        raise NotFoundHere
    came_along = vars(found)
    contact_id, stand_in_id = came_along["contact_id"], came_along["stand_in_id"]
    followed = Followed(contact_id, stand_in_id) if contact_id else None
    keep(("registry.followed_by", household_id, at), followed)
    keep(("registry.is_protected", household_id, today), came_along["is_shut"])
    return found, _sight(actor, found, came_along, at)
