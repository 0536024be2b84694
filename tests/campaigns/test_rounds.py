"""Rounds of visits: who goes where and when, what stays, and why a door is in none."""

from __future__ import annotations

import pytest

from nabij.campaigns.models import NotPlanned
from nabij.campaigns.types import PlanningState
from tests.campaigns.rounds import a_door_campaign, goes, plan, stops

pytestmark = pytest.mark.django_db


def test_every_door_is_in_one_round_and_nothing_is_left_out() -> None:
    at = a_door_campaign(doors=4, visitors=2)
    goes(at, at.callers[0])
    goes(at, at.callers[1])
    made = plan(at)
    assert (made.state, made.planned, made.doors) == (PlanningState.DONE, 4, 4)
    assert len({one.target_id for one in stops(at)}) == 4
    assert not NotPlanned.objects.exists()
