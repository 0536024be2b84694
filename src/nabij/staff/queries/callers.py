"""Who can be asked to go for a campaign: names only."""

from __future__ import annotations

from nabij.staff.models import User
from nabij.staff.types import Role


def with_role(role: Role, *, town: str) -> list[tuple[int, str]]:
    """The open accounts with a role that work for a town, by name: to choose from."""
    found = User.objects.active().filter(role_grants__role=role, town_grants__town=town)
    return list(found.order_by("name", "pk").values_list("pk", "name").distinct())
