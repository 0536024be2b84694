"""Pages of rounds for whoever leads a campaign: who goes, hours, planning, the rounds of a day, one round."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nabij.campaigns import actions, policies, queries
from nabij.campaigns.forms.rounds import PlanForm, ShiftForm
from nabij.campaigns.types import Channel
from nabij.campaigns.views.beside import begin_planning
from nabij.campaigns.views.common import actor_of, as_pdf
from nabij.campaigns.views.round_pdf import round_pdf
from nabij.kernel import clock
from nabij.kernel.decisions import NotFoundHere
from nabij.kernel.guards import guarded_by
from nabij.registry.types import NotPossible


@guarded_by(policies.may_lead_campaigns)
@require_safe
def rounds(request: HttpRequest, campaign_id: int, day: str = "") -> HttpResponse:
    """The rounds of one day."""
    page = queries.rounds_page(actor_of(request), campaign_id, day=_day(day), now=clock.now())
    return render(request, "campaigns/rounds.html", {"page": page, "campaign": page.campaign})


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise NotFoundHere from None


@guarded_by(policies.may_lead_campaigns)
@require_http_methods(["GET", "HEAD", "POST"])
def shifts(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """Who goes out when; fill more in."""
    actor, now = actor_of(request), clock.now()
    form = _shift_form(request, campaign_id, sent="remove" not in request.POST)
    problem = ""
    if request.method == "POST" and "remove" in request.POST:
        try:
            number = _number(request.POST["remove"])
            actions.remove_shift(actor=actor, campaign_id=campaign_id, shift_id=number, now=now)
        except NotPossible as refused:
            problem = str(refused)
        else:
            return redirect("campaigns:shifts", campaign_id)
    elif request.method == "POST" and form.is_valid():
        try:
            actions.add_shifts(
                actor=actor,
                campaign_id=campaign_id,
                wish=form.wish(),
                client_id=form.cleaned_data["client_id"],
                now=now,
            )
        except NotPossible as refused:
            form.take(refused)
        else:
            return redirect("campaigns:shifts", campaign_id)
    page = queries.shifts_page(actor, campaign_id, now=now)
    context = {"page": page, "campaign": page.campaign, "form": form, "problem": problem}
    return render(request, "campaigns/shifts.html", context, status=409 if problem else _status(form))


def _shift_form(request: HttpRequest, campaign_id: int, *, sent: bool) -> ShiftForm:
    page = queries.shifts_page(actor_of(request), campaign_id, now=clock.now())
    first = max(page.campaign.from_on, clock.today())
    return ShiftForm(
        request.POST if request.method == "POST" and sent else None,
        goers=page.goers,
        places=page.places,
        teams=page.teams,
        carries=page.campaign.channel == Channel.PACKAGE,
        initial={"from_on": first, "until_on": first},
    )


def _number(sent: str) -> int:
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else 0


def _status(form: Any) -> int:
    return 422 if form.errors else 200


@guarded_by(policies.may_lead_campaigns)
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """Hours needed and there, and asking for rounds."""
    actor, now = actor_of(request), clock.now()
    page = queries.hours_page(actor, campaign_id, now=now)
    first = {"from_on": page.first, "until_on": page.last, "do_teams_help": True, "is_balanced": True}
    form = PlanForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            number = actions.ask_planning(
                actor=actor,
                campaign_id=campaign_id,
                wanted=form.wanted(),
                client_id=form.cleaned_data["client_id"],
                now=now,
            )
        except NotPossible as refused:
            form.take(refused)
        else:
            begin_planning(number, doors=page.doors)
            return redirect("campaigns:planning", campaign_id, number)
    context = {"page": page, "campaign": page.campaign, "form": form}
    return render(request, "campaigns/round_plan.html", context, status=_status(form))


@guarded_by(policies.may_lead_campaigns)
@require_safe
def planning(request: HttpRequest, campaign_id: int, planning_id: int, page: int = 1) -> HttpResponse:
    """How far a planning is, and what came of it."""
    found = queries.planning_page(
        actor_of(request), campaign_id, planning_id, page=max(page, 1), now=clock.now()
    )
    part = request.headers.get("X-Nabij-Part")
    template = "campaigns/planning_progress.html" if part else "campaigns/planning.html"
    return render(request, template, {"found": found, "campaign": found.campaign})


@guarded_by(policies.may_lead_campaigns)
@require_POST
def stop(request: HttpRequest, campaign_id: int, planning_id: int) -> HttpResponse:
    """End a planning early and keep the best."""
    actions.stop_planning(
        actor=actor_of(request), campaign_id=campaign_id, planning_id=planning_id, now=clock.now()
    )
    return redirect("campaigns:planning", campaign_id, planning_id)


@guarded_by(policies.may_lead_campaigns)
@require_safe
def sheet(request: HttpRequest, round_id: int) -> HttpResponse:
    """One round with its doors."""
    return _sheet(request, round_id)


def _sheet(request: HttpRequest, round_id: int, *, problem: str = "", status: int = 200) -> HttpResponse:
    found = queries.round_sheet(actor_of(request), round_id, now=clock.now())
    context = {"sheet": found, "campaign": found.campaign, "problem": problem}
    return render(request, "campaigns/round.html", context, status=status)


@guarded_by(policies.may_lead_campaigns)
@require_POST
def promise(request: HttpRequest, round_id: int) -> HttpResponse:
    """A household was told when somebody comes, or that it will be another time."""
    actor, now = actor_of(request), clock.now()
    campaign_id = queries.campaign_of_round(actor, round_id)
    act = actions.take_back_promise if "take_back" in request.POST else actions.promise_visit
    number = _number(request.POST.get("take_back") or request.POST.get("told") or "")
    try:
        act(actor=actor, campaign_id=campaign_id, stop_id=number, now=now)
    except NotPossible as refused:
        return _sheet(request, round_id, problem=str(refused), status=409)
    return redirect("campaigns:round", round_id)


@guarded_by(policies.may_lead_campaigns)
@require_safe
def sheet_file(request: HttpRequest, round_id: int) -> HttpResponse:
    """The sheet of one round as PDF."""
    found = queries.round_sheet(actor_of(request), round_id, now=clock.now())
    return as_pdf(round_pdf(found), f"ronde-{round_id}.pdf")
