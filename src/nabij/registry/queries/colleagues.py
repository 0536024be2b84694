"""What a colleague may be asked to do, from the roles that their account holds now."""

from __future__ import annotations

from datetime import date

from django.contrib.auth import get_user_model

from nabij.staff.queries import actor_of


def roles_in_town(staff_id: int, *, town: str, on: date) -> frozenset[str]:
    """The roles of an account that may log in and works for this town; none for any other."""
    account = get_user_model().objects.filter(pk=staff_id, is_active=True).first()
    if account is None:
        return frozenset()
    colleague = actor_of(account, on=on)
    return colleague.roles if town in colleague.towns else frozenset()
