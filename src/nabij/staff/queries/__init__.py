"""Reads about accounts, teams and who is asking."""

from nabij.staff.queries.actors import actor_of, stood_in_for
from nabij.staff.queries.capacity import (
    AwayLine,
    away_between,
    fte_of_teams,
    languages_of,
    lock_accounts,
    neighbourhoods_of_teams,
    roles_of_accounts,
    teams_of_accounts,
    work_time_history,
    work_times_on,
)
from nabij.staff.queries.names import (
    TeamMember,
    TeamName,
    members_of_teams,
    names_in_use,
    names_of,
    teams_named,
)
from nabij.staff.queries.people import (
    account_with_address,
    active_administrators,
    has_second_step,
    led_teams,
    passkeys,
    teams_on,
    towns_of,
    towns_of_accounts,
)

__all__ = [
    "AwayLine",
    "TeamMember",
    "TeamName",
    "account_with_address",
    "active_administrators",
    "actor_of",
    "away_between",
    "fte_of_teams",
    "has_second_step",
    "languages_of",
    "led_teams",
    "lock_accounts",
    "members_of_teams",
    "names_in_use",
    "names_of",
    "neighbourhoods_of_teams",
    "passkeys",
    "roles_of_accounts",
    "stood_in_for",
    "teams_named",
    "teams_of_accounts",
    "teams_on",
    "towns_of",
    "towns_of_accounts",
    "work_time_history",
    "work_times_on",
]
