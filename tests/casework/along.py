"""A device with visits on it, for the tests: it seals what is written, and brings it once or more."""

from __future__ import annotations

import json
import os
import uuid
from datetime import date, datetime, timedelta
from typing import Any

from nabij.casework import actions
from nabij.casework.actions.photo_parts import bound_to
from nabij.casework.actions.visits import NewVisit
from nabij.casework.models import Guidance
from nabij.kernel.actors import Actor
from nabij.kernel.brought import Answer, Letter
from nabij.kernel.sealed import public_key, sealed_bytes_for, sealed_for
from nabij.staff.models import Membership, RoleGrant, TownGrant
from nabij.staff.types import Role
from tests.casework.desk import guided
from tests.casework.letters import photo as a_photo
from tests.registry.people import NOW, TOWN, Desk, account, actor, desk

HOUR = timedelta(hours=1)


class Home:
    """A desk at which Noor guides a household and visits it today; Lea leads the team."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now
        self.desk: Desk = desk()
        self.noor = self.desk.noor
        self.lea = self._member("lea", Role.TEAM_LEAD, is_lead=True)
        self.bo = self._member("bo", Role.SOCIAL_WORKER)
        Membership.objects.get_or_create(
            user_id=self.noor.staff_id, team=self.desk.team, defaults={"from_on": date(2020, 1, 1)}
        )
        RoleGrant.objects.create(user_id=self.noor.staff_id, role=Role.SOCIAL_WORKER)
        TownGrant.objects.create(user_id=self.noor.staff_id, town=TOWN)
        self.home = guided(self.noor, now=now)
        self.visit = self.planned(now + HOUR)

    def _member(self, name: str, role: Role, *, is_lead: bool = False) -> Actor:
        user = account(name)
        RoleGrant.objects.create(user=user, role=role)
        TownGrant.objects.create(user=user, town=TOWN)
        Membership.objects.create(user=user, team=self.desk.team, from_on=date(2020, 1, 1), is_lead=is_lead)
        return actor(user, role, teams=(self.desk.team,))

    def planned(self, at: datetime, **more: Any) -> int:
        visit = NewVisit(from_at=at, until_at=at + HOUR, **more)
        return actions.plan_visit(
            actor=self.noor, household_id=self.home, visit=visit, client_id=uuid.uuid4(), now=self.now
        )

    @property
    def version(self) -> int:
        return Guidance.objects.get(household=self.home).version


class Device:
    """A device on which Noor took her visits along."""

    def __init__(self, at: Home, now: datetime = NOW) -> None:
        self.at, self.by = at, at.noor
        self.taken, self.visits = actions.take_visits(actor=self.by, number=uuid.uuid4(), now=now)

    def letter(self, kind: str, *, client_id: uuid.UUID | None = None, **more: Any) -> Letter:
        """What the device of this release writes."""
        topic = {"topic": "money", "layer": "topic"}
        given: dict[str, dict[str, Any]] = {
            "contact": {"outcome": "talked", "note": "Koffie gedronken", "need": "", **topic},
            "draft": {"fields": {"topic": "care", "note": "Half af", "channel": "home_visit"}},
            "step": {
                "end": "done",
                "why": "",
                "step": "Bellen",
                "due_on": (NOW + timedelta(days=5)).date().isoformat(),
                "topic": "money",
                "base": self.at.version,
            },
            "photo": {"document": "bill", "title": "Gas", "parts": 2, **topic},
        }
        content = {"v": 1, "kind": kind, "told_at": NOW.isoformat(), **given.get(kind, {}), **more}
        return self.sealed(content, client_id)

    def sealed(self, content: Any, client_id: uuid.UUID | None = None) -> Letter:
        client_id = client_id or uuid.uuid4()
        key = public_key(actions.key_name(self.taken.number))
        sealed = sealed_for(key, content, bound_to=str(client_id), iv=os.urandom(12))
        return Letter(client_id, self.taken.number, json.loads(json.dumps(sealed)), self.at.visit)

    def bring(self, letter: Letter, now: datetime = NOW, by: Actor | None = None) -> Answer:
        return actions.deliver_visit_letter(actor=by or self.by, letter=letter, sent_at=now, now=now)

    def part(self, photo: uuid.UUID, number: int, of: int = 2, sent: bytes | None = None) -> bool:
        """Send one part of a photo."""
        whole = sent or a_photo()
        size = -(-len(whole) // of)
        key = public_key(actions.key_name(self.taken.number))
        sealed = sealed_bytes_for(
            key,
            whole[number * size : (number + 1) * size],
            bound_to=bound_to(photo, number, of),
            iv=os.urandom(12),
        )
        return actions.keep_part(
            actor=self.by, taken=self.taken.number, photo=photo, number=number, of=of, sealed=sealed, now=NOW
        )
