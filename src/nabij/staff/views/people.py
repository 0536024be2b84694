"""Who works here: the list, one colleague, roles, teams, absences and who stands in."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from nabij.kernel import clock
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere, Refused
from nabij.kernel.guards import guarded_by, recently_proven
from nabij.staff import actions, policies
from nabij.staff.forms.people import AbsenceForm, JoinTeamForm, LostForm, RolesForm, StandInForm
from nabij.staff.models import User
from nabij.staff.queries import people as queries
from nabij.staff.types import AlreadyOpen, Role, StandInReason
from nabij.staff.views.invitations import show_link


@guarded_by(policies.may_open_work)
def roles(request: HttpRequest) -> HttpResponse:
    """Explain each role in one sentence."""
    return render(request, "staff/roles.html", {"roles": sorted(Role, key=lambda role: str(role.label))})


@guarded_by(policies.may_see_people)
def people(request: HttpRequest) -> HttpResponse:
    """List who works here."""
    rows = queries.people(_actor(request), on=clock.today())
    return render(request, "staff/people.html", {"rows": rows})


@guarded_by(policies.may_see_people)
def person(request: HttpRequest, number: int) -> HttpResponse:
    """Show one colleague, with what can be arranged."""
    return _page(request, number)


@guarded_by(policies.may_see_people)
@recently_proven
def change_roles(request: HttpRequest, number: int) -> HttpResponse:
    """Change which roles somebody holds."""
    actor, account = _who(request, number)
    held = [role.value for role in queries.person(actor, number, now=clock.now()).roles]
    form = RolesForm(
        request.POST if request.method == "POST" else None, roles=list(Role), initial={"roles": held}
    )
    if form.is_bound and form.is_valid():
        try:
            actions.change_roles(actor=actor, account=account, roles=form.chosen(), now=clock.now())
        except Refused as refused:
            form.add_error("roles", refused.decision.reason)
        else:
            return redirect("staff:person", number)
    status = 422 if form.errors else 200
    return render(request, "staff/person_roles.html", {"form": form, "account": account}, status=status)


@guarded_by(policies.may_see_people)
@recently_proven
def close(request: HttpRequest, number: int) -> HttpResponse:
    """Ask whether an account has to end, and end it."""
    actor, account = _who(request, number)
    reason = ""
    if request.method == "POST":
        try:
            actions.close_account(actor=actor, account=account, now=clock.now())
        except Refused as refused:
            reason = refused.decision.reason
        else:
            return redirect("staff:person", number)
    context = {"account": account, "reason": reason}
    return render(request, "staff/person_close.html", context, status=422 if reason else 200)


@guarded_by(policies.may_see_people)
@recently_proven
def join_team(request: HttpRequest, number: int) -> HttpResponse:
    """Let somebody work in a team."""
    actor, account = _who(request, number)
    form = JoinTeamForm(request.POST or None, teams=queries.teams_to_give(actor, on=clock.today()))
    if form.is_valid():
        try:
            actions.join_team(actor=actor, account=account, now=clock.now(), **form.cleaned_data)
        except AlreadyOpen:
            form.add_error("team", _("This colleague works in that team already."))
        except Refused as refused:
            form.add_error(None, refused.decision.reason)
        else:
            return redirect("staff:person", number)
    return _page(request, number, team_form=form)


@guarded_by(policies.may_see_people)
@recently_proven
def leave_team(request: HttpRequest, number: int, membership: int) -> HttpResponse:
    """Let somebody stop in a team."""
    actor, _account = _who(request, number)
    for one in queries.person(actor, number, now=clock.now()).memberships:
        if one.pk == membership and request.method == "POST":
            actions.end_membership(actor=actor, membership=one, now=clock.now())
            return redirect("staff:person", number)
    if request.method == "POST":
        raise NotFoundHere
    return redirect("staff:person", number)


@guarded_by(policies.may_see_people)
def absence(request: HttpRequest, number: int) -> HttpResponse:
    """Write down that somebody is away."""
    actor, account = _who(request, number)
    form = AbsenceForm(request.POST or None)
    if form.is_valid():
        days: dict[str, date | None] = {
            "from_on": form.cleaned_data["from_on"],
            "until_on": form.cleaned_data["back_on"],
        }
        try:
            actions.begin_absence(actor=actor, account=account, now=clock.now(), **days)  # type: ignore[arg-type]
        except AlreadyOpen:
            form.add_error("from_on", _("There is an absence without an end already. End that one first."))
        else:
            return redirect("staff:person", number)
    return _page(request, number, absence_form=form)


@guarded_by(policies.may_see_people)
@recently_proven
def stand_in(request: HttpRequest, number: int) -> HttpResponse:
    """Let a colleague stand in for somebody."""
    actor, account = _who(request, number)
    colleagues = queries.colleagues(actor, but=account, on=clock.today())
    form = StandInForm(request.POST or None, colleagues=colleagues)
    if form.is_valid():
        try:
            actions.begin_stand_in(
                actor=actor,
                absent=account,
                stand_in=form.cleaned_data["stand_in"],
                from_on=form.cleaned_data["from_on"],
                until_on=form.until(),
                reason=StandInReason(form.cleaned_data["reason"]),
                now=clock.now(),
            )
        except Refused as refused:
            form.add_error(None, refused.decision.reason)
        else:
            return redirect("staff:person", number)
    return _page(request, number, stand_in_form=form)


@guarded_by(policies.may_see_people)
def end(request: HttpRequest, number: int) -> HttpResponse:
    """End an absence or standing in today."""
    actor, _account = _who(request, number)
    if request.method != "POST":
        return redirect("staff:person", number)
    page = queries.person(actor, number, now=clock.now())
    wanted = request.POST.get("absence", ""), request.POST.get("stand_in", "")
    for away in page.absences:
        if str(away.pk) == wanted[0]:
            actions.end_absence(actor=actor, absence=away, now=clock.now())
            return redirect("staff:person", number)
    for one in page.stand_ins:
        if str(one.pk) == wanted[1]:
            actions.end_stand_in(actor=actor, stand_in=one, now=clock.now())
            return redirect("staff:person", number)
    raise NotFoundHere


@guarded_by(policies.may_see_people)
@recently_proven
def new_start(request: HttpRequest, number: int) -> HttpResponse:
    """Two people give a colleague who lost the second step a new start: one asks, another confirms."""
    actor, account = _who(request, number)
    asked = queries.person(actor, number, now=clock.now()).lost
    form = LostForm(request.POST if "seen_how" in request.POST else None)
    reason = ""
    try:
        if asked is not None and "confirm" in request.POST:
            token = actions.confirm_new_start(actor=actor, asked=asked, now=clock.now())
            return show_link(request, account, token)
        if asked is not None and "refuse" in request.POST:
            actions.refuse_new_start(actor=actor, asked=asked, now=clock.now())
            return redirect("staff:person", number)
        if asked is None and form.is_bound and form.is_valid():
            seen_how = form.cleaned_data["seen_how"]
            actions.ask_new_start(actor=actor, account=account, seen_how=seen_how, now=clock.now())
            return redirect("staff:person", number)
    except Refused as refused:
        reason = refused.decision.reason
    except AlreadyOpen:
        return redirect("staff:person-new-start", number)
    context = {"account": account, "asked": asked, "form": form, "reason": reason}
    status = 422 if reason or form.errors else 200
    return render(request, "staff/person_new_start.html", context, status=status)


def _actor(request: HttpRequest) -> Actor:
    found: Actor = request.actor  # type: ignore[attr-defined]
    return found


def _who(request: HttpRequest, number: int) -> tuple[Actor, User]:
    actor = _actor(request)
    return actor, queries.account_numbered(actor, number, on=clock.today())


def _page(request: HttpRequest, number: int, **forms: Any) -> HttpResponse:
    actor, now = _actor(request), clock.now()
    page = queries.person(actor, number, now=now)
    today = {"from_on": clock.today()}
    context = {
        "page": page,
        "team_form": JoinTeamForm(teams=queries.teams_to_give(actor, on=clock.today()), initial=today),
        "absence_form": AbsenceForm(initial=today),
        "stand_in_form": StandInForm(
            colleagues=queries.colleagues(actor, but=page.account, on=clock.today()), initial=today
        ),
        "is_administrator": Role.ADMINISTRATOR in actor.roles,
        "is_self": actor.staff_id == page.account.pk,
        **forms,
    }
    wrong = any(form.errors for form in forms.values())
    return render(request, "staff/person.html", context, status=422 if wrong else 200)
