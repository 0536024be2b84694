"""Names of colleagues and teams, for pages of other apps. They say nothing about anybody who is helped."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from nabij.kernel.looks import once
from nabij.kernel.phones import as_written
from nabij.staff.models import Absence, Membership, Team, User, WorkPhone


@dataclass(frozen=True, slots=True)
class TeamName:
    """A team that works, with the town it works for and, of a partner, the organisation it belongs to."""

    team_id: int
    name: str
    town: str
    organisation: str = ""

    @property
    def service(self) -> str:
        """What people of other services call it: the organisation, or the team of the local authority."""
        return self.organisation or self.name


def names_of(staff_ids: Collection[int]) -> dict[int, str]:
    """What colleagues are called, by their numbers."""
    known: dict[int, str] = once("staff.names_of", dict)
    wanted = set(staff_ids)
    if missing := wanted - known.keys():
        known.update(User.objects.filter(pk__in=missing).values_list("pk", "name"))
    return {number: known[number] for number in wanted if number in known}


def work_phones_of(staff_ids: Collection[int]) -> dict[int, str]:
    """On which number colleagues with an open account answer, as people write it; only who set one."""
    wanted = frozenset(staff_ids)
    if not wanted:
        return {}

    def ask() -> dict[int, str]:
        found = WorkPhone.objects.filter(user__in=wanted, user__is_active=True)
        return {user: as_written(number) for user, number in found.values_list("user_id", "number")}

    return dict(once(("staff.work_phones_of", wanted), ask))


def teams_named(team_ids: Collection[int]) -> list[TeamName]:
    """The open teams with these numbers, in the order of their names."""
    found = Team.objects.open().filter(pk__in=team_ids).order_by("name", "pk")
    return [TeamName(team.pk, team.name, team.town, team.organisation) for team in found]


def services_named(team_ids: Collection[int]) -> dict[int, str]:
    """What these teams are called by people of other services, also those that closed."""
    found = Team.objects.filter(pk__in=team_ids)
    return {team.pk: TeamName(team.pk, team.name, team.town, team.organisation).service for team in found}


def teams_of_towns(towns: Collection[str]) -> list[TeamName]:
    """The open teams of these towns, in the order of their names."""
    return teams_named(list(Team.objects.open().filter(town__in=towns).values_list("pk", flat=True)))


def teams_with_a_lead(team_ids: Collection[int], *, on: date) -> frozenset[int]:
    """Those of these teams that somebody with an open account leads on a day."""
    leads = Membership.objects.on(on).filter(team__in=team_ids, is_lead=True, user__is_active=True)
    return frozenset(leads.values_list("team_id", flat=True))


def names_in_use() -> dict[int, str]:
    """What everybody who works here is called, by the numbers of their accounts."""
    return dict(User.objects.values_list("pk", "name"))


@dataclass(frozen=True, slots=True)
class TeamMember:
    """Somebody who works in a team on a day, and whether they are away; never why."""

    staff_id: int
    name: str
    is_away: bool


def members_of_teams(team_ids: Collection[int], *, on: date) -> list[TeamMember]:
    """Who works in these teams on a day with an open account, in the order of their names; each once."""
    members = Membership.objects.on(on).filter(team__in=team_ids, user__is_active=True).values("user_id")
    away = set(Absence.objects.on(on).values_list("user_id", flat=True))
    found = User.objects.filter(pk__in=members).order_by("name", "pk").values_list("pk", "name")
    return [TeamMember(number, name, number in away) for number, name in found]
