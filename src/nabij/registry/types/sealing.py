"""Sealing what nobody should read in the database, and the keyed hash by which it is found again."""

from __future__ import annotations

import hmac
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


def sealed(text: str) -> str:
    """The text, sealed with the first key of NABIJ_SEALING_KEYS. Raises ImproperlyConfigured without one."""
    return _seals().encrypt(text.encode()).decode("ascii")


def unsealed(token: str) -> str:
    """What was sealed, with any of the keys. Raises ImproperlyConfigured when none of them fits."""
    try:
        return _seals().decrypt(token.encode("ascii")).decode()
    except InvalidToken:
        raise ImproperlyConfigured(
            "No key of NABIJ_SEALING_KEYS opens this. Put the older key back."
        ) from None


def lookup(text: str) -> str:
    """A keyed hash: equal for equal texts, and it tells nothing without the key.

    Of the last key of NABIJ_SEALING_KEYS, the oldest: a new key in front changes no lookup.
    """
    return hmac.new(_keys()[-1].encode("ascii"), text.encode(), sha256).hexdigest()


def _seals() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in _keys()])


def _keys() -> list[str]:
    keys = list(settings.SEALING_KEYS)
    if not keys:
        raise ImproperlyConfigured("Set NABIJ_SEALING_KEYS: see docs/reference/settings.md.")
    return keys
