"""What came back from doors and waits for somebody.

Of any campaign for its leads; of packages also for whoever works with them and may see their families.
"""

from __future__ import annotations

from django.db.models import Q

from nabij.campaigns import policies
from nabij.campaigns.models import Campaign, CampaignCaller, DoorTold, HeldDelivery
from nabij.campaigns.models.door import DoorToldQuerySet, HeldDeliveryQuerySet
from nabij.campaigns.queries.going import arranged_campaign_of
from nabij.campaigns.queries.list_names import may_see_names
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere, require


def held_at(actor: Actor, campaign: Campaign) -> HeldDeliveryQuerySet:
    """What is held of a campaign of this actor, settled or not, and what came without a known campaign.

    Of the last a lead sees all of the town, others what came from somebody who goes for this campaign.
    """
    lost = Q(campaign=None, town=campaign.town)
    if not policies.may_lead_campaigns(actor).allowed:
        lost &= Q(goer__in=CampaignCaller.objects.filter(campaign=campaign).values("staff"))
    return HeldDelivery.objects.filter(Q(campaign=campaign) | lost)


def notes_at(campaign: Campaign) -> DoorToldQuerySet:
    """The second words about doors of a campaign, taken up or not."""
    return DoorTold.objects.notes().filter(target__campaign=campaign)


def number_waiting(actor: Actor, campaign: Campaign) -> int:
    """How many things came back from doors that nobody took up."""
    held = held_at(actor, campaign).open().count()
    return held + notes_at(campaign).filter(seen_at=None).count()


def held_for(actor: Actor, held_id: int) -> HeldDelivery:
    """Something that is held, for whoever may say how it is settled. Raises Refused, NotFoundHere."""
    require(policies.may_plan_rounds(actor))
    held = HeldDelivery.objects.filter(pk=held_id, town__in=actor.towns).first()
    if held is None:
        raise NotFoundHere
    if held.campaign_id is not None:
        arranged_campaign_of(actor, held.campaign_id)
    elif not policies.may_lead_campaigns(actor).allowed and not _goes_for_packages_of(actor, held.goer_id):
        raise NotFoundHere
    return held


def _goes_for_packages_of(actor: Actor, goer_id: int) -> bool:
    went = CampaignCaller.objects.filter(staff=goer_id).values("campaign")
    rows = Campaign.objects.of_towns(actor.towns).filter(plan__isnull=False, pk__in=went)
    return any(may_see_names(actor, one) for one in rows)
