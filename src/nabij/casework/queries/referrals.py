"""One referral as somebody may see it: sender, receiver, or colleague who sees the household."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from nabij.audit.actions import record_read
from nabij.casework import policies
from nabij.casework.models import Referral, ReferralLine
from nabij.casework.types import (
    OPEN_REFERRALS,
    RULES,
    SEEN_AFTER_END_DAYS,
    UNANSWERED,
    WITH_RECEIVER,
    Basis,
    Direction,
    Fact,
    LineKind,
    Move,
    ReferralOutcome,
    ReferralState,
    Urgency,
)
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.decisions import NotFoundHere
from nabij.kernel.purposes import Purpose
from nabij.registry import queries as registry
from nabij.registry.types import CONTACT_ROLES, ConsentPurpose, Sight
from nabij.registry.types.workdays import working_days_after
from nabij.staff import queries as staff
from nabij.staff.types import Role


def consent_holds(now: datetime) -> Q:
    """Referrals whose ground holds now. What a partner told itself stays with that partner."""
    consents = registry.consents_to_share(now=now).filter(
        person=OuterRef("person"), partner=OuterRef("receiver_name")
    )
    return ~Q(basis=Basis.CONSENT) | Q(direction=Direction.IN) | Q(Exists(consents))


@dataclass(frozen=True, slots=True)
class Standing:
    """What somebody is to one referral. `sees_words`: also the facts and what is asked."""

    staff_id: int | None
    is_sender: bool
    is_receiver: bool
    sees_words: bool
    sight: Sight | None
    """The sight into the household, for whoever sees that."""

    def may(self, move: Move, referral: Referral) -> bool:
        """Whether this move can be made now by somebody who stands so."""
        rule = RULES[move]
        if referral.state not in rule.from_states or not self.sees_words:
            return False
        if move == Move.ANSWER and not referral.waits_for_sender:
            return False
        if move == Move.ASK and (referral.waits_for_sender or referral.receiver_team_id is None):
            return False
        if move == Move.GIVE:
            return self.is_receiver and referral.receiver_team_id is not None
        if move == Move.TAKE_OVER:
            return self._may_take_over(referral)
        if move == Move.RECEIVE and referral.receiver_team_id is None:
            return False
        return self.is_receiver if rule.by_receiver else self.is_sender

    def may_join(self, referral: Referral) -> bool:
        """Whether this one can say which household a partner referred."""
        is_unknown = referral.direction == Direction.IN and referral.household_id is None
        return self.is_receiver and is_unknown and referral.state in OPEN_REFERRALS

    def may_send_again(self, referral: Referral) -> bool:
        """Whether this one can send what came back to somebody else; a partner makes a new one."""
        came_back = referral.direction == Direction.OUT and referral.state == ReferralState.RETURNED
        return self.is_sender and self.sees_words and came_back

    def _may_take_over(self, referral: Referral) -> bool:
        if self.is_receiver and referral.owner_id != referral.sender_id:
            return referral.owner_id != self.staff_id
        return self.is_sender and referral.sender_id != self.staff_id


def standing_in(actor: Actor, referral: Referral, *, now: datetime) -> Standing:
    """What an actor is to a referral. Raises NotFoundHere for somebody who is nothing to it."""
    sight: Sight | None = None
    sees = guides = False
    if referral.household_id is not None and actor.roles & CONTACT_ROLES:
        try:
            _household, sight = registry.household_in_sight(actor, referral.household_id, at=now)
        except NotFoundHere:
            sight = None
    if sight is not None:
        writer = referral.sender_id if referral.direction == Direction.OUT else None
        sees = policies.sees_words(sight, referral.topic, written_by=writer)
        guides = sees and policies.may_guide(actor, sight).allowed
    is_out = referral.direction == Direction.OUT
    by_hand = referral.receiver_team_id is None
    is_sender = (guides and is_out) or _sent_by_partner(actor, referral)
    is_receiver = _receives(actor, referral, now) or (guides and (by_hand or not is_out))
    if not (is_sender or is_receiver or sight is not None):
        raise NotFoundHere
    return Standing(actor.staff_id, is_sender, is_receiver, sees or is_sender or is_receiver, sight)


def _sent_by_partner(actor: Actor, referral: Referral) -> bool:
    team = referral.sending_team
    return bool(
        referral.direction == Direction.IN
        and Role.PARTNER in actor.roles
        and team.organisation
        and team.pk in actor.team_ids
    )


def _receives(actor: Actor, referral: Referral, now: datetime) -> bool:
    """Members of the receiving organisation; in the town the lead, and whoever it was given to."""
    team = referral.receiver_team
    if team is None or team.pk not in actor.team_ids or not _shown_to_receiver(referral, now):
        return False
    if team.organisation:
        return Role.PARTNER in actor.roles
    is_given = referral.owner_id == actor.staff_id and referral.owner_id != referral.sender_id
    return Role.TEAM_LEAD in actor.roles or (is_given and bool(actor.roles & CONTACT_ROLES))


def _shown_to_receiver(referral: Referral, now: datetime) -> bool:
    if referral.bounced:
        return False
    if referral.state == ReferralState.FINISHED:
        assert referral.ended_at is not None  # the database refuses it
        if (now - referral.ended_at).days >= SEEN_AFTER_END_DAYS:
            return False
    elif referral.state not in WITH_RECEIVER:
        return False
    return ground_holds(referral, now=now)


def ground_holds(referral: Referral, *, now: datetime) -> bool:
    """Whether the consent under a referral holds at this moment; one without consent needs none."""
    if referral.basis != Basis.CONSENT or referral.direction == Direction.IN:
        return True
    if referral.person_id is None:
        return False
    return registry.has_consent(
        referral.person_id,
        ConsentPurpose.SHARE_WITH_PARTNER,
        partner=referral.receiver_name,
        now=now,
    )


@dataclass(frozen=True, slots=True)
class LineView:
    """What happened, with words for the other side."""

    kind: LineKind
    words: str
    alternative: str
    on: date
    by: str


@dataclass(frozen=True, slots=True)
class ReferralView:
    """A referral as one actor sees it. Without `sees_words` there are no words, facts or lines."""

    number: int
    household_id: int | None
    """Only for whoever sees that household."""
    is_out: bool
    receiver: str
    service: str
    sent_from: str
    question: str
    facts: tuple[tuple[Fact, str], ...]
    basis: Basis
    why_urgent: str
    urgency: Urgency
    state: ReferralState
    sender: str
    owner: str
    sent_at: datetime
    working_days_waited: int
    waits_for_sender: bool
    by_hand: bool
    bounces: int
    outcome: ReferralOutcome | None
    outcome_note: str
    ended_because: str
    lines: tuple[LineView, ...]
    moves: tuple[Move, ...]
    may_join: bool
    may_send_again: bool
    is_receiver: bool
    ground_holds: bool
    sees_words: bool
    version: int


def found_referral(referral_id: int, *, lock: bool = False) -> Referral:
    """A referral with its teams, before anybody was asked whether they may. Raises NotFoundHere."""
    found = Referral.objects.select_related("sending_team", "receiver_team")
    if lock:
        found = found.select_for_update(of=("self",))
    referral = found.filter(pk=referral_id).first()
    if referral is None:
        raise NotFoundHere
    return referral


@transaction.atomic
def referral_of(actor: Actor, referral_id: int, *, on: date, now: datetime) -> ReferralView:
    """One referral with what happened to it; the reading is on record. Raises NotFoundHere."""
    referral = found_referral(referral_id)
    standing = standing_in(actor, referral, now=now)
    if referral.household_id is not None and standing.sight is not None:
        household, _sight = registry.household_in_sight(actor, referral.household_id, at=now)
        about = registry.concerned(household, on=on)
    else:
        about = registry.numbers_of_persons([referral.person_id] if referral.person_id else [])
    record_read(
        "casework.referral_read",
        actor=actor,
        about=about,
        purpose=Purpose.HELP,
        at=now,
        detail={"referral": referral.pk},
    )
    return _view(referral, standing, on, now)


def _view(referral: Referral, standing: Standing, on: date, now: datetime) -> ReferralView:
    sees = standing.sees_words
    lines = _lines(referral, standing) if sees else ()
    names = staff.names_of({referral.sender_id, referral.owner_id or referral.sender_id})
    return ReferralView(
        number=referral.pk,
        household_id=referral.household_id if standing.sight is not None else None,
        is_out=referral.direction == Direction.OUT,
        receiver=referral.receiver_name,
        service=referral.service,
        sent_from=referral.sending_team.organisation or referral.sending_team.name,
        question=referral.question if sees else "",
        facts=facts_of(referral) if sees else (),
        basis=Basis(referral.basis),
        why_urgent=referral.why_urgent if sees else "",
        urgency=Urgency(referral.urgency),
        state=ReferralState(referral.state),
        sender=names.get(referral.sender_id, ""),
        owner=names.get(referral.owner_id or 0, ""),
        sent_at=referral.sent_at,
        working_days_waited=working_days_waited(referral, on),
        waits_for_sender=referral.waits_for_sender,
        by_hand=referral.receiver_team_id is None,
        bounces=referral.bounces,
        outcome=ReferralOutcome(referral.outcome) if referral.outcome else None,
        outcome_note=referral.outcome_note if sees else "",
        ended_because=referral.ended_because if sees else "",
        lines=lines,
        moves=tuple(move for move in Move if standing.may(move, referral)),
        may_join=standing.may_join(referral),
        may_send_again=standing.may_send_again(referral),
        is_receiver=standing.is_receiver and not standing.is_sender,
        ground_holds=ground_holds(referral, now=now),
        sees_words=sees,
        version=referral.version,
    )


def facts_of(referral: Referral) -> tuple[tuple[Fact, str], ...]:
    """What goes along, in the words of the moment of sending."""
    return tuple((Fact(one["code"]), one["words"]) for one in referral.facts)


def _lines(referral: Referral, standing: Standing) -> tuple[LineView, ...]:
    found = ReferralLine.objects.filter(referral=referral)
    if not standing.is_sender and standing.sight is None:
        found = found.filter(turn=referral.turn)  # what another receiver wrote before is not theirs
    lines = list(found.order_by("at", "pk"))
    names = staff.names_of({one.by_id for one in lines if one.by_id})
    return tuple(
        LineView(
            LineKind(one.kind), one.words, one.alternative, day_of(one.at), names.get(one.by_id or 0, "")
        )
        for one in lines
    )


def working_days_waited(referral: Referral, on: date) -> int:
    """How many working days passed since it was sent, while nobody answered; 0 once somebody did."""
    if referral.state not in UNANSWERED or referral.waits_for_sender:
        return 0
    since, number = day_of(referral.sent_at), 0
    while number < 99 and working_days_after(since, number + 1) <= on:
        number += 1
    return number
