"""Reads of visits: the page of one, those of a household, who is out now, and which visit calls."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from nabij.audit.actions import record_read
from nabij.casework import policies
from nabij.casework.models import Visit
from nabij.casework.types import ESCALATED_AFTER, EVERYBODY_AFTER, Alarm, VisitState
from nabij.kernel.actors import Actor
from nabij.kernel.clock import BRUSSELS
from nabij.kernel.days import day_of
from nabij.kernel.decisions import NotFoundHere, require
from nabij.kernel.purposes import Purpose
from nabij.registry import queries as registry
from nabij.registry.types import Sight
from nabij.staff import queries as staff

MOST = 5
MOST_OUT = 60


@dataclass(frozen=True, slots=True)
class VisitView:
    """One visit, as far as somebody sees it.

    `safety_note` is empty when it lies under a topic that is not seen: `has_note` says that there is one.
    """

    number: int
    household_id: int
    state: VisitState
    alarm: Alarm
    from_at: datetime
    until_at: datetime
    expected_end_at: datetime | None
    begun_at: datetime | None
    ended_at: datetime | None
    worker: str
    companion: str
    backup: str
    taken_by: str
    has_note: bool
    safety_note: str
    help_asked_at: datetime | None
    is_mine: bool
    """Whether this visit is the one's own."""
    goes_along: bool
    is_asked: bool
    """Whether this visit calls the one who looks."""


@dataclass(frozen=True, slots=True)
class VisitPage:
    """A visit with the name and the place of the household."""

    visit: VisitView
    name: str
    places: tuple[str, ...]
    """Where they live, in one line each; empty where it is hidden."""


def visit_in_sight(actor: Actor, visit_id: int, *, now: datetime) -> tuple[Visit, Sight]:
    """A visit to a household that the actor follows; no line in the log yet. Raises NotFoundHere."""
    visit = Visit.objects.filter(pk=visit_id).first()
    if visit is None:
        raise NotFoundHere
    _household, sight = registry.household_in_sight(actor, visit.household_id, at=now)
    if not policies.may_plan_visit(actor, sight).allowed:
        raise NotFoundHere
    return visit, sight


@transaction.atomic
def visit_of(actor: Actor, visit_id: int, *, now: datetime) -> VisitPage:
    """One visit, with where it goes; the look at the household is on record. Raises NotFoundHere."""
    visit, sight = visit_in_sight(actor, visit_id, now=now)
    home = registry.household(actor, visit.household_id, purpose=Purpose.HELP, on=day_of(now), now=now)
    (shown,) = _views(actor, [visit], {visit.household_id: sight}, now=now)
    return VisitPage(
        visit=shown,
        name=home.reference.naming.shown if home.reference else "",
        places=tuple(
            f"{one.address.first_line}, {one.address.second_line}"
            if one.address
            else str(one.get_kind_display())
            for one in home.stays
        ),
    )


@transaction.atomic
def visits_of(
    actor: Actor, household_id: int, *, purpose: Purpose, on: date, now: datetime
) -> tuple[VisitView, ...]:
    """The visits to a household that are planned or under way, and the last ones, the next first."""
    household, sight = registry.household_in_sight(actor, household_id, at=now)
    about = registry.concerned(household, on=on)
    record_read("casework.visits_read", actor=actor, about=about, purpose=purpose, at=now)
    found = Visit.objects.filter(household=household_id)
    coming = found.filter(state__in=(VisitState.PLANNED, VisitState.BEGUN))
    past = found.filter(state=VisitState.ENDED).order_by("-planned_from", "-pk")[:2]
    rows = [*coming.order_by("planned_from", "pk")[:MOST], *past]
    return tuple(_views(actor, rows, {household_id: sight}, now=now))


def _views(
    actor: Actor, visits: Iterable[Visit], sights: Mapping[int, Sight], *, now: datetime
) -> list[VisitView]:
    rows = list(visits)
    people = {
        number for one in rows for number in (one.staff_id, one.companion_id, one.backup_id, one.taken_by_id)
    }
    names = staff.names_of({number for number in people if number is not None})
    return [_view(actor, one, sights.get(one.household_id), names, now) for one in rows]


def _view(actor: Actor, visit: Visit, sight: Sight | None, names: dict[int, str], now: datetime) -> VisitView:
    goes = {visit.staff_id, visit.companion_id}
    # Who goes in reads what to mind there, also under a topic that is not theirs.
    sees_note = sight is not None and (
        actor.staff_id in goes
        or policies.sees_words(sight, visit.safety_topic, written_by=visit.planned_by_id)
    )
    return VisitView(
        number=visit.pk,
        household_id=visit.household_id,
        state=VisitState(visit.state),
        alarm=visit.alarm(now),
        from_at=visit.planned_from,
        until_at=visit.planned_until,
        expected_end_at=visit.expected_end_at,
        begun_at=visit.begun_at,
        ended_at=visit.ended_at,
        worker=names.get(visit.staff_id, ""),
        companion=names.get(visit.companion_id or 0, ""),
        backup=names.get(visit.backup_id or 0, ""),
        taken_by=names.get(visit.taken_by_id or 0, ""),
        has_note=bool(visit.safety_note),
        safety_note=visit.safety_note if sees_note else "",
        help_asked_at=visit.help_asked_at,
        is_mine=visit.staff_id == actor.staff_id,
        goes_along=actor.staff_id in goes,
        is_asked=visit.alarm(now) in (Alarm.BACKUP, Alarm.EVERYBODY, Alarm.TAKEN)
        and is_asked_to_look(actor, visit, now=now),
    )


@transaction.atomic
def colleagues_for_visit(actor: Actor, household_id: int, *, now: datetime) -> list[tuple[int, str]]:
    """Colleagues to choose from on the form of a visit. Raises NotFoundHere, Refused."""
    household, sight = registry.household_in_sight(actor, household_id, at=now)
    require(policies.may_plan_visit(actor, sight))
    return who_can_come(actor, household.team_id, on=day_of(now))


def goes_on(actor: Actor, visit_id: int) -> bool:
    """Whether the actor goes on this visit, alone or along."""
    return actor.staff_id is not None and Visit.objects.of(actor.staff_id).filter(pk=visit_id).exists()


def who_can_come(actor: Actor, team_id: int | None, *, on: date) -> list[tuple[int, str]]:
    """Colleagues who can go along or be told, by name: of the team of the household, else of one's own."""
    teams = [team_id] if team_id is not None else sorted(actor.team_ids)
    members = staff.members_of_teams(teams, on=on)
    return [(one.staff_id, one.name) for one in members if one.staff_id != actor.staff_id and not one.is_away]


def visits_to_mind(staff_id: int, *, on: date) -> list[Visit]:
    """The visits of one worker on a day that did not end yet, and any that is under way, in their order."""
    begin = datetime.combine(on, time(), tzinfo=BRUSSELS)
    today = Q(state=VisitState.PLANNED, planned_from__gte=begin, planned_from__lt=begin + timedelta(days=1))
    found = Visit.objects.of(staff_id).filter(today | Q(state=VisitState.BEGUN))
    return list(found.order_by("planned_from", "pk")[:MOST_OUT])


@dataclass(frozen=True, slots=True)
class Calling:
    """A visit that calls somebody, without anything about the household: it stands on top of every page."""

    number: int
    worker: str
    expected_end_at: datetime
    help_asked_at: datetime | None
    alarm: Alarm
    taken_by: str
    is_mine: bool
    may_open: bool
    """Whether the one who is called sees the household, and so the place."""


def calling(actor: Actor, *, now: datetime) -> tuple[Calling, ...]:
    """The visits that call this actor: the own one past its end, and those that need somebody to look."""
    if actor.staff_id is None:
        return ()
    mine = Visit.objects.of(actor.staff_id)
    rows = list(mine.late(now)) + list(mine.under_way().filter(help_asked_at__isnull=False))
    rows += list(_to_look_at(actor, now=now))
    by_number = {one.pk: one for one in rows}
    if not by_number:
        return ()
    ids = {n for one in by_number.values() for n in (one.staff_id, one.taken_by_id) if n is not None}
    names = staff.names_of(ids)
    homes = {one.household_id for one in by_number.values()}
    seen = set(registry.visible_households(actor, at=now).filter(pk__in=homes))
    return tuple(
        Calling(
            number=one.pk,
            worker=names.get(one.staff_id, ""),
            expected_end_at=one.expected_end_at or now,
            help_asked_at=one.help_asked_at,
            alarm=one.alarm(now),
            taken_by=names.get(one.taken_by_id or 0, ""),
            is_mine=actor.staff_id in (one.staff_id, one.companion_id),
            may_open=one.household_id in seen,
        )
        for one in sorted(by_number.values(), key=lambda one: (one.expected_end_at or now, one.pk))
    )


def _to_look_at(actor: Actor, *, now: datetime) -> QuerySet[Visit]:
    """Visits of others for which this actor is backup, or leads the team; after a while the whole team.

    Nobody is left out because somebody is away: who stands in for a backup is called in their place.
    """
    assert actor.staff_id is not None
    on = day_of(now)
    backups = {actor.staff_id, *staff.stood_in_for(actor.staff_id, on=on)}
    led = staff.led_teams(actor, on=on)
    asked = Q(backup__in=backups)
    if led:
        asked |= Q(household__in=registry.visible_households(actor, at=now, team_ids=led))
        asked |= Q(staff__in=[one.staff_id for one in staff.members_of_teams(led, on=on)])
    unheard = Q(taken_by=None) & (
        Q(help_asked_at__lte=now - EVERYBODY_AFTER)
        | Q(expected_end_at__lte=now - ESCALATED_AFTER - EVERYBODY_AFTER)
    )
    if actor.team_ids:
        asked |= unheard & Q(
            household__in=registry.visible_households(actor, at=now, team_ids=actor.team_ids)
        )
    others = Visit.objects.calling(now).exclude(staff=actor.staff_id).exclude(companion=actor.staff_id)
    return others.filter(asked)


def is_asked_to_look(actor: Actor, visit: Visit, *, now: datetime) -> bool:
    """Whether a visit that calls asks this actor to look."""
    return actor.staff_id is not None and _to_look_at(actor, now=now).filter(pk=visit.pk).exists()


@dataclass(frozen=True, slots=True)
class Out:
    """Somebody of the team who is on a visit now; `name` of the household is empty where it is not seen."""

    visit: VisitView
    name: str


@transaction.atomic
def who_is_out(actor: Actor, *, on: date, now: datetime) -> tuple[Out, ...]:
    """Who of the teams that this actor leads is on a visit now, the loudest call first.

    Each household shown is a line in the log. Raises Refused.
    """
    require(policies.may_open_board(actor))
    led = staff.led_teams(actor, on=on)
    members = [one.staff_id for one in staff.members_of_teams(led, on=on)]
    homes = registry.visible_households(actor, at=now, team_ids=led)
    found = Visit.objects.under_way().filter(Q(staff__in=members) | Q(household__in=homes))
    rows = list(found.order_by("expected_end_at", "pk")[:MOST_OUT])
    named = registry.households_named(
        actor, {one.household_id for one in rows}, purpose=Purpose.SUPERVISION, on=on, now=now
    )
    views = _short_views(rows, now)
    return tuple(
        Out(view, named[view.household_id].name if view.household_id in named else "") for view in views
    )


def _short_views(rows: list[Visit], now: datetime) -> list[VisitView]:
    """The same without the note: a list of who is out needs the hours only."""
    return _views(Actor(), rows, {}, now=now)


@dataclass(frozen=True, slots=True)
class VisitLine:
    """A visit on the list of the day."""

    number: int
    household_id: int
    name: str
    from_at: datetime
    until_at: datetime
    is_under_way: bool
    is_mine: bool


def visit_lines(visits: Iterable[Visit], named: Mapping[int, Any], *, staff_id: int) -> tuple[VisitLine, ...]:
    """Lines of visits with what the households are called; a household that is not seen has no name."""
    return tuple(
        VisitLine(
            number=one.pk,
            household_id=one.household_id,
            name=named[one.household_id].name,
            from_at=one.begun_at or one.planned_from,
            until_at=one.expected_end_at or one.planned_until,
            is_under_way=one.state == VisitState.BEGUN,
            is_mine=one.staff_id == staff_id,
        )
        for one in visits
        if one.household_id in named
    )
