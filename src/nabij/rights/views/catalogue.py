"""The public catalogue of rights."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from nabij.kernel import clock
from nabij.kernel.guards import public
from nabij.rights.queries.catalogue import NoSuchRight, Series, case_in_words, entries, page_of
from nabij.rights.queries.charts import drawings
from nabij.rights.queries.themes import theme_text
from nabij_rights.rights import Theme

MOST_DRAWINGS = 3
"""So many amounts are drawn; the others stand in tables only."""

MOST_LETTERS = 100


@public
def catalogue(request: HttpRequest) -> HttpResponse:
    """All rights, or those that resemble what somebody looks for."""
    search = request.GET.get("q", "")[:MOST_LETTERS].replace("\x00", "")
    wanted = request.GET.get("theme", "")
    theme = Theme(wanted) if wanted in tuple(Theme) else None
    context = {
        "entries": entries(search, theme),
        "search": search,
        "theme": theme,
        "themes": [(one, theme_text(one)) for one in Theme],
    }
    return render(request, "rights/catalogue_list.html", context)


@public
def catalogue_right(request: HttpRequest, right_id: str) -> HttpResponse:
    """One right: what it is, its rule in words, its amounts over time, its cases and sources."""
    on = clock.today()
    try:
        page = page_of(right_id, on=on)
    except NoSuchRight:
        raise Http404 from None
    telling = sorted(page.series, key=_most_telling_first)
    drawn = {series.amount.id: drawings(series.amount, until=on) for series in telling[:MOST_DRAWINGS]}
    context = {
        "page": page,
        "series": [(series, drawn.get(series.amount.id, ())) for series in telling],
        "on": on,
    }
    return render(request, "rights/catalogue_right.html", context)


def _most_telling_first(series: Series) -> tuple[bool, int]:
    """Money before points and numbers; what changed most often before what hardly did."""
    return (not (series.amount.unit or "").startswith("EUR"), -len(series.rows))


@public
def catalogue_cases(request: HttpRequest, right_id: str) -> HttpResponse:
    """The cases of a right: what is given, and the answer that the law gives."""
    try:
        page = page_of(right_id, on=clock.today())
    except NoSuchRight:
        raise Http404 from None
    context = {"page": page, "cases": [case_in_words(case) for case in page.cases]}
    return render(request, "rights/catalogue_cases.html", context)
