"""Whether the teams have the hours for what a campaign may bring, before it starts.

Teams are told as a whole: nobody's load stands here, and nobody is compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil

from django.db.models import Count

from nabij.campaigns.models import AskedNeed, Campaign, FollowUp, FollowUpTime, ShortLaunch, Target
from nabij.campaigns.queries.campaigns import campaign_of
from nabij.campaigns.queries.listing import listing_of
from nabij.campaigns.queries.yields import (
    Yields,
    follow_up_minutes,
    followed_by_a_full_time_job,
    yields_for,
)
from nabij.campaigns.types import SMALL, CampaignState, Channel, NeedCode
from nabij.campaigns.types.capacity import DAY_MINUTES
from nabij.casework.queries.caseload import Load, loads_of
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.registry.types import TEAM_ROLES
from nabij.staff import queries as staff


@dataclass(frozen=True, slots=True)
class ExpectedNeed:
    """Questions of one kind that may come, and how long each takes."""

    code: NeedCode
    team_id: int
    number: float
    minutes_each: int

    @property
    def minutes(self) -> int:
        """How long they take together; a part of a minute counts as one."""
        return ceil(self.number * self.minutes_each)


@dataclass(frozen=True, slots=True)
class TeamRoom:
    """What a team may be asked in the days of a campaign, against the time that it has."""

    team_id: int
    name: str
    minutes_needed: int
    minutes_waiting: int
    """For what waits already, of all campaigns."""
    minutes_free: int
    is_guessed: bool
    """Whether the working time of a member was never noted; it counts as full-time."""

    @property
    def minutes_short(self) -> int:
        """How much time lacks; 0 when there is enough."""
        return max(0, self.minutes_needed + self.minutes_waiting - self.minutes_free)

    @property
    def hours_needed(self) -> int:
        """In whole hours, upwards."""
        return ceil(self.minutes_needed / 60)

    @property
    def hours_waiting(self) -> int:
        """In whole hours, upwards."""
        return ceil(self.minutes_waiting / 60)

    @property
    def hours_free(self) -> int:
        """In whole hours, downwards."""
        return self.minutes_free // 60

    @property
    def hours_short(self) -> int:
        """In whole hours, upwards."""
        return ceil(self.minutes_short / 60)


@dataclass(frozen=True, slots=True)
class Capacity:
    """What may come of a campaign and whether the teams can take it. `talks` None: too few to tell."""

    campaign: Campaign
    from_on: date
    until_on: date
    tried: int
    talks: int | None
    yields: Yields | None
    needs: tuple[ExpectedNeed, ...]
    minutes_each: Mapping[NeedCode, int]
    teams: tuple[TeamRoom, ...]

    @property
    def all_needs(self) -> int:
        """Questions of all kinds together; a part of one is asked by somebody, so it counts whole."""
        return ceil(sum(one.number for one in self.needs))

    @property
    def short(self) -> tuple[TeamRoom, ...]:
        """The teams that lack time."""
        return tuple(one for one in self.teams if one.minutes_short)

    @property
    def minutes_short(self) -> int:
        """How much time all teams lack together."""
        return sum(one.minutes_short for one in self.teams)


def capacity_of(actor: Actor, campaign_id: int, *, now: datetime) -> Capacity:
    """The expected questions of a campaign against the free time of the teams that take them.

    Counts only: nobody on the list is named. Raises Refused, NotFoundHere.
    """
    campaign = campaign_of(actor, campaign_id)
    first, last = max(day_of(now), campaign.from_on), max(day_of(now), campaign.until_on)
    tried, yields = _tried(campaign, now), yields_for(campaign)
    asked = [
        (NeedCode(code), team)
        for code, team in AskedNeed.objects.filter(campaign=campaign).values_list("code", "team_id")
    ]
    minutes = minutes_of(campaign, [code for code, _team in asked])
    is_told = tried >= SMALL and yields is not None
    needs = _needs(yields, tried, asked, minutes) if yields is not None and is_told else ()
    return Capacity(
        campaign=campaign,
        from_on=first,
        until_on=last,
        tried=tried,
        talks=round(tried * yields.talks) if yields is not None and is_told else None,
        yields=yields,
        needs=needs,
        minutes_each=minutes,
        teams=_rooms(needs, {team for _code, team in asked}, first, last, now),
    )


def capacity_before_start(actor: Actor, campaign: Campaign, *, now: datetime) -> Capacity | None:
    """The same for the page from which a campaign is started; None when it is not at that point."""
    if campaign.state != CampaignState.FROZEN:
        return None
    return capacity_of(actor, campaign.pk, now=now)


def reason_of_short_launch(campaign: Campaign) -> str:
    """Why this campaign started although hours were short; empty when they were not."""
    found = ShortLaunch.objects.filter(campaign=campaign).values_list("because", flat=True)
    return found.first() or ""


def minutes_of(campaign: Campaign, codes: Collection[NeedCode]) -> dict[NeedCode, int]:
    """How many minutes a question of each kind takes in this campaign."""
    said = dict(FollowUpTime.objects.filter(campaign=campaign).values_list("code", "minutes"))
    return {code: said.get(code, follow_up_minutes()) for code in codes}


def _tried(campaign: Campaign, now: datetime) -> int:
    """Households that will be tried: on the list as it is fixed, or as it would be fixed now."""
    if campaign.state != CampaignState.PREPARED:
        return Target.objects.open().filter(campaign=campaign).count()
    channel = Channel(campaign.channel)
    listing = listing_of(campaign, now=now)
    return len(listing.targets) - (listing.without_phone if channel == Channel.PHONE else 0)


def _needs(
    yields: Yields, tried: int, asked: list[tuple[NeedCode, int]], minutes: Mapping[NeedCode, int]
) -> tuple[ExpectedNeed, ...]:
    codes = [code for code, _team in asked]
    all_together = tried * yields.talks * yields.needs
    return tuple(
        ExpectedNeed(code, team, all_together * yields.share(code, codes), minutes[code])
        for code, team in asked
    )


def _rooms(
    needs: Collection[ExpectedNeed], team_ids: Collection[int], first: date, last: date, now: datetime
) -> tuple[TeamRoom, ...]:
    needed: defaultdict[int, int] = defaultdict(int)
    for one in needs:
        needed[one.team_id] += one.minutes
    free, guessed = free_minutes(team_ids, first, last, now=now)
    todo = FollowUp.objects.open().filter(team__in=list(team_ids)).order_by().values("team")
    waiting = {row["team"]: row["number"] for row in todo.annotate(number=Count("pk"))}
    return tuple(
        TeamRoom(
            team_id=team.team_id,
            name=team.name,
            minutes_needed=needed[team.team_id],
            minutes_waiting=waiting.get(team.team_id, 0) * follow_up_minutes(),
            minutes_free=free.get(team.team_id, 0),
            is_guessed=team.team_id in guessed,
        )
        for team in staff.teams_named(team_ids)
    )


def free_minutes(
    team_ids: Collection[int], first: date, last: date, *, now: datetime
) -> tuple[dict[int, int], set[int]]:
    """The time that each team has left from the first to the last day (included), and where it is a guess.

    Working days without the days away that are known, by the share of a full-time job, less the part that
    goes to households that are followed already. Who works in two teams counts for half in each.
    """
    loads = loads_of(team_ids, on=first, now=now, only_figures=True)
    numbers = [load.staff_id for load in loads]
    roles, teams = staff.roles_of_accounts(numbers), staff.teams_of_accounts(numbers, on=first)
    away: defaultdict[int, set[date]] = defaultdict(set)
    for line in staff.away_between(team_ids, first, last + timedelta(days=1)):
        away[line.staff_id] |= set(_work_days(max(first, line.from_on), _day_before(line.until_on, last)))
    days = len(_work_days(first, last))
    free: defaultdict[int, float] = defaultdict(float)
    guessed: set[int] = set()
    for load in loads:
        if not roles.get(load.staff_id, frozenset()) & TEAM_ROLES:
            continue
        mine = teams.get(load.staff_id, frozenset())
        minutes = (days - len(away[load.staff_id])) * DAY_MINUTES * _left(load)
        for team in mine & set(team_ids):
            free[team] += minutes / len(mine)
            if load.fte_hundredths is None:
                guessed.add(team)
    return {team: int(minutes) for team, minutes in free.items()}, guessed


def _left(load: Load) -> float:
    """The part of a full-time job that is left beside the households that somebody follows."""
    share = 1.0 if load.fte_hundredths is None else load.fte_hundredths / 100
    full = max(load.ceiling, 1) / share if share else 1.0
    taken = load.intensive / full + (load.follows - load.intensive) / followed_by_a_full_time_job()
    return max(0.0, share - taken)


def _work_days(first: date, last: date) -> list[date]:
    """Monday to Friday, both days included; holidays are not known."""
    days = (first + timedelta(days=turn) for turn in range((last - first).days + 1))
    return [day for day in days if day.weekday() < 5]


def _day_before(until_on: date | None, last: date) -> date:
    return last if until_on is None else min(last, until_on - timedelta(days=1))
