"""The list of households, the search box, and a new household."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from nabij.kernel import clock
from nabij.kernel.actors import Actor
from nabij.kernel.guards import guarded_by
from nabij.kernel.purposes import Purpose
from nabij.registry import actions, policies, queries
from nabij.registry.forms.households import HouseholdForm
from nabij.registry.types import NotPossible
from nabij.registry.views.common import number_asked
from nabij.registry.views.typed import keep_typed, typed_in
from nabij.staff import queries as staff

SEARCH = "households"


def actor_of(request: HttpRequest) -> Actor:
    """Who is asking."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


@guarded_by(policies.may_list_households)
@require_http_methods(["GET", "HEAD", "POST"])
def households(request: HttpRequest) -> HttpResponse:
    """The households that somebody follows, or those that fit what was typed in the search box.

    What is typed is sent and kept in the session, so that no address, log of a web server or Referer holds
    it; the page of what was found has an address of its own, to go back to and to load again.
    """
    actor, now = actor_of(request), clock.now()
    if request.method == "POST":
        keep_typed(request, SEARCH, now=now)
        return redirect(f"{reverse('registry:households')}?gezocht=1")
    is_searched = "gezocht" in request.GET
    typed = typed_in(request, SEARCH, now=now) if is_searched else ""
    context: dict[str, Any] = {
        "typed": typed,
        "is_gone": is_searched and not typed,
        "may_add": policies.may_add_households(actor).allowed,
    }
    if typed:
        context |= _found(actor, typed, beyond="verder" in request.GET)
    else:
        context |= _listed(actor, request)
    return render(request, "registry/households.html", context)


def _listed(actor: Actor, request: HttpRequest) -> dict[str, Any]:
    """A page of the list: those of the actor or of the team too, all or only those with a small child."""
    on, now = clock.today(), clock.now()
    mine, small = request.GET.get("wie") != "team", request.GET.get("jong") == "1"
    page = queries.household_list(
        actor,
        purpose=Purpose.WORK_LIST,
        on=on,
        now=now,
        mine=mine,
        with_small_child=small,
        after=number_asked(request, "na"),
    )
    number = queries.count_households(actor, now=now, mine=mine, with_small_child_on=on if small else None)
    return {
        "page": page,
        "mine": mine,
        "small": small,
        "number": number,
        "contact_names": _contact_names(page),
    }


def _contact_names(page: queries.Page) -> dict[int, str]:
    return staff.names_of({row.contact_person_id for row in page.rows if row.contact_person_id})


def _found(actor: Actor, typed: str, *, beyond: bool) -> dict[str, Any]:
    """What was found, or why the text cannot be read."""
    look = queries.search_beyond if beyond else queries.search
    try:
        return {"hits": look(actor, typed, now=clock.now()), "beyond": beyond}
    except NotPossible as problem:
        return {"hits": [], "beyond": beyond, "problem": str(problem)}


@guarded_by(policies.may_add_households)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Add a household. Whoever adds it is its contact person until somebody else takes over."""
    actor = actor_of(request)
    teams = staff.teams_named(actor.team_ids)
    choices = [(one.team_id, f"{one.name}") for one in teams]
    form = HouseholdForm(request.POST or None, teams=choices, initial={"from_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            town = next(one.town for one in teams if one.team_id == form.cleaned_data["team"])
            number = actions.open_household(
                actor=actor,
                town=town,
                team_id=form.cleaned_data["team"],
                persons=[form.person()],
                place=form.place(),
                from_on=form.cleaned_data["from_on"],
                client_id=form.cleaned_data["client_id"],
                now=clock.now(),
            )
        except NotPossible as problem:
            form.take(problem)
        else:
            if request.POST.get("then") == "again":
                return redirect("registry:change", number, "persoon")
            return redirect("registry:household", number)
    context = {"form": form, "has_team": bool(teams)}
    return render(request, "registry/household_new.html", context, status=422 if form.errors else 200)
