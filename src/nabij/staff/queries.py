"""Reads about accounts."""

from nabij.kernel.actors import Actor
from nabij.staff.models import RoleGrant, User


def actor_of(user: User) -> Actor:
    """Return who is asking, with the roles that this account holds now."""
    roles = RoleGrant.objects.filter(user=user).values_list("role", flat=True)
    return Actor(staff_id=user.pk, roles=frozenset(roles))
