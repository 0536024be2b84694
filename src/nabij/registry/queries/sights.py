"""How far somebody sees into a household: the relations of the scope of lists, one household at a time."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from django.db.models import Exists, OuterRef

from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere
from nabij.registry.models import ContactAssignment, ExceptionalAccess, Household, TaskAccess
from nabij.registry.types import TEAM_ROLES, Sight, Topic, topics_of
from nabij.staff.types import Role


def sight_into(actor: Actor, household: Household, *, at: datetime) -> Sight:
    """What this actor sees of this household at a moment, and by which relation.

    Contact person and stand-in see every topic; the team those of their roles; a task its own; exceptional
    access all topics, for two hours. What is hidden only its owner sees, whatever the relation.
    """
    ties = _ties(actor, household, at)
    if ties is None:
        return Sight(staff_id=actor.staff_id)
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


def _ties(actor: Actor, household: Household, at: datetime) -> dict[str, bool] | None:
    """What ties an actor to a household that the scope of lists shows them, in one question; None otherwise.

    As in that scope, everything is asked at one moment.
    """
    of_this = {"household": OuterRef("pk")}
    staff_id = actor.staff_id or 0
    contacts = ContactAssignment.objects.at(at).filter(**of_this)
    tasks = TaskAccess.objects.in_force(staff_id, at).filter(**of_this)
    exceptions = ExceptionalAccess.objects.in_force(staff_id, at).filter(**of_this)
    found = (
        Household.objects.visible_to(actor, at)
        .filter(pk=household.pk)
        .order_by()
        .values(
            is_contact=Exists(contacts.filter(staff=staff_id)),
            is_stand_in=Exists(contacts.filter(stand_in=staff_id)),
            has_task=Exists(tasks),
            has_exception=Exists(exceptions),
        )
        .first()
    )
    return cast("dict[str, bool] | None", found)


def household_in_sight(
    actor: Actor, household_id: int, *, at: datetime, lock: bool = False
) -> tuple[Household, Sight]:
    """A household with the sight into it, for whoever goes on to read or change it; no line in the log yet.

    With `lock` nobody else changes it until the transaction ends. Raises NotFoundHere.
    """
    # The number comes along, except where the row is locked: an outer join cannot be.
    wanted = Household.objects.select_for_update() if lock else Household.objects.select_related("subject")
    household = wanted.filter(pk=household_id).first()
    if household is None or not (sight := sight_into(actor, household, at=at)).sees_summary:
        raise NotFoundHere
    return household, sight
