"""A task that somebody was given in a household, for the tests of casework and of the house."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Any

from nabij.kernel.actors import Actor
from nabij.registry import actions as registry
from nabij.registry.types import Topic
from nabij.staff.models import User
from nabij.staff.queries import actor_of
from nabij.staff.types import Role
from tests.registry.people import NOW

if TYPE_CHECKING:
    from tests.house.scenes import Address, Stage

TAKE_TASKS = (Role.OCCUPATIONAL_THERAPIST, Role.COMMUNITY_WORKER)


def a_task(by: Actor, household_id: int, staff_id: int, *, now: datetime = NOW, **more: Any) -> int:
    """A task about care in a household of which `by` is contact person; returns its number."""
    given = {"topic": Topic.CARE, "reason": "Look at the stairs", "until_at": None, **more}
    return registry.give_task(
        actor=by, household_id=household_id, staff_id=staff_id, client_id=uuid.uuid4(), now=now, **given
    )


def given_task(stage: Stage, relation: str) -> Address | None:
    """A task in a household of another team: the own one, or that of somebody else with the same role."""
    from tests.house.scenes import NOW as THEN
    from tests.house.scenes import an_account, household

    home = household(stage, "town" if relation == "own" else relation)
    if home is None:
        return None
    worker = User.objects.get(email="worker@zonnedam.example")
    by = actor_of(worker, on=THEN.date())
    registry.become_contact_person(actor=by, household_id=home["household_id"], now=THEN)
    has_it = stage.user
    if relation != "own" or not has_it.role_grants.filter(role__in=TAKE_TASKS).exists():
        has_it = an_account("therapist", *by.towns)
        has_it.role_grants.create(role=Role.OCCUPATIONAL_THERAPIST)
    return {"task_id": a_task(by, home["household_id"], has_it.pk, now=THEN)}
