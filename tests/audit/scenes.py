"""What the privacy officer has in hand, for the walk over all routes."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from nabij.audit import actions as audit
from nabij.audit.types.breaches import BreachKind
from nabij.audit.types.oversight import RequestKind
from nabij.kernel.actors import Actor
from nabij.registry.queries import number_of_household
from nabij.staff.queries import actor_of
from nabij.staff.types import Role
from tests.registry import people

if TYPE_CHECKING:
    from tests.house.scenes import Stage

Address = dict[str, Any]
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def request_of_somebody(stage: Stage, relation: str) -> Address | None:
    """What somebody asked about what we keep: for the privacy officer, whichever it is."""
    if relation != "town":
        return None
    made = audit.register_request(
        actor=_officer(),
        sent_id=uuid4(),
        kind=RequestKind.ERASURE,
        subject=_subject(),
        received_on=NOW.date(),
        identity_checked="kaart gezien",
        asked="",
        now=NOW,
    )
    return {"number": made.pk}


def hold(stage: Stage, relation: str) -> Address | None:
    """A hold that stops erasing."""
    if relation != "town":
        return None
    until_on = date(2027, 6, 1)
    placed = audit.place_hold(
        actor=_officer(), subject=_subject(), reason="zaak", until_on=until_on, on=NOW.date(), now=NOW
    )
    return {"number": placed.pk}


def removal(stage: Stage, relation: str) -> Address | None:
    """A list of what goes after its term."""
    if relation != "town":
        return None
    prepared = audit.prepare_removal(actor=_officer(), code="audit.requests", on=NOW.date(), now=NOW)
    return {"number": prepared.pk}


def breach(stage: Stage, relation: str) -> Address | None:
    """Something that happened to data of people."""
    if relation != "town":
        return None
    made = audit.register_breach(
        actor=_officer(),
        sent_id=uuid4(),
        kind=BreachKind.SEEN,
        what="een lijst aan een verkeerd adres",
        who="40 gezinnen van een lijst",
        known_at=NOW,
        now=NOW,
    )
    return {"number": made.pk}


def _officer() -> Actor:
    from tests.house.scenes import HERE, an_account

    officer = an_account("officer", HERE)
    officer.role_grants.create(role=Role.PRIVACY_OFFICER)
    return actor_of(officer, on=NOW.date())


def _subject() -> UUID:
    from tests.house.scenes import HERE, an_account

    worker = an_account("worker", HERE)
    worker.role_grants.create(role=Role.SOCIAL_WORKER)
    by = actor_of(worker, on=NOW.date())
    return number_of_household(people.household(by, team_id=None))
