"""Whether the teams have the hours for a campaign, and starting it with an eye to that."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from nabij.campaigns import policies
from nabij.campaigns.actions.capacity import set_follow_up_times
from nabij.campaigns.forms.chain import FollowUpTimesForm
from nabij.campaigns.queries import yields
from nabij.campaigns.queries.capacity import capacity_of
from nabij.campaigns.types import CampaignState
from nabij.campaigns.views.common import actor_of
from nabij.kernel import clock
from nabij.kernel.guards import guarded_by
from nabij.registry.types import NotPossible


@guarded_by(policies.may_lead_campaigns)
@require_http_methods(["GET", "HEAD", "POST"])
def capacity(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """What may be asked, against the hours of the teams; the time of each kind of question can be set."""
    actor, now = actor_of(request), clock.now()
    found = capacity_of(actor, campaign_id, now=now)
    may_set = found.campaign.state in (CampaignState.PREPARED, CampaignState.FROZEN)
    times = [(code, found.minutes_each[code]) for code in found.minutes_each]
    form = FollowUpTimesForm(request.POST or None, minutes=times)
    if request.method == "POST" and form.is_valid():
        try:
            set_follow_up_times(actor=actor, campaign_id=campaign_id, minutes=form.minutes(), now=now)
        except NotPossible as problem:
            form.take(problem)
        else:
            return redirect("campaigns:campaign-capacity", campaign_id)
    context = {
        "capacity": found,
        "campaign": found.campaign,
        "form": form,
        "may_set": may_set,
        "read_on": yields.read_on(),
        "follow_up_source": yields.follow_up_source(),
        "follow_up_minutes": yields.follow_up_minutes(),
        "follows": yields.followed_by_a_full_time_job(),
    }
    return render(request, "campaigns/capacity.html", context, status=422 if form.errors else 200)
