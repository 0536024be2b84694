"""Parts of every page of work that ask again by themselves: each app adds its own, as with the menu."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from nabij.kernel.actors import Actor
from nabij.kernel.decisions import Decision


@dataclass(frozen=True)
class LivePart:
    """One part: the name of the address that answers with it, and who gets it. The answer may be empty."""

    route: str
    policy: Callable[[Actor], Decision]


_parts: dict[str, LivePart] = {}


def add_live_part(part: LivePart) -> None:
    """Add a part; an app calls this once when it is ready. The same route twice stays one part."""
    _parts[part.route] = part


def live_parts_of(actor: Actor) -> list[str]:
    """The addresses, by name, of the parts that this actor gets."""
    return [part.route for part in _parts.values() if part.policy(actor).allowed]
