"""What the pages of casework share."""

from __future__ import annotations

from django.http import HttpRequest

from nabij.kernel.actors import Actor


def actor_of(request: HttpRequest) -> Actor:
    """Who asks."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor
