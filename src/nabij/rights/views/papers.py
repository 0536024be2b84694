"""One list of papers for the rights that somebody ticked, on the screen and on paper; none is kept."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from nabij.rights.queries import papers as queries
from nabij.rights.queries.papers import Papers
from nabij.rights.queries.steps import Findings
from nabij.rights.views import flow, printed_papers


@flow.with_check
def papers(request: HttpRequest, found: Findings) -> HttpResponse:
    """Show what to bring and where to go. A choice is posted, so that it stands in no address."""
    made = _chosen(request, found)
    context = {**flow.common(found), "papers": made, "nothing_is_likely": not made.shown_first}
    return flow.show(request, "rights/papers.html", context, [])


@flow.with_check
def as_pdf(request: HttpRequest, found: Findings) -> HttpResponse:
    """The same list on paper: made now, for this visitor, and kept nowhere."""
    made = printed_papers.pdf(_chosen(request, found), found)
    response = HttpResponse(made, content_type="application/pdf")
    response.headers["Content-Disposition"] = 'attachment; filename="nabij-papieren.pdf"'
    return response


def _chosen(request: HttpRequest, found: Findings) -> Papers:
    keys = set(request.POST.getlist("right")) if request.method == "POST" else None
    return queries.papers(found, keys)
