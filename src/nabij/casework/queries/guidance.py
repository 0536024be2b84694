"""How guidance of a household stands, as far as somebody sees it; and where something lacks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from nabij.audit.actions import record_read
from nabij.casework import policies
from nabij.casework.models import EndedStep, Guidance
from nabij.casework.queries.signals import Added, signals_of_guidance
from nabij.casework.types import ClosingOutcome, GuidanceState, StepEnd
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.purposes import Purpose
from nabij.registry import queries as registry
from nabij.registry.types import Sight
from nabij.staff import queries as staff

MOST_STEPS = 20


@dataclass(frozen=True, slots=True)
class PastStep:
    """A step that ended. `what` is empty when its words lie under a topic that is not seen."""

    what: str
    due_on: date
    end: StepEnd
    note: str
    ended_on: date
    by: str


@dataclass(frozen=True, slots=True)
class Period:
    """An earlier period of guidance that closed. Texts are empty for whoever does not see every topic."""

    from_on: date
    until_on: date
    outcome: ClosingOutcome
    note: str
    family_view: str
    not_asked_because: str


@dataclass(frozen=True, slots=True)
class GuidanceView:
    """How guidance of a household stands now; without an open one `state` is None.

    `step` and `signal` are empty when their words lie under a topic that is not seen: the day stays.
    """

    state: GuidanceState | None
    version: int
    since_on: date | None
    signal: str
    is_intensive: bool
    step: str
    topic: str
    """Under which topic the words of the step lie, or of the signal before there is one; empty for none."""
    step_due_on: date | None
    days_late: int
    put_off: int
    """How often the step that stands now was put off before."""
    past_steps: tuple[PastStep, ...]
    earlier: tuple[Period, ...]
    may_guide: bool
    may_signal: bool
    has_contact_person: bool
    signals: tuple[Added, ...] = ()
    """What was seen by others while this guidance ran."""
    may_read_signals: bool = False


@transaction.atomic
def guidance_of(
    actor: Actor, household_id: int, *, purpose: Purpose, on: date, now: datetime
) -> GuidanceView:
    """Guidance of a household with its steps and the periods before, newest first. Raises NotFoundHere."""
    household, sight = registry.household_in_sight(actor, household_id, at=now)
    record_read(
        "casework.guidance_read",
        actor=actor,
        about=registry.concerned(household, on=on),
        purpose=purpose,
        at=now,
    )
    periods = list(Guidance.objects.filter(household=household_id).order_by("-signalled_at", "-pk"))
    standing = next((one for one in periods if one.state != GuidanceState.CLOSED), None)
    sees_all = policies.sees_whole_story(sight)
    steps = _past_steps(standing, sight) if standing else ()
    return GuidanceView(
        state=GuidanceState(standing.state) if standing else None,
        version=standing.version if standing else 0,
        since_on=day_of(standing.started_at or standing.signalled_at) if standing else None,
        signal=_words(sight, standing.signal, standing.signal_topic, standing.signalled_by_id)
        if standing
        else "",
        is_intensive=bool(standing and standing.is_intensive),
        step=_words(sight, standing.step, standing.step_topic, standing.step_set_by_id) if standing else "",
        topic=standing.step_topic or standing.signal_topic if standing else "",
        step_due_on=standing.step_due_on if standing else None,
        days_late=days_late(standing, on) if standing else 0,
        put_off=_put_off(steps),
        past_steps=steps,
        earlier=tuple(_period(one, sees_all=sees_all) for one in periods if one.closed_at is not None),
        may_guide=policies.may_guide(actor, sight).allowed,
        may_signal=policies.may_signal(actor, sight).allowed,
        has_contact_person=household_id in registry.contact_persons([household_id], at=now),
        signals=signals_of_guidance(standing, sight),
        may_read_signals=policies.may_read_signal(actor, sight).allowed,
    )


def days_late(guidance: Guidance, on: date) -> int:
    """Days since the day of the step passed; 0 while it is in time."""
    return max(0, (on - guidance.step_due_on).days) if guidance.step_due_on else 0


def _words(sight: Sight, words: str, topic: str, written_by: int | None) -> str:
    return words if policies.sees_words(sight, topic, written_by=written_by) else ""


def _past_steps(guidance: Guidance, sight: Sight) -> tuple[PastStep, ...]:
    found = list(EndedStep.objects.filter(guidance=guidance).order_by("-ended_at", "-pk")[:MOST_STEPS])
    names = staff.names_of({one.ended_by_id for one in found})
    steps = []
    for one in found:
        # Whoever ended a step wrote why, not the step itself: ending one opens no topic.
        sees_step = policies.sees_words(sight, one.step_topic, written_by=None)
        sees_note = policies.sees_words(sight, one.step_topic, written_by=one.ended_by_id)
        steps.append(
            PastStep(
                what=one.step if sees_step else "",
                due_on=one.due_on,
                end=StepEnd(one.end),
                note=one.note if sees_note else "",
                ended_on=day_of(one.ended_at),
                by=names.get(one.ended_by_id, ""),
            )
        )
    return tuple(steps)


def _put_off(steps: tuple[PastStep, ...]) -> int:
    number = 0
    for step in steps:
        if step.end != StepEnd.POSTPONED:
            break
        number += 1
    return number


def _period(guidance: Guidance, *, sees_all: bool) -> Period:
    assert guidance.closed_at is not None
    return Period(
        from_on=day_of(guidance.started_at or guidance.signalled_at),
        until_on=day_of(guidance.closed_at),
        outcome=ClosingOutcome(guidance.outcome),
        note=guidance.outcome_note if sees_all else "",
        family_view=guidance.family_view if sees_all else "",
        not_asked_because=guidance.not_asked_because if sees_all else "",
    )


@dataclass(frozen=True, slots=True)
class Lacking:
    """Households in guidance where something lacks that must always be there, by their numbers."""

    without_contact_person: tuple[int, ...]
    without_next_step: tuple[int, ...]
    in_guidance: int

    @property
    def is_whole(self) -> bool:
        """Whether nothing lacks anywhere."""
        return not self.without_contact_person and not self.without_next_step


def lacking(*, now: datetime) -> Lacking:
    """Where a contact person with an open account, or a next step, lacks. Numbers only, for nightly work."""
    guided = Guidance.objects.guided()
    alone = guided.exclude(household__in=registry.households_with_contact(at=now))
    stuck = guided.filter(step="") | guided.filter(step_due_on=None)
    return Lacking(
        without_contact_person=tuple(alone.order_by("household").values_list("household", flat=True)),
        without_next_step=tuple(stuck.order_by("household").values_list("household", flat=True)),
        in_guidance=guided.count(),
    )
