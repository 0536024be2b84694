"""Who may see the families of partner lists in a campaign: the role alone is not enough."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from nabij.campaigns.models import Addition, Campaign, PackagePlan, Target
from nabij.campaigns.queries.plates import plates_of
from nabij.kernel.actors import Actor
from nabij.registry.queries.frozen_doors import frozen_lists
from nabij.registry.queries.outreach_names import Doorplate

NOT_SHOWN = Doorplate((), ())
"""A door of which no name and no place is shown."""


def may_see_names(actor: Actor, campaign: Campaign) -> bool:
    """Whether this actor leads each list in the campaign, or was named for it; true when there is none."""
    first = PackagePlan.objects.filter(campaign=campaign).values_list("collection_id", flat=True)
    later = Addition.objects.filter(campaign=campaign).values_list("collection_id", flat=True)
    used = {*first, *later} - {None}
    return not used or used <= {one.collection_id for one in frozen_lists(actor, campaign.town)}


def plates_for_lead(
    actor: Actor, campaign: Campaign, rows: Sequence[Target], *, event: str, now: datetime
) -> dict[int, Doorplate]:
    """Names and places by target for whoever leads the campaign; not of lists that are not theirs to see.

    Each who is shown is in the log as `event`, once.
    """
    shown = list(rows)
    if any(one.door_id is not None for one in rows) and not may_see_names(actor, campaign):
        shown = [one for one in rows if one.door_id is None]
    plates = plates_of(actor, shown, event=event, now=now)
    return {one.pk: plates.get(one.pk, NOT_SHOWN) for one in rows}
