"""Serves a request from the place of a visitor: its database, its files, its sessions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connections
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase, StreamingHttpResponse
from django.urls import reverse
from django.utils import translation

from nabij.demo.own import places
from nabij.kernel import clock, own_place
from nabij.kernel.own_place import OwnPlace

COOKIE = "nabij_own_demo"
ALIAS = "default"


@contextmanager
def served_from(place: OwnPlace) -> Iterator[None]:
    """Let this thread use the database and files of a place until the end of the block.

    A connection of its own stands in for that of the server, which stays open and untouched: every query asks
    `connections` which one it is, in this thread only.
    """
    before, own = connections[ALIAS], connections.create_connection(ALIAS)
    own.settings_dict = {**own.settings_dict, "NAME": str(place.database), "CONN_MAX_AGE": 0}
    connections[ALIAS] = own
    try:
        with own_place.at(place):
            yield
    finally:
        own.close()
        connections[ALIAS] = before


def each_in_the_own_place(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Serve whoever has a place from there. Stands before sessions, so that logging in happens there too.

    Somebody whose place is gone is told so; they never land in the town that others use without knowing.
    """

    def respond(request: HttpRequest) -> HttpResponseBase:
        if COOKIE not in request.COOKIES:
            return get_response(request)
        with translation.override(translation.get_language_from_path(request.path) or settings.LANGUAGE_CODE):
            start, page = reverse("own-demo"), reverse("own-demo-people")
        cookie = request.get_signed_cookie(COOKIE, default="", salt=COOKIE) or ""
        place = places.find(cookie, page=page, now=clock.now())
        if place is None:
            gone = HttpResponseRedirect(f"{start}?weg=1")
            gone.delete_cookie(COOKIE)
            gone.delete_cookie(settings.SESSION_COOKIE_NAME)
            return gone
        with served_from(place):
            return _whole(get_response(request))

    return respond


def _whole(response: HttpResponseBase) -> HttpResponseBase:
    """What is made while it is sent is made now: afterwards the database is another one."""
    if not isinstance(response, StreamingHttpResponse) or isinstance(response, FileResponse):
        return response
    whole = HttpResponse(b"".join(response), status=response.status_code)
    for name, value in response.headers.items():
        whole.headers[name] = value
    whole.cookies = response.cookies
    return whole
