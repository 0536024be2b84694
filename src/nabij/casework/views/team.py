"""The caseload of a team, assigning a household, and handing many over at once."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nabij.casework import actions, policies, queries
from nabij.casework.forms.team import AssignForm, TransferForm
from nabij.casework.types import TransferReason
from nabij.casework.views.common import actor_of
from nabij.kernel import clock
from nabij.kernel.guards import guarded_by
from nabij.kernel.languages import language_name
from nabij.registry.types import NotPossible
from nabij.staff import queries as staff


@guarded_by(policies.may_open_board)
@require_safe
def caseload(request: HttpRequest) -> HttpResponse:
    """How many households each of the own teams follows, by name."""
    actor, on = actor_of(request), clock.today()
    found = queries.caseload_of(actor, on=on, now=clock.now())
    rows = [
        {
            "load": load,
            "languages": [language_name(code) for code in load.languages],
            "neighbourhoods": [found.neighbourhoods.get(code, code) for code in load.neighbourhoods],
        }
        for load in found.loads
    ]
    teams = staff.led_teams_named(actor, on=on)
    context = {"caseload": found, "rows": rows, "teams": teams, "on": on}
    return render(request, "casework/team_caseload.html", context)


@guarded_by(policies.may_assign)
@require_http_methods(["GET", "HEAD", "POST"])
def assign(request: HttpRequest, household_id: int) -> HttpResponse:
    """Choose who follows a household, with the facts that bear on it."""
    actor, now = actor_of(request), clock.now()
    found = queries.assigning_of(actor, household_id, on=clock.today(), now=now)
    form = AssignForm(request.POST if request.method == "POST" else None, assigning=found)
    if form.is_bound and form.is_valid():
        try:
            actions.assign_household(
                actor=actor,
                household_id=household_id,
                to_staff_id=int(form.cleaned_data["staff"]),
                beyond_because=form.cleaned_data["beyond_because"],
                client_id=form.cleaned_data["client_id"],
                now=now,
            )
        except NotPossible as problem:
            form.take(problem)
        else:
            return redirect("casework:board")
    context = {"assigning": found, "form": form}
    return render(request, "casework/team_assign.html", context, status=422 if form.errors else 200)


@guarded_by(policies.may_assign)
@require_http_methods(["GET", "HEAD", "POST"])
def transfer(request: HttpRequest, number: int) -> HttpResponse:
    """Give the households of a colleague to others."""
    actor, now = actor_of(request), clock.now()
    found = queries.transferring_of(actor, number, on=clock.today(), now=now)
    form = TransferForm(request.POST if request.method == "POST" else None, transferring=found)
    if form.is_bound and form.is_valid():
        try:
            made = actions.transfer_households(
                actor=actor,
                from_staff_id=number,
                household_ids=form.numbers("households"),
                to_staff_ids=form.numbers("receivers"),
                reason=TransferReason(form.cleaned_data["reason"]),
                beyond_because=form.cleaned_data["beyond_because"],
                client_id=form.cleaned_data["client_id"],
                now=now,
            )
        except NotPossible as problem:
            form.take(problem)
        else:
            return redirect("casework:transferred", made)
    chosen = {str(one) for one in form["households"].value() or ()}
    context = {"transferring": found, "form": form, "chosen": chosen}
    return render(request, "casework/team_transfer.html", context, status=422 if form.errors else 200)


@guarded_by(policies.may_assign)
@require_safe
def transferred(request: HttpRequest, transfer_id: int) -> HttpResponse:
    """What went to whom, the urgent ones first, and taking it back."""
    return _transferred(request, transfer_id)


@guarded_by(policies.may_assign)
@require_POST
def transfer_undo(request: HttpRequest, transfer_id: int) -> HttpResponse:
    """Give back what nobody took up yet."""
    try:
        actions.undo_transfer(actor=actor_of(request), transfer_id=transfer_id, now=clock.now())
    except NotPossible as problem:
        return _transferred(request, transfer_id, str(problem))
    return redirect("casework:transferred", transfer_id)


def _transferred(request: HttpRequest, transfer_id: int, problem: str = "") -> HttpResponse:
    found = queries.transferred_of(actor_of(request), transfer_id, on=clock.today(), now=clock.now())
    context = {"transferred": found, "problem": problem}
    return render(request, "casework/team_transferred.html", context, status=422 if problem else 200)
