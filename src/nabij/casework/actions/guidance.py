"""Guidance from beginning to end: signalled, started, step after step, closed, and perhaps begun again."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from nabij.audit.actions import record
from nabij.casework import policies
from nabij.casework.actions.ceiling import explain_start
from nabij.casework.actions.referral_moves import require_no_open_referral
from nabij.casework.models import ContactMoment, EndedStep, Guidance
from nabij.casework.types import (
    ATTEMPTS_BEFORE_LOST,
    ChangedMeanwhile,
    ClosingOutcome,
    ContactOutcome,
    GuidanceStands,
    GuidanceState,
    StepEnd,
    worker,
)
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.decisions import NotFoundHere, require
from nabij.registry import queries as registry
from nabij.registry.actions import once
from nabij.registry.types import NotPossible, Topic, clean_text

FURTHEST = timedelta(days=183)
"""How far away the next step may lie."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """What happens next and before which day; `topic` of its words, None when they tell nothing."""

    what: str
    due_on: date
    topic: Topic | None = None

    def checked(self, on: date) -> NextStep:
        """The same with a clean text. Raises NotPossible without words, or with a day that cannot be."""
        what = clean_text(self.what, longest=200, field="step")
        if not what:
            raise NotPossible(_("Say what the next step is, in a few words."), field="step")
        if self.due_on < on:
            raise NotPossible(_("This day has passed. Choose today or a later day."), field="step_due_on")
        if self.due_on > on + FURTHEST:
            raise NotPossible(
                _("This lies more than half a year away. Choose an earlier day, to stay in touch."),
                field="step_due_on",
            )
        return NextStep(what, self.due_on, self.topic)


@transaction.atomic
def signal_household(
    *, actor: Actor, household_id: int, signal: str, topic: Topic | None, client_id: UUID, now: datetime
) -> int:
    """Say that a household needs somebody, by facts that were seen or asked; returns the number.

    Raises NotFoundHere, Refused, NotPossible, GuidanceStands, ClientIdReused.
    """
    household, sight = registry.household_in_sight(actor, household_id, at=now, lock=True)
    require(policies.may_signal(actor, sight))
    words = _signal(signal)

    def work() -> int:
        _require_not_ended(household.ended_on)
        guidance = _opened(household_id, words, topic, actor, now)
        _tell("casework.signalled", guidance, actor, now)
        return guidance.pk

    content = {"household": household_id, "signal": words, "topic": topic}
    return once("casework.signal", actor=actor, client_id=client_id, content=content, now=now, work=work)


def signal_unseen(*, actor: Actor, household_id: int, words: str, topic: Topic, now: datetime) -> None:
    """The same of a household that the actor works for without seeing it; nothing where guidance is open.

    For whoever made sure of that. Runs in the transaction of the caller.
    """
    with suppress(GuidanceStands):
        _tell("casework.signalled", _opened(household_id, words, topic, actor, now), actor, now)


@transaction.atomic
def start_guidance(
    *,
    actor: Actor,
    household_id: int,
    signal: str,
    step: NextStep,
    is_intensive: bool,
    client_id: UUID,
    now: datetime,
    beyond_because: str = "",
) -> int:
    """Begin guidance with its first step, or go on from a signal; a household of before begins anew.

    `signal` is only needed where nothing was signalled. The household has a contact person first; why they
    take it on beyond the ceiling of intensive guidance stands in `beyond_because`.
    Raises NotFoundHere, Refused, NotPossible, GuidanceStands, CeilingReached, ClientIdReused.
    """
    household, sight = registry.household_in_sight(actor, household_id, at=now, lock=True)
    require(policies.may_guide(actor, sight))
    step = step.checked(day_of(now))

    def work() -> int:
        _require_not_ended(household.ended_on)
        if household_id not in registry.contact_persons([household_id], at=now):
            raise NotPossible(
                _("First choose who is contact person of this household. Then guidance can begin.")
            )
        standing = Guidance.objects.open().filter(household=household_id).first()
        if standing is not None and standing.state == GuidanceState.GUIDED:
            raise GuidanceStands
        if is_intensive:
            explain_start(household_id, beyond_because, actor=actor, now=now)
        guidance = standing or _opened(household_id, _signal(signal), step.topic, actor, now)
        guidance.state, guidance.started_at = GuidanceState.GUIDED, now
        guidance.is_intensive = is_intensive
        _set(guidance, step, actor, now)
        guidance.version += 1
        guidance.save()
        _tell("casework.guidance_started", guidance, actor, now)
        return guidance.pk

    content = {
        "household": household_id,
        "signal": signal,
        "step": str(step),
        "intensive": is_intensive,
        "because": beyond_because,
    }
    return once("casework.start", actor=actor, client_id=client_id, content=content, now=now, work=work)


@transaction.atomic
def end_step(
    *,
    actor: Actor,
    household_id: int,
    end: StepEnd,
    note: str,
    step: NextStep,
    base_version: int,
    client_id: UUID,
    now: datetime,
) -> int:
    """End the next step and set the one after it, in one: there is no moment without a next step.

    A step that is put off or dropped needs a reason in `note`. `base_version` is the guidance as it was seen.
    Raises NotFoundHere, Refused, NotPossible, ChangedMeanwhile, ClientIdReused.
    """
    if end == StepEnd.CLOSED:
        raise ValueError("A step ends by closing in close_guidance only.")
    _household, sight = registry.household_in_sight(actor, household_id, at=now, lock=True)
    require(policies.may_guide(actor, sight))
    note = clean_text(note, longest=300, field="note")
    if end != StepEnd.DONE and not note:
        raise NotPossible(_("Say in a few words why. Your team lead can read it."), field="note")
    step = step.checked(day_of(now))

    def work() -> int:
        guidance = _guided(household_id, base_version)
        _ended(guidance, end, note, actor, now)
        _set(guidance, step, actor, now)
        guidance.version += 1
        guidance.save()
        _tell("casework.step_ended", guidance, actor, now, end=str(end))
        return guidance.pk

    content = {"household": household_id, "end": end, "note": note, "step": str(step), "base": base_version}
    return once("casework.end_step", actor=actor, client_id=client_id, content=content, now=now, work=work)


@dataclass(frozen=True, slots=True)
class Closing:
    """How guidance closes. Either the family's view, or the reason why nobody asked for it."""

    outcome: ClosingOutcome
    note: str = ""
    family_view: str = ""
    not_asked_because: str = ""

    def checked(self) -> Closing:
        """The same with clean texts. Raises NotPossible when the family's view and a reason both lack."""
        view = clean_text(self.family_view, longest=1000, field="family_view")
        because = clean_text(self.not_asked_because, longest=300, field="not_asked_because")
        if bool(view) == bool(because):
            raise NotPossible(
                _("Write what the family thinks of it, or why it could not be asked: one of the two."),
                field="family_view",
            )
        note = clean_text(self.note, longest=1000, field="outcome_note")
        return Closing(self.outcome, note, view, because)


@transaction.atomic
def close_guidance(
    *, actor: Actor, household_id: int, closing: Closing, base_version: int, client_id: UUID, now: datetime
) -> int:
    """Close guidance, or a signal that led to none, with an outcome and the family's view; history stays.

    That nobody could be reached counts after three attempts over three ways; no referral is still open.
    Raises NotFoundHere, Refused, NotPossible, ChangedMeanwhile, ClientIdReused.
    """
    _household, sight = registry.household_in_sight(actor, household_id, at=now, lock=True)
    require(policies.may_guide(actor, sight))
    closing = closing.checked()

    def work() -> int:
        guidance = _open(household_id, base_version)
        require_no_open_referral(household_id)
        if closing.outcome == ClosingOutcome.LOST:
            _require_attempts(guidance)
        if guidance.state == GuidanceState.GUIDED:
            _ended(guidance, StepEnd.CLOSED, "", actor, now)
        guidance.state, guidance.closed_at, guidance.closed_by_id = GuidanceState.CLOSED, now, actor.staff_id
        guidance.step, guidance.step_due_on, guidance.step_topic = "", None, ""
        guidance.outcome, guidance.outcome_note = closing.outcome, closing.note
        guidance.family_view, guidance.not_asked_because = closing.family_view, closing.not_asked_because
        guidance.version += 1
        guidance.save()
        _tell("casework.guidance_closed", guidance, actor, now, outcome=str(closing.outcome))
        return guidance.pk

    content = {"household": household_id, "closing": str(closing), "base": base_version}
    return once("casework.close", actor=actor, client_id=client_id, content=content, now=now, work=work)


def require_no_guidance(household_id: int) -> None:
    """Before a household ends: its guidance is closed first, with an outcome. Raises NotPossible."""
    if Guidance.objects.open().filter(household=household_id).exists():
        raise NotPossible(
            _(
                "This household is signalled or in guidance. Close that first, with an outcome; "
                "nothing was changed."
            )
        )


def require_not_guided(household_id: int) -> None:
    """Before nobody follows a household any more: in guidance somebody always does. Raises NotPossible."""
    if Guidance.objects.guided().filter(household=household_id).exists():
        raise NotPossible(
            _(
                "This household is in guidance, so somebody always follows it. Hand it over to a colleague; "
                "nothing was changed."
            )
        )


def _require_not_ended(ended_on: date | None) -> None:
    """Nobody can begin guidance of a household that ended, so a signal about it would wait for ever."""
    if ended_on is not None:
        raise NotPossible(_("This household ended. Guidance is for the household in which people live now."))


def _signal(signal: str) -> str:
    words = clean_text(signal, longest=500, field="signal")
    if not words:
        raise NotPossible(_("Say what was seen or asked: facts, in the words of the family."), field="signal")
    return words


def _opened(household_id: int, words: str, topic: Topic | None, actor: Actor, now: datetime) -> Guidance:
    """A new period, after the one of before when there is one; the database refuses a second open one.

    Raises GuidanceStands then, and only then: another refusal of the database is a mistake of ours.
    """
    before = Guidance.objects.filter(household=household_id, followed_by=None).first()
    try:
        with transaction.atomic():
            return Guidance.objects.create(
                household_id=household_id,
                state=GuidanceState.SIGNALLED,
                follows=before,
                signal=words,
                signal_topic=topic or "",
                signalled_at=now,
                signalled_by_id=worker(actor),
            )
    except IntegrityError:
        if Guidance.objects.open().filter(household=household_id).exists():
            raise GuidanceStands from None
        raise


def _open(household_id: int, base_version: int) -> Guidance:
    guidance = Guidance.objects.select_for_update(of=("self",)).open().filter(household=household_id).first()
    if guidance is None:
        raise NotFoundHere
    if guidance.version != base_version:
        raise ChangedMeanwhile
    return guidance


def _guided(household_id: int, base_version: int) -> Guidance:
    guidance = _open(household_id, base_version)
    if guidance.state != GuidanceState.GUIDED:
        raise NotPossible(_("Guidance has not begun yet. Start it, with a first step."))
    return guidance


def _set(guidance: Guidance, step: NextStep, actor: Actor, now: datetime) -> None:
    guidance.step, guidance.step_due_on, guidance.step_topic = step.what, step.due_on, step.topic or ""
    guidance.step_set_at, guidance.step_set_by_id = now, actor.staff_id


def _ended(guidance: Guidance, end: StepEnd, note: str, actor: Actor, now: datetime) -> None:
    assert guidance.step_due_on is not None  # the database refuses guidance without
    EndedStep.objects.create(
        guidance=guidance,
        step=guidance.step,
        step_topic=guidance.step_topic,
        due_on=guidance.step_due_on,
        end=end,
        note=note,
        ended_at=now,
        ended_by_id=worker(actor),
    )


def _require_attempts(guidance: Guidance) -> None:
    since = guidance.started_at or guidance.signalled_at
    tried = ContactMoment.objects.filter(
        household=guidance.household_id,
        outcome=ContactOutcome.NOT_REACHED,
        happened_at__gte=since - timedelta(days=1),
    ).values_list("channel", flat=True)
    if len(tried) < ATTEMPTS_BEFORE_LOST or len(set(tried)) < ATTEMPTS_BEFORE_LOST:
        raise NotPossible(
            _(
                "Try at least %(number)d times by %(number)d different ways first, such as telephone, letter "
                "and a visit, and note each. Then this outcome can be chosen."
            )
            % {"number": ATTEMPTS_BEFORE_LOST},
            field="outcome",
        )


def _tell(event: str, guidance: Guidance, actor: Actor, now: datetime, **detail: str) -> None:
    about = [registry.number_of_household(guidance.household_id)]
    record(event, actor=actor, about=about, at=now, detail={"guidance": guidance.pk, **detail})
