"""Whom a household could go to, by plain rules; and the households of a colleague that can change hands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from nabij.casework import policies
from nabij.casework.models import Guidance, Transfer
from nabij.casework.queries.caseload import Load, loads_of
from nabij.casework.queries.guidance import days_late
from nabij.casework.types import URGENT_DAYS, HandoverState, TransferReason
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.decisions import NotFoundHere, require
from nabij.kernel.languages import language_name
from nabij.kernel.purposes import Purpose
from nabij.registry import queries as registry
from nabij.staff import queries as staff


@dataclass(frozen=True, slots=True)
class Candidate:
    """A colleague who could follow a household, with the facts that the rules look at."""

    load: Load
    speaks: tuple[str, ...]
    """Names of languages that both the household and this colleague speak."""
    works_here: bool
    """Whether a team of theirs follows the neighbourhood of the household."""


@dataclass(frozen=True, slots=True)
class Assigning:
    """A household that is to be assigned, and the colleagues to choose from."""

    household_id: int
    name: str
    contact_person: str
    languages: tuple[str, ...]
    neighbourhood: str
    is_intensive: bool
    candidates: tuple[Candidate, ...]


@transaction.atomic
def assigning_of(actor: Actor, household_id: int, *, on: date, now: datetime) -> Assigning:
    """A household of the own teams with the colleagues who could follow it; a line in the log.

    First who is here, then who speaks a language of the household, then who works in its neighbourhood, then
    who has room under the ceiling; those who are alike by name. Raises Refused, NotFoundHere.
    """
    require(policies.may_assign(actor))
    led = staff.led_teams(actor, on=on)
    household, _sight = registry.household_in_sight(actor, household_id, at=now)
    if household.team_id not in led:
        raise NotFoundHere
    purpose = Purpose.SUPERVISION
    named = registry.households_named(actor, [household_id], purpose=purpose, on=on, now=now)[household_id]
    facts = registry.assigning_facts(actor, household_id, purpose=purpose, on=on, now=now)
    loads = loads_of(led, on=on, now=now)
    candidates = [
        Candidate(
            load=load,
            speaks=tuple(language_name(code) for code in facts.languages if code in load.languages),
            works_here=bool(facts.neighbourhood_code) and facts.neighbourhood_code in load.neighbourhoods,
        )
        for load in loads
        if load.may_follow and load.staff_id != named.contact_person_id
    ]
    guidance = Guidance.objects.guided().filter(household=household_id).first()
    return Assigning(
        household_id=household_id,
        name=named.name,
        contact_person=named.contact_person,
        languages=tuple(language_name(code) for code in facts.languages),
        neighbourhood=facts.neighbourhood,
        is_intensive=bool(guidance and guidance.is_intensive),
        candidates=tuple(sorted(candidates, key=_by_the_rules)),
    )


def _by_the_rules(one: Candidate) -> tuple[bool, bool, bool, bool, str, int]:
    """The order that the page explains: each rule says yes or no, and nothing is added up."""
    load = one.load
    return (load.is_away, not one.speaks, not one.works_here, load.is_full, load.name, load.staff_id)


@dataclass(frozen=True, slots=True)
class TransferLine:
    """A household of a colleague who hands over, with its next step by day only."""

    household_id: int
    name: str
    is_guided: bool
    is_intensive: bool
    step_due_on: date | None
    days_late: int
    is_urgent: bool


@dataclass(frozen=True, slots=True)
class Transferring:
    """The households of a colleague in the own teams, the urgent ones first, and who can get them."""

    staff_id: int
    name: str
    lines: tuple[TransferLine, ...]
    receivers: tuple[Load, ...]

    @property
    def urgent(self) -> int:
        """How many cannot wait."""
        return sum(1 for line in self.lines if line.is_urgent)


@transaction.atomic
def transferring_of(actor: Actor, staff_id: int, *, on: date, now: datetime) -> Transferring:
    """All households of one colleague that the actor may hand over; each is a line in the log.

    Urgent first: a step that is late or due within a week, by its day; then the others by name. Raises
    Refused, NotFoundHere for who is in no team of the actor.
    """
    require(policies.may_assign(actor))
    led = staff.led_teams(actor, on=on)
    loads = loads_of(led, on=on, now=now)
    colleague = next((load for load in loads if load.staff_id == staff_id), None)
    if colleague is None:
        raise NotFoundHere
    seen = registry.visible_households(actor, at=now, team_ids=led)
    homes = list(registry.households_of_contact([staff_id], at=now).filter(household__in=seen))
    named = registry.households_named(actor, homes, purpose=Purpose.SUPERVISION, on=on, now=now)
    guided = {one.household_id: one for one in Guidance.objects.guided().filter(household__in=homes)}
    lines = [_line(one, guided.get(one.household_id), on) for one in named.values()]
    return Transferring(
        staff_id=staff_id,
        name=colleague.name,
        lines=tuple(sorted(lines, key=_urgent_first)),
        receivers=tuple(load for load in loads if load.may_follow and load.staff_id != staff_id),
    )


def _line(named: registry.Named, guidance: Guidance | None, on: date) -> TransferLine:
    due_on = guidance.step_due_on if guidance else None
    return TransferLine(
        household_id=named.household_id,
        name=named.name,
        is_guided=guidance is not None,
        is_intensive=bool(guidance and guidance.is_intensive),
        step_due_on=due_on,
        days_late=days_late(guidance, on) if guidance else 0,
        is_urgent=due_on is not None and due_on <= on + timedelta(days=URGENT_DAYS),
    )


def _urgent_first(line: TransferLine) -> tuple[bool, date, str, int]:
    due_on = line.step_due_on if line.is_urgent and line.step_due_on else date.max
    return (not line.is_urgent, due_on, line.name, line.household_id)


@dataclass(frozen=True, slots=True)
class MovedLine:
    """What became of one household of a transfer."""

    household_id: int
    handover_id: int
    name: str
    to_name: str
    state: HandoverState
    step_due_on: date | None
    days_late: int
    is_urgent: bool


@dataclass(frozen=True, slots=True)
class Transferred:
    """A transfer that was done, and whether it was taken back."""

    transfer_id: int
    from_name: str
    reason: TransferReason
    on: date
    is_undone: bool
    lines: tuple[MovedLine, ...]

    @property
    def urgent(self) -> tuple[MovedLine, ...]:
        """Those that cannot wait."""
        return tuple(line for line in self.lines if line.is_urgent)

    @property
    def back(self) -> int:
        """How many went back."""
        return sum(1 for line in self.lines if line.state == HandoverState.TAKEN_BACK)

    @property
    def stayed(self) -> tuple[MovedLine, ...]:
        """Those that stay after taking back, because something was done there since."""
        return tuple(line for line in self.lines if line.state != HandoverState.TAKEN_BACK)

    @property
    def can_be_undone(self) -> bool:
        """Whether one is open still; the action looks at what was done since."""
        return not self.is_undone and any(line.state == HandoverState.OPEN for line in self.lines)


@transaction.atomic
def transferred_of(actor: Actor, transfer_id: int, *, on: date, now: datetime) -> Transferred:
    """A transfer of households of the own teams; each is a line in the log. Raises Refused, NotFoundHere."""
    require(policies.may_assign(actor))
    transfer = Transfer.objects.filter(pk=transfer_id).first()
    if transfer is None:
        raise NotFoundHere
    seen = registry.visible_households(actor, at=now, team_ids=staff.led_teams(actor, on=on))
    handovers = list(transfer.handovers.filter(household__in=seen))
    if not handovers:
        raise NotFoundHere
    homes = [one.household_id for one in handovers]
    named = registry.households_named(actor, homes, purpose=Purpose.SUPERVISION, on=on, now=now)
    guided = {one.household_id: one for one in Guidance.objects.guided().filter(household__in=homes)}
    names = staff.names_of({one.to_staff_id for one in handovers} | {transfer.from_staff_id})
    lines = []
    for one in handovers:
        line = _line(named[one.household_id], guided.get(one.household_id), on)
        to_name, state = names.get(one.to_staff_id, ""), HandoverState(one.state)
        moved = MovedLine(
            line.household_id,
            one.pk,
            line.name,
            to_name,
            state,
            line.step_due_on,
            line.days_late,
            line.is_urgent,
        )
        lines.append((_urgent_first(line), moved))
    return Transferred(
        transfer_id=transfer.pk,
        from_name=names.get(transfer.from_staff_id, ""),
        reason=TransferReason(transfer.reason),
        on=day_of(transfer.at),
        is_undone=transfer.undone_at is not None,
        lines=tuple(moved for _order, moved in sorted(lines, key=lambda pair: pair[0])),
    )
