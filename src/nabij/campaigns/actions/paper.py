"""Calling without a screen: a list on paper with codes, and typing the codes in afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from nabij.audit.actions import record
from nabij.campaigns.actions.settling import Told, settle
from nabij.campaigns.models import CampaignCaller, PaperList, Target
from nabij.campaigns.queries.campaigns import campaign_of
from nabij.campaigns.types import AGAINST, CampaignState, Channel
from nabij.casework.types import worker
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere
from nabij.registry.actions import once
from nabij.registry.queries.outreach import still_welcome
from nabij.registry.types import NotPossible
from nabij.staff import queries as staff

MOST_ON_PAPER = 12
BACK_WITHIN = timedelta(days=2)
"""So long the people on a sheet stay reserved for it; then others call them."""


@transaction.atomic
def make_paper(
    *, actor: Actor, campaign_id: int, staff_id: int, number: int, client_id: UUID, now: datetime
) -> int:
    """Reserve the next people of a running campaign for a list on paper of one caller; returns its number.

    Raises Refused, NotFoundHere, NotPossible when nobody waits, ClientIdReused.
    """
    campaign = campaign_of(actor, campaign_id)
    if campaign.state != CampaignState.RUNNING:
        raise NotPossible(_("This campaign is not running, so nobody is called for it."))
    callers = CampaignCaller.objects.filter(campaign=campaign_id, ended_at=None, staff=staff_id)
    if not callers.exists():
        raise NotPossible(_("Choose somebody who calls for this campaign."), field="staff")
    if not 1 <= number <= MOST_ON_PAPER:
        raise NotPossible(
            _("Give a number from 1 to %(most)d: a lost sheet then tells of few people.")
            % {"most": MOST_ON_PAPER},
            field="number",
        )

    def work() -> int:
        paper = PaperList.objects.create(
            campaign=campaign, caller_id=staff_id, made_at=now, made_by_id=worker(actor)
        )
        if not _fill(paper, number, client_id, now):
            raise NotPossible(_("Nobody is waiting to be called now. No list was made."))
        detail = {"campaign": campaign_id, "paper": paper.pk}
        record("campaigns.paper_made", actor=actor, at=now, detail=detail)
        return paper.pk

    content = {"campaign": campaign_id, "staff": staff_id, "number": number}
    return once("campaigns.paper", actor=actor, client_id=client_id, content=content, now=now, work=work)


def _fill(paper: PaperList, number: int, client_id: UUID, now: datetime) -> int:
    languages = staff.languages_of([paper.caller_id]).get(paper.caller_id, ("nl",))
    rows = Target.objects.due(now).filter(
        Q(language="") | Q(language__in=languages),
        campaign=paper.campaign_id,
        fixed_caller=None,
        held_by=None,
    )
    locked = rows.order_by("-tries", "rank", "pk").select_for_update(skip_locked=True, of=("self",))
    against = AGAINST[Channel(paper.campaign.channel)]
    taken = 0
    for one in locked[: number * 2]:
        persons = list(one.persons.values_list("person_id", flat=True))
        if taken == number or not still_welcome(one.home_id, persons, against=against, now=now):
            continue
        taken += (
            Target.objects.due(now)
            .filter(pk=one.pk, held_by=None)
            .update(
                held_by=paper.caller_id,
                held_until=now + BACK_WITHIN,
                hold=uuid5(client_id, str(one.pk)),
                paper=paper,
            )
        )
    return taken


@transaction.atomic
def type_paper(
    *, actor: Actor, paper_id: int, told: Mapping[int, Told], client_id: UUID, now: datetime
) -> int:
    """Type in what stands on a list that came back: by target, how it went. Returns how many things to do.

    Who was not called is free again. Raises Refused, NotFoundHere, NotPossible, ClientIdReused.
    """
    paper = PaperList.objects.filter(pk=paper_id).first()
    if paper is None:
        raise NotFoundHere
    campaign_of(actor, paper.campaign_id)

    def work() -> int:
        standing = PaperList.objects.filter(pk=paper_id, back_at=None)
        if not standing.update(back_at=now):
            raise NotPossible(_("This list was typed in already. Nothing was changed."))
        rows = Target.objects.select_for_update(of=("self",)).filter(paper=paper_id)
        todo = 0
        for target in rows.select_related("campaign").order_by("rank", "pk"):
            if (said := told.get(target.pk)) is not None:
                todo += settle(target, said, actor=actor, caller_id=paper.caller_id, now=now)
            else:
                Target.objects.filter(pk=target.pk).update(
                    held_by=None, held_until=None, hold=None, paper=None
                )
        detail = {"campaign": paper.campaign_id, "paper": paper_id}
        record("campaigns.paper_back", actor=actor, at=now, detail=detail)
        return todo

    content = {"paper": paper_id, "told": {str(number): one.content() for number, one in told.items()}}
    return once("campaigns.paper_back", actor=actor, client_id=client_id, content=content, now=now, work=work)
