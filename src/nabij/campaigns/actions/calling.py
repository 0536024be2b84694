"""A caller and the next person: reserved for one caller at a time, and told of exactly once."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, time, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet

from nabij.audit.actions import record
from nabij.campaigns import policies
from nabij.campaigns.actions.settling import Told, let_go, settle
from nabij.campaigns.models import Campaign, CampaignCaller, Target
from nabij.campaigns.queries.calling import held_by, running_for
from nabij.campaigns.types import (
    AGAINST,
    HELD_FOR,
    CampaignState,
    Channel,
    HoldPassed,
    PassedBecause,
    TargetState,
)
from nabij.casework.queries.outreach import other_calls
from nabij.casework.types import worker
from nabij.kernel.actors import Actor
from nabij.kernel.clock import BRUSSELS
from nabij.kernel.days import day_of
from nabij.kernel.decisions import require
from nabij.registry import queries as registry
from nabij.registry.actions import once
from nabij.registry.queries.outreach import still_welcome
from nabij.staff import queries as staff

MOST_LOOKED_AT = 40
"""So many people are looked at for one tap: more may not be called any more only after a large change."""

LEFT_ALONE = timedelta(days=2)
"""So long after the hour that was agreed a person waits for the same caller; then anybody calls."""


@transaction.atomic
def take_next(*, actor: Actor, hold: UUID, now: datetime) -> int | None:
    """Reserve the next person for this caller for half an hour; returns the number, None when nobody waits.

    Who holds somebody keeps that one: nobody has two. `hold` is the number that the page made; the outcome
    comes back under it. Raises Refused.
    """
    require(policies.may_call(actor))
    _let_stale_go(actor, now)
    standing = held_by(actor, now)
    if standing is not None:
        return standing.pk
    campaigns = {one.pk: one for one in running_for(actor, now)}
    if not campaigns:
        return None
    due = _due(actor, campaigns, now)
    for _turn in range(MOST_LOOKED_AT):
        found = due.first()
        if found is None:
            return None
        if (taken := _reserve(found, actor, hold, now)) is None:
            # The same caller in two windows, or a colleague: the database let one through.
            return own.pk if (own := held_by(actor, now)) else None
        if _may_go_on(taken, campaigns[taken.campaign_id], now):
            _tell_reserved(taken, actor, now)
            return taken.pk
    return None


def _let_stale_go(actor: Actor, now: datetime) -> None:
    """Whom this caller held when a campaign ended, and told nothing of within the half hour, is free."""
    mine = Target.objects.locked().filter(held_by=actor.staff_id, paper=None, held_until__lte=now)
    for one in mine.exclude(campaign__state=CampaignState.RUNNING):
        let_go(one, now=now)


def _due(actor: Actor, campaigns: Collection[int], now: datetime) -> QuerySet[Target]:
    """Who waits for this caller, in the order of the list; one that a colleague is taking now is skipped.

    Worked out anew by each use of `.first()`; the languages and the callers in whose place this one calls
    are asked once.
    """
    languages = staff.languages_of([worker(actor)]).get(worker(actor), ("nl",))
    callers = _who_may_be_called_by(actor, campaigns, now)
    rows = Target.objects.due(now).filter(
        Q(fixed_caller=None) | Q(fixed_caller__in=callers) | Q(due_at__lte=now - LEFT_ALONE),
        Q(language="") | Q(language__in=languages),
        campaign__in=list(campaigns),
    )
    # Who is called back at an hour, or by the same caller again, comes before who was never called.
    ordered = rows.order_by(F("fixed_caller").asc(nulls_last=True), "-tries", "rank", "pk")
    return ordered.select_for_update(skip_locked=True, of=("self",))


def _who_may_be_called_by(actor: Actor, campaigns: Collection[int], now: datetime) -> set[int]:
    """The fixed callers in whose place this one calls: oneself, and who is away without another stand-in."""
    fixed = Target.objects.open().filter(campaign__in=list(campaigns), fixed_caller__isnull=False)
    wanted = set(fixed.order_by().values_list("fixed_caller", flat=True).distinct())
    if not wanted - {actor.staff_id}:
        return wanted
    on = day_of(now)
    open_ones = CampaignCaller.objects.filter(campaign__in=list(campaigns), ended_at=None)
    callers = set(open_ones.filter(staff__is_active=True).values_list("staff", flat=True))
    away = set(staff.away_on(wanted, on=on)) | (wanted - callers)
    stand_ins = staff.stand_ins_of(away, on=on)
    in_place = {one for one in away if _stands_in(actor, stand_ins.get(one, frozenset()) & callers)}
    return in_place | ({worker(actor)} & wanted)


def _stands_in(actor: Actor, stand_ins: Collection[int]) -> bool:
    """Whether this caller may take the place: as the stand-in, or because there is none among the callers."""
    return not stand_ins or actor.staff_id in stand_ins


def _reserve(found: Target, actor: Actor, hold: UUID, now: datetime) -> Target | None:
    """Reserve a target that is still free: of many at the same time one gets it. None for all others."""
    if found.held_by_id is not None and found.paper_id is None:
        let_go(found, now=now)
    free = Target.objects.due(now).filter(pk=found.pk)
    try:
        with transaction.atomic():
            won = free.update(held_by=worker(actor), held_until=now + HELD_FOR, hold=hold, paper=None)
    except IntegrityError:
        return None
    return Target.objects.get(pk=found.pk) if won else None


def _may_go_on(target: Target, campaign: Campaign, now: datetime) -> bool:
    """Look once more, right before the call: somebody died, does not want it any more, or another calls."""
    persons = list(target.persons.values_list("person_id", flat=True))
    against = AGAINST[Channel(campaign.channel)]
    if not still_welcome(target.home_id, persons, against=against, now=now):
        _set_free(target, state=TargetState.ENDED, passed_because=PassedBecause.CHANGED)
        return False
    if target.home_id in other_calls([target.home_id], on=day_of(now), days=1):
        tomorrow = datetime.combine(day_of(now) + timedelta(days=1), time(9), tzinfo=BRUSSELS)
        _set_free(target, due_at=tomorrow)
        return False
    return True


def _set_free(target: Target, **fields: object) -> None:
    Target.objects.filter(pk=target.pk).update(held_by=None, held_until=None, hold=None, **fields)


def _tell_reserved(target: Target, actor: Actor, now: datetime) -> None:
    about = registry.numbers_of_persons(target.persons.values_list("person_id", flat=True))
    record("campaigns.reserved", actor=actor, about=about, at=now, detail={"campaign": target.campaign_id})


@transaction.atomic
def tell_outcome(*, actor: Actor, hold: UUID, told: Told, client_id: UUID, now: datetime) -> int:
    """Say how a call went; each need becomes something to do for its team, in the same transaction.

    Also after the campaign was stopped, for whoever was on the telephone then. Returns the number of things
    to do. A repeat of `client_id` changes nothing. Raises Refused, HoldPassed, NotPossible, ClientIdReused.
    """
    require(policies.may_call(actor))

    def work() -> int:
        target = _held(actor, hold)
        return settle(target, told, actor=actor, caller_id=worker(actor), now=now)

    content = {"hold": hold, **told.content()}
    return once(
        "campaigns.tell_outcome", actor=actor, client_id=client_id, content=content, now=now, work=work
    )


def _held(actor: Actor, hold: UUID) -> Target:
    """What this caller holds under a number, locked. Raises HoldPassed."""
    rows = Target.objects.locked().filter(hold=hold, held_by=actor.staff_id, paper=None)
    found = rows.select_related("campaign").first()
    if found is None:
        raise HoldPassed
    return found


@transaction.atomic
def give_back(*, actor: Actor, hold: UUID, now: datetime) -> None:
    """Not called after all: a colleague gets this person. A repeat changes nothing. Raises Refused."""
    require(policies.may_call(actor))
    found = Target.objects.locked().filter(hold=hold, held_by=actor.staff_id, paper=None).first()
    if found is not None:
        let_go(found, now=now)
        Target.objects.filter(pk=found.pk).update(due_at=now + HELD_FOR)
