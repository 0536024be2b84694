"""Reads about accounts, teams and who is asking."""

from nabij.staff.queries.actors import (actor_of, stood_in_for)
from nabij.staff.queries.capacity import (AwayLine, away_between, fte_of_teams, languages_of, lock_accounts, neighbourhoods_of_teams, roles_of_accounts, teams_of_accounts, work_time_history, work_times_on)
from nabij.staff.queries.names import (TeamMember, TeamName, members_of_teams, names_in_use, names_of, services_named, teams_named, teams_of_towns, teams_with_a_lead, work_phones_of)
from nabij.staff.queries.people import (account_with_address, active_administrators, has_second_step, led_teams, led_teams_named, passkeys, teams_on, towns_of, towns_of_accounts)
from nabij.staff.queries.receivers import (Receiver, lead_of, receivers)
from nabij.staff.queries.reminding import (account_to_ask, away_on, leads_of_teams, mail_addresses, stand_ins_of, teams_led)
from nabij.staff.queries.partners import (AccountStanding, TeamStanding, accounts_numbered, accounts_standing, teams_standing)

__all__ = [
    "AccountStanding",
    "AwayLine",
    "Receiver",
    "TeamMember",
    "TeamName",
    "TeamStanding",
    "account_to_ask",
    "account_with_address",
    "accounts_numbered",
    "accounts_standing",
    "active_administrators",
    "actor_of",
    "away_between",
    "away_on",
    "fte_of_teams",
    "has_second_step",
    "languages_of",
    "lead_of",
    "leads_of_teams",
    "led_teams",
    "led_teams_named",
    "lock_accounts",
    "mail_addresses",
    "members_of_teams",
    "names_in_use",
    "names_of",
    "neighbourhoods_of_teams",
    "passkeys",
    "receivers",
    "roles_of_accounts",
    "services_named",
    "stand_ins_of",
    "stood_in_for",
    "teams_led",
    "teams_named",
    "teams_of_accounts",
    "teams_of_towns",
    "teams_on",
    "teams_standing",
    "teams_with_a_lead",
    "towns_of",
    "towns_of_accounts",
    "work_phones_of",
    "work_time_history",
    "work_times_on",
]
