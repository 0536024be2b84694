"""Reads the NABIJ_ variables. Each one is described in docs/reference/settings.md."""

import os

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
