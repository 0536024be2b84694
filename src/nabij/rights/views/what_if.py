"""The page on which an editor tries another amount, or the rules of another day, on a made-up town."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from nabij.kernel import clock
from nabij.kernel.guards import guarded_by
from nabij.kernel.spreadsheets import as_csv
from nabij.rights import policies
from nabij.rights.forms.what_if import WhatIfForm
from nabij.rights.queries.what_if import (
    Result,
    WhatIfPage,
    what_if_page,
    what_if_result,
    what_if_rows,
)
from nabij.rights.queries.what_if_chart import what_if_drawings


@never_cache
@guarded_by(policies.may_edit_rights)
@require_safe
def what_if(request: HttpRequest) -> HttpResponse:
    """Choose a right, one of its amounts and a new value; and see who notices it."""
    page, form, result = _read(request)
    context = {
        "page": page,
        "form": form,
        "result": result,
        "drawings": what_if_drawings(result.by_composition.rows) if result else (),
        "drawings_of_neighbourhoods": what_if_drawings(result.by_neighbourhood.rows) if result else (),
        "query": request.GET.urlencode(),
    }
    return render(request, "rights/what_if.html", context, status=422 if form.mistakes else 200)


@never_cache
@guarded_by(policies.may_edit_rights)
@require_safe
def what_if_csv(request: HttpRequest) -> HttpResponse:
    """The tables of a comparison for a spreadsheet; without a comparison, back to the form."""
    _page, _form, result = _read(request)
    if result is None:
        return redirect(f"{reverse('rights:what-if')}?{request.GET.urlencode()}")
    heads = (
        _("Counted by"),
        _("Group"),
        _("Households"),
        _("More for certain"),
        _("Less for certain"),
        _("Not sure, or not told apart"),
        _("The same"),
        _("Euros a year, lowest"),
        _("Euros a year, highest"),
    )
    response = HttpResponse(as_csv(what_if_rows(result, heads)), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{_("what-if")}-{result.found.on}.csv"'
    return response


def _read(request: HttpRequest) -> tuple[WhatIfPage, WhatIfForm, Result | None]:
    actor, on = request.actor, clock.today()  # type: ignore[attr-defined]
    given = {key: str(value) for key, value in request.GET.items()}
    page = what_if_page(actor, given.get("right", ""), on=on)
    form = WhatIfForm.read(given, page)
    result = None
    if form.change is not None:
        result = what_if_result(actor, form.change, form.about, on=on)
    return page, form, result
