"""Needs heard on the phone over lines that break: each becomes one thing to do, with an owner."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import partial
from random import Random
from uuid import UUID

import pytest
from django.db import transaction

from nabij.campaigns import actions
from nabij.campaigns.actions import Told
from nabij.campaigns.models import FollowUp, Target
from nabij.campaigns.types import NeedCode, Outcome
from nabij.kernel.actors import Actor
from nabij.registry.types import BirthDate
from tests.campaigns.town import Round, a_senior, a_town, later, running, senior, take

pytestmark = pytest.mark.django_db

CALLERS = 3


class LineBroke(Exception):
    """The line broke while the server was writing."""


@dataclass(frozen=True)
class Call:
    """What a caller heard and sends until the server answers."""

    by: Actor
    target: Target
    needs: tuple[NeedCode, ...]
    client_id: UUID

    def send(self, *, falls: bool, minutes: int) -> None:
        """Raises LineBroke, with nothing written, when the line falls in the middle."""
        assert self.target.hold is not None
        with transaction.atomic():
            actions.tell_outcome(
                actor=self.by,
                hold=self.target.hold,
                told=Told(Outcome.TALKED, self.needs),
                client_id=self.client_id,
                now=later(minutes=minutes),
            )
            if falls:
                raise LineBroke


def called(by: Actor, chance: Random, minutes: int) -> Call | None:
    """The next person, and the needs that they tell of; None when nobody waits."""
    target = take(by, later(minutes=minutes))
    if target is None:
        return None
    needs = tuple(chance.sample((NeedCode.SHOPPING, NeedCode.COMPANY), chance.randint(1, 2)))
    return Call(by, target, needs, UUID(int=chance.getrandbits(128)))


def answered(call: Call, chance: Random, minutes: int) -> bool:
    """Send it over a bad line. It may never get there, break off, arrive unheard, or arrive twice at once."""
    send = partial(call.send, minutes=minutes)
    match chance.choice(("lost", "broken", "unheard", "heard", "twice")):
        case "broken":
            with pytest.raises(LineBroke):
                send(falls=True)
        case "unheard":
            send(falls=False)
        case "heard":
            send(falls=False)
            return True
        case "twice":
            send(falls=False)
            send(falls=False)
            return True
    return False


def called_out(at: Round, chance: Random) -> list[Call]:
    """All calls of a round by callers side by side, each sent until it was answered."""
    waiting: dict[int, Call] = {}
    made: list[Call] = []
    turn = 0
    while True:
        turn += 1
        minutes = turn // 10  # a call that is under way stays reserved
        place = chance.randrange(CALLERS)
        if place in waiting:
            if answered(waiting[place], chance, minutes):
                del waiting[place]
        elif call := called(at.callers[place], chance, minutes):
            waiting[place] = call
            made.append(call)
        elif not waiting:
            return made


@pytest.mark.parametrize("people", [24, pytest.param(700, marks=pytest.mark.nightly)])
def test_every_need_becomes_one_thing_to_do_with_an_owner_over_lines_that_break(people: int) -> None:
    at = a_town(callers=CALLERS)
    for number in range(people):
        born = BirthDate(1926 + number // 336, 1 + number // 28 % 12, 1 + number % 28)  # nobody twice
        a_senior(at, senior(birth=born), phone=f"0470 00 {number // 100:02} {number % 100:02}")
    running(at)
    calls = called_out(at, Random(1000))
    assert len(calls) == people
    told = Counter((call.target.pk, str(code)) for call in calls for code in call.needs)
    kept = Counter(FollowUp.objects.values_list("target", "code"))
    assert kept == told
    assert {one.team_id for one in FollowUp.objects.all()} == {at.team.pk}
