"""“Why did you contact me?”: the campaigns that went to a household, and for which facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from nabij.audit.actions import record_read
from nabij.campaigns.models import Target
from nabij.campaigns.queries.listing import group_of
from nabij.campaigns.queries.wording import because_in_words
from nabij.campaigns.types import Channel, Outcome
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.purposes import Purpose
from nabij.registry import queries as registry

MOST = 5


@dataclass(frozen=True, slots=True)
class Why:
    """One campaign that a household is or was on: why, on which ground, and when it was contacted."""

    name: str
    channel: Channel
    purpose: str
    legal_basis: str
    because: tuple[str, ...]
    listed_on: date | None
    contacted_on: tuple[date, ...]


@transaction.atomic
def why_contacted(actor: Actor, household_id: int, *, now: datetime) -> tuple[Why, ...]:
    """The last campaigns that this household was on the list of; the look is in the log.

    Raises NotFoundHere.
    """
    registry.household_in_sight(actor, household_id, at=now)
    rows = Target.objects.filter(household=household_id).select_related("campaign")
    found = list(rows.prefetch_related("attempts").order_by("-campaign__frozen_at", "-pk")[:MOST])
    if not found:
        return ()
    about = [registry.number_of_household(household_id)]
    record_read("campaigns.why_read", actor=actor, about=about, purpose=Purpose.HELP, at=now)
    names = dict(registry.neighbourhoods_of(found[0].campaign.town))
    return tuple(_why(one, names) for one in found)


def _why(one: Target, names: dict[str, str]) -> Why:
    campaign = one.campaign
    days = (day_of(each.at) for each in one.attempts.all() if each.outcome != Outcome.LET_GO)
    return Why(
        name=campaign.name,
        channel=Channel(campaign.channel),
        purpose=campaign.purpose,
        legal_basis=campaign.legal_basis,
        because=tuple(
            because_in_words(
                one.because,
                group=group_of(campaign.group),
                reference_on=campaign.reference_on,
                names=names,
            )
        ),
        listed_on=day_of(campaign.frozen_at) if campaign.frozen_at else None,
        contacted_on=tuple(days),
    )
