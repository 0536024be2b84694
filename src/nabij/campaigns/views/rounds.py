"""Pages of rounds for whoever plans them: who goes, hours, planning, the rounds of a day, one round."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nabij.campaigns import actions, policies, queries
from nabij.campaigns.forms.rounds import PlanForm, ShiftForm
from nabij.campaigns.queries.going import going_campaign_of
from nabij.campaigns.queries.round_packages import labels_of_round
from nabij.campaigns.types import Channel
from nabij.campaigns.views.beside import begin_planning
from nabij.campaigns.views.common import actor_of, as_pdf, number_of
from nabij.campaigns.views.package_files import labels_pdf
from nabij.campaigns.views.round_pdf import round_pdf
from nabij.kernel import clock
from nabij.kernel.days import written_day
from nabij.kernel.decisions import NotFoundHere
from nabij.kernel.guards import guarded_by
from nabij.registry.types import NotPossible


@guarded_by(policies.may_plan_rounds)
@require_safe
def rounds(request: HttpRequest, campaign_id: int, day: str = "") -> HttpResponse:
    """The rounds of one day."""
    page = queries.rounds_page(actor_of(request), campaign_id, day=_day(day), now=clock.now())
    leads = policies.may_lead_campaigns(actor_of(request)).allowed
    context = {"page": page, "campaign": page.campaign, "leads_campaigns": leads}
    return render(request, "campaigns/rounds.html", context)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise NotFoundHere from None


@guarded_by(policies.may_plan_rounds)
@require_http_methods(["GET", "HEAD", "POST"])
def shifts(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """Who goes out when; fill more in, or take a half day off."""
    actor, now = actor_of(request), clock.now()
    if request.method != "POST":
        return _shifts(request, campaign_id)
    form = None
    try:
        if "remove" in request.POST:
            number = number_of(request.POST["remove"])
            actions.remove_shift(actor=actor, campaign_id=campaign_id, shift_id=number, now=now)
        else:
            form = _shift_form(request, queries.shifts_page(actor, campaign_id, now=now), sent=True)
            if not form.is_valid():
                return _shifts(request, campaign_id, form=form, status=422)
            actions.add_shifts(
                actor=actor,
                campaign_id=campaign_id,
                wish=form.wish(),
                client_id=form.cleaned_data["client_id"],
                now=now,
            )
    except NotPossible as refused:
        if form is None:
            return _shifts(request, campaign_id, problem=str(refused), status=409)
        form.take(refused)
        return _shifts(request, campaign_id, form=form, status=422)
    return redirect("campaigns:shifts", campaign_id)


def _shifts(
    request: HttpRequest,
    campaign_id: int,
    *,
    form: ShiftForm | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    page = queries.shifts_page(actor_of(request), campaign_id, now=clock.now())
    form = form or _shift_form(request, page, sent=False)
    context = {"page": page, "campaign": page.campaign, "form": form, "problem": problem}
    return render(request, "campaigns/shifts.html", context, status=status)


@guarded_by(policies.may_plan_rounds)
@require_POST
def goers(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """Add somebody who goes, or take somebody off."""
    actor = actor_of(request)
    going_campaign_of(actor, campaign_id)
    act = actions.remove_caller if "remove" in request.POST else actions.add_caller
    sent = number_of(request.POST.get("remove") or request.POST.get("add"))
    try:
        act(actor=actor, campaign_id=campaign_id, staff_id=sent, now=clock.now())
    except NotPossible as refused:
        return _shifts(request, campaign_id, problem=str(refused), status=409)
    return redirect("campaigns:shifts", campaign_id)


def _shift_form(request: HttpRequest, page: queries.ShiftsPage, *, sent: bool) -> ShiftForm:
    first = max(page.campaign.from_on, clock.today())
    return ShiftForm(
        request.POST if sent else None,
        goers=page.goers,
        places=page.places,
        teams=page.teams,
        carries=page.campaign.channel == Channel.PACKAGE,
        initial={"from_on": first, "until_on": first},
    )


def _status(form: Any) -> int:
    return 422 if form.errors else 200


@guarded_by(policies.may_plan_rounds)
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


@guarded_by(policies.may_plan_rounds)
@require_safe
def planning(request: HttpRequest, campaign_id: int, planning_id: int, page: int = 1) -> HttpResponse:
    """How far a planning is, and what came of it."""
    found = queries.planning_page(
        actor_of(request), campaign_id, planning_id, page=max(page, 1), now=clock.now()
    )
    part = request.headers.get("X-Nabij-Part")
    template = "campaigns/planning_progress.html" if part else "campaigns/planning.html"
    return render(request, template, {"found": found, "campaign": found.campaign})


@guarded_by(policies.may_plan_rounds)
@require_POST
def stop(request: HttpRequest, campaign_id: int, planning_id: int) -> HttpResponse:
    """End a planning early and keep the best."""
    actions.stop_planning(
        actor=actor_of(request), campaign_id=campaign_id, planning_id=planning_id, now=clock.now()
    )
    return redirect("campaigns:planning", campaign_id, planning_id)


@guarded_by(policies.may_plan_rounds)
@require_safe
def sheet(request: HttpRequest, round_id: int) -> HttpResponse:
    """One round with its doors."""
    return _sheet(request, round_id)


def _sheet(request: HttpRequest, round_id: int, *, problem: str = "", status: int = 200) -> HttpResponse:
    found = queries.round_sheet(actor_of(request), round_id, now=clock.now())
    context = {"sheet": found, "campaign": found.campaign, "problem": problem}
    return render(request, "campaigns/round.html", context, status=status)


@guarded_by(policies.may_plan_rounds)
@require_POST
def promise(request: HttpRequest, round_id: int) -> HttpResponse:
    """A household was told when somebody comes, or that it will be another time."""
    actor, now = actor_of(request), clock.now()
    campaign_id = queries.campaign_of_round(actor, round_id)
    act = actions.take_back_promise if "take_back" in request.POST else actions.promise_visit
    number = number_of(request.POST.get("take_back") or request.POST.get("told"))
    try:
        act(actor=actor, campaign_id=campaign_id, stop_id=number, now=now)
    except NotPossible as refused:
        return _sheet(request, round_id, problem=str(refused), status=409)
    return redirect("campaigns:round", round_id)


@guarded_by(policies.may_plan_rounds)
@require_safe
def sheet_file(request: HttpRequest, round_id: int) -> HttpResponse:
    """The sheet of one round as PDF."""
    found = queries.round_sheet(actor_of(request), round_id, now=clock.now())
    return as_pdf(round_pdf(found), f"ronde-{round_id}.pdf")


@guarded_by(policies.may_plan_rounds)
@require_safe
def labels(request: HttpRequest, round_id: int) -> HttpResponse:
    """The labels of one round in the order of its doors, and what to make up for it."""
    found, campaign = queries.round_of(actor_of(request), round_id)
    hours = f"{found.begins_at.astimezone(clock.BRUSSELS):%H:%M}"
    name = _("Round of %(day)s, %(hour)s") % {"day": written_day(found.day), "hour": hours}
    made = labels_of_round(found, campaign)
    return as_pdf(
        labels_pdf(campaign.name, made, clock.now(), of_round=name), f"etiketten-ronde-{round_id}.pdf"
    )


@guarded_by(policies.may_plan_rounds)
@require_POST
def end(request: HttpRequest, round_id: int) -> HttpResponse:
    """Stop one round: what was not told is free for the next planning."""
    actions.stop_round(actor=actor_of(request), round_id=round_id, now=clock.now())
    return redirect("campaigns:round", round_id)
