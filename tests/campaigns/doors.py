"""Rounds that are walked, on a page and on phones, for the tests."""

from __future__ import annotations

import json
import os
import uuid
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F

from nabij.campaigns import actions
from nabij.campaigns.actions import Answer, AtDevice, Letter, Told
from nabij.campaigns.models import Campaign, Round, Stop, TakenRound, Target
from nabij.campaigns.types import CampaignState, Channel, Outcome
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.sealed import public_key, sealed_for
from tests.campaigns.rounds import a_door_campaign
from tests.campaigns.town import Round as Town
from tests.registry.people import NOW


def walked(doors: int = 3, visitors: int = 1, now: datetime = NOW, channel: Channel = Channel.DOOR) -> Town:
    """A running campaign with a round of today for the first visitor, past every door."""
    at = a_door_campaign(doors, visitors, channel, now, from_on=day_of(now), reference_on=day_of(now))
    Campaign.objects.filter(pk=at.campaign_id).update(state=CampaignState.RUNNING, version=F("version") + 1)
    a_round(at, at.callers[0], now)
    return at


def a_round(at: Town, goer: Actor, now: datetime = NOW, *, number: int = 1) -> Round:
    """A round of today past every door that stands in no other one."""
    made = Round.objects.create(
        campaign_id=at.campaign_id,
        day=day_of(now),
        goer_id=goer.staff_id,
        begins_at=now,
        ends_at=now + timedelta(hours=3),
        number=number,
        made_at=now - timedelta(hours=1),
        made_by_id=at.lead.staff_id,
    )
    taken = Stop.objects.open().values("target")
    for turn, target in enumerate(Target.objects.filter(campaign=at.campaign_id).exclude(pk__in=taken), 1):
        arrives = now + timedelta(minutes=10 * turn)
        Stop.objects.create(round=made, target=target, number=turn, arrives_at=arrives, minutes=10)
    return made


def stop(at: Town, number: int = 1) -> Stop:
    """A door of the first round."""
    return Stop.objects.get(round=Round.objects.filter(campaign=at.campaign_id).earliest("pk"), number=number)


def tell(
    by: Actor,
    door: Stop,
    outcome: Outcome = Outcome.TALKED,
    now: datetime = NOW,
    *,
    client_id: uuid.UUID | None = None,
    told_at: datetime | None = None,
    **more: Any,
) -> Answer:
    return actions.tell_at_door(
        actor=by,
        stop_id=door.pk,
        told=Told(outcome, **more),
        client_id=client_id or uuid.uuid4(),
        at_device=AtDevice(told_at=told_at or now, sent_at=now),
        now=now,
    )


class Phone:
    """A phone with a round on it: it seals what is told, and brings it once or more."""

    def __init__(self, by: Actor, walked_round: Round, now: datetime = NOW) -> None:
        self.by = by
        self.taken: TakenRound = actions.take_round(
            actor=by, round_id=walked_round.pk, number=uuid.uuid4(), now=now
        )
        self.turn = 0

    def visit(self, door: int, outcome: str = "talked", told_at: datetime = NOW, **more: Any) -> Letter:
        """What the phone of this release writes about a visit."""
        self.turn += 1
        content = {
            "v": actions.NEWEST,
            "kind": "visit",
            "stop": door,
            "told_at": told_at.isoformat(),
            "outcome": outcome,
            "needs": [],
            "words": "",
            "may_contact": False,
            "card_left": False,
            "come_back_at": None,
            "sequence": self.turn,
        }
        return self.letter(content | more)

    def letter(self, content: Any) -> Letter:
        return sealed_letter(self.taken.number, content)

    def bring(self, letter: Letter, now: datetime = NOW, sent_at: datetime | None = None) -> Answer:
        return actions.deliver(actor=self.by, letter=letter, sent_at=sent_at or now, now=now)


def sealed_letter(number: uuid.UUID, content: Any) -> Letter:
    client_id = uuid.uuid4()
    key = public_key(actions.key_name(number))
    sealed = sealed_for(key, content, bound_to=str(client_id), iv=os.urandom(12))
    return Letter(client_id, number, json.loads(json.dumps(sealed)))
