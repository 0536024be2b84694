"""Reads about accounts."""

from nabij.kernel.actors import Actor
from nabij.staff.models import RoleGrant, TownGrant, User


def actor_of(user: User) -> Actor:
    """Return who is asking, with the roles that this account holds now and the towns it works for."""
    roles = RoleGrant.objects.filter(user=user).values_list("role", flat=True)
    towns = TownGrant.objects.filter(user=user).values_list("town", flat=True)
    return Actor(staff_id=user.pk, roles=frozenset(roles), towns=frozenset(towns))
