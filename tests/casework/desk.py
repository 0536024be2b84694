"""Households in guidance, for the tests of casework."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta
from typing import Any

from nabij.casework import actions, queries
from nabij.casework.actions.contacts import Told
from nabij.casework.actions.guidance import Closing, NextStep
from nabij.casework.actions.signals import Seen, Whereabouts
from nabij.casework.types import Channel, ClosingOutcome, ContactOutcome, StepEnd
from nabij.kernel.actors import Actor
from nabij.kernel.purposes import Purpose
from nabij.registry import actions as registry
from nabij.registry.types import Layer, Topic
from tests.registry.people import NOW, TODAY, household

SOON = NextStep("Hand in the form at the health insurance fund", TODAY + timedelta(days=3))


def guided(by: Actor, **more: Any) -> int:
    """A household with a contact person, in guidance; returns its number."""
    number = more.pop("number", None) or household(by)
    registry.become_contact_person(actor=by, household_id=number, now=more.get("now", NOW))
    start(by, number, **more)
    return number


def start(by: Actor, number: int, **more: Any) -> int:
    given = {"signal": "Asks help with a gas bill", "step": SOON, "is_intensive": False, **more}
    given = {"client_id": uuid.uuid4(), "now": NOW, **given}
    return actions.start_guidance(actor=by, household_id=number, **given)


def step(by: Actor, number: int, version: int, **more: Any) -> int:
    given = {"end": StepEnd.DONE, "note": "", "step": SOON, "client_id": uuid.uuid4(), "now": NOW, **more}
    return actions.end_step(actor=by, household_id=number, base_version=version, **given)


def close(by: Actor, number: int, version: int, closing: Closing | None = None, **more: Any) -> int:
    closing = closing or Closing(ClosingOutcome.REACHED, family_view="We can go on by ourselves")
    given = {"client_id": uuid.uuid4(), "now": NOW, **more}
    return actions.close_guidance(
        actor=by, household_id=number, closing=closing, base_version=version, **given
    )


def told(note: str = "Looked at the letter of the energy supplier", **more: Any) -> Told:
    given = {
        "happened_at": NOW,
        "channel": Channel.PHONE,
        "topic": Topic.MONEY,
        "outcome": ContactOutcome.TALKED,
        "layer": Layer.TOPIC,
        **more,
    }
    return Told(note=note, **given)


def note(by: Actor, number: int, what: Told | None = None, **more: Any) -> int:
    given = {"client_id": uuid.uuid4(), "now": NOW, **more}
    return actions.note_contact(actor=by, household_id=number, told=what or told(), **given)


def stands(by: Actor, number: int, *, on: date = TODAY, now: datetime = NOW):
    return queries.guidance_of(by, number, purpose=Purpose.HELP, on=on, now=now)


def a_goal(by: Actor, number: int, **more: Any) -> int:
    given = {"words": "Out among people again", "topic": Topic.LEISURE, **more}
    given = {"client_id": uuid.uuid4(), "now": NOW, **given}
    return actions.add_goal(actor=by, household_id=number, **given)


def a_need(by: Actor, number: int, **more: Any) -> int:
    given = {"what": "A club for the eldest", "topic": Topic.LEISURE, **more}
    given = {"client_id": uuid.uuid4(), "now": NOW, **given}
    return actions.note_need(actor=by, household_id=number, **given)


def a_signal(sender: Actor, team_id: int, household_id: int | None = None, **more: Any) -> int:
    """Something that was seen, of a household that is known or with a name only; returns its number."""
    now = more.pop("now", NOW)
    client_id = more.pop("client_id", uuid.uuid4())
    told = more.pop("told", Whereabouts(name="Mira Duinhof") if household_id is None else None)
    facts = {
        "what": "Nobody opened the shutters for a week",
        "where": "Kaai",
        "on": now.date(),
        "by": "a neighbour",
        "concerns": "the man of the house",
        "topic": Topic.CARE,
        "is_family_told": False,
        "told_because": "Nobody opens the door",
        "has_consent": False,
        "no_consent_because": "Could not be asked",
        **more,
    }
    return actions.send_signal(
        actor=sender,
        team_id=team_id,
        household_id=household_id,
        told=told,
        seen=Seen(**facts),
        client_id=client_id,
        now=now,
    )
