"""Asking for rounds, working them out beside the requests, stopping that early, and promising a visit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import DatabaseError, IntegrityError, transaction
from django.utils.translation import gettext as _

from nabij.audit.actions import record
from nabij.campaigns.actions.planned import fail, keep_plan
from nabij.campaigns.actions.shifts import going_campaign
from nabij.campaigns.models import Campaign, Planning, Shift, Stop, Target
from nabij.campaigns.queries.asking_rounds import Asked, Wanted, asked_of
from nabij.campaigns.queries.going import going_campaign_of
from nabij.campaigns.queries.open_shifts import end_of
from nabij.campaigns.queries.road_times import travel_between
from nabij.campaigns.types import CampaignMovedOn, CampaignState, PlanningState
from nabij.casework.types import worker
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.decisions import NotFoundHere
from nabij.registry.actions import once
from nabij.registry.types import NotPossible
from nabij_methods import rounds as method
from nabij_methods.rounds import checking

Moment = Callable[[], datetime]

MOST_DAYS = 31
AT_ONCE = 60
"""Up to so many doors are planned while one waits; more of them beside the requests."""
LOST_AFTER = timedelta(minutes=3)
"""Without a sign of life for so long, whatever worked on it has ended."""
TOLD_EVERY = timedelta(seconds=1)
SHARES = (100, 115)
"""How much of its part of the doors a shift may take where rounds are equally long, in hundredths."""
EQUALLY = 0.15
"""By so much the emptiest round may be emptier than the fullest, each as a share of its shift."""
PROMISED_WITHIN = timedelta(minutes=15)
"""Around the planned moment: what a household is told."""


@transaction.atomic
def ask_planning(*, actor: Actor, campaign_id: int, wanted: Wanted, client_id: UUID, now: datetime) -> int:
    """Ask for rounds of these days; returns the number of the planning. Nothing is planned yet.

    Raises Refused, NotFoundHere, NotPossible without anybody who goes or while another is busy,
    CampaignMovedOn, ClientIdReused.
    """
    campaign = going_campaign(actor, campaign_id)
    if campaign.state not in (CampaignState.FROZEN, CampaignState.RUNNING):
        raise NotPossible(_("Fix the list first: then it is known to which doors people go."))
    _check_days(wanted, day_of(now))
    days = (wanted.from_on, wanted.until_on)
    if not Shift.objects.filter(campaign=campaign_id, day__range=days).exists():
        raise NotPossible(_("Nobody goes on these days yet. Fill in first who goes."), field="from_on")

    def work() -> int:
        Campaign.objects.select_for_update().get(pk=campaign_id)  # no shift goes while it begins
        _end_lost(campaign_id, now)
        doors = Target.objects.open().filter(campaign=campaign_id).count()
        try:
            with transaction.atomic():
                made = Planning.objects.create(
                    campaign=campaign,
                    asked_at=now,
                    asked_by_id=worker(actor),
                    told_at=now,
                    doors=doors,
                    **asdict(wanted),
                )
        except IntegrityError as error:
            raise NotPossible(
                _("Rounds of this campaign are being planned already. Wait for those, or stop that.")
            ) from error
        detail = {"campaign": campaign_id, "planning": made.pk}
        record("campaigns.rounds_asked", actor=actor, at=now, detail=detail)
        return made.pk

    content = {"campaign": campaign_id, **asdict(wanted)}
    return once("campaigns.planning", actor=actor, client_id=client_id, content=content, now=now, work=work)


def _check_days(wanted: Wanted, today: date) -> None:
    if wanted.from_on < today:
        raise NotPossible(_("Choose today or a later day."), field="from_on")
    if wanted.until_on < wanted.from_on:
        raise NotPossible(_("The last day lies before the first. Change one of the two."), field="until_on")
    if (wanted.until_on - wanted.from_on).days >= MOST_DAYS:
        raise NotPossible(_("Plan a month at most at once."), field="until_on")


def _end_lost(campaign_id: int, now: datetime) -> None:
    """A planning without a sign of life is over; it changed nothing."""
    lost = Planning.objects.filter(campaign=campaign_id, ended_at=None, told_at__lt=now - LOST_AFTER)
    lost.update(
        state=PlanningState.FAILED,
        ended_at=now,
        said=_("The work was broken off, perhaps by a restart. Nothing was changed; plan again."),
    )


@transaction.atomic
def stop_planning(*, actor: Actor, campaign_id: int, planning_id: int, now: datetime) -> None:
    """End a planning early: the best until then is kept. Twice changes nothing.

    Raises Refused, NotFoundHere.
    """
    going_campaign_of(actor, campaign_id)
    found = Planning.objects.filter(pk=planning_id, campaign=campaign_id)
    if not found.exists():
        raise NotFoundHere
    if found.filter(ended_at=None, stop_asked_at=None).update(stop_asked_at=now):
        detail = {"campaign": campaign_id, "planning": planning_id}
        record("campaigns.rounds_stopped", actor=actor, at=now, detail=detail)


def carry_out(planning_id: int, *, moment: Moment, effort: method.Effort | None = None) -> None:
    """Work a planning out and keep its rounds. Whoever comes second finds it taken, and does nothing.

    `moment` gives the time; `effort` limits the search, which otherwise follows the number of doors. Raises
    nothing for what the planning asks: that it failed, and why, is kept with it.
    """
    now = moment()
    waiting = Planning.objects.filter(pk=planning_id, state=PlanningState.WAITING)
    if not waiting.update(state=PlanningState.RUNNING, told_at=now):
        return
    planning = Planning.objects.select_related("campaign").get(pk=planning_id)
    try:
        asked = asked_of(planning.campaign, Wanted.of(planning), now=now)
        said = _worked_out(planning, asked, moment, effort)
    except Exception:
        # Whoever waits for it sees that it ended; what went wrong stands in the log of the program.
        fail(planning, _("This planning failed by a fault in the program. Nothing was changed."), moment())
        raise
    if said:
        fail(planning, said, moment())


def _worked_out(planning: Planning, asked: Asked, moment: Moment, effort: method.Effort | None) -> str:
    """Plan and keep; returns why that did not go, empty when it did."""
    if asked.question is None:
        if not asked.shifts:
            return _("Nobody can go any more on these days: the shifts are over, or are being walked.")
        if not asked.left_out:
            return _("There is no door to plan: each one is in a round, was reached, or is tried later.")
        keep_plan(planning, asked, None, "", moment())
        return ""
    places = [visit.place for visit in asked.question.visits]
    places += [place for one in asked.shifts.values() for place in (one.start, end_of(one.shift))]
    travel, said = travel_between(places, {one.mode for one in asked.question.walkers})
    question = replace(asked.question, travel=travel)
    watch = _Watch(planning, moment)
    try:
        plan = _plan(question, watch, effort)
    except method.NotPlannable as problem:
        return _("This cannot be planned: %(why)s") % {"why": str(problem)[:300]}
    keep_plan(planning, replace(asked, question=question), plan, said, moment())
    return ""


def _plan(question: method.Question, watch: _Watch, effort: method.Effort | None) -> method.Plan:
    """Equally long rounds: everybody who goes gets doors, unless a door would be left out for it.

    First each shift takes its part of the doors and no more; then some more, where that leaves a door out or
    makes one round much longer; at last whatever the search finds.
    """
    for percent in SHARES if question.is_balanced else ():
        if (shared := _shared_out(question, percent)) is None:
            break
        plan = method.plan_round(shared, effort=effort, listener=watch.hear, cancelled=watch.is_stopped)
        if plan.ended is method.Ended.CANCELLED:
            return plan
        is_fair = percent == SHARES[-1] or checking.spread(shared, plan) <= EQUALLY
        if not plan.left_out and is_fair:
            return plan
    return method.plan_round(question, effort=effort, listener=watch.hear, cancelled=watch.is_stopped)


def _shared_out(question: method.Question, percent: int) -> method.Question | None:
    """The question in which no shift takes more than so much of its part of the doors: the search alone uses
    as few people as it can, since that is the least travel. None where packages are counted, which is another
    limit.
    """
    shifts = sum(len(one.shifts) for one in question.walkers)
    if shifts < 2 or any(visit.load != 1 for visit in question.visits):
        return None
    part = -(-len(question.visits) * percent // (100 * shifts))
    walkers = (
        replace(
            one,
            shifts=tuple(
                replace(shift, capacity=part if shift.capacity is None else min(part, shift.capacity))
                for shift in one.shifts
            ),
        )
        for one in question.walkers
    )
    return replace(question, walkers=tuple(walkers))


class _Watch:
    """Gives a sign of life once a second, and hears whether to stop: on request, or with the campaign."""

    def __init__(self, planning: Planning, moment: Moment) -> None:
        self._planning, self._moment = planning, moment
        self._told_at = moment()
        self._share = 0
        self._stops = False

    def hear(self, progress: method.Progress) -> None:
        """How far it is. With several steps after each other it never goes back."""
        self._share = max(self._share, min(99, int(progress.share * 100)))

    def is_stopped(self) -> bool:
        """Asked many times a second; the database is asked once."""
        now = self._moment()
        if not self._stops and now - self._told_at >= TOLD_EVERY:
            self._told_at = now
            try:
                mine = Planning.objects.filter(pk=self._planning.pk, ended_at=None)
                mine.update(told_at=now, share=self._share)
                ended = ("stopped", "closed")
                goes_on = mine.filter(stop_asked_at=None).exclude(campaign__state__in=ended)
                self._stops = not goes_on.exists()
            except DatabaseError:  # busy for a moment: the work goes on
                return False
        return self._stops


@transaction.atomic
def promise_visit(*, actor: Actor, campaign_id: int, stop_id: int, now: datetime) -> None:
    """The household was told when somebody comes: planning anew keeps who and when. Twice changes nothing.

    Raises Refused, NotFoundHere, NotPossible when the door is no longer in this round.
    """
    campaign = going_campaign_of(actor, campaign_id)
    stop = Stop.objects.open().filter(pk=stop_id, round__campaign=campaign_id).first()
    if stop is None:
        raise NotPossible(_("This door is in another round by now, or done. Nothing was changed."))
    if campaign.state not in (CampaignState.FROZEN, CampaignState.RUNNING):
        raise CampaignMovedOn
    begins = stop.arrives_at
    Target.objects.filter(pk=stop.target_id).update(
        promised_from=begins - PROMISED_WITHIN, promised_until=begins + PROMISED_WITHIN
    )
    detail = {"campaign": campaign_id, "target": stop.target_id}
    record("campaigns.visit_promised", actor=actor, at=now, detail=detail)


@transaction.atomic
def take_back_promise(*, actor: Actor, campaign_id: int, stop_id: int, now: datetime) -> None:
    """The household was told that it will be another time. Twice changes nothing.

    Raises Refused, NotFoundHere.
    """
    going_campaign_of(actor, campaign_id)
    stop = Stop.objects.filter(pk=stop_id, round__campaign=campaign_id).first()
    if stop is None:
        raise NotFoundHere
    Target.objects.filter(pk=stop.target_id).update(promised_from=None, promised_until=None)
    detail = {"campaign": campaign_id, "target": stop.target_id}
    record("campaigns.promise_taken_back", actor=actor, at=now, detail=detail)
