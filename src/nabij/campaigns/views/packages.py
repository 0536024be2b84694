"""Pages of a package campaign: prepare, say which packages, fix the list, start, close, compare."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nabij.campaigns import actions, policies, queries
from nabij.campaigns.forms.packages import CloseForm, KindsForm, LaterForm, PackagesForm, kinds_first
from nabij.campaigns.types import CampaignState, CloseBecause
from nabij.campaigns.views.common import actor_of, version_of
from nabij.kernel import clock
from nabij.kernel.guards import guarded_by
from nabij.registry.queries import neighbourhoods_of
from nabij.registry.queries.frozen_doors import frozen_lists
from nabij.registry.types import NotPossible
from nabij.staff import queries as staff


@guarded_by(policies.may_see_orders)
@require_safe
def packages(request: HttpRequest) -> HttpResponse:
    """The package campaigns of the own towns."""
    actor = actor_of(request)
    leads = policies.may_lead_packages(actor).allowed
    context = {"campaigns": queries.packages_of(actor), "leads": leads}
    return render(request, "campaigns/packages.html", context)


@guarded_by(policies.may_lead_packages)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Prepare a package campaign in the town of this account."""
    actor, today = actor_of(request), clock.today()
    town = min(actor.towns, default="")
    lists = [
        (one.collection_id, f"{one.name} ({one.doors} / {one.children})") for one in frozen_lists(actor, town)
    ]
    form = PackagesForm(
        request.POST or None,
        initial={"from_on": today + timedelta(days=7), "until_on": today + timedelta(days=28)},
        teams=[(one.team_id, one.name) for one in staff.teams_of_towns({town})],
        neighbourhoods=neighbourhoods_of(town),
        lists=lists,
    )
    if request.method == "POST" and form.is_valid():
        try:
            number = actions.prepare_packages(
                actor=actor,
                town=town,
                plan=form.plan(),
                client_id=form.cleaned_data["client_id"],
                now=clock.now(),
            )
        except NotPossible as problem:
            form.take(problem)
        else:
            return redirect("campaigns:package-kinds", number)
    return render(request, "campaigns/package_form.html", {"form": form}, status=422 if form.errors else 200)


@guarded_by(policies.may_lead_packages)
@require_safe
def one(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """One package campaign: how it stands, and what to do next."""
    return show_packages(request, campaign_id)


def show_packages(
    request: HttpRequest,
    campaign_id: int,
    *,
    problem: str = "",
    later: LaterForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of a package campaign, with what stood in the way of the last move."""
    actor = actor_of(request)
    page = queries.packages_page(actor, campaign_id)
    others = [
        one
        for one in queries.packages_of(actor)
        if one.pk != campaign_id and one.state != CampaignState.PREPARED
    ]
    context = {
        "page": page,
        "campaign": page.campaign,
        "problem": problem,
        "others": others,
        "leads_campaigns": policies.may_lead_campaigns(actor).allowed,
        "plans_rounds": policies.may_lead_campaigns(actor).allowed or page.may_see_names,
        "came_back": queries.number_waiting(actor, page.campaign),
        "because": request.POST.get("because", ""),
        "later": later or LaterForm(lists=_lists(request, page)),
    }
    return render(request, "campaigns/package_campaign.html", context, status=status)


def _lists(request: HttpRequest, page: queries.PackagesPage) -> list[tuple[int, str]]:
    used = {page.plan.collection_id, *(one.collection_id for one in page.additions)}
    found = frozen_lists(actor_of(request), page.campaign.town)
    return [(one.collection_id, one.name) for one in found if one.collection_id not in used]


@guarded_by(policies.may_lead_packages)
@require_http_methods(["GET", "HEAD", "POST"])
def kinds(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """Which packages there are, for which ages, and what is in them."""
    actor = actor_of(request)
    page = queries.packages_page(actor, campaign_id)
    form = KindsForm(request.POST or None, initial=kinds_first(page.stock))
    if request.method == "POST" and form.is_valid():
        try:
            actions.compose(
                actor=actor,
                campaign_id=campaign_id,
                composition=form.composition(),
                base_version=version_of(request),
                now=clock.now(),
            )
        except NotPossible as problem:
            form.take(problem)
        else:
            return redirect("campaigns:package-campaign", campaign_id)
    context = {"form": form, "page": page, "campaign": page.campaign}
    return render(request, "campaigns/package_kinds.html", context, status=422 if form.errors else 200)


STEPS: dict[str, Callable[..., object]] = {
    "fix": actions.fix_packages,
    "close": actions.close_packages,
}


@guarded_by(policies.may_lead_packages)
@require_POST
def step(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """Fix the list, start or close; what stands in the way is said on the page."""
    asked = request.POST.get("step", "")
    act = STEPS.get(asked)
    if asked == "start":
        act = partial(actions.start_packages, because=request.POST.get("because", ""))
    if act is None:
        return show_packages(request, campaign_id, status=422)
    try:
        act(
            actor=actor_of(request),
            campaign_id=campaign_id,
            base_version=version_of(request),
            now=clock.now(),
        )
    except NotPossible as problem:
        return show_packages(request, campaign_id, problem=str(problem), status=409)
    return redirect("campaigns:package-campaign", campaign_id)


@guarded_by(policies.may_lead_packages)
@require_POST
def later(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """Add a list of families that came later."""
    actor = actor_of(request)
    page = queries.packages_page(actor, campaign_id)
    form = LaterForm(request.POST, lists=_lists(request, page))
    if form.is_valid():
        try:
            actions.add_list(
                actor=actor,
                campaign_id=campaign_id,
                collection_id=form.cleaned_data["collection"],
                because=form.cleaned_data["because"],
                now=clock.now(),
            )
        except NotPossible as problem:
            form.take(problem)
        else:
            return redirect("campaigns:package-campaign", campaign_id)
    return show_packages(request, campaign_id, later=form, status=422)


@guarded_by(policies.may_lead_packages)
@require_safe
def doors(request: HttpRequest, campaign_id: int, page: int = 1) -> HttpResponse:
    """What is not delivered yet."""
    found = queries.undelivered(actor_of(request), campaign_id, page=max(page, 1), now=clock.now())
    return render(request, "campaigns/package_doors.html", {"found": found, "form": CloseForm()})


@guarded_by(policies.may_lead_packages)
@require_POST
def close_all(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """End every door that is still open, with a reason."""
    form = CloseForm(request.POST)
    if form.is_valid():
        try:
            actions.close_open_doors(
                actor=actor_of(request),
                campaign_id=campaign_id,
                because=CloseBecause(form.cleaned_data["because"]),
                now=clock.now(),
            )
        except NotPossible as problem:
            return show_packages(request, campaign_id, problem=str(problem), status=409)
    return redirect("campaigns:package-doors", campaign_id)


@guarded_by(policies.may_lead_packages)
@require_POST
def close_one(request: HttpRequest, target_id: int) -> HttpResponse:
    """End one door, with a reason."""
    form = CloseForm(request.POST)
    because = CloseBecause(form.cleaned_data["because"]) if form.is_valid() else None
    number = queries.campaign_of_door(actor_of(request), target_id)
    if because is not None:
        actions.close_door(actor=actor_of(request), target_id=target_id, because=because, now=clock.now())
    return redirect("campaigns:package-doors", number)


@guarded_by(policies.may_lead_packages)
@require_safe
def compare(request: HttpRequest, campaign_id: int, other_id: int) -> HttpResponse:
    """Two campaigns beside each other, in counts."""
    found = queries.compared(actor_of(request), campaign_id, other_id)
    return render(request, "campaigns/package_compare.html", {"found": found, "campaign_id": campaign_id})
