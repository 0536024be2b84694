"""Pages for whoever leads campaigns: prepare, count, fix the list, start, stop, report."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nabij.campaigns import actions, policies, queries
from nabij.campaigns.actions.capacity import launch_campaign
from nabij.campaigns.forms.campaign import CampaignForm, PaperForm, StopForm, first_values
from nabij.campaigns.forms.chain import CostForm
from nabij.campaigns.queries.capacity import capacity_before_start, reason_of_short_launch
from nabij.campaigns.queries.report_chain import chain_report, costs_of, earlier_campaigns
from nabij.campaigns.types import ATTEMPTS, Channel
from nabij.campaigns.views.common import actor_of
from nabij.kernel import clock
from nabij.kernel.guards import guarded_by
from nabij.registry.queries import neighbourhoods_of
from nabij.registry.types import NotPossible
from nabij.staff import queries as staff


@guarded_by(policies.may_lead_campaigns)
@require_safe
def campaigns(request: HttpRequest) -> HttpResponse:
    """The campaigns of the own towns."""
    return render(request, "campaigns/campaigns.html", {"campaigns": queries.campaigns_of(actor_of(request))})


def _choices(town: str) -> dict[str, Any]:
    return {
        "teams": [(one.team_id, one.name) for one in staff.teams_of_towns({town})],
        "neighbourhoods": neighbourhoods_of(town),
    }


@guarded_by(policies.may_lead_campaigns)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Prepare a campaign in the town of this lead."""
    actor, today = actor_of(request), clock.today()
    town = min(actor.towns, default="")
    first = {
        "from_on": today + timedelta(days=7),
        "until_on": today + timedelta(days=63),
        "reference_on": today,
        "max_attempts": ATTEMPTS[Channel.PHONE],
        "is_oldest_first": True,
    }
    form = CampaignForm(request.POST or None, initial=first, **_choices(town))
    if request.method == "POST" and form.is_valid():
        try:
            number = actions.prepare_campaign(
                actor=actor,
                town=town,
                plan=form.plan(),
                client_id=form.cleaned_data["client_id"],
                now=clock.now(),
            )
        except NotPossible as problem:
            form.take(problem)
        else:
            return redirect("campaigns:campaign", number)
    context = {"form": form, "campaign": None}
    return render(request, "campaigns/campaign_form.html", context, status=422 if form.errors else 200)


@guarded_by(policies.may_lead_campaigns)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """Change a campaign of which the list is not fixed yet."""
    actor = actor_of(request)
    campaign = queries.campaign_of(actor, campaign_id)
    form = CampaignForm(request.POST or None, initial=first_values(campaign), **_choices(campaign.town))
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_campaign(
                actor=actor,
                campaign_id=campaign_id,
                plan=form.plan(),
                base_version=_version(request),
                now=clock.now(),
            )
        except NotPossible as problem:
            form.take(problem)
        else:
            return redirect("campaigns:campaign", campaign_id)
    context = {"form": form, "campaign": campaign}
    return render(request, "campaigns/campaign_form.html", context, status=422 if form.errors else 200)


def _version(request: HttpRequest) -> int:
    """The version of a campaign as it was seen; none that can stand when it was not sent along."""
    sent = request.POST.get("base_version", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else 0


@guarded_by(policies.may_lead_campaigns)
@require_safe
def campaign(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """One campaign: what it is, how it stands, who calls or goes."""
    return show_campaign(request, campaign_id)


def show_campaign(
    request: HttpRequest,
    campaign_id: int,
    *,
    problem: str = "",
    paper: PaperForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of a campaign, with what stood in the way of the last move."""
    page = queries.campaign_page(actor_of(request), campaign_id)
    callers = [(one.staff_id, one.name) for one in page.callers]
    context = {
        "page": page,
        "campaign": page.campaign,
        "problem": problem,
        "has_packages": queries.has_packages(page.campaign),
        "started_because": reason_of_short_launch(page.campaign),
        "capacity": capacity_before_start(actor_of(request), page.campaign, now=clock.now()),
        "paper": paper or PaperForm(callers=callers, initial={"number": 12}),
    }
    return render(request, "campaigns/campaign.html", context, status=status)


@guarded_by(policies.may_lead_campaigns)
@require_safe
def count(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """How many people it would go to, before anyone is named."""
    actor, now = actor_of(request), clock.now()
    context = {
        "page": queries.campaign_page(actor, campaign_id),
        "counted": queries.counted(actor, campaign_id, now=now),
    }
    return render(request, "campaigns/campaign_count.html", context)


def _step(request: HttpRequest, campaign_id: int, act: Callable[..., object], **more: Any) -> HttpResponse:
    """One move of a campaign; what stands in the way is said on its page."""
    try:
        act(
            actor=actor_of(request),
            campaign_id=campaign_id,
            base_version=_version(request),
            now=clock.now(),
            **more,
        )
    except NotPossible as problem:
        return show_campaign(request, campaign_id, problem=str(problem), status=409)
    return redirect("campaigns:campaign", campaign_id)


@guarded_by(policies.may_lead_campaigns)
@require_POST
def fix(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """Fix the list."""
    return _step(request, campaign_id, actions.fix_list)


@guarded_by(policies.may_lead_campaigns)
@require_POST
def start(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """Let callers begin."""
    return _step(request, campaign_id, launch_campaign, because=request.POST.get("because", ""))


@guarded_by(policies.may_lead_campaigns)
@require_POST
def close(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """It is done."""
    return _step(request, campaign_id, actions.close_campaign)


@guarded_by(policies.may_lead_campaigns)
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """Stop it at once, and on to the list of who was contacted already."""
    actor = actor_of(request)
    form = StopForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.stop_campaign(
                actor=actor,
                campaign_id=campaign_id,
                because=form.cleaned_data["because"],
                base_version=_version(request),
                now=clock.now(),
            )
        except NotPossible as problem:
            form.take(problem)
        else:
            return redirect("campaigns:contacted", campaign_id)
    context = {"form": form, "page": queries.campaign_page(actor, campaign_id)}
    return render(request, "campaigns/campaign_stop.html", context, status=422 if form.errors else 200)


@guarded_by(policies.may_lead_campaigns)
@require_POST
def callers(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """Add somebody who calls, or take somebody off."""
    actor, now = actor_of(request), clock.now()
    act = actions.remove_caller if "remove" in request.POST else actions.add_caller
    sent = request.POST.get("remove") or request.POST.get("add") or ""
    staff_id = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else 0
    try:
        act(actor=actor, campaign_id=campaign_id, staff_id=staff_id, now=now)
    except NotPossible as problem:
        return show_campaign(request, campaign_id, problem=str(problem), status=409)
    return redirect("campaigns:campaign", campaign_id)


@guarded_by(policies.may_lead_campaigns)
@require_safe
def report(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """What it came to, in counts."""
    return show_report(request, campaign_id)


def show_report(
    request: HttpRequest, campaign_id: int, *, cost: CostForm | None = None, status: int = 200
) -> HttpResponse:
    """The report, with the form for a cost as it was typed."""
    actor = actor_of(request)
    context = {
        "report": queries.report_of(actor, campaign_id),
        "chain": chain_report(actor, campaign_id),
        "costs": costs_of(actor, campaign_id),
        "earlier": earlier_campaigns(actor, campaign_id),
        "cost_form": cost or CostForm(),
    }
    return render(request, "campaigns/report.html", context, status=status)


@guarded_by(policies.may_lead_campaigns)
@require_safe
def contacted(request: HttpRequest, campaign_id: int, page: int = 1) -> HttpResponse:
    """Who was contacted already."""
    found = queries.contacted(actor_of(request), campaign_id, page=max(page, 1), now=clock.now())
    return render(request, "campaigns/contacted.html", {"found": found})


@guarded_by(policies.may_lead_campaigns)
@require_safe
def passed_on(request: HttpRequest, campaign_id: int, page: int = 1) -> HttpResponse:
    """Who goes to the letter or the door."""
    found = queries.passed_on(actor_of(request), campaign_id, page=max(page, 1), now=clock.now())
    return render(request, "campaigns/passed_on.html", {"found": found})
