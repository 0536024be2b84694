"""The pages of a campaign that name people: who was contacted, who goes to the next way, and paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from nabij.campaigns.models import Attempt, Campaign, PaperList, Target
from nabij.campaigns.queries.campaigns import campaign_of
from nabij.campaigns.queries.list_names import plates_for_lead
from nabij.campaigns.queries.plates import persons_of
from nabij.campaigns.types import AGAINST, Channel, NeedCode, Outcome, TargetState
from nabij.campaigns.types.channel_words import outcome_in_words, passed_in_words
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere
from nabij.registry.queries.outreach import still_welcome_at
from nabij.registry.queries.outreach_names import NOBODY, Doorplate, ToCall, people_to_call_at
from nabij.staff import queries as staff

ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class NamedLine:
    """A household on a list with names: when and how it was contacted last, or why it goes on."""

    plate: Doorplate
    at: datetime | None
    what: str


@dataclass(frozen=True, slots=True)
class NamedPage:
    """One page of a list with names; `number` counts all."""

    campaign: Campaign
    lines: tuple[NamedLine, ...]
    number: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.number // ON_A_PAGE))


@transaction.atomic
def contacted(actor: Actor, campaign_id: int, *, page: int, now: datetime) -> NamedPage:
    """Who was contacted already, the last first: so that nobody is left with a promise when it stops.

    Everybody on the page is in the log, once. Raises Refused, NotFoundHere.
    """
    campaign = campaign_of(actor, campaign_id)
    found = Target.objects.contacted().filter(campaign=campaign_id)
    rows = _page(found, page)
    last: dict[int, Attempt] = {}
    attempts = Attempt.objects.filter(target__in=[one.pk for one in rows]).exclude(outcome=Outcome.LET_GO)
    for one in attempts.order_by("number"):
        last[one.target_id] = one
    plates = plates_for_lead(actor, campaign, rows, event="campaigns.contacted_read", now=now)
    lines = (
        NamedLine(plates[one.pk], last[one.pk].at, outcome_in_words(last[one.pk].outcome, campaign.channel))
        for one in rows
    )
    return NamedPage(campaign, tuple(lines), found.count(), page)


@transaction.atomic
def passed_on(actor: Actor, campaign_id: int, *, page: int, now: datetime) -> NamedPage:
    """Who could not be reached and goes to the letter or the door, with the address. Everybody is in the log.

    Raises Refused, NotFoundHere.
    """
    campaign = campaign_of(actor, campaign_id)
    found = Target.objects.filter(campaign=campaign_id, state=TargetState.PASSED_ON)
    rows = _page(found, page)
    plates = plates_for_lead(actor, campaign, rows, event="campaigns.passed_on_read", now=now)
    lines = (
        NamedLine(plates[one.pk], None, passed_in_words(one.passed_because, campaign.channel)) for one in rows
    )
    return NamedPage(campaign, tuple(lines), found.count(), page)


def _page(found: QuerySet[Target], page: int) -> list[Target]:
    first = (page - 1) * ON_A_PAGE
    return list(found.order_by("rank", "pk")[first : first + ON_A_PAGE])


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One line of a list on paper."""

    target_id: int
    turn: int
    people: ToCall

    @property
    def called(self) -> str:
        """What they are called, together; when nobody of them may be called any more, that."""
        return " & ".join(self.people.names) or _("Call nobody now")


@dataclass(frozen=True, slots=True)
class Paper:
    """A list on paper: for whom, what to say, and whom to call."""

    number: int
    campaign: Campaign
    caller: str
    made_at: datetime
    back_at: datetime | None
    script: tuple[str, ...]
    needs: tuple[NeedCode, ...]
    lines: tuple[PaperLine, ...]


@transaction.atomic
def paper_of(actor: Actor, paper_id: int, *, now: datetime) -> Paper:
    """A list on paper of a campaign of this lead; everybody on it is in the log.

    Raises Refused, NotFoundHere.
    """
    paper = PaperList.objects.filter(pk=paper_id).first()
    if paper is None:
        raise NotFoundHere
    campaign = campaign_of(actor, paper.campaign_id)
    rows = list(paper.targets.order_by("rank", "pk"))
    persons = persons_of(rows)
    texts = dict(campaign.texts.values_list("language", "words"))
    # Who may not be called any more stays as a line without a name: the numbers of the lines are on paper.
    against = AGAINST[Channel(campaign.channel)]
    welcome = {
        home: here for home, here in still_welcome_at(persons, against=against, now=now).items() if here
    }
    people = people_to_call_at(actor, welcome, event="campaigns.paper_read", now=now)
    lines = tuple(
        PaperLine(one.pk, turn, people.get(one.home_id, NOBODY)) for turn, one in enumerate(rows, start=1)
    )
    return Paper(
        number=paper.pk,
        campaign=campaign,
        caller=staff.names_of([paper.caller_id]).get(paper.caller_id, ""),
        made_at=paper.made_at,
        back_at=paper.back_at,
        script=tuple(line for line in texts.get("nl", "").splitlines() if line.strip()),
        needs=tuple(NeedCode(code) for code in campaign.needs.order_by("pk").values_list("code", flat=True)),
        lines=lines,
    )
