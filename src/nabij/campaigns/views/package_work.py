"""Pages for what goes into packages: stock, orders, and which child gets what."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nabij.campaigns import actions, policies, queries
from nabij.campaigns.forms.packages import InvoiceForm, OrderForm, ReceiveForm
from nabij.campaigns.views.common import actor_of, number_of
from nabij.kernel import clock
from nabij.kernel.guards import guarded_by
from nabij.registry.types import NotPossible


@guarded_by(policies.may_lead_packages)
@require_http_methods(["GET", "HEAD", "POST"])
def stock(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """What is needed, came in and lacks; and counting what came in."""
    actor, problem = actor_of(request), ""
    page = queries.packages_page(actor, campaign_id)
    form = ReceiveForm(request.POST or None)
    if request.method == "POST":
        problem = _receive(request, page, form)
        if not problem:
            return redirect("campaigns:package-stock", campaign_id)
    context = {"page": page, "campaign": page.campaign, "problem": problem, "form": form}
    return render(request, "campaigns/package_stock.html", context, status=422 if problem else 200)


def _receive(request: HttpRequest, page: queries.PackagesPage, form: ReceiveForm) -> str:
    """Count what came in of a part of this campaign; what stands in the way in words, or nothing."""
    if not form.is_valid():
        return " ".join(str(one) for errors in form.errors.values() for one in errors)
    try:
        actions.receive_part(
            actor=actor_of(request),
            campaign_id=page.campaign.pk,
            part_id=form.cleaned_data["part"],
            number=form.cleaned_data["number"],
            is_instead=form.cleaned_data["instead"],
            now=clock.now(),
        )
    except NotPossible as problem:
        return str(problem)
    return ""


@guarded_by(policies.may_see_orders)
@require_http_methods(["GET", "HEAD", "POST"])
def orders(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """What was ordered within the budget, and ordering more."""
    form = OrderForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.place_order(
                actor=actor_of(request), campaign_id=campaign_id, now=clock.now(), **form.cleaned_data
            )
        except NotPossible as problem:
            form.take(problem)
        else:
            return redirect("campaigns:package-orders", campaign_id)
    return _show_orders(request, campaign_id, form=form, status=422 if form.errors else 200)


def _show_orders(
    request: HttpRequest,
    campaign_id: int,
    *,
    form: OrderForm | None = None,
    invoice: InvoiceForm | None = None,
    about: int = 0,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    actor = actor_of(request)
    campaign, money = queries.money_of(actor, campaign_id)
    context = {
        "campaign": campaign,
        "money": money,
        "form": form or OrderForm(),
        "invoice": invoice or InvoiceForm(),
        "about": about,
        "problem": problem,
        "leads": policies.may_lead_packages(actor).allowed,
        "releases": policies.may_release(actor).allowed,
    }
    return render(request, "campaigns/package_orders.html", context, status=status)


@guarded_by(policies.may_see_orders)
@require_POST
def order(request: HttpRequest, order_id: int) -> HttpResponse:
    """Release an order that waits, cancel it, or write its invoice down."""
    actor, now = actor_of(request), clock.now()
    number = queries.seen_order(actor, order_id).campaign_id
    invoice = InvoiceForm(request.POST if "invoice" in request.POST else None)
    try:
        if "release" in request.POST:
            actions.release_order(actor=actor, order_id=order_id, now=now)
        elif "cancel" in request.POST:
            actions.cancel_order(actor=actor, order_id=order_id, now=now)
        elif invoice.is_valid():
            actions.keep_invoice(actor=actor, order_id=order_id, now=now, **invoice.cleaned_data)
        else:
            return _show_orders(request, number, invoice=invoice, about=order_id, status=422)
    except NotPossible as problem:
        if invoice.is_bound:
            invoice.take(problem)
            return _show_orders(request, number, invoice=invoice, about=order_id, status=422)
        return _show_orders(request, number, problem=str(problem), status=409)
    return redirect("campaigns:package-orders", number)


@guarded_by(policies.may_lead_packages)
@require_safe
def children(request: HttpRequest, campaign_id: int, page: int = 1) -> HttpResponse:
    """Which child gets what; those whose age is to be asked first."""
    found = queries.children_page(actor_of(request), campaign_id, page=max(page, 1), now=clock.now())
    return render(request, "campaigns/package_children.html", {"found": found})


@guarded_by(policies.may_lead_packages)
@require_POST
def child(request: HttpRequest, package_id: int) -> HttpResponse:
    """Say which package a child gets, and what it may not have."""
    actor = actor_of(request)
    number = queries.campaign_of_package(actor, package_id)
    try:
        actions.set_package(
            actor=actor,
            package_id=package_id,
            variant_id=number_of(request.POST.get("variant")),
            without=[number_of(one) for one in request.POST.getlist("without")],
            now=clock.now(),
        )
    except NotPossible as problem:
        found = queries.children_page(actor, number, page=1, now=clock.now())
        context = {"found": found, "problem": str(problem)}
        return render(request, "campaigns/package_children.html", context, status=409)
    return redirect("campaigns:package-children", number)
