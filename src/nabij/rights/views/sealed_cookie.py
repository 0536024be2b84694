"""The answers of a visitor in one sealed cookie: encrypted, signed, gone after half an hour without use.

The server keeps nothing. See docs/decisions for why, and for what happens with back, refresh and a lost line.
"""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from nabij.kernel import clock
from nabij.rights.types import Check, SpoiledCheck

COOKIE = "nabij_answers"
LASTS_SECONDS = 30 * 60
"""Somebody who puts the phone away for a while finds the answers back; somebody else later does not."""

_RENEW_AFTER_SECONDS = 5 * 60
_PART = 3800
"""Browsers refuse cookies above 4096 bytes, name and attributes included."""
_MOST_PARTS = 4
_LARGEST = 200_000


class TooLarge(ValueError):
    """More answers than fit in the cookies."""


@lru_cache(maxsize=4)
def _box(secret: str) -> Fernet:
    key = hashlib.blake2b(secret.encode(), digest_size=32, person=b"nabij.answers").digest()
    return Fernet(base64.urlsafe_b64encode(key))


def sealed(check: Check) -> str:
    """The check as a token that only this application can read. Raises TooLarge."""
    plain = json.dumps(check.to_plain(), separators=(",", ":")).encode()
    token = _box(settings.SECRET_KEY).encrypt_at_time(zlib.compress(plain, 9), _now()).decode("ascii")
    if len(token) > _PART * _MOST_PARTS:
        raise TooLarge
    return token


def opened(token: str) -> Check:
    """The check in a token. Raises SpoiledCheck when it was changed, made elsewhere, or is too old."""
    try:
        packed = _box(settings.SECRET_KEY).decrypt_at_time(token.encode(), LASTS_SECONDS, _now())
        unpacked = zlib.decompressobj().decompress(packed, _LARGEST)
        return Check.from_plain(json.loads(unpacked))
    except (InvalidToken, UnicodeError, zlib.error, json.JSONDecodeError) as error:
        raise SpoiledCheck("not sealed here, or too long ago") from error


def _now() -> int:
    return int(clock.now().timestamp())


def check_of(request: HttpRequest) -> Check | None:
    """What this visitor told before, or None. A spoiled cookie counts as none."""
    token = _token_of(request)
    if not token:
        return None
    try:
        return opened(token)
    except SpoiledCheck:
        return None


def _token_of(request: HttpRequest) -> str:
    names = [COOKIE, *(f"{COOKIE}_{part}" for part in range(2, _MOST_PARTS + 1))]
    parts = []
    for name in names:
        if not (part := request.COOKIES.get(name)):
            break
        parts.append(part)
    return "".join(parts)


def keep(response: HttpResponse, check: Check, request: HttpRequest) -> None:
    """Put the check in the browser, for half an hour from now. Raises TooLarge."""
    token = sealed(check)
    parts = [token[start : start + _PART] for start in range(0, len(token), _PART)]
    for number in range(1, _MOST_PARTS + 1):
        name = COOKIE if number == 1 else f"{COOKIE}_{number}"
        if number <= len(parts):
            response.set_cookie(
                name,
                parts[number - 1],
                max_age=LASTS_SECONDS,
                secure=settings.SESSION_COOKIE_SECURE or request.is_secure(),
                httponly=True,
                samesite="Lax",
            )
        elif name in request.COOKIES:
            response.delete_cookie(name, samesite="Lax")


def renew(response: HttpResponse, check: Check, request: HttpRequest) -> None:
    """Let the half hour begin again while somebody reads.

    Not on every page: an answer given in another tab at the same moment would be written over.
    """
    try:
        written_at = _box(settings.SECRET_KEY).extract_timestamp(_token_of(request).encode())
    except (InvalidToken, UnicodeError):
        return
    if _now() - written_at > _RENEW_AFTER_SECONDS:
        keep(response, check, request)


def wipe(response: HttpResponse) -> None:
    """Take everything out of the browser."""
    for number in range(1, _MOST_PARTS + 1):
        response.delete_cookie(COOKIE if number == 1 else f"{COOKIE}_{number}", samesite="Lax")
    # Also the pages that the browser kept, so that the back button finds nothing.
    response.headers["Clear-Site-Data"] = '"cache", "cookies"'
