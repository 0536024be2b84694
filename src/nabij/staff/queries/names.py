"""Names of colleagues and teams, for pages of other apps. They say nothing about anybody who is helped."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from nabij.staff.models import Team, User


@dataclass(frozen=True, slots=True)
class TeamName:
    """A team that works, with the town it works for."""

    team_id: int
    name: str
    town: str


def names_of(staff_ids: Collection[int]) -> dict[int, str]:
    """What colleagues are called, by their numbers."""
    return dict(User.objects.filter(pk__in=staff_ids).values_list("pk", "name"))


def teams_named(team_ids: Collection[int]) -> list[TeamName]:
    """The open teams with these numbers, in the order of their names."""
    found = Team.objects.open().filter(pk__in=team_ids).order_by("name", "pk")
    return [TeamName(team.pk, team.name, team.town) for team in found]


def names_in_use() -> dict[int, str]:
    """What everybody who works here is called, by the numbers of their accounts."""
    return dict(User.objects.values_list("pk", "name"))
