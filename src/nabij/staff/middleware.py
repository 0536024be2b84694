"""Puts on each request who is asking."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import SimpleLazyObject

from nabij.kernel import clock
from nabij.kernel.actors import VISITOR, Actor
from nabij.staff import queries
from nabij.staff.models import User


def name_the_actor(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Set `request.actor`. It is looked up only when a view asks, so public pages cost no query."""

    def actor(request: HttpRequest) -> Actor:
        return queries.actor_of(request.user, on=clock.today()) if isinstance(request.user, User) else VISITOR

    def respond(request: HttpRequest) -> HttpResponseBase:
        request.actor = SimpleLazyObject(lambda: actor(request))  # type: ignore[attr-defined]
        return get_response(request)

    return respond
