"""Addresses by which an organisation is reached."""

from __future__ import annotations

from urllib.parse import urlsplit


def is_web_address(text: str) -> bool:
    """Whether a link to it can work, and does nothing else than open a page."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not set(text) & set(" <>\"'\n\t")
