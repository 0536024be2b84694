"""Whose it is to say who goes for a campaign, and to plan its rounds.

Whoever leads campaigns does so for each of them. Of packages also whoever works with packages and may see
the families of the list: never a campaign to phones or doors.
"""

from __future__ import annotations

from nabij.campaigns import policies
from nabij.campaigns.models import Campaign, Round
from nabij.campaigns.queries.campaigns import campaign_of
from nabij.campaigns.queries.packages import named_packages
from nabij.campaigns.types import GOES_OUT
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere, require


def arranged_campaign_of(actor: Actor, campaign_id: int) -> Campaign:
    """A campaign of which this actor says who goes or calls. Raises Refused, NotFoundHere."""
    require(policies.may_plan_rounds(actor))
    if policies.may_lead_campaigns(actor).allowed:
        return campaign_of(actor, campaign_id)
    return named_packages(actor, campaign_id)


def going_campaign_of(actor: Actor, campaign_id: int) -> Campaign:
    """The same, of a campaign that goes to doors. Raises Refused, NotFoundHere."""
    campaign = arranged_campaign_of(actor, campaign_id)
    if campaign.channel not in GOES_OUT:
        raise NotFoundHere
    return campaign


def round_of(actor: Actor, round_id: int) -> tuple[Round, Campaign]:
    """A round that this actor may plan, with its campaign. Raises Refused, NotFoundHere."""
    require(policies.may_plan_rounds(actor))
    found = Round.objects.filter(pk=round_id).first()
    if found is None:
        raise NotFoundHere
    return found, going_campaign_of(actor, found.campaign_id)


def campaign_of_round(actor: Actor, round_id: int) -> int:
    """The number of the campaign of a round that this actor may plan. Raises Refused, NotFoundHere."""
    return round_of(actor, round_id)[1].pk
