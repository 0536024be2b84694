"""Who can be asked to go for a campaign, and when they are away: names and days only."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import Q

from nabij.staff.models import Absence, User
from nabij.staff.types import Role


def with_role(role: Role, *, town: str) -> list[tuple[int, str]]:
    """The open accounts with a role that work for a town, by name: to choose from."""
    found = User.objects.active().filter(role_grants__role=role, town_grants__town=town)
    return list(found.order_by("name", "pk").values_list("pk", "name").distinct())


def days_away(staff_ids: Collection[int], first: date, last: date) -> dict[int, frozenset[date]]:
    """The days of a period, both included, on which each of these is away; never why."""
    found: dict[int, frozenset[date]] = {}
    rows = Absence.objects.filter(Q(until_on=None) | Q(until_on__gt=first), user__in=list(staff_ids))
    for number, from_on, until_on in rows.filter(from_on__lte=last).values_list(
        "user_id", "from_on", "until_on"
    ):
        ends = min(last + timedelta(days=1), until_on or date.max)
        begins = max(first, from_on)
        days = frozenset(begins + timedelta(days=turn) for turn in range((ends - begins).days))
        found[number] = found.get(number, frozenset()) | days
    return found
