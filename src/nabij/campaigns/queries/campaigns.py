"""Campaigns for whoever leads them: the list, the page of one, and the count before anyone is named."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q

from nabij.campaigns import policies
from nabij.campaigns.models import Attempt, Campaign, CampaignCaller, PaperList, Target
from nabij.campaigns.queries.listing import group_of, listing_of
from nabij.campaigns.queries.wording import group_in_words
from nabij.campaigns.types import (
    GOES_AS,
    CampaignState,
    Channel,
    LeftOut,
    NeedCode,
    Outcome,
    TargetState,
    shown,
    shown_alone,
)
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere, require
from nabij.registry.queries import neighbourhoods_of
from nabij.staff import queries as staff
from nabij.staff.queries.callers import with_role

MOST = 100


@dataclass(frozen=True, slots=True)
class CampaignLine:
    """A campaign in the list."""

    campaign: Campaign
    targets: int
    reached: int

    @property
    def icon(self) -> str:
        """The sign of the way in which it goes to people."""
        return {Channel.PHONE: "phone", Channel.DOOR: "door"}.get(Channel(self.campaign.channel), "box")


@dataclass(frozen=True, slots=True)
class CallerLine:
    """Somebody who calls for a campaign; attempts are counted, people are not compared."""

    staff_id: int
    name: str
    languages: tuple[str, ...]
    is_calling: bool


@dataclass(frozen=True, slots=True)
class CampaignPage:
    """One campaign as its lead sees it. `waits_for`: languages that no caller speaks, and how many wait."""

    campaign: Campaign
    conditions: tuple[str, ...]
    texts: Mapping[str, str]
    needs: tuple[tuple[NeedCode, str], ...]
    duty_team: str
    callers: tuple[CallerLine, ...]
    to_add: tuple[tuple[int, str], ...]
    waits_for: Mapping[str, int]
    targets: int
    reached: int
    open: int
    passed_on: int
    contacted: int
    left_out: tuple[tuple[str, int | None], ...]
    papers_out: tuple[tuple[int, str, datetime], ...]

    @property
    def may_change(self) -> bool:
        """Whether it can be filled in otherwise."""
        return self.campaign.state == CampaignState.PREPARED

    @property
    def may_stop(self) -> bool:
        """Whether there is something to stop."""
        return self.campaign.state in (CampaignState.FROZEN, CampaignState.RUNNING)


def campaigns_of(actor: Actor) -> list[CampaignLine]:
    """The campaigns of the towns of this lead, the newest first. Raises Refused."""
    require(policies.may_lead_campaigns(actor))
    rows = list(Campaign.objects.of_towns(actor.towns)[:MOST])
    talked = Attempt.objects.filter(target=OuterRef("pk"), outcome=Outcome.TALKED)
    found = Target.objects.filter(campaign__in=[one.pk for one in rows]).order_by().values("campaign")
    counts = {
        row["campaign"]: (row["targets"], row["reached"])
        for row in found.annotate(targets=Count("pk"), reached=Count("pk", filter=Q(Exists(talked))))
    }
    return [CampaignLine(one, *_kept(one, counts.get(one.pk, (0, 0)))) for one in rows]


def _kept(campaign: Campaign, counted_now: tuple[int, int]) -> tuple[int, int]:
    """The counts of a campaign whose people were erased are the ones that were kept."""
    if campaign.cleaned_at is None or campaign.figures is None:
        return counted_now
    return int(campaign.figures["targets"]), int(campaign.figures["reached"])


def campaign_of(actor: Actor, campaign_id: int) -> Campaign:
    """One campaign of a town of this lead. Raises Refused, NotFoundHere."""
    require(policies.may_lead_campaigns(actor))
    found = Campaign.objects.of_towns(actor.towns).filter(pk=campaign_id).first()
    if found is None:
        raise NotFoundHere
    return found


def campaign_page(actor: Actor, campaign_id: int) -> CampaignPage:
    """One campaign with how it stands; nobody on it is named. Raises Refused, NotFoundHere."""
    campaign = campaign_of(actor, campaign_id)
    names = dict(neighbourhoods_of(campaign.town))
    needs = list(campaign.needs.order_by("pk").values_list("code", "team_id"))
    teams = {
        one.team_id: one.name
        for one in staff.teams_named({campaign.duty_team_id, *(team for _code, team in needs)})
    }
    callers = _callers(campaign)
    counts = _states(campaign)
    targets = Target.objects.filter(campaign=campaign.pk)
    return CampaignPage(
        campaign=campaign,
        conditions=tuple(
            group_in_words(group_of(campaign.group), reference_on=campaign.reference_on, names=names)
        ),
        texts=dict(campaign.texts.values_list("language", "words")),
        needs=tuple((NeedCode(code), teams.get(team, "")) for code, team in needs),
        duty_team=teams.get(campaign.duty_team_id, ""),
        callers=callers,
        to_add=to_add(campaign, [one.staff_id for one in callers]),
        waits_for=_waits_for(campaign, callers),
        targets=sum(counts.values()),
        reached=targets.filter(attempts__outcome=Outcome.TALKED).distinct().count(),
        open=counts.get(TargetState.OPEN, 0),
        passed_on=counts.get(TargetState.PASSED_ON, 0),
        contacted=targets.contacted().count(),
        left_out=left_out_in_words(campaign.left_out),
        papers_out=_papers_out(campaign),
    )


def _states(campaign: Campaign) -> dict[str, int]:
    rows = Target.objects.filter(campaign=campaign.pk).order_by().values("state").annotate(number=Count("pk"))
    return {row["state"]: row["number"] for row in rows}


def _callers(campaign: Campaign) -> tuple[CallerLine, ...]:
    rows = list(
        CampaignCaller.objects.filter(campaign=campaign.pk, ended_at=None).values_list("staff", flat=True)
    )
    names, languages = staff.names_of(rows), staff.languages_of(rows)
    holding = Target.objects.filter(campaign=campaign.pk, held_by__in=rows, paper=None)
    busy = set(holding.values_list("held_by", flat=True))
    lines = [
        CallerLine(one, names.get(one, ""), languages.get(one, ("nl",)), is_calling=one in busy)
        for one in rows
    ]
    return tuple(sorted(lines, key=lambda line: line.name))


def to_add(campaign: Campaign, known: Collection[int]) -> tuple[tuple[int, str], ...]:
    """Who has the role to go or call for this campaign and is not among those who do, by name."""
    role = GOES_AS[Channel(campaign.channel)]
    return tuple(one for one in with_role(role, town=campaign.town) if one[0] not in known)


def _waits_for(campaign: Campaign, callers: tuple[CallerLine, ...]) -> dict[str, int]:
    """People who wait for a language that no caller speaks: without a caller they would be forgotten."""
    spoken = {"", *(code for one in callers for code in one.languages)}
    waiting = Target.objects.open().filter(campaign=campaign.pk).exclude(language__in=spoken)
    rows = waiting.order_by().values("language").annotate(number=Count("pk"))
    return {row["language"]: row["number"] for row in rows}


def _papers_out(campaign: Campaign) -> tuple[tuple[int, str, datetime], ...]:
    rows = list(PaperList.objects.filter(campaign=campaign.pk, back_at=None))
    names = staff.names_of({one.caller_id for one in rows})
    return tuple((one.pk, names.get(one.caller_id, ""), one.made_at) for one in rows)


def left_out_in_words(left_out: Mapping[str, int]) -> tuple[tuple[str, int | None], ...]:
    """How many people are left out for each reason; a small number as None."""
    kept = {reason: left_out[reason] for reason in LeftOut.values if left_out.get(reason)}
    return tuple((str(LeftOut(reason).label), shown_alone(number)) for reason, number in kept.items())


@dataclass(frozen=True, slots=True)
class Counted:
    """A group before anyone is named: how many people and households; None where it is a small number."""

    persons: int | None
    targets: int | None
    without_phone: int | None
    left_out: tuple[tuple[str, int | None], ...]
    is_empty: bool


def counted(actor: Actor, campaign_id: int, *, now: datetime) -> Counted:
    """How many people a campaign would go to if its list were fixed now. Counts only: nobody is shown.

    Raises Refused, NotFoundHere.
    """
    campaign = campaign_of(actor, campaign_id)
    listing = listing_of(campaign, now=now)
    phones = shown({"without": listing.without_phone, "with": len(listing.targets) - listing.without_phone})
    return Counted(
        persons=shown_alone(listing.persons),
        targets=shown_alone(len(listing.targets)),
        without_phone=phones["without"],
        left_out=left_out_in_words(listing.left_out),
        is_empty=not listing.targets,
    )
