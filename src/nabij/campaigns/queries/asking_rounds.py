"""From shifts and doors to the question that `nabij_methods.rounds` answers. Names nobody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from nabij.campaigns.models import Campaign, Planning, Stop, Target
from nabij.campaigns.queries.open_shifts import (
    Carried,
    OpenShift,
    carried_to,
    has_begun,
    keyed,
    open_shifts,
    second_of,
    walkers_of,
)
from nabij.campaigns.queries.target_doors import doors_of_targets
from nabij.campaigns.types import MINUTES_AT_DOOR, Channel, NotPlannedBecause
from nabij.kernel.clock import BRUSSELS
from nabij.kernel.days import day_of
from nabij.registry.queries.doors import VisitDoor
from nabij.staff import queries as staff
from nabij.staff.queries.capacity import neighbourhoods_of_teams
from nabij_methods import rounds as method


@dataclass(frozen=True, slots=True)
class Wanted:
    """For which days rounds are asked, and how. See Planning."""

    from_on: date
    until_on: date
    is_balanced: bool = False
    do_teams_help: bool = True
    is_extra: bool = False

    @classmethod
    def of(cls, planning: Planning) -> Wanted:
        """As it was asked."""
        return cls(
            planning.from_on,
            planning.until_on,
            planning.is_balanced,
            planning.do_teams_help,
            planning.is_extra,
        )


@dataclass
class Asked:
    """The question, and what can be said before it is answered.

    `left_out`: doors that no plan could have, by target, with the reason and its facts. `stops`: the open
    stops that are planned anew, by target. `doors`: how many are asked for. `question` is None when there is
    no door to go to, or nobody who goes.
    """

    first_day: date
    doors: int
    question: method.Question | None = None
    left_out: dict[int, tuple[NotPlannedBecause, dict[str, Any]]] = field(default_factory=dict)
    stops: dict[int, Stop] = field(default_factory=dict)
    shifts: dict[tuple[str, int], OpenShift] = field(default_factory=dict)

    def moment(self, second: int) -> datetime:
        """What the method calls a second, as a moment in Belgium; also on the day the clock goes back."""
        days, rest = divmod(second, 86_400)
        at = time(rest // 3600, rest % 3600 // 60, rest % 60)
        return datetime.combine(self.first_day + timedelta(days=days), at, tzinfo=BRUSSELS)


@dataclass(frozen=True)
class _Ground:
    """What goes along while visits are made: doors, loads and teams are looked up once for all."""

    campaign: Campaign
    asked: Asked
    doors: Mapping[int, VisitDoor]
    carried: Carried
    team_of: Mapping[str, str]


def asked_of(campaign: Campaign, wanted: Wanted, *, now: datetime) -> Asked:
    """What a planning of these days is asked, as things stand at this moment."""
    standing = _stops(campaign, done_at=None)
    fixed = {one.target_id for one in standing if _is_fixed(one, wanted, now)}
    rows = Target.objects.open().free(now).filter(campaign=campaign.pk).exclude(pk__in=fixed)
    targets = list(rows.order_by("rank", "pk"))
    asked = Asked(wanted.from_on, len(targets))
    asked.stops = {one.target_id: one for one in standing if one.target_id not in fixed}
    days = (wanted.from_on, wanted.until_on)
    walked = [*standing, *_stops(campaign, done_at__isnull=False, round__day__range=days)]
    gone_to = [*(one.pk for one in targets), *(one.target_id for one in walked)]
    doors = doors_of_targets(campaign, gone_to, now=now)
    carried = carried_to(campaign)
    shifts = campaign.shifts.filter(day__range=days).order_by("day", "pk")
    asked.shifts = open_shifts(shifts, walked, doors, carried, is_extra=wanted.is_extra, now=now)
    ground = _Ground(campaign, asked, doors, carried, _teams(campaign))
    visits = [visit for target in targets if (visit := _visit(target, ground)) is not None]
    walkers = walkers_of(asked.shifts, asked.first_day)
    if visits and walkers:
        asked.question = method.Question(
            tuple(visits), walkers, teams_help=wanted.do_teams_help, is_balanced=wanted.is_balanced
        )
    return asked


def _stops(campaign: Campaign, **which: Any) -> list[Stop]:
    rows = Stop.objects.standing().filter(round__campaign=campaign.pk, **which)
    return list(rows.select_related("round", "round__shift").order_by("pk"))


def _is_fixed(stop: Stop, wanted: Wanted, now: datetime) -> bool:
    """Whether this stop stays where it is: its round goes on, lies outside these days, or only doors that
    are in no round are asked for. What was left in a round of an earlier day is free again.
    """
    one = stop.round
    if one.day < day_of(now) or one.closed_at is not None:
        return False
    return wanted.is_extra or has_begun(one, now) or not wanted.from_on <= one.day <= wanted.until_on


def _teams(campaign: Campaign) -> dict[str, str]:
    """The team that each neighbourhood of the town belongs to; the first when there are more."""
    teams = sorted(one.team_id for one in staff.teams_of_towns({campaign.town}))
    covered = neighbourhoods_of_teams(teams)
    return {code: str(team) for team in reversed(teams) for code in covered.get(team, ())}


def _visit(target: Target, ground: _Ground) -> method.Visit | None:
    """The visit of a household; None, with the reason kept, when no plan can have it."""
    door, asked = ground.doors[target.pk], ground.asked
    if not door.is_welcome:
        asked.left_out[target.pk] = (NotPlannedBecause.NOT_WELCOME, {})
        return None
    if door.point is None:
        asked.left_out[target.pk] = (NotPlannedBecause.NO_PLACE, {})
        return None
    promised, windows = _when(target, asked)
    if not _is_within(windows, asked):
        told = target.promised_from
        because = NotPlannedBecause.WINDOW_CLOSED if told else NotPlannedBecause.LATER
        at = {"promised": told.isoformat()} if told else {"at": target.due_at.isoformat()}
        asked.left_out[target.pk] = (because, at)
        return None
    return method.Visit(
        visit_id=str(target.pk),
        place=keyed(method.Place(door.point.latitude, door.point.longitude)),
        minutes_at_door=MINUTES_AT_DOOR[Channel(ground.campaign.channel)],
        windows=windows,
        languages=frozenset({target.language}) if target.language else frozenset(),
        load=ground.carried.to(target.pk),
        team=ground.team_of.get(door.neighbourhood, ""),
        is_obligatory=target.promised_from is not None,
        promised=promised,
    )


def _when(target: Target, asked: Asked) -> tuple[method.Promise | None, tuple[method.Window, ...]]:
    """Whom and when the household was told, else from when on it may be."""
    if not asked.shifts:
        return None, ()
    if target.promised_from is not None and target.promised_until is not None:
        opens = second_of(target.promised_from, asked.first_day)
        closes = second_of(target.promised_until, asked.first_day)
        window = method.Window(max(0, opens), closes)
        if closes >= 0 and (walker := _told_whom(target, asked)):
            return method.Promise(walker, (opens + closes) // 2, (closes - opens) // 120), (window,)
        return None, (window,)
    first = min(second_of(one.begins, asked.first_day) for one in asked.shifts.values())
    last = max(second_of(one.ends, asked.first_day) for one in asked.shifts.values())
    due = second_of(target.due_at, asked.first_day)
    return None, (method.Window(due, max(due, last)),) if due > first else ()


def _told_whom(target: Target, asked: Asked) -> str:
    """Whoever has the promised door in a round now, when that person still goes."""
    stop = asked.stops.get(target.pk)
    mine = (one for one in asked.shifts.values() if stop and one.shift.pk == stop.round.shift_id)
    return next((one.walker_id for one in mine), "")


def _is_within(windows: tuple[method.Window, ...], asked: Asked) -> bool:
    """Whether somebody is out in one of these windows. Without windows, or without shifts, it may be."""
    return (not windows or not asked.shifts) or any(
        window.opens_second <= second_of(one.ends, asked.first_day)
        and window.closes_second >= second_of(one.begins, asked.first_day)
        for window in windows
        for one in asked.shifts.values()
    )
