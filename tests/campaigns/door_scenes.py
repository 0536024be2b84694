"""A door, a note and something that is held, in each relation to somebody, for the walk over all routes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from nabij.campaigns.models import Campaign, DoorTold, HeldDelivery, Round, Stop, Target, TargetPerson
from nabij.campaigns.types import CampaignState
from nabij.kernel import clock
from nabij.registry.models import Household, Membership
from nabij.staff.models import User
from tests.campaigns.round_scenes import packs
from tests.campaigns.scenes import Address, _made

if TYPE_CHECKING:
    from tests.house.scenes import Stage


def _campaign(stage: Stage, relation: str) -> tuple[Campaign, User] | None:
    if (made := _made(stage, relation)) is None:
        return None
    campaign, by, _team = made
    Campaign.objects.filter(pk=campaign.pk).update(
        channel="door", state=CampaignState.RUNNING, frozen_at=clock.now(), frozen_by=by
    )
    return campaign, by


def _stop(stage: Stage, relation: str, *, of_packages: bool = False) -> tuple[Stop, User] | None:
    """A door of a round of today of whoever made the campaign."""
    from tests.house.scenes import household

    home = household(stage, "team" if relation == "own" else relation)
    make = packs if of_packages else _campaign
    if home is None or (made := make(stage, relation)) is None:
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
    target = Target.objects.create(
        campaign=campaign,
        household=Household.objects.get(pk=home["household_id"]),
        rank=1,
        because={},
        due_at=now,
    )
    for member in Membership.objects.filter(household=target.household_id)[:1]:
        TargetPerson.objects.create(target=target, campaign=campaign, person_id=member.person_id)
    return Stop.objects.create(round=found, target=target, number=1, arrives_at=now, minutes=10), by


def own_stop(stage: Stage, relation: str) -> Address | None:
    """A door of a round."""
    made = _stop(stage, relation)
    return {"stop_id": made[0].pk} if made else None


def door_note(stage: Stage, relation: str) -> Address | None:
    """A second word about a door of packages; `own`: of which this account leads the list."""
    if (made := _stop(stage, relation, of_packages=True)) is None:
        return None
    stop, by = made
    now = clock.now()
    told = DoorTold.objects.create(
        client_id=uuid4(),
        stop=stop,
        target=stop.target,
        goer=by,
        outcome="talked",
        ends=True,
        told_at=now,
        happened_at=now,
        received_at=now,
    )
    return {"told_id": told.pk}


def held(stage: Stage, relation: str) -> Address | None:
    """Something that a phone of packages brought in vain; `own`: as above."""
    if (made := packs(stage, relation)) is None:
        return None
    campaign, by = made
    now = clock.now()
    found = HeldDelivery.objects.create(
        client_id=uuid4(),
        town=campaign.town,
        campaign=campaign,
        goer=by,
        letter={},
        because="broken",
        sent_at=now,
        arrived_at=now,
    )
    return {"held_id": found.pk}
