"""Who may do what with accounts, teams and roles.

A role holds in the towns of the own account only. A team lead decides for the own teams, and gives only
roles that help households of a team; an administrator gives every role, but never to oneself.
"""

from __future__ import annotations

from collections.abc import Set
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from nabij.kernel.actors import Actor
from nabij.kernel.decisions import Decision, allow, refuse
from nabij.staff.types import Role

if TYPE_CHECKING:
    from nabij.staff.models import LostFactor, Team, User

LEADS_MAY_GIVE = frozenset(
    {
        Role.SOCIAL_WORKER,
        Role.CASE_MANAGER,
        Role.BRIDGE_WORKER,
        Role.FAMILY_COACH,
        Role.COMMUNITY_WORKER,
        Role.OCCUPATIONAL_THERAPIST,
        Role.YOUTH_WORKER,
        Role.STREET_WORKER,
        Role.CALLER,
        Role.VOLUNTEER,
        Role.DOORSTEP_VISITOR,
        Role.DELIVERER,
    }
)
"""Roles that a team lead gives to somebody in the own team. All others are for an administrator."""


def may_open_work(actor: Actor) -> Decision:
    """Anyone who works here may open the start page of the work side."""
    if not actor.is_known:
        return refuse(_("Log in first."))
    return allow()


def may_see_people(actor: Actor) -> Decision:
    """Administrators and team leads see who works here."""
    if not actor.roles & {Role.ADMINISTRATOR, Role.TEAM_LEAD}:
        return refuse(_("Only an administrator or a team lead looks after accounts. Ask your team lead."))
    return allow()


def may_change_team(actor: Actor, town: str) -> Decision:
    """Only an administrator of the town opens, changes and closes teams."""
    if not _administers(actor, {town}):
        return refuse(_("Only an administrator of this town changes teams."))
    return allow()


def may_manage_teams(actor: Actor) -> Decision:
    """Only an administrator opens teams."""
    if Role.ADMINISTRATOR not in actor.roles:
        return refuse(_("Only an administrator of this town changes teams."))
    return allow()


def may_invite(
    actor: Actor, *, roles: Set[Role] | list[Role], team_ids: Set[int], towns: Set[str], led: Set[int]
) -> Decision:
    """An administrator invites for the own towns; a team lead for the own teams, with roles of a team."""
    if _administers(actor, towns):
        return allow()
    if Role.TEAM_LEAD not in actor.roles or not team_ids or not team_ids <= led or not towns <= actor.towns:
        return refuse(_("You can only invite somebody for a team that you lead. Ask an administrator."))
    if not set(roles) <= LEADS_MAY_GIVE:
        return refuse(_("One of these roles can only be given by an administrator."))
    return allow()


def may_invite_again(actor: Actor, account: User, *, led: Set[int]) -> Decision:
    """Whoever could invite somebody who never came in may make a new link or withdraw it."""
    if account.has_usable_password() or not account.is_active:
        return refuse(_("This account is in use or closed, so it needs no invitation."))
    towns = {grant.town for grant in account.town_grants.all()}
    teams = {membership.team_id for membership in account.memberships.all()}
    roles = {Role(grant.role) for grant in account.role_grants.all()}
    return may_invite(actor, roles=roles, team_ids=teams, towns=towns, led=led)


def may_change_roles(
    actor: Actor, account: User, *, towns: Set[str], given: Set[Role], taken: Set[Role], others: Set[int]
) -> Decision:
    """Only an administrator changes roles, never the own ones, and one administrator always stays."""
    if actor.staff_id == account.pk:
        return refuse(_("Nobody changes the own roles. Ask another administrator."))
    if not _administers(actor, towns):
        return refuse(_("Only an administrator of all towns of this account changes its roles."))
    if Role.ADMINISTRATOR in taken and not others:
        return refuse(_("This is the last administrator. First make somebody else administrator."))
    return allow()


def may_close_account(actor: Actor, account: User, *, towns: Set[str], others: Set[int]) -> Decision:
    """Only another administrator closes an account, and one administrator always stays."""
    if actor.staff_id == account.pk:
        return refuse(_("Nobody closes the own account. Ask another administrator."))
    if not _administers(actor, towns):
        return refuse(_("Only an administrator of all towns of this account closes it."))
    if not others:
        return refuse(_("This is the last administrator. First make somebody else administrator."))
    return allow()


def may_change_members(
    actor: Actor, team: Team, account: User, *, towns: Set[str], is_lead: bool, led: Set[int]
) -> Decision:
    """An administrator of the town, or for ordinary members a lead, decides who works in a team."""
    if not account.is_active or team.town not in towns:
        return refuse(_("This account is closed, or does not work for the town of this team."))
    if _administers(actor, {team.town}):
        return allow()
    if is_lead or team.pk not in led or Role.TEAM_LEAD not in actor.roles:
        return refuse(
            _("Only an administrator, or the lead for ordinary members, decides who works in a team.")
        )
    return allow()


def may_arrange(actor: Actor, account: User, *, towns: Set[str], teams: Set[int], led: Set[int]) -> Decision:
    """An administrator of the towns, or a lead of a team of somebody, arranges absences and who stands in."""
    if _administers(actor, towns):
        return allow()
    if Role.TEAM_LEAD in actor.roles and teams & led:
        return allow()
    return refuse(_("Only a lead of the team, or an administrator, arranges who is away and who stands in."))


def may_stand_in(stand_in: User, absent: User, shared_towns: Set[str]) -> Decision:
    """Only a colleague of the same town with an open account stands in, and nobody for oneself."""
    if stand_in.pk == absent.pk:
        return refuse(_("Nobody stands in for oneself. Choose a colleague."))
    if not stand_in.is_active or not shared_towns:
        return refuse(_("Choose a colleague of the same town whose account is open."))
    return allow()


def may_ask_new_start(actor: Actor, account: User, *, led: Set[int]) -> Decision:
    """An administrator or a lead says that a colleague lost the second step; never for oneself."""
    if actor.staff_id == account.pk:
        return refuse(_("You cannot ask this for yourself. Ask your team lead or an administrator."))
    if not account.is_active:
        return refuse(_("This account is closed."))
    towns = {grant.town for grant in account.town_grants.all()}
    teams = {membership.team_id for membership in account.memberships.all()}
    return may_arrange(actor, account, towns=towns, teams=teams, led=led)


def may_confirm_new_start(actor: Actor, asked: LostFactor) -> Decision:
    """An administrator who did not ask, and whose account it is not, confirms a new start."""
    if asked.closed_at is not None:
        return refuse(_("This request is closed already."))
    if actor.staff_id in {asked.asked_by_id, asked.user_id}:
        return refuse(_("A second person has to confirm this: another administrator."))
    return may_refuse_new_start(actor, asked)


def may_refuse_new_start(actor: Actor, asked: LostFactor) -> Decision:
    """An administrator of the towns of the account closes the request."""
    towns = {grant.town for grant in asked.user.town_grants.all()}
    if not _administers(actor, towns):
        return refuse(_("Only an administrator of all towns of this account decides on this."))
    return allow()


def _administers(actor: Actor, towns: Set[str]) -> bool:
    return Role.ADMINISTRATOR in actor.roles and towns <= actor.towns
