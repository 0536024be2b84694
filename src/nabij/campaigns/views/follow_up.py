"""What was asked in campaigns, for the teams; and worries, which call on top of every page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from nabij.campaigns import actions, policies, queries
from nabij.campaigns.forms.campaign import DoneForm
from nabij.campaigns.views.common import actor_of
from nabij.kernel import clock
from nabij.kernel.guards import guarded_by
from nabij.registry.types import NotPossible


@guarded_by(policies.may_follow_up)
@require_safe
def follow_ups(request: HttpRequest) -> HttpResponse:
    """What the own teams have to do."""
    found = queries.follow_up_of(actor_of(request))
    return render(request, "campaigns/follow_ups.html", {"found": found})


@guarded_by(policies.may_follow_up)
@require_http_methods(["GET", "HEAD", "POST"])
def follow_up(request: HttpRequest, follow_up_id: int) -> HttpResponse:
    """One question: whom it is about, what they said, and what was done."""
    actor, now = actor_of(request), clock.now()
    form = DoneForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.finish_follow_up(
                actor=actor, follow_up_id=follow_up_id, what=form.cleaned_data["what"], now=now
            )
        except NotPossible as problem:
            form.take(problem)
        else:
            return redirect("campaigns:follow-ups")
    page = queries.follow_up_page(actor, follow_up_id, now=now)
    context = {"page": page, "line": page.line, "form": form}
    return render(request, "campaigns/follow_up.html", context, status=422 if form.errors else 200)


@guarded_by(policies.may_see_worries)
@require_safe
def worries_calling(request: HttpRequest) -> HttpResponse:
    """The worries that call whoever looks: a part of every page of work, asked again each minute."""
    found = queries.worries_calling(actor_of(request), now=clock.now())
    return render(request, "campaigns/worries_calling.html", {"worries": found})


@guarded_by(policies.may_see_worries)
@require_http_methods(["GET", "HEAD", "POST"])
def worry(request: HttpRequest, worry_id: int) -> HttpResponse:
    """One worry: take it on, call, and say what was done."""
    actor, now = actor_of(request), clock.now()
    form = DoneForm(request.POST if "what" in request.POST else None)
    problem = ""
    try:
        if "take" in request.POST:
            actions.take_worry(actor=actor, worry_id=worry_id, now=now)
            return redirect("campaigns:worry", worry_id)
        if form.is_bound and form.is_valid():
            what = form.cleaned_data["what"]
            actions.end_worry(actor=actor, worry_id=worry_id, what=what, now=now)
            return redirect("campaigns:worry", worry_id)
    except NotPossible as found:
        problem = str(found)
    page = queries.worry_page(actor, worry_id, now=now)
    context = {"page": page, "line": page.line, "form": form, "problem": problem}
    status = 409 if problem else (422 if form.errors else 200)
    return render(request, "campaigns/worry.html", context, status=status)
