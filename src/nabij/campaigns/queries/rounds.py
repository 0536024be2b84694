"""Rounds of a campaign for whoever leads it: a day with its rounds, who goes, hours. Names no resident."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Max, Q

from nabij.campaigns.models import Campaign, NotPlanned, Planning, Round, Shift, Stop, Target
from nabij.campaigns.queries.asking_rounds import Wanted, asked_of
from nabij.campaigns.queries.campaigns import to_add
from nabij.campaigns.queries.going import going_campaign_of
from nabij.campaigns.queries.round_figures import spread_of
from nabij.campaigns.queries.round_map import Drawing, drawn
from nabij.campaigns.queries.target_doors import doors_of_targets
from nabij.campaigns.types import GOES_AS, Channel, NotPlannedBecause, shift_hours
from nabij.campaigns.types.drawn_rounds import Way, WayDoor, colour_of
from nabij.directory.queries import known_places
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.registry.queries.doors import VisitDoor
from nabij.staff import queries as staff
from nabij.staff.queries.callers import days_away
from nabij_methods import rounds as method

LOST_AFTER = timedelta(minutes=3)


@dataclass(frozen=True, slots=True)
class RoundLine:
    """One round as it stands in a list. `share` and `mean` are for the bar: per cent of the longest."""

    round: Round
    name: str
    colour: str
    letter: str
    doors: int
    done: int
    minutes: int
    share: int
    mean: int

    @property
    def kilometers(self) -> float:
        """How far it is."""
        return self.round.meters / 1000


@dataclass(frozen=True, slots=True)
class RoundsPage:
    """A day with its rounds. `spread`: by how many per cent the shortest is shorter than the longest."""

    campaign: Campaign
    day: date | None
    days: tuple[tuple[date, int], ...]
    lines: tuple[RoundLine, ...]
    drawing: Drawing | None
    open_doors: int
    planned_doors: int
    planning: Planning | None
    is_lost: bool
    has_shifts: bool
    reasons: tuple[tuple[str, int], ...]

    @property
    def doors(self) -> int:
        """In the rounds of this day."""
        return sum(line.doors for line in self.lines)

    @property
    def mean_minutes(self) -> int:
        """How long a round of this day takes."""
        return round(sum(line.minutes for line in self.lines) / len(self.lines)) if self.lines else 0

    @property
    def spread(self) -> int | None:
        """None with fewer than two rounds: there is nothing to compare."""
        return spread_of([line.minutes for line in self.lines])

    @property
    def unplanned_doors(self) -> int:
        """Still to be reached, and in no round."""
        return self.open_doors - self.planned_doors


def rounds_page(actor: Actor, campaign_id: int, *, day: date | None, now: datetime) -> RoundsPage:
    """The rounds of one day of a campaign; without a day, of the first one from today on that has some.

    Raises Refused, NotFoundHere.
    """
    campaign = going_campaign_of(actor, campaign_id)
    counted = Stop.objects.standing().filter(round__campaign=campaign_id).order_by()
    rows = counted.values_list("round__day").annotate(doors=Count("pk")).order_by("round__day")
    days = tuple((one, doors) for one, doors in rows)
    today = day_of(now)
    shown = day or next((one for one, _doors in days if one >= today), days[-1][0] if days else None)
    lines = _lines(campaign, shown) if shown else ()
    planning = campaign.plannings.order_by("-asked_at", "-pk").first()
    last = campaign.plannings.filter(state__in=("done", "stopped")).order_by("-asked_at", "-pk").first()
    open_targets = Target.objects.open().filter(campaign=campaign_id)
    return RoundsPage(
        campaign=campaign,
        day=shown,
        days=days,
        lines=lines,
        drawing=_drawing(campaign, lines, now),
        open_doors=open_targets.count(),
        planned_doors=Stop.objects.open().filter(target__in=open_targets.values("pk")).count(),
        planning=planning,
        is_lost=planning is not None and is_lost(planning, now),
        has_shifts=campaign.shifts.filter(day__gte=today).exists(),
        reasons=reasons_of(last) if last else (),
    )


def is_lost(planning: Planning, now: datetime) -> bool:
    """Whether whatever worked on it has ended without saying so."""
    return planning.ended_at is None and planning.told_at < now - LOST_AFTER


def reasons_of(planning: Planning) -> tuple[tuple[str, int], ...]:
    """How many doors a planning left out, for each reason."""
    rows = NotPlanned.objects.filter(planning=planning.pk).order_by().values_list("because")
    counts = dict(rows.annotate(number=Count("pk")))
    return tuple((str(one.label), counts[one.value]) for one in NotPlannedBecause if counts.get(one.value))


def _lines(campaign: Campaign, day: date) -> tuple[RoundLine, ...]:
    counted = Stop.objects.standing().filter(round__campaign=campaign.pk, round__day=day).order_by()
    doors = {
        one: (number, done)
        for one, number, done in counted.values_list("round").annotate(
            number=Count("pk"), done=Count("done_at")
        )
    }
    found = Round.objects.filter(pk__in=list(doors)).select_related("shift")
    rows = list(found.order_by("begins_at", "goer__name", "pk"))
    names = staff.names_of({one.goer_id for one in rows})
    minutes = [minutes_of(one) for one in rows]
    longest, mean = max(minutes, default=1) or 1, sum(minutes) / (len(minutes) or 1)
    return tuple(
        RoundLine(
            round=one,
            name=names.get(one.goer_id, ""),
            colour=colour_of(turn),
            letter=chr(ord("A") + turn) if turn < 26 else str(turn + 1),
            doors=doors[one.pk][0],
            done=doors[one.pk][1],
            minutes=took,
            share=round(100 * took / longest),
            mean=round(100 * mean / longest),
        )
        for turn, (one, took) in enumerate(zip(rows, minutes, strict=True))
    )


def minutes_of(one: Round) -> int:
    """From leaving until being back."""
    return round((one.ends_at - one.begins_at).total_seconds() / 60)


def _drawing(campaign: Campaign, lines: tuple[RoundLine, ...], now: datetime) -> Drawing | None:
    rounds = [line.round for line in lines]
    stops = list(Stop.objects.standing().filter(round__in=[one.pk for one in rounds]).order_by("number"))
    doors = doors_of_targets(campaign, [stop.target_id for stop in stops], now=now)
    by_round: defaultdict[int, list[Stop]] = defaultdict(list)
    for stop in stops:
        by_round[stop.round_id].append(stop)
    return drawn([way_of(line.round, by_round[line.round.pk], doors, line.letter) for line in lines])


def way_of(one: Round, stops: Iterable[Stop], doors: Mapping[int, VisitDoor], name: str = "") -> Way:
    """A round as it is drawn: its shift says where it begins and ends. A door needs a place for it."""
    shift = one.shift
    start = (shift.start_latitude, shift.start_longitude) if shift else None
    end = (shift.end_latitude, shift.end_longitude) if shift else None
    points = {target: door.point for target, door in doors.items() if door.point is not None}
    return Way(
        name=name,
        start=start,
        doors=tuple(
            WayDoor(stop.number, (point.latitude, point.longitude), is_done=stop.done_at is not None)
            for stop in stops
            if (point := points.get(stop.target_id)) is not None
        ),
        end=end,
        line=f"round-{one.pk}",
    )


@dataclass(frozen=True, slots=True)
class ShiftLine:
    """Somebody goes out in a half day. `is_away`: that day they are not there, so it is not planned."""

    shift: Shift
    name: str
    begins: datetime
    ends: datetime
    is_away: bool
    is_begun: bool
    doors: int


@dataclass(frozen=True, slots=True)
class ShiftsPage:
    """Who goes out when, from today on, and what can be chosen to add to it."""

    campaign: Campaign
    lines: tuple[ShiftLine, ...]
    goers: tuple[tuple[int, str], ...]
    to_add: tuple[tuple[int, str], ...]
    """Who has the role for it in this town, and does not go for this campaign yet."""
    places: tuple[tuple[str, str], ...]
    teams: tuple[tuple[int, str], ...]

    @property
    def role(self) -> str:
        """What whoever goes for this campaign is called."""
        return str(GOES_AS[Channel(self.campaign.channel)].label)


def shifts_page(actor: Actor, campaign_id: int, *, now: datetime) -> ShiftsPage:
    """Who goes out for a campaign. Raises Refused, NotFoundHere."""
    campaign = going_campaign_of(actor, campaign_id)
    today = day_of(now)
    doors = Count("rounds__stops", filter=Q(rounds__stops__taken_off_at=None))
    rows = list(
        campaign.shifts.filter(day__gte=today).annotate(doors=doors, begins_at=Max("rounds__begins_at"))
    )
    goers = list(campaign.callers.filter(ended_at=None).values_list("staff", flat=True))
    names = staff.names_of({*goers, *(one.staff_id for one in rows)})
    last = max((one.day for one in rows), default=today)
    away = days_away({one.staff_id for one in rows}, today, last)
    lines = [
        ShiftLine(
            one,
            names.get(one.staff_id, ""),
            *shift_hours(one.day, one.part),
            is_away=one.day in away.get(one.staff_id, ()),
            is_begun=one.begins_at is not None and one.begins_at <= now,
            doors=one.doors,
        )
        for one in rows
    ]
    return ShiftsPage(
        campaign=campaign,
        lines=tuple(sorted(lines, key=lambda line: (line.begins, line.name))),
        goers=tuple(sorted(((one, names.get(one, "")) for one in goers), key=lambda pair: pair[1])),
        to_add=to_add(campaign, goers),
        places=tuple((one.key, one.name) for one in known_places(campaign.town)),
        teams=tuple((one.team_id, one.name) for one in staff.teams_of_towns({campaign.town})),
    )


@dataclass(frozen=True, slots=True)
class HoursLine:
    """What the doors of a team need, and what its people have, in minutes."""

    team: str
    doors: int
    needed: int
    available: int

    @property
    def short(self) -> int:
        """How much lacks; 0 when there is enough."""
        return max(0, self.needed - self.available)


@dataclass(frozen=True, slots=True)
class HoursPage:
    """Hours needed and there, before anything is planned. `without`: doors no plan can have, by reason."""

    campaign: Campaign
    first: date | None
    last: date | None
    lines: tuple[HoursLine, ...]
    without: tuple[tuple[str, int], ...]
    doors: int

    @property
    def total(self) -> HoursLine:
        """All teams together: they help each other unless it is asked otherwise."""
        return HoursLine(
            "",
            sum(line.doors for line in self.lines),
            sum(line.needed for line in self.lines),
            sum(line.available for line in self.lines),
        )


def hours_page(actor: Actor, campaign_id: int, *, now: datetime) -> HoursPage:
    """The hours of all shifts from today on, against the doors that are to be planned anew.

    Raises Refused, NotFoundHere.
    """
    campaign = going_campaign_of(actor, campaign_id)
    today = day_of(now)
    last = campaign.shifts.filter(day__gte=today).aggregate(last=Max("day"))["last"]
    if last is None:
        return HoursPage(campaign, None, None, (), (), 0)
    asked = asked_of(campaign, Wanted(today, last), now=now)
    counts: defaultdict[str, int] = defaultdict(int)
    for because, _facts in asked.left_out.values():
        counts[because] += 1
    without = tuple((str(one.label), counts[one]) for one in NotPlannedBecause if counts[one])
    if asked.question is None:
        return HoursPage(campaign, today, last, (), without, asked.doors)
    found = method.team_hours(asked.question)
    names = {
        str(one.team_id): one.name
        for one in staff.teams_named({int(line.team) for line in found if line.team})
    }
    lines = tuple(
        HoursLine(names.get(line.team, ""), line.doors, line.needed_minutes, line.available_minutes)
        for line in found
    )
    return HoursPage(campaign, today, last, lines, without, asked.doors)
