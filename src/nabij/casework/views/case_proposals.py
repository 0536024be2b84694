"""For editors of the rules: decisions that differed, and how often the rules were right."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from nabij.casework import policies
from nabij.casework.actions.case_proposals import settle_proposal
from nabij.casework.forms.register import SettleProposalForm
from nabij.casework.queries import case_proposals as queries
from nabij.casework.views.common import actor_of
from nabij.kernel import clock
from nabij.kernel.guards import guarded_by
from nabij.registry.types import NotPossible

YEARS_BACK = 5


@guarded_by(policies.may_settle_proposals)
@require_safe
def proposals(request: HttpRequest) -> HttpResponse:
    """The proposed cases, those that wait in front."""
    return render(
        request, "casework/case_proposals.html", {"proposals": queries.proposals(actor_of(request))}
    )


@guarded_by(policies.may_settle_proposals)
@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request: HttpRequest, number: int) -> HttpResponse:
    """One proposed case: take it over, or not with a reason."""
    actor = actor_of(request)
    found = queries.proposal(actor, number)
    form = SettleProposalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            settle_proposal(
                actor=actor,
                proposal_id=number,
                is_accepted="accept" in request.POST,
                because=form.cleaned_data["because"],
                now=clock.now(),
            )
        except NotPossible as problem:
            form.add_error(problem.field if problem.field in form.fields else None, str(problem))
            found = queries.proposal(actor, number)
        else:
            return redirect("casework:case-proposal", number)
    context = {"proposal": found, "form": form}
    return render(request, "casework/case_proposal.html", context, status=422 if form.errors else 200)


@guarded_by(policies.may_settle_proposals)
@require_safe
def as_file(request: HttpRequest, number: int) -> HttpResponse:
    """The case as it is added to the file of cases of its right."""
    found = queries.proposal(actor_of(request), number)
    response = HttpResponse(found.text, content_type="application/toml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.right_id}-{found.number}.toml"'
    return response


@guarded_by(policies.may_settle_proposals)
@require_safe
def precision(request: HttpRequest) -> HttpResponse:
    """How often a yes of the rules became a grant, per right, in one year."""
    this_year = clock.today().year
    years = [this_year - back for back in range(YEARS_BACK)]
    asked = request.GET.get("jaar", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and int(asked) in years else this_year
    found = queries.precision(actor_of(request), from_on=date(year, 1, 1), until_on=date(year + 1, 1, 1))
    context = {"rights": found, "years": years, "year": year}
    return render(request, "casework/precision.html", context)
