"""A doorstep round in the town of canaries: told at a door, a worry there, a note, and what is held."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from nabij.campaigns import actions
from nabij.campaigns.models import (
    AskedNeed,
    Campaign,
    DoorTold,
    FollowUp,
    HeldDelivery,
    Round,
    Stop,
    Target,
    TargetPerson,
    Worry,
)
from nabij.campaigns.types import NeedCode, Outcome
from nabij.kernel.days import day_of
from nabij.registry import queries as registry
from nabij.staff.models import Team, User
from nabij.staff.types import Role
from tests.campaigns.scenes import _of

if TYPE_CHECKING:
    from tests.trust.canaries import Town

HOME = "team"


def plant_door(town: Town) -> None:
    """One door of a round of today, told about twice; it stays on the page of the visitor."""
    number = town.homes[HOME]
    team = Team.objects.get(pk=registry.team_of([number])[number])
    lead, visitor = town.users[Role.CAMPAIGN_LEAD], town.users[Role.DOORSTEP_VISITOR]
    campaign, stop = _walked(town, number, team, lead, visitor)
    _tell(town, stop, town.word("campaign.words", HOME, spot="asked at a door"))
    _tell(town, stop, town.word("campaign.words", HOME, spot="asked at a door again"))
    worry = town.word("campaign.words", HOME, spot="worry at a door")
    by = town.actor(Role.DOORSTEP_VISITOR)
    actions.raise_worry_at_door(actor=by, stop_id=stop.pk, words=worry, client_id=uuid4(), now=town.now)
    held = HeldDelivery.objects.create(
        client_id=uuid4(),
        town="zonnedam",
        campaign=campaign,
        goer=visitor,
        letter={},
        because="broken",
        sent_at=town.now,
        arrived_at=town.now,
    )
    heard = FollowUp.objects.filter(campaign=campaign).values_list("pk", flat=True)
    town.numbers |= {
        "door-campaign": [campaign.pk],
        "stop": [stop.pk],
        "held": [held.pk],
        "door note": list(DoorTold.objects.notes().values_list("pk", flat=True)),
        "follow-up": [*town.numbers["follow-up"], *heard],
        "worry": [
            *town.numbers["worry"],
            *Worry.objects.filter(campaign=campaign).values_list("pk", flat=True),
        ],
    }


def _walked(town: Town, number: int, team: Team, lead: User, visitor: User) -> tuple[Campaign, Stop]:
    """A running campaign with one door of a round of today."""
    campaign, today = _of("zonnedam", team, lead), day_of(town.now)
    Campaign.objects.filter(pk=campaign.pk).update(
        channel="door",
        state="running",
        from_on=today - timedelta(days=3),
        until_on=today + timedelta(days=30),
        frozen_at=town.now,
        frozen_by=lead,
    )
    AskedNeed.objects.create(campaign=campaign, code=NeedCode.SHOPPING, topic="care", team=team)
    target = Target.objects.create(
        campaign=campaign, household_id=number, rank=1, because={"ages": [76]}, due_at=town.now
    )
    TargetPerson.objects.create(target=target, campaign=campaign, person_id=town.persons[HOME, "adult"])
    walked = Round.objects.create(
        campaign=campaign,
        day=today,
        goer=visitor,
        begins_at=town.now,
        ends_at=town.now + timedelta(hours=3),
        made_at=town.now - timedelta(hours=1),
        made_by=lead,
    )
    stop = Stop.objects.create(round=walked, target=target, number=1, arrives_at=town.now, minutes=10)
    return campaign, stop


def _tell(town: Town, stop: Stop, words: str) -> None:
    told = actions.Told(Outcome.TALKED, (NeedCode.SHOPPING,), words)
    actions.tell_at_door(
        actor=town.actor(Role.DOORSTEP_VISITOR),
        stop_id=stop.pk,
        told=told,
        client_id=uuid4(),
        at_device=actions.told_here(town.now),
        now=town.now,
    )
