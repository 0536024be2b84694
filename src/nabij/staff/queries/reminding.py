"""Whom to tell something: addresses of colleagues, who is away, who stands in, who leads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from nabij.staff.models import Absence, Membership, StandIn, User
from nabij.staff.types import Role


def mail_addresses(staff_ids: Collection[int]) -> dict[int, str]:
    """The addresses of those of these colleagues whose account is open."""
    return dict(User.objects.active().filter(pk__in=staff_ids).values_list("pk", "email"))


def account_to_ask(staff_id: int) -> User | None:
    """The account with this number as long as it is open, for who asks in its place (a calendar)."""
    found: User | None = User.objects.active().filter(pk=staff_id).first()
    return found


def away_on(staff_ids: Collection[int], *, on: date) -> frozenset[int]:
    """Who of these is away on a day; never why."""
    found = Absence.objects.on(on).filter(user__in=staff_ids)
    return frozenset(found.values_list("user_id", flat=True))


def stand_ins_of(staff_ids: Collection[int], *, on: date) -> dict[int, frozenset[int]]:
    """Who stands in on a day, by the colleague whose place it is. Who has nobody is not in it."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    rows = StandIn.objects.on(on).filter(absent__in=staff_ids, stand_in__is_active=True)
    for absent, stand_in in rows.values_list("absent_id", "stand_in_id"):
        found[absent].add(stand_in)
    return {absent: frozenset(others) for absent, others in found.items()}


def leads_of_teams(team_ids: Collection[int], *, on: date) -> dict[int, frozenset[int]]:
    """Who leads each of these teams on a day, with an open account and the role for it."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    rows = Membership.objects.on(on).filter(
        team__in=team_ids, is_lead=True, user__is_active=True, user__role_grants__role=Role.TEAM_LEAD
    )
    for team_id, staff_id in rows.values_list("team_id", "user_id"):
        found[team_id].add(staff_id)
    return {team_id: frozenset(leads) for team_id, leads in found.items()}


def teams_led(*, on: date) -> dict[int, frozenset[int]]:
    """The open teams that each team lead leads on a day, by the number of the lead."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    rows = Membership.objects.on(on).filter(
        is_lead=True, team__is_open=True, user__is_active=True, user__role_grants__role=Role.TEAM_LEAD
    )
    for staff_id, team_id in rows.values_list("user_id", "team_id"):
        found[staff_id].add(team_id)
    return {staff_id: frozenset(teams) for staff_id, teams in found.items()}
