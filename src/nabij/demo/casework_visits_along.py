"""Visits of today and tomorrow, and what a device brought back of them: one note filed, one step held."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import datetime, time, timedelta
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from nabij.casework import actions
from nabij.casework.actions.bringing import NothingToTake
from nabij.casework.actions.visits import NewVisit
from nabij.kernel.actors import Actor
from nabij.kernel.brought import Letter
from nabij.kernel.clock import BRUSSELS
from nabij.kernel.days import day_of
from nabij.kernel.sealed import public_key, sealed_for
from nabij.registry.types import ClientIdReused, NotPossible

TOMORROW = (("Waterdrinker", time(10), 45), ("Vloedlijn", time(14, 30), 60))
"""By surname: at which hour, and for how many minutes."""
TODAY = ("Karadam", "Waterdrinker")
"""At the next two hours."""
TAKEN = uuid5(NAMESPACE_URL, "demo/casework/visits along")
FILED = {"outcome": "talked", "topic": "school", "layer": "topic", "need": ""}
NOTE = "Deniz oefent elke dag een kwartier lezen. Ze vraagt naar de bibliotheek."
STEP = "De aanvraag samen invullen"


def load_visits_along(*, by: Actor, backup: int, households: dict[str, int], now: datetime) -> None:
    """Plan visits for the day of loading and the day after; bring two letters the first time only."""
    planned = _planned(by, backup, households, now)
    if "Karadam" not in planned:
        return
    with suppress(NothingToTake):
        taken, _visits = actions.take_visits(actor=by, number=TAKEN, now=now)
        if not taken.letters.exists():
            _bring(by, planned["Karadam"], now)


def _planned(by: Actor, backup: int, households: dict[str, int], now: datetime) -> dict[str, int]:
    """The first visit to each household of this load, by surname."""
    today, hour = day_of(now), now.replace(minute=0, second=0, microsecond=0)
    moments = [(name, hour + timedelta(hours=turn), 45) for turn, name in enumerate(TODAY, start=1)]
    moments = [one for one in moments if day_of(one[1]) == today]
    moments += [
        (name, datetime.combine(today + timedelta(days=1), at, tzinfo=BRUSSELS), minutes)
        for name, at, minutes in TOMORROW
    ]
    planned: dict[str, int] = {}
    for name, begin, minutes in moments:
        if name in households:
            visit = NewVisit(begin, begin + timedelta(minutes=minutes), None, backup, "", None)
            with suppress(ClientIdReused, NotPossible):
                number = actions.plan_visit(
                    actor=by,
                    household_id=households[name],
                    visit=visit,
                    client_id=_number(f"{name} {day_of(begin)}"),
                    now=now,
                )
                planned.setdefault(name, number)
    return planned


def _bring(by: Actor, visit: int, now: datetime) -> None:
    """A note, which is filed; and a step that was changed meanwhile, which is held with its reason."""
    step = {
        "end": "done",
        "why": "",
        "step": STEP,
        "due_on": (day_of(now) + timedelta(days=7)).isoformat(),
        "topic": "money",
        "base": 0,
    }
    for kind, content in (("contact", {**FILED, "note": NOTE}), ("step", step)):
        told: dict[str, Any] = {"v": actions.NEWEST_VISIT_LETTER, "kind": kind, "told_at": now.isoformat()}
        number = _number(f"brought {kind}")
        key = public_key(actions.key_name(TAKEN))
        sealed = sealed_for(key, {**told, **content}, bound_to=str(number), iv=os.urandom(12))
        letter = Letter(number, TAKEN, sealed, visit)
        actions.deliver_visit_letter(actor=by, letter=letter, sent_at=now, now=now)


def _number(what: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"demo/casework/visits along/{what}")
