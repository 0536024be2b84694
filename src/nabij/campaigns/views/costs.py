"""What a campaign cost, on its report."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from nabij.campaigns import policies
from nabij.campaigns.actions.capacity import note_cost, withdraw_cost
from nabij.campaigns.forms.chain import CostForm
from nabij.campaigns.queries import campaign_of
from nabij.campaigns.views.campaigns import show_report
from nabij.campaigns.views.common import actor_of
from nabij.kernel import clock
from nabij.kernel.guards import guarded_by
from nabij.registry.types import NotPossible


@guarded_by(policies.may_lead_campaigns)
@require_POST
def costs(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """Add a cost, or take one away that was wrong."""
    actor, now = actor_of(request), clock.now()
    campaign_of(actor, campaign_id)
    sent = request.POST.get("withdraw", "")
    if sent:
        number = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else 0
        withdraw_cost(actor=actor, campaign_id=campaign_id, cost_id=number, now=now)
        return redirect("campaigns:campaign-report", campaign_id)
    form = CostForm(request.POST)
    if form.is_valid():
        try:
            note_cost(
                actor=actor,
                campaign_id=campaign_id,
                client_id=form.cleaned_data["client_id"],
                now=now,
                **form.cost(),
            )
        except NotPossible as problem:
            form.take(problem)
        else:
            return redirect("campaigns:campaign-report", campaign_id)
    return show_report(request, campaign_id, cost=form, status=422)
