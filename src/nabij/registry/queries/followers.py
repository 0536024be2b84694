"""Who follows a household: contact persons of now and before, with what they passed on, and tasks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from nabij.audit.actions import record_read
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.purposes import Purpose
from nabij.registry.models import ContactAssignment, TaskAccess, TeamChoice
from nabij.registry.queries.districts import OtherArea, area_elsewhere
from nabij.registry.queries.sights import household_in_sight
from nabij.registry.queries.subjects import number_of_household
from nabij.registry.types import Layer, Sight, Topic
from nabij.staff import queries as staff


@dataclass(frozen=True, slots=True)
class Followers:
    """The contact person of now (or none), those of before, and tasks that are open and done."""

    town: str
    sight: Sight
    team: str
    area: OtherArea | None
    """The area of another team in which it lives, for whoever may give it there."""
    choices: tuple[TeamChoice, ...]
    """Which team was chosen when, the last first."""
    now_followed_by: ContactAssignment | None
    before: tuple[ContactAssignment, ...]
    tasks: tuple[TaskAccess, ...]
    done: tuple[TaskAccess, ...]


@transaction.atomic
def followers(actor: Actor, household_id: int, *, purpose: Purpose, now: datetime) -> Followers:
    """Who follows a household. Notes and tasks may tell about it, so it is a line in the log.

    Somebody who has only a task sees that task, and not what colleagues passed on. The words of a task are
    left out for whoever does not see its topic. Raises NotFoundHere.
    """
    household, sight = household_in_sight(actor, household_id, at=now)
    record_read(
        "registry.followers_read",
        actor=actor,
        about=[number_of_household(household.pk)],
        purpose=purpose,
        at=now,
    )
    assignments = list(
        ContactAssignment.objects.filter(household=household)
        .select_related("staff", "stand_in")
        .order_by("-from_at", "-pk")
    )
    tasks = list(TaskAccess.objects.filter(household=household).select_related("staff", "given_by"))
    if sight.relations == {"task"}:
        assignments = [one for one in assignments if one.until_at is None]
        tasks = [one for one in tasks if one.staff_id == actor.staff_id]
    for one in tasks:
        if not _sees_words(sight, one):
            one.reason = ""
    team = staff.teams_named([household.team_id]) if household.team_id else []
    choices = TeamChoice.objects.filter(household=household).select_related("team")
    return Followers(
        town=household.town,
        sight=sight,
        team=team[0].name if team else "",
        area=area_elsewhere(actor, household, sight, on=day_of(now)),
        choices=tuple(choices.order_by("-at", "-pk")) if sight.relations != {"task"} else (),
        now_followed_by=next((one for one in assignments if one.until_at is None), None),
        before=tuple(one for one in assignments if one.until_at is not None),
        tasks=tuple(one for one in tasks if one.until_at is None or one.until_at > now),
        done=tuple(one for one in tasks if one.until_at is not None and one.until_at <= now),
    )


def _sees_words(sight: Sight, task: TaskAccess) -> bool:
    """Whoever has or gave a task reads what it is; others only when they see its topic."""
    if sight.staff_id in (task.staff_id, task.given_by_id):
        return True
    return sight.sees(Layer.TOPIC, topic=Topic(task.topic))


def own_tasks(actor: Actor, household_id: int, sight: Sight, *, now: datetime) -> list[TaskAccess]:
    """The tasks that the actor has in a household now, for the page of that household, which is on record."""
    if actor.staff_id is None or "task" not in sight.relations:
        return []
    return list(TaskAccess.objects.in_force(actor.staff_id, now).filter(household=household_id))
