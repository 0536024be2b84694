"""Reads the NABIJ_ variables. Each one is described in docs/reference/settings.md."""

import os
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str | None = None) -> str:
    """Return the value of a variable. Raises ImproperlyConfigured when it is absent and has no default."""
    value = os.environ.get(name, default)
    if value is None or value == "":
        if default is not None:
            return default
        raise ImproperlyConfigured(f"Set {name}: see docs/reference/settings.md.")
    return value


def switch(name: str, *, default: bool) -> bool:
    """Return a yes or no (1, 0). Raises ImproperlyConfigured for anything else."""
    value = text(name, "1" if default else "0")
    if value not in {"0", "1"}:
        raise ImproperlyConfigured(f"{name} is 1 or 0, not {value!r}.")
    return value == "1"


def names(name: str, default: str | None = None) -> list[str]:
    """Return a list written with commas."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def number(name: str, default: int) -> int:
    """Return a whole number of 1 or more. Raises ImproperlyConfigured for anything else."""
    value = text(name, str(default))
    if not value.isdigit() or int(value) < 1:
        raise ImproperlyConfigured(f"{name} is a whole number of 1 or more, not {value!r}.")
    return int(value)


def user_of(address: str) -> str:
    """Return the user in an address of a database, or nothing."""
    return unquote(urlsplit(address).username or "")


_MAIL = {"smtp": (25, False, False), "smtp+tls": (587, True, False), "smtps": (465, False, True)}


def mail(address: str) -> dict[str, Any]:
    """Return Django's settings for a mail server: smtp+tls://user:password@host:587, smtps://… or smtp://….

    Without an address mails are kept in no place and the check says so. Raises ImproperlyConfigured.
    """
    if not address:
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend", "EMAIL_HOST": ""}
    parts = urlsplit(address)
    if parts.scheme not in _MAIL or not parts.hostname:
        raise ImproperlyConfigured(
            "NABIJ_MAIL_URL begins with smtp+tls://, smtps:// or smtp:// and names a host, "
            "for instance smtp+tls://user:password@mail.example.org:587."
        )
    port, start_tls, tls = _MAIL[parts.scheme]
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or port,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": start_tls,
        "EMAIL_USE_SSL": tls,
        "EMAIL_TIMEOUT": 10,
    }
