"""A household that lives in the area of another team: to that team, or not."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nabij.kernel import clock
from nabij.kernel.guards import guarded_by
from nabij.kernel.purposes import Purpose
from nabij.registry import actions, policies, queries
from nabij.registry.forms.changes import TeamChoiceForm
from nabij.registry.types import NotPossible
from nabij.registry.views.changes import onwards
from nabij.registry.views.households import actor_of


@guarded_by(policies.may_search_households)
@require_http_methods(["GET", "HEAD", "POST"])
def choose_team(request: HttpRequest, household_id: int) -> HttpResponse:
    """Choose whether a household goes to the team of the area where it lives."""
    actor, now = actor_of(request), clock.now()
    found = queries.area_of(actor, household_id, purpose=Purpose.HELP, now=now)
    if found is None:
        return redirect("registry:followers", household_id)
    form = TeamChoiceForm(
        request.POST or None,
        area=_("%(team)s: there they live now") % {"team": found.team},
        own=_("It stays with the team of now"),
        initial={"team": found.team_id},
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.choose_team(
                actor=actor,
                household_id=household_id,
                team_id=given["team"],
                goes=given["goes"],
                reason=given["reason"],
                client_id=given["client_id"],
                now=now,
            )
        except NotPossible as problem:
            form.take(problem)
        else:
            return onwards(actor, household_id, "registry:followers")
    context = {"form": form, "area": found, "household_id": household_id}
    return render(request, "registry/household_team.html", context, status=422 if form.errors else 200)
