"""Inviting somebody, and coming in with an invitation."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from nabij.kernel import clock
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.guards import guarded_by, public, recently_proven
from nabij.staff import policies
from nabij.staff.actions import invitations as actions
from nabij.staff.actions.sending import send_invitations
from nabij.staff.forms.log_in import PasswordForm
from nabij.staff.forms.people import InviteForm
from nabij.staff.models import User
from nabij.staff.queries import people as people_queries
from nabij.staff.types import AlreadyOpen, LinkNotOpen, Role


@guarded_by(policies.may_see_people)
@recently_proven
def invite(request: HttpRequest) -> HttpResponse:
    """Invite somebody, with roles and teams; show the link once."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    now = clock.now()
    towns = sorted(actor.towns)
    form = InviteForm(
        request.POST or None,
        roles=people_queries.roles_to_give(actor),
        teams=people_queries.teams_to_give(actor, on=day_of(now)),
        towns=towns,
    )
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            account, token = actions.invite(
                actor=actor,
                email=typed["email"],
                name=typed["name"],
                roles=[Role(role) for role in typed["roles"]],
                teams=typed["teams"],
                towns=typed.get("towns", towns),
                now=now,
            )
        except AlreadyOpen:
            form.add_error("email", _("This address has an account already. Look for it in the list."))
        else:
            return show_link(request, account, token)
    return render(request, "staff/invite.html", {"form": form}, status=422 if form.errors else 200)


def show_link(request: HttpRequest, account: User, token: str) -> HttpResponse:
    """Send the link by mail, and show it once to whoever made it."""
    address = request.build_absolute_uri(reverse("staff:invitation", args=[token]))
    is_sent = account.pk in send_invitations([(account, address)])
    return render(request, "staff/link.html", {"account": account, "address": address, "is_sent": is_sent})


@guarded_by(policies.may_see_people)
@recently_proven
def link(request: HttpRequest, number: int) -> HttpResponse:
    """Make a new link for somebody who never came in, or withdraw the one that stands open."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    now = clock.now()
    account = people_queries.account_numbered(actor, number, on=day_of(now))
    if request.method != "POST":
        return redirect("staff:person", number)
    if "withdraw" in request.POST:
        actions.withdraw(actor=actor, account=account, now=now)
        return redirect("staff:person", number)
    return show_link(request, account, actions.invite_again(actor=actor, account=account, now=now))


@public
@never_cache
@sensitive_post_parameters()
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Choose a password with the link of an invitation, and go on to the second step."""
    now = clock.now()
    account = people_queries.invited_by(token_digest=actions.digest_of(token), now=now)
    if account is None:
        return render(request, "staff/link_not_open.html", status=404)
    form = PasswordForm(request.POST or None, user=account)
    if request.method == "POST" and form.is_valid():
        try:
            account = actions.accept(token, password=form.cleaned_data["password"], now=now)
        except LinkNotOpen:  # used in another window meanwhile
            return render(request, "staff/link_not_open.html", status=404)
        request.session.flush()  # whoever was logged in here is somebody else
        credentials: dict[str, Any] = {"email": account.email}
        login = Login(user=account, email=account.email)
        answer: HttpResponse = perform_password_login(request, credentials, login)
        return answer
    return render(request, "staff/accept.html", {"form": form, "account": account})
