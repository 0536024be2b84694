"""A round to the door of one household in the town of canaries, and a planning that left it out before."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from nabij.campaigns.models import Campaign, NotPlanned, Planning, Round, Stop, Target, TargetPerson
from nabij.kernel.days import day_of
from nabij.registry import queries as registry
from nabij.staff.models import Team
from nabij.staff.types import Role
from tests.campaigns.scenes import _of
from tests.trust.planted_campaigns import HOME

if TYPE_CHECKING:
    from tests.trust.canaries import Town


def plant_round(town: Town) -> None:
    """A campaign to doors with one promised door in a round of today, and a planning without it."""
    number, now, today = town.homes[HOME], town.now, day_of(town.now)
    team = Team.objects.get(pk=registry.team_of([number])[number])
    lead = town.users[Role.CAMPAIGN_LEAD]
    campaign = _of("zonnedam", team, lead)
    fixed = {"state": "running", "channel": "door", "frozen_at": now, "frozen_by": lead, "from_on": today}
    Campaign.objects.filter(pk=campaign.pk).update(**fixed)
    target = Target.objects.create(
        campaign=campaign,
        household_id=number,
        rank=1,
        because={"ages": [76]},
        due_at=now,
        promised_from=now,
        promised_until=now + timedelta(minutes=30),
    )
    TargetPerson.objects.create(target=target, campaign=campaign, person_id=town.persons[HOME, "adult"])
    planning = Planning.objects.create(
        campaign=campaign,
        from_on=today,
        until_on=today,
        state="done",
        asked_at=now,
        asked_by=lead,
        told_at=now,
        ended_at=now,
    )
    NotPlanned.objects.create(
        planning=planning, target=target, because="no_speaker", facts={"languages": ["tr"]}
    )
    walked = Round.objects.create(
        campaign=campaign,
        day=today,
        goer=lead,
        begins_at=now,
        ends_at=now + timedelta(hours=2),
        made_at=now,
        made_by=lead,
    )
    Stop.objects.create(round=walked, target=target, number=1, arrives_at=now, minutes=10, done_at=now)
    town.numbers |= {"round": [walked.pk], "planning": [planning.pk]}
    town.numbers["campaign"].append(campaign.pk)
