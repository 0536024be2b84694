"""Pages for partners with packages, for whoever gives them, and for whoever is called with a card."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from nabij.campaigns import actions, policies, queries
from nabij.campaigns.forms.packages import CardForm, HandOutForm, QuotaForm
from nabij.campaigns.views.common import actor_of
from nabij.kernel import clock
from nabij.kernel.guards import everyone, guarded_by
from nabij.registry.queries.list_partners import partners_of_town
from nabij.registry.types import NotPossible


@guarded_by(policies.may_lead_packages)
@require_http_methods(["GET", "HEAD", "POST"])
def partners(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """How many packages each partner has and gave; and giving more."""
    actor = actor_of(request)
    page = queries.packages_page(actor, campaign_id)
    form = QuotaForm(
        request.POST or None,
        partners=partners_of_town(page.campaign.town),
        kinds=[(one.variant.pk, f"{one.variant.name} ({one.ages})") for one in page.stock.variants],
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.give_quota(
                actor=actor,
                campaign_id=campaign_id,
                partner_id=form.cleaned_data["partner"],
                numbers=form.numbers(),
                now=clock.now(),
            )
        except NotPossible as problem:
            form.take(problem)
        else:
            return redirect("campaigns:package-partners", campaign_id)
    context = {
        "campaign": page.campaign,
        "quotas": queries.quotas_of(actor, campaign_id),
        "form": form,
        "has_kinds": bool(page.stock.variants),
    }
    return render(request, "campaigns/package_partners.html", context, status=422 if form.errors else 200)


@guarded_by(policies.may_hand_out)
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """What the own partner has."""
    return render(request, "campaigns/own_packages.html", {"quotas": queries.own_quotas(actor_of(request))})


@guarded_by(policies.may_give_packages)
@require_http_methods(["GET", "HEAD", "POST"])
def quota(request: HttpRequest, quota_id: int) -> HttpResponse:
    """One partner in one campaign: what it has, what it gave, and telling of more."""
    actor = actor_of(request)
    page = queries.quota_page(actor, quota_id)
    kinds = [(one.variant_id, f"{one.name} ({one.ages})") for one in page.lines]
    form = HandOutForm(request.POST or None, kinds=kinds)
    if request.method == "POST" and form.is_valid():
        try:
            actions.hand_out(
                actor=actor,
                quota_id=quota_id,
                families=form.cleaned_data["families"],
                counts=form.counts(),
                mark=form.cleaned_data["mark"],
                is_again=form.cleaned_data["is_again"],
                client_id=form.cleaned_data["client_id"],
                now=clock.now(),
            )
        except NotPossible as problem:
            form.take(problem)
        else:
            return redirect("campaigns:package-quota", quota_id)
    context = {
        "page": page,
        "form": form,
        "asks_again": "is_again" in form.errors,
        "leads": policies.may_lead_packages(actor).allowed,
    }
    return render(request, "campaigns/package_quota.html", context, status=422 if form.errors else 200)


@guarded_by(policies.may_count_cards)
@require_http_methods(["GET", "HEAD", "POST"])
def card_counted(request: HttpRequest) -> HttpResponse:
    """Somebody calls or comes by with a card: it counts for the campaign of its code."""
    form = CardForm(request.POST or None)
    is_counted = False
    if request.method == "POST" and form.is_valid():
        try:
            actions.count_card(
                actor=actor_of(request),
                code=form.cleaned_data["code"],
                is_visit=form.cleaned_data["how"] == "visit",
                now=clock.now(),
            )
        except NotPossible as problem:
            form.take(problem)
        else:
            form, is_counted = CardForm(), True
    context = {"form": form, "is_counted": is_counted}
    return render(request, "campaigns/card_counted.html", context, status=422 if form.errors else 200)


@guarded_by(everyone)
@require_safe
def card(request: HttpRequest, code: str) -> HttpResponse:
    """What somebody sees who scans the card: whom to call and where to come by. Nothing is asked or kept."""
    return render(request, "campaigns/card.html", {"plan": queries.card_of(code)})
