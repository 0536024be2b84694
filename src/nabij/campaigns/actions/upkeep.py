"""Work that a timer does: closing what is past its last day, and erasing the people of what ended."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from nabij.audit.actions import record
from nabij.campaigns.actions.keeping_packages import forget_packages, package_counts
from nabij.campaigns.actions.running import close_past
from nabij.campaigns.models import Campaign, FollowUp, PaperList, Target, Worry
from nabij.campaigns.queries.chain import chain_figures, whole_chain_ended
from nabij.campaigns.queries.report import figures_of
from nabij.campaigns.types import CLEANED_AFTER_DAYS
from nabij.kernel.actors import SYSTEM
from nabij.kernel.days import day_of


def close_and_clean(now: datetime) -> tuple[int, int]:
    """Close campaigns past their last day, and erase the people of those that ended 30 days ago.

    A campaign of which something is still to do waits until that is done, and one of a chain until all of it
    ended: a household is then counted once, where it ended. Returns how many of each.
    """
    closed = close_past(now)
    todo = FollowUp.objects.open().filter(campaign=OuterRef("pk"))
    worries = Worry.objects.open().filter(campaign=OuterRef("pk"))
    last = now - timedelta(days=CLEANED_AFTER_DAYS)
    ended = Campaign.objects.ended().filter(ended_at__lte=last, cleaned_at=None)
    done = ended.filter(~Exists(todo), ~Exists(worries)).order_by("pk")
    idle = [campaign.pk for campaign in done if whole_chain_ended(campaign, before=last)]
    # A list of partners goes on its own last day, whatever is still to do: its counts are kept before that.
    on = day_of(now)
    list_ends = Q(plan__collection__until_on__lte=on) | Q(additions__collection__until_on__lte=on)
    over = Campaign.objects.ended().filter(list_ends, cleaned_at=None).values("pk")
    due = list(Campaign.objects.filter(Q(pk__in=idle) | Q(pk__in=over)).order_by("pk"))
    for campaign in due:
        clean(campaign, now)
    return closed, len(due)


@transaction.atomic
def clean(campaign: Campaign, now: datetime) -> int:
    """Erase the list of a campaign that ended, and keep its counts; returns how many rows went."""
    figures = {**figures_of(campaign), **chain_figures(campaign), **package_counts(campaign)}
    standing = Campaign.objects.ended().filter(pk=campaign.pk, cleaned_at=None)
    if not standing.update(cleaned_at=now, figures=figures):
        return 0
    gone = Target.objects.filter(campaign=campaign).delete()[0]
    gone += forget_packages(campaign, now)
    gone += PaperList.objects.filter(campaign=campaign).delete()[0]
    record("campaigns.cleaned", actor=SYSTEM, at=now, detail={"campaign": campaign.pk})
    return gone
