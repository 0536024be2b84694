"""Puts on each request who is asking, and ends sessions that rested or lasted too long."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.contrib.auth import logout
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import SimpleLazyObject

from nabij.kernel import clock
from nabij.kernel.actors import VISITOR, Actor
from nabij.staff import queries
from nabij.staff.forms import devices
from nabij.staff.models import User

REST = timedelta(minutes=15)
REST_ON_A_SHARED_PC = timedelta(minutes=5)
LONGEST = timedelta(hours=10)
NOTED_EVERY = timedelta(seconds=30)
"""The last sign of life is written down at most this often, so that a page does not cost a write."""
_SINCE, _SEEN = "nabij_since", "nabij_seen"
_WAS_AWAY = "nabij_was_away"


def name_the_actor(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Set `request.actor`. It is looked up only when a view asks, so public pages cost no query.

    Roles, teams and whether the account is open are read anew for each request: what is taken away is gone
    with the next one (R-07).
    """

    def actor(request: HttpRequest) -> Actor:
        if not isinstance(request.user, User) or _has_ended(request):
            return VISITOR
        return queries.actor_of(request.user, on=clock.today())

    def respond(request: HttpRequest) -> HttpResponseBase:
        request.actor = SimpleLazyObject(lambda: actor(request))  # type: ignore[attr-defined]
        return get_response(request)

    return respond


def _has_ended(request: HttpRequest) -> bool:
    """Log out a session that rested or lasted too long; note a sign of life of any other."""
    now, session = clock.now().timestamp(), request.session
    since, seen = session.get(_SINCE, now), session.get(_SEEN, now)
    rest = REST_ON_A_SHARED_PC if session.get(devices.SHARED) else REST
    if now - seen > rest.total_seconds() or now - since > LONGEST.total_seconds():
        logout(request)
        request.session[_WAS_AWAY] = True
        return True
    if _SINCE not in session:
        session[_SINCE] = now
    if _SEEN not in session or now - seen > NOTED_EVERY.total_seconds():
        session[_SEEN] = now
    return False
