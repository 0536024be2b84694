"""The entry form of the six criteria, for workers; it leads on to the same questions as everybody gets."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from nabij.kernel.guards import guarded_by
from nabij.rights.queries import criteria as queries
from nabij.rights.types import Check
from nabij.rights.views import sealed_cookie
from nabij.staff import policies


@never_cache
@guarded_by(policies.may_open_work)
@require_http_methods(["GET", "HEAD", "POST"])
def criteria(request: HttpRequest) -> HttpResponse:
    """Fill in what is known, see what it says, and go on with the rights of this family."""
    filled_in = queries.filled_in({key: str(value) for key, value in request.POST.items()})
    if request.method == "POST" and "go_on" in request.POST:
        check = sealed_cookie.check_of(request) or Check()
        response = redirect("rights:start")
        sealed_cookie.keep(response, replace(check, household={**check.household, **filled_in}), request)
        return response
    context = {
        "criteria": queries.criteria(request.actor),  # type: ignore[attr-defined]
        "filled_in": filled_in,
        "said": queries.said_by(filled_in) if request.method == "POST" else None,
    }
    return render(request, "rights/criteria.html", context)
