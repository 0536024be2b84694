"""Keeping what was planned: rounds, their stops, and the doors that are in none with the reason."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt
from typing import Any

from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from nabij.audit.actions import record
from nabij.campaigns.models import Campaign, NotPlanned, Planning, Round, Stop, Target
from nabij.campaigns.queries.asking_rounds import Asked
from nabij.campaigns.queries.open_shifts import OpenShift, end_of
from nabij.campaigns.types import MOST_STOPS, CampaignState, NotPlannedBecause, PlanningState
from nabij.kernel.actors import SYSTEM
from nabij.kernel.days import day_of
from nabij_methods import rounds as method

_EARTH_METERS = 6_371_000
DETOUR = 1.3
"""As in the method: so much longer is a street than the straight line."""


@transaction.atomic
def keep_plan(planning: Planning, asked: Asked, plan: method.Plan | None, said: str, now: datetime) -> None:
    """Put the plan in the place of what was planned anew. Doors that were done or taken meanwhile stay out.

    Does nothing when the planning was ended meanwhile by somebody else.
    """
    goes_on = (CampaignState.FROZEN, CampaignState.RUNNING)
    locked = Campaign.objects.select_for_update().filter(pk=planning.campaign_id, state__in=goes_on)
    if not locked.exists():
        fail(planning, _("The campaign ended meanwhile. Nothing was planned."), now)
        return
    was_stopped = plan is not None and plan.ended is method.Ended.CANCELLED
    running = Planning.objects.filter(pk=planning.pk, ended_at=None)
    if not running.update(
        state=PlanningState.STOPPED if was_stopped else PlanningState.DONE,
        ended_at=now,
        told_at=now,
        share=100,
        is_by_roads=plan is not None and plan.basis is method.Basis.ROADS,
        said=said[:400],
    ):
        return
    left_out = dict(asked.left_out) | _left_out(asked, plan)
    _take_off(asked, now)
    planned = 0
    for route in plan.routes if plan else ():
        planned += _keep_route(planning, asked, route, left_out, now)
    _close_empty(asked, now)
    standing = set(Target.objects.open().filter(pk__in=list(left_out)).values_list("pk", flat=True))
    NotPlanned.objects.bulk_create(
        NotPlanned(planning=planning, target_id=target, because=because, facts=facts)
        for target, (because, facts) in sorted(left_out.items())
        if target in standing
    )
    Planning.objects.filter(pk=planning.pk).update(planned=planned, doors=asked.doors)
    detail = {"campaign": planning.campaign_id, "planning": planning.pk, "planned": planned}
    record("campaigns.rounds_planned", actor=SYSTEM, at=now, detail=detail)


def fail(planning: Planning, said: str, now: datetime) -> None:
    """It did not finish, and this is why; what was planned before stays. Twice changes nothing."""
    running = Planning.objects.filter(pk=planning.pk, ended_at=None)
    if running.update(state=PlanningState.FAILED, ended_at=now, told_at=now, said=said[:400]):
        detail = {"campaign": planning.campaign_id, "planning": planning.pk}
        record("campaigns.rounds_failed", actor=SYSTEM, at=now, detail=detail)


def _left_out(asked: Asked, plan: method.Plan | None) -> dict[int, tuple[NotPlannedBecause, dict[str, Any]]]:
    return {int(one.visit_id): _reason(one, asked) for one in (plan.left_out if plan else ())}


def _reason(one: method.LeftOut, asked: Asked) -> tuple[NotPlannedBecause, dict[str, Any]]:
    facts: dict[str, Any] = {}
    if one.languages:
        facts["languages"] = sorted(one.languages)
    if one.earliest_second is not None:
        facts["at"] = asked.moment(one.earliest_second).isoformat()
    if one.missing_minutes is not None:
        facts["minutes"] = one.missing_minutes
    if one.room is not None:
        facts["room"] = one.room
    if one.instead_of:
        facts["doors"] = len(one.instead_of)
    return NotPlannedBecause(one.reason.value), facts


def _take_off(asked: Asked, now: datetime) -> None:
    """The stops that are planned anew leave their rounds; what was done, or set out, meanwhile stays."""
    mine = Stop.objects.open().filter(pk__in=[one.pk for one in asked.stops.values()])
    over = Q(round__day__lt=day_of(now)) | Q(round__closed_at__isnull=False)
    gone = mine.filter(over | Q(round__begins_at__gt=now)).values_list("pk", flat=True)
    Stop.objects.filter(pk__in=list(gone)).update(taken_off_at=now)


def _close_empty(asked: Asked, now: datetime) -> None:
    """A round from which every door went, and that was never walked, is over; so is one of an earlier day."""
    touched = {one.round_id for one in asked.stops.values()}
    standing = set(Stop.objects.standing().filter(round__in=touched).values_list("round", flat=True))
    over = Q(pk__in=touched - standing) | Q(pk__in=touched, day__lt=day_of(now))
    Round.objects.open().filter(over).update(closed_at=now)


def _keep_route(
    planning: Planning,
    asked: Asked,
    route: method.Route,
    left_out: dict[int, tuple[NotPlannedBecause, dict[str, Any]]],
    now: datetime,
) -> int:
    """One route as a round; returns how many doors are in it."""
    shift = asked.shifts[route.walker_id, route.shift]
    free = _free([int(one.visit_id) for one in route.stops])
    stops = [one for one in route.stops if int(one.visit_id) in free]
    for one in stops[MOST_STOPS:]:
        left_out[int(one.visit_id)] = (NotPlannedBecause.FULL, {"doors": MOST_STOPS})
    stops = stops[:MOST_STOPS]
    if not stops:
        return 0
    found = _round_of(planning, asked, shift, now)
    found.begins_at = asked.moment(route.leaves_second)
    found.ends_at = asked.moment(route.returns_second)
    found.meters = _meters(asked, shift, stops)
    found.minutes_travel = -(-route.travel_seconds // 60)
    found.closed_at = found.stopped_at = None
    found.save()
    minutes = {one.visit_id: one.minutes_at_door for one in _question(asked).visits}
    Stop.objects.bulk_create(
        Stop(
            round=found,
            target_id=int(one.visit_id),
            number=number,
            arrives_at=asked.moment(one.begins_second),
            minutes=minutes[one.visit_id],
        )
        for number, one in enumerate(stops, start=1)
    )
    return len(stops)


def _free(targets: Iterable[int]) -> set[int]:
    """Those that are still to be reached and are in no round: somebody may have been there meanwhile."""
    rows = Target.objects.select_for_update(of=("self",)).open().filter(pk__in=list(targets), held_by=None)
    free = set(rows.values_list("pk", flat=True))
    return free - set(Stop.objects.open().filter(target__in=free).values_list("target", flat=True))


def _round_of(planning: Planning, asked: Asked, shift: OpenShift, now: datetime) -> Round:
    """The round of this half day that is planned anew, else a new one with the next number of the day."""
    touched = {one.round_id for one in asked.stops.values()}
    mine = Round.objects.filter(shift=shift.shift, pk__in=touched, begins_at__gt=now).order_by("number", "pk")
    for one in mine:
        if not one.stops.standing().exists():
            return one
    day = Round.objects.filter(campaign=planning.campaign_id, day=shift.shift.day, goer=shift.shift.staff_id)
    last = day.aggregate(last=Max("number"))["last"] or 0
    return Round(
        campaign_id=planning.campaign_id,
        day=shift.shift.day,
        goer_id=shift.shift.staff_id,
        mode=shift.shift.mode,
        number=last + 1,
        shift=shift.shift,
        made_at=now,
        made_by_id=planning.asked_by_id,
    )


def _question(asked: Asked) -> method.Question:
    assert asked.question is not None  # there is a route, so there was a question
    return asked.question


def _meters(asked: Asked, shift: OpenShift, stops: list[method.Stop]) -> int:
    """How far it is, from where it begins until where it ends: the straight line with the detour."""
    places = {one.visit_id: one.place for one in _question(asked).visits}
    way = [shift.start, *(places[one.visit_id] for one in stops), end_of(shift.shift)]
    return round(DETOUR * sum(_straight(here, there) for here, there in pairwise(way)))


def _straight(here: method.Place, there: method.Place) -> float:
    """Meters along the great circle (haversine)."""
    north, south = radians(here.latitude), radians(there.latitude)
    chord = sin((north - south) / 2) ** 2
    chord += cos(north) * cos(south) * sin(radians(here.longitude - there.longitude) / 2) ** 2
    return 2 * _EARTH_METERS * asin(sqrt(min(1.0, chord)))
