"""The start page of the work side."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nabij.kernel.actors import Actor
from nabij.kernel.guards import guarded_by
from nabij.staff import policies
from nabij.staff.types import Role


@guarded_by(policies.may_open_work)
def start(request: HttpRequest) -> HttpResponse:
    """Show what there is to do for somebody at work."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    context = {
        "staff": request.user,
        "may_edit": Role.EDITOR in actor.roles,
        "may_see_people": policies.may_see_people(actor).allowed,
    }
    return render(request, "staff/start.html", context)
