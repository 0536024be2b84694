"""The record of breaches, each with its clock of 72 hours."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from nabij.audit import actions, policies, queries
from nabij.audit.forms.breaches import BreachForm, DecisionForm, MeasuresForm
from nabij.audit.types.breaches import BreachKind, BreachProblem
from nabij.audit.types.oversight import AlreadyHandled
from nabij.audit.views.actor import actor_of
from nabij.kernel import clock
from nabij.kernel.actors import Actor
from nabij.kernel.guards import guarded_by

_NEWS = {
    "registered": _("It is written down. The clock runs from the moment that you heard of it."),
    "measures": _("The measures are saved."),
    "decided": _("The decision is saved, and the clock stands still."),
    "already": _("A colleague decided this meanwhile. What you see is how it stands now."),
}


@guarded_by(policies.may_keep_breaches)
@require_http_methods(["GET", "HEAD", "POST"])
def breaches(request: HttpRequest) -> HttpResponse:
    """All breaches, and a form for a new one."""
    actor, now = actor_of(request), clock.now()
    form = BreachForm(request.POST if request.method == "POST" else None, initial={"known_at": now})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = actions.register_breach(
                actor=actor,
                sent_id=given["sent_id"],
                kind=BreachKind(given["kind"]),
                what=given["what"],
                who=given["who"],
                known_at=given["known_at"],
                now=now,
            )
        except BreachProblem as problem:
            form.add_error("known_at", str(problem))
        else:
            return _to(made.pk, "registered")
    context = {"form": form, "breaches": queries.breaches(actor, now=now)}
    return render(request, "audit/breaches.html", context, status=422 if form.errors else 200)


@guarded_by(policies.may_keep_breaches)
@require_http_methods(["GET", "HEAD", "POST"])
def breach(request: HttpRequest, number: int) -> HttpResponse:
    """One breach: its clock, the measures, and the decision."""
    actor, now = actor_of(request), clock.now()
    found = queries.one_breach(actor, number, now=now)
    which = request.POST.get("which", "")
    measures = MeasuresForm(
        request.POST if which == "measures" else None, initial={"measures": found.breach.measures}
    )
    decision = DecisionForm(request.POST if which == "decision" else None)
    try:
        if measures.is_bound and measures.is_valid():
            words = measures.cleaned_data["measures"]
            actions.add_measures(actor=actor, number=number, measures=words, now=now)
            return _to(number, "measures")
        if decision.is_bound and decision.is_valid():
            _decide(actor, number, decision)
            return _to(number, "decided")
    except AlreadyHandled:
        return _to(number, "already")
    has_errors = bool(measures.errors or decision.errors)
    context = {
        "found": found,
        "measures": measures,
        "decision": decision,
        "news": _NEWS.get(request.GET.get("nieuws", ""), ""),
    }
    return render(request, "audit/breach.html", context, status=422 if has_errors else 200)


def _decide(actor: Actor, number: int, form: DecisionForm) -> None:
    given = form.cleaned_data
    actions.decide_breach(
        actor=actor,
        number=number,
        is_reported=given["is_reported"] == "yes",
        report_words=given["report_words"],
        are_told=given["are_told"] == "yes",
        told_words=given["told_words"],
        now=clock.now(),
    )


def _to(number: int, news: str) -> HttpResponse:
    return redirect(f"{reverse('audit:breach', args=[number])}?nieuws={news}")
