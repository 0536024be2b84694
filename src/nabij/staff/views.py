"""Log in, log out, and the start page of the work side."""

from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nabij.kernel.actors import Actor
from nabij.kernel.guards import guarded_by, public
from nabij.staff import policies
from nabij.staff.forms import LogInForm
from nabij.staff.types import Role

log_in = public(
    LoginView.as_view(
        template_name="staff/log_in.html", authentication_form=LogInForm, redirect_authenticated_user=True
    )
)
log_out = public(LogoutView.as_view())


@guarded_by(policies.may_open_work)
def start(request: HttpRequest) -> HttpResponse:
    """Show what there is to do for somebody at work."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    context = {"staff": request.user, "may_edit": Role.EDITOR in actor.roles}
    return render(request, "staff/start.html", context)
