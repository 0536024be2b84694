"""A campaign with people to call, for the tests."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from nabij.campaigns import actions
from nabij.campaigns.actions import CampaignPlan, Told
from nabij.campaigns.models import Campaign, Target
from nabij.campaigns.types import NeedCode, Outcome
from nabij.kernel.actors import Actor
from nabij.registry import actions as registry
from nabij.registry.types import BirthDate, ContactKind, NewPerson, Relation
from nabij.rights.types import TargetGroup
from nabij.staff.models import RoleGrant, Team, TownGrant
from nabij.staff.types import Role
from tests.registry.people import NOW, TOWN, account, actor, household, somebody, team

SENIORS = TargetGroup(age_from=70, lives_independently=True)
SCRIPT = "Dag, ik bel voor de telefoonster.\nHoe gaat het met u?"


@dataclass
class Round:
    """A town with a team, who leads campaigns, and callers."""

    team: Team
    worker: Actor
    lead: Actor
    callers: list[Actor]
    campaign_id: int = 0

    @property
    def campaign(self) -> Campaign:
        return Campaign.objects.get(pk=self.campaign_id)


def a_caller(name: str = "rik") -> Actor:
    user = account(name)
    RoleGrant.objects.create(user=user, role=Role.CALLER)
    TownGrant.objects.create(user=user, town=TOWN)
    return actor(user, Role.CALLER)


def a_town(callers: int = 1) -> Round:
    ours = team()
    return Round(
        team=ours,
        worker=actor(account("noor"), Role.SOCIAL_WORKER, teams=(ours,)),
        lead=actor(account("lea"), Role.CAMPAIGN_LEAD),
        callers=[a_caller(f"beller{n}") for n in range(callers)],
    )


def senior(given: str = "Godelieve", family: str = "Peerdam", year: int = 1940, **more: Any) -> NewPerson:
    return somebody(given, family, birth=more.pop("birth", BirthDate(year, 3, 2)), **more)


def a_senior(at: Round, *persons: NewPerson, phone: str = "0470 00 00 18", **more: Any) -> int:
    """A household of somebody who can be called; returns its number."""
    number = household(at.worker, *(persons or (senior(),)), **more)
    if phone:
        registry.add_contact_point(
            actor=at.worker,
            household_id=number,
            person_id=None,
            kind=ContactKind.PHONE,
            typed=phone,
            client_id=uuid.uuid4(),
            now=NOW,
        )
    return number


def partner(given: str = "Georges", year: int = 1941) -> NewPerson:
    return senior(given, "Peerdam", year, relation=Relation.PARTNER)


def a_plan(at: Round, **more: Any) -> CampaignPlan:
    plan = CampaignPlan(
        name="Telefoonster",
        purpose="Horen hoe het gaat met wie ouder is",
        legal_basis="Gemeenteraadsbesluit 2026-041, art. 3",
        sender_name="De telefoonster van Zonnedam",
        from_on=date(2026, 11, 20),
        until_on=date(2027, 1, 31),
        reference_on=date(2026, 11, 20),
        duty_team_id=at.team.pk,
        group=SENIORS,
        texts={"nl": SCRIPT},
        needs={NeedCode.SHOPPING: at.team.pk, NeedCode.COMPANY: at.team.pk},
    )
    return replace(plan, **more)


def prepared(at: Round, now: datetime = NOW, **more: Any) -> int:
    at.campaign_id = actions.prepare_campaign(
        actor=at.lead, town=TOWN, plan=a_plan(at, **more), client_id=uuid.uuid4(), now=now
    )
    return at.campaign_id


def fixed(at: Round, now: datetime = NOW, **more: Any) -> int:
    prepared(at, now, **more)
    return actions.fix_list(actor=at.lead, campaign_id=at.campaign_id, base_version=1, now=now)


def running(at: Round, now: datetime = NOW, **more: Any) -> int:
    fixed(at, now, **more)
    for caller in at.callers:
        assert caller.staff_id is not None
        actions.add_caller(actor=at.lead, campaign_id=at.campaign_id, staff_id=caller.staff_id, now=now)
    actions.start_campaign(actor=at.lead, campaign_id=at.campaign_id, base_version=2, now=now)
    return at.campaign_id


def take(by: Actor, now: datetime = NOW) -> Target | None:
    number = actions.take_next(actor=by, hold=uuid.uuid4(), now=now)
    return Target.objects.get(pk=number) if number is not None else None


def tell(
    by: Actor, target: Target, outcome: Outcome = Outcome.TALKED, now: datetime = NOW, **more: Any
) -> int:
    assert target.hold is not None
    return actions.tell_outcome(
        actor=by, hold=target.hold, told=Told(outcome, **more), client_id=uuid.uuid4(), now=now
    )


def call(by: Actor, outcome: Outcome = Outcome.TALKED, now: datetime = NOW, **more: Any) -> Target:
    """Take the next person and tell how it went."""
    target = take(by, now)
    assert target is not None, "nobody waits"
    tell(by, target, outcome, now, **more)
    return Target.objects.get(pk=target.pk)


def later(**more: Any) -> datetime:
    return NOW + timedelta(**more)
