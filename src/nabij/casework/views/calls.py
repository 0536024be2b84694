"""Planning a call or visit, saying what became of it, and the rhythm that a family asked for."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from nabij.casework import actions, policies, queries
from nabij.casework.forms.calls import CancelCallForm, PlanCallForm, RhythmForm
from nabij.casework.types import CallKind
from nabij.casework.views.common import actor_of
from nabij.kernel import clock
from nabij.kernel.guards import guarded_by
from nabij.kernel.purposes import Purpose
from nabij.registry.types import NotPossible


def _calls(request: HttpRequest, household_id: int) -> queries.Calls:
    return queries.calls_of(
        actor_of(request), household_id, purpose=Purpose.HELP, on=clock.today(), now=clock.now()
    )


@guarded_by(policies.may_write_contacts)
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest, household_id: int) -> HttpResponse:
    """Plan a call or visit; what others planned stands beside the form."""
    form = PlanCallForm(request.POST or None, on=clock.today())
    if request.method == "POST" and form.is_valid():
        try:
            actions.plan_call(
                actor=actor_of(request),
                household_id=household_id,
                kind=CallKind(form.cleaned_data["kind"]),
                on=form.cleaned_data["on"],
                because=form.cleaned_data["because"],
                client_id=form.cleaned_data["client_id"],
                now=clock.now(),
            )
        except NotPossible as problem:
            form.take(problem)
        else:
            return redirect("registry:household", household_id)
    context = {"form": form, "household_id": household_id, "calls": _calls(request, household_id)}
    return render(request, "casework/call_new.html", context, status=422 if form.errors else 200)


@guarded_by(policies.may_write_contacts)
@require_http_methods(["GET", "HEAD", "POST"])
def rhythm(request: HttpRequest, household_id: int) -> HttpResponse:
    """How often at most the family wants a call or visit."""
    calls = _calls(request, household_id)
    first = {"days": calls.rhythm_days, "base_version": calls.rhythm_version}
    form = RhythmForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_rhythm(
                actor=actor_of(request),
                household_id=household_id,
                days=form.cleaned_data["days"],
                base_version=form.cleaned_data["base_version"],
                now=clock.now(),
            )
        except NotPossible as problem:
            form.take(problem)
            given = request.POST.copy()
            given["base_version"] = str(_calls(request, household_id).rhythm_version)
            form.data = given
        else:
            return redirect("registry:household", household_id)
    context = {"form": form, "household_id": household_id, "calls": calls}
    return render(request, "casework/call_rhythm.html", context, status=422 if form.errors else 200)


@guarded_by(policies.may_write_contacts)
@require_POST
def done(request: HttpRequest, call_id: int) -> HttpResponse:
    """It took place: on to the note of the contact."""
    actor, now = actor_of(request), clock.now()
    try:
        household_id = actions.finish_call(actor=actor, call_id=call_id, now=now)
    except NotPossible as problem:
        return render(request, "casework/call_ended.html", {"problem": str(problem)}, status=409)
    return redirect("casework:contact-new", household_id)


@guarded_by(policies.may_write_contacts)
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, call_id: int) -> HttpResponse:
    """It does not go on, and why."""
    actor, now = actor_of(request), clock.now()
    form = CancelCallForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            home = actions.cancel_call(
                actor=actor, call_id=call_id, because=form.cleaned_data["because"], now=now
            )
        except NotPossible as problem:
            if not problem.field:
                return render(request, "casework/call_ended.html", {"problem": str(problem)}, status=409)
            form.take(problem)
        else:
            return redirect("registry:household", home)
    household_id, call = queries.call_to_end(actor, call_id, on=clock.today(), now=now)
    context = {"form": form, "household_id": household_id, "call": call}
    return render(request, "casework/call_cancel.html", context, status=422 if form.errors else 200)
