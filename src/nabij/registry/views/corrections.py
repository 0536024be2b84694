"""Putting right where a household is or was, when it was written down wrongly and nobody moved."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nabij.kernel import clock
from nabij.kernel.decisions import NotFoundHere, require
from nabij.kernel.guards import guarded_by
from nabij.kernel.purposes import Purpose
from nabij.registry import actions, policies, queries
from nabij.registry.forms.changes import PlaceCorrectionForm
from nabij.registry.types import NotPossible
from nabij.registry.views.households import actor_of


@guarded_by(policies.may_search_households)
@require_http_methods(["GET", "HEAD", "POST"])
def correct_place(request: HttpRequest, household_id: int, number: int) -> HttpResponse:
    """Put right one place, with why; what stood there and who changed it stay on the page of places."""
    actor, now = actor_of(request), clock.now()
    found = queries.household_places(actor, household_id, purpose=Purpose.HELP, now=now)
    stay = next((one for one in found.stays if one.pk == number), None)
    if stay is None:
        raise NotFoundHere
    decision = policies.may_change_household(actor, found.sight)
    form = PlaceCorrectionForm.of(request.POST or None, stay)
    if request.method == "POST" and (form.is_valid() or not decision.allowed):
        require(decision)
        try:
            actions.correct_place(
                actor=actor,
                household_id=household_id,
                stay_id=number,
                base_version=form.cleaned_data["base_version"],
                place=form.place(),
                reason=form.cleaned_data["reason"],
                now=now,
            )
        except NotPossible as problem:
            form.take(problem)
        else:
            return redirect("registry:places", household_id)
    context = {
        "form": form,
        "title": _("This place was written down wrongly"),
        "lead": _("For a mistake, when nobody moved. What stood here stays on record, with why and by whom."),
        "refusal": "" if decision.allowed else decision.reason,
        "back": reverse("registry:places", args=[household_id]),
    }
    return render(request, "registry/household_change.html", context, status=422 if form.errors else 200)
