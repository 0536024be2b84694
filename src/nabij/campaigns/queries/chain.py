"""A chain of campaigns: who goes on by which way, and where each household of the first list ended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from nabij.campaigns.models import Attempt, Campaign, LetterTo, NextCampaign, NextTarget, Target
from nabij.campaigns.queries.plates import persons_meant
from nabij.campaigns.types import (
    AGAINST,
    CampaignState,
    Channel,
    LeftOut,
    Outcome,
    PassedBecause,
    TargetState,
)
from nabij.campaigns.types.chain import LETTER_WAIT_DAYS, ChainEnd, LetterAnswer
from nabij.kernel.days import day_of
from nabij.registry.queries.outreach import TownHome, homes_of_town
from nabij.registry.types import WishKind

ENDED = (CampaignState.STOPPED, CampaignState.CLOSED)


def first_of(campaign: Campaign) -> Campaign:
    """The campaign with which the chain of this one began; itself when it goes on from none."""
    found = campaign
    while (link := NextCampaign.objects.select_related("before").filter(campaign=found).first()) is not None:
        found = link.before
    return found


def chain_of(first: Campaign) -> list[Campaign]:
    """A first campaign and all that go on from it, in the order in which they were made."""
    found, level = [first], [first.pk]
    while level:
        links = NextCampaign.objects.select_related("campaign").filter(before__in=level).order_by("pk")
        later = [link.campaign for link in links]
        found += later
        level = [one.pk for one in later]
    return found


# ------------------------------------------------------------------ who may go on
def for_letters(campaign: Campaign) -> QuerySet[Target]:
    """Who could not be called and got no letter yet, nor went on to the door."""
    passed = Target.objects.filter(campaign=campaign, state=TargetState.PASSED_ON)
    return passed.filter(letter__isnull=True, goes_on_as__isnull=True).order_by("rank", "pk")


def for_the_door(campaign: Campaign, *, on: date) -> QuerySet[Target]:
    """Who could not be reached, and whose letter, if there was one, has waited long enough."""
    last = on - timedelta(days=LETTER_WAIT_DAYS)
    waits = Q(letter__isnull=False) & (
        Q(letter__batch__sent_at=None) | Q(letter__batch__sent_at__date__gt=last)
    )
    passed = Target.objects.filter(campaign=campaign, state=TargetState.PASSED_ON, goes_on_as__isnull=True)
    return passed.exclude(waits).order_by("rank", "pk")


@dataclass(frozen=True, slots=True)
class GoesOn:
    """A target that may go on, with those of its people who still may be contacted in this way."""

    target: Target
    person_ids: tuple[int, ...]


def who_may_go_on(
    targets: Collection[Target], *, town: str, against: Collection[WishKind], now: datetime
) -> tuple[list[GoesOn], dict[LeftOut, int]]:
    """Look once more at everybody before a letter or a visit; who may not is counted, with the reason.

    A fixed number of questions, however many they are. Nobody is shown to anybody here.
    """
    meant = persons_meant(targets)
    asked = {one.household_id for one in targets if one.household_id is not None}
    homes = {home.household_id: home for home in homes_of_town(town, on=day_of(now), only=asked)}
    left_out: Counter[LeftOut] = Counter()
    found: list[GoesOn] = []
    for one in targets:
        home = homes.get(one.household_id) if one.household_id is not None else None
        persons, reason = _still_meant(home, meant[one.pk], {str(kind) for kind in against})
        if persons:
            found.append(GoesOn(one, persons))
        else:
            left_out[reason] += 1
    return found, dict(left_out)


def _still_meant(
    home: TownHome | None, persons: list[int], against: set[str]
) -> tuple[tuple[int, ...], LeftOut]:
    """Those who may still be contacted, or the first reason for which nobody may."""
    if home is None:
        return (), LeftOut.MOVED
    here = [one for one in home.residents if one.person_id in persons]
    alive = [one for one in here if not one.has_died]
    reasons = (
        (LeftOut.DIED, bool(here) and not alive),
        (LeftOut.MOVED, not here or home.is_in_town is False),
        (LeftOut.PROTECTED, home.is_protected),
        (LeftOut.SECRET, home.is_secret),
        (LeftOut.REFUSED, bool(against & home.wishes)),
        (LeftOut.UNSURE, home.is_in_town is None),
    )
    for reason, holds in reasons:
        if holds:
            return (), reason
    return tuple(one.person_id for one in alive if not against & one.wishes), LeftOut.REFUSED


AGAINST_THE_DOOR = AGAINST[Channel.DOOR]


# ------------------------------------------------------------------ where each household ended
def chain_ends(first: Campaign) -> dict[ChainEnd, int]:
    """Where each household of the first list stands now, once: the sum is the list as it was fixed.

    A household that went on is judged by where it went; what it came to there counts, whatever was before.
    """
    campaigns = {one.pk: one for one in chain_of(first)}
    rows = {one.pk: one for one in Target.objects.filter(campaign__in=list(campaigns)).only(*_COLUMNS)}
    later = dict(
        NextTarget.objects.filter(target__campaign__in=list(campaigns)).values_list("target_id", "after_id")
    )
    answers = dict(
        LetterTo.objects.filter(target__campaign__in=list(campaigns)).values_list("target_id", "answer")
    )
    talked = set(_talked(campaigns).values_list("pk", flat=True))
    counts: Counter[ChainEnd] = Counter()
    for one in rows.values():
        if one.campaign_id != first.pk:
            continue
        way = [one]
        while (after := later.get(way[-1].pk)) is not None and after in rows:
            way.append(rows[after])
        counts[_end(way, campaigns, answers, talked)] += 1
    return dict(counts)


_COLUMNS = ("pk", "campaign", "state", "passed_because")


def _talked(campaigns: Mapping[int, Campaign]) -> QuerySet[Target]:
    talks = Attempt.objects.filter(target=OuterRef("pk"), outcome=Outcome.TALKED)
    return Target.objects.filter(Exists(talks), campaign__in=list(campaigns))


def _end(
    way: list[Target], campaigns: Mapping[int, Campaign], answers: Mapping[int, str], talked: set[int]
) -> ChainEnd:
    """Where one household stands: at the last target of its way."""
    last = way[-1]
    said = {answers.get(one.pk, "") for one in way}
    if last.pk in talked:
        if LetterAnswer.TALKED in said:
            return ChainEnd.LETTER
        by_phone = campaigns[last.campaign_id].channel == Channel.PHONE
        return ChainEnd.PHONE if by_phone else ChainEnd.DOOR
    if last.state == TargetState.ENDED:
        declined = last.passed_because == PassedBecause.NO_MORE_CALLS
        return ChainEnd.REFUSED if declined else ChainEnd.GONE
    if last.state == TargetState.REACHED:
        return ChainEnd.DOOR  # something was handed over without a talk
    ended = campaigns[last.campaign_id].state in ENDED
    is_last_way = campaigns[last.campaign_id].channel != Channel.PHONE
    if last.state == TargetState.PASSED_ON and is_last_way:
        return ChainEnd.NOT_REACHED
    return ChainEnd.NOT_REACHED if ended else ChainEnd.UNDER_WAY


def chain_figures(campaign: Campaign) -> dict[str, dict[str, int]]:
    """What is kept of a chain with the counts of its first campaign; nothing for any other campaign."""
    begins = not NextCampaign.objects.filter(campaign=campaign).exists()
    goes_on = campaign.goes_on_in.exists() or campaign.letter_batches.exists()
    if not begins or not goes_on:
        return {}
    return {"chain": {str(end): number for end, number in chain_ends(campaign).items()}}


def whole_chain_ended(campaign: Campaign, *, before: datetime) -> bool:
    """Whether all campaigns of the chain of this one ended before a moment: their people go together."""
    moments = [one.ended_at for one in chain_of(first_of(campaign))]
    return all(moment is not None and moment <= before for moment in moments)
