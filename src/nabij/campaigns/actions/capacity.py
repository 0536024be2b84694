"""Starting a campaign with an eye to the teams that follow it up, and what it cost."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from nabij.audit.actions import record
from nabij.campaigns.actions.running import start_campaign
from nabij.campaigns.models import AskedNeed, CampaignCost, FollowUpTime, ShortLaunch
from nabij.campaigns.queries.campaigns import campaign_of
from nabij.campaigns.queries.capacity import capacity_of
from nabij.campaigns.types import CampaignMovedOn, CampaignState, NeedCode
from nabij.campaigns.types.capacity import MOST_CENTS, MOST_MINUTES, CostKind
from nabij.casework.types import worker
from nabij.kernel.actors import Actor
from nabij.registry.actions import once
from nabij.registry.types import NotPossible, clean_text


@transaction.atomic
def set_follow_up_times(
    *, actor: Actor, campaign_id: int, minutes: Mapping[NeedCode, int], now: datetime
) -> None:
    """Say how long a question of each kind takes; what is not said takes the time of the house.

    Raises Refused, NotFoundHere, NotPossible, CampaignMovedOn once it runs.
    """
    campaign = campaign_of(actor, campaign_id)
    if campaign.state not in (CampaignState.PREPARED, CampaignState.FROZEN):
        raise CampaignMovedOn
    asked = set(AskedNeed.objects.filter(campaign=campaign).values_list("code", flat=True))
    for code, number in minutes.items():
        if code not in asked or not 1 <= number <= MOST_MINUTES:
            raise NotPossible(
                _("Give a number from 1 to %(most)d minutes.") % {"most": MOST_MINUTES},
                field=f"time_{code}",
            )
    FollowUpTime.objects.filter(campaign=campaign).delete()
    FollowUpTime.objects.bulk_create(
        FollowUpTime(campaign=campaign, code=code, minutes=number) for code, number in minutes.items()
    )
    record("campaigns.times_set", actor=actor, at=now, detail={"campaign": campaign_id})


@transaction.atomic
def launch_campaign(
    *, actor: Actor, campaign_id: int, base_version: int, because: str = "", now: datetime
) -> None:
    """Let people begin, when the teams have the hours for what may be asked; else with a reason, which stays.

    Raises Refused, NotFoundHere, NotPossible when a team lacks hours and no reason is given, or as
    `start_campaign` does.
    """
    found = capacity_of(actor, campaign_id, now=now)
    because = clean_text(because, longest=300, field="because")
    if found.short and not because:
        raise NotPossible(
            _(
                "%(teams)s will not have the hours for what may be asked: %(hours)d hours are short. Nothing "
                "was started. Write why it starts anyway, or choose later days, a smaller group or more "
                "teams."
            )
            % {
                "teams": ", ".join(one.name for one in found.short),
                "hours": sum(one.hours_short for one in found.short),
            },
            field="because",
        )
    start_campaign(actor=actor, campaign_id=campaign_id, base_version=base_version, because=because, now=now)
    if found.short:
        ShortLaunch.objects.create(
            campaign_id=campaign_id,
            at=now,
            by_id=worker(actor),
            because=because,
            minutes_short=found.minutes_short,
        )
        record("campaigns.launched_short", actor=actor, at=now, detail={"campaign": campaign_id})


@transaction.atomic
def note_cost(
    *,
    actor: Actor,
    campaign_id: int,
    kind: CostKind,
    what: str,
    hour_hundredths: int | None = None,
    rate_cents: int | None = None,
    cents: int | None = None,
    client_id: UUID,
    now: datetime,
) -> int:
    """Write down what a campaign cost; returns the number of the line.

    Work is given in hundredths of an hour and cents for an hour.

    The sum is worked out in whole cents, half a cent upwards. Raises Refused, NotFoundHere, NotPossible,
    ClientIdReused.
    """
    campaign_of(actor, campaign_id)
    what = clean_text(what, longest=100, field="what")
    if not what:
        raise NotPossible(_("Say in a few words what it was for."), field="what")
    if kind == CostKind.WORK:
        if not hour_hundredths or not rate_cents:
            raise NotPossible(_("Give the hours and what one hour costs."), field="hours")
        cents = (hour_hundredths * rate_cents + 50) // 100
    else:
        hour_hundredths = rate_cents = None
    if cents is None or not 1 <= cents <= MOST_CENTS:
        raise NotPossible(_("Give an amount of one cent to a million euro."), field="amount")
    line = {
        "kind": kind,
        "what": what,
        "hour_hundredths": hour_hundredths,
        "rate_cents": rate_cents,
        "cents": cents,
    }

    def work() -> int:
        made = CampaignCost.objects.create(
            campaign_id=campaign_id, noted_at=now, noted_by_id=worker(actor), **line
        )
        record("campaigns.cost_noted", actor=actor, at=now, detail={"campaign": campaign_id})
        return made.pk

    content = {"campaign": campaign_id, **line}
    return once("campaigns.cost", actor=actor, client_id=client_id, content=content, now=now, work=work)


@transaction.atomic
def withdraw_cost(*, actor: Actor, campaign_id: int, cost_id: int, now: datetime) -> None:
    """Take a cost away that was wrong. Twice changes nothing. Raises Refused, NotFoundHere."""
    campaign_of(actor, campaign_id)
    standing = CampaignCost.objects.filter(campaign=campaign_id, pk=cost_id, withdrawn_at=None)
    if standing.update(withdrawn_at=now):
        record("campaigns.cost_withdrawn", actor=actor, at=now, detail={"campaign": campaign_id})
