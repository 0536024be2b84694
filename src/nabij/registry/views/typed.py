"""What was typed in a search box about people: kept at the server for a while, never in an address."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.http import HttpRequest

FIELD = "zoek"
"""The name of the field in every search box for people."""
MOST_SIGNS = 200
KEPT_FOR = timedelta(minutes=15)
"""As long as a session may rest: going back to what was found works, and next morning it is gone."""
_KEY = "nabij_typed"


def keep_typed(request: HttpRequest, place: str, *, now: datetime) -> None:
    """Keep what was sent from the search box of a place, in the session, instead of what was typed before."""
    text = request.POST.get(FIELD, "")[:MOST_SIGNS].replace("\x00", "").strip()
    at = now.timestamp()
    kept = request.session.get(_KEY, {})
    fresh = {name: found for name, found in kept.items() if at - found[1] <= KEPT_FOR.total_seconds()}
    request.session[_KEY] = fresh | {place: [text, at]}


def typed_in(request: HttpRequest, place: str, *, now: datetime) -> str:
    """What was typed in the search box of a place not long ago; empty when nothing was, or it is gone."""
    text, at = request.session.get(_KEY, {}).get(place, ("", 0.0))
    return str(text) if now.timestamp() - at <= KEPT_FOR.total_seconds() else ""
