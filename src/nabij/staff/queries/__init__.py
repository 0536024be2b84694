"""Reads about accounts, teams and who is asking."""

from nabij.staff.queries.actors import actor_of
from nabij.staff.queries.people import active_administrators, led_teams, teams_on, towns_of

__all__ = ["active_administrators", "actor_of", "led_teams", "teams_on", "towns_of"]
