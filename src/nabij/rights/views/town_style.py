"""The style sheet with the colours of a town."""

from django.http import HttpRequest, HttpResponse

from nabij.kernel.guards import public
from nabij.rights.queries.town_colours import style_of, version_of

A_YEAR = 365 * 24 * 60 * 60


@public
def town_style(request: HttpRequest, town: str, version: str) -> HttpResponse:
    """Give the colours. A browser may keep them: other colours have another address."""
    response = HttpResponse(style_of(town), content_type="text/css; charset=utf-8")
    is_newest = version == version_of(town)
    response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable" if is_newest else "no-cache"
    return response
