"""Where a household lived, what changed in it, and what two people wrote of the same thing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nabij.kernel import clock
from nabij.kernel.guards import guarded_by
from nabij.kernel.purposes import Purpose
from nabij.registry import actions, policies, queries
from nabij.registry.actions.places import end_stay
from nabij.registry.forms.changes import EndStayForm
from nabij.registry.types import NotPossible
from nabij.registry.views.households import actor_of
from nabij.staff import queries as staff


@guarded_by(policies.may_search_households)
@require_safe
def history(request: HttpRequest, household_id: int) -> HttpResponse:
    """What changed in a household, the newest first."""
    events = queries.history(actor_of(request), household_id, purpose=Purpose.HELP, now=clock.now())
    names = staff.names_of({one.staff_id for one in events if one.staff_id is not None})
    return render(
        request,
        "registry/household_history.html",
        {"household_id": household_id, "events": events, "names": names},
    )


@guarded_by(policies.may_search_households)
@require_http_methods(["GET", "HEAD", "POST"])
def places(request: HttpRequest, household_id: int) -> HttpResponse:
    """Where a household is and was, and leaving a place without a new one."""
    actor, now = actor_of(request), clock.now()
    number = request.POST.get("stay", "")
    form = EndStayForm(request.POST or None, initial={"until_on": clock.today()})
    found = queries.household_places(actor, household_id, purpose=Purpose.HELP, now=now)
    if request.method == "POST" and form.is_valid():
        try:
            end_stay(
                actor=actor,
                household_id=household_id,
                stay_id=int(number) if number.isascii() and number.isdigit() and len(number) < 16 else 0,
                until_on=form.cleaned_data["until_on"],
                now=now,
            )
        except NotPossible as problem:
            form.take(problem)
        else:
            return redirect("registry:places", household_id)
    context = {
        "household_id": household_id,
        "found": found,
        "form": form,
        "chosen": number,
        "may_change": policies.may_change_household(actor, found.sight).allowed,
    }
    return render(request, "registry/household_places.html", context, status=422 if form.errors else 200)


@guarded_by(policies.may_search_households)
@require_safe
def conflicts(request: HttpRequest, household_id: int) -> HttpResponse:
    """What two people wrote of the same thing, side by side."""
    return _conflicts(request, household_id)


def _conflicts(request: HttpRequest, household_id: int, problem: str = "") -> HttpResponse:
    actor, now = actor_of(request), clock.now()
    found = queries.disputes(actor, household_id, purpose=Purpose.HELP, now=now)
    _household, sight = queries.household_in_sight(actor, household_id, at=now)
    context = {
        "household_id": household_id,
        "disputes": found,
        "names": staff.names_of(
            {number for one in found for number in (one.stands_by, one.other_by) if number is not None}
        ),
        "may_change": policies.may_change_household(actor, sight).allowed,
        "problem": problem,
    }
    return render(request, "registry/household_conflicts.html", context, status=409 if problem else 200)


@guarded_by(policies.may_search_households)
@require_POST
def settle(request: HttpRequest, household_id: int, number: int) -> HttpResponse:
    """Choose one of two values. Without a choice nothing changes."""
    choice = request.POST.get("take", "")
    if choice in {"stands", "other"}:
        try:
            actions.settle_conflict(
                actor=actor_of(request),
                household_id=household_id,
                conflict_id=number,
                take_other=choice == "other",
                now=clock.now(),
            )
        except NotPossible as problem:
            return _conflicts(request, household_id, str(problem))
    else:
        queries.household_in_sight(actor_of(request), household_id, at=clock.now())
    return redirect("registry:conflicts", household_id)
