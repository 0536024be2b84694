"""What a caller sees: the one person who is reserved now, and nothing of anybody else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from nabij.campaigns import policies
from nabij.campaigns.models import Attempt, Campaign, CampaignCaller, Target, Worry
from nabij.campaigns.queries.listing import group_of
from nabij.campaigns.queries.wording import because_in_words
from nabij.campaigns.types import AGAINST, CampaignState, Channel, NeedCode, Outcome
from nabij.casework.queries.outreach import OtherCall, other_calls
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.decisions import require
from nabij.registry.queries import neighbourhoods_of
from nabij.registry.queries.outreach import still_welcome
from nabij.registry.queries.outreach_names import NOBODY, ToCall, people_to_call

DAYS_AHEAD = 14


@dataclass(frozen=True, slots=True)
class CallNow:
    """The person or couple to call: names, numbers, what to say, what may be asked, who else calls."""

    hold: UUID
    until: datetime
    campaign: str
    sender_name: str
    is_stopped: bool
    is_welcome: bool
    """Whether anybody of them may still be called; if not, nobody is named and no number is shown."""
    people: ToCall
    language: str
    script: tuple[str, ...]
    script_language: str
    needs: tuple[NeedCode, ...]
    because: tuple[str, ...]
    others: tuple[OtherCall, ...]
    last_talk_on: date | None
    """When this caller last spoke with them in this campaign; None for never."""
    tries: int
    has_worry: bool

    @property
    def called(self) -> str:
        """What they are called, together; when nobody of them may be called any more, that."""
        return " & ".join(self.people.names) or _("Call nobody now")


@dataclass(frozen=True, slots=True)
class CallerDay:
    """How the day of a caller stands: numbers only. What was told before is not shown again."""

    now: CallNow | None
    campaigns: tuple[str, ...]
    done_today: int
    is_someone_later: bool
    """Whether somebody is to be called later on."""


def held_by(actor: Actor, now: datetime) -> Target | None:
    """Whom this caller holds now, on screen; of a campaign that ended, for the half hour only."""
    if actor.staff_id is None:
        return None
    rows = Target.objects.filter(held_by=actor.staff_id, paper=None).select_related("campaign")
    rows = rows.filter(Q(campaign__state=CampaignState.RUNNING) | Q(held_until__gt=now))
    return rows.filter(campaign__town__in=actor.towns).first()


def running_for(actor: Actor, now: datetime) -> list[Campaign]:
    """The campaigns for which this caller calls today."""
    today = day_of(now)
    mine = CampaignCaller.objects.filter(staff=actor.staff_id, ended_at=None).values("campaign")
    running = Campaign.objects.running().of_towns(actor.towns).filter(pk__in=mine, channel=Channel.PHONE)
    return list(running.filter(from_on__lte=today, until_on__gte=today))


@transaction.atomic
def caller_day(actor: Actor, *, now: datetime) -> CallerDay:
    """The page of a caller; who is shown is in the log, each person once. Raises Refused."""
    require(policies.may_call(actor))
    target = held_by(actor, now)
    today = day_of(now)
    campaigns = running_for(actor, now)
    told = Attempt.objects.filter(caller=actor.staff_id, at__gte=now - timedelta(days=1))
    done = [one for one in told.exclude(outcome=Outcome.LET_GO) if day_of(one.at) == today]
    return CallerDay(
        now=_call_now(actor, target, now) if target is not None else None,
        campaigns=tuple(one.name for one in campaigns),
        done_today=len(done),
        is_someone_later=Target.objects.open().filter(campaign__in=campaigns).exists(),
    )


def _call_now(actor: Actor, target: Target, now: datetime) -> CallNow:
    campaign = target.campaign
    is_stopped = campaign.state != CampaignState.RUNNING
    people = _people_now(actor, target, now)
    texts = dict(campaign.texts.values_list("language", "words"))
    language = target.language if target.language in texts else "nl"
    names = dict(neighbourhoods_of(campaign.town))
    talks = target.attempts.filter(caller=actor.staff_id, outcome=Outcome.TALKED).order_by("-at")
    last = talks.first()
    return CallNow(
        hold=target.hold or UUID(int=0),
        until=target.held_until or now,
        campaign=campaign.name,
        sender_name=campaign.sender_name,
        is_stopped=is_stopped,
        is_welcome=bool(people.names),
        # Once the campaign is stopped nobody is called any more, so there is no number to call.
        people=ToCall(people.names, (), ()) if is_stopped else people,
        language=target.language,
        script=tuple(line for line in texts.get(language, "").splitlines() if line.strip()),
        script_language=language,
        needs=tuple(NeedCode(code) for code in campaign.needs.order_by("pk").values_list("code", flat=True)),
        because=tuple(
            because_in_words(
                target.because,
                group=group_of(campaign.group),
                reference_on=campaign.reference_on,
                names=names,
            )
        ),
        others=tuple(other_calls([target.home_id], on=day_of(now), days=DAYS_AHEAD).get(target.home_id, ())),
        last_talk_on=day_of(last.at) if last else None,
        tries=target.tries,
        has_worry=Worry.objects.open().filter(target=target).exists(),
    )


def _people_now(actor: Actor, target: Target, now: datetime) -> ToCall:
    """Who of a target may still be called: of a couple, one may have died or asked for no calls since."""
    listed = list(target.persons.values_list("person_id", flat=True))
    against = AGAINST[Channel(target.campaign.channel)]
    persons = still_welcome(target.home_id, listed, against=against, now=now)
    if not persons:
        return NOBODY
    return people_to_call(actor, target.home_id, sorted(persons), event="campaigns.call_read", now=now)
