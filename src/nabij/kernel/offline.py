"""Pages that work without a network: each app names its own, and says what may wait on a device."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path

from nabij.kernel.actors import Actor

PACKAGE = Path(__file__).resolve().parents[1]
_SHOWN = (".css", ".html", ".js", ".mo")

Waiting = Callable[[Actor, datetime], bool]
_pages: dict[str, Waiting] = {}


def register_offline_page(route: str, *, may_wait: Waiting) -> None:
    """Name the address of a page that holds nobody, so that a device may keep it.

    `may_wait` says whether what this actor told there may still be waiting on a device: then logging out
    takes away what can be read, and leaves what is sealed for the server.
    """
    _pages[route] = may_wait


def offline_routes() -> list[str]:
    """The names of these addresses."""
    return sorted(_pages)


def something_may_wait(actor: Actor, now: datetime) -> bool:
    """Whether what this actor told may still be waiting, sealed, on a device."""
    return any(may_wait(actor, now) for may_wait in _pages.values())


@cache
def release() -> str:
    """What tells this release from another: a hash of all that is shown, and of the program on the device."""
    found = hashlib.sha256()
    for file in sorted(one for one in PACKAGE.rglob("*") if one.suffix in _SHOWN):
        found.update(str(file.relative_to(PACKAGE)).encode() + b"\0" + file.read_bytes())
    return found.hexdigest()[:16]
