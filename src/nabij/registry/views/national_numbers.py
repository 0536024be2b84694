"""The national number of somebody: only in a town that switched it on, masked, shown for a reason."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from nabij.kernel import clock
from nabij.kernel.decisions import NotFoundHere, require
from nabij.kernel.guards import guarded_by, recently_proven
from nabij.kernel.purposes import Purpose
from nabij.registry import actions, policies, queries
from nabij.registry.forms.persons import NumberForm, RevealForm
from nabij.registry.queries import PersonView
from nabij.registry.types import NotPossible
from nabij.registry.views.households import actor_of


@guarded_by(policies.may_search_households)
@recently_proven
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def national_number(request: HttpRequest, household_id: int, person_id: int) -> HttpResponse:
    """Write down the number; what seems odd is told in words and kept only on purpose."""
    person = _person(request, household_id, person_id)
    form = NumberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            kept = actions.keep_national_number(
                actor=actor_of(request),
                household_id=household_id,
                person_id=person_id,
                typed=form.cleaned_data["national_number"],
                in_spite_of_oddities=form.cleaned_data["in_spite"],
                now=clock.now(),
            )
        except NotPossible as problem:
            form.take(problem)
        else:
            if kept.is_kept:
                return redirect("registry:national-number", household_id, person_id)
            form.ask_again(kept.oddities)
    return _page(request, person, form, RevealForm())


@guarded_by(policies.may_search_households)
@recently_proven
@never_cache
@require_POST
def reveal(request: HttpRequest, household_id: int, person_id: int) -> HttpResponse:
    """Show the number once, after a reason; it stands on record each time."""
    person = _person(request, household_id, person_id)
    form, shown = RevealForm(request.POST), ""
    if form.is_valid():
        try:
            shown = actions.reveal_national_number(
                actor=actor_of(request),
                household_id=household_id,
                person_id=person_id,
                reason=form.cleaned_data["reason"],
                now=clock.now(),
            )
        except NotPossible as problem:
            form.take(problem)
    return _page(request, person, NumberForm(), form, shown)


def _person(request: HttpRequest, household_id: int, person_id: int) -> PersonView:
    """The person, in a town that keeps numbers. Raises NotFoundHere, Refused."""
    if not settings.NATIONAL_NUMBERS:
        raise NotFoundHere
    actor, now = actor_of(request), clock.now()
    person = queries.person(actor, household_id, person_id, purpose=Purpose.HELP, now=now)
    require(policies.may_change_household(actor, person.sight))
    return person


def _page(
    request: HttpRequest, person: PersonView, form: NumberForm, reveal_form: RevealForm, shown: str = ""
) -> HttpResponse:
    decision = policies.may_reveal_national_number(actor_of(request), person.sight)
    context = {
        "person": person,
        "form": form,
        "reveal_form": reveal_form,
        "masked": queries.masked_number(person.person_id),
        "shown": f"{shown[:2]}.{shown[2:4]}.{shown[4:6]}-{shown[6:9]}.{shown[9:]}" if shown else "",
        "may_reveal": decision.allowed,
        "refusal": decision.reason,
    }
    status = 422 if form.errors or reveal_form.errors else 200
    return render(request, "registry/national_number.html", context, status=status)
