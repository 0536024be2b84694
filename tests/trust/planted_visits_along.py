"""Visits on a device in the town of canaries, and what it brought that is held, under two topics."""

from __future__ import annotations

import json
import os
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from nabij.casework import actions
from nabij.casework.actions.visits import NewVisit
from nabij.casework.models import VisitLetter
from nabij.kernel.actors import Actor
from nabij.kernel.brought import Letter
from nabij.kernel.sealed import public_key, sealed_for
from nabij.registry.types import Topic
from tests.trust.planted_casework import Desk

if TYPE_CHECKING:
    from tests.trust.canaries import Town


def plant_visits_along(town: Town, home: str, by: Actor) -> None:
    """Notes that a device brought after its worker had lost the household: the lead of the team sees them."""
    desk = Desk(town, home, by)
    from_at = town.now + timedelta(hours=3)
    visit = NewVisit(from_at, from_at + timedelta(hours=1))
    planned = desk.keep("visit", actions.plan_visit(**desk.common, visit=visit, client_id=uuid4()))
    taken, _visits = actions.take_visits(actor=by, number=uuid4(), now=town.now)
    outside = Actor(staff_id=by.staff_id, towns=by.towns)
    for topic in (Topic.MONEY, Topic.HOUSING):
        words = desk.words(topic, "held from a visit")
        letter = _letter(taken.number, planned, topic, words, town)
        actions.deliver_visit_letter(actor=outside, letter=letter, sent_at=town.now, now=town.now)
        desk.keep("visit letter", VisitLetter.objects.held().get(client_id=letter.client_id).pk)


def _letter(number: UUID, visit: int, topic: Topic, words: str, town: Town) -> Letter:
    content: dict[str, Any] = {
        "v": actions.NEWEST_VISIT_LETTER,
        "kind": "contact",
        "told_at": town.now.isoformat(),
        "outcome": "talked",
        "topic": topic,
        "layer": "topic",
        "note": words,
        "need": "",
    }
    client_id = uuid4()
    key = public_key(actions.key_name(number))
    sealed = sealed_for(key, content, bound_to=str(client_id), iv=os.urandom(12))
    return Letter(client_id, number, json.loads(json.dumps(sealed)), visit)
