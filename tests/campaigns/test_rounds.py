"""Rounds of visits: who goes where and when, what stays, and why a door is in none."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from nabij.campaigns import actions, queries
from nabij.campaigns.actions.planning import LOST_AFTER
from nabij.campaigns.models import NotPlanned, Planning, Round, Shift, Stop, Target
from nabij.campaigns.queries.asking_rounds import Wanted, asked_of
from nabij.campaigns.queries.round_figures import round_figures, spread_of
from nabij.campaigns.queries.round_sheets import why_in_words
from nabij.campaigns.types import MOST_STOPS, Channel, DayPart, GoingMode, NotPlannedBecause, PlanningState
from nabij.kernel.days import day_of
from nabij.kernel.decisions import NotFoundHere
from nabij.registry import actions as registry
from nabij.registry.models import Address, Membership, Stay, Street
from nabij.registry.types import NotPossible, WishKind
from nabij.staff.models import Absence
from nabij_methods.rounds import checking, plan_round
from tests.campaigns.rounds import (
    DAY,
    LITTLE,
    a_door_campaign,
    a_home,
    a_visitor,
    goes,
    plan,
    stops,
    target_of,
)
from tests.campaigns.town import Round as Town
from tests.campaigns.town import a_caller, fixed
from tests.registry.people import NOW

pytestmark = pytest.mark.django_db


def left_out(planning: Planning) -> dict[str, int]:
    found: dict[str, int] = {}
    for one in NotPlanned.objects.filter(planning=planning):
        found[one.because] = found.get(one.because, 0) + 1
    return found


def first_door(at: Town) -> Target:
    return Target.objects.filter(campaign=at.campaign_id).order_by("pk")[0]


def test_every_door_is_in_one_round_and_nothing_is_left_out() -> None:
    at = a_door_campaign(doors=4, visitors=2)
    goes(at, at.callers[0])
    goes(at, at.callers[1])
    made = plan(at)
    assert (made.state, made.planned, made.doors) == (PlanningState.DONE, 4, 4)
    assert len({one.target_id for one in stops(at)}) == 4
    assert not NotPlanned.objects.exists()


def test_a_round_can_be_walked_within_its_shift_in_the_order_of_its_numbers() -> None:
    at = a_door_campaign(doors=6)
    shift = goes(at)
    plan(at)
    (walked,) = Round.objects.all()
    assert walked.shift == shift
    in_order = list(walked.stops.order_by("number"))
    assert [one.number for one in in_order] == [1, 2, 3, 4, 5, 6]
    assert [one.arrives_at for one in in_order] == sorted(one.arrives_at for one in in_order)
    assert walked.begins_at <= in_order[0].arrives_at
    assert in_order[-1].arrives_at + timedelta(minutes=in_order[-1].minutes) <= walked.ends_at
    assert (walked.begins_at.astimezone().date(), walked.meters > 0) == (DAY, True)


def test_what_is_asked_of_the_method_is_answered_by_a_plan_that_can_be_walked() -> None:
    at = a_door_campaign(doors=5, visitors=2)
    goes(at, at.callers[0])
    goes(at, at.callers[1], part=DayPart.AFTERNOON, mode=GoingMode.BICYCLE)
    asked = asked_of(at.campaign, Wanted(DAY, DAY), now=NOW)
    assert asked.question is not None
    assert checking.broken(asked.question, plan_round(asked.question, effort=LITTLE)) == ()


def test_a_door_without_a_place_and_a_house_that_is_not_welcome_any_more_are_listed_with_the_reason() -> None:
    at = a_door_campaign(doors=3)
    goes(at)
    unknown, refuses = list(Target.objects.order_by("pk")[:2])
    stay = Stay.objects.get(household=unknown.household_id)
    Address.objects.filter(pk=stay.address_id).update(latitude=None, longitude=None, street=None)
    registry.set_wish(
        actor=at.worker,
        household_id=refuses.household_id,
        person_id=None,
        kind=WishKind.NO_VISITS,
        client_id=uuid.uuid4(),
        now=NOW,
    )
    made = plan(at)
    assert made.planned == 1
    assert left_out(made) == {"no_place": 1, "not_welcome": 1}


def test_a_street_without_points_borrows_that_of_its_neighbours_and_says_so() -> None:
    at = a_door_campaign(doors=3)
    goes(at)
    target = first_door(at)
    stay = Stay.objects.get(household=target.household_id)
    Address.objects.filter(pk=stay.address_id).update(latitude=None, longitude=None)
    street = Street.objects.create(town="zonnedam", name="Kaai", folded="kaai")
    Address.objects.update(street=street)
    made = plan(at)
    assert made.planned == 3
    stop = Stop.objects.open().get(target=target)
    sheet = queries.round_sheet(at.lead, stop.round_id, now=NOW)
    assert [line.is_exact for line in sheet.lines].count(False) == 1
    assert sheet.has_vague


def test_whoever_speaks_another_language_waits_for_somebody_who_speaks_it() -> None:
    at = a_door_campaign(doors=2)
    goes(at)
    Target.objects.filter(pk=first_door(at).pk).update(language="tr")
    made = plan(at)
    assert left_out(made) == {"no_speaker": 1}
    one = NotPlanned.objects.get()
    assert "Turks" in why_in_words(one)
    speaks = a_visitor("selma", languages=("tr",))
    assert speaks.staff_id is not None
    actions.add_caller(actor=at.lead, campaign_id=at.campaign_id, staff_id=speaks.staff_id, now=NOW)
    goes(at, speaks)
    assert plan(at).planned == 2
    stop = Stop.objects.open().get(target=first_door(at))
    assert stop.round.goer_id == speaks.staff_id


def test_more_doors_than_hours_leave_some_out_each_with_its_reason() -> None:
    at = a_door_campaign(doors=26)
    goes(at)  # three hours and a half: at ten minutes a door 21 at most
    made = plan(at)
    assert 10 <= made.planned <= 21
    assert sum(left_out(made).values()) == 26 - made.planned
    assert set(left_out(made)) <= {"not_enough_hours", "pushes_out"}
    assert all(why_in_words(one) for one in NotPlanned.objects.all())


def test_planning_anew_keeps_what_was_promised_and_tells_what_moved() -> None:
    at = a_door_campaign(doors=3)
    goes(at, part=DayPart.AFTERNOON)
    plan(at)
    told = stops(at)[0]
    actions.promise_visit(actor=at.lead, campaign_id=at.campaign_id, stop_id=told.pk, now=NOW)
    late = a_visitor("wout")
    assert late.staff_id is not None
    actions.add_caller(actor=at.lead, campaign_id=at.campaign_id, staff_id=late.staff_id, now=NOW)
    goes(at, late)
    made = plan(at)
    assert made.planned == 3
    now = Stop.objects.open().get(target=told.target_id)
    assert now.round.goer_id == told.round.goer_id
    assert abs(now.arrives_at - told.arrives_at) <= timedelta(minutes=15)
    page = queries.planning_page(at.lead, at.campaign_id, made.pk, page=1, now=NOW)
    elsewhere = {
        one.target_id
        for one in Stop.objects.filter(taken_off_at__isnull=False)
        if (new := Stop.objects.open().get(target=one.target_id)).arrives_at != one.arrives_at
        or new.round.goer_id != one.round.goer_id
    }
    assert page.moved_number == len(elsewhere)


def test_a_round_that_has_begun_is_not_touched_and_late_doors_make_an_extra_one() -> None:
    at = a_door_campaign(doors=3)
    goes(at)
    plan(at)
    before = [(one.target_id, one.arrives_at) for one in stops(at)]
    (walked,) = Round.objects.all()
    on_the_way = walked.begins_at + timedelta(minutes=1)
    late = a_home(at, 9)
    Target.objects.create(
        campaign_id=at.campaign_id, household_id=late, rank=99, because={}, due_at=NOW
    ).persons.create(campaign_id=at.campaign_id, person_id=_person_of(late))
    again = plan(at, on_the_way)
    assert again.state == PlanningState.FAILED  # the only shift is being walked
    extra = plan(at, on_the_way, is_extra=True)
    assert (extra.planned, extra.doors) == (1, 1)
    assert [(one.target_id, one.arrives_at) for one in stops(at)][:3] == before
    second = Round.objects.get(number=2)
    assert second.begins_at >= walked.stops.latest("number").arrives_at
    assert second.stops.get().target == target_of(late)


def _person_of(household: int) -> int:
    return Membership.objects.get(household=household).person_id


def test_what_was_left_undone_yesterday_is_free_again() -> None:
    at = a_door_campaign(doors=2)
    goes(at)
    plan(at)
    undone = {one.target_id for one in stops(at)}
    tomorrow = NOW + timedelta(days=5)
    goes(at, day=DAY + timedelta(days=2), now=tomorrow)
    made = plan(at, tomorrow, from_on=day_of(tomorrow))
    assert made.planned == 2
    assert {one.target_id for one in stops(at)} == undone
    assert {one.round.day for one in stops(at)} == {DAY + timedelta(days=2)}
    assert Round.objects.get(day=DAY).closed_at is not None


def test_a_door_that_was_done_while_it_was_planned_stays_out() -> None:
    at = a_door_campaign(doors=2)
    goes(at)
    number = actions.ask_planning(
        actor=at.lead, campaign_id=at.campaign_id, wanted=Wanted(DAY, DAY), client_id=uuid.uuid4(), now=NOW
    )
    done = first_door(at)
    moments = iter([NOW])

    def moment() -> object:
        found = next(moments, None)
        if found is None:  # every moment after the first: meanwhile somebody was reached
            Target.objects.filter(pk=done.pk).update(state="reached")
        return found or NOW

    actions.carry_out(number, moment=moment, effort=LITTLE)  # type: ignore[arg-type]
    assert [one.target_id for one in stops(at)] != []
    assert done.pk not in [one.target_id for one in stops(at)]


def test_stopping_keeps_the_best_until_then() -> None:
    at = a_door_campaign(doors=5)
    goes(at)
    number = actions.ask_planning(
        actor=at.lead, campaign_id=at.campaign_id, wanted=Wanted(DAY, DAY), client_id=uuid.uuid4(), now=NOW
    )
    actions.stop_planning(actor=at.lead, campaign_id=at.campaign_id, planning_id=number, now=NOW)
    seconds = iter(range(10_000))
    actions.carry_out(number, moment=lambda: NOW + timedelta(seconds=next(seconds)), effort=LITTLE)
    made = Planning.objects.get(pk=number)
    assert made.state == PlanningState.STOPPED
    assert made.planned == 5


def test_one_planning_at_a_time_and_a_lost_one_makes_room() -> None:
    at = a_door_campaign()
    goes(at)
    wanted = Wanted(DAY, DAY)
    lost = actions.ask_planning(
        actor=at.lead, campaign_id=at.campaign_id, wanted=wanted, client_id=uuid.uuid4(), now=NOW
    )
    with pytest.raises(NotPossible, match="al rondes"):
        actions.ask_planning(
            actor=at.lead, campaign_id=at.campaign_id, wanted=wanted, client_id=uuid.uuid4(), now=NOW
        )
    later = NOW + LOST_AFTER + timedelta(seconds=1)
    actions.ask_planning(
        actor=at.lead, campaign_id=at.campaign_id, wanted=wanted, client_id=uuid.uuid4(), now=later
    )
    assert Planning.objects.get(pk=lost).state == PlanningState.FAILED


def test_a_planning_is_carried_out_once() -> None:
    at = a_door_campaign()
    goes(at)
    made = plan(at)
    actions.carry_out(made.pk, moment=lambda: NOW + timedelta(hours=1), effort=LITTLE)
    assert Planning.objects.get(pk=made.pk).ended_at == made.ended_at
    assert Stop.objects.count() == 3


def test_a_campaign_that_stops_meanwhile_gets_no_rounds() -> None:
    at = a_door_campaign()
    goes(at)
    number = actions.ask_planning(
        actor=at.lead, campaign_id=at.campaign_id, wanted=Wanted(DAY, DAY), client_id=uuid.uuid4(), now=NOW
    )
    actions.stop_campaign(
        actor=at.lead, campaign_id=at.campaign_id, because="Storm", base_version=at.campaign.version, now=NOW
    )
    actions.carry_out(number, moment=lambda: NOW, effort=LITTLE)
    assert Planning.objects.get(pk=number).state == PlanningState.FAILED
    assert not Stop.objects.exists()


def test_only_people_with_the_role_for_the_door_go() -> None:
    at = a_door_campaign()
    caller = a_caller("beller")
    assert caller.staff_id is not None
    with pytest.raises(NotPossible):
        actions.add_caller(actor=at.lead, campaign_id=at.campaign_id, staff_id=caller.staff_id, now=NOW)


def test_nobody_goes_out_twice_at_once_and_who_is_away_is_not_planned() -> None:
    at = a_door_campaign()
    shift = goes(at)
    with pytest.raises(NotPossible, match="al onderweg"):
        goes(at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Shift.objects.create(
            **{
                name: getattr(shift, name)
                for name in ("campaign", "staff", "day", "part", "start_name", "start_latitude")
            },
            start_longitude=2,
            end_name="x",
            end_latitude=51,
            end_longitude=2,
            added_at=NOW,
            added_by_id=at.lead.staff_id,
        )
    Absence.objects.create(user_id=shift.staff_id, from_on=DAY, until_on=DAY + timedelta(days=1))
    assert plan(at).state == PlanningState.FAILED


def test_two_rounds_never_have_the_same_door() -> None:
    at = a_door_campaign(doors=1, visitors=2)
    goes(at)
    plan(at)
    (stop,) = stops(at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Stop.objects.create(
            round=stop.round, target=stop.target, number=2, arrives_at=stop.arrives_at, minutes=10
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Stop.objects.filter(pk=stop.pk).update(number=MOST_STOPS + 1)


def test_packages_fill_what_somebody_takes_along_and_no_more() -> None:
    at = a_door_campaign(doors=4, channel=Channel.PACKAGE)
    goes(at, capacity=3)
    made = plan(at)
    assert made.planned == 3
    assert left_out(made) in ({"capacity": 1}, {"pushes_out": 1})


def test_a_phone_round_has_no_shifts_and_another_town_finds_nothing() -> None:
    at = a_door_campaign()
    shift = goes(at)
    stranger = at.lead.__class__(
        staff_id=at.lead.staff_id, roles=at.lead.roles, towns=frozenset({"elders"}), team_ids=frozenset()
    )
    with pytest.raises(NotFoundHere):
        actions.remove_shift(actor=stranger, campaign_id=at.campaign_id, shift_id=shift.pk, now=NOW)
    with pytest.raises(NotFoundHere):
        queries.rounds_page(stranger, at.campaign_id, day=None, now=NOW)
    fixed(at, name="Bellen")
    with pytest.raises(NotFoundHere):
        queries.shifts_page(at.lead, at.campaign_id, now=NOW)


def test_a_try_that_is_due_after_these_days_waits_and_says_until_when() -> None:
    at = a_door_campaign(doors=2)
    goes(at)
    Target.objects.filter(pk=first_door(at).pk).update(due_at=NOW + timedelta(days=20))
    made = plan(at)
    assert left_out(made) == {NotPlannedBecause.LATER: 1}
    assert "10 december 2026" in why_in_words(NotPlanned.objects.get())


def test_figures_are_doors_stops_for_each_person_and_the_spread_of_time() -> None:
    at = a_door_campaign(doors=6, visitors=2)
    goes(at, at.callers[0])
    goes(at, at.callers[1])
    assert round_figures(at.campaign_id) is None
    plan(at, is_balanced=True)
    found = round_figures(at.campaign_id)
    assert found is not None
    assert found.stops == 6
    assert found.stops_each == round(6 / found.people, 1)
    assert spread_of([100, 85]) == 15
    assert spread_of([100]) is None
    assert round(950 / 35, 1) == 27.1
