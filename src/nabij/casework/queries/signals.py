"""Signals as a sender, a team lead and a contact person may read them: each something else."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from nabij.audit.actions import record_read
from nabij.casework import policies
from nabij.casework.models import Guidance, Signal
from nabij.casework.types import REJECTED_STAYS_DAYS, SignalState
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.decisions import NotFoundHere, require
from nabij.kernel.purposes import Purpose
from nabij.registry import queries as registry
from nabij.registry.types import Sight, Topic
from nabij.staff import queries as staff

MOST = 50
"""Signals of one list; how many there are in all stands above it."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What somebody hears of a signal of their own: when it went, to which team, and how far it is.

    Whether guidance ran already is part of the dossier, so what was taken up and what was added to guidance
    read alike.
    """

    sent_at: datetime
    team: str
    due_on: date
    is_waiting: bool
    is_rejected: bool
    was_passed_on: bool


@transaction.atomic
def sent_signals(actor: Actor) -> list[Sent]:
    """The signals that this actor sent, the newest first; nothing about who is in them. Raises Refused."""
    require(policies.may_send_signal(actor))
    found = list(
        Signal.objects.filter(sent_by=actor.staff_id)
        .prefetch_related("passes")
        .order_by("-sent_at", "-pk")[:MOST]
    )
    teams = staff.services_named({one.team_id for one in found})
    return [
        Sent(
            sent_at=one.sent_at,
            team=teams.get(one.team_id, ""),
            due_on=one.due_on,
            is_waiting=one.state == SignalState.WAITING,
            is_rejected=one.state == SignalState.REJECTED,
            was_passed_on=bool(one.passes.all()),
        )
        for one in found
    ]


@dataclass(frozen=True, slots=True)
class TeamChoice:
    """A team that a signal can go to, with the neighbourhoods it is for."""

    team_id: int
    name: str


def teams_for_signals(actor: Actor, *, on: date) -> list[TeamChoice]:
    """The teams in the towns of this actor that have a lead, who decides; the own teams first."""
    teams = staff.teams_of_towns(actor.towns)
    led = staff.teams_with_a_lead([one.team_id for one in teams], on=on)
    choices = [TeamChoice(one.team_id, _named(one)) for one in teams if one.team_id in led]
    return sorted(choices, key=lambda one: one.team_id not in actor.team_ids)


def _named(team: staff.TeamName) -> str:
    return f"{team.name} ({team.organisation})" if team.organisation else team.name


@dataclass(frozen=True, slots=True)
class Triage:
    """How many signals wait for the teams that somebody leads, and how many of them too long."""

    waiting: int
    late: int


def triage_in_short(actor: Actor, *, on: date) -> Triage:
    """Two numbers, for the board. Raises Refused."""
    require(policies.may_triage(actor))
    mine = Signal.objects.filter(team__in=staff.led_teams(actor, on=on))
    # Few wait at a time: one question for their days says both numbers.
    due = list(mine.waiting().order_by().values_list("due_on", flat=True))
    return Triage(len(due), sum(day < on for day in due))


def late_signals(*, now: datetime) -> int:
    """How many signals wait longer than five working days in all teams; for nightly work."""
    return Signal.objects.late(day_of(now)).count()


@dataclass(frozen=True, slots=True)
class TriageLine:
    """A signal in the list of a lead; `name` is empty when it is not known or not seen."""

    signal_id: int
    name: str
    is_known: bool
    team: str
    sent_on: date
    due_on: date
    days_late: int
    erased_on: date | None
    """The day on which a rejected signal goes."""


@dataclass(frozen=True, slots=True)
class TriageList:
    """What waits, the oldest first, and what was rejected until it is erased."""

    waiting: tuple[TriageLine, ...]
    number: int
    late: int
    rejected: tuple[TriageLine, ...]


@transaction.atomic
def triage_list(actor: Actor, *, on: date, now: datetime) -> TriageList:
    """The signals for the teams that this actor leads; each household named is in the log. Raises Refused."""
    in_short = triage_in_short(actor, on=on)
    mine = Signal.objects.filter(team__in=staff.led_teams(actor, on=on))
    waiting = list(mine.waiting()[:MOST])
    rejected = list(mine.rejected().order_by("-decided_at", "-pk")[:MOST])
    homes = {one.household_id for one in (*waiting, *rejected) if one.household_id is not None}
    named = registry.households_named(actor, homes, purpose=Purpose.INTAKE, on=on, now=now)
    teams = staff.services_named({one.team_id for one in (*waiting, *rejected)})

    def line(one: Signal) -> TriageLine:
        called = named.get(one.household_id or 0)
        return TriageLine(
            signal_id=one.pk,
            name=called.name if called else one.told_name,
            is_known=one.household_id is not None,
            team=teams.get(one.team_id, ""),
            sent_on=day_of(one.sent_at),
            due_on=one.due_on,
            days_late=max(0, (on - one.due_on).days) if one.state == SignalState.WAITING else 0,
            erased_on=_erased_on(one),
        )

    return TriageList(tuple(map(line, waiting)), in_short.waiting, in_short.late, tuple(map(line, rejected)))


def _erased_on(signal: Signal) -> date | None:
    if signal.state != SignalState.REJECTED or signal.decided_at is None:
        return None
    return day_of(signal.decided_at) + timedelta(days=REJECTED_STAYS_DAYS)


@dataclass(frozen=True, slots=True)
class Passed:
    """A signal went from one team to another."""

    from_team: str
    to_team: str
    because: str
    on: date
    by: str


@dataclass(frozen=True, slots=True)
class SignalView:
    """A signal as whoever decides reads it."""

    signal_id: int
    version: int
    team_id: int
    town: str
    household_id: int | None
    household_name: str
    is_in_sight: bool
    """Whether the household is known, and the lead sees it."""
    has_guidance: bool
    told_name: str
    told_place: str
    told_phone: str
    seen: str
    seen_where: str
    seen_on: date
    seen_by: str
    concerns: str
    topic: str
    is_family_told: bool
    told_because: str
    has_consent: bool
    no_consent_because: str
    sent_on: date
    sent_by: str
    due_on: date
    days_late: int
    passes: tuple[Passed, ...]
    rejected_because: str
    erased_on: date | None
    is_waiting: bool


@transaction.atomic
def signal_in_triage(actor: Actor, signal_id: int, *, on: date, now: datetime) -> SignalView:
    """One signal, waiting or rejected, for a lead of its team; once decided it is read in the dossier.

    A known household is in the log with everybody in it. Raises Refused, NotFoundHere.
    """
    require(policies.may_triage(actor))
    states = (SignalState.WAITING, SignalState.REJECTED)
    mine = Signal.objects.filter(team__in=staff.led_teams(actor, on=on), state__in=states)
    one = mine.filter(pk=signal_id).first()
    if one is None:
        raise NotFoundHere
    home = one.household_id
    named = registry.households_named(actor, {home} if home else (), purpose=Purpose.INTAKE, on=on, now=now)
    if home is not None:
        about = [registry.number_of_household(home)]
        record_read("casework.signal_read", actor=actor, about=about, purpose=Purpose.INTAKE, at=now)
    return _view(one, named, on)


def _view(one: Signal, named: dict[int, registry.Named], on: date) -> SignalView:
    home = one.household_id
    called = named.get(home or 0)
    return SignalView(
        signal_id=one.pk,
        version=one.version,
        team_id=one.team_id,
        town=one.town,
        household_id=home,
        household_name=called.name if called else "",
        is_in_sight=called is not None,
        has_guidance=called is not None and Guidance.objects.open().filter(household=home).exists(),
        told_name=one.told_name,
        told_place=one.told_place,
        told_phone=one.told_phone,
        seen=one.seen,
        seen_where=one.seen_where,
        seen_on=one.seen_on,
        seen_by=one.seen_by,
        concerns=one.concerns,
        topic=str(Topic(one.topic).label),
        is_family_told=one.is_family_told,
        told_because=one.told_because,
        has_consent=one.has_consent,
        no_consent_because=one.no_consent_because,
        sent_on=day_of(one.sent_at),
        sent_by=staff.names_of([one.sent_by_id]).get(one.sent_by_id, ""),
        due_on=one.due_on,
        days_late=max(0, (on - one.due_on).days) if one.state == SignalState.WAITING else 0,
        passes=_passes(one),
        rejected_because=one.rejected_because,
        erased_on=_erased_on(one),
        is_waiting=one.state == SignalState.WAITING,
    )


def _passes(signal: Signal) -> tuple[Passed, ...]:
    found = list(signal.passes.all())
    teams = staff.services_named({one.from_team_id for one in found} | {one.to_team_id for one in found})
    names = staff.names_of({one.by_id for one in found})
    return tuple(
        Passed(
            from_team=teams.get(one.from_team_id, ""),
            to_team=teams.get(one.to_team_id, ""),
            because=one.because,
            on=day_of(one.at),
            by=names.get(one.by_id, ""),
        )
        for one in found
    )


@dataclass(frozen=True, slots=True)
class Added:
    """A signal that was added to guidance; the words are empty for whoever does not see their topic."""

    signal_id: int
    seen_on: date
    seen: str
    seen_where: str
    seen_by: str
    concerns: str
    is_read: bool


def signals_of_guidance(guidance: Guidance | None, sight: Sight) -> tuple[Added, ...]:
    """What was seen while guidance ran, the newest first; part of reading guidance, which is in the log."""
    if guidance is None:
        return ()
    found = Signal.objects.filter(guidance=guidance, state=SignalState.JOINED).order_by("-seen_on", "-pk")
    return tuple(_added(one, sight) for one in found[:MOST])


def _added(signal: Signal, sight: Sight) -> Added:
    sees = policies.sees_words(sight, signal.topic, written_by=None)
    return Added(
        signal_id=signal.pk,
        seen_on=signal.seen_on,
        seen=signal.seen if sees else "",
        seen_where=signal.seen_where if sees else "",
        seen_by=signal.seen_by if sees else "",
        concerns=signal.concerns if sees else "",
        is_read=signal.read_at is not None,
    )


def unread_signals(mine: Collection[int], seen: registry.Ids) -> QuerySet[Signal]:
    """Signals added to guidance of these households that wait to be read; for the list of the day."""
    return (
        Signal.objects.unread()
        .filter(household__in=mine)
        .filter(household__in=seen)
        .order_by("decided_at", "pk")
    )
