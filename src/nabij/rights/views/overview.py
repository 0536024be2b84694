"""Public pages over the whole catalogue: how sure the figures are, and which right opens which."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nabij.kernel import clock
from nabij.kernel.guards import public
from nabij.rights.queries.edges import edges_page
from nabij.rights.queries.how_sure import sure_page


@public
def how_sure(request: HttpRequest) -> HttpResponse:
    """What we know and how sure: figures counted by how they were found and what they are worth today."""
    on = clock.today()
    return render(request, "rights/catalogue_how_sure.html", {"page": sure_page(on), "on": on})


@public
def edges(request: HttpRequest) -> HttpResponse:
    """Which right opens, goes before or replaces which: a drawing, and the same as a list."""
    return render(request, "rights/catalogue_edges.html", {"page": edges_page(request.GET.get("recht", ""))})
