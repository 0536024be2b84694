"""Doors that leave their rounds because nobody has to go there any more, and rounds that are over.

The one place where a stop is taken off outside planning: wherever a target settles, it comes here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from nabij.audit.actions import record
from nabij.campaigns.models import Campaign, Round, Stop
from nabij.campaigns.queries.going import campaign_of_round
from nabij.campaigns.queries.target_doors import doors_of_targets
from nabij.campaigns.types import CampaignState
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of

ROWS_AT_ONCE = 500


def leave_rounds(targets: Iterable[int], now: datetime) -> int:
    """Nobody goes to these targets any more: returns how many stops left their rounds."""
    numbers = list(targets)
    return sum(
        _take_off(Stop.objects.open().filter(target__in=numbers[at : at + ROWS_AT_ONCE]), now)
        for at in range(0, len(numbers), ROWS_AT_ONCE)
    )


def leave_where_unwelcome(which: Q, now: datetime) -> int:
    """Of these open stops, those leave their rounds where nobody may be visited any more.

    They died, left, are protected, or want no visits. The target stays: planning says why it is in no round.
    """
    by_campaign: dict[int, list[tuple[int, int]]] = {}
    rows = Stop.objects.open().filter(which).values_list("pk", "target_id", "round__campaign_id")
    for pk, target, number in rows:
        by_campaign.setdefault(number, []).append((pk, target))
    gone: list[int] = []
    for campaign in Campaign.objects.filter(pk__in=list(by_campaign)):
        mine = by_campaign[campaign.pk]
        doors = doors_of_targets(campaign, [target for _stop, target in mine], now=now)
        gone += [stop for stop, target in mine if not doors[target].is_welcome]
    return sum(
        _take_off(Stop.objects.open().filter(pk__in=gone[at : at + ROWS_AT_ONCE]), now)
        for at in range(0, len(gone), ROWS_AT_ONCE)
    )


def _take_off(stops: QuerySet[Stop], now: datetime) -> int:
    rounds = set(stops.order_by().values_list("round", flat=True))
    number = stops.update(taken_off_at=now)
    close_finished(rounds, now)
    return number


def close_finished(rounds: Collection[int], now: datetime) -> int:
    """Close those of these rounds of which every door was told or taken off; returns how many."""
    return _without_doors().filter(pk__in=list(rounds)).update(closed_at=now)


def _without_doors() -> QuerySet[Round]:
    left = Stop.objects.open().filter(round=OuterRef("pk"))
    return Round.objects.open().filter(~Exists(left))


def end_rounds_of(campaign: Campaign, now: datetime) -> None:
    """A campaign ended: nobody goes to its doors any more, in the caller's transaction."""
    Stop.objects.open().filter(round__campaign=campaign.pk).update(taken_off_at=now)
    Round.objects.open().filter(campaign=campaign.pk).update(closed_at=now)


@transaction.atomic
def tidy_rounds(now: datetime) -> int:
    """Take off the doors where nobody may be visited any more, and close rounds that are done.

    Of rounds from today on. Returns how many doors left their rounds. Nightly work.
    """
    going = (CampaignState.FROZEN, CampaignState.RUNNING)
    coming = Q(round__day__gte=day_of(now), round__campaign__state__in=going)
    number = leave_where_unwelcome(coming, now)
    _without_doors().update(closed_at=now)
    return number


@transaction.atomic
def stop_round(*, actor: Actor, round_id: int, now: datetime) -> int:
    """Stop one round: doors of which nothing was told are free again; returns how many.

    What was told stays, and whoever is at a door can still tell. Twice changes nothing. Raises Refused,
    NotFoundHere.
    """
    campaign_id = campaign_of_round(actor, round_id)
    if not Round.objects.open().filter(pk=round_id).update(closed_at=now, stopped_at=now):
        return 0
    freed = Stop.objects.open().filter(round=round_id).update(taken_off_at=now)
    detail = {"campaign": campaign_id, "round": round_id, "doors": freed}
    record("campaigns.round_stopped", actor=actor, at=now, detail=detail)
    return freed
