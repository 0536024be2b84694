"""Partners of a town, and for which of them somebody works. Organisations, no families."""

from __future__ import annotations

from nabij.kernel.actors import Actor
from nabij.registry.models import ListPartner


def partners_of_town(town: str) -> list[tuple[int, str]]:
    """Every partner of a town, by name."""
    return list(ListPartner.objects.filter(town=town).values_list("pk", "name"))


def partners_of_member(actor: Actor) -> list[tuple[int, str]]:
    """The partners for which this account brings lists."""
    found = ListPartner.objects.filter(members__user_id=actor.staff_id or 0)
    return list(found.distinct().values_list("pk", "name"))
