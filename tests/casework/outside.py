"""Visits and letters, for the tests of casework and of the house."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from nabij.casework import actions
from nabij.casework.actions.documents import Filing
from nabij.casework.actions.visits import NewVisit
from nabij.casework.models import VisitLetter
from nabij.casework.types import DocumentKind
from nabij.kernel import clock
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.registry.types import Topic
from nabij.staff.models import User
from nabij_methods.letters.aside import PHOTO, Letter
from tests.registry.people import NOW

if TYPE_CHECKING:
    from tests.house.scenes import Address, Stage


def a_visit(by: Actor, number: int, *, now: datetime = NOW, **more: Any) -> int:
    """A visit of an hour that begins now; returns its number."""
    visit = NewVisit(**{"from_at": now, "until_at": now + timedelta(hours=1), **more})
    return actions.plan_visit(actor=by, household_id=number, visit=visit, client_id=uuid.uuid4(), now=now)


def a_filed_letter(by: Actor, number: int, *, now: datetime = NOW, sent: bytes = b"sent", **more: Any) -> int:
    """A letter that was opened before; returns the number of the document."""
    client_id = more.pop("client_id", None) or uuid.uuid4()
    letter = more.pop("letter", Letter(PHOTO, b"made anew", 1))
    filing = {"kind": DocumentKind.LETTER, "topic": Topic.MONEY, "received_on": day_of(now), **more}
    return actions.file_document(
        actor=by,
        household_id=number,
        filing=Filing(**filing),
        sent=sent,
        letter=letter,
        client_id=client_id,
        now=now,
    )


def visit_letter(stage: Stage, relation: str) -> Address | None:
    """A letter that is held; `own`: written by oneself, else by a worker who is still in the team."""
    from tests.house.scenes import household

    home = household(stage, "team" if relation == "own" else relation)
    if home is None:
        return None
    worker = User.objects.get(email="worker@zonnedam.example")
    held = VisitLetter.objects.create(
        client_id=uuid.uuid4(),
        sealed_as=uuid.uuid4(),
        household_id=home["household_id"],
        staff=stage.user if relation == "own" else worker,
        state="held",
        because="broken",
        digest="0",
        sent_at=clock.now(),
        arrived_at=clock.now(),
    )
    return {"brought_id": held.pk}
