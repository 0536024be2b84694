"""Three phones, letters lost, doubled and out of order: the server always knows what the model knows."""

from __future__ import annotations

import uuid
from datetime import timedelta
from random import Random
from typing import ClassVar

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from nabij.campaigns import actions
from nabij.campaigns.models import Round, Stop
from tests.campaigns.door_model import OUTCOMES, Device, Reference, check, many_doors, play
from tests.campaigns.doors import a_round, walked
from tests.campaigns.rounds import a_door_campaign
from tests.campaigns.town import Round as Town
from tests.registry.people import NOW

pytestmark = pytest.mark.django_db


class Phones(RuleBasedStateMachine):
    """Two phones of one visitor and one of a colleague, to whom doors are given meanwhile."""

    at: ClassVar[Town]

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        first, second = Round.objects.order_by("pk")
        self.devices = [self._phone(0, first), self._phone(0, first), self._phone(1, second)]
        self.model = Reference(dict(Stop.objects.values_list("pk", "target_id")))
        self.now = NOW

    def _phone(self, who: int, walked_round: Round) -> Device:
        by = self.at.callers[who]
        return Device(
            by, actions.take_round(actor=by, round_id=walked_round.pk, number=uuid.uuid4(), now=NOW)
        )

    def stops_of(self, device: int) -> list[int]:
        goer = self.devices[device].by.staff_id
        return list(Stop.objects.filter(round__goer=goer).order_by("pk").values_list("pk", flat=True))

    @rule(
        device=st.integers(0, 2),
        door=st.integers(0, 20),
        outcome=st.sampled_from(OUTCOMES),
        needs=st.sampled_from([(), ("shopping",), ("shopping", "company")]),
    )
    def told(self, device: int, door: int, outcome: str, needs: tuple[str, ...]) -> None:
        stops = self.stops_of(device)
        self.devices[device].tell(stops[door % len(stops)], outcome, needs, self.now)

    @rule(device=st.integers(0, 2), seed=st.integers(0, 999))
    def sent_badly(self, device: int, seed: int) -> None:
        self.now += timedelta(minutes=7)
        self.devices[device].send(Random(seed), self.model, self.now)

    @rule(door=st.integers(0, 20))
    def given_to_the_colleague(self, door: int) -> None:
        mine = Stop.objects.open().filter(round__goer=self.at.callers[0].staff_id).order_by("pk")
        if not mine:
            return
        stop = mine[door % len(mine)]
        Stop.objects.filter(pk=stop.pk).update(taken_off_at=self.now)
        theirs = Round.objects.get(goer=self.at.callers[1].staff_id)
        number = Stop.objects.filter(round=theirs).count() + 1
        new = Stop.objects.create(
            round=theirs, target=stop.target, number=number, arrives_at=self.now, minutes=10
        )
        self.model.door_of[new.pk] = new.target_id

    @invariant()
    def nobody_is_visited_twice(self) -> None:
        ended = [
            self.model.door_of[one.stop]
            for one in self.model.visits()
            if one.outcome not in {"no_answer", "call_back"}
        ]
        assert len(ended) == len(set(ended))

    def teardown(self) -> None:
        for device in self.devices:
            while device.waiting:
                device.send(Random(1), self.model, self.now, loss=0)
        answers = {number: answer for one in self.devices for number, answer in one.answers.items()}
        check(self.model, answers)
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)


def two_rounds() -> Town:
    at = walked(doors=5, visitors=2)
    first = Round.objects.get()
    moved = list(Stop.objects.filter(number__gt=3).values_list("pk", flat=True))
    Stop.objects.filter(pk__in=moved).delete()
    a_round(at, at.callers[1])
    assert first.stops.count() == 3
    return at


def machine(examples: int, steps: int) -> None:
    Phones.at = two_rounds()
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Phones,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_the_server_equals_the_model_whatever_happens_on_the_way() -> None:
    machine(examples=10, steps=20)


def test_some_hundred_records_from_three_phones_equal_the_model() -> None:
    at = a_door_campaign(doors=1)
    play(at, many_doors(at, 60), 200)


@pytest.mark.nightly
def test_many_more_sequences_equal_the_model() -> None:
    machine(examples=300, steps=60)


@pytest.mark.nightly
def test_ten_thousand_records_from_three_phones_equal_the_model() -> None:
    at = a_door_campaign(doors=1)
    play(at, many_doors(at, 3400), 10_000)
