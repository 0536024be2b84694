"""What whoever has a task writes about it; and a task of somebody who does not see the household."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from nabij.casework import actions
from nabij.casework.models import TaskNote, TaskReport
from nabij.kernel.actors import Actor
from nabij.registry import actions as registry
from nabij.registry.models import TaskAccess
from nabij.registry.types import Topic
from nabij.staff.types import Role

if TYPE_CHECKING:
    from tests.trust.canaries import Town


def plant_task_words(town: Town, home: str, by: Actor) -> None:
    """A note that nobody reads and a report for the contact person, about the task of each household."""
    task = TaskAccess.objects.get(household=town.homes[home], staff=by.staff_id, topic=Topic.CARE)
    of = {"task": task, "written_at": town.now, "written_by_id": by.staff_id}
    TaskNote.objects.create(**of, words=town.word("task note", home, spot="of a colleague"))
    TaskReport.objects.create(
        task=task,
        is_done=False,
        words=town.word("task report", home),
        told_at=town.now,
        told_by_id=by.staff_id or 0,
    )


def plant_given_task(town: Town) -> None:
    """An occupational therapist has a task in another team, wrote a note and passed a need on."""
    number = registry.give_task(
        actor=town.actor("worker town"),
        household_id=town.homes["task"],
        staff_id=town.users[Role.OCCUPATIONAL_THERAPIST].pk,
        topic=Topic.CARE,
        reason=town.word("task.given", "task"),
        until_at=None,
        client_id=uuid4(),
        now=town.now,
    )
    common = {"actor": town.actor(Role.OCCUPATIONAL_THERAPIST), "task_id": number, "now": town.now}
    words = town.word("task note", "task", spot="own")
    actions.note_for_task(**common, words=words, client_id=uuid4())
    what = town.word("task need", "task")
    actions.pass_need_on(**common, what=what, topic=Topic.HOUSING, client_id=uuid4())
    town.numbers["given task"] = [number]
