"""Suggestions: anybody at work says what is wrong, an editor settles it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nabij.directory import actions, policies, queries
from nabij.directory.forms.entry import SuggestionForm
from nabij.directory.types import AlreadySettled, NotPossible
from nabij.directory.views.common import actor_of
from nabij.directory.views.work import GET_AND_POST, news_of, to_service
from nabij.kernel import clock
from nabij.kernel.guards import guarded_by


@guarded_by(policies.may_suggest)
@require_http_methods(GET_AND_POST)
def suggest(request: HttpRequest, number: int) -> HttpResponse:
    """Say what is wrong about an entry."""
    actor = actor_of(request)
    entry = queries.entry(actor, number, now=clock.now())
    form = SuggestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.suggest_change(
                actor=actor,
                number=number,
                text=form.cleaned_data["text"],
                client_id=form.cleaned_data["client_id"],
                now=clock.now(),
            )
        except NotPossible as problem:
            form.take(problem)
        else:
            return to_service(number, "sent")
    context = {"form": form, "entry": entry}
    return render(request, "directory/suggest.html", context, status=422 if form.errors else 200)


@guarded_by(policies.may_see_directory)
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """Suggestions that wait, oldest first."""
    actor = actor_of(request)
    context = {
        "suggestions": queries.open_suggestions(actor),
        "may_edit": policies.may_edit(actor).allowed,
        "problem": request.GET.get("waarom") == "leeg",
        "news": news_of(request),
    }
    return render(request, "directory/suggestions.html", context)


@guarded_by(policies.may_edit)
@require_POST
def settle(request: HttpRequest, number: int) -> HttpResponse:
    """Take a suggestion over, or say why not."""
    address = reverse("directory:suggestions")
    try:
        actions.settle_suggestion(
            actor=actor_of(request),
            number=number,
            taken_over=request.POST.get("decision") == "take",
            answer=request.POST.get("answer", ""),
            now=clock.now(),
        )
    except AlreadySettled:
        return redirect(f"{address}?nieuws=already")
    except NotPossible:
        return redirect(f"{address}?waarom=leeg")
    return redirect(f"{address}?nieuws=settled")
