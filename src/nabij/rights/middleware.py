"""Keeps the rules of this process up to date with what editors publish in another one."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from nabij.rights.queries.published import refresh_now_and_then

PAGES_WITHOUT_RULES = ("/static/", "/health")


def newest_rights(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Look now and then whether something was published."""

    def respond(request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(PAGES_WITHOUT_RULES):
            refresh_now_and_then()
        return get_response(request)

    return respond
