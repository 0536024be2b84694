"""Who asks."""

from django.http import HttpRequest

from nabij.kernel.actors import Actor


def actor_of(request: HttpRequest) -> Actor:
    """Return the actor that the middleware of staff put on the request."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor
