"""A household separates; and somebody who is known already comes to belong to a second one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from nabij.kernel import clock
from nabij.kernel.decisions import require
from nabij.kernel.guards import guarded_by
from nabij.kernel.purposes import Purpose
from nabij.registry import actions, policies, queries
from nabij.registry.forms.changes import SeparationForm
from nabij.registry.forms.persons import KnownForm
from nabij.registry.types import NotPossible, Relation
from nabij.registry.views.households import actor_of
from nabij.registry.views.typed import FIELD, keep_typed, typed_in


@guarded_by(policies.may_search_households)
@require_http_methods(["GET", "HEAD", "POST"])
def separate(request: HttpRequest, household_id: int) -> HttpResponse:
    """Say of each member where they go, from a day on. A child in both homes is counted once."""
    actor, on = actor_of(request), clock.today()
    found = queries.household(actor, household_id, purpose=Purpose.HELP, on=on, now=clock.now())
    decision = policies.may_change_household(actor, found.sight)
    form = SeparationForm(request.POST or None, household=found, on=on)
    if request.method == "POST" and (form.is_valid() or not decision.allowed):
        require(decision)
        try:
            new = actions.separate_household(
                actor=actor,
                household_id=household_id,
                leaving=form.leaving(),
                place=form.new_place(),
                from_on=form.cleaned_data["from_on"],
                client_id=form.cleaned_data["client_id"],
                now=clock.now(),
            )
        except NotPossible as problem:
            form.take(problem)
        else:
            return redirect("registry:household", new)
    context = {
        "household_id": household_id,
        "form": form,
        "refusal": "" if decision.allowed else decision.reason,
        "is_alone": len(form.members) < 2,
    }
    return render(request, "registry/household_separate.html", context, status=422 if form.errors else 200)


@guarded_by(policies.may_search_households)
@require_http_methods(["GET", "HEAD", "POST"])
def known(request: HttpRequest, household_id: int) -> HttpResponse:
    """Let somebody who is known in another household that one sees belong to this one too."""
    actor, on, now = actor_of(request), clock.today(), clock.now()
    found = queries.household(actor, household_id, purpose=Purpose.HELP, on=on, now=now)
    decision = policies.may_change_household(actor, found.sight)
    place = f"known-{household_id}"
    if FIELD in request.POST:
        keep_typed(request, place, now=now)
        return redirect(f"{reverse('registry:known', args=[household_id])}?gezocht=1")
    typed = typed_in(request, place, now=now) if "gezocht" in request.GET else ""
    hits: list[queries.Hit] = []
    problem = ""
    if typed:
        try:
            hits = [one for one in queries.search(actor, typed, now=now) if one.household_id != household_id]
        except NotPossible as wrong:
            problem = str(wrong)
    form = KnownForm.of(request.POST or None, hits, on)
    if request.method == "POST" and (form.is_valid() or not decision.allowed):
        require(decision)
        try:
            seen_in, person_id = form.chosen()
            actions.join_household(
                actor=actor,
                household_id=household_id,
                person_id=person_id,
                seen_in=seen_in,
                relation=Relation(form.cleaned_data["relation"]),
                share_pct=form.cleaned_data["share_pct"],
                from_on=form.cleaned_data["from_on"],
                client_id=form.cleaned_data["client_id"],
                now=now,
            )
        except NotPossible as wrong:
            form.take(wrong)
        else:
            return redirect("registry:household", household_id)
    context = {
        **{"household_id": household_id, "form": form, "typed": typed, "hits": hits, "problem": problem},
        "refusal": "" if decision.allowed else decision.reason,
    }
    return render(request, "registry/household_known.html", context, status=422 if form.errors else 200)
