"""The plan of a household with its needs, as far as somebody sees it; and the same for on paper."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from nabij.audit.actions import record_read
from nabij.casework import policies
from nabij.casework.models import Goal, Need, Plan, PlanStep, SelfReport
from nabij.casework.types import StepOwner, Way
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere
from nabij.kernel.purposes import Purpose
from nabij.registry import queries as registry
from nabij.registry.types import Layer, Sight, Topic
from nabij.staff import queries as staff


@dataclass(frozen=True, slots=True)
class StepView:
    """A step of the plan with who takes it."""

    number: int
    what: str
    owner: StepOwner
    who: str
    """A name; empty for the family as a whole."""
    due_on: date
    is_late: bool
    done_on: date | None
    dropped_because: str

    @property
    def is_open(self) -> bool:
        """Whether it is neither done nor dropped."""
        return self.done_on is None and not self.dropped_because


@dataclass(frozen=True, slots=True)
class GoalView:
    """A goal with its steps, open ones first."""

    number: int
    words: str
    topic: Topic
    reached_on: date | None
    steps: tuple[StepView, ...]


@dataclass(frozen=True, slots=True)
class NeedView:
    """A need, and what it led to; `way` is None while it is open."""

    number: int
    what: str
    topic: Topic
    noted_at: datetime
    way: Way | None
    leads_to: str
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class HowItGoes:
    """The latest word on one domain of life: the family and the worker side by side, None for unknown."""

    topic: Topic
    family_says: int | None
    worker_says: int | None
    told_on: date
    before: int | None
    """What the family said the time before, when it was asked before."""


@dataclass(frozen=True, slots=True)
class PlanView:
    """The open plan of a household; `review_on` is None while there is none."""

    review_on: date | None
    goals: tuple[GoalView, ...]
    open_needs: tuple[NeedView, ...]
    settled_needs: tuple[NeedView, ...]
    how_it_goes: tuple[HowItGoes, ...]
    may_plan: bool
    sees_all: bool


MOST_SETTLED = 20
MOST_NEEDS = 200
"""Needs that are looked at, the open ones first."""


@transaction.atomic
def plan_of(
    actor: Actor, household_id: int, *, purpose: Purpose, on: date, now: datetime, in_short: bool = False
) -> PlanView:
    """Needs, goals, steps and how it goes, under the topics that this actor sees. Raises NotFoundHere.

    ``in_short`` leaves out how it goes.
    """
    household, sight = registry.household_in_sight(actor, household_id, at=now)
    about = registry.concerned(household, on=on)
    record_read("casework.plan_read", actor=actor, about=about, purpose=purpose, at=now)
    plan = Plan.objects.filter(household=household_id, closed_at=None).first()
    needs = Need.objects.filter(household=household_id).seen_with(sight).select_related("step")
    found = list(needs.order_by(F("settled_at").desc(nulls_first=True), "-pk")[:MOST_NEEDS])
    settled = [one for one in found if one.way][:MOST_SETTLED]
    return PlanView(
        review_on=plan.review_on if plan else None,
        goals=_goals(plan, sight, on) if plan else (),
        open_needs=tuple(_need(one) for one in sorted(found, key=_oldest_first) if not one.way),
        settled_needs=tuple(_need(one) for one in settled),
        how_it_goes=() if in_short else _how_it_goes(household_id, sight),
        may_plan=policies.may_guide(actor, sight).allowed,
        sees_all=policies.sees_whole_story(sight),
    )


def _oldest_first(need: Need) -> tuple[datetime, int]:
    return need.noted_at, need.pk


def require_in_sight(actor: Actor, household_id: int, *, now: datetime) -> None:
    """For an empty form: nothing of the household is read, so no line in the log. Raises NotFoundHere."""
    registry.household_in_sight(actor, household_id, at=now)


def _goals(plan: Plan, sight: Sight, on: date) -> tuple[GoalView, ...]:
    goals = Goal.objects.filter(plan=plan, topic__in=sorted(sight.topics)).order_by("set_at", "pk")
    steps = list(PlanStep.objects.filter(goal__in=goals).order_by("due_on", "pk"))
    names = staff.names_of({one.staff_id for one in steps if one.staff_id})
    found = []
    for goal in goals:
        own = [_step(one, names, on) for one in steps if one.goal_id == goal.pk]
        own.sort(key=lambda one: not one.is_open)
        found.append(GoalView(goal.pk, goal.words, Topic(goal.topic), goal.reached_on, tuple(own)))
    return tuple(found)


def _step(step: PlanStep, names: dict[int, str], on: date) -> StepView:
    is_open = step.done_on is None and not step.dropped_because
    return StepView(
        number=step.pk,
        what=step.what,
        owner=StepOwner(step.owner),
        who=names.get(step.staff_id or 0, "") or step.owner_name,
        due_on=step.due_on,
        is_late=is_open and step.due_on < on,
        done_on=step.done_on,
        dropped_because=step.dropped_because,
    )


def _need(need: Need) -> NeedView:
    leads_to = need.step.what if need.step else need.referred_to or need.not_now_because
    way = Way(need.way) if need.way else None
    is_hidden = need.layer == Layer.HIDDEN
    return NeedView(need.pk, need.what, Topic(need.topic), need.noted_at, way, leads_to, is_hidden)


def _how_it_goes(household_id: int, sight: Sight) -> tuple[HowItGoes, ...]:
    told: dict[str, list[SelfReport]] = {}
    for report in SelfReport.objects.filter(household=household_id, topic__in=sorted(sight.topics)):
        told.setdefault(report.topic, []).append(report)
    found = []
    for topic in Topic:
        if topic in told:
            last, *before = told[topic]
            asked = next((one.family_says for one in before if one.family_says is not None), None)
            found.append(HowItGoes(topic, last.family_says, last.worker_says, last.told_on, asked))
    return tuple(found)


def need_to_settle(actor: Actor, need_id: int, *, on: date, now: datetime) -> tuple[int, NeedView]:
    """One open need with its household, for whoever says what it leads to. Raises NotFoundHere."""
    need = Need.objects.filter(pk=need_id).select_related("step").first()
    if need is None:
        raise NotFoundHere
    with transaction.atomic():
        household, sight = registry.household_in_sight(actor, need.household_id, at=now)
        if not Need.objects.seen_with(sight).filter(pk=need_id).exists():
            raise NotFoundHere
        about = registry.concerned(household, on=on)
        record_read("casework.plan_read", actor=actor, about=about, purpose=Purpose.HELP, at=now)
    return need.household_id, _need(need)


def goal_to_extend(actor: Actor, goal_id: int, *, on: date, now: datetime) -> tuple[int, str]:
    """The household of a goal, and its words, for whoever adds a step. Raises NotFoundHere."""
    goal = Goal.objects.filter(pk=goal_id, plan__closed_at=None).select_related("plan").first()
    if goal is None:
        raise NotFoundHere
    with transaction.atomic():
        household, sight = registry.household_in_sight(actor, goal.plan.household_id, at=now)
        if not sight.sees(Layer.TOPIC, topic=Topic(goal.topic)):
            raise NotFoundHere
        about = registry.concerned(household, on=on)
        record_read("casework.plan_read", actor=actor, about=about, purpose=Purpose.HELP, at=now)
    return goal.plan.household_id, goal.words


def plan_on_paper(actor: Actor, household_id: int, *, on: date, now: datetime) -> PlanView:
    """The whole plan, for the family to take along, without what is hidden.

    Raises NotFoundHere, also for whoever sees only a part of it.
    """
    found = plan_of(actor, household_id, purpose=Purpose.HELP, on=on, now=now)
    if not found.sees_all:
        raise NotFoundHere
    return replace(found, open_needs=tuple(need for need in found.open_needs if not need.is_hidden))
