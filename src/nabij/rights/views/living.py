"""The thirteen items and the reference budget, for workers. What is filled in is kept nowhere."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from nabij.kernel.guards import guarded_by
from nabij.rights.forms.budget import BudgetForm
from nabij.rights.queries import living as queries
from nabij.staff import policies


@never_cache
@guarded_by(policies.may_open_work)
@require_http_methods(["GET", "HEAD", "POST"])
def thirteen(request: HttpRequest) -> HttpResponse:
    """Fill in what a household can afford, and see how many of the thirteen are lacking."""
    filled_in = queries.filled_in(_posted(request))
    context = {
        "items": queries.items(request.actor),  # type: ignore[attr-defined]
        "filled_in": {item: str(answer) for item, answer in filled_in.items()},
        "said": queries.said_by(filled_in) if request.method == "POST" else None,
        "sources": queries.sources(),
    }
    return render(request, "rights/thirteen.html", context)


@never_cache
@guarded_by(policies.may_open_work)
@require_http_methods(["GET", "HEAD", "POST"])
def budget(request: HttpRequest) -> HttpResponse:
    """Hold the means of a household beside the reference budget of its town."""
    given = _posted(request)
    page = queries.budget_page(request.actor, given.get("town", ""))  # type: ignore[attr-defined]
    is_sent = request.method == "POST" and "look" in given
    form = BudgetForm.read(given) if is_sent else BudgetForm(given)
    compared = None
    if form.living is not None and page.budget is not None:
        compared = queries.compared(form.living, page.budget)
    context = {
        "page": page,
        "typed": form.typed,
        "mistakes": form.mistakes,
        "compared": compared,
    }
    return render(request, "rights/budget.html", context)


def _posted(request: HttpRequest) -> dict[str, str]:
    return {key: str(value) for key, value in request.POST.items()}
