"""Reads about accounts, teams and who is asking."""

from nabij.staff.queries.actors import actor_of
from nabij.staff.queries.people import (
    account_with_address,
    active_administrators,
    has_second_step,
    led_teams,
    passkeys,
    teams_on,
    towns_of,
)

__all__ = [
    "account_with_address",
    "active_administrators",
    "actor_of",
    "has_second_step",
    "led_teams",
    "passkeys",
    "teams_on",
    "towns_of",
]
