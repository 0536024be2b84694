"""How much colleagues work, their languages, teams and days away: to share work out among them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery

from nabij.staff.models import (
    Absence,
    CoveredNeighbourhood,
    Membership,
    RoleGrant,
    StaffLanguage,
    StandIn,
    User,
    WorkTime,
)
from nabij.staff.queries.names import names_of


def work_times_on(staff_ids: Collection[int], *, on: date) -> dict[int, int]:
    """Hundredths of a full-time job that each works on a day; of whom it was never noted is not in it."""
    holds = WorkTime.objects.filter(user=OuterRef("user"), from_on__lte=on).order_by("-from_on")
    found = WorkTime.objects.filter(user__in=list(staff_ids), pk=Subquery(holds.values("pk")[:1]))
    return dict(found.values_list("user_id", "fte_hundredths"))


def work_time_history(account: User) -> list[WorkTime]:
    """What was noted of one colleague, the latest day first. For whoever looks after the account."""
    return list(WorkTime.objects.filter(user=account).order_by("-from_on"))


def fte_of_teams(team_ids: Collection[int], *, on: date) -> tuple[int, int]:
    """Hundredths of full-time jobs of these teams on a day, and of how many members it was never noted."""
    members = set(_members(team_ids, on).values_list("user_id", flat=True))
    known = work_times_on(members, on=on)
    return sum(known.values()), len(members) - len(known)


def languages_of(staff_ids: Collection[int]) -> dict[int, tuple[str, ...]]:
    """The codes of the languages in which each can help people, in order."""
    found: dict[int, tuple[str, ...]] = {}
    rows = StaffLanguage.objects.filter(user__in=list(staff_ids)).order_by("code")
    for number, code in rows.values_list("user_id", "code"):
        found[number] = (*found.get(number, ()), code)
    return found


def teams_of_accounts(staff_ids: Collection[int], *, on: date) -> dict[int, frozenset[int]]:
    """The open teams in which each of these works on a day."""
    found: dict[int, frozenset[int]] = {}
    rows = Membership.objects.on(on).filter(user__in=list(staff_ids), team__is_open=True).order_by()
    for number, team in rows.values_list("user_id", "team_id"):
        found[number] = found.get(number, frozenset()) | {team}
    return found


def roles_of_accounts(staff_ids: Collection[int]) -> dict[int, frozenset[str]]:
    """The roles that each of these holds; who holds none is not in it."""
    found: dict[int, frozenset[str]] = {}
    rows = RoleGrant.objects.filter(user__in=list(staff_ids)).order_by()
    for number, role in rows.values_list("user_id", "role"):
        found[number] = found.get(number, frozenset()) | {role}
    return found


def neighbourhoods_of_teams(team_ids: Collection[int]) -> dict[int, frozenset[str]]:
    """The codes of the neighbourhoods that each of these teams follows."""
    found: dict[int, frozenset[str]] = {}
    rows = CoveredNeighbourhood.objects.filter(team__in=list(team_ids)).order_by()
    for team, code in rows.values_list("team_id", "code"):
        found[team] = found.get(team, frozenset()) | {code}
    return found


@dataclass(frozen=True, slots=True)
class AwayLine:
    """Somebody who is away, until which day (not included; None: not known), and who stands in; never why."""

    staff_id: int
    name: str
    from_on: date
    until_on: date | None
    stand_ins: tuple[tuple[str, date], ...]
    """Who sees to the work, and until which day (not included)."""


def away_between(team_ids: Collection[int], first: date, last: date) -> list[AwayLine]:
    """Who of these teams is away on one of these days, by name; `last` is not included."""
    members = _members(team_ids, first).values("user_id")
    overlaps = Q(until_on=None) | Q(until_on__gt=first)
    absences = list(Absence.objects.filter(overlaps, user__in=members, from_on__lt=last))
    absent = {one.user_id for one in absences}
    found = list(StandIn.objects.filter(overlaps, absent__in=absent, from_on__lt=last)) if absent else []
    names = names_of(absent | {one.stand_in_id for one in found})
    lines = [
        AwayLine(
            staff_id=one.user_id,
            name=names[one.user_id],
            from_on=one.from_on,
            until_on=one.until_on,
            stand_ins=tuple(
                (names[each.stand_in_id], each.until_on) for each in found if each.absent_id == one.user_id
            ),
        )
        for one in absences
    ]
    return sorted(lines, key=lambda line: (line.name, line.from_on))


def lock_accounts(staff_ids: Collection[int]) -> None:
    """Let whoever counts the work of these colleagues be the only one, until the transaction ends."""
    locked = User.objects.select_for_update(no_key=True).filter(pk__in=sorted(staff_ids)).order_by("pk")
    list(locked.values_list("pk", flat=True))


def _members(team_ids: Collection[int], on: date) -> QuerySet[Membership]:
    found: QuerySet[Membership] = Membership.objects.on(on).filter(
        team__in=list(team_ids), user__is_active=True
    )
    return found
