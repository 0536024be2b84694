"""Holds, and what is kept to its term: preview, a second person, removing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from nabij.audit import actions, policies, queries
from nabij.audit.forms import DecideForm, HoldForm
from nabij.audit.types import registered
from nabij.audit.types.oversight import AlreadyHandled, RunState
from nabij.audit.views.actor import actor_of
from nabij.kernel import clock
from nabij.kernel.decisions import NotFoundHere
from nabij.kernel.guards import guarded_by, recently_proven

_NEWS = {
    "placed": _("The hold is placed. Nothing about this person is erased before its end."),
    "lifted": _("The hold is lifted."),
    "already": _("A colleague did this meanwhile. What you see is how it stands now."),
    "prepared": _("The list is ready. A second person looks at it and decides; nothing has gone yet."),
    "decided": _("Your decision is saved."),
    "done": _("What was on the list is removed."),
}


def _news(request: HttpRequest) -> object:
    return _NEWS.get(request.GET.get("nieuws", ""), "")


@guarded_by(policies.may_handle_requests)
@require_http_methods(["GET", "HEAD", "POST"])
def holds(request: HttpRequest) -> HttpResponse:
    """All holds that stand, and a form to place one."""
    actor, now, today = actor_of(request), clock.now(), clock.today()
    initial = {"subject": request.GET.get("nummer", "")}
    form = HoldForm(request.POST if request.method == "POST" else None, today=today, initial=initial)
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        actions.place_hold(
            actor=actor,
            subject=asked["subject"],
            reason=asked["reason"],
            until_on=asked["until_on"],
            on=today,
            now=now,
        )
        return redirect(f"{reverse('audit:holds')}?nieuws=placed")
    context = {
        "form": form,
        "holds": queries.standing_holds(actor, on=today, now=now),
        "news": _news(request),
    }
    return render(request, "audit/holds.html", context, status=422 if form.errors else 200)


@guarded_by(policies.may_handle_requests)
@require_POST
def hold_lift(request: HttpRequest, number: int) -> HttpResponse:
    """End a hold before its day."""
    news = "lifted"
    try:
        actions.lift_hold(actor=actor_of(request), number=number, now=clock.now())
    except AlreadyHandled:
        news = "already"
    return redirect(f"{reverse('audit:holds')}?nieuws={news}")


@guarded_by(policies.may_oversee_retention)
@require_http_methods(["GET", "HEAD", "POST"])
def retention(request: HttpRequest) -> HttpResponse:
    """Per kind of data its term and reason and what is past it; prepare a list of one kind."""
    actor, today = actor_of(request), clock.today()
    if request.method == "POST":
        code = request.POST.get("code", "")
        if code not in registered.retention:
            raise NotFoundHere
        try:
            run = actions.prepare_removal(actor=actor, code=code, on=today, now=clock.now())
        except AlreadyHandled:
            return redirect(f"{reverse('audit:retention')}?nieuws=already")
        return redirect(f"{reverse('audit:removal', args=[run.pk])}?nieuws=prepared")
    titles = {code: kept.title for code, kept in registered.retention.items()}
    past = [(run, titles.get(run.code, run.code)) for run in queries.past_removals(actor)]
    context = {
        "previews": queries.retention_preview(actor, on=today),
        "past": past,
        "today": today,
        "news": _news(request),
    }
    return render(request, "audit/retention.html", context)


@guarded_by(policies.may_oversee_retention)
@recently_proven
@require_http_methods(["GET", "HEAD", "POST"])
def removal(request: HttpRequest, number: int) -> HttpResponse:
    """One list: what is on it, who prepared it, and the decision of a second person."""
    actor, now = actor_of(request), clock.now()
    run = queries.one_removal(actor, number)
    if (kept := registered.retention.get(run.code)) is None:
        raise NotFoundHere
    form = DecideForm(
        request.POST if request.method == "POST" and run.state == RunState.PREPARED else None,
        needs_archivist=kept.needs_archivist,
    )
    try:
        if request.method == "POST" and run.state == RunState.APPROVED:
            actions.carry_out_removal(actor=actor, number=number, on=clock.today(), now=now)
            return redirect(f"{reverse('audit:removal', args=[number])}?nieuws=done")
        if form.is_bound and form.is_valid():
            actions.decide_removal(
                actor=actor,
                number=number,
                is_approved=form.cleaned_data["decision"] == "approve",
                permission=form.cleaned_data.get("permission", ""),
                now=now,
            )
            return redirect(f"{reverse('audit:removal', args=[number])}?nieuws=decided")
    except AlreadyHandled:
        return redirect(f"{reverse('audit:removal', args=[number])}?nieuws=already")
    context = {
        "run": run,
        "kept": kept,
        "form": form,
        "decision": policies.may_approve_removal(actor, prepared_by=run.prepared_by),
        "news": _news(request),
    }
    return render(request, "audit/removal.html", context, status=422 if form.errors else 200)
