"""How the rights of a household stand: what the rules find possible beside everything that is recorded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from nabij.audit.actions import record_read
from nabij.casework import policies
from nabij.casework.models import HeldRight, RightMove
from nabij.casework.types import (
    HELD_STATES,
    MOVES,
    TIMES_A_YEAR,
    AmountPer,
    DueBasis,
    DueKind,
    Feedback,
    RightState,
)
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.decisions import NotFoundHere
from nabij.kernel.purposes import Purpose
from nabij.registry import queries as registry
from nabij.rights.queries import decided, papers, results
from nabij.rights.queries.cards import Card
from nabij.rights.queries.household import HouseholdRights, household_rights
from nabij.rights.queries.household_facts import FactLine, HouseholdFacts
from nabij.rights.queries.one_right import documents
from nabij.rights.queries.papers import StopRight
from nabij.rights.queries.wording import Wording
from nabij.staff import queries as staff

_WORK_FIRST = (
    RightState.TO_RENEW,
    RightState.REFUSED,
    RightState.APPEALED,
    RightState.APPLIED,
    RightState.DISCUSSED,
    RightState.GRANTED,
    RightState.RUNNING,
    RightState.ENDED,
    RightState.DECLINED,
)
"""What asks for work stands in front; what the family does not want comes last, and is never hidden."""


@dataclass(frozen=True, slots=True)
class Held:
    """A right of which something is recorded. `amount_cents` None: nobody knows it, which is not zero."""

    right_id: str
    key: str
    name: str
    level: str
    card: Card | None
    state: RightState
    since_on: date
    from_on: date | None
    last_on: date | None
    amount_cents: int | None
    amount_per: AmountPer | None
    due_on: date | None
    due_kind: DueKind | None
    due_basis: DueBasis | None
    days_late: int
    engine_said: str
    """The group in which the rules put it when it was applied for, else when it was decided."""
    feedback: Feedback | None
    version: int


@dataclass(frozen=True, slots=True)
class Gain:
    """What a household gets by decisions that hold now, in cents; `unknown` counts the rights in no sum."""

    a_year_cents: int
    once_cents: int
    in_sum: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Register:
    """The rights of a household, each in one place: recorded, possible, or probably not."""

    held: tuple[Held, ...]
    possible: tuple[Card, ...]
    not_likely: tuple[Card, ...]
    gain: Gain
    level: str
    """The level that is looked at; empty for all three."""
    may_keep: bool

    @property
    def likely(self) -> tuple[Card, ...]:
        """Of what is possible, what the rules are sure of."""
        return tuple(card for card in self.possible if card.group == decided.YES)

    @property
    def maybe(self) -> tuple[Card, ...]:
        """Of what is possible, what waits for an answer or for a person who decides."""
        return tuple(card for card in self.possible if card.group == decided.MAYBE)


@transaction.atomic
def register_of(actor: Actor, household_id: int, *, level: str = "", on: date, now: datetime) -> Register:
    """The register of a household. The reading is on record with its rights. Raises NotFoundHere."""
    rights = _rights(actor, household_id, on, now)
    listed = results.results(rights.found)
    cards = {card.right.id: card for card in listed.cards}
    rows = HeldRight.objects.filter(household=household_id)
    held = sorted((_held(one, cards.get(one.right_id), on) for one in rows), key=_by_work)
    taken = {one.right_id for one in held}
    free = [card for card in listed.cards if card.right.id not in taken and _is_at(card, level)]
    return Register(
        held=tuple(one for one in held if level in ("", one.level)),
        possible=tuple(card for card in free if card.group in (decided.YES, decided.MAYBE)),
        not_likely=tuple(card for card in free if card.group == decided.PROBABLY_NOT),
        gain=gain_of(one for one in held if level in ("", one.level)),
        level=level,
        may_keep=policies.may_keep_register(actor, rights.sight).allowed,
    )


def _is_at(card: Card, level: str) -> bool:
    return level in ("", card.right.level)


def _rights(actor: Actor, household_id: int, on: date, now: datetime) -> HouseholdRights:
    rights = household_rights(actor, household_id, purpose=Purpose.RIGHTS_CHECK, on=on, now=now)
    if not policies.may_see_register(actor, rights.sight).allowed:
        raise NotFoundHere
    return rights


def _by_work(one: Held) -> tuple[int, date, str]:
    """By what asks for work: what is late, then by state, then by day."""
    place = -1 if one.days_late else _WORK_FIRST.index(one.state)
    return place, one.due_on or date.max, one.name


def _held(one: HeldRight, card: Card | None, on: date) -> Held:
    return Held(
        right_id=one.right_id,
        key=results.key_of_right(one.right_id),
        name=decided.name_of(one.right_id),
        level=decided.level_of(one.right_id),
        card=card,
        state=RightState(one.state),
        since_on=one.since_on,
        from_on=one.from_on,
        last_on=one.last_on,
        amount_cents=one.amount_cents,
        amount_per=AmountPer(one.amount_per) if one.amount_per else None,
        due_on=one.due_on,
        due_kind=DueKind(one.due_kind) if one.due_kind else None,
        due_basis=DueBasis(one.due_basis) if one.due_basis else None,
        days_late=right_days_late(one, on),
        engine_said=one.engine_said,
        feedback=Feedback(one.feedback) if one.feedback else None,
        version=one.version,
    )


def right_days_late(held: HeldRight, on: date) -> int:
    """Days since the day that was due passed; 0 while it is in time."""
    return max(0, (on - held.due_on).days) if held.due_on else 0


def gain_of(rights: Iterable[Held]) -> Gain:
    """What decisions that hold now bring in a year. What nobody knows is counted, never taken for zero."""
    a_year = once = in_sum = unknown = 0
    for one in rights:
        if one.from_on is None:
            continue
        if one.amount_cents is None or one.amount_per is None:
            unknown += 1
        elif one.amount_per == AmountPer.ONCE:
            once, in_sum = once + one.amount_cents, in_sum + 1
        else:
            a_year, in_sum = a_year + one.amount_cents * TIMES_A_YEAR[one.amount_per], in_sum + 1
    return Gain(a_year, once, in_sum, unknown)


# --------------------------------------------------------------------------------------- one right


@dataclass(frozen=True, slots=True)
class PastMove:
    """A move of a right; `by` is empty for what happened by itself in the night."""

    from_state: RightState
    to_state: RightState
    happened_on: date
    recorded_on: date
    by: str
    note: str
    amount_cents: int | None
    amount_per: AmountPer | None
    last_on: date | None


@dataclass(frozen=True, slots=True)
class RightView:
    """One right of a household: how it stands, how it came there, where it can go, and what to do now."""

    right_id: str
    key: str
    name: str
    card: Card
    held: Held | None
    state: RightState
    """Possible while nothing is recorded."""
    version: int
    moves: tuple[PastMove, ...]
    to: tuple[RightState, ...]
    papers: tuple[Wording, ...]
    stop: StopRight
    known: tuple[FactLine, ...]
    """Facts that this right reads and that we know: nobody asks them again."""
    lacking: tuple[FactLine, ...]
    terms: decided.Terms
    may_keep: bool
    rights: HouseholdRights


@transaction.atomic
def right_in_register(actor: Actor, household_id: int, key: str, *, on: date, now: datetime) -> RightView:
    """One right of a household by its key in the address. Raises NotFoundHere."""
    rights = _rights(actor, household_id, on, now)
    if (right_id := decided.right_at(key)) is None:
        raise NotFoundHere
    card = results.card_of(rights.found.answers.of(right_id), rights.found)
    row = HeldRight.objects.filter(household=household_id, right_id=right_id).first()
    held = _held(row, card, on) if row else None
    state = held.state if held else RightState.POSSIBLE
    known, lacking = _facts(rights, right_id, card)
    may_keep = policies.may_keep_register(actor, rights.sight).allowed
    return RightView(
        right_id=right_id,
        key=key,
        name=decided.name_of(right_id),
        card=card,
        held=held,
        state=state,
        version=held.version if held else 0,
        moves=_moves(row) if row else (),
        to=MOVES[state] if may_keep else (),
        papers=documents(card),
        stop=papers.stop_right(card),
        known=known,
        lacking=lacking,
        terms=decided.terms_of(right_id),
        may_keep=may_keep,
        rights=rights,
    )


def _moves(row: HeldRight) -> tuple[PastMove, ...]:
    found = list(RightMove.objects.filter(right=row).order_by("-recorded_at", "-pk"))
    names = staff.names_of({one.recorded_by_id for one in found if one.recorded_by_id is not None})
    return tuple(
        PastMove(
            from_state=RightState(one.from_state),
            to_state=RightState(one.to_state),
            happened_on=one.happened_on,
            recorded_on=day_of(one.recorded_at),
            by=names.get(one.recorded_by_id or 0, ""),
            note=one.note,
            amount_cents=one.amount_cents,
            amount_per=AmountPer(one.amount_per) if one.amount_per else None,
            last_on=one.last_on,
        )
        for one in found
    )


def _facts(
    rights: HouseholdRights, right_id: str, card: Card
) -> tuple[tuple[FactLine, ...], tuple[FactLine, ...]]:
    """Of the facts that a right reads: what is known, and what still lacks for its answer."""
    used = decided.facts_of(right_id, on=rights.found.on)
    missing = {one.fact.partition("@")[0] for one in card.outcome.missing}
    lines = [line for chapter in HouseholdFacts(rights).chapters for line in chapter.lines]
    known = tuple(line for line in lines if line.said and line.key_of_fact in used)
    return known, tuple(line for line in lines if not line.said and line.key_of_fact in missing)


# ----------------------------------------------------------------------- on the page of the household


@dataclass(frozen=True, slots=True)
class InShort:
    """How many rights stand in each state that has any, and the first day that is due."""

    states: tuple[tuple[RightState, int], ...]
    due_name: str
    due_kind: DueKind | None
    due_on: date | None
    days_late: int


@transaction.atomic
def register_in_short(actor: Actor, household_id: int, *, on: date, now: datetime) -> InShort:
    """The register in a few lines. Whoever asks looked whether it may be seen."""
    household, _sight = registry.household_in_sight(actor, household_id, at=now)
    record_read(
        "casework.register_read",
        actor=actor,
        about=registry.concerned(household, on=on),
        purpose=Purpose.HELP,
        at=now,
    )
    rows = list(HeldRight.objects.filter(household=household_id))
    numbers = Counter(one.state for one in rows)
    due = min((one for one in rows if one.due_on), key=lambda one: (one.due_on, one.pk), default=None)
    return InShort(
        states=tuple((RightState(one), numbers[one]) for one in HELD_STATES if numbers[one]),
        due_name=decided.name_of(due.right_id) if due else "",
        due_kind=DueKind(due.due_kind) if due else None,
        due_on=due.due_on if due else None,
        days_late=right_days_late(due, on) if due else 0,
    )
