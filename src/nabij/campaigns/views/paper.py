"""Lists on paper: make one, print it, type it in when it comes back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nabij.campaigns import actions, policies, queries
from nabij.campaigns.forms.calling import TypePaperForm
from nabij.campaigns.forms.campaign import PaperForm
from nabij.campaigns.views.campaigns import show_campaign
from nabij.campaigns.views.common import actor_of, as_pdf
from nabij.campaigns.views.printed import paper_pdf
from nabij.kernel import clock
from nabij.kernel.guards import guarded_by
from nabij.registry.types import NotPossible


@guarded_by(policies.may_lead_campaigns)
@require_POST
def new(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """Reserve people for a list on paper."""
    actor = actor_of(request)
    page = queries.campaign_page(actor, campaign_id)
    form = PaperForm(request.POST, callers=[(one.staff_id, one.name) for one in page.callers])
    if form.is_valid():
        try:
            number = actions.make_paper(
                actor=actor,
                campaign_id=campaign_id,
                staff_id=form.cleaned_data["staff"],
                number=form.cleaned_data["number"],
                client_id=form.cleaned_data["client_id"],
                now=clock.now(),
            )
        except NotPossible as problem:
            form.take(problem)
        else:
            return redirect("campaigns:paper", number)
    return show_campaign(request, campaign_id, paper=form, status=422)


@guarded_by(policies.may_lead_campaigns)
@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: HttpRequest, paper_id: int) -> HttpResponse:
    """A list on paper, to print, and to type in what came of it."""
    actor, now = actor_of(request), clock.now()
    found = queries.paper_of(actor, paper_id, now=now)
    lines = [(one.target_id, one.called) for one in found.lines]
    form = TypePaperForm(request.POST or None, lines=lines, needs=found.needs)
    if request.method == "POST" and form.is_valid():
        try:
            actions.type_paper(
                actor=actor,
                paper_id=paper_id,
                told=form.told(),
                client_id=form.cleaned_data["client_id"],
                now=now,
            )
        except NotPossible as problem:
            form.take(problem)
        else:
            return redirect("campaigns:campaign", found.campaign.pk)
    context = {"paper": found, "form": form}
    return render(request, "campaigns/paper.html", context, status=422 if form.errors else 200)


@guarded_by(policies.may_lead_campaigns)
@require_safe
def paper_file(request: HttpRequest, paper_id: int) -> HttpResponse:
    """The list as PDF."""
    found = queries.paper_of(actor_of(request), paper_id, now=clock.now())
    return as_pdf(paper_pdf(found), f"lijst-{paper_id}.pdf")
