"""Reads about accounts and teams."""

from datetime import date

from django.db.models import Q

from nabij.kernel.actors import Actor
from nabij.kernel.looks import once
from nabij.staff.models import Membership, StandIn, User


def actor_of(user: User, *, on: date) -> Actor:
    """Return who is asking: roles and towns that this account holds now, and its teams on a day.

    Somebody who stands in reaches the teams of the absent colleague, in towns of the own account only, and
    with the own roles only: standing in never gives a role (decision 0020). Nor does it pass on: whoever
    stands in for a stand-in does not get a third team.
    """
    held = User.objects.filter(pk=user.pk).order_by()
    granted = list(held.values_list("role_grants__role", "town_grants__town"))  # each with each; both are few
    roles = frozenset(role for role, _town in granted if role is not None)
    towns = frozenset(town for _role, town in granted if town is not None)
    return Actor(staff_id=user.pk, roles=roles, towns=towns, team_ids=_teams_of(user, towns=towns, on=on))


def stood_in_for(staff_id: int, *, on: date) -> frozenset[int]:
    """The colleagues for whom somebody stands in on a day."""
    absent = StandIn.objects.on(on).filter(stand_in=staff_id).values_list("absent_id", flat=True)
    return once(("staff.stood_in_for", staff_id, on), lambda: frozenset(absent))


def _teams_of(user: User, *, towns: frozenset[str], on: date) -> frozenset[int]:
    absent = StandIn.objects.on(on).filter(stand_in=user).values("absent_id")
    own = Q(user=user)
    of_others = Q(user_id__in=absent, team__town__in=towns)
    memberships = Membership.objects.on(on).filter(own | of_others, team__is_open=True)
    return frozenset(memberships.order_by().values_list("team_id", flat=True))
