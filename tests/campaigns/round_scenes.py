"""A door campaign, a planning and a round, in each relation to somebody, for the walk over all routes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from nabij.campaigns.models import Campaign, Planning, Round
from nabij.kernel import clock
from tests.campaigns.scenes import Address, _made

if TYPE_CHECKING:
    from nabij.staff.models import User
    from tests.house.scenes import Stage


def _door(stage: Stage, relation: str) -> tuple[Campaign, User] | None:
    if (made := _made(stage, relation)) is None:
        return None
    campaign, by, _team = made
    Campaign.objects.filter(pk=campaign.pk).update(channel="door")
    return campaign, by


def door_campaign(stage: Stage, relation: str) -> Address | None:
    """A campaign that goes to doors."""
    made = _door(stage, relation)
    return {"campaign_id": made[0].pk} if made else None


def planning(stage: Stage, relation: str) -> Address | None:
    """A planning that is busy."""
    if (made := _door(stage, relation)) is None:
        return None
    campaign, by = made
    now, today = clock.now(), clock.today()
    asked = Planning.objects.create(
        campaign=campaign, from_on=today, until_on=today, asked_at=now, asked_by=by, told_at=now
    )
    return {"campaign_id": campaign.pk, "planning_id": asked.pk}


def walked_round(stage: Stage, relation: str) -> Address | None:
    """A round of today."""
    if (made := _door(stage, relation)) is None:
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
