"""Needs and what they lead to, and the one plan of a household: goals, steps, how it goes."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from nabij.audit.actions import record
from nabij.casework import policies
from nabij.casework.models import Goal, Need, Plan, PlanStep, SelfReport
from nabij.casework.types import StepOwner, Way, worker
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.decisions import NotFoundHere, require
from nabij.registry import queries as registry
from nabij.registry.actions import once
from nabij.registry.types import Layer, NotPossible, Sight, Topic, clean_text

REVIEW_AFTER = timedelta(days=91)
"""After how long a new plan is looked at again, unless another day is chosen."""


@dataclass(frozen=True, slots=True)
class NewStep:
    """A step of a plan: what, who takes it, before which day. `owner_name`: which partner or person."""

    what: str
    owner: StepOwner
    due_on: date
    owner_name: str = ""

    def checked(self, on: date) -> NewStep:
        """The same with clean texts. Raises NotPossible."""
        what = clean_text(self.what, longest=200, field="what")
        name = clean_text(self.owner_name, longest=100, field="owner_name")
        if not what:
            raise NotPossible(_("Say what the step is, in a few words."), field="what")
        if self.owner == StepOwner.PARTNER and not name:
            raise NotPossible(_("Say which partner takes this step."), field="owner_name")
        if self.due_on < on:
            raise NotPossible(_("This day has passed. Choose today or a later day."), field="due_on")
        return NewStep(what, self.owner, self.due_on, "" if self.owner == StepOwner.WORKER else name)


def _follows(actor: Actor, household_id: int, now: datetime, *topics: str) -> Sight:
    """The sight of somebody who works on the plan, also under these topics. Raises NotFoundHere, Refused."""
    _household, sight = registry.household_in_sight(actor, household_id, at=now, lock=True)
    if not all(sight.sees(Layer.TOPIC, topic=Topic(topic)) for topic in topics):
        raise NotFoundHere
    require(policies.may_guide(actor, sight))
    return sight


@transaction.atomic
def add_goal(
    *, actor: Actor, household_id: int, words: str, topic: Topic, client_id: UUID, now: datetime
) -> int:
    """Add a goal to the plan of a household; the first goal begins the plan. Returns the number of the goal.

    Raises NotFoundHere, Refused, NotPossible, ClientIdReused.
    """
    _follows(actor, household_id, now, topic)
    words = clean_text(words, longest=200, field="words")
    if not words:
        raise NotPossible(_("Say where the family wants to get to, in its own words."), field="words")

    def work() -> int:
        plan = _open_plan(household_id, actor, now)
        goal = Goal.objects.create(plan=plan, topic=topic, words=words, set_at=now, set_by_id=worker(actor))
        _tell("casework.goal_set", household_id, actor, now, goal=goal.pk)
        return goal.pk

    content = {"household": household_id, "words": words, "topic": topic}
    return once("casework.goal", actor=actor, client_id=client_id, content=content, now=now, work=work)


def _open_plan(household_id: int, actor: Actor, now: datetime) -> Plan:
    """The one open plan; begun now when there is none. The database refuses a second one."""
    standing = Plan.objects.filter(household=household_id, closed_at=None).first()
    if standing is not None:
        return standing
    try:
        with transaction.atomic():
            return Plan.objects.create(
                household_id=household_id,
                opened_at=now,
                opened_by_id=worker(actor),
                review_on=day_of(now) + REVIEW_AFTER,
            )
    except IntegrityError:
        return Plan.objects.get(household=household_id, closed_at=None)


@transaction.atomic
def add_step(*, actor: Actor, goal_id: int, step: NewStep, client_id: UUID, now: datetime) -> int:
    """Add a step towards a goal; a worker's step is the actor's own. Returns its number.

    Raises NotFoundHere, Refused, NotPossible, ClientIdReused.
    """
    goal = _goal(actor, goal_id, now)
    step = step.checked(day_of(now))

    def work() -> int:
        made = _made(goal, step, actor, now)
        _tell("casework.plan_step_added", goal.plan.household_id, actor, now, step=made.pk)
        return made.pk

    content = {"goal": goal_id, **asdict(step)}
    return once("casework.plan_step", actor=actor, client_id=client_id, content=content, now=now, work=work)


def _goal(actor: Actor, goal_id: int, now: datetime) -> Goal:
    goal = Goal.objects.filter(pk=goal_id, plan__closed_at=None).select_related("plan").first()
    if goal is None:
        raise NotFoundHere
    _follows(actor, goal.plan.household_id, now, goal.topic)
    return goal


def _made(goal: Goal, step: NewStep, actor: Actor, now: datetime) -> PlanStep:
    return PlanStep.objects.create(
        goal=goal,
        what=step.what,
        owner=step.owner,
        owner_name=step.owner_name,
        staff_id=actor.staff_id if step.owner == StepOwner.WORKER else None,
        due_on=step.due_on,
        made_at=now,
        made_by_id=worker(actor),
    )


@transaction.atomic
def end_plan_step(*, actor: Actor, step_id: int, dropped_because: str, now: datetime) -> int:
    """Say that a step of the plan is done, or dropped with a reason; returns the household. A repeat changes
    nothing. Raises NotFoundHere, Refused, NotPossible.
    """
    step = PlanStep.objects.select_for_update(of=("self",)).filter(pk=step_id).first()
    if step is None:
        raise NotFoundHere
    goal = _goal(actor, step.goal_id, now)
    because = clean_text(dropped_because, longest=200, field="because")
    if step.done_on is None and not step.dropped_because:
        step.done_on, step.dropped_because = (None, because) if because else (day_of(now), "")
        step.save(update_fields=["done_on", "dropped_because"])
        _tell("casework.plan_step_ended", goal.plan.household_id, actor, now, step=step.pk)
    return goal.plan.household_id


@transaction.atomic
def reach_goal(*, actor: Actor, goal_id: int, now: datetime) -> int:
    """Say that a goal is reached; returns the household. Raises NotFoundHere, Refused, NotPossible."""
    goal = _goal(actor, goal_id, now)
    if goal.steps.filter(done_on=None, dropped_because="").exists():
        raise NotPossible(_("Some steps towards this goal are open. Say of each what became of it first."))
    if goal.reached_on is None:
        goal.reached_on = day_of(now)
        goal.save(update_fields=["reached_on"])
        _tell("casework.goal_reached", goal.plan.household_id, actor, now, goal=goal.pk)
    return goal.plan.household_id


@transaction.atomic
def note_need(
    *, actor: Actor, household_id: int, what: str, topic: Topic, client_id: UUID, now: datetime
) -> int:
    """Note what a household needs; it stays open until it leads to something. Returns its number.

    Raises NotFoundHere, Refused, NotPossible, ClientIdReused.
    """
    _household, sight = registry.household_in_sight(actor, household_id, at=now)
    require(policies.may_write_contact(actor, sight, layer=Layer.TOPIC, topic=topic))
    what = clean_text(what, longest=200, field="what")
    if not what:
        raise NotPossible(_("Say what is needed, in a few words."), field="what")

    def work() -> int:
        need = Need.objects.create(
            household_id=household_id,
            topic=topic,
            layer=Layer.TOPIC,
            what=what,
            noted_at=now,
            noted_by_id=worker(actor),
        )
        _tell("casework.need_noted", household_id, actor, now, need=need.pk)
        return need.pk

    content = {"household": household_id, "what": what, "topic": topic}
    return once("casework.need", actor=actor, client_id=client_id, content=content, now=now, work=work)


@dataclass(frozen=True, slots=True)
class Leads:
    """What a need leads to: a step of the plan, whom it is passed on to, or why not now."""

    way: Way
    step: NewStep | None = None
    referred_to: str = ""
    not_now_because: str = ""

    def checked(self, on: date) -> Leads:
        """The same with only what belongs to its way. Raises NotPossible when that lacks."""
        if self.way == Way.STEP:
            if self.step is None:
                raise NotPossible(_("Say what the step is, who takes it and before which day."), field="what")
            return Leads(self.way, step=self.step.checked(on))
        if self.way == Way.REFERRAL:
            to = clean_text(self.referred_to, longest=150, field="referred_to")
            if not to:
                raise NotPossible(_("Say to whom it is passed on."), field="referred_to")
            return Leads(self.way, referred_to=to)
        because = clean_text(self.not_now_because, longest=300, field="not_now_because")
        if not because:
            raise NotPossible(
                _("Say why not now. Whoever comes after you understands it then."), field="not_now_because"
            )
        return Leads(self.way, not_now_because=because)


@transaction.atomic
def settle_need(*, actor: Actor, need_id: int, leads: Leads, now: datetime) -> int:
    """Let a need lead to a step, a referral or "not now"; returns the household. What was settled stays.

    A step comes under a goal of the same topic in the plan; without one the need is the goal.
    Raises NotFoundHere, Refused, NotPossible.
    """
    need = Need.objects.select_for_update(of=("self",)).filter(pk=need_id).first()
    if need is None:
        raise NotFoundHere
    _household, sight = registry.household_in_sight(actor, need.household_id, at=now)
    if not Need.objects.seen_with(sight).filter(pk=need_id).exists():
        raise NotFoundHere
    require(policies.may_guide(actor, sight))
    leads = leads.checked(day_of(now))
    if need.way:
        raise NotPossible(_("A colleague settled this just before. Open the page again to see how."))
    if leads.step is not None:
        need.step = _made(_goal_for(need, actor, now), leads.step, actor, now)
    need.way, need.referred_to, need.not_now_because = leads.way, leads.referred_to, leads.not_now_because
    need.settled_at, need.settled_by_id = now, actor.staff_id
    need.save()
    _tell("casework.need_settled", need.household_id, actor, now, need=need.pk)
    return need.household_id


def _goal_for(need: Need, actor: Actor, now: datetime) -> Goal:
    if need.layer == Layer.HIDDEN:
        raise NotPossible(
            _("This need is hidden, and a plan is read by others. Choose another way, or note it openly."),
            field="way",
        )
    plan = _open_plan(need.household_id, actor, now)
    standing = plan.goals.filter(topic=need.topic, reached_on=None).order_by("-set_at", "-pk").first()
    if standing is not None:
        return standing
    return Goal.objects.create(
        plan=plan, topic=need.topic, words=need.what, set_at=now, set_by_id=worker(actor)
    )


@transaction.atomic
def plan_review(*, actor: Actor, household_id: int, review_on: date, now: datetime) -> int:
    """Choose when the plan is looked at again. Raises NotFoundHere, Refused, NotPossible."""
    _follows(actor, household_id, now)
    if not day_of(now) <= review_on <= day_of(now) + timedelta(days=366):
        raise NotPossible(_("Choose a day within a year from now."), field="review_on")
    if not Plan.objects.filter(household=household_id, closed_at=None).update(review_on=review_on):
        raise NotFoundHere
    _tell("casework.plan_review_chosen", household_id, actor, now)
    return household_id


@transaction.atomic
def report_how_it_goes(
    *,
    actor: Actor,
    household_id: int,
    topic: Topic,
    family_says: int | None,
    worker_says: int | None,
    client_id: UUID,
    now: datetime,
) -> int:
    """Note how it goes in a domain of life, from 0 to 10; who does not know leaves it open, and both stay.

    Raises NotFoundHere, Refused, NotPossible, ClientIdReused.
    """
    _follows(actor, household_id, now, topic)
    if family_says is None and worker_says is None:
        raise NotPossible(_("Fill in one of the two; what is not known stays open."), field="family_says")
    for field, says in (("family_says", family_says), ("worker_says", worker_says)):
        if says is not None and not 0 <= says <= 10:
            raise NotPossible(_("Choose a number from 0 (badly) to 10 (well)."), field=field)

    def work() -> int:
        report = SelfReport.objects.create(
            household_id=household_id,
            topic=topic,
            family_says=family_says,
            worker_says=worker_says,
            told_on=day_of(now),
            recorded_at=now,
            recorded_by_id=worker(actor),
        )
        _tell("casework.how_it_goes_noted", household_id, actor, now, report=report.pk)
        return report.pk

    content = {"household": household_id, "topic": topic, "family": family_says, "worker": worker_says}
    return once("casework.report", actor=actor, client_id=client_id, content=content, now=now, work=work)


def _tell(event: str, household_id: int, actor: Actor, now: datetime, **detail: int) -> None:
    about = [registry.number_of_household(household_id)]
    record(event, actor=actor, about=about, at=now, detail=detail)
