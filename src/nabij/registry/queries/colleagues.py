"""What a colleague may be asked to do, from the roles that their account holds now."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.contrib.auth import get_user_model

from nabij.staff.queries import actor_of


def colleagues_with(roles: Collection[str], *, town: str, but: Collection[int] = ()) -> list[tuple[int, str]]:
    """Colleagues of a town who hold one of these roles, by name: to choose from. Nothing about residents."""
    found = get_user_model().objects.filter(
        is_active=True, town_grants__town=town, role_grants__role__in=roles
    )
    return list(found.exclude(pk__in=but).distinct().order_by("name", "pk").values_list("pk", "name"))


def roles_in_town(staff_id: int, *, town: str, on: date) -> frozenset[str]:
    """The roles of an account that may log in and works for this town; none for any other."""
    account = get_user_model().objects.filter(pk=staff_id, is_active=True).first()
    if account is None:
        return frozenset()
    colleague = actor_of(account, on=on)
    return colleague.roles if town in colleague.towns else frozenset()
