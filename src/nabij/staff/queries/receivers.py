"""Teams to which somebody can be referred, and who leads them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from nabij.staff.models import Absence, Membership, Team
from nabij.staff.queries.names import TeamName
from nabij.staff.types import Role


@dataclass(frozen=True, slots=True)
class Receiver:
    """A team that works; `organisation` is empty for one of the town itself."""

    team_id: int
    name: str
    town: str
    organisation: str
    codes: frozenset[str]
    """The neighbourhoods that it follows."""

    @property
    def called(self) -> str:
        """How somebody outside knows it: the organisation, or the team of the town."""
        return self.organisation or self.name


def receivers(towns: Collection[str]) -> list[Receiver]:
    """The open teams of these towns, by name."""
    found = Team.objects.open().filter(town__in=list(towns)).prefetch_related("neighbourhoods")
    return [
        Receiver(
            team.pk,
            team.name,
            team.town,
            team.organisation,
            frozenset(one.code for one in team.neighbourhoods.all()),
        )
        for team in found.order_by("name", "pk")
    ]


def team_of_area(town: str, code: str) -> TeamName | None:
    """The team of the town that follows a neighbourhood; None when no team does."""
    found = Team.objects.filter(neighbourhoods__area_of=town, neighbourhoods__code=code).first()
    return TeamName(found.pk, found.name, found.town, found.organisation) if found else None


def lead_of(team_id: int, *, on: date) -> int | None:
    """Who leads a team on a day, with an open account: somebody who is there before somebody who is away."""
    leads = Membership.objects.on(on).filter(
        team=team_id, is_lead=True, user__is_active=True, user__role_grants__role=Role.TEAM_LEAD
    )
    found = list(leads.order_by("from_on", "pk").values_list("user_id", flat=True))
    away = set(Absence.objects.on(on).filter(user__in=found).values_list("user_id", flat=True))
    return next((one for one in found if one not in away), found[0] if found else None)
