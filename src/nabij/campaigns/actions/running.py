"""Fixing the list of a campaign, starting it, stopping it at once, and closing it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from nabij.audit.actions import record
from nabij.campaigns.actions import package_rules
from nabij.campaigns.actions.ending_rounds import end_rounds_of
from nabij.campaigns.actions.preparing import move
from nabij.campaigns.models import Campaign, CampaignCaller, PackagePlan, Target, TargetPerson
from nabij.campaigns.queries.campaigns import campaign_of
from nabij.campaigns.queries.listing import Listed, Listing, group_of, listing_of
from nabij.campaigns.types import CampaignState, Channel, PassedBecause, TargetState
from nabij.casework.types import worker
from nabij.kernel.actors import SYSTEM, Actor
from nabij.kernel.clock import BRUSSELS
from nabij.kernel.days import day_of
from nabij.kernel.purposes import Purpose
from nabij.registry import queries as registry
from nabij.registry.types import NotPossible, clean_text
from nabij.rights.queries.target_groups import written_tree

ROWS_AT_ONCE = 2000


@transaction.atomic
def fix_list(*, actor: Actor, campaign_id: int, base_version: int, now: datetime) -> int:
    """Fix the list of a campaign: from now on it is the denominator, with its date. Returns how many people.

    Everybody on it is on record, with the campaign; why each is on it stays beside the name.
    Raises Refused, NotFoundHere, NotPossible when nobody is on it, CampaignMovedOn.
    """
    campaign = campaign_of(actor, campaign_id)
    if PackagePlan.objects.filter(campaign=campaign).exists():
        raise NotPossible(_("The list of this campaign is fixed on its page of packages."))
    listing = listing_of(campaign, now=now)
    if not listing.targets:
        raise NotPossible(
            _("Nobody is on this list. Nothing was fixed: look at the conditions, and at who is left out.")
        )
    move(
        campaign,
        (CampaignState.PREPARED,),
        base_version,
        state=CampaignState.FROZEN,
        frozen_at=now,
        frozen_by=worker(actor),
        tree=written_tree(group_of(campaign.group), on=campaign.reference_on),
        left_out=dict(listing.left_out),
    )
    _write(campaign, listing, now)
    about = _numbers([person for one in listing.targets for person in one.person_ids])
    record(
        "campaigns.list_fixed",
        actor=actor,
        about=about,
        purpose=Purpose.OUTREACH,
        at=now,
        detail={"campaign": campaign_id},
    )
    return listing.persons


def _write(campaign: Campaign, listing: Listing, now: datetime) -> None:
    begins = datetime.combine(campaign.from_on, time(9), tzinfo=BRUSSELS)
    rows = [_row(campaign, one, rank, max(now, begins)) for rank, one in enumerate(listing.targets, start=1)]
    made = Target.objects.bulk_create(rows, batch_size=ROWS_AT_ONCE)
    TargetPerson.objects.bulk_create(
        (
            TargetPerson(target=target, campaign_id=campaign.pk, person_id=person)
            for target, one in zip(made, listing.targets, strict=True)
            for person in one.person_ids
        ),
        batch_size=ROWS_AT_ONCE,
    )


def _row(campaign: Campaign, one: Listed, rank: int, due_at: datetime) -> Target:
    cannot = campaign.channel == Channel.PHONE and not one.has_phone
    return Target(
        campaign_id=campaign.pk,
        household_id=one.household_id,
        rank=rank,
        language=one.language,
        because=dict(one.because),
        due_at=due_at,
        state=TargetState.PASSED_ON if cannot else TargetState.OPEN,
        passed_because=PassedBecause.NO_NUMBER if cannot else "",
    )


def _numbers(person_ids: Sequence[int]) -> list[UUID]:
    """The numbers of many people; SQLite takes only so many at once."""
    return [
        number
        for some in (person_ids[at : at + ROWS_AT_ONCE] for at in range(0, len(person_ids), ROWS_AT_ONCE))
        for number in registry.numbers_of_persons(some)
    ]


@transaction.atomic
def start_campaign(
    *, actor: Actor, campaign_id: int, base_version: int, because: str = "", now: datetime
) -> None:
    """Let callers begin. Raises Refused, NotFoundHere, NotPossible without a caller, CampaignMovedOn."""
    begin(campaign_of(actor, campaign_id), base_version, because=because, actor=actor, now=now)


def begin(campaign: Campaign, version: int, *, because: str, actor: Actor, now: datetime) -> None:
    """The one way in which a campaign starts, in the caller's transaction. `because`: why packages go out
    that are not all there. Raises NotPossible, CampaignMovedOn.
    """
    if PackagePlan.objects.filter(campaign=campaign).exists():
        package_rules.check_start(campaign, clean_text(because, longest=300, field="because"))
    elif not CampaignCaller.objects.filter(campaign=campaign, ended_at=None).exists():
        raise NotPossible(_("Nobody calls for this campaign yet. Add a caller first."))
    if campaign.until_on < day_of(now):
        raise NotPossible(_("The last day of this campaign has passed. Prepare a new one."))
    move(campaign, (CampaignState.FROZEN,), version, state=CampaignState.RUNNING)
    record("campaigns.started", actor=actor, at=now, detail={"campaign": campaign.pk})


@transaction.atomic
def stop_campaign(*, actor: Actor, campaign_id: int, because: str, base_version: int, now: datetime) -> None:
    """Stop a campaign at once: at their next request nobody gets anybody to call any more.

    Whoever is on the telephone can still tell how it went, so that nothing heard is lost. What was asked
    stays with its team. Raises Refused, NotFoundHere, NotPossible without a reason, CampaignMovedOn.
    """
    campaign = campaign_of(actor, campaign_id)
    because = clean_text(because, longest=300, field="because")
    if not because:
        raise NotPossible(_("Say in a few words why it stops."), field="because")
    _end(campaign, base_version, CampaignState.STOPPED, because, actor, now)


@transaction.atomic
def close_campaign(*, actor: Actor, campaign_id: int, base_version: int, now: datetime) -> None:
    """Close a campaign that is done.

    Raises Refused, NotFoundHere, NotPossible while packages have doors without an end, CampaignMovedOn.
    """
    finish(campaign_of(actor, campaign_id), base_version, actor=actor, now=now)


def finish(campaign: Campaign, version: int, *, actor: Actor, now: datetime) -> None:
    """The one way in which somebody closes a campaign, in the caller's transaction. Raises as above."""
    if PackagePlan.objects.filter(campaign=campaign).exists():
        package_rules.check_close(campaign)
    _end(campaign, version, CampaignState.CLOSED, "", actor, now)


@transaction.atomic
def close_past(now: datetime) -> int:
    """Close campaigns whose last day has passed; returns how many. Nightly work."""
    past = Campaign.objects.filter(
        state__in=(CampaignState.FROZEN, CampaignState.RUNNING), until_on__lt=day_of(now)
    )
    number = 0
    for campaign in past.order_by("pk"):
        _end(campaign, campaign.version, CampaignState.CLOSED, "", SYSTEM, now)
        number += 1
    return number


def _end(
    campaign: Campaign, version: int, state: CampaignState, because: str, actor: Actor, now: datetime
) -> None:
    running = (CampaignState.FROZEN, CampaignState.RUNNING)
    move(
        campaign,
        running,
        version,
        state=state,
        ended_at=now,
        ended_by=actor.staff_id,
        ended_because=because,
    )
    end_rounds_of(campaign, now)
    # Lists on paper are not waited for: whoever has one is told to stop by the coordinator.
    record(f"campaigns.{state}", actor=actor, at=now, detail={"campaign": campaign.pk})
