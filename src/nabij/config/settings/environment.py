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


_MAIL_PORTS = {"starttls": 587, "tls": 465, "none": 25}


def mail() -> dict[str, Any]:
    """Return Django's settings for the mail server that NABIJ_MAIL_HOST names.

    Without one no mail is sent, and `nabij check` says so. Raises ImproperlyConfigured.
    """
    host = text("NABIJ_MAIL_HOST", "")
    if not host:
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend", "EMAIL_HOST": ""}
    security = text("NABIJ_MAIL_SECURITY", "starttls")
    if security not in _MAIL_PORTS:
        raise ImproperlyConfigured(f"NABIJ_MAIL_SECURITY is starttls, tls or none, not {security!r}.")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": host,
        "EMAIL_PORT": number("NABIJ_MAIL_PORT", _MAIL_PORTS[security]),
        "EMAIL_HOST_USER": text("NABIJ_MAIL_USER", ""),
        "EMAIL_HOST_PASSWORD": text("NABIJ_MAIL_PASSWORD", ""),
        "EMAIL_USE_TLS": security == "starttls",
        "EMAIL_USE_SSL": security == "tls",
        "EMAIL_TIMEOUT": 10,
        "DEFAULT_FROM_EMAIL": text("NABIJ_MAIL_FROM"),
    }
