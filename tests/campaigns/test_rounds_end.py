"""Doors leave their rounds when nobody has to go there any more, and a round that is done is over."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest

from nabij.campaigns import actions, queries
from nabij.campaigns.actions.ending_rounds import leave_rounds, tidy_rounds
from nabij.campaigns.actions.packages import close_doors
from nabij.campaigns.actions.settling import Told, settle
from nabij.campaigns.models import Campaign, Round, Stop, Target
from nabij.campaigns.queries.door import rounds_to_walk
from nabij.campaigns.queries.phones import on_phones
from nabij.campaigns.queries.round_figures import round_figures
from nabij.campaigns.types import Channel, CloseBecause, Outcome
from nabij.kernel.actors import SYSTEM
from nabij.registry.actions.outreach import keep_wish_heard
from nabij.registry.models import Person
from nabij.registry.types import WishKind
from tests.campaigns.doors import stop, tell, walked
from tests.campaigns.rounds import a_door_campaign, goes, plan, stops
from tests.registry.people import NOW, TODAY

pytestmark = pytest.mark.django_db


def only_round() -> Round:
    return Round.objects.get()


def test_a_round_is_over_when_its_last_door_was_told_and_its_goer_still_sees_it() -> None:
    at = walked(doors=2)
    tell(at.callers[0], stop(at, 1))
    assert only_round().closed_at is None
    later = NOW + timedelta(minutes=20)
    tell(at.callers[0], stop(at, 2), Outcome.NO_ANSWER, later)
    assert only_round().closed_at == later
    day = queries.visitor_day(at.callers[0], now=later)
    assert day.walked is not None
    assert [one.said for one in day.walked.done_doors] == ["Gesproken", "Niet thuis"]
    # Found at home after all: it can be told, and counts.
    tell(at.callers[0], stop(at, 2), Outcome.TALKED, later)
    assert Target.objects.filter(state="reached").count() == 2


def test_a_phone_keeps_a_round_that_is_done() -> None:
    at = walked(doors=1)
    actions.take_round(actor=at.callers[0], round_id=only_round().pk, number=uuid.uuid4(), now=NOW)
    tell(at.callers[0], stop(at))
    assert [one.holds for one in on_phones(at.callers[0], now=NOW)] == [True]
    state = queries.visitor_day(at.callers[0], now=NOW)
    assert state.walked is not None
    assert state.walked.open_doors == ()


def test_whoever_is_stopped_sees_no_door_and_what_was_told_stays() -> None:
    at = walked(doors=3)
    tell(at.callers[0], stop(at, 1))
    actions.take_round(actor=at.callers[0], round_id=only_round().pk, number=uuid.uuid4(), now=NOW)
    assert actions.stop_round(actor=at.lead, round_id=only_round().pk, now=NOW) == 2
    assert actions.stop_round(actor=at.lead, round_id=only_round().pk, now=NOW) == 0
    assert rounds_to_walk(at.callers[0], now=NOW) == []
    assert [one.holds for one in on_phones(at.callers[0], now=NOW)] == [False]
    assert Stop.objects.standing().get().done_at == NOW
    # Whoever stood at a door at that moment can still say how it went.
    answer = tell(at.callers[0], stop(at, 2), Outcome.TALKED)
    assert answer.state == "accepted"
    assert Target.objects.filter(state="reached").count() == 2


def test_a_campaign_that_stops_ends_all_its_rounds() -> None:
    at = walked(doors=3)
    tell(at.callers[0], stop(at, 1))
    before = round_figures(at.campaign_id)
    actions.stop_campaign(
        actor=at.lead,
        campaign_id=at.campaign_id,
        because="Hittegolf voorbij",
        base_version=at.campaign.version,
        now=NOW,
    )
    assert only_round().closed_at == NOW
    assert not Stop.objects.open().exists()
    assert Stop.objects.filter(taken_off_at=NOW).count() == 2
    # What was planned and not visited stays in the figures of the report.
    assert before is not None
    assert before.stops == 3
    assert round_figures(at.campaign_id) == before


def test_a_household_that_settles_by_another_way_leaves_its_round() -> None:
    """Whether by a letter, on paper or by telephone: all of them settle in one place."""
    at = walked(doors=2)
    target = Target.objects.select_related("campaign").get(pk=stop(at, 1).target_id)

    assert at.lead.staff_id is not None
    settle(target, Told(Outcome.TALKED), actor=at.lead, caller_id=at.lead.staff_id, now=NOW)
    assert stop(at, 1).taken_off_at == NOW
    assert stop(at, 2).taken_off_at is None
    assert only_round().closed_at is None


def test_whoever_refuses_at_one_door_is_taken_off_the_rounds_of_other_campaigns() -> None:
    at = walked(doors=1, visitors=2)
    first, target = only_round(), Target.objects.get()
    other = Campaign.objects.get(pk=at.campaign_id)
    other.pk = None
    other.name = "Tweede ronde"
    other.save()
    again = Target.objects.create(
        campaign=other, household_id=target.household_id, rank=1, because={}, due_at=NOW
    )
    for one in target.persons.all():
        again.persons.create(campaign=other, person_id=one.person_id)
    second = Round.objects.create(
        campaign=other,
        day=first.day,
        goer_id=at.callers[1].staff_id,
        begins_at=NOW,
        ends_at=NOW + timedelta(hours=3),
        made_at=NOW,
        made_by_id=at.lead.staff_id,
    )
    Stop.objects.create(round=second, target=again, number=1, arrives_at=NOW, minutes=10)
    tell(at.callers[0], Stop.objects.get(round=first), Outcome.NO_MORE_CALLS)
    assert Stop.objects.get(round=second).taken_off_at == NOW
    second.refresh_from_db()
    assert second.closed_at == NOW


def test_at_night_doors_of_whoever_died_or_refused_leave_the_rounds_to_come() -> None:
    at = a_door_campaign(doors=3)
    goes(at)
    plan(at)
    died, refused, stays = stops(at)
    Person.objects.filter(pk=died.target.persons.get().person_id).update(died_on=TODAY)
    persons = [refused.target.persons.get().person_id]
    keep_wish_heard(actor=SYSTEM, person_ids=persons, kind=WishKind.NO_VISITS, detail="", now=NOW)
    assert tidy_rounds(NOW) == 2
    assert [one.pk for one in stops(at)] == [stays.pk]
    assert only_round().closed_at is None
    Person.objects.filter(pk=stays.target.persons.get().person_id).update(died_on=TODAY)
    assert tidy_rounds(NOW) == 1
    assert only_round().closed_at == NOW


def test_doors_that_are_closed_with_a_reason_leave_their_round() -> None:

    at = walked(doors=2, channel=Channel.PACKAGE)
    rows = Target.objects.filter(campaign=at.campaign_id)
    assert close_doors(rows.filter(pk=stop(at, 1).target_id), CloseBecause.TOO_LATE, NOW) == 1
    assert stop(at, 1).taken_off_at == NOW
    assert only_round().closed_at is None
    assert close_doors(rows, CloseBecause.TOO_LATE, NOW) == 1
    assert only_round().closed_at == NOW


def test_after_a_round_that_is_done_an_extra_one_begins_at_its_last_door() -> None:
    at = a_door_campaign(doors=2)
    shift = goes(at, now=NOW)
    plan(at)
    first, second = stops(at)
    at_door = first.arrives_at
    Campaign.objects.filter(pk=at.campaign_id).update(state="running")
    tell(at.callers[0], first, Outcome.TALKED, at_door)
    leave_rounds([second.target_id], at_door)
    assert only_round().closed_at == at_door
    plan(at, at_door, is_extra=True, from_on=shift.day)
    late = Round.objects.exclude(closed_at=at_door).get()
    assert late.begins_at >= at_door + timedelta(minutes=first.minutes)
    assert late.number == 2
