"""What is left of the shifts of a campaign: from when, from where, and how much still goes along."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from nabij.campaigns.models import Campaign, Round, Shift, Stop
from nabij.campaigns.queries.target_doors import packages_to
from nabij.campaigns.types import MOST_STOPS, Channel, shift_hours
from nabij.kernel.clock import BRUSSELS
from nabij.registry.queries.doors import VisitDoor
from nabij.staff.queries.callers import days_away
from nabij.staff.queries.capacity import languages_of
from nabij_methods import rounds as method

LEAST_MINUTES = 15
"""Less time than this is no shift."""


@dataclass(frozen=True, slots=True)
class OpenShift:
    """The part of a shift that can still be filled, and from where. `room` None: it does not matter."""

    shift: Shift
    begins: datetime
    ends: datetime
    start: method.Place
    room: int | None

    @property
    def walker_id(self) -> str:
        """Somebody who goes in two ways is two to the method: it knows one way of going for each."""
        return f"{self.shift.staff_id}-{self.shift.mode}-{self.shift.team_id or 0}"


@dataclass(frozen=True, slots=True)
class Carried:
    """How much goes to each door, by target. `is_counted`: packages, of which only so many go along.

    Of a talk nothing is carried: then each door counts for one, so that no round gets more of them than it
    may have.
    """

    by_target: Mapping[int, int]
    is_counted: bool

    def to(self, target: int) -> int:
        """What goes to one door."""
        return self.by_target.get(target, 1) if self.is_counted else 1


def carried_to(campaign: Campaign) -> Carried:
    """The packages of each door, in a campaign whose goers said how many they take along."""
    is_counted = campaign.channel == Channel.PACKAGE and campaign.shifts.exclude(capacity=None).exists()
    return Carried(packages_to(campaign) if is_counted else {}, is_counted=is_counted)


def second_of(moment: datetime, first_day: date) -> int:
    """A moment as the method counts: seconds on the clock of the wall since midnight of the first day."""
    here = moment.astimezone(BRUSSELS)
    return (here.date() - first_day).days * 86_400 + here.hour * 3600 + here.minute * 60 + here.second


def has_begun(one: Round, now: datetime) -> bool:
    """Whether somebody is on the way, or may be: such a round is not changed under their feet."""
    return one.begins_at <= now


def open_shifts(
    shifts: Iterable[Shift],
    stops: Iterable[Stop],
    doors: Mapping[int, VisitDoor],
    carried: Carried,
    *,
    is_extra: bool,
    now: datetime,
) -> dict[tuple[str, int], OpenShift]:
    """What is left, by walker and by the number of the shift among those of this walker.

    `stops` are those that stand or were done. For an extra round what is planned stays, and a shift is open
    after its last door; otherwise a shift that is being walked is not open at all.
    """
    by_shift: defaultdict[int, list[Stop]] = defaultdict(list)
    for stop in stops:
        if stop.round.shift_id is not None and (stop.done_at or stop.round.closed_at is None):
            by_shift[stop.round.shift_id].append(stop)
    in_order = sorted(shifts, key=lambda one: shift_hours(one.day, one.part)[0])
    if not in_order:
        return {}
    away = days_away({one.staff_id for one in in_order}, in_order[0].day, in_order[-1].day)
    numbers: defaultdict[str, int] = defaultdict(int)
    found = {}
    for shift in in_order:
        one = _open(shift, by_shift[shift.pk], doors, carried, is_extra=is_extra, now=now)
        if one is not None and shift.day not in away.get(shift.staff_id, ()):
            found[one.walker_id, numbers[one.walker_id]] = one
            numbers[one.walker_id] += 1
    return found


def _open(
    shift: Shift,
    stops: list[Stop],
    doors: Mapping[int, VisitDoor],
    carried: Carried,
    *,
    is_extra: bool,
    now: datetime,
) -> OpenShift | None:
    begins, ends = shift_hours(shift.day, shift.part)
    begins = max(begins, _in_five_minutes(now))
    room = shift.capacity if carried.is_counted else MOST_STOPS
    start = method.Place(shift.start_latitude, shift.start_longitude)
    if stops and is_extra:
        last = max(stops, key=lambda stop: stop.arrives_at)
        begins = max(begins, last.arrives_at + timedelta(minutes=last.minutes))
        point = doors[last.target_id].point
        start = method.Place(point.latitude, point.longitude) if point else start
        if room is not None and carried.is_counted:
            room = max(0, room - sum(carried.to(stop.target_id) for stop in stops))
    elif any(has_begun(stop.round, now) or stop.done_at for stop in stops):
        return None
    if room == 0 or ends - begins < timedelta(minutes=LEAST_MINUTES):
        return None
    return OpenShift(shift, begins, ends, keyed(start), room)


def _in_five_minutes(now: datetime) -> datetime:
    """The next five minutes: a sheet with 13:02:41 on it is not believed."""
    rounded = now.replace(second=0, microsecond=0)
    return rounded + timedelta(minutes=5 - rounded.minute % 5)


def keyed(place: method.Place) -> method.Place:
    """The place with its point as its key in a table of travel times."""
    return method.Place(place.latitude, place.longitude, f"{place.latitude:.6f},{place.longitude:.6f}")


def end_of(shift: Shift) -> method.Place:
    """Where a shift ends."""
    return keyed(method.Place(shift.end_latitude, shift.end_longitude))


def walkers_of(shifts: Mapping[tuple[str, int], OpenShift], first_day: date) -> tuple[method.Walker, ...]:
    """The people who go, each with what is left of their shifts."""
    languages = languages_of({one.shift.staff_id for one in shifts.values()})
    by_walker: defaultdict[str, list[OpenShift]] = defaultdict(list)
    for (walker, _number), one in shifts.items():
        by_walker[walker].append(one)
    return tuple(
        method.Walker(
            walker_id=walker,
            start=mine[0].start,
            end=end_of(mine[0].shift),
            shifts=tuple(_laid(one, first_day) for one in mine),
            mode=method.Mode(mine[0].shift.mode),
            languages=frozenset(languages.get(mine[0].shift.staff_id, ("nl",))),
            team=str(mine[0].shift.team_id or ""),
        )
        for walker, mine in by_walker.items()
    )


def _laid(one: OpenShift, first_day: date) -> method.Shift:
    return method.Shift(
        second_of(one.begins, first_day),
        second_of(one.ends, first_day),
        start=one.start,
        end=end_of(one.shift),
        capacity=one.room,
    )
