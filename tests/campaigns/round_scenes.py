"""A package campaign, a planning and a round, in each relation to somebody, for the walk over all routes."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import TYPE_CHECKING

from nabij.campaigns.models import Campaign, PackagePlan, Planning, Round
from nabij.kernel import clock
from nabij.registry.models import ListCollection
from tests.campaigns.scenes import Address, _made

if TYPE_CHECKING:
    from nabij.staff.models import User
    from tests.house.scenes import Stage


def goes_with_packages(stage: Stage, relation: str) -> Address | None:
    """A package campaign; `own`: one of which this account leads the list."""
    made = packs(stage, relation)
    return {"campaign_id": made[0].pk} if made else None


def packs(stage: Stage, relation: str) -> tuple[Campaign, User] | None:
    """A running package campaign of a list, with who made it and leads that list."""
    if (made := _made(stage, relation)) is None:
        return None
    campaign, by, _team = made
    now = clock.now()
    Campaign.objects.filter(pk=campaign.pk).update(
        channel="package", state="running", frozen_at=now, frozen_by=by
    )
    families = ListCollection.objects.create(
        name="Winter",
        town=campaign.town,
        aim="Een pakket",
        legal_basis="Gemeenteraad",
        from_on=date(2026, 11, 1),
        until_on=date(2027, 3, 1),
        lead=by,
        created_at=now,
        frozen_at=now,
        frozen_by=by,
        frozen_doors=0,
        frozen_children=0,
        frozen_hash="x",
    )
    PackagePlan.objects.create(
        campaign=campaign,
        collection=families,
        budget_cents=0,
        card_code=uuid.uuid4().hex[:8].upper(),
        card_phone="09 000 00 18",
    )
    return campaign, by


def planning(stage: Stage, relation: str) -> Address | None:
    """A planning of a package campaign that is busy; `own`: as above."""
    if (made := packs(stage, relation)) is None:
        return None
    campaign, by = made
    now, today = clock.now(), clock.today()
    asked = Planning.objects.create(
        campaign=campaign, from_on=today, until_on=today, asked_at=now, asked_by=by, told_at=now
    )
    return {"campaign_id": campaign.pk, "planning_id": asked.pk}


def walked_round(stage: Stage, relation: str) -> Address | None:
    """A round of today, with packages; `own`: as above."""
    if (made := packs(stage, relation)) is None:
        return None
    campaign, by = made
    now = clock.now()
    found = Round.objects.create(
        campaign=campaign,
        day=clock.today(),
        goer=by,
        begins_at=now,
        ends_at=now + timedelta(hours=2),
        made_at=now,
        made_by=by,
    )
    return {"round_id": found.pk}
