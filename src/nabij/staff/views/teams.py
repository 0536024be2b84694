"""Teams: the list, a new one, and one team."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_lazy

from nabij.kernel import clock
from nabij.kernel.actors import Actor
from nabij.kernel.guards import guarded_by
from nabij.staff import actions, policies
from nabij.staff.forms.people import TeamForm
from nabij.staff.queries import people as queries
from nabij.staff.types import AlreadyOpen, AreaTaken, Role

TAKEN = gettext_lazy("There is a team of this name already. Choose another name, or open that team.")


def _area_taken(taken: AreaTaken) -> str:
    return gettext(
        "The neighbourhood “%(code)s” is followed by %(team)s already. Nothing was saved. "
        "Take it away there first, or leave it out here."
    ) % {"code": taken.code, "team": taken.team}


@guarded_by(policies.may_see_people)
def teams(request: HttpRequest) -> HttpResponse:
    """List the teams with who works there."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    context = {
        "teams": queries.teams(actor, on=clock.today()),
        "may_change": Role.ADMINISTRATOR in actor.roles,
    }
    return render(request, "staff/teams.html", context)


@guarded_by(policies.may_manage_teams)
def new(request: HttpRequest) -> HttpResponse:
    """Begin a team."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    form = TeamForm(request.POST or None, towns=sorted(actor.towns), is_new=True)
    if form.is_valid():
        typed = form.cleaned_data
        place = {name: typed[name] for name in ("name", "town", "location", "organisation")}
        try:
            actions.open_team(actor=actor, codes=form.neighbourhoods(), now=clock.now(), **place)
        except AlreadyOpen:
            form.add_error("name", str(TAKEN))
        except AreaTaken as taken:
            form.add_error("codes", _area_taken(taken))
        else:
            return redirect("staff:teams")
    return render(
        request, "staff/team.html", {"form": form, "team": None}, status=422 if form.errors else 200
    )


@guarded_by(policies.may_manage_teams)
def change(request: HttpRequest, number: int) -> HttpResponse:
    """Change one team, or close it."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    team = queries.team_numbered(actor, number, on=clock.today())
    codes = [one.code for one in team.neighbourhoods.all()]
    now_there = {
        "name": team.name,
        "location": team.location,
        "codes": ", ".join(codes),
        "is_open": team.is_open,
    }
    form = TeamForm(request.POST or None, towns=[], is_new=False, initial=now_there)
    if form.is_valid():
        typed = {name: form.cleaned_data[name] for name in ("name", "location", "is_open")}
        try:
            actions.change_team(actor=actor, team=team, codes=form.neighbourhoods(), now=clock.now(), **typed)
        except AlreadyOpen:
            form.add_error("name", str(TAKEN))
        except AreaTaken as taken:
            form.add_error("codes", _area_taken(taken))
        else:
            return redirect("staff:teams")
    return render(
        request, "staff/team.html", {"form": form, "team": team}, status=422 if form.errors else 200
    )
