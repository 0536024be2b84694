"""What the server must know after phones brought their letters, whatever happened on the way.

It knows nothing of tables: a door has at most one visit that found nobody and one that ended it, a number
counts once, and everything else is a note. The same model judges the tests and `benchmarks/door_sync.py`.
"""

from __future__ import annotations

import os
import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.db.models import F

from nabij.campaigns import actions
from nabij.campaigns.actions import Answer, Letter
from nabij.campaigns.models import (
    Attempt,
    Campaign,
    DoorTold,
    FollowUp,
    HeldDelivery,
    Round,
    Stop,
    TakenRound,
    Target,
)
from nabij.campaigns.types import CampaignState
from nabij.kernel.actors import Actor
from nabij.kernel.brought import ItemState
from nabij.kernel.sealed import public_key, sealed_for
from nabij.registry.models import Household
from tests.campaigns.town import Round as Town
from tests.registry.people import NOW, TOWN

ENDS = {"talked", "no_more_calls", "moved_or_died", "wrong_number"}
OUTCOMES = (*sorted(ENDS), "no_answer", "call_back", "no_answer", "talked")
"""What is told; the most usual more often."""


@dataclass
class Known:
    """One word that arrived, in the model."""

    stop: int
    outcome: str
    is_visit: bool
    needs: tuple[str, ...]


@dataclass
class Reference:
    """What arrived so far. `door_of` says to which door a stop leads: a door can stand in two rounds."""

    door_of: dict[int, int]
    by_number: dict[uuid.UUID, Known] = field(default_factory=dict)
    at_door: defaultdict[int, list[Known]] = field(default_factory=lambda: defaultdict(list))
    questions: set[tuple[int, str]] = field(default_factory=set)

    def arrive(self, number: uuid.UUID, stop: int, outcome: str, needs: tuple[str, ...] = ()) -> ItemState:
        """A letter arrived, for the first time or again; what is answered."""
        if (standing := self.by_number.get(number)) is None:
            standing = self._new(stop, outcome, needs)
            self.by_number[number] = standing
            self.at_door[self.door_of[stop]].append(standing)
        return ItemState.ACCEPTED if standing.is_visit else ItemState.NOTE

    def _new(self, stop: int, outcome: str, needs: tuple[str, ...]) -> Known:
        door = self.door_of[stop]
        before = self.at_door[door]
        has_ended = any(one.is_visit and one.outcome in ENDS for one in before)
        was_there = any(one.is_visit and one.stop == stop for one in before)
        self.questions |= {(door, need) for need in needs}
        return Known(stop, outcome, not has_ended and (outcome in ENDS or not was_there), needs)

    def visits(self) -> list[Known]:
        """What counts as a visit."""
        return [one for one in self.by_number.values() if one.is_visit]


def check(model: Reference, answers: dict[uuid.UUID, Answer]) -> None:
    """The server knows what the model knows, and every phone shows what the server has."""
    told = {one.client_id: one for one in DoorTold.objects.all()}
    assert set(told) == set(model.by_number)
    for number, known in model.by_number.items():
        row = told[number]
        assert (row.stop_id, row.outcome, row.attempt_id is not None) == (
            known.stop,
            known.outcome,
            known.is_visit,
        )
        if number in answers:
            state = ItemState.ACCEPTED if known.is_visit else ItemState.NOTE
            assert (answers[number].state, answers[number].receipt) == (state, str(row.pk))
    assert Attempt.objects.count() == len(model.visits())
    asked = set(FollowUp.objects.filter(kind="need").values_list("target_id", "code"))
    assert asked == model.questions
    assert not HeldDelivery.objects.exists()
    ended = {model.door_of[one.stop] for one in model.visits() if one.outcome in ENDS}
    left = set(Stop.objects.open().values_list("target_id", flat=True))
    assert not left & ended


class Device:
    """A phone: what it tells waits, until an answer came back."""

    def __init__(self, by: Actor, taken: TakenRound) -> None:
        self.by, self.number = by, taken.number
        self.key = public_key(actions.key_name(taken.number))
        self.waiting: dict[uuid.UUID, tuple[Letter, int, str, tuple[str, ...]]] = {}
        self.answers: dict[uuid.UUID, Answer] = {}
        self.turn = 0

    def tell(self, stop: int, outcome: str, needs: tuple[str, ...] = (), at: datetime = NOW) -> None:
        """Seal one word about a door."""
        self.turn += 1
        needs = needs if outcome in {"talked", "no_more_calls"} else ()
        content: dict[str, Any] = {
            "v": 1, "kind": "visit", "stop": stop, "told_at": at.isoformat(), "outcome": outcome,
            "needs": list(needs), "words": "", "may_contact": bool(needs), "card_left": False,
            "come_back_at": None, "sequence": self.turn,
        }  # fmt: skip
        number = uuid.uuid4()
        sealed = sealed_for(self.key, content, bound_to=str(number), iv=os.urandom(12))
        self.waiting[number] = (Letter(number, self.number, sealed), stop, outcome, needs)

    def send(self, random: Random, model: Reference, now: datetime, *, loss: float = 0.3) -> None:
        """Bring what waits in any order: a letter can be lost, arrive twice, or its answer can be lost."""
        for number in random.sample(list(self.waiting), len(self.waiting)):
            letter, stop, outcome, needs = self.waiting[number]
            if random.random() < loss:
                continue
            for _time in range(1 + (random.random() < 0.2)):
                expected = model.arrive(number, stop, outcome, needs)
                answer = actions.deliver(actor=self.by, letter=letter, sent_at=now, now=now)
                assert answer.state == expected
            if random.random() >= loss:
                self.answers[number] = answer
                del self.waiting[number]


def many_doors(at: Town, doors: int, now: datetime = NOW) -> list[int]:
    """So many doors in rounds of forty of the first visitor; the numbers of the stops."""
    Campaign.objects.filter(pk=at.campaign_id).update(state=CampaignState.RUNNING, version=F("version") + 1)
    homes = Household.objects.bulk_create(Household(town=TOWN, opened_at=now) for _ in range(doors))
    targets = Target.objects.bulk_create(
        Target(campaign_id=at.campaign_id, household=home, rank=turn, because={}, due_at=now)
        for turn, home in enumerate(homes, 1000)
    )
    stops: list[Stop] = []
    for turn in range(0, doors, 40):
        found = Round.objects.create(
            campaign_id=at.campaign_id, day=now.date(), goer_id=at.callers[0].staff_id, begins_at=now,
            ends_at=now + timedelta(hours=3), number=turn // 40 + 1, made_at=now - timedelta(hours=1),
            made_by_id=at.lead.staff_id,
        )  # fmt: skip
        stops += [
            Stop(round=found, target=target, number=place, arrives_at=now, minutes=10)
            for place, target in enumerate(targets[turn : turn + 40], 1)
        ]
    return [one.pk for one in Stop.objects.bulk_create(stops)]


def play(at: Town, stops: Sequence[int], records: int, *, devices: int = 3, seed: int = 5) -> int:
    """So many records from some phones of one visitor, badly sent; returns how many sendings it took.

    Raises AssertionError when the server knows anything else than the model.
    """
    random = Random(seed)
    first = Round.objects.filter(campaign=at.campaign_id).earliest("pk")
    by = at.callers[0]
    phones = [
        Device(by, actions.take_round(actor=by, round_id=first.pk, number=uuid.uuid4(), now=NOW))
        for _ in range(devices)
    ]
    model = Reference(dict(Stop.objects.filter(pk__in=stops).values_list("pk", "target_id")))
    turns = told = 0
    while told < records or any(one.waiting for one in phones):
        for phone in phones:
            for _record in range(min(random.randint(0, 20), records - told)):
                phone.tell(random.choice(stops), random.choice(OUTCOMES))
                told += 1
        turns += 1
        random.choice(phones).send(random, model, NOW + timedelta(minutes=turns))
    check(model, {number: answer for one in phones for number, answer in one.answers.items()})
    assert sum(len(one.answers) for one in phones) == records
    return turns
