"""Needs lead somewhere, one plan per household, and a paper without anything that is hidden."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from nabij.casework import actions, queries
from nabij.casework.actions.plans import Leads, NewStep
from nabij.casework.models import Need, Plan, PlanStep
from nabij.casework.types import StepOwner, Way
from nabij.kernel.decisions import NotFoundHere, Refused
from nabij.kernel.purposes import Purpose
from nabij.registry.types import Layer, NotPossible, Topic
from nabij.staff.types import Role
from tests.casework.desk import a_goal, a_need, guided, note, told
from tests.registry.people import NOW, TODAY, Desk, account, actor, desk

pytestmark = pytest.mark.django_db
STEP = NewStep("Ask at the club", StepOwner.FAMILY, TODAY + timedelta(days=7), "Ayşe")


@pytest.fixture
def at() -> Desk:
    return desk()


def plan(by, number):
    return queries.plan_of(by, number, purpose=Purpose.HELP, on=TODAY, now=NOW)


def settle(by, need, leads) -> int:
    return actions.settle_need(actor=by, need_id=need, leads=leads, now=NOW)


def test_a_need_is_open_until_it_leads_to_a_step_a_referral_or_a_reason(at: Desk) -> None:
    number = guided(at.noor)
    needs = [a_need(at.noor, number, what=what) for what in ("club", "coat", "car")]
    for lacking in (Leads(Way.STEP), Leads(Way.REFERRAL), Leads(Way.NOT_NOW, not_now_because=" ")):
        with pytest.raises(NotPossible):
            settle(at.noor, needs[0], lacking)
    assert len(plan(at.noor, number).open_needs) == 3
    settle(at.noor, needs[0], Leads(Way.STEP, STEP))
    settle(at.noor, needs[1], Leads(Way.REFERRAL, referred_to="Clothes bank"))
    settle(at.noor, needs[2], Leads(Way.NOT_NOW, not_now_because="First the bills"))
    found = plan(at.noor, number)
    assert found.open_needs == ()
    assert {need.leads_to for need in found.settled_needs} == {STEP.what, "Clothes bank", "First the bills"}
    assert [(goal.words, [step.who for step in goal.steps]) for goal in found.goals] == [("club", ["Ayşe"])]
    with pytest.raises(NotPossible):
        settle(at.noor, needs[0], Leads(Way.REFERRAL, referred_to="Somebody else"))
    for way in ("step", "referral", "not_now"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Need.objects.filter(pk=needs[0]).update(way=way, step=None, referred_to="", not_now_because="")


def test_there_is_one_open_plan_and_each_step_has_an_owner(at: Desk) -> None:
    number = guided(at.noor)
    goal = a_goal(at.noor, number)
    a_goal(at.noor, number, words="A second goal")
    assert Plan.objects.count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.create(
            household_id=number, opened_at=NOW, opened_by_id=at.noor.staff_id, review_on=TODAY
        )
    given = {"actor": at.noor, "goal_id": goal, "now": NOW}
    with pytest.raises(NotPossible) as nobody:
        actions.add_step(step=NewStep("Call", StepOwner.PARTNER, TODAY), client_id=uuid.uuid4(), **given)
    assert nobody.value.field == "owner_name"
    mine = actions.add_step(step=NewStep("Call", StepOwner.WORKER, TODAY), client_id=uuid.uuid4(), **given)
    assert PlanStep.objects.get(pk=mine).staff_id == at.noor.staff_id
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanStep.objects.filter(pk=mine).update(staff=None)
    with pytest.raises(NotPossible):
        actions.reach_goal(actor=at.noor, goal_id=goal, now=NOW)
    actions.end_plan_step(actor=at.noor, step_id=mine, dropped_because="", now=NOW)
    actions.end_plan_step(actor=at.noor, step_id=mine, dropped_because="too late", now=NOW)
    assert PlanStep.objects.get(pk=mine).done_on == TODAY
    actions.reach_goal(actor=at.noor, goal_id=goal, now=NOW)
    assert [one.reached_on for one in plan(at.noor, number).goals] == [TODAY, None]


def test_goals_and_needs_lie_under_topics_and_the_paper_only_for_who_sees_them_all(at: Desk) -> None:
    number = guided(at.noor)
    a_goal(at.noor, number)
    a_goal(at.noor, number, words="Fewer bills", topic=Topic.MONEY)
    note(at.noor, number, told(need="Only Noor may know", layer=Layer.HIDDEN))
    bridge = actor(account("bo"), Role.BRIDGE_WORKER, teams=(at.team,))
    assert [goal.words for goal in plan(bridge, number).goals] == ["Out among people again"]
    assert plan(bridge, number).open_needs == ()
    assert [need.what for need in plan(at.noor, number).open_needs] == ["Only Noor may know"]
    with pytest.raises(NotPossible):
        settle(at.noor, Need.objects.get().pk, Leads(Way.STEP, STEP))
    paper = queries.plan_on_paper(at.noor, number, on=TODAY, now=NOW)
    assert (len(paper.goals), paper.open_needs) == (2, ())
    with pytest.raises(NotFoundHere):
        queries.plan_on_paper(bridge, number, on=TODAY, now=NOW)
    with pytest.raises(NotFoundHere):
        a_goal(bridge, number, topic=Topic.MONEY)
    with pytest.raises(Refused):
        a_goal(actor(account("cas"), Role.COMMUNITY_WORKER, teams=(at.team,)), number)
    with pytest.raises(NotFoundHere):
        settle(at.sam, Need.objects.get().pk, Leads(Way.NOT_NOW, not_now_because="x"))


def test_how_it_goes_keeps_both_voices_and_unknown_is_no_zero(at: Desk) -> None:
    number = guided(at.noor)
    given = {"actor": at.noor, "household_id": number, "topic": Topic.MONEY, "now": NOW}
    actions.report_how_it_goes(family_says=3, worker_says=None, client_id=uuid.uuid4(), **given)
    actions.report_how_it_goes(family_says=0, worker_says=7, client_id=uuid.uuid4(), **given)
    assert [(one.family_says, one.worker_says, one.before) for one in plan(at.noor, number).how_it_goes] == [
        (0, 7, 3)
    ]
    for says in ((None, None), (11, None), (None, -1)):
        with pytest.raises(NotPossible):
            actions.report_how_it_goes(
                family_says=says[0], worker_says=says[1], client_id=uuid.uuid4(), **given
            )
