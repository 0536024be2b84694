"""The page on which an editor sees which amounts must be looked up again."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from nabij.kernel import clock
from nabij.kernel.guards import guarded_by
from nabij.kernel.spreadsheets import as_csv
from nabij.rights import policies
from nabij.rights.queries.review import Chosen, review_page, review_rows
from nabij_rights.review import Reason
from nabij_rights.rights import Level
from nabij_rights.towns.packs import towns


def _chosen(request: HttpRequest) -> Chosen:
    """What the address asks for; what it cannot mean is left out."""
    known: dict[str, set[str]] = {"reason": {*Reason}, "level": {*Level}, "town": {*towns()}}
    given = {key: request.GET.get(key, "") for key in known}
    return Chosen(**{key: value for key, value in given.items() if value in known[key]})


@never_cache
@guarded_by(policies.may_edit_rights)
@require_safe
def review(request: HttpRequest) -> HttpResponse:
    """Amounts that are missing, past their review date or not official, with what to do."""
    page = review_page(request.actor, _chosen(request), on=clock.today())  # type: ignore[attr-defined]
    return render(request, "rights/review.html", {"page": page, "query": request.GET.urlencode()})


@never_cache
@guarded_by(policies.may_edit_rights)
@require_safe
def review_csv(request: HttpRequest) -> HttpResponse:
    """The same list for a spreadsheet."""
    on = clock.today()
    head = (
        _("Why"),
        _("Since"),
        "id",
        _("Amount"),
        _("Rights"),
        _("Level"),
        _("Town"),
        _("Value"),
        _("Unit"),
        _("How sure"),
        _("Article"),
        _("Source"),
        _("Address"),
        _("Read again by"),
        _("File"),
        _("What to do"),
    )
    rows = review_rows(request.actor, _chosen(request), on=on)  # type: ignore[attr-defined]
    response = HttpResponse(as_csv([head, *rows]), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{_("amounts-to-review")}-{on}.csv"'
    return response
