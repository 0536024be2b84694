"""Reads about accounts, teams and who is asking."""

from nabij.staff.queries.actors import actor_of, stood_in_for
from nabij.staff.queries.names import (
    TeamMember,
    TeamName,
    members_of_teams,
    names_in_use,
    names_of,
    services_named,
    teams_named,
    teams_of_towns,
    teams_with_a_lead,
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
from nabij.staff.queries.receivers import Receiver, lead_of, receivers

__all__ = [
    "Receiver",
    "TeamMember",
    "TeamName",
    "account_with_address",
    "active_administrators",
    "actor_of",
    "has_second_step",
    "lead_of",
    "led_teams",
    "members_of_teams",
    "names_in_use",
    "names_of",
    "passkeys",
    "receivers",
    "services_named",
    "stood_in_for",
    "teams_named",
    "teams_of_towns",
    "teams_on",
    "teams_with_a_lead",
    "towns_of",
    "towns_of_accounts",
]
