"""What somebody does with a task in a household that they do not see: note, pass a need on, end it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from nabij.audit.actions import record
from nabij.casework import policies
from nabij.casework.actions.contacts import clean_note
from nabij.casework.actions.guidance import signal_unseen
from nabij.casework.actions.heard import keep_need
from nabij.casework.models import TaskNote, TaskReport
from nabij.casework.types import worker
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import require
from nabij.registry import queries as registry
from nabij.registry.actions import finish_given_task, once
from nabij.registry.types import NotPossible, Topic, clean_text

LONGEST_NOTE = 2000


@transaction.atomic
def note_for_task(*, actor: Actor, task_id: int, words: str, client_id: UUID, now: datetime) -> int:
    """Keep a note for the own work on an open task; no colleague reads it. Returns its number.

    Raises Refused, NotFoundHere, NotPossible, ClientIdReused.
    """
    require(policies.may_open_given_tasks(actor))
    words = _words(clean_note(words))
    if len(words) > LONGEST_NOTE:
        raise NotPossible(
            _("This note has %(length)d signs; %(longest)d is the most. Put the rest in a second note.")
            % {"length": len(words), "longest": LONGEST_NOTE},
            field="words",
        )

    def work() -> int:
        household_id, _topic = registry.household_of_given_task(actor, task_id, now=now)
        note = TaskNote.objects.create(
            task_id=task_id, words=words, written_at=now, written_by_id=worker(actor)
        )
        _tell("casework.task_noted", household_id, task_id, actor, now)
        return note.pk

    content = {"task": task_id, "words": words}
    return once("casework.task_note", actor=actor, client_id=client_id, content=content, now=now, work=work)


@transaction.atomic
def pass_need_on(
    *, actor: Actor, task_id: int, what: str, topic: Topic, client_id: UUID, now: datetime
) -> int:
    """Bring something that is needed to whoever follows the household of an open task; returns the need.

    It stands on Today of the contact person. Without one the household is signalled to its team, so that it
    lies on the board of the lead. Raises Refused, NotFoundHere, NotPossible, ClientIdReused.
    """
    require(policies.may_open_given_tasks(actor))
    what = _words(clean_text(what, longest=200, field="what"), field="what")

    def work() -> int:
        household_id, _topic = registry.household_of_given_task(actor, task_id, now=now)
        number = keep_need(actor=actor, household_id=household_id, what=what, topic=topic, now=now)
        if household_id not in registry.contact_persons([household_id], at=now):
            signal_unseen(actor=actor, household_id=household_id, words=what, topic=topic, now=now)
        return number

    content = {"task": task_id, "what": what, "topic": topic}
    return once(
        "casework.pass_need_on", actor=actor, client_id=client_id, content=content, now=now, work=work
    )


@transaction.atomic
def end_given_task(
    *, actor: Actor, task_id: int, is_done: bool, words: str, client_id: UUID, now: datetime
) -> int:
    """End an open task, done or not, and tell whoever follows the household; why is needed when it was not.

    From then on nothing of the household is shown any more. Returns the number of the task.
    Raises Refused, NotFoundHere, NotPossible, ClientIdReused.
    """
    require(policies.may_open_given_tasks(actor))
    words = clean_text(words, longest=300, field="told")
    if not is_done and not words:
        raise NotPossible(
            _("Say why it was not done. The contact person reads it and looks for another way."), field="told"
        )

    def work() -> int:
        household_id = finish_given_task(actor=actor, task_id=task_id, now=now)
        TaskReport.objects.create(
            task_id=task_id, is_done=is_done, words=words, told_at=now, told_by_id=worker(actor)
        )
        _tell("casework.task_reported", household_id, task_id, actor, now)
        return task_id

    content = {"task": task_id, "done": is_done, "words": words}
    return once("casework.end_task", actor=actor, client_id=client_id, content=content, now=now, work=work)


def _words(words: str, *, field: str = "words") -> str:
    if not words:
        raise NotPossible(
            _("Fill this in. Nothing was saved yet; what you typed still stands here."), field=field
        )
    return words


def _tell(event: str, household_id: int, task_id: int, actor: Actor, now: datetime) -> None:
    about = [registry.number_of_household(household_id)]
    record(event, actor=actor, about=about, at=now, detail={"task": task_id})
