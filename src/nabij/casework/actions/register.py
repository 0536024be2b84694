"""The rights register: a right goes from one state to another, with its day, its reason and what is due."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from nabij.audit.actions import record
from nabij.casework import policies
from nabij.casework.models import HeldRight, RightMove
from nabij.casework.types import (
    GAINED,
    MOVES,
    RENEW_DAYS_BEFORE,
    AmountPer,
    ChangedMeanwhile,
    DueBasis,
    DueKind,
    Feedback,
    RightState,
    worker,
)
from nabij.kernel.actors import SYSTEM, Actor
from nabij.kernel.days import day_of
from nabij.kernel.decisions import NotFoundHere, require
from nabij.registry import queries as registry
from nabij.registry.actions import once
from nabij.registry.types import NotPossible, clean_text
from nabij.rights.queries.decided import PROBABLY_NOT, YES, Said, Term, right_ids, terms_of

FURTHEST_BACK = timedelta(days=5 * 366)
"""How long ago a decision may lie that is written down now."""

MOST_CENTS = 100_000_000
"""A million euro: more is a typing mistake."""

_DECIDED = (RightState.GRANTED, RightState.REFUSED)


@dataclass(frozen=True, slots=True)
class Move:
    """Where a right goes, on which day that happened, and what the letter or the family said.

    ``amount_cents`` is None when it is not known. ``letter_term`` is the term that a letter gives,
    ``look_on`` a day to look how it stands: one of them where the law of the right is not known here.
    """

    to: RightState
    happened_on: date
    note: str = ""
    from_on: date | None = None
    last_on: date | None = None
    amount_cents: int | None = None
    amount_per: AmountPer | None = None
    letter_term: Term | None = None
    look_on: date | None = None

    def checked(self, on: date) -> Move:
        """The same with a clean text. Raises NotPossible, naming the field, for what cannot be."""
        note = clean_text(self.note, longest=300, field="note")
        if self.happened_on > on:
            raise NotPossible(_("This day still has to come. Write when it happened."), field="happened_on")
        if self.happened_on < on - FURTHEST_BACK:
            raise NotPossible(
                _("This lies more than five years back. Look at the year again."), field="happened_on"
            )
        if self.to in (RightState.REFUSED, RightState.ENDED) and not note:
            raise NotPossible(_("Say in a few words why, as the letter or the family says it."), field="note")
        if self.look_on is not None and self.look_on < on:
            raise NotPossible(_("This day has passed. Choose today or a later day."), field="look_on")
        return replace(self, note=note)._with_gain()

    def _with_gain(self) -> Move:
        """From when, until when and how much, for a state in which something is gained; else nothing."""
        if self.to not in GAINED:
            return replace(self, from_on=None, last_on=None, amount_cents=None, amount_per=None)
        from_on = self.from_on or self.happened_on
        if self.last_on is not None and self.last_on < from_on:
            raise NotPossible(
                _("The last day lies before the first one. Change one of the two."), field="last_on"
            )
        if self.amount_cents is not None and self.amount_per is None:
            raise NotPossible(_("Say of which period this amount is."), field="amount_per")
        if self.amount_cents is not None and not 0 <= self.amount_cents <= MOST_CENTS:
            raise NotPossible(_("This amount cannot be right. Look at the letter again."), field="amount")
        per = self.amount_per if self.amount_cents is not None else None
        return replace(self, from_on=from_on, amount_per=per)


@dataclass(frozen=True, slots=True)
class Due:
    """A day before which something has to happen, and on what that day rests."""

    on: date
    kind: DueKind
    basis: DueBasis


def renewal_begins(last_on: date) -> date:
    """The day on which the renewal of a grant begins: 60 days before its last day."""
    return last_on - timedelta(days=RENEW_DAYS_BEFORE)


def due_after(right_id: str, move: Move) -> Due | None:
    """What is due after a move: an answer, an appeal, a renewal, or a day to look again; None for nothing.

    A term comes from the letter, else from the law. Where neither is known, somebody chooses a day to look:
    no term is ever made up. Raises NotPossible when that day lacks.
    """
    if move.to in (RightState.GRANTED, RightState.RUNNING):
        if move.last_on is None:
            return None
        return Due(renewal_begins(move.last_on), DueKind.RENEWAL, DueBasis.LETTER)
    terms = terms_of(right_id)
    if move.to == RightState.APPLIED:
        return _term_or_look(move, terms.answer_within, DueKind.ANSWER)
    if move.to == RightState.REFUSED and terms.has_appeal:
        return _term_or_look(move, terms.appeal_within, DueKind.APPEAL)
    if move.to == RightState.APPEALED:
        return _term_or_look(move, None, DueKind.ANSWER)
    if move.to == RightState.TO_RENEW:
        return Due(move.happened_on, DueKind.RENEWAL, DueBasis.AGREED)
    return None


def _term_or_look(move: Move, of_law: Term | None, kind: DueKind) -> Due:
    if move.letter_term is not None:
        return Due(move.letter_term.after(move.happened_on), kind, DueBasis.LETTER)
    if of_law is not None:
        return Due(of_law.after(move.happened_on), kind, DueBasis.LAW)
    if move.look_on is not None:
        return Due(move.look_on, DueKind.LOOK, DueBasis.AGREED)
    raise NotPossible(
        _(
            "We do not know the term of this right. Type the term that the letter gives, or choose a day on "
            "which you look how it stands."
        ),
        field="look_on",
    )


@transaction.atomic
def move_right(
    *,
    actor: Actor,
    household_id: int,
    right_id: str,
    move: Move,
    said: Said | None,
    base_version: int,
    client_id: UUID,
    now: datetime,
) -> int:
    """Write down that a right of a household went to another state; returns the number of the right.

    ``said`` is what the rules said when the form was sent; ``base_version`` the right as it was seen, 0 while
    nothing is recorded. Raises NotFoundHere, Refused, NotPossible, ChangedMeanwhile, ClientIdReused.
    """
    _household, sight = registry.household_in_sight(actor, household_id, at=now, lock=True)
    require(policies.may_keep_register(actor, sight))
    if right_id not in right_ids():
        raise NotFoundHere
    move = move.checked(day_of(now))

    def work() -> int:
        held = _standing(household_id, right_id, base_version)
        came_from = RightState(held.state) if held.pk else RightState.POSSIBLE
        _require_move(came_from, move.to)
        _apply(held, move, due_after(right_id, move), said, came_from)
        _kept(held)
        _remember(held, move, came_from, now, by=worker(actor))
        _tell("casework.right_moved", held, actor, now, to=str(move.to))
        return held.pk

    content = {"household": household_id, "right": right_id, "move": str(move), "base": base_version}
    return once("casework.right", actor=actor, client_id=client_id, content=content, now=now, work=work)


def _standing(household_id: int, right_id: str, base_version: int) -> HeldRight:
    """The right as it stands, or a new row. Raises ChangedMeanwhile when it is not what was seen."""
    held = HeldRight.objects.filter(household=household_id, right_id=right_id).first()
    if (held.version if held else 0) != base_version:
        raise ChangedMeanwhile
    return held or HeldRight(household_id=household_id, right_id=right_id, version=0)


def _require_move(came_from: RightState, to: RightState) -> None:
    if to not in MOVES[came_from]:
        raise NotPossible(
            _("From “%(before)s” a right does not go to “%(after)s”. Nothing was saved.")
            % {"before": came_from.label, "after": to.label}
        )


def _apply(held: HeldRight, move: Move, due: Due | None, said: Said | None, came_from: RightState) -> None:
    held.state, held.since_on = move.to, move.happened_on
    if move.to not in (RightState.TO_RENEW, RightState.APPEALED):  # there what was gained still holds
        held.from_on, held.last_on = move.from_on, move.last_on
        held.amount_cents, held.amount_per = move.amount_cents, move.amount_per or ""
    held.due_on = due.on if due else None
    held.due_kind, held.due_basis = (due.kind, due.basis) if due else ("", "")
    is_new = came_from in (RightState.POSSIBLE, RightState.DISCUSSED, RightState.ENDED, RightState.DECLINED)
    if said is not None and (move.to == RightState.APPLIED or (is_new and move.to in _DECIDED)):
        held.engine_said = said.group
    if move.to in _DECIDED:
        held.feedback = Feedback.DIFFERS if said and differs(move, said, held.engine_said) else ""
    held.version += 1


_PERIODS = {
    AmountPer.MONTH: ("month",),
    AmountPer.QUARTER: ("quarter",),
    AmountPer.YEAR: ("year", "school year"),
    AmountPer.ONCE: ("once",),
}


def differs(move: Move, said: Said, group: str) -> bool:
    """Whether a decision is not what the rules said. A "maybe" is never wrong; its amount can be."""
    if move.to == RightState.REFUSED:
        return group == YES
    if group == PROBABLY_NOT:
        return True
    if move.amount_cents is None or move.amount_per is None or said.period not in _PERIODS[move.amount_per]:
        return False
    low, high = said.lowest, said.highest
    return low is not None and high is not None and not low <= move.amount_cents <= high


def _kept(held: HeldRight) -> None:
    """Save; where a colleague was first, the database refuses a second row of the same right."""
    try:
        with transaction.atomic():
            held.save()
    except IntegrityError:
        if HeldRight.objects.filter(household=held.household_id, right_id=held.right_id).exists():
            raise ChangedMeanwhile from None
        raise


def _remember(held: HeldRight, move: Move, came_from: RightState, now: datetime, *, by: int | None) -> None:
    RightMove.objects.create(
        right=held,
        from_state=came_from,
        to_state=held.state,
        happened_on=held.since_on,
        note=move.note,
        amount_cents=held.amount_cents,
        amount_per=held.amount_per,
        last_on=held.last_on,
        due_on=held.due_on,
        due_kind=held.due_kind,
        due_basis=held.due_basis,
        engine_said=held.engine_said,
        recorded_at=now,
        recorded_by_id=by,
    )


def _tell(event: str, held: HeldRight, actor: Actor, now: datetime, **detail: str) -> None:
    about = [registry.number_of_household(held.household_id)]
    record(event, actor=actor, about=about, at=now, detail={"held_right": held.pk, **detail})


def begin_renewals(now: datetime) -> int:
    """Every night: what ends within 60 days is to renew from now on; returns how many, at a repeat none."""
    on = day_of(now)
    last = on + timedelta(days=RENEW_DAYS_BEFORE)
    numbers = list(HeldRight.objects.ending(last).values_list("pk", flat=True))
    return sum(_begin_renewal(number, last, on, now) for number in numbers)


@transaction.atomic
def _begin_renewal(number: int, last: date, on: date, now: datetime) -> int:
    """One right, in a transaction of its own; 0 when somebody moved it in the meantime."""
    held = HeldRight.objects.select_for_update().filter(pk=number, last_on__lte=last).first()
    if held is None or held.state not in (RightState.GRANTED, RightState.RUNNING) or held.last_on is None:
        return 0
    came_from = RightState(held.state)
    held.state, held.since_on = RightState.TO_RENEW, on
    # A grant that was written down late is due from today on, not from a day that had passed already.
    held.due_on = max(renewal_begins(held.last_on), on)
    held.due_kind, held.due_basis = DueKind.RENEWAL, DueBasis.LETTER
    held.version += 1
    held.save()
    _remember(held, Move(RightState.TO_RENEW, on), came_from, now, by=None)
    _tell("casework.right_to_renew", held, SYSTEM, now)
    return 1
