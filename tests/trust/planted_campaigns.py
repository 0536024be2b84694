"""What a phone round keeps of one household in the town of canaries, on the screen of a caller too."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from nabij.campaigns import actions
from nabij.campaigns.models import (
    AskedNeed,
    Campaign,
    CampaignCaller,
    FollowUp,
    PaperList,
    Target,
    TargetPerson,
)
from nabij.campaigns.types import NeedCode, Outcome
from nabij.kernel.days import day_of
from nabij.registry import queries as registry
from nabij.staff.models import Team
from nabij.staff.types import Role
from tests.campaigns.scenes import _of

if TYPE_CHECKING:
    from tests.trust.canaries import Town

HOME = "team"


def plant_campaign(town: Town) -> None:
    """A running campaign: somebody was called, asked something, a caller is worried, and calls them now."""
    number = town.homes[HOME]
    team = Team.objects.get(pk=registry.team_of([number])[number])
    lead, caller = town.users[Role.CAMPAIGN_LEAD], town.users[Role.CALLER]
    campaign = _of("zonnedam", team, lead)
    today = day_of(town.now)
    Campaign.objects.filter(pk=campaign.pk).update(
        state="running",
        from_on=today - timedelta(days=3),
        until_on=today + timedelta(days=30),
        frozen_at=town.now,
        frozen_by=lead,
        again_after_days=1,
    )
    AskedNeed.objects.create(campaign=campaign, code=NeedCode.SHOPPING, topic="care", team=team)
    CampaignCaller.objects.create(campaign=campaign, staff=caller, added_at=town.now, added_by=lead)
    target = Target.objects.create(
        campaign=campaign, household_id=number, rank=1, because={"ages": [76]}, due_at=town.now
    )
    TargetPerson.objects.create(target=target, campaign=campaign, person_id=town.persons[HOME, "adult"])
    by = town.actor(Role.CALLER)
    hold = uuid4()
    words = town.word("campaign.words", HOME, spot="asked in a campaign")
    _hold(target, by.staff_id, hold, town)
    told = actions.Told(Outcome.TALKED, (NeedCode.SHOPPING,), words)
    actions.tell_outcome(actor=by, hold=hold, told=told, client_id=uuid4(), now=town.now)
    _hold(target, by.staff_id, hold, town)
    worry = town.word("campaign.words", HOME, spot="worry")
    raised = actions.raise_worry(actor=by, hold=hold, words=worry, client_id=uuid4(), now=town.now)
    todo, worker = FollowUp.objects.get(campaign=campaign), town.actor("worker team")
    done = {spot: town.word("campaign.words", HOME, spot=spot) for spot in ("question done", "worry done")}
    actions.finish_follow_up(actor=worker, follow_up_id=todo.pk, what=done["question done"], now=town.now)
    actions.end_worry(actor=worker, worry_id=raised, what=done["worry done"], now=town.now)
    sheet = PaperList.objects.create(campaign=campaign, caller=caller, made_at=town.now, made_by=lead)
    town.numbers |= {
        "campaign": [campaign.pk],
        "paper": [sheet.pk],
        "follow-up": [todo.pk],
        "worry": [raised],
    }


def _hold(target: Target, staff_id: int | None, hold: object, town: Town) -> None:
    """On the screen of the caller, for as long as the walk takes."""
    until = town.now + timedelta(days=1)
    Target.objects.filter(pk=target.pk).update(held_by=staff_id, held_until=until, hold=hold)
