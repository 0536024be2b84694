"""What the pages of the directory share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest

from nabij.directory import queries
from nabij.directory.forms.search import SearchForm
from nabij.directory.queries.search import FIRST
from nabij.kernel import clock
from nabij.kernel.actors import Actor


def actor_of(request: HttpRequest) -> Actor:
    """Who asks."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def found(request: HttpRequest, towns: Iterable[str]) -> dict[str, Any]:
    """What was looked for and found, a page at a time."""
    named = list(towns)
    form = SearchForm(request.GET or {})
    wanted, place, problem = form.wanted(named)
    results = queries.search(named, wanted, now=clock.now())
    last = max(1, -(-len(results.hits) // FIRST))
    page = min(_page_asked(request), last)
    asked = request.GET.copy()
    asked.pop("p", None)
    return {
        "form": form,
        "wanted": wanted,
        "place": place,
        "problem": problem,
        "hits": results.page(page),
        "number_of_hits": len(results.hits),
        "not_found": results.not_found,
        "page": page,
        "page_before": page - 1,
        "page_after": page + 1 if page < last else 0,
        "last_page": last,
        "asked": asked.urlencode(),
    }


def _page_asked(request: HttpRequest) -> int:
    written = request.GET.get("p", "")
    return max(1, int(written)) if written.isascii() and written.isdigit() and len(written) < 7 else 1
