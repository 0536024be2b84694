"""Which browser asks: its network, and whether it logged in to an account before.

The cookie of a known device holds a random number and keyed digests of accounts: no name, no address. It
opens nothing; it only gives the owner tries of the own, which a stranger who guesses cannot use up.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from nabij.staff.actions.throttle import network_of
from nabij.staff.types import Origin

COOKIE = "nabij_device"
SHARED = "nabij_shared_pc"
"""In the session: whether others use this computer too."""
_SALT = "nabij.staff.device"
_YEAR = 365 * 24 * 60 * 60
_MOST_ACCOUNTS = 5


def origin(request: HttpRequest, email: str) -> Origin:
    """Return where a try for this account comes from."""
    network = network_of(get_adapter().get_client_ip(request))
    known = _read(request)
    return Origin(network, known["id"] if _digest(email) in known["for"] else "")


def remember(request: HttpRequest, response: HttpResponse, email: str) -> None:
    """Let this browser be known for this account, for a year."""
    known = _read(request)
    accounts = [_digest(email), *(one for one in known["for"] if one != _digest(email))]
    value = signing.dumps({"id": known["id"], "for": accounts[:_MOST_ACCOUNTS]}, salt=_SALT)
    response.set_cookie(
        COOKIE, value, max_age=_YEAR, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )


def _read(request: HttpRequest) -> dict[str, Any]:
    try:
        found: dict[str, Any] = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=_YEAR)
    except signing.BadSignature:
        return {"id": secrets.token_hex(8), "for": []}
    return found


def _digest(email: str) -> str:
    key = settings.SECRET_KEY.encode()
    return hmac.new(key, f"nabij.device {email.strip().lower()}".encode(), hashlib.sha256).hexdigest()[:24]
