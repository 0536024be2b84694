"""Lists of referrals: what came in, came back, runs; of a worker, a lead, a partner, a household."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import BooleanField, ExpressionWrapper, F, Q, QuerySet

from nabij.audit.actions import record_read
from nabij.casework import policies
from nabij.casework.models import Referral
from nabij.casework.queries.referrals import consent_holds, facts_of, working_days_waited
from nabij.casework.types import (
    BOUNCES_BEFORE_LEAD,
    ESCALATE_AFTER,
    OPEN_REFERRALS,
    REMIND_AFTER,
    UNANSWERED,
    WITH_RECEIVER,
    Direction,
    Fact,
    ReferralOutcome,
    ReferralState,
    Urgency,
)
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.decisions import require
from nabij.kernel.purposes import Purpose
from nabij.registry import queries as registry
from nabij.registry.types import CONTACT_ROLES
from nabij.staff import queries as staff
from nabij.staff.types import Role

MOST = 50
"""Rows of one part of a list."""


@dataclass(frozen=True, slots=True)
class ReferralRow:
    """One referral in a list. `name` is empty where none goes along, or where no person is to be named."""

    number: int
    name: str
    is_out: bool
    other_side: str
    """To whom it went, or from whom it came."""
    owner: str
    state: ReferralState
    outcome: ReferralOutcome | None
    urgency: Urgency
    sent_on: date
    working_days_waited: int
    waits_for_sender: bool
    bounces: int
    ground_holds: bool
    is_turn: bool
    """Whether whoever looks has something to do with it now."""

    @property
    def is_late(self) -> bool:
        """Nobody answered for too long."""
        return self.working_days_waited >= REMIND_AFTER


@dataclass(frozen=True, slots=True)
class ReferralLists:
    """What somebody finds under Referrals: to do first, then what runs, then what came to its end."""

    to_do: tuple[ReferralRow, ...]
    arrived: tuple[ReferralRow, ...]
    running: tuple[ReferralRow, ...]
    ended: tuple[ReferralRow, ...]
    is_partner: bool
    may_refer_to_town: bool


@transaction.atomic
def referrals_for(actor: Actor, *, on: date, now: datetime) -> ReferralLists:
    """All that concerns this actor: sent, received, given. Who is named is in the log. Raises Refused."""
    require(policies.may_open_referrals(actor))
    found = list(_concerning(actor, now).order_by("-sent_at", "-pk")[: 4 * MOST])
    rows = _rows(actor, found, on, now)
    open_rows = [row for row in rows if row.state in OPEN_REFERRALS]
    numbers = {one.pk: one for one in found}
    arrived = [row for row in open_rows if not row.is_turn and _arrives(numbers[row.number], actor)]
    taken = {row.number for row in arrived}
    return ReferralLists(
        to_do=tuple(row for row in open_rows if row.is_turn)[:MOST],
        arrived=tuple(arrived)[:MOST],
        running=tuple(row for row in open_rows if not row.is_turn and row.number not in taken)[:MOST],
        ended=tuple(row for row in rows if row.state not in OPEN_REFERRALS)[:MOST],
        is_partner=Role.PARTNER in actor.roles,
        may_refer_to_town=policies.may_refer_to_town(actor).allowed,
    )


def _arrives(referral: Referral, actor: Actor) -> bool:
    return referral.receiver_team_id in actor.team_ids and referral.state in WITH_RECEIVER


def _concerning(actor: Actor, now: datetime) -> QuerySet[Referral]:
    """The referrals in which this actor has a part, by the same rules as the page of one referral."""
    teams = sorted(actor.team_ids)
    wanted = Q(pk__in=[])
    shown = Referral.objects.shown_to_receivers(now).filter(consent_holds(now), receiver_team__in=teams)
    if Role.PARTNER in actor.roles:
        wanted |= Q(pk__in=shown.exclude(receiver_team__organisation="").values("pk"))
        wanted |= Q(pk__in=Referral.objects.with_partner(teams).values("pk"))
    if actor.roles & CONTACT_ROLES:
        wanted |= _of_worker(actor, now)
        given = shown.filter(receiver_team__organisation="", owner=actor.staff_id).exclude(owner=F("sender"))
        wanted |= Q(pk__in=given.values("pk"))
    if Role.TEAM_LEAD in actor.roles:
        wanted |= Q(pk__in=shown.filter(receiver_team__organisation="").values("pk"))
    return Referral.objects.filter(wanted).select_related("sending_team", "receiver_team")


def _of_worker(actor: Actor, now: datetime) -> Q:
    """Those of households that the actor follows or referred, and still sees."""
    visible = registry.visible_households(actor, at=now)
    mine = registry.households_of_contact([actor.staff_id or 0], at=now, as_stand_in=True)
    return Q(household__in=visible) & (Q(sender=actor.staff_id) | Q(household__in=mine))


def _rows(actor: Actor, found: list[Referral], on: date, now: datetime) -> list[ReferralRow]:
    """The rows with a name where somebody may be named; every person named is in the log once."""
    holds = _holding(found, now)
    homes = {one.household_id for one in found if one.household_id} if actor.roles & CONTACT_ROLES else set()
    named = registry.households_named(actor, homes, purpose=Purpose.WORK_LIST, on=on, now=now)
    others = [one for one in found if one.household_id not in named]
    if others:
        about = registry.numbers_of_persons({one.person_id for one in others if one.person_id})
        purpose = Purpose.WORK_LIST
        record_read("casework.referrals_listed", actor=actor, about=about, purpose=purpose, at=now)
    owners = staff.names_of({one.owner_id for one in found if one.owner_id})
    rows = []
    for one in found:
        home = named.get(one.household_id or 0)
        name = home.name if home else dict(facts_of(one)).get(Fact.NAME, "")
        rows.append(_row(one, actor, name, owners.get(one.owner_id or 0, ""), holds=one.pk in holds, on=on))
    return rows


def _holding(found: list[Referral], now: datetime) -> set[int]:
    asked = Referral.objects.filter(pk__in=[one.pk for one in found]).filter(consent_holds(now))
    return set(asked.values_list("pk", flat=True))


def _row(referral: Referral, actor: Actor, name: str, owner: str, *, holds: bool, on: date) -> ReferralRow:
    waited = working_days_waited(referral, on)
    sent_it = referral.sending_team_id in actor.team_ids or referral.sender_id == actor.staff_id
    is_given = referral.owner_id == actor.staff_id and referral.owner_id != referral.sender_id
    receives = is_given or referral.receiver_team_id in actor.team_ids
    is_out = referral.direction == Direction.OUT
    return ReferralRow(
        number=referral.pk,
        name=name,
        is_out=is_out,
        other_side=(referral.sending_team.organisation or referral.sending_team.name)
        if receives and not sent_it
        else referral.receiver_name,
        owner=owner,
        state=ReferralState(referral.state),
        outcome=ReferralOutcome(referral.outcome) if referral.outcome else None,
        urgency=Urgency(referral.urgency),
        sent_on=day_of(referral.sent_at),
        working_days_waited=waited,
        waits_for_sender=referral.waits_for_sender,
        bounces=referral.bounces,
        ground_holds=holds,
        is_turn=_is_turn(referral, waited, sent_it=sent_it, receives=receives, holds=holds),
    )


def _is_turn(referral: Referral, waited: int, *, sent_it: bool, receives: bool, holds: bool) -> bool:
    if referral.state not in OPEN_REFERRALS:
        return False
    if receives and referral.state in UNANSWERED and not referral.waits_for_sender:
        return True
    if not sent_it:
        return False
    by_hand = referral.receiver_team_id is None and referral.state in UNANSWERED
    return (
        referral.state == ReferralState.RETURNED
        or referral.waits_for_sender
        or not holds
        or waited >= REMIND_AFTER
        or by_hand
    )


def referrals_today(actor: Actor, *, on: date, now: datetime) -> list[ReferralRow]:
    """What somebody has to do about referrals today. No person is named, so nothing is read of anybody."""
    if not policies.may_open_referrals(actor).allowed:
        return []
    found = list(_concerning(actor, now).filter(state__in=OPEN_REFERRALS).order_by("sent_at", "pk")[:MOST])
    return [row for row in _nameless(found, actor, on, now) if row.is_turn]


def referrals_for_lead(actor: Actor, *, on: date, now: datetime) -> list[ReferralRow]:
    """What the lead of a team is told: nobody answered for five working days, or it came back three times.

    No person is named here. Raises Refused.
    """
    require(policies.may_open_board(actor))
    led = staff.led_teams(actor, on=on)
    sent = Referral.objects.open().filter(sending_team__in=led, direction=Direction.OUT)
    arrived = Referral.objects.filter(receiver_team__in=led, state__in=UNANSWERED)
    either = Q(pk__in=sent.order_by().values("pk")) | Q(pk__in=arrived.order_by().values("pk"))
    found = Referral.objects.filter(either).select_related("sending_team", "receiver_team")
    return [
        row
        for row in _nameless(list(found.order_by("sent_at", "pk")), actor, on, now)
        if row.working_days_waited >= ESCALATE_AFTER or (row.bounces >= BOUNCES_BEFORE_LEAD and row.is_out)
    ][:MOST]


def _nameless(found: list[Referral], actor: Actor, on: date, now: datetime) -> list[ReferralRow]:
    holds = _holding(found, now)
    owners = staff.names_of({one.owner_id for one in found if one.owner_id})
    return [
        _row(one, actor, "", owners.get(one.owner_id or 0, ""), holds=one.pk in holds, on=on) for one in found
    ]


MOST_OF_A_HOUSEHOLD = 10


@transaction.atomic
def referrals_of_household(
    actor: Actor, household_id: int, *, purpose: Purpose, on: date, now: datetime
) -> list[tuple[ReferralRow, str]]:
    """The referrals of a household, open ones first, each with what is asked as far as its topic is seen.

    Raises NotFoundHere.
    """
    household, sight = registry.household_in_sight(actor, household_id, at=now)
    about = registry.concerned(household, on=on)
    record_read("casework.referrals_read", actor=actor, about=about, purpose=purpose, at=now)
    found = list(
        Referral.objects.filter(household=household_id)
        .select_related("sending_team", "receiver_team")
        .annotate(holds=ExpressionWrapper(consent_holds(now), BooleanField()))
        .order_by("-sent_at", "-pk")[:MOST_OF_A_HOUSEHOLD]
    )
    asked = {
        one.pk: one.question
        for one in found
        if policies.sees_words(
            sight, one.topic, written_by=one.sender_id if one.direction == Direction.OUT else None
        )
    }
    rows = [
        (_row(one, actor, "", "", holds=vars(one)["holds"], on=on), asked.get(one.pk, "")) for one in found
    ]
    return sorted(rows, key=lambda pair: pair[0].state not in OPEN_REFERRALS)
