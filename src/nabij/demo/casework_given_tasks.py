"""An occupational therapist of Zonnedam with two tasks, of whom she sees the address and nothing more."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from nabij.casework import actions
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere, Refused
from nabij.registry import actions as registry
from nabij.registry.types import ClientIdReused, NotPossible, Topic

THERAPIST = ("ergo@zonnedam.example", "Elke Golfbreker")
TASKS: dict[str, tuple[str, Topic, int]] = {
    "Duinhof": ("Kijk of een leuning aan de steile trap past. Vraag naar Georgette.", Topic.CARE, 14),
    "Karadam": ("Bekijk de badkamer: is een handgreep mogelijk? Vraag naar Selin.", Topic.HOUSING, 21),
}
"""By surname: what to do and for whom to ask, under which topic, and within how many days."""
PASSED_ON = ("Duinhof", "Een lamp in de gang: het is er donker", Topic.HOUSING)
NOTED = ("Duinhof", "Trap 82 cm breed, links een muur van baksteen.")


def load_given_tasks(*, by: Actor, therapist: Actor, households: dict[str, int], now: datetime) -> None:
    """Two tasks, a need that was passed on and an own note; a repeat changes nothing."""
    given: dict[str, int] = {}
    for name, (reason, topic, days) in TASKS.items():
        if name in households:
            with suppress(ClientIdReused, NotPossible, NotFoundHere, Refused):
                given[name] = registry.give_task(
                    actor=by,
                    household_id=households[name],
                    staff_id=therapist.staff_id or 0,
                    topic=topic,
                    reason=reason,
                    until_at=now + timedelta(days=days),
                    client_id=_number(name, "given task"),
                    now=now,
                )
    name, what, topic = PASSED_ON
    if name in given:
        common: dict[str, Any] = {"actor": therapist, "task_id": given[name], "now": now}
        actions.pass_need_on(**common, what=what, topic=topic, client_id=_number(name, "passed on"))
        actions.note_for_task(**common, words=NOTED[1], client_id=_number(name, "task note"))


def _number(name: str, what: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"demo/casework/{name}/{what}")
