"""Work for the privacy officer of Zonnedam: a request, and a breach of which the clock runs."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from nabij.audit import actions
from nabij.audit.types.breaches import BreachKind
from nabij.audit.types.oversight import RequestKind
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.registry import queries


def load_oversight(*, by: Actor, household_id: int, now: datetime) -> None:
    """A copy that a household asked for, and a lost telephone. Each has its number: once is enough."""
    today = day_of(now)
    actions.register_request(
        actor=by,
        sent_id=uuid5(NAMESPACE_URL, "demo/request"),
        kind=RequestKind.ACCESS,
        subject=queries.number_of_household(household_id),
        received_on=today - timedelta(days=21),
        identity_checked="Identiteitskaart gezien aan het loket.",
        asked="Wat weten jullie over ons gezin?",
        now=now,
    )
    actions.register_breach(
        actor=by,
        sent_id=uuid5(NAMESPACE_URL, "demo/breach"),
        kind=BreachKind.LOST,
        what="Een telefoon met de belronde van vandaag bleef op de bus liggen.",
        who="De 12 gezinnen van die ronde.",
        known_at=now - timedelta(hours=26),
        now=now,
    )
