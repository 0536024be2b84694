"""Changes to accounts, roles, teams and ways to log in."""

from nabij.staff.actions.accounts import change_roles, close_account, open_account, work_for
from nabij.staff.actions.capacity import note_languages, note_work_time
from nabij.staff.actions.factors import code_at, set_up_app, tie_app
from nabij.staff.actions.invitations import accept, invite, invite_again, withdraw
from nabij.staff.actions.lost_factors import ask_new_start, confirm_new_start, refuse_new_start
from nabij.staff.actions.sending import send_invitations
from nabij.staff.actions.teams import (
    begin_absence,
    begin_stand_in,
    change_team,
    end_absence,
    end_membership,
    end_stand_in,
    join_team,
    open_team,
)

__all__ = [
    "accept",
    "ask_new_start",
    "begin_absence",
    "begin_stand_in",
    "change_roles",
    "change_team",
    "close_account",
    "code_at",
    "confirm_new_start",
    "end_absence",
    "end_membership",
    "end_stand_in",
    "invite",
    "invite_again",
    "join_team",
    "note_languages",
    "note_work_time",
    "open_account",
    "open_team",
    "refuse_new_start",
    "send_invitations",
    "set_up_app",
    "tie_app",
    "withdraw",
    "work_for",
]
