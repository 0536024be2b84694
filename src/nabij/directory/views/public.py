"""Pages for residents: where help is. No log-in, no script, nothing is kept of what somebody looks for."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from nabij.directory import queries
from nabij.directory.types import WEEKDAYS, town_words
from nabij.directory.views.common import found
from nabij.kernel import clock
from nabij.kernel.decisions import NotFoundHere
from nabij.kernel.guards import public


@public
@require_safe
def towns(request: HttpRequest) -> HttpResponse:
    """The towns with a directory; with one, that one at once."""
    known = queries.towns_with_services()
    if len(known) == 1:
        return redirect("directory:town", known[0])
    listed = sorted(((one, town_words(one)) for one in known), key=lambda pair: pair[1].name)
    return render(request, "directory/towns.html", {"towns": listed})


@public
@require_safe
def town(request: HttpRequest, town: str) -> HttpResponse:
    """Search in the directory of a town."""
    if town not in queries.towns_with_services():
        raise NotFoundHere
    context = found(request, [town]) | {"town_id": town, "town_words": town_words(town)}
    return render(request, "directory/town.html", context)


@public
@require_safe
def service(request: HttpRequest, town: str, number: int) -> HttpResponse:
    """One service, to read, to print or to call."""
    entry = queries.public_entry(town, number, now=clock.now())
    context = {
        "entry": entry,
        "town_id": town,
        "town_words": town_words(town),
        "weekdays": WEEKDAYS,
    }
    return render(request, "directory/service_public.html", context)
